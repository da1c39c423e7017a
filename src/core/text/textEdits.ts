import type { TextEdit } from './range.ts';

/**
 * Applies edits whose ranges refer to `text` and do not overlap. Two insertions at one place come
 * out in the order of the list.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const ordered = edits.toSorted((a, b) => a.range.start - b.range.start);
	const parts: string[] = [];
	let position = 0;
	for (const { range, newText } of ordered) {
		parts.push(text.slice(position, range.start), newText);
		position = range.end;
	}
	parts.push(text.slice(position));
	return parts.join('');
}

/** The line end that a text uses: CRLF if its first line ends so, else LF. */
export function lineEndOf(text: string): '\n' | '\r\n' {
	const feed = text.indexOf('\n');
	return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** The text with all its line ends replaced. */
export function withLineEnds(text: string, lineEnd: '\n' | '\r\n'): string {
	return text.replace(/\r\n?|\n/g, lineEnd);
}

/** The blanks between the start of its line and an offset; `''` if something else stands there. */
export function indentAt(text: string, offset: number): string {
	// Not further than the blanks: a file may be one long line.
	let start = offset;
	while (start > 0 && text.charAt(start - 1) !== '\n' && /\s/.test(text.charAt(start - 1))) start--;
	return start === 0 || text.charAt(start - 1) === '\n' ? text.slice(start, offset) : '';
}

/** The one edit that makes `after` of `before`, between what they have in common at both ends. */
export function differenceOf(before: string, after: string): TextEdit | undefined {
	if (before === after) return undefined;
	const most = Math.min(before.length, after.length);
	let start = 0;
	while (start < most && before[start] === after[start]) start++;
	let end = 0;
	while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
	return {
		range: { start, end: before.length - end },
		newText: after.slice(start, after.length - end),
	};
}
