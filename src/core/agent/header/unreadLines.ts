import { lineEnd, lineStart, skipLineBreak } from './headerBounds.ts';
import { canonicalKey, isRestriction } from './headerKeys.ts';
import { lostKeyAt } from './lostKeys.ts';
import type { LostKey } from './lostKeys.ts';
import { blockTest, firstIndent } from './splitEntries.ts';
import type { RawEntry, SplitHeader } from './splitEntries.ts';
import type { TextRange } from '../../text/range.ts';
import { isMapping } from './yamlTree.ts';
import type { Pair } from './yamlTree.ts';

/**
 * The net below the reader of broken headers: lines that look like restrictions and were read as
 * none, wherever they went. Left out are lines that are text by their layout (in a block that is
 * indented with blanks, in closed quotes, in an example) or belong to a key with keys of its own.
 */
export function unreadLines(
	text: string,
	source: TextRange,
	{ entries, lostKeys }: Pick<SplitHeader, 'entries' | 'lostKeys'>,
	pairs: readonly Pair[],
): readonly LostKey[] {
	const read = new Set(
		pairs.flatMap(({ key, keyRange }) =>
			isRestriction(canonicalKey(key)) ? [lineStart(text, keyRange.start)] : [],
		),
	);
	const base = firstIndent(text, source.start, source.end);
	const isInExample = blockTest(text, source.start, source.end, base);
	const found: LostKey[] = [];
	let entry = -1;
	let lost = 0;
	let pair = -1;
	let next = source.start;
	while (next < source.end) {
		const start = next;
		const end = Math.min(lineEnd(text, start), source.end);
		next = Math.max(skipLineBreak(text, end), start + 1);
		const at = start + Math.max(text.slice(start, end).search(/\S/), 0);
		while ((entries[entry + 1]?.start ?? Infinity) <= start) entry++;
		while ((lostKeys[lost]?.range.end ?? Infinity) <= start) lost++;
		while ((pairs[pair + 1]?.keyRange.start ?? Infinity) <= end) pair++;
		const isKnown = read.has(start) || (lostKeys[lost]?.range.start ?? Infinity) <= start;
		if (isKnown || isInExample(at) || isLaidOut(text, start, entries[entry])) continue;
		const around = pairs[pair];
		if (around && holdsKeys(text, start, around)) continue;
		const line = lostKeyAt(text, start, end, around !== undefined && isClosed(text, at, around));
		if (line) found.push(line);
	}
	return found;
}

/** Whether a line belongs to a block of text by its indentation; a tab is none. */
function isLaidOut(text: string, start: number, entry: RawEntry | undefined): boolean {
	if (!entry?.isBlock || entry.start === start || entry.hasUnindentedLines) return false;
	return /^ +[^\s]/.test(text.slice(start, start + 200));
}

/** Whether a line stands, indented, below a key that holds a mapping or a list. */
function holdsKeys(text: string, start: number, { keyRange, value }: Pair): boolean {
	const isBelow = keyRange.end < start && text.charAt(start) === ' ';
	return isBelow && (isMapping(value) || Array.isArray(value));
}

/** Whether a place lies in a text between quotes. */
function isClosed(text: string, at: number, { range }: Pair): boolean {
	const quote = text.charAt(range.start);
	return (quote === '"' || quote === "'") && at < range.end && text.charAt(range.end - 1) === quote;
}
