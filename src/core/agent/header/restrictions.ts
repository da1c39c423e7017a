import type { Entry, FrontMatter } from '../frontMatter.ts';
import { entriesOf } from '../frontMatter.ts';
import { lineEndOf } from '../../text/textEdits.ts';
import { problem } from '../../problem/problem.ts';
import type { FixEdits, Problem } from '../../problem/problem.ts';
import type { TextRange } from '../../text/range.ts';
import { plainLine } from '../../text/plainText.ts';
import { DeniedTools } from '../../capabilities/deniedTools.ts';
import {
	beginsWithAll,
	hasNegation,
	hasNegativeWord,
	negatedPart,
} from '../../capabilities/negation.ts';
import {
	isEveryTool,
	isKnownTool,
	isNoTool,
	toolWordsIn,
} from '../../capabilities/toolSpellings.ts';
import { lineEnd } from './headerBounds.ts';
import { linesOfEntry, removalOf } from './headerEdits.ts';
import { isKnownKey, isRestriction, isTextKey } from './headerKeys.ts';
import { isToolList } from './lostKeys.ts';
import {
	areSwitches,
	isBroad,
	limitOfBroad,
	readDenials,
	readToolEntries,
	saysOnly,
	takesAway,
} from './toolEntries.ts';
import type { ToolEntry } from './toolEntries.ts';
import { writeValue } from './yamlText.ts';
import { isMapping } from './yamlTree.ts';

export interface Restrictions {
	/** `undefined`: the key is absent, so that every tool may be used; `[]`: none may. */
	readonly tools: readonly string[] | undefined;
	/** Names, or texts in which names stand: see `DeniedTools`. */
	readonly disallowedTools: readonly string[];
	readonly problems: readonly Problem[];
}

/**
 * What the front matter says about tools. A `tools` key that cannot be read allows nothing, and so
 * does one that names an exception from all tools; of several, only the tools in all of them are
 * allowed. Where something is forbidden that cannot be read, or the key of a restriction is lost,
 * nothing is allowed. `text` is the file the entries come from.
 */
export function readRestrictions(text: string, frontMatter: FrontMatter): Restrictions {
	const problems: Problem[] = [];
	let tools: readonly string[] | undefined;
	const disallowed = new Set<string>();
	const places = placesOf(frontMatter);
	for (const entry of entriesOf(frontMatter, 'tools')) {
		const allowed = readAllowed(text, frontMatter, entry, problems);
		tools = tools ? intersect(tools, allowed) : allowed;
		for (const name of switchedOff(entry, allowed)) disallowed.add(name);
	}
	for (const entry of frontMatter.entries.filter((each) => isRestriction(each.canonical))) {
		const stray = strayItem(text, frontMatter, entry, places);
		if (!stray) continue;
		tools = [];
		const data = { stray: shown(stray.key), key: entry.key };
		problems.push(problem('unreadable-tools/stray', stray.keyRange, data));
	}
	for (const entry of entriesOf(frontMatter, 'disallowedTools')) {
		const denials = readDenials(text, entry);
		const isLost = !frontMatter.isStrict || isBlock(text, entry);
		if (denials.length === 0 && isLost && isEmpty(entry.value)) {
			tools = [];
			problems.push(problem('unreadable-tools/lost', entry.keyRange, { key: entry.key }));
		}
		for (const { name, range } of denials) {
			if (isNoTool(name) || disallowed.has(name)) continue;
			disallowed.add(name);
			if (isDenial(name)) continue;
			tools = [];
			problems.push(problem('unreadable-tools/denial', range, { name: shown(name) }));
		}
	}
	if (frontMatter.lostKeys) tools = [];
	return { tools, disallowedTools: [...disallowed], problems };
}

/** An entry below that is no key, but names a tool: `Bash: true`, with its indentation lost. */
function strayItem(
	text: string,
	{ entries, isStrict }: FrontMatter,
	{ value, keyRange, canonical }: Entry,
	places: ReadonlyMap<number, number>,
): Entry | undefined {
	const at = places.get(keyRange.start) ?? entries.length;
	const next = canonical === 'tools' ? undefined : entries[at + 1];
	// Of an item such as `- name: Bash` the mark is lost.
	if (next && isNameOfTool(next) && (hasGap(value) || !isStrict)) return next;
	const below = entries.slice(at + 1, at + 1 + mostStray);
	const interrupted = below.find((entry) => hasStrayItems(text, entry, canonical));
	if (interrupted) return interrupted;
	if (canonical === 'tools') return undefined;
	for (const entry of below) {
		if (isKnownKey(entry.canonical)) return undefined;
		const isOdd = !/^\w[\w .-]*$/.test(entry.key);
		const end = isOdd ? entry.valueRange.end : entry.keyRange.end;
		if (toolWordsIn(text.slice(entry.keyRange.start, end)).length === 0) continue;
		const isSwitch = entry.value === null || typeof entry.value === 'boolean';
		if (value === null || isSwitch || isOdd || isKnownTool(entry.key)) return entry;
	}
	return undefined;
}

