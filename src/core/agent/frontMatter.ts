import {
	findHeader,
	LineFinder,
	lineEnd,
	lineStart,
	shrinkHeader,
	skipLineBreak,
	isFlow,
} from './header/headerBounds.ts';
import { aliasKeys } from './header/aliasKeys.ts';
import { gluedKeys } from './header/gluedKeys.ts';
import type { HeaderBounds } from './header/headerBounds.ts';
import { continuedLines } from './header/continuedLines.ts';
import { canonicalKey, isTextKey } from './header/headerKeys.ts';
import { joinGroups } from './header/joinFixes.ts';
import { isMisread, oddKeys, oddPairs } from './header/misread.ts';
import { problem } from '../problem/problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { lostCallKeys, type CallKey } from './header/lostCallKeys.ts';
import type { LostKey } from './header/lostKeys.ts';
import { repairComment, repairEntry, repairIndicator } from './header/repair.ts';
import type { MeaningRepair } from './header/repair.ts';
import { splitEntries } from './header/splitEntries.ts';
import { unlikeReadings } from './header/unlikeReadings.ts';
import { unreadLines } from './header/unreadLines.ts';
import { plainLine } from '../text/plainText.ts';
import { isMapping, readHeader } from './header/yamlTree.ts';
import type { Item, Pair, YamlResult } from './header/yamlTree.ts';

export type { Item } from './header/yamlTree.ts';

/** One `key: value` of the header. Offsets count from the start of the file. */
export interface Entry {
	/** The key as written, without quotes. */
	readonly key: string;
	/** The key it stands for: `tools` for `Tools` or `allowed-tools`, else the key itself. */
	readonly canonical: string;
	readonly keyRange: TextRange;
	/** Plain data; text as its author meant it. */
	readonly value: unknown;
	/** The value as written, with its quotes or block indicator; empty where there is no value. */
	readonly valueRange: TextRange;
	/** List items and nested pairs, where the value is a list or a mapping. */
	readonly items?: readonly Item[];
	/** Whether the value differs from what strict YAML makes of the file. */
	readonly repaired: boolean;
}

export interface FrontMatter {
	/** Every entry in file order, duplicates included. */
	readonly entries: readonly Entry[];
	/** From the opening `---` to the end of the closing line; `undefined` without front matter. */
	readonly range: TextRange | undefined;
	/** Offset of the body: behind the line break of the closing line. */
	readonly bodyStart: number;
	/** Places that are meant as keys of restrictions, and are none: with one, nothing is allowed. */
	readonly lostKeys?: readonly LostKey[];
	/** Keys of calls between agents that some line is meant to be, and is not: what they limit is not known. */
	readonly lostCallKeys?: ReadonlySet<CallKey>;
	/** Whether the header is valid YAML and means what it says. */
	readonly isStrict: boolean;
	readonly problems: readonly Problem[];
}

/** Larger texts are not read. */
export const maxLength = 1_048_576;

/**
 * Reads the front matter of an agent file. Valid YAML is read once, strictly. Everything else is
 * repaired entry by entry, so that no key is lost, with a problem for each repair. Never throws;
 * a file without front matter yields no entries and exactly one problem.
 */
export function parseFrontMatter(text: string): FrontMatter {
	if (text.length > maxLength) return nothing(tooLarge());
	const bounds = findHeader(text);
	if (!bounds) return nothing(noFrontMatter(text));
	if ('code' in bounds) return nothing(bounds);
	const strict = readStrictly(text, bounds);
	if (strict) return withCallKeys(text, bounds, strict);
	const shrunk = shrinkHeader(text, bounds);
	const read = (shrunk && readStrictly(text, shrunk)) ?? readRepaired(text, shrunk ?? bounds);
	return withCallKeys(text, shrunk ?? bounds, read);
}

function withCallKeys(text: string, { source }: HeaderBounds, read: FrontMatter): FrontMatter {
	const lost = lostCallKeys(text, source, read.entries, read.isStrict);
	return lost.size === 0 ? read : { ...read, lostCallKeys: lost };
}

/** The entries that stand for `canonical`, in whatever spelling. */
export function entriesOf(frontMatter: FrontMatter, canonical: string): readonly Entry[] {
	return frontMatter.entries.filter((entry) => entry.canonical === canonical);
}

