import { wholeCharacters } from '../text/wholeCharacters.ts';
import { visibleLine } from '../text/visibleLine.ts';
import { linesOf, type Replacement } from './replaceText.ts';
import { lineStartAt } from '../text/lineStarts.ts';

/** A change as the user sees it before it is made. */
export interface ShownChange {
	/** The body of a `diff` code block. */
	readonly text: string;
	/** What of it is not in the text, as one sentence; `undefined` where all of it is. */
	readonly hidden: string | undefined;
}

/** A code block of the chat does not wrap: what is further to the right is out of sight. */
const mostColumns = 80;
const mostRows = 500;
/** VS Code cuts the text of a confirmation at 100,000 characters. */
const mostLength = 40_000;
const mostPlaces = 60;
const mostContextLines = 2;
/** A hidden character takes so much room when it is spelled out, a half of one included. */
const longestMark = 10;
/** So much of what stays as it is, beside a change in the same line, tells where that is. */
const mostBeside = 160;

/** What a replacement does to a text. Of lines of any length only what is shown is looked at. */
export function showReplacement(before: string, replacement: Replacement): ShownChange {
	const diff = new Diff();
	const { places, newText } = replacement;
	const numbers = linesOf(before, places, mostPlaces);
	for (const [i, number] of numbers.entries()) {
		const place = places[i];
		if (!place) break;
		if (diff.isFull) {
			diff.leavePlaces(places.length - i);
			return diff.shown;
		}
		const { start, end } = place;
		const from = lineStartAt(before, start);
		const lineEnd = before.indexOf('\n', end);
		const to = lineEnd === -1 ? before.length : lineEnd;
		diff.add(`@@ line ${number} @@`);
		for (const line of linesAbove(before, from)) diff.addLine(' ', line);
		const [left, right] = [leftOf(before, from, start), rightOf(before, end, to)];
		// However much goes, there is room for what comes.
		diff.addLines('-', left, before.slice(start, end), right, 0.5);
		diff.addLines('+', left, newText, right);
		for (const line of linesBelow(before, to)) diff.addLine(' ', line);
	}
	diff.leavePlaces(places.length - numbers.length);
	return diff.shown;
}

/** A whole new file. */
export function showNewFile(text: string): ShownChange {
	const diff = new Diff();
	if (text !== '') diff.addLines('+', '', text.replace(/\r?\n$/, ''), '');
	return diff.shown;
}

/** Collects the rows of a difference, and counts what there is no room for. */
class Diff {
	readonly #rows: string[] = [];
	#length = 0;
	#leftLines = 0;
	#leftCharacters = 0;
	#leftPlaces = 0;

	get isFull(): boolean {
		return this.#rows.length >= mostRows || this.#length >= mostLength;
	}

	get shown(): ShownChange {
		const lines = counted(this.#leftLines, 'line');
		const characters = counted(this.#leftCharacters, 'character');
		const places = counted(this.#leftPlaces, 'place');
		const rows = [...this.#rows];
		if (lines) rows.push(`⟨${lines} more not shown⟩`);
		if (places) rows.push(`⟨${places} more that change are not shown⟩`);
		const parts = [lines, characters, places].filter((part) => part !== undefined);
		return {
			text: rows.join('\n'),
			hidden:
				parts.length === 0
					? undefined
					: `The change is too long to be shown whole. Not shown: ${parts.join(', ')}.`,
		};
	}

	add(row: string): void {
		this.#rows.push(row);
		this.#length += row.length + 1;
	}

	/**
	 * Changed lines, between what stays as it is beside them.
	 *
	 * @param share how much of the room that is left they may take
	 */
	addLines(sign: '-' | '+', left: string, changed: string, right: string, share = 1): void {
		const rows = this.#rows.length + (mostRows - this.#rows.length) * share;
		const length = this.#length + (mostLength - this.#length) * share;
		const lines = changed.split('\n').map(withoutReturn);
		for (const [i, line] of lines.entries()) {
			if (this.#rows.length >= rows || this.#length >= length) {
				this.#leftLines += lines.length - i;
				return;
			}
			const seen = fitting(line, length - this.#length);
			const missing = line.length - seen.length;
			this.#leftCharacters += missing;
			const cut = missing > 0 ? `⟨${missing} characters of this line are not shown⟩` : '';
			const [first, last] = [i === 0 ? left : '', i === lines.length - 1 ? right : ''];
			this.#wrap(sign, visibleLine(first + seen + cut + last));
		}
	}

	/** A line that stays as it is. */
	addLine(sign: ' ', line: string): void {
		if (!this.isFull) this.#wrap(sign, visibleLine(line));
	}

	leavePlaces(count: number): void {
		this.#leftPlaces += count;
	}

	/** Rows that are seen without scrolling to the right. */
	#wrap(sign: string, text: string): void {
		for (let at = 0; at === 0 || at < text.length;) {
			const row = wholeCharacters(text.slice(at, at + mostColumns));
			this.add(at === 0 ? sign + row : `${sign}↪ ${row}`);
			at += Math.max(row.length, 1);
		}
	}
}

/** As much of a line as there is room for once what hides in it is spelled out. */
function fitting(line: string, room: number): string {
	const start = wholeCharacters(line.slice(0, room));
	return visibleLine(start).length <= room
		? start
		: wholeCharacters(line.slice(0, room / longestMark));
}

/** What stands before a change in its line: all of it, or its end. */
function leftOf(text: string, from: number, start: number): string {
	if (start - from <= mostBeside) return text.slice(from, start);
	const seen = text.slice(start - mostBeside / 2, start).replace(/^[\uDC00-\uDFFF]/, '');
	return `⟨${start - from - seen.length} characters that stay⟩${seen}`;
}

/** What stands behind a change in its line: all of it, or its beginning. */
function rightOf(text: string, end: number, to: number): string {
	if (to - end <= mostBeside) return withoutReturn(text.slice(end, to));
	const seen = wholeCharacters(text.slice(end, end + mostBeside / 2));
	return `${seen}⟨${to - end - seen.length} characters that stay⟩`;
}

function linesAbove(text: string, from: number): readonly string[] {
	const lines: string[] = [];
	for (let end = from - 1; end >= 0 && lines.length < mostContextLines;) {
		const start = lineStartAt(text, end);
		lines.unshift(rightOf(text, start, end));
		end = start - 1;
	}
	return lines;
}

function linesBelow(text: string, to: number): readonly string[] {
	const lines: string[] = [];
	for (let start = to + 1; start < text.length && lines.length < mostContextLines;) {
		const lineEnd = text.indexOf('\n', start);
		const end = lineEnd === -1 ? text.length : lineEnd;
		lines.push(rightOf(text, start, end));
		start = end + 1;
	}
	return lines;
}

function withoutReturn(line: string): string {
	return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function counted(count: number, noun: string): string | undefined {
	if (count === 0) return undefined;
	return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