/**
 * Whether items that name tools stand below a text, in which the list above seems to go on: of a
 * list of what is allowed only those count that take something away.
 */
function hasStrayItems(text: string, entry: Entry, canonical: string): boolean {
	const { keyRange, valueRange, value } = entry;
	if (typeof value !== 'string' || isTextKey(entry.canonical)) return false;
	if (isRestriction(entry.canonical)) return false;
	const source = text.slice(keyRange.end, valueRange.end);
	if (!/^["']?[ \t]*:[ \t]*[^\s|>"'#]/.test(source)) return false;
	const items = source.match(/(?<=[\r\n])[ \t]*-[ \t]*[^\s][^\r\n]*/g) ?? [];
	return items.slice(0, mostStray).some((item) => {
		const name = item.replace(/^\s*-\s*/, '').replace(/^["']/, '');
		return isToolList(name) && (canonical !== 'tools' || hasNegation(name));
	});
}

/** Whether a block of text is announced behind the key. */
function isBlock(text: string, { keyRange }: Entry): boolean {
	return /^["']?[ \t]*:[ \t]*(?:[!&]\S{0,40}[ \t]+)?[|>]/.test(
		text.slice(keyRange.end, keyRange.end + 60),
	);
}

function isEmpty(value: unknown): boolean {
	const items: readonly unknown[] = Array.isArray(value) ? value : [value];
	return items.every((item) => item === null || (typeof item === 'string' && item.trim() === ''));
}

/** Whether nothing stands there, or in an item of it. */
function hasGap(value: unknown): boolean {
	return isEmpty(value) || (Array.isArray(value) && value.includes(null));
}

/** Whether an agent would be called like a tool, perhaps with further items behind. */
function isNameOfTool({ canonical, value }: Entry): boolean {
	return (
		canonical === 'name' && typeof value === 'string' && isKnownTool(value.split(/\s/, 1)[0] ?? '')
	);
}

/** The number of the first entry whose key starts at an offset. */
function placesOf({ entries }: FrontMatter): ReadonlyMap<number, number> {
	return new Map(entries.map(({ keyRange }, i) => [keyRange.start, i] as const).toReversed());
}

/** No list has more items whose indentation is lost. */
const mostStray = 50;

const deniedTools = new DeniedTools([]);

/** Whether it forbids something, or is a word that may be the name of a tool that is not known. */
function isDenial(name: string): boolean {
	return /^[A-Za-z_][\w.-]*$/.test(name) || deniedTools.by(name) !== undefined;
}

function readAllowed(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	problems: Problem[],
): readonly string[] {
	const { value, key, keyRange, valueRange } = entry;
	if (value === null || value === '') {
		problems.push(problem('empty-tools/missing', keyRange, { key }));
		return [];
	}
	const entries = readToolEntries(text, entry);
	const place = valueRange.end > valueRange.start ? valueRange : keyRange;
	if (isMapping(value) && areSwitches(value)) {
		problems.push(problem('tools-not-list', valueRange, { key }));
	}
	const negations = negationProblems(text, frontMatter, entry, entries);
	for (const each of negations) problems.push(each);
	if (limitOf(text, entry, entries)) return [];
	const names = entries.flatMap(({ kind, name }) =>
		kind === 'name' || kind === 'every' ? [name] : [],
	);
	const [only, ...more] = names;
	if (only !== undefined && more.length === 0 && isNoTool(only)) {
		const fix = writeEmptyList(text, entry);
		problems.push(problem('empty-tools/word', place, { word: only }, fix));
		return [];
	}
	const unreadable = entries.find(({ kind }) => kind === 'unreadable');
	const isEmptyList = Array.isArray(value) && value.length === 0;
	const hasNone = names.length === 0 && !isEmptyList && !isMapping(value) && negations.length === 0;
	if (unreadable || hasNone) {
		problems.push(unreadableTools(key, unreadable?.range ?? place, names.length > 0));
	}
	return names;
}

function unreadableTools(key: string, range: TextRange, hasOthers: boolean): Problem {
	return problem(`unreadable-tools/${hasOthers ? 'entry' : 'list'}`, range, { key });
}

/**
 * What says that not all is meant that a list allows, by the word “only”, or beside all tools, a
 * group or a server: nobody knows what is left. `undefined` where nothing does.
 */
function limitOf(text: string, entry: Entry, entries: readonly ToolEntry[]): ToolEntry | undefined {
	const { value, valueRange } = entry;
	const only = entries.find(saysOnly);
	if (only) return only;
	const allowsAll = entries.some(
		({ kind, name }) => kind === 'every' || (kind === 'negated' && beginsWithAll(name)),
	);
	const broad = allowsAll ? [] : entries.filter(isBroad);
	if (!allowsAll && broad.length === 0) return undefined;
	const limit = allowsAll ? entries.find(takesAway) : limitOfBroad(entries, broad);
	if (limit) return limit;
	if (allowsAll && Array.isArray(value) && value.some(isBlank)) {
		return { name: '', range: valueRange, kind: 'unreadable' };
	}
	return commentLimit(text, entry);
}

function isBlank(item: unknown): boolean {
	return item === null || (typeof item === 'string' && item.trim() === '');
}

/** A comment such as “# except Bash”, to which no program pays attention. */
function commentLimit(text: string, { keyRange, valueRange }: Entry): ToolEntry | undefined {
	const end = lineEnd(text, Math.max(valueRange.end, keyRange.end));
	const source = text.slice(keyRange.end, end);
	for (const { 0: comment, index } of source.matchAll(/(?<=[\s\]}"'])#[^\r\n]*/g)) {
		if (!hasNegativeWord(comment) && !/\bonly\b/i.test(comment)) continue;
		const start = keyRange.end + index;
		return { name: comment, range: { start, end: start + comment.length }, kind: 'negated' };
	}
	return undefined;
}

/** Further ones are as little allowed, and nobody reads so many errors. */
const mostNegations = 100;

/** One error for each entry that says what is not meant, with what follows that may be meant too. */
function negationProblems(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	entries: readonly ToolEntry[],
): readonly Problem[] {
	const first = limitOf(text, entry, entries);
	if (first) {
		if (first.name === '') return [unreadableTools(entry.key, first.range, false)];
		const value = disallowedInstead(text, frontMatter, entry, entries);
		const data = { limit: shown(first.name), line: shown(value ?? '') };
		const fix = value === undefined ? undefined : writeInstead(text, entry, value);
		return [problem('negated-tool/limit', first.range, data, fix)];
	}
	let count = 0;
	return entries.flatMap(({ kind, name, range }, index): readonly Problem[] => {
		if (kind !== 'negated' || ++count > mostNegations) return [];
		let next = index;
		while (entries[next + 1]?.kind === 'excepted') next++;
		const last = next > index ? entries[next] : undefined;
		const place = { start: range.start, end: Math.max(range.end, last?.range.end ?? 0) };
		const data = { entry: shown(text.slice(place.start, place.end)), name: shown(name) };
		const edit = last === undefined ? removalOf(text, entry.valueRange, range) : undefined;
		const isLast = entries.length === 1;
		const fix = edit && !isLast ? { edits: [edit], isGuess: true as const } : undefined;
		return [problem('negated-tool/entry', place, data, fix)];
	});
}

/** All but some tools, as every program understands it: the line to write for the entry. */
function disallowedInstead(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	entries: readonly ToolEntry[],
): string | undefined {
	const isAlone =
		entriesOf(frontMatter, 'tools').length === 1 &&
		entriesOf(frontMatter, 'disallowedTools').length === 0;
	const lines = linesOfEntry(text, entry);
	const isOwnLine = /^["']?$/.test(text.slice(lines.start, entry.keyRange.start));
	const taken = entries.filter(takesAway);
	const isPlain =
		!entries.some(isBroad) && taken.every(({ kind }) => kind === 'negated' || kind === 'excepted');
	const names = taken.flatMap(({ name }) => toolWordsIn(negatedPart(name)));
	if (!isAlone || !isOwnLine || !isPlain || names.length === 0) return undefined;
	return `disallowedTools: ${writeValue([...new Set(names)])}`;
}

/** It asks: the text may mean something else. */
function writeInstead(text: string, entry: Entry, line: string): FixEdits {
	const newText = line + lineEndOf(text);
	return { edits: [{ range: linesOfEntry(text, entry), newText }], isGuess: true };
}

function writeEmptyList(text: string, { valueRange, keyRange }: Entry): FixEdits | undefined {
	if (/[\r\n]/.test(text.slice(keyRange.end, valueRange.end))) return undefined;
	return { edits: [{ range: valueRange, newText: '[]' }], isGuess: true };
}

/**
 * Tools that are switched off: `write: false`. Where others are switched on one by one, a name that
 * no tool has takes nothing away.
 */
function switchedOff({ value }: Entry, allowed: readonly string[]): readonly string[] {
	if (!isMapping(value) || !areSwitches(value)) return [];
	const allowsAll = allowed.some(isEveryTool);
	return Object.keys(value).filter(
		(name) => value[name] === false && (allowsAll || deniedTools.by(name) !== undefined),
	);
}

function intersect(first: readonly string[], second: readonly string[]): readonly string[] {
	if (isEverything(first)) return second;
	if (isEverything(second)) return first;
	const names = new Set(second);
	return first.filter((name) => names.has(name));
}

function isEverything(tools: readonly string[]): boolean {
	return tools.length === 1 && isEveryTool(tools[0] ?? '');
}

/** What a message quotes. */
function shown(text: string): string {
	return plainLine(text, 60);
}
