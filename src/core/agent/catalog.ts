import { handleFrom } from './handle.ts';
import type { AgentHeader } from './agentHeader.ts';
import { HandleTable, type Seat } from './catalog/handleTable.ts';
import { LayeredMap } from './catalog/layeredMap.ts';
import { NameIndex, type Callings } from './catalog/nameIndex.ts';
import { firstIndex } from './catalog/sortedLists.ts';
import { callingKeys, nameKey } from './nameKey.ts';

/** Where an agent file comes from, weakest first: a later origin wins over an earlier one. */
export const origins = ['bundled', 'pack', 'user', 'workspace'] as const;
export type Origin = (typeof origins)[number];

/** Whether a file is the user's: of the home folder or of the workspace, not one that came along. */
export function isOwn({ origin }: { readonly origin: Origin }): boolean {
	return origin === 'user' || origin === 'workspace';
}

/** What is known of one agent file, and where it was found. */
export interface AgentFile {
	readonly origin: Origin;
	/** Unique among all files; decides the order of agents that are otherwise equal. */
	readonly path: string;
	/** The file's name without `.md` or `.agent.md`. */
	readonly stem: string;
	readonly agent: AgentHeader;
	/** The chat participant that answers with this file; left out where there is none. */
	readonly participant?: ParticipantName;
}

/** A chat participant, as VS Code knows it. */
export interface ParticipantName {
	readonly id: string;
	/** What is typed after `@`. */
	readonly name: string;
}

export interface CatalogAgent extends AgentFile {
	/** What is typed after `@`: unique in the catalog, matches `^[\w-]+$`. */
	readonly handle: string;
	/** The handle in words, for display. */
	readonly fullName: string;
	/** Agents of weaker origins that this one hides because they have the same handle. */
	readonly shadows: readonly CatalogAgent[];
}

/**
 * The agents of all origins in one list.
 *
 * Handles are unique within an origin; where several origins have the same handle the strongest
 * (workspace, then user, then pack, then bundled) is listed and keeps the others in `shadows`.
 * Nothing is lost: each file is either listed or in exactly one `shadows`.
 */
export interface Catalog {
	/** The listed agents, sorted by handle. */
	readonly agents: readonly CatalogAgent[];
	/** The listed agent of a handle, in any case. */
	get(handle: string): CatalogAgent | undefined;
	/** The agent of a file, listed or hidden. */
	at(path: string): CatalogAgent | undefined;
	/** The listed agent that a key of `nameKey` means, by its handle, name or file. */
	called(key: string): CatalogAgent | undefined;
	/** The agents of an origin that want the same handle by their name. */
	namesakes(name: string, origin: Origin): readonly CatalogAgent[];
	/** This catalog with one file added or replaced; costs as much as the handles that change. */
	with(file: AgentFile): Catalog;
}

/** All agents of a list, also those that others hide. */
export function everyAgent({ agents }: Pick<Catalog, 'agents'>): readonly CatalogAgent[] {
	return agents.flatMap((agent) => [agent, ...agent.shadows]);
}

/** Merges agent files of all origins. */
export function buildCatalog(files: readonly AgentFile[]): Catalog {
	const catalog = new ChangingCatalog();
	for (const file of files) catalog.put(file);
	return catalog;
}

/** A catalog whose files come and go. */
export class ChangingCatalog implements Catalog {
	readonly #below: ChangingCatalog | undefined;
	readonly #tables: Readonly<Record<Origin, HandleTable<AgentFile>>>;
	/** By handle in lower case. */
	readonly #listed: LayeredMap<CatalogAgent>;
	readonly #names: NameIndex;
	/** Handles, in lower case, whose agents are to be looked up anew. */
	readonly #changed = new Set<string>();
	/** The listed agents in order, where nothing is below. */
	readonly #sorted: CatalogAgent[] = [];
	#agents: readonly CatalogAgent[] | undefined;

	/** @param below the catalog that this one is a changed copy of; it must not change meanwhile */
	constructor(below?: ChangingCatalog) {
		this.#below = below;
		const table = (origin: Origin): HandleTable<AgentFile> =>
			new HandleTable(handleFrom, (key) => this.#changed.add(key), below && below.#tables[origin]);
		this.#tables = {
			bundled: table('bundled'),
			pack: table('pack'),
			user: table('user'),
			workspace: table('workspace'),
		};
		this.#listed = new LayeredMap(below && below.#listed);
		this.#names = new NameIndex(below && below.#names);
	}

