import type { Entry } from '../frontMatter.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import { startOfBlanks } from '../../text/blanks.ts';
import { lineEnd, lineStart, skipLineBreak } from './headerBounds.ts';

/** The lines of an entry, from the start of its first line up to the start of the line below. */
export function linesOfEntry(text: string, { keyRange, valueRange }: Entry): TextRange {
	const last = Math.max(keyRange.end, valueRange.end - 1);
	return { start: lineStart(text, keyRange.start), end: skipLineBreak(text, lineEnd(text, last)) };
}

/** Whether the value begins on the line of its key and ends on it, so that it can be replaced. */
export function isOneLine(text: string, { keyRange, valueRange }: Entry): boolean {
	return (
		valueRange.end > valueRange.start && !/[\r\n]/.test(text.slice(keyRange.end, valueRange.end))
	);
}

/** The value where it begins on the line of its key, without blank lines at its end. */
export function inlineValue(text: string, { keyRange, valueRange }: Entry): TextRange | undefined {
	const { start } = valueRange;
	const end = start + text.slice(start, valueRange.end).trimEnd().length;
	return end > start && !/[\r\n]/.test(text.slice(keyRange.end, start))
		? { start, end }
		: undefined;
}

/**
 * Removes a name from a list that is written as text, as a flow list or as a block list;
 * `undefined` where it is written in some other way.
 *
 * @param list the range of the whole list, `name` that of the name in it
 */
export function removalOf(text: string, list: TextRange, name: TextRange): TextEdit | undefined {
	const first = lineStart(text, name.start);
	const last = lineEnd(text, name.end);
	if (/^[ \t]*-[ \t]+["']?$/.test(text.slice(first, name.start))) {
		const isAlone = /^["']?[ \t]*$/.test(text.slice(name.end, last));
		return isAlone && last < text.length
			? { range: { start: first, end: skipLineBreak(text, last) }, newText: '' }
			: undefined;
	}
	let { start, end } = name;
	const quote = text.charAt(start - 1);
	if ((quote === '"' || quote === "'") && text.charAt(end) === quote && start - 1 > list.start) {
		start--;
		end++;
	}
	const behind = /^[ \t]*,[ \t]*/.exec(text.slice(end, list.end));
	if (behind) return { range: { start, end: end + behind[0].length }, newText: '' };
	const blanks = startOfBlanks(text, start);
	const isListed = blanks > list.start && text.charAt(blanks - 1) === ',';
	return isListed ? { range: { start: blanks - 1, end }, newText: '' } : undefined;
}
