import type { Agent } from '../agent/agent.ts';
import type { BuiltInSupport } from './builtInSupport.ts';
import type { Catalog, CatalogAgent } from '../agent/catalog.ts';
import type { OfferedModel } from '../capabilities/modelChoice.ts';
import type { KnownModules } from '../pattern/moduleIndex.ts';
import type { PresentTool } from '../capabilities/toolNames.ts';

/** What is known around an agent file while it is edited; all of it is in memory. */
export interface Surroundings {
	/** The URI of the file, also of one that is not saved. */
	readonly uri: string;
	/** With forward slashes. */
	readonly path: string;
	readonly agents: Catalog;
	/** Whether all agents have been read: before that, none can be said to be missing. */
	readonly isComplete: boolean;
	/** The file's own agent as its text is now; `undefined` where it has none. */
	readonly own: OwnAgent | undefined;
	/** Whether the workspace is trusted: its agents mean nothing else. */
	readonly isTrusted: boolean;
	/** Whether the file is on disk, perhaps with other words. */
	readonly isSaved: boolean;
	/** What the patterns of agent files make. */
	readonly modules: KnownModules;
	readonly models: readonly OfferedModel[];
	readonly tools: readonly PresentTool[];
	readonly theme: 'light' | 'dark';
	/** What VS Code shows in this file without us. */
	readonly builtIn: BuiltInSupport;
}

/** The place of an agent among all others. */
export interface OwnAgent {
	readonly agent: CatalogAgent;
	/** Whether the file is one of those that are read; else `handle` is what it would get. */
	readonly isListed: boolean;
	/** The stronger agent of the same handle. */
	readonly shadowedBy: CatalogAgent | undefined;
}

/**
 * The catalog with the agent of one file as its text is now. Costs as much as the handles that this
 * changes, however many agents there are.
 *
 * @param path as in `AgentFile.path`
 * @returns the agents, without the file's own if it is not one of those that are read
 */
export function placeAgent(
	catalog: Catalog,
	path: string,
	stem: string,
	agent: Agent,
): { readonly agents: Catalog; readonly own: OwnAgent } {
	const saved = catalog.at(path);
	const placed = catalog.with({
		origin: saved?.origin ?? 'workspace',
		path,
		stem,
		agent,
		// What VS Code asks by goes on while something else is typed.
		...(saved?.participant && { participant: saved.participant }),
	});
	const own = placed.at(path);
	if (!own) throw new Error('A catalog has lost a file.');
	const isListed = saved !== undefined;
	const listed = placed.get(own.handle);
	const shadowedBy = listed?.path === path ? undefined : listed;
	return { agents: isListed ? placed : catalog, own: { agent: own, isListed, shadowedBy } };
}
