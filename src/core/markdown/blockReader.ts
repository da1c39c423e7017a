import { fenceMarkerOf, runLength } from './fenceMarker.ts';
import { htmlBlockAt } from './htmlBlock.ts';
import { LineCursor, tabWidth } from './lineCursor.ts';
import { linesOf, type TextLine } from './textLines.ts';

/** A fenced code block as CommonMark sees it. */
export interface CodeBlock {
	/** The line of the opening marker. */
	readonly line: TextLine;
	readonly marker: string;
	/** The column of the marker in its line. */
	readonly column: number;
	/** Its column in the quote or item that it stands in. */
	readonly indent: number;
	/** How many block quotes and items of lists are around it. */
	readonly depth: number;
	/** Where the line begins that opens the innermost item of a list around it. */
	readonly itemStart: number | undefined;
	readonly info: string;
	readonly infoStart: number;
	/** Behind its last line of code. */
	codeEnd: number;
	/** Behind its last line, the line end of a closing marker excluded. */
	end: number;
	/** The marker, the end of the quote or item around it, the reader's guess or the end of the text. */
	endedBy: 'marker' | 'container' | 'guess' | 'text';
}

export interface ReadingOptions {
	/**
	 * Whether fences count in HTML too. Prompts put code between tags of their own; to a model the
	 * tags are text like any other.
	 */
	readonly fencesInTags?: boolean;
	/** Whether code may be indented less than the item of a list that it stands in. */
	readonly looseItems?: boolean;
	/** Whether a block that no quote or item holds ends above a line, although no marker says so. */
	readonly endsAbove?: (block: CodeBlock, line: TextLine) => boolean;
	/** Whether a line that looks like a marker opens nothing. */
	readonly isStray?: (line: TextLine, last: CodeBlock | undefined) => boolean;
}

/**
 * The fenced code blocks of a markdown text, in order: a reader of the block structure of CommonMark
 * 0.31 (block quotes, lists, paragraphs that go on lazily, HTML, tabs), which inline text does not
 * matter to. Linear in the length of the text.
 */
export function readCodeBlocks(text: string, options: ReadingOptions = {}): readonly CodeBlock[] {
	const reader = new BlockReader(text, options);
	for (const line of linesOf(text)) reader.read(line);
	return reader.blocks;
}

/** The item of a list; its content stands `width` columns further in than its surroundings. */
interface Item {
	/** Where its first line begins. */
	readonly start: number;
	readonly width: number;
	/** Whether nothing stands behind its marker so far. */
	isEmpty: boolean;
}

type Container = 'quote' | Item;

type Leaf =
	| { readonly kind: 'none' | 'paragraph' | 'indented' }
	| { readonly kind: 'html'; readonly end: RegExp | undefined }
	| { readonly kind: 'fence'; readonly block: CodeBlock };

const none: Leaf = { kind: 'none' };
const paragraph: Leaf = { kind: 'paragraph' };
const indented: Leaf = { kind: 'indented' };

/** Deeper quotes and lists are read as text. */
const deepest = 100;

/** With these begin the lines that are no plain text. */
const specialChars = new Set('>#`~<=-*_+0123456789');

const heading = /^#{1,6}(?:[ \t]|$)/;
const underline = /^(?:=+|-+)[ \t]*$/;
const listMarker = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;

class BlockReader {
	readonly blocks: CodeBlock[] = [];
	readonly #text: string;
	readonly #options: ReadingOptions;
	readonly #containers: Container[] = [];
	#leaf: Leaf = none;

	constructor(text: string, options: ReadingOptions) {
		this.#text = text;
		this.#options = options;
	}

	read(line: TextLine): void {
		const cursor = new LineCursor(this.#text, line);
		const matched = this.#matchContainers(cursor);
		const isInside = matched === this.#containers.length;
		const leaf = this.#leaf;
		if (isInside && leaf.kind === 'fence') {
			const isGuess = this.#options.endsAbove?.(leaf.block, line) === true;
			if (!isGuess || leaf.block.depth > 0) {
				this.#readCode(cursor, leaf.block);
				return;
			}
			leaf.block.endedBy = 'guess';
			this.#leaf = none;
		} else if (isInside && leaf.kind === 'html') {
			const isOver = leaf.end ? leaf.end.test(contentOf(cursor)) : cursor.isBlank;
			if (isOver) this.#leaf = none;
			return;
		}
		if (cursor.isBlank) this.#readBlank(matched);
		else this.#readBlocks(cursor, matched);
	}

	/** How many of the open containers a line goes on with; the cursor is moved into them. */
	#matchContainers(cursor: LineCursor): number {
		for (const [index, container] of this.#containers.entries()) {
			if (container === 'quote') {
				if (!skipQuoteMarker(cursor)) return index;
			} else if (cursor.isBlank) {
				if (container.isEmpty) return index;
			} else if (cursor.indent >= container.width || this.#isLoose()) {
				cursor.skipColumns(container.width);
			} else {
				return index;
			}
		}
		return this.#containers.length;
	}

