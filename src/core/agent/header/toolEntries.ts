import type { Entry } from '../frontMatter.ts';
import type { TextRange } from '../../text/range.ts';
import { isMcpName, serverEntry, splitMcp } from '../../capabilities/mcpNames.ts';
import { goesOn, hasNegation, hasNegativeWord } from '../../capabilities/negation.ts';
import {
	isEveryTool,
	isKnownTool,
	isNoTool,
	slotsOf,
	slotsOfEveryReading,
	splitArgument,
	toolWordsIn,
} from '../../capabilities/toolSpellings.ts';
import type { Slot } from '../../capabilities/toolSpellings.ts';
import { lastIndexUpTo } from '../../text/sortedPlaces.ts';
import { splitNames } from './toolList.ts';
import type { NamedSpan, SplitOptions } from './toolList.ts';
import { isMapping } from './yamlTree.ts';
import type { Item } from './yamlTree.ts';

/** A name in a list, and where it stands in the file. */
export interface NamedRange {
	readonly name: string;
	readonly range: TextRange;
}

/** An entry of a list of tools that are allowed. */
export interface ToolEntry extends NamedRange {
	/**
	 * `every`: all tools. `name`: one tool, known or not. `negated`: it says what is not meant, which
	 * is never guessed at. `excepted`: it follows such an entry, and may be meant with it.
	 * `unreadable`: no text at all.
	 */
	readonly kind: 'every' | 'name' | 'negated' | 'excepted' | 'unreadable';
}

/**
 * The names in the list that `entry` holds, as text, flow list or block list, each with its own
 * range where the source shows it. Values that are neither text nor a list are split as text.
 */
export function readNames(text: string, entry: Entry): readonly NamedRange[] {
	const { value, valueRange } = entry;
	if (value === null || value === undefined) return [];
	if (!Array.isArray(value)) return namesIn(text, valueRange, value);
	return itemsOf(text, entry, value).flatMap(({ item, range, isWritten }) => {
		if (item === null) return [];
		const content = typeof item === 'string' ? item : (JSON.stringify(item) ?? '');
		return isWritten
			? namesIn(text, range, item, true)
			: splitNames(content, { isItem: true }).map(({ name }) => ({ name, range }));
	});
}

interface PlacedItem {
	readonly item: unknown;
	readonly range: TextRange;
	/** Whether the range is that of the item, not of the whole list. */
	readonly isWritten: boolean;
}

function itemsOf(text: string, { items, valueRange }: Entry, value: unknown[]): PlacedItem[] {
	let rest = valueRange;
	let index = 0;
	return value.map((item: unknown) => {
		// An item without a value has no node.
		const isMissing = item === null && items?.[index]?.value !== null;
		const own = isMissing ? undefined : items?.[index++]?.range;
		if (own) return { item, range: own, isWritten: true };
		// Items without a place of their own stand in order: each is looked for behind the one before.
		const written = typeof item === 'string' ? item : (JSON.stringify(item) ?? '');
		const at = item === null ? -1 : text.slice(rest.start, rest.end).indexOf(written);
		if (at === -1) {
			if (item !== null) rest = { start: rest.end, end: rest.end };
			return { item, range: valueRange, isWritten: false };
		}
		const range = { start: rest.start + at, end: rest.start + at + written.length };
		rest = { start: range.end, end: rest.end };
		return { item, range, isWritten: true };
	});
}

function namesIn(
	text: string,
	range: TextRange,
	value: unknown,
	isItem = false,
): readonly NamedRange[] {
	const content = typeof value === 'string' ? value : text.slice(range.start, range.end);
	return placed(text, range, content, splitNames(content, { isItem }));
}

/** Names of a value with their places in the file; of a value that is not as written, the whole. */
function placed(
	text: string,
	range: TextRange,
	content: string,
	spans: readonly NamedSpan[],
): readonly NamedRange[] {
	const offset = text.slice(range.start, range.end).indexOf(content);
	return spans.map(({ name, start, end }) => ({
		name,
		range:
			offset === -1
				? range
				: { start: range.start + offset + start, end: range.start + offset + end },
	}));
}

