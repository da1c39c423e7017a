import { holdsNesting, isBlockOfKeys, mendBlock } from './brokenBlock.ts';
import { continuedLines } from './continuedLines.ts';
import { lineEnd, lineStart, skipLineBreak } from './headerBounds.ts';
import { joinFixes } from './joinFixes.ts';
import { isNameListKey, isTextKey } from './headerKeys.ts';
import { meantText, needsNoQuotes } from './meantText.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem, ProblemKind } from '../../problem/problem.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import { hidesKey, splitIndented } from './splitEntries.ts';
import type { RawEntry } from './splitEntries.ts';
import { splitNames } from './toolList.ts';
import type { Item, Pair } from './yamlTree.ts';
import { readYaml } from './yamlTree.ts';
import { unprintable, writeValue } from './yamlText.ts';

/** A pair read from the header, and whether its value is what strict YAML makes of it. */
export interface RepairedPair extends Pair {
	readonly repaired: boolean;
}

export interface Repair {
	readonly pairs: readonly RepairedPair[];
	readonly problems: readonly Problem[];
}

/**
 * Reads one entry of a header that is not valid YAML: strictly where the entry alone is valid, else
 * as the value that its author meant, with a problem that says what is wrong and a fix that writes
 * the same value in strict YAML. `base` is the indentation of the header's keys. Never throws.
 */
export function repairEntry(text: string, raw: RawEntry, base: string): Repair {
	const pair = readAlone(text, raw);
	const isWhole = pair && !hidesKey(text, pair);
	const parts = isWhole ? undefined : splitIndented(text, raw);
	if (pair && !parts) {
		const mended = isWhole ? undefined : repairBlock(text, raw, base);
		return mended ?? { pairs: [pair], problems: aloneProblems(text, raw, pair, base) };
	}
	if (!parts) return repairBlock(text, raw, base) ?? repairValue(text, raw, base);
	const repairs = parts.map((part) => {
		const nested = readAlone(text, part);
		return nested
			? { pairs: [nested], problems: aloneProblems(text, part, nested, base) }
			: repairValue(text, part, base);
	});
	return {
		pairs: repairs.flatMap((repair) => repair.pairs),
		problems: joinFixes(repairs.flatMap((repair) => repair.problems)),
	};
}

/** A pair of a valid header whose value means something else to YAML than to its author. */
export interface MeaningRepair {
	readonly pair: Pair;
	readonly problem: Problem;
}

/** Reads text whose ` #` strict YAML takes for a comment: all of the line, as the author meant. */
export function repairComment(text: string, pair: Pair): MeaningRepair {
	let { start } = pair.range;
	while (/[ \t]/.test(text.charAt(start))) start++;
	let end = lineEnd(text, pair.range.end);
	while (/[ \t]/.test(text.charAt(end - 1))) end--;
	const place = { start: text.indexOf('#', pair.range.end), end };
	const head = text.slice(start, pair.range.end);
	// An earlier line of the same text was folded by YAML: only the last line was cut.
	const value = /[\r\n]/.test(head)
		? `${String(pair.value)}${text.slice(pair.range.end, end)}`
		: text.slice(start, end);
	return quoted(pair, { start, end }, value, 'comment-in-text', place);
}

/** Reads text that strict YAML takes for an anchor or a tag (`&`, `!`), as the author meant. */
export function repairIndicator(text: string, pair: Pair): MeaningRepair {
	const { range } = pair;
	const value = meantText(text.slice(range.start, range.end));
	return quoted(pair, range, value, 'unquoted-indicator/meaning', range);
}

function quoted(
	pair: Pair,
	range: TextRange,
	value: string,
	kind: 'comment-in-text' | 'unquoted-indicator/meaning',
	place: TextRange,
): MeaningRepair {
	const { key, keyRange } = pair;
	const edits = [{ range, newText: writeValue(value) }];
	return {
		pair: { key, keyRange, range, value },
		problem: problem(kind, place, { key }, { edits }),
	};
}