	#isLoose(): boolean {
		return this.#options.looseItems === true && this.#leaf.kind === 'fence';
	}

	#readCode(cursor: LineCursor, block: CodeBlock): void {
		const { end, contentEnd } = cursor.line;
		block.end = end;
		if (cursor.indent < tabWidth && cursor.char === block.marker.charAt(0)) {
			const content = contentOf(cursor);
			const length = runLength(content);
			if (length >= block.marker.length && content.slice(length).trim() === '') {
				block.end = contentEnd;
				block.endedBy = 'marker';
				this.#leaf = none;
				return;
			}
		}
		block.codeEnd = end;
	}

	#readBlank(matched: number): void {
		this.#leave(matched);
		if (this.#leaf.kind === 'paragraph') this.#leaf = none;
	}

	#readBlocks(cursor: LineCursor, matched: number): void {
		const first = this.#leaf;
		const isFirst = matched === this.#containers.length;
		// micromark keeps markers of lists as short below indented code as below a paragraph.
		const isBound = isFirst && (first === paragraph || first === indented);
		let open = matched;
		for (;;) {
			// Whether a line that begins no block would go on with a paragraph.
			const inParagraph = this.#leaf === paragraph;
			const isInside = open === this.#containers.length;
			if (cursor.indent >= tabWidth) {
				if (inParagraph) return;
				this.#begin(open);
				if (isInside) this.#leaf = indented;
				return;
			}
			const { char } = cursor;
			if (!specialChars.has(char)) break;
			if (char === '>' && open < deepest) {
				this.#begin(open);
				skipQuoteMarker(cursor);
				open = this.#containers.push('quote');
				if (cursor.isBlank) return;
				continue;
			}
			const content = contentOf(cursor);
			if (char === '`' || char === '~') {
				if (this.#opensFence(cursor, content, open)) return;
			} else if (char === '#') {
				if (heading.test(content)) {
					this.#begin(open);
					return;
				}
			} else if (char === '<') {
				if (this.#opensHtml(content, inParagraph, open)) return;
			} else {
				if (inParagraph && isInside && underline.test(content)) {
					this.#leaf = none;
					return;
				}
				if (isRule(content)) {
					this.#begin(open);
					return;
				}
				const marker = open < deepest ? listMarkerOf(content, isBound) : '';
				if (marker !== '') {
					this.#begin(open);
					open = this.#openItem(cursor, marker);
					if (cursor.isBlank) return;
					continue;
				}
			}
			break;
		}
		if (this.#leaf === paragraph) return;
		this.#begin(open);
		this.#leaf = paragraph;
	}

	/** Makes room for a block in the first `kept` containers: what is open behind them ends. */
	#begin(kept: number): void {
		this.#leave(kept);
		this.#leaf = none;
		const last = this.#containers.at(-1);
		if (last !== undefined && last !== 'quote') last.isEmpty = false;
	}

	#opensFence(cursor: LineCursor, content: string, kept: number): boolean {
		const found = fenceMarkerOf(content);
		if (!found) return false;
		const { marker, rest } = found;
		const { line, contentAt, contentColumn, indent } = cursor;
		if (this.#options.isStray?.(line, this.blocks.at(-1)) === true) return false;
		this.#begin(kept);
		const info = rest.trim();
		const gap = info === '' ? 0 : rest.length - rest.trimStart().length;
		const block: CodeBlock = {
			line,
			marker,
			column: contentColumn,
			indent,
			depth: this.#containers.length,
			itemStart: this.#containers.findLast((container) => container !== 'quote')?.start,
			info,
			infoStart: contentAt + marker.length + gap,
			codeEnd: line.end,
			end: line.end,
			endedBy: 'text',
		};
		this.blocks.push(block);
		this.#leaf = { kind: 'fence', block };
		return true;
	}

	#opensHtml(content: string, inParagraph: boolean, kept: number): boolean {
		const isInside = kept === this.#containers.length;
		const html = htmlBlockAt(content, inParagraph && isInside);
		if (!html || (html.isTag && this.#options.fencesInTags === true)) return false;
		// Where such a tag goes on lazily with a paragraph, micromark lets it begin there.
		const isLazy = inParagraph && !htmlBlockAt(content, true);
		if (!isLazy) this.#begin(kept);
		const isOver = html.end?.test(content.slice(html.length)) === true;
		if (!isOver) this.#leaf = { kind: 'html', end: html.end };
		return true;
	}

	/** @returns how many containers are open then */
	#openItem(cursor: LineCursor, marker: string): number {
		const { indent } = cursor;
		cursor.skipContent(marker.length);
		const gap = cursor.indent;
		const isEmpty = cursor.isBlank;
		const padding = isEmpty || gap > tabWidth ? 1 : gap;
		cursor.skipColumns(padding);
		const { start } = cursor.line;
		return this.#containers.push({ start, width: indent + marker.length + padding, isEmpty });
	}

	/** Closes all containers but so many, and what stands in them. */
	#leave(kept: number): void {
		if (kept === this.#containers.length) return;
		this.#containers.length = kept;
		if (this.#leaf.kind === 'fence') this.#leaf.block.endedBy = 'container';
		this.#leaf = none;
	}
}

/** A marker of a list that may begin here: not every one ends a paragraph. */
function listMarkerOf(content: string, isBound: boolean): string {
	const match = listMarker.exec(content);
	if (!match) return '';
	const [marker, number] = match;
	const isEmpty = content.slice(marker.length).trim() === '';
	const canInterrupt = !isEmpty && (number === undefined || Number(number) === 1);
	return isBound && !canInterrupt ? '' : marker;
}

function contentOf({ text, contentAt, line }: LineCursor): string {
	return text.slice(contentAt, line.contentEnd);
}

function skipQuoteMarker(cursor: LineCursor): boolean {
	if (cursor.indent >= tabWidth || cursor.char !== '>') return false;
	cursor.skipContent(1);
	cursor.skipColumns(1);
	return true;
}

function isRule(content: string): boolean {
	const char = content.charAt(0);
	if (char !== '-' && char !== '*' && char !== '_') return false;
	let count = 0;
	for (const each of content) {
		if (each === char) count++;
		else if (each !== ' ' && each !== '\t') return false;
	}
	return count >= 3;
}
