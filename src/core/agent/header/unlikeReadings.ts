import { problem, type Problem } from '../../problem/problem.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import { lineEndOf } from '../../text/textEdits.ts';
import { skipLineBreak } from './headerBounds.ts';
import type { Item, Pair } from './yamlTree.ts';

/** Deeper values are looked at by nobody. */
const deepest = 20;

/**
 * Problems of characters in a valid header that readers of YAML take differently. Carriage returns
 * that stand alone end a line to most of them, and are a character like any other to some. Blanks at
 * the end of a line of quoted text are a part of it to old ones.
 */
export function unlikeReadings(
	text: string,
	source: TextRange,
	pairs: readonly Pair[],
): readonly Problem[] {
	// With the line break above the closing line.
	const lines = { start: source.start, end: skipLineBreak(text, source.end) };
	const returns = editsOf(text, lines, /\r(?!\n)/g, lineEndOf(text));
	const blanks = [
		...pairs.flatMap((pair) => blanksIn(text, pair, 0)),
		// Some take a tab in an empty line for indentation.
		...editsOf(text, source, /(?<=[\r\n])[ \t]+(?=[\r\n]|$)/g, '').filter(({ range }) =>
			text.slice(range.start, range.end).includes('\t'),
		),
	];
	return [...problemOf('lineBreak', returns), ...problemOf('blanks', blanks)];
}

function problemOf(kind: 'lineBreak' | 'blanks', edits: readonly TextEdit[]): readonly Problem[] {
	const [first] = edits;
	return first ? [problem(`control-character/${kind}`, first.range, {}, { edits })] : [];
}

function blanksIn(text: string, { range, items = [] }: Item, depth: number): readonly TextEdit[] {
	if (items.length > 0) {
		return depth < deepest ? items.flatMap((item) => blanksIn(text, item, depth + 1)) : [];
	}
	return /["']/.test(text.charAt(range.start))
		? editsOf(text, range, /(?<=[^\\\s])[ \t]+(?=[\r\n])/g, '')
		: [];
}

function editsOf(
	text: string,
	{ start, end }: TextRange,
	pattern: RegExp,
	newText: string,
): readonly TextEdit[] {
	const source = text.slice(start, end);
	if (!/[\r\n]/.test(source)) return [];
	return [...source.matchAll(pattern)].map(({ index, 0: found }) => ({
		range: { start: start + index, end: start + index + found.length },
		newText,
	}));
}
