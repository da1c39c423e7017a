import type { TextLine } from './textLines.ts';

/** Columns from one tab stop to the next. */
export const tabWidth = 4;

/** The column behind a character of an indentation, -1 if it is no white space. */
export function columnAfter(char: string | undefined, column: number): number {
	if (char === ' ') return column + 1;
	if (char === '\t') return column - (column % tabWidth) + tabWidth;
	return -1;
}

/** A place in a line that block after block is read from; it may stand inside a tab. */
export class LineCursor {
	readonly text: string;
	readonly line: TextLine;
	#at: number;
	#column = 0;
	#contentAt = 0;
	#contentColumn = 0;

	constructor(text: string, line: TextLine) {
		this.text = text;
		this.line = line;
		this.#at = line.start;
		this.#findContent();
	}

	/** Offset of the first character that is no blank. */
	get contentAt(): number {
		return this.#contentAt;
	}

	/** The column of that character in the line. */
	get contentColumn(): number {
		return this.#contentColumn;
	}

	/** Columns of white space from here to the content. */
	get indent(): number {
		return this.#contentColumn - this.#column;
	}

	get isBlank(): boolean {
		return this.#contentAt >= this.line.contentEnd;
	}

	/** The first character that is no blank; `''` where there is none. */
	get char(): string {
		return this.isBlank ? '' : this.text.charAt(this.#contentAt);
	}

	/** Goes on by so many columns of white space, or fewer where there are fewer. */
	skipColumns(count: number): void {
		let left = count;
		while (left > 0 && this.#at < this.#contentAt) {
			const step = columnAfter(this.text[this.#at], this.#column) - this.#column;
			if (step <= left) this.#at++;
			this.#column += Math.min(step, left);
			left -= step;
		}
	}

	/** Goes on behind so many characters of the content. */
	skipContent(length: number): void {
		this.#at = this.#contentAt + length;
		this.#column = this.#contentColumn + length;
		this.#findContent();
	}

	#findContent(): void {
		let at = this.#at;
		let column = this.#column;
		for (; at < this.line.contentEnd; at++) {
			const next = columnAfter(this.text[at], column);
			if (next === -1) break;
			column = next;
		}
		this.#contentAt = at;
		this.#contentColumn = column;
	}
}