/** Where the key is written, with its quote, behind an anchor or a tag. */
function keyStartOf(text: string, { keyRange: { start } }: RawEntry): number {
	return /["']/.test(text.charAt(start - 1)) ? start - 1 : start;
}

/** The entry's pair, where the entry without what stands before its key is valid YAML by itself. */
function readAlone(text: string, raw: RawEntry): RepairedPair | undefined {
	const start = keyStartOf(text, raw);
	try {
		const { pairs } = readYaml(text.slice(start, raw.end), start);
		const [pair] = pairs;
		if (pairs.length !== 1 || pair?.key !== raw.key) return undefined;
		const isText = typeof pair.value !== 'object' || pair.value === null;
		return isText || !isTextKey(raw.canonical) ? { ...pair, repaired: false } : undefined;
	} catch {
		// Not valid by itself: the caller repairs it.
		return undefined;
	}
}

function aloneProblems(text: string, raw: RawEntry, pair: Pair, base: string): readonly Problem[] {
	const problems = layoutProblems(text, raw, pair, base);
	return problems.length > 0 ? problems : continuedLines(text, [pair]);
}

/** A valid entry may still stand at an indentation that makes the whole header invalid. */
function layoutProblems(text: string, raw: RawEntry, pair: Pair, base: string): Problem[] {
	const hasProperties = keyStartOf(text, raw) > raw.start + raw.indent.length;
	if (raw.indent === base && !hasProperties) return [];
	const { key } = pair;
	const edit = moveTo(text, raw, pair, base);
	if (raw.indent.includes('-')) {
		return [problem('wrong-indentation/item', pair.keyRange, { key }, { edits: [edit] })];
	}
	if (hasProperties) {
		const at = { start: raw.start + raw.indent.length, end: pair.keyRange.start };
		// An alias elsewhere may refer to it.
		return [problem('unquoted-indicator/key', at, { key }, { edits: [edit], isGuess: true })];
	}
	const code = raw.indent.includes('\t') ? 'tab-indentation' : 'wrong-indentation';
	return [problem(`${code}/key`, pair.keyRange, { key }, { edits: [edit] })];
}

/** Moves an entry to the indentation of the header's keys, as it is written where that is valid. */
function moveTo(text: string, raw: RawEntry, pair: Pair, base: string): TextEdit {
	const range = { start: raw.start, end: raw.end };
	const writtenKey = text.slice(raw.keyRange.start, raw.keyRange.end);
	const source = text.slice(keyStartOf(text, raw), raw.end);
	const lines = source.split(/(?<=\n|\r(?!\n))/);
	const indents = lines.slice(1).filter((line) => line.trim() !== '');
	const surplus = raw.indent.length - base.length;
	const isDeep = indents.every((line) => line.startsWith(' '.repeat(Math.max(0, surplus))));
	const moved = lines.map((line, index) => (index > 0 && isDeep ? line.slice(surplus) : line));
	for (const newText of [moved.join(''), source]) {
		const alone = { ...raw, start: 0, indent: '', end: newText.length };
		const key = newText.indexOf(writtenKey);
		const keyRange = { start: key, end: key + writtenKey.length };
		const read = /\t/.test(newText) ? undefined : readAlone(newText, { ...alone, keyRange });
		const goesOn = newText.split(/\r\n|\n|\r/).slice(1);
		const isDeeper = goesOn.every((line) => line.trim() === '' || isBelow(line, base));
		if (isDeeper && read && JSON.stringify(read.value) === JSON.stringify(pair.value)) {
			return { range, newText: base + newText };
		}
	}
	return rewrite(text, raw, writeValue(pair.value), base);
}

function rewrite(text: string, raw: RawEntry, value: string, base: string): TextEdit {
	const key = /^[\w.-]+$/.test(raw.key)
		? raw.key
		: (quotedKey(text, raw) ?? JSON.stringify(raw.key));
	const entry = `${key}: ${value}`.trimEnd().replace(/\n(?=.)/g, `\n${base}`);
	// To some readers blanks in the empty lines below a block of text are a part of it.
	const below = text.slice(raw.end, endOfBlankLines(text, raw.end));
	const lineBreaks = below.replace(/[ \t]+/g, '');
	return lineBreaks === below
		? { range: { start: raw.start, end: raw.end }, newText: base + entry }
		: {
				range: { start: raw.start, end: raw.end + below.length },
				newText: base + entry + lineBreaks,
			};
}

/** The end of the last of the blank lines below the line that ends at an offset. */
function endOfBlankLines(text: string, from: number): number {
	let at = from;
	for (;;) {
		const start = skipLineBreak(text, at);
		const stop = lineEnd(text, start);
		if (start === at || text.slice(start, stop).trim() !== '') return at;
		at = stop;
	}
}

/** Whether a line can belong to a key at an indentation: a dash may stand right below the key. */
function isBelow(line: string, base: string): boolean {
	return [' ', '-', '#'].some((sign) => line.startsWith(base + sign));
}

/** A key with its quotes, where it is written in such: what it escapes is escaped once. */
function quotedKey(text: string, { keyRange: { start, end } }: RawEntry): string | undefined {
	const quote = text.charAt(start - 1);
	const isQuoted = /["']/.test(quote) && text.charAt(end) === quote;
	return isQuoted ? text.slice(start - 1, end + 1) : undefined;
}

/** Repairs single lines of a block of keys: as one text it would mean nothing to any program. */
function repairBlock(text: string, raw: RawEntry, base: string): Repair | undefined {
	if (isTextKey(raw.canonical) || raw.indent !== base || !isBlockOfKeys(text, raw))
		return undefined;
	const mended = mendBlock(text, raw);
	if (!mended) return undefined;
	const { value, edits, kind, isGuess } = mended;
	const range = valueRange(text, raw);
	const [first] = edits;
	const line = first ? text.slice(first.range.start, lineEnd(text, first.range.start)) : '';
	const place = first ? { start: first.range.start, end: first.range.start + line.length } : range;
	const fix = { edits, ...(isGuess && { isGuess }) };
	const key = (first && keyOfLine(text, first.range.start)) ?? raw.key;
	return {
		// Offsets in the mended text are of no use, so that nested values get no ranges.
		pairs: [{ key: raw.key, keyRange: raw.keyRange, value, range, repaired: true }],
		problems: [problem(lineKinds[kind], place, { key }, fix)],
	};
}

/** The key of the line that holds an offset, which may stand in a block below the key of the entry. */
function keyOfLine(text: string, offset: number): string | undefined {
	const start = lineStart(text, offset);
	const line = text.slice(start, Math.min(lineEnd(text, offset), start + 400));
	return /^[ \t]*(?:- +)*["']?([^\s"':][^"':]{0,79}?)["']?[ \t]*:/.exec(line)?.[1];
}

const lineKinds = {
	colon: 'unquoted-colon/line',
	indicator: 'unquoted-indicator/line',
	space: 'missing-space',
} as const;

function repairValue(text: string, raw: RawEntry, base: string): Repair {
	const range = valueRange(text, raw);
	const source = text.slice(range.start, range.end);
	const untabbed = readUntabbed(text, raw, range);
	const isGlued = range.start === raw.valueStart && range.end > range.start;
	const pair = untabbed ?? readMeant(raw, range, source, isBlock(text, raw, range));
	const kind = untabbed ? 'tab-indentation/value' : diagnose(raw, source, pair.value, isGlued);
	const found = problem(
		kind,
		placeOf(kind, source, range.end > range.start ? range : raw.keyRange),
		{ key: raw.key },
		// Text in place of a mapping means nothing to any program.
		typeof pair.value === 'string' &&
			!isTextKey(raw.canonical) &&
			(isBlockOfKeys(text, raw) || holdsNesting(text, raw))
			? undefined
			: { edits: [rewrite(text, raw, writeValue(pair.value), base)] },
	);
	return { pairs: [pair], problems: [found] };
}

function valueRange(text: string, raw: RawEntry): TextRange {
	let start = Math.min(raw.valueStart, raw.end);
	let { end } = raw;
	while (start < end && /\s/.test(text.charAt(start))) start++;
	while (end > start && /\s/.test(text.charAt(end - 1))) end--;
	return { start, end };
}

/** The value where nothing but tabs at line starts makes the entry invalid. */
function readUntabbed(text: string, raw: RawEntry, range: TextRange): RepairedPair | undefined {
	const source = text.slice(raw.start, raw.end);
	if (!/(?:^|[\r\n]) *\t/.test(source)) return undefined;
	const spaced = source.replace(/(^|[\r\n])([ \t]+)/g, (_, lineBreak: string, blank: string) => {
		return lineBreak + blank.replaceAll('\t', '  ');
	});
	const aligned = spaced.trimStart();
	const writtenKey = text.slice(raw.keyRange.start, raw.keyRange.end);
	const at = aligned.indexOf(writtenKey);
	const moved = { start: at, end: at + writtenKey.length };
	const pair = readAlone(aligned, { ...raw, start: 0, keyRange: moved, end: aligned.length });
	if (!pair) return undefined;
	const { key, keyRange } = raw;
	// Offsets in the text without tabs are of no use, so that nested values get no ranges.
	return { key, keyRange, value: pair.value, range, repaired: true };
}

/** Whether the value begins on a line of its own. */
function isBlock(text: string, { valueStart }: RawEntry, { start }: TextRange): boolean {
	return /[\r\n]/.test(text.slice(valueStart, start));
}

function readMeant(
	raw: RawEntry,
	range: TextRange,
	source: string,
	startsLine: boolean,
): RepairedPair {
	const pair = { key: raw.key, keyRange: raw.keyRange, range, repaired: true };
	const isList = /^[[-]|[\r\n]/.test(source) && !/^[|>]/.test(source);
	// Of what is forbidden nothing is left out.
	const keepsComments = raw.canonical === 'disallowedTools';
	if (isNameListKey(raw.canonical) && isList) {
		const items: Item[] = splitNames(source, { isBlock: startsLine, keepsComments }).map(
			({ name, start, end }) => ({
				value: name,
				range: { start: range.start + start, end: range.start + end },
			}),
		);
		return { ...pair, value: items.map((item) => item.value), items };
	}
	return { ...pair, value: meantText(source) };
}

/** The character that does the harm where there is one, else the whole value. */
function placeOf(kind: ValueKind, source: string, range: TextRange): TextRange {
	const at =
		kind === 'unquoted-colon/value'
			? source.search(/:(?:\s|$)/)
			: kind === 'unquoted-indicator/value'
				? 0
				: -1;
	return at === -1 ? range : { start: range.start + at, end: range.start + at + 1 };
}

/** What may be wrong with a value as it is written. */
type ValueKind = Extract<
	ProblemKind,
	| `${'unquoted-colon' | 'unquoted-indicator' | 'unindented-text' | 'tab-indentation'}/value`
	| 'wrong-indentation/key'
	| 'broken-list'
	| 'broken-quotes'
	| 'control-character/character'
	| 'missing-space'
	| 'unreadable-value'
>;

function diagnose(raw: RawEntry, source: string, value: unknown, isGlued: boolean): ValueKind {
	if (source.includes('\0') || unprintable.test(source)) return 'control-character/character';
	if (isGlued) return 'missing-space';
	if (needsNoQuotes(source)) return raw.indent === '' ? 'missing-space' : 'wrong-indentation/key';
	if (Array.isArray(value)) return 'broken-list';
	if (/^["']/.test(source)) return 'broken-quotes';
	if (/^[@%`*&!?,#\]}|>[{-]/.test(source)) return 'unquoted-indicator/value';
	if (raw.hasUnindentedLines) return 'unindented-text/value';
	if (/:(?:\s|$)/.test(source)) return 'unquoted-colon/value';
	return 'unreadable-value';
}
