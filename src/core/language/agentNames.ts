import type { CatalogAgent } from '../catalog.ts';
import { nearest } from '../validation/nearest.ts';

/**
 * The agent that a text means by a name: its handle, else the name in its file, whatever its case
 * and separators. `@` in front, `agent-` as Claude Code writes it, and an explanation in brackets
 * behind the name do not count.
 */
export function findAgent(name: string, agents: readonly CatalogAgent[]): CatalogAgent | undefined {
	const key = keyOf(name);
	const index = indexOf(agents);
	return index.get(key) ?? index.get(key.replace(/^agent-/, ''));
}

/** The handle that a name most likely is a misspelling of. */
export function nearestAgent(
	name: string,
	agents: readonly CatalogAgent[],
): CatalogAgent | undefined {
	const handle = nearest(
		keyOf(name),
		agents.map((agent) => agent.handle),
	);
	return agents.find((agent) => agent.handle === handle);
}

/** Longer texts are no names. */
const longest = 100;

/** A name as a handle could be made of it: `Database specialist (SQL)` → `database-specialist`. */
export function keyOf(name: string): string {
	return name
		.slice(0, longest)
		.trimEnd()
		.replace(/\([^()]*\)$/, '')
		.replace(/^[\s@`*]+/, '')
		.replace(/(?<![\s`*.])[\s`*.]+$/, '')
		.toLowerCase()
		.replace(/[\s_-]+/g, '-');
}

/** A text as the handle of a new agent, `new-agent` where nothing in it can be one. */
export function newHandle(text: string): string {
	return keyOf(text).replace(/[^\w-]+/g, '') || 'new-agent';
}

const indexes = new WeakMap<readonly CatalogAgent[], ReadonlyMap<string, CatalogAgent>>();

/** The agents by their handles, and by names that are no handle; made once for each list. */
function indexOf(agents: readonly CatalogAgent[]): ReadonlyMap<string, CatalogAgent> {
	const known = indexes.get(agents);
	if (known) return known;
	const index = new Map<string, CatalogAgent>();
	for (const nameOf of [handleOf, ownNameOf]) {
		for (const agent of agents) {
			const key = keyOf(nameOf(agent));
			if (!index.has(key)) index.set(key, agent);
		}
	}
	indexes.set(agents, index);
	return index;
}

function handleOf({ handle }: CatalogAgent): string {
	return handle;
}

function ownNameOf({ agent }: CatalogAgent): string {
	return agent.name;
}
