import type { Agent } from '../agent/agent.ts';
import type { BuiltInSupport } from './builtInSupport.ts';
import { buildCatalog } from '../agent/catalog.ts';
import type { AgentFile, CatalogAgent } from '../agent/catalog.ts';
import type { OfferedModel } from '../capabilities/modelChoice.ts';
import type { PresentTool } from '../capabilities/toolNames.ts';

/** What is known around an agent file while it is edited; all of it is in memory. */
export interface Surroundings {
	/** The URI of the file, also of one that is not saved. */
	readonly uri: string;
	/** With forward slashes. */
	readonly path: string;
	readonly agents: readonly CatalogAgent[];
	/** Whether all agents have been read: before that, none can be said to be missing. */
	readonly isComplete: boolean;
	/** The file's own agent as its text is now; `undefined` where it has none. */
	readonly own: OwnAgent | undefined;
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
 * The catalog with the agent of one file as its text is now.
 *
 * @param path as in `AgentFile.path`
 * @returns the agents, without the file's own if it is not one of those that are read
 */
export function placeAgent(
	catalog: readonly CatalogAgent[],
	path: string,
	stem: string,
	agent: Agent,
): { readonly agents: readonly CatalogAgent[]; readonly own: OwnAgent } {
	const files: readonly AgentFile[] = catalog.flatMap((each) => [each, ...each.shadows]);
	const saved = files.find((file) => file.path === path);
	const file: AgentFile = { origin: saved?.origin ?? 'workspace', path, stem, agent };
	const agents = buildCatalog([...files.filter((each) => each !== saved), file]);
	const isListed = saved !== undefined;
	for (const listed of agents) {
		const found = [listed, ...listed.shadows].find((each) => each.path === path);
		if (!found) continue;
		const shadowedBy = found === listed ? undefined : listed;
		return { agents: isListed ? agents : catalog, own: { agent: found, isListed, shadowedBy } };
	}
	throw new Error('A catalog has lost a file.');
}
