import {
	everyAgent,
	isOwn,
	origins,
	type Catalog,
	type CatalogAgent,
	type Origin,
} from '../agent/catalog.ts';

/** A file that looks like an agent's, or a folder of such, and cannot be used. */
export interface UnusableFile {
	/** A URI as text. */
	readonly path: string;
	readonly origin: Origin;
	/** Why, as a sentence for the user. */
	readonly reason: string;
}

/** The agents of one origin, with those that a stronger one hides. */
export interface AgentGroup {
	readonly origin: Origin;
	/** Sorted by handle. */
	readonly agents: readonly CatalogAgent[];
	/** Sorted by path. */
	readonly refused: readonly UnusableFile[];
}

/** All agents by where they come from, the strongest origin first; origins without any are left out. */
export function agentGroups(
	catalog: Pick<Catalog, 'agents'>,
	refused: readonly UnusableFile[],
): readonly AgentGroup[] {
	const byOrigin = Map.groupBy(everyAgent(catalog), ({ origin }) => origin);
	const refusedByOrigin = Map.groupBy(refused, ({ origin }) => origin);
	return origins
		.map((origin) => ({
			origin,
			agents: byOrigin.get(origin) ?? [],
			refused: refusedByOrigin.get(origin) ?? [],
		}))
		.filter((group) => group.agents.length > 0 || group.refused.length > 0)
		.toReversed();
}

/**
 * What tells an agent from the others of a list, in a few words: what it is for, or the file where
 * several are called the same, or that a stronger one answers to its handle.
 *
 * @param file the name of its file
 */
export function agentDetail(listed: CatalogAgent, catalog: Catalog, file: string): string {
	const { agent, origin, path, handle } = listed;
	const same = isOwn(listed) ? catalog.namesakes(agent.name, origin).length : 1;
	if (same > 1) return `${file} · one of ${same} called ${agent.name}`;
	const strongest = catalog.get(handle);
	if (strongest && strongest.path !== path) return `hidden by the one ${places[strongest.origin]}`;
	return agent.summary;
}

const places: Readonly<Record<Origin, string>> = {
	bundled: 'of this extension',
	pack: 'of another extension',
	user: 'in your home folder',
	workspace: 'in this workspace',
};
