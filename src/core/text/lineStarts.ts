import { lastIndexUpTo } from './sortedPlaces.ts';

/** The start of the line that holds an offset; a line break belongs to the line that it ends. */
export function lineStartAt(text: string, offset: number): number {
	return offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
}

/** Where the lines of a text start: asked for many places, a text is looked through once. */
export class LineStarts {
	readonly #starts: readonly number[];

	/** @param text lines of it end with LF or CRLF */
	constructor(text: string) {
		const starts = [0];
		for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', feed + 1)) {
			starts.push(feed + 1);
		}
		this.#starts = starts;
	}

	/** The start of the line that holds an offset. */
	startOf(offset: number): number {
		return this.#starts[lastIndexUpTo(this.#starts, offset, (start) => start)] ?? 0;
	}
}
