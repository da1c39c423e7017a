import type { Origin } from '../../core/agent/catalog.ts';

/** Where the file of a pattern is. */
export interface PatternPlace {
	/** Of the agent. */
	readonly handle: string;
	readonly origin: Origin;
	/** Of its file. */
	readonly uri: string;
}

/**
 * What the commands on patterns are told: which pattern of which file. A handle says it where the file
 * is the extension's own.
 */
export function insertRequest({ handle, origin, uri }: PatternPlace, id: string): unknown {
	return origin === 'bundled' ? { id: `${handle}/${id}` } : { id, agent: uri };
}