/** The problem of a file that is too large to be read. */
export function tooLarge(): Problem {
	return problem('file-too-large', { start: 0, end: 0 });
}

function noFrontMatter(text: string): Problem {
	return problem(text.trim() === '' ? 'file-empty' : 'no-front-matter', { start: 0, end: 0 });
}

function nothing(found: Problem): FrontMatter {
	return {
		entries: [],
		range: undefined,
		bodyStart: 0,
		isStrict: false,
		problems: [found],
	};
}

/**
 * Lines that js-yaml 3 takes and nobody else: dashes with more behind them, which begin a document,
 * and a tab before the sign of a key or of an anchor.
 */
const ofOldReaders = /[\r\n](?:---[^\s-]| {0,40}\t[ \t]{0,40}(?:\?(?:\s|$)|---|&))/;

function readStrictly(text: string, bounds: HeaderBounds): FrontMatter | undefined {
	const source = text.slice(bounds.source.start, bounds.source.end);
	if (source.includes('\0') || ofOldReaders.test(source)) return undefined;
	let result: YamlResult;
	try {
		result = readHeader(source, bounds.source.start);
	} catch {
		// Not valid YAML, or beyond all reason: the caller repairs what can be repaired.
		return undefined;
	}
	const { value, pairs } = result;
	if (!isMapping(value)) {
		return value === null || value === undefined ? finish(bounds, [], [], [], true) : undefined;
	}
	const lines = new LineFinder(text);
	if (pairs.some((pair) => isMisread(text, bounds, pair, lines))) return undefined;
	const problems: Problem[] = [];
	const entries: Entry[] = [];
	for (const pair of pairs) {
		const repair = repairMeaning(text, pair);
		if (repair) problems.push(repair.problem);
		entries.push(toEntry(repair?.pair ?? pair, repair !== undefined));
	}
	if (!isFlow(text, bounds.source)) {
		for (const each of continuedLines(text, pairs)) problems.push(each);
	}
	for (const each of unlikeReadings(text, bounds.source, pairs)) problems.push(each);
	for (const pair of merged(value, pairs)) entries.push(toEntry(pair, false));
	const isStrict = problems.every(({ severity }) => severity === 'information');
	const lostKeys = [...oddKeys(text, bounds.source, pairs), ...gluedKeys(text, pairs)];
	return finish(bounds, entries, inOrder(lostKeys), problems, isStrict);
}

/** Keys that a merge (`<<`) brought in stand nowhere as such: they get the place of the merge. */
function merged(value: Record<string, unknown>, pairs: readonly Pair[]): readonly Pair[] {
	const merge = pairs.find((pair) => pair.key === '<<');
	if (!merge) return [];
	const { keyRange, range } = merge;
	const written = new Set(pairs.map((pair) => pair.key));
	return Object.keys(value)
		.filter((key) => !written.has(key))
		.map((key) => ({ key, keyRange, range, value: value[key] }));
}

/** Repairs text that is valid YAML with another meaning than its author's. */
function repairMeaning(text: string, pair: Pair): MeaningRepair | undefined {
	if (!isTextKey(canonicalKey(pair.key))) return undefined;
	const first = text.charAt(pair.range.start);
	if (first === '&' || first === '!') return repairIndicator(text, pair);
	const isPlain =
		pair.value === null || (typeof pair.value === 'string' && !`"'|>`.includes(first));
	const isCut = isPlain && /^[ \t]+#/.test(text.slice(pair.range.end, pair.range.end + 32));
	return isCut ? repairComment(text, pair) : undefined;
}

function readRepaired(text: string, bounds: HeaderBounds): FrontMatter {
	const split = splitEntries(text, bounds.source.start, bounds.source.end);
	const { entries, stray } = split;
	if (entries.length === 0) return withoutKeys(bounds);
	// Keys may all be indented alike, but only with spaces.
	const base = /^( *)(?:- )?$/.exec(entries[0]?.indent ?? '')?.[1] ?? '';
	const repairs = entries.map((entry) => repairEntry(text, entry, base));
	const pairs = repairs.flatMap((repair) => repair.pairs);
	const known = inOrder([
		...split.lostKeys,
		...oddPairs(text, pairs),
		...aliasKeys(text, bounds.source),
	]);
	const unread = unreadLines(text, bounds.source, { entries, lostKeys: known }, pairs);
	const lostKeys = inOrder([...known, ...unread, ...gluedKeys(text, pairs)]);
	const problems = joinGroups(text, entries, repairs, lostKeys, base.length);
	if (stray) problems.push(strayText(text, stray, lostKeys));
	const read = pairs.map((pair) => {
		const meant = pair.repaired ? undefined : repairMeaning(text, pair);
		if (meant) problems.push(meant.problem);
		return toEntry(meant?.pair ?? pair, pair.repaired || meant !== undefined);
	});
	return finish(bounds, read, lostKeys, problems, false);
}

