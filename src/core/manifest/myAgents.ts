import { textMark } from '../text/textMark.ts';
import { freeName } from './freeName.ts';
import { participantWhen, type PackedAgent } from './pack.ts';
import type { Declared } from './participantEntry.ts';

/** A file that is to be a participant, as it is now. */
export interface WantedAgent extends Pick<Declared, 'handle' | 'fullName' | 'agent'> {
	/** The address of the file. */
	readonly source: string;
	/** The address of the folder of the workspace that it is in; left out for the user's own. */
	readonly folder?: string;
	readonly color: string | undefined;
	/** Addresses of the files that it goes before, and ids of the participants that others declare. */
	readonly shadows: readonly string[];
	readonly hides: readonly string[];
}

export interface MyAgentsOptions {
	readonly idPrefix: string;
	/** The condition for a folder's agents. */
	readonly folderKey: (folder: string) => string;
	/** Names, in lower case, that other extensions or VS Code have. */
	readonly taken: ReadonlySet<string>;
}

/** An agent that could not get the name that it wants. */
export interface Renamed {
	readonly wanted: string;
	readonly name: string;
}

/**
 * Works out the participants of “my agents”: those that are wanted here, and those of other
 * workspaces, which stay as they are.
 *
 * An id follows from the address of the file, and stays with a file that was moved: with one that
 * describes itself alike and is wanted where the other is no more. A name that is taken gets a number.
 *
 * @param known those of the pack that is installed
 * @param kept which of these are for other windows, and still mean something
 */
export function planMyAgents(
	wanted: readonly WantedAgent[],
	known: readonly PackedAgent[],
	kept: readonly PackedAgent[],
	{ idPrefix, folderKey, taken }: MyAgentsOptions,
): { readonly agents: readonly PackedAgent[]; readonly renamed: readonly Renamed[] } {
	const ids = idsOf(wanted, known, kept, idPrefix);
	// Files of one handle are for the same name: the stronger one hides the other.
	const used = new Set([...taken, ...wanted.map(({ handle }) => handle.toLowerCase())]);
	const renamed: Renamed[] = [];
	const knownById = new Map(known.map((each) => [each.id, each]));
	const here = new Set(ids.values());
	const agents = wanted
		.toSorted((a, b) => compare(a.source, b.source))
		.map((each): PackedAgent => {
			const { source, folder, handle, fullName, agent, color } = each;
			const id = ids.get(source) ?? idPrefix + textMark(source);
			const before = knownById.get(id);
			const called = before?.handle ?? '';
			// What another window has called it stays, where it can.
			const isFree = isNumbered(called, handle) && !used.has(called.toLowerCase());
			const other = isFree ? called : freeName(handle, used);
			// An agent of its name in another window's folder has given it a number, and may again.
			const isShared = isFree && known.some((rival) => rival.id !== id && rival.handle === handle);
			const name = taken.has(handle.toLowerCase()) || isShared ? other : handle;
			used.add(name.toLowerCase());
			if (name !== handle) renamed.push({ wanted: handle, name });
			const hidden = each.shadows.flatMap((address) => ids.get(address) ?? []);
			// What another window knows of, and this one does not, stays as well.
			const elsewhere =
				called === name ? (before?.hides ?? []).filter((hides) => !here.has(hides)) : [];
			const { summary, examples } = agent;
			return {
				id,
				handle: name,
				fullName: before && name === called && name !== handle ? before.fullName : fullName,
				agent: { summary, examples },
				color,
				when: participantWhen(id, folder === undefined ? undefined : folderKey(folder)),
				file: { source, ...(folder !== undefined && { folder }) },
				hides: [...new Set([...hidden, ...each.hides, ...elsewhere])].toSorted(),
			};
		});
	// In one order, whichever window has written it: else each would put it in again after the other.
	const all = [...agents, ...kept].toSorted(
		(a, b) => compare(placeOf(a), placeOf(b)) || compare(a.id, b.id),
	);
	return { agents: all, renamed };
}

function isNumbered(name: string, handle: string): boolean {
	return name.startsWith(`${handle}-`) && /^\d+$/.test(name.slice(handle.length + 1));
}

function idsOf(
	wanted: readonly WantedAgent[],
	known: readonly PackedAgent[],
	kept: readonly PackedAgent[],
	idPrefix: string,
): ReadonlyMap<string, string> {
	const ids = new Map<string, string>();
	// A file may be in two folders of which one lies in the other, each open in a window of its own.
	const byPlace = new Map(known.map((each) => [placeOf(each), each]));
	const used = new Set(kept.map(({ id }) => id));
	for (const { source, folder } of wanted) {
		const id = byPlace.get(placeText(source, folder))?.id;
		if (id === undefined || used.has(id)) continue;
		ids.set(source, id);
		used.add(id);
	}
	const left = known.filter(({ id }) => !used.has(id));
	for (const { source, folder, agent } of wanted) {
		if (ids.has(source)) continue;
		const moved = left.find(
			(each) =>
				!used.has(each.id) && folderOf(each) === folder && each.agent.summary === agent.summary,
		);
		const own = idPrefix + textMark(source);
		// The mark may be that of a file that has moved away and kept it.
		const free = used.has(own) ? idPrefix + textMark(source, 1) : own;
		const id = moved?.id ?? free;
		ids.set(source, id);
		used.add(id);
	}
	return ids;
}

/** A file as one of a folder of the workspace. */
function placeOf(agent: Pick<PackedAgent, 'file'>): string {
	return placeText(sourceOf(agent), folderOf(agent));
}

function placeText(source: string, folder = ''): string {
	return `${source}\n${folder}`;
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** The address of the file that a participant of “my agents” stands for. */
export function sourceOf({ file }: Pick<PackedAgent, 'file'>): string {
	return 'source' in file ? file.source : '';
}

/** The address of its workspace folder; `undefined` for the user's own. */
export function folderOf({ file }: Pick<PackedAgent, 'file'>): string | undefined {
	return 'source' in file ? file.folder : undefined;
}

/** What the pack that is installed was made of. */
export interface WrittenPack {
	readonly version: string;
	readonly agents: readonly PackedAgent[];
	/** The names that were taken, with the addresses of the extensions that have them. */
	readonly taken: TakenNames;
}

/** By name in lower case, where the extension is that has it. */
export type TakenNames = Readonly<Record<string, string>>;

/** Reads what was noted of the pack; `undefined` where the text is none, or was cut off. */
export function readWrittenPack(text: string): WrittenPack | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// It is worked out anew.
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const { version, agents, taken } = value as Partial<WrittenPack>;
	if (typeof version !== 'string' || !Array.isArray(agents)) return undefined;
	return agents.every(isPacked) ? { version, agents, taken: readTaken(taken) } : undefined;
}

/** Before, none were noted. */
function readTaken(value: unknown): TakenNames {
	const entries = Object.entries(Object(value) as object);
	return Object.fromEntries(entries.filter(([, place]) => typeof place === 'string'));
}

function isPacked(value: unknown): value is PackedAgent {
	if (typeof value !== 'object' || value === null) return false;
	const { id, handle, fullName, agent, file, hides, when } = value as Partial<PackedAgent>;
	const texts = [id, handle, fullName, when, agent?.summary];
	return (
		texts.every((text) => typeof text === 'string') &&
		Array.isArray(agent?.examples) &&
		Array.isArray(hides) &&
		file !== undefined &&
		'source' in file
	);
}