	get agents(): readonly CatalogAgent[] {
		return (this.#agents ??= this.#below ? this.#overlaid(this.#below) : [...this.#sorted]);
	}

	get(handle: string): CatalogAgent | undefined {
		return this.#listed.get(handle.toLowerCase());
	}

	at(path: string): CatalogAgent | undefined {
		const seat = this.#seatAt(path);
		const listed = seat && this.get(seat.handle);
		return listed && [listed, ...listed.shadows].find((agent) => agent.path === path);
	}

	called(key: string): CatalogAgent | undefined {
		const handle = this.#names.find(key);
		return handle === undefined ? undefined : this.#listed.get(handle);
	}

	namesakes(name: string, origin: Origin): readonly CatalogAgent[] {
		return this.#tables[origin].named(name).flatMap((path) => this.at(path) ?? []);
	}

	with(file: AgentFile): Catalog {
		const changed = new ChangingCatalog(this);
		changed.put(file);
		return changed;
	}

	/** Adds a file, or replaces the one of its path. */
	put(file: AgentFile): void {
		const known = this.#seatAt(file.path);
		if (known && known.file.origin !== file.origin)
			this.#tables[known.file.origin].remove(file.path);
		this.#tables[file.origin].put(file);
		this.#update();
	}

	/** Takes a file out, if there is one of this path. */
	remove(path: string): void {
		for (const origin of origins) this.#tables[origin].remove(path);
		this.#update();
	}

	#seatAt(path: string): Seat<AgentFile> | undefined {
		for (const origin of origins) {
			const seat = this.#tables[origin].at(path);
			if (seat) return seat;
		}
		return undefined;
	}

	#update(): void {
		if (this.#changed.size === 0) return;
		this.#agents = undefined;
		for (const key of this.#changed) {
			const known = this.#listed.get(key);
			const now = this.#lookUp(key);
			this.#listed.set(key, now);
			this.#names.change(key, known && callingsOf(known), now && callingsOf(now));
			if (!this.#below) replaceIn(this.#sorted, known, now);
		}
		this.#changed.clear();
	}

	/** The strongest file that has a handle, with those that it hides, the strongest first. */
	#lookUp(key: string): CatalogAgent | undefined {
		let listed: CatalogAgent | undefined;
		for (const origin of origins) {
			const seat = this.#tables[origin].holder(key);
			if (!seat) continue;
			const hidden = listed ? [new Listed(listed, listed.handle, []), ...listed.shadows] : [];
			listed = new Listed(seat.file, seat.handle, hidden);
		}
		return listed;
	}

	#overlaid(below: ChangingCatalog): readonly CatalogAgent[] {
		const agents = [...below.agents];
		for (const key of this.#listed.ownKeys) {
			replaceIn(agents, below.#listed.get(key), this.#listed.get(key));
		}
		return agents;
	}
}

class Listed implements CatalogAgent {
	readonly origin: Origin;
	readonly path: string;
	readonly stem: string;
	readonly agent: AgentHeader;
	readonly participant?: ParticipantName;
	readonly handle: string;
	readonly shadows: readonly CatalogAgent[];

	constructor(
		{ origin, path, stem, agent, participant }: AgentFile,
		handle: string,
		shadows: readonly CatalogAgent[],
	) {
		this.origin = origin;
		this.path = path;
		this.stem = stem;
		this.agent = agent;
		if (participant) this.participant = participant;
		this.handle = handle;
		this.shadows = shadows;
	}

	get fullName(): string {
		return inWords(this.handle);
	}
}

function callingsOf(agent: CatalogAgent): Callings {
	const all = [agent, ...agent.shadows];
	return {
		handle: [nameKey(agent.handle)],
		names: all.flatMap((each) => callingKeys(each.agent.name)),
		stems: all.map(({ stem }) => nameKey(stem)),
	};
}

/** Replaces an agent in a list that is sorted by handle. */
function replaceIn(
	sorted: CatalogAgent[],
	before: CatalogAgent | undefined,
	now: CatalogAgent | undefined,
): void {
	const place = ({ handle }: CatalogAgent): number =>
		firstIndex(sorted.length, (i) => (sorted[i]?.handle ?? '') >= handle);
	if (before) sorted.splice(place(before), 1);
	if (now) sorted.splice(place(now), 0, now);
}

const upperCaseWords = new Set(
	'ai api aws ci cd cli css db gcp html http it json jwt kv llm ml mcp orm php qa rest sdk seo sql sre ssr ui ux xml yaml'.split(
		' ',
	),
);
const spelledWords: ReadonlyMap<string, string> = new Map([
	['devops', 'DevOps'],
	['graphql', 'GraphQL'],
	['ios', 'iOS'],
	['javascript', 'JavaScript'],
	['mongodb', 'MongoDB'],
	['mysql', 'MySQL'],
	['nodejs', 'Node.js'],
	['postgresql', 'PostgreSQL'],
	['sveltekit', 'SvelteKit'],
	['typescript', 'TypeScript'],
]);

/** A handle, or another name with hyphens, for display. */
export function inWords(handle: string): string {
	return handle
		.split(/[-_]+/)
		.filter((word) => word !== '')
		.map((word) => {
			const lower = word.toLowerCase();
			const spelled = spelledWords.get(lower);
			if (spelled !== undefined) return spelled;
			return upperCaseWords.has(lower)
				? word.toUpperCase()
				: word[0]?.toUpperCase() + word.slice(1);
		})
		.join(' ');
}