/** Each place once, whoever has found it. */
function inOrder(lostKeys: readonly LostKey[]): readonly LostKey[] {
	let end = 0;
	return lostKeys
		.toSorted((a, b) => a.range.start - b.range.start)
		.filter(({ range }) => {
			const isNew = range.start >= end;
			end = Math.max(end, range.end);
			return isNew;
		});
}

/** Text that may be a restriction is not removed but by hand. */
function strayText(text: string, stray: TextRange, lostKeys: readonly LostKey[]): Problem {
	const mayRestrict = lostKeys.length > 0 || /tools/i.test(text.slice(stray.start, stray.end));
	return problem(
		'stray-text',
		stray,
		{},
		mayRestrict ? undefined : { edits: commentEdits(text, stray) },
	);
}

/** As comments nothing of the text is lost, and every reader of YAML agrees. */
function commentEdits(text: string, { start, end }: TextRange): readonly TextEdit[] {
	const edits: TextEdit[] = [];
	for (let at = lineStart(text, start); at < end;) {
		const stop = lineEnd(text, at);
		if (text.slice(at, stop).trim() !== '') {
			edits.push({ range: { start: at, end: at }, newText: '# ' });
		}
		at = Math.max(skipLineBreak(text, stop), at + 1);
	}
	return edits;
}

function lostKey({ canonical, range, value }: LostKey): Problem {
	const newText = `${canonical}: ${value}`;
	return problem(
		'lost-restriction',
		range,
		{ key: canonical, line: plainLine(newText, 60) },
		value === '' || /[\r\n]/.test(newText)
			? undefined
			: { edits: [{ range, newText }], isGuess: true },
	);
}

function withoutKeys(bounds: HeaderBounds): FrontMatter {
	const { range, bodyStart } = bounds;
	return { ...nothing(problem('front-matter-no-keys', range)), range, bodyStart };
}

function finish(
	bounds: HeaderBounds,
	entries: readonly Entry[],
	lostKeys: readonly LostKey[],
	repairs: readonly Problem[],
	isStrict: boolean,
): FrontMatter {
	const found = repairs.concat(lostKeys.map(lostKey), keyProblems(entries));
	if (!isStrict && found.length === 0) found.push(problem('invalid-yaml', bounds.range));
	const problems = bounds.problems.concat(found);
	return {
		entries,
		range: bounds.range,
		bodyStart: bounds.bodyStart,
		...(lostKeys.length > 0 && { lostKeys }),
		isStrict,
		problems,
	};
}

function toEntry(pair: Pair, repaired: boolean): Entry {
	const { key, keyRange, value, range, items } = pair;
	const entry = { key, canonical: canonicalKey(key), keyRange, value, valueRange: range, repaired };
	return items ? { ...entry, items } : entry;
}

function keyProblems(entries: readonly Entry[]): Problem[] {
	const seen = new Set<string>();
	const problems: Problem[] = [];
	for (const { canonical, key, keyRange } of entries) {
		if (canonical !== key) problems.push(spelling(key, canonical, keyRange));
		if (seen.has(canonical)) {
			problems.push(problem(`duplicate-key/${whatCounts(canonical)}`, keyRange, { key }));
		}
		seen.add(canonical);
	}
	return problems;
}

function spelling(key: string, canonical: string, keyRange: TextRange): Problem {
	return problem(
		'key-spelling',
		keyRange,
		{ key, canonical },
		{
			edits: [{ range: keyRange, newText: canonical }],
			// To Kiro, `allowedTools` are those that run without asking.
			...(key === 'allowedTools' && { isGuess: true }),
		},
	);
}

/** What counts of a key that is written more than once. */
function whatCounts(canonical: string): 'allowed' | 'disallowed' | 'last' {
	if (canonical === 'tools') return 'allowed';
	return canonical === 'disallowedTools' ? 'disallowed' : 'last';
}
