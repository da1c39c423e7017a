import { claudeToolsWithoutCounterpart } from './claudeTools.ts';
import { editorToolsWithoutRow, toolGroups, toolRows } from './toolTable.ts';
import type { ToolRow } from './toolTable.ts';

/** The names of which VS Code uses the first that it has. */
export interface Slot {
	readonly names: readonly string[];
	readonly row: ToolRow;
}

const slotsByRow: ReadonlyMap<string, readonly Slot[]> = new Map(
	toolRows.map((row) => [row.name, row.tools.map((names) => ({ names, row }))] as const),
);

const groups = Object.entries(toolGroups).map(
	([name, rows]) => [name, rows.flatMap((row) => slotsByRow.get(row) ?? [])] as const,
);

/** Spellings in order of preference: of two that differ in case alone, the first means less. */
const spellings: readonly (readonly [string, readonly Slot[]])[] = [
	...toolRows.flatMap(({ name, spellings: others }) =>
		[name, ...others].map((spelling) => [spelling, slotsByRow.get(name) ?? []] as const),
	),
	...[...slotsByRow.values()]
		.flat()
		.flatMap((slot) => slot.names.map((name) => [name, [slot]] as const)),
	...groups,
];
const exactly = new Map(spellings.toReversed());
const loosely = commonOfEach(spellings);
const groupsLoosely = commonOfEach(groups);
const everyReading = Map.groupBy(spellings, ([spelling]) => bare(spelling));

/** Known names that allow nothing here, since VS Code has no such tool or its table no row. */
const others: ReadonlyMap<string, readonly string[]> = new Map([
	...claudeToolsWithoutCounterpart.map((name) => [bare(name), []] as const),
	...Object.entries(editorToolsWithoutRow).map(([name, tools]) => [bare(name), tools] as const),
]);

/** The longest run of words that is one name in some spelling: “get VS Code API” has four. */
const mostWords = 4;

/** More words than these in one entry are no list of names. */
const mostWordsOfText = 2_000;

/** What an absent `tools:` key allows, row by row. */
export function slotsOfRow(row: string): readonly Slot[] {
	return slotsByRow.get(row) ?? [];
}

/**
 * The slots that a spelling stands for; `edit/*` is the group `edit`. What is spelled exactly like
 * some name means that; what differs in case or separators means what all names have in common
 * that are spelled like it. `undefined` for everything else.
 */
export function slotsOf(name: string): readonly Slot[] | undefined {
	const exact = exactSlotsOf(name);
	if (exact) return exact;
	const group = name.endsWith('/*') ? groupsLoosely.get(looseKey(name.slice(0, -2))) : undefined;
	return group ?? loosely.get(looseKey(name));
}

/** The slots of a name that is spelled exactly so. */
export function exactSlotsOf(name: string): readonly Slot[] | undefined {
	return exactly.get(name);
}

/** Whether the name, in any spelling, is one of VS Code's groups of tools. */
export function isGroup(name: string): boolean {
	return groupsLoosely.has(looseKey(name));
}

/** The slots of all readings of a name that is not spelled exactly: to forbid it, each counts. */
export function slotsOfEveryReading(name: string): readonly Slot[] {
	return (everyReading.get(bare(name)) ?? []).flatMap(([, slots]) => slots);
}

/** Tools without a row that a name stands for; `undefined` where it is not such a name. */
export function otherToolsOf(name: string): readonly string[] | undefined {
	return others.get(bare(name));
}

/** Whether some program has a tool of this name, in any spelling; arguments do not count. */
export function isKnownTool(name: string): boolean {
	const { name: plain } = splitArgument(name);
	return (
		slotsOf(plain) !== undefined || (looseKey(plain) !== '' && otherToolsOf(plain) !== undefined)
	);
}

/**
 * Names of tools that stand in a text as words, in any spelling, each once and as written. Words
 * that follow each other may be one name (“web fetch”), and their parts count too.
 */
export function toolWordsIn(text: string): readonly string[] {
	const words = [...text.matchAll(/[A-Za-z0-9_]+/g)].slice(0, mostWordsOfText);
	const found = new Set<string>();
	for (const [index, word] of words.entries()) {
		let end = word.index;
		for (const next of words.slice(index, index + mostWords)) {
			if (!/^[\s/_-]{0,3}$/.test(text.slice(end, next.index))) break;
			end = next.index + next[0].length;
			const written = text.slice(word.index, end);
			if (isWordOfTool(written)) found.add(written);
		}
	}
	return [...found];
}

/** Only what forbids something: of a name without a tool nothing would follow. */
function isWordOfTool(word: string): boolean {
	const key = bare(word);
	const isEffective = everyReading.get(key)?.some(([, slots]) => slots.length > 0) === true;
	return isEffective || (others.get(key)?.length ?? 0) > 0 || isMcpWord(word);
}

/** Whether a word stands for the tools of all MCP servers. */
export function isMcpWord(word: string): boolean {
	return bare(word) === 'mcp';
}

/** Known names that fit a pattern with stars, such as `copilot_*`. */
export function knownNamesLike(fits: (name: string) => boolean): readonly string[] {
	return spellings.flatMap(([spelling]) => (fits(spelling) ? [spelling] : []));
}

/** Whether an entry of a list stands for all tools. */
export function isEveryTool(entry: string): boolean {
	return (
		entry === '*' ||
		/^(?:all|(?:all|any|every) (?:the )?(?:available )?tools?|everything)$/i.test(entry)
	);
}

/** Whether a list that holds nothing else says that there are no tools. */
export function isNoTool(entry: string): boolean {
	return /^(?:none|nothing|no tools?|\(none\))$/i.test(entry);
}

/** `Bash(git:*)` → `Bash` and `git:*`. */
export function splitArgument(entry: string): {
	readonly name: string;
	readonly argument?: string;
} {
	const open = entry.indexOf('(');
	if (open === -1 || !entry.endsWith(')')) return { name: entry };
	return { name: entry.slice(0, open).trim(), argument: entry.slice(open + 1, -1).trim() };
}

/**
 * What is left of a name without case and separators; `''` where more than single separators
 * between its words is left out, as the dash of `-Bash` would be.
 */
function looseKey(name: string): string {
	return /^[A-Za-z0-9]+(?:(?: +|[/_-])[A-Za-z0-9]+)*$/.test(name) ? bare(name) : '';
}

function bare(name: string): string {
	return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** For each spelling without case and separators, the slots of all names that are spelled so. */
function commonOfEach(
	pairs: readonly (readonly [string, readonly Slot[]])[],
): ReadonlyMap<string, readonly Slot[]> {
	const common = new Map<string, readonly Slot[]>();
	for (const [name, slots] of pairs) {
		const key = bare(name);
		const before = common.get(key);
		common.set(key, before ? before.filter((slot) => slots.includes(slot)) : slots);
	}
	return common;
}
