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
	let { start } = range;
	let feed = -1;
	let carriage = -1;
	while (start < range.end) {
		if (feed < start) feed = indexOrEnd(text, '\n', start);
		if (carriage < start) carriage = indexOrEnd(text, '\r', start);
		const contentEnd = Math.min(feed, carriage, range.end);
		const isPair = carriage < feed && feed === carriage + 1;
		const end = Math.min(contentEnd + (isPair ? 2 : 1), range.end);
		yield { start, end, contentEnd };
		start = end;
	}
}

function indexOrEnd(text: string, char: string, from: number): number {
	const at = text.indexOf(char, from);
	return at === -1 ? text.length : at;
}
