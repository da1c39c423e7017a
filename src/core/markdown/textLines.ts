import type { TextRange } from '../text/range.ts';

/** A line of a text: `contentEnd` stands before the line end, `end` after it. */
export interface TextLine extends TextRange {
	readonly contentEnd: number;
}

/**
 * The lines of a text, or of a part of it that starts at a line start. LF, CRLF and CR end a line,
 * as markdown has it.
 */
export function* linesOf(
	text: string,
	range: TextRange = { start: 0, end: text.length },
): Generator<TextLine> {
	// A search for a character that is not there goes to the end: of the part, not of the text.
	const part = text.slice(range.start, range.end);
	let at = 0;
	let feed = -1;
	let carriage = -1;
	while (at < part.length) {
		if (feed < at) feed = indexOrEnd(part, '\n', at);
		if (carriage < at) carriage = indexOrEnd(part, '\r', at);
		const contentEnd = Math.min(feed, carriage);
		const isPair = carriage < feed && feed === carriage + 1;
		const end = Math.min(contentEnd + (isPair ? 2 : 1), part.length);
		yield {
			start: range.start + at,
			end: range.start + end,
			contentEnd: range.start + contentEnd,
		};
		at = end;
	}
}

function indexOrEnd(text: string, char: string, from: number): number {
	const at = text.indexOf(char, from);
	return at === -1 ? text.length : at;
}