/**
 * The entries of the list of tools that `entry` holds. An entry of a YAML list, or what stands
 * between commas, is one name; text is split at blanks only where it has no comma and every word is
 * the name of a tool. What is no list of names yields one entry that cannot be read.
 */
export function readToolEntries(text: string, entry: Entry): readonly ToolEntry[] {
	const { value, valueRange, items } = entry;
	if (value === null || value === undefined || value === '') return [];
	if (typeof value === 'string') {
		// An alias that leads nowhere.
		if (/^[*&][\w-]+$/.test(value)) return [{ name: value, range: valueRange, kind: 'unreadable' }];
		const mark = oddMark(text, valueRange);
		if (mark) return [mark];
		if (checkBox.test(value)) return [{ name: value, range: valueRange, kind: 'unreadable' }];
		return withScope(namesOfText(text, valueRange, value).map(judged), hasNegativeWord);
	}
	if (Array.isArray(value)) {
		const found = itemsOf(text, entry, value).flatMap(({ item, range, isWritten }) => {
			if (item === null) return [];
			if (typeof item === 'object') {
				const name = isWritten ? text.slice(range.start, range.end) : (JSON.stringify(item) ?? '');
				// `- not:` above `- Bash`.
				const isNegated = hasNegation(name) || isHeading(item);
				return [{ name, range, kind: isNegated ? 'negated' : 'unreadable' } as const];
			}
			const mark = isWritten ? oddMark(text, range) : undefined;
			if (mark) return [mark];
			const content = typeof item === 'string' ? item : (JSON.stringify(item) ?? '');
			const names = isWritten
				? namesIn(text, range, item, true)
				: splitNames(content, { isItem: true }).map(({ name }) => ({ name, range }));
			return names.map(judged);
		});
		const mark = oddMark(text, valueRange);
		return withScope(mark ? [...found, mark] : found, goesOn);
	}
	if (isMapping(value) && areSwitches(value)) {
		const places = itemsByKey(items);
		return Object.keys(value)
			.filter((name) => value[name] === true)
			.map((name) => judged({ name, range: places.get(name)?.range ?? valueRange }));
	}
	const name = text.slice(valueRange.start, valueRange.end);
	return [{ name, range: valueRange, kind: 'unreadable' }];
}

/** Whether an item is a key without a value, which speaks of the items below it. */
function isHeading(item: object): boolean {
	return isMapping(item) && Object.values(item).every((value) => value === null);
}

/** Which boxes mean yes nobody has said. */
const checkBox = /(?:^|[\r\n,])[ \t]{0,20}(?:[-*+][ \t]{1,4})?\[[ \txX✓✔]?\][ \t]/;

/** What begins a comment in other languages: nobody knows where it ends. */
const foreignComment = /<!--|(?:^|\s)(?:\/\/|\/\*|--)(?:\s|$)/;

/**
 * What YAML takes for a tag or an anchor before a value, and its author perhaps for a sign: `! Bash`
 * or `&Bash x`. Standard tags, and anchors that are not called like tools, are none.
 */
function oddMark(text: string, range: TextRange): ToolEntry | undefined {
	const [mark] = /^(?:[&!]\S*[ \t]+)+/.exec(text.slice(range.start, range.end)) ?? [];
	if (mark === undefined) return undefined;
	const isPlain = mark
		.trim()
		.split(/[ \t]+/)
		.every((word) => /^(?:!!\w+|&[\w-]+)$/.test(word) && toolWordsIn(word).length === 0);
	if (isPlain) return undefined;
	return { name: text.slice(range.start, range.end), range, kind: 'negated' };
}

/** Whether the values of a mapping are all `true` or `false`, as in `write: false`. */
export function areSwitches(value: Readonly<Record<string, unknown>>): boolean {
	return Object.values(value).every((item) => typeof item === 'boolean');
}

