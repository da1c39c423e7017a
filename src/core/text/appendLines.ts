import type { TextEdit } from './range.ts';
import { lineEndOf } from './textEdits.ts';

/**
 * The edit that adds lines at the end of a text, below a blank line. The text keeps its line ends,
 * and a text that ends without a line break does so afterwards.
 *
 * @param lines at least one
 */
export function appendLines(text: string, lines: readonly string[]): TextEdit {
	const lineEnd = lineEndOf(text);
	const range = { start: text.length, end: text.length };
	const block = lines.join(lineEnd);
	if (text.replace(/^\uFEFF/, '') === '') return { range, newText: block + lineEnd };
	if (!text.endsWith('\n')) return { range, newText: lineEnd + lineEnd + block };
	const isBlankAbove = /(?:^|\n)\r?\n$/.test(text.slice(-3));
	return { range, newText: (isBlankAbove ? '' : lineEnd) + block + lineEnd };
}