function itemsByKey(items: readonly Item[] = []): ReadonlyMap<string | undefined, Item> {
	return new Map(items.map((item) => [item.key, item] as const).toReversed());
}

function judged({ name, range }: NamedRange): ToolEntry {
	return { name, range, kind: kindOf(name) };
}

function kindOf(name: string): ToolEntry['kind'] {
	if (isEveryTool(name)) return 'every';
	if (isToolName(name) || isNoTool(name)) return 'name';
	// `Bash(not:*)` has arguments; `Write (not Edit)` has a remark.
	const outside = /^[^\s(]+\(/.test(name) ? splitArgument(name).name : name;
	if (foreignComment.test(name) || hasNegation(outside)) return 'negated';
	return isWordsAboutTool(outside) ? 'negated' : 'name';
}

/** Whether a tool is named among words that no tool's name has, and that may say anything of it. */
function isWordsAboutTool(name: string): boolean {
	return /(?!\p{ASCII})\p{L}/u.test(name) && !name.includes('/') && toolWordsIn(name).length > 0;
}

function isToolName(name: string): boolean {
	if (isMcpName(name)) return true;
	return isKnownTool(name) && !hasRemark(name);
}

/** Whether brackets behind a blank end a name: `Write (not Edit)`. */
function hasRemark(name: string): boolean {
	const open = name.indexOf('(');
	return name.endsWith(')') && open > 0 && /\s/.test(name.charAt(open - 1));
}

/** The names of text, at blanks too where nothing else separates them and every word is a tool. */
function namesOfText(text: string, range: TextRange, value: string): readonly NamedRange[] {
	const spans = splitNames(value);
	const hasSeparators = /[,;\r\n[]/.test(value.trim());
	const words = spans.flatMap((span) => (hasSeparators ? span : wordsOf(span)));
	return placed(text, range, value, words);
}

function wordsOf(span: NamedSpan): readonly NamedSpan[] {
	const { name, start } = span;
	if (isToolName(name)) return [span];
	const words = [...name.matchAll(/[^\s(]+(?:\([^()]*\))?|\S+/g)];
	if (!words.every(([word]) => isToolName(word))) return [span];
	return words.map(({ 0: word, index }) => {
		return { name: word, start: start + index, end: start + index + word.length };
	});
}

/** In text, a word such as “not” may be meant for all that follows it; in a list, fewer are. */
function withScope(
	entries: readonly ToolEntry[],
	isOpen: (name: string) => boolean,
): readonly ToolEntry[] {
	const first = entries.findIndex(
		({ kind, name }) =>
			kind === 'negated' &&
			(isOpen(name) || isLoneSign(name) || name.endsWith(':') || foreignComment.test(name)),
	);
	if (first === -1) return entries;
	return entries.map((entry, index) => {
		return index > first && entry.kind !== 'negated' ? { ...entry, kind: 'excepted' } : entry;
	});
}

/** Whether nothing follows a sign such as `!`, so that it may be meant for the next entry. */
function isLoneSign(name: string): boolean {
	return !/[\p{L}\p{N}*]/u.test(name);
}

/** The names that the value of `tools` or `disallowedTools` holds, but for what cannot be read. */
export function readToolNames(text: string, entry: Entry): readonly NamedRange[] {
	if (entry.canonical === 'disallowedTools') return readDenials(text, entry);
	return readToolEntries(text, entry).filter(({ kind }) => kind === 'name' || kind === 'every');
}

/** Whether an entry, beside one for all tools, seems to take a tool away, or to limit what it does. */
export function takesAway({ kind, name }: ToolEntry): boolean {
	return kind !== 'every' && (kind !== 'name' || !isWholeTool(name));
}

/** Whether an entry is the name of one tool, known or of a server or an extension, and all of it. */
function isWholeTool(name: string): boolean {
	const { name: plain, argument } = splitArgument(name);
	if (argument !== undefined && argument !== '*') return false;
	if (isToolName(plain)) return !plain.includes('(');
	// Tools of servers and of extensions.
	return /^[\w.@/*-]+$/.test(plain) && /^[\w.@-]+[./]/.test(plain);
}

/** Whether an entry says that less than the others say is meant: “only git”. */
export function saysOnly({ kind, name }: ToolEntry): boolean {
	return kind === 'name' && !isWholeTool(name) && /^\W*(?:only|just|solely)\b/i.test(name);
}

/** Whether an entry allows a group of tools or those of a server, from which others may take one. */
export function isBroad({ kind, name }: ToolEntry): boolean {
	if (kind !== 'name' || splitArgument(name).argument !== undefined) return false;
	if (isMcpName(name) && splitMcp(name).tool === '') return true;
	return name.includes('*') || new Set(slotsOf(name)?.map(({ row }) => row)).size > 1;
}

/**
 * Finds, in a list that allows groups of tools or those of servers, the entry that says that not all
 * of them are meant: an exception, or less than a tool that a group has.
 */
export function limitOfBroad(
	entries: readonly ToolEntry[],
	broad: readonly ToolEntry[],
): ToolEntry | undefined {
	const slots = new Set<Slot>();
	const servers = new Set<string>();
	for (const { name } of broad) {
		for (const slot of slotsOf(name) ?? []) slots.add(slot);
		const server = serverOf(name);
		if (server !== undefined) servers.add(server);
	}
	const isIncluded = (name: string): boolean =>
		servers.has(serverOf(name) ?? '') || slotsOfEveryReading(name).some((slot) => slots.has(slot));
	return entries.find((entry) => {
		if (entry.kind !== 'name') return entry.kind !== 'every';
		if (isBroad(entry) || isWholeTool(entry.name)) return false;
		const { name, argument } = splitArgument(entry.name);
		return (argument === undefined ? toolWordsIn(name) : [name]).some(isIncluded);
	});
}

function serverOf(name: string): string | undefined {
	const entry = isMcpName(name) ? name : serverEntry(name);
	return entry === undefined ? undefined : splitMcp(entry).server;
}

/**
 * What `entry` forbids, each as one name or, where it is none, as the text in which names of tools
 * may stand: nothing in the value is left out.
 */
export function readDenials(text: string, entry: Entry): readonly NamedRange[] {
	const found = denialsOf(text, entry);
	const isFound = overlapTest(found.map(({ range }) => range));
	return [...found, ...referencesIn(text, entry).filter(({ range }) => !isFound(range))];
}

/** Tells whether a range has a character in common with one of some ranges. */
function overlapTest(ranges: readonly TextRange[]): (range: TextRange) => boolean {
	const sorted = ranges.toSorted((a, b) => a.start - b.start);
	let furthest = 0;
	const ends = sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
	return ({ start, end }) => {
		const last = lastIndexUpTo(sorted, end - 1, (range) => range.start);
		return (ends[last] ?? 0) > start;
	};
}

function denialsOf(text: string, entry: Entry): readonly NamedRange[] {
	const { value, valueRange, keyRange } = entry;
	if (value === null || value === undefined) return behindKey(text, keyRange.end);
	if (typeof value === 'string') {
		const names = denialsOfText(text, valueRange, value, true);
		// The name of an anchor or a tag is no part of the value.
		const isMarked = /[&!]/.test(text.charAt(valueRange.start));
		return isMarked ? [...names, sourceOf(text, valueRange, value, true)] : names;
	}
	if (Array.isArray(value)) {
		return itemsOf(text, entry, value).flatMap(({ item, range, isWritten }) => {
			if (item === null) return [];
			if (typeof item === 'string') return denialsOfText(text, range, item, false);
			return [
				sourceOf(text, range, item, isWritten),
				...namesWithin(item).map((name) => ({ name, range })),
			];
		});
	}
	return isMapping(value)
		? denialsOfSwitches(text, entry, value)
		: [sourceOf(text, valueRange, value, true)];
}

function denialsOfText(
	text: string,
	range: TextRange,
	value: string,
	isWhole: boolean,
): readonly NamedRange[] {
	const options: SplitOptions = { keepsComments: true, isItem: !isWhole };
	const spans = splitNames(value, options).filter(({ name }) => !isRemark(name));
	const hasSeparators = /[,;\r\n[]/.test(value.trim());
	return placed(text, range, value, isWhole && !hasSeparators ? spans.flatMap(wordsOf) : spans);
}

/** A comment line of a block of text, unless it names tools. */
function isRemark(name: string): boolean {
	return /^#+(?:\s|$)/.test(name) && toolWordsIn(name).length === 0;
}

/** A switch that is on forbids; of others nobody knows, but where some are on, one that is off. */
function denialsOfSwitches(
	text: string,
	{ valueRange, items }: Entry,
	value: Readonly<Record<string, unknown>>,
): readonly NamedRange[] {
	const hasOn = Object.values(value).includes(true);
	const places = itemsByKey(items);
	return Object.keys(value).flatMap((key): readonly NamedRange[] => {
		const item = places.get(key);
		const range = item?.keyRange
			? { start: item.keyRange.start, end: Math.max(item.keyRange.end, item.range.end) }
			: valueRange;
		const state = value[key];
		if (state === false && hasOn) return [];
		if (typeof state === 'boolean' || state === null) return [{ name: key, range }];
		return [{ name: `${key}: ${asText(text, item?.range, state)}`, range }];
	});
}

/** The names in lists within a list, which an alias may have brought there. */
function namesWithin(value: unknown): readonly string[] {
	if (typeof value === 'string') return splitNames(value, { isItem: true }).map(({ name }) => name);
	return Array.isArray(value) ? value.flatMap(namesWithin) : [];
}

/** An alias, which stands for more than its name says. */
const alias = /(?<![^\s,:[{])\*[^\s,[\]{}*]/;

function asText(text: string, range: TextRange | undefined, value: unknown): string {
	const written = range ? text.slice(range.start, range.end) : '';
	if (written !== '' && !alias.test(written)) return written;
	// An escaped line break would make one word with what follows it.
	return (JSON.stringify(value) ?? '').replace(/\\(?:[bfnrt]|u[\da-f]{4})/g, ' ');
}

function sourceOf(text: string, range: TextRange, value: unknown, isWritten: boolean): NamedRange {
	return { name: asText(text, isWritten ? range : undefined, value), range };
}

/** What stands behind the key of a value that is `null`: nothing, or something that YAML hides. */
function behindKey(text: string, from: number): readonly NamedRange[] {
	const line = text.slice(from, from + longestReference);
	const match = /^["']?[ \t]*[:：][ \t]*((?![ \t#~]|null\b)[^\r\n]+)/i.exec(line);
	if (!match?.[1]) return [];
	const start = from + match[0].length - match[1].length;
	const name = match[1].trimEnd();
	return [{ name, range: { start, end: start + name.length } }];
}

const longestReference = 200;

/** The lines of a value: on the line of its key, indented, items of a list, or comments. Sticky. */
const valueLines = /[^\r\n]*(?:[\r\n]+(?:[ \t]|-(?!--)|#)[^\r\n]*){0,200}/y;

/** `#name`, VS Code's way to refer to a tool, and `&name` are none to YAML, and meant all the same. */
function referencesIn(text: string, { keyRange }: Entry): readonly NamedRange[] {
	valueLines.lastIndex = keyRange.end;
	const source = valueLines.exec(text)?.[0] ?? '';
	if (!/[#&!]/.test(source)) return [];
	return [...source.matchAll(/(?<=[\s:：,[{])[#&!][A-Za-z][\w./-]*/g)].flatMap(
		({ 0: name, index }) => {
			const start = keyRange.end + index;
			const range = { start, end: start + name.length };
			return toolWordsIn(name).length > 0 ? [{ name, range }] : [];
		},
	);
}
