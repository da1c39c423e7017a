import { skipBlanks } from '../text/blanks.ts';
import { lineStartAt } from '../text/lineStarts.ts';
import type { TextEdit, TextRange } from '../text/range.ts';

/** Code that lists are looked for in. */
export interface ListCode {
	readonly code: string;
	/** The code with blanks in place of its comments, at unchanged offsets. */
	readonly bare: string;
	readonly comments: readonly TextRange[];
	readonly lineEnd: string;
	/** One level of indentation. */
	readonly indent: string;
}

/** A list between brackets, such as the arguments of a call or the names of an export. */
export interface List {
	/** The nodes in it; brackets around one need not be part of it. */
	readonly items: readonly TextRange[];
	/** Between the brackets. */
	readonly inside: TextRange;
}

/** The code with blanks in place of its comments, line breaks inside them included. */
export function withoutComments(code: string, comments: readonly TextRange[]): string {
	const parts: string[] = [];
	let position = 0;
	for (const { start, end } of comments) {
		parts.push(code.slice(position, start), ' '.repeat(end - start));
		position = end;
	}
	return parts.join('') + code.slice(position);
}

/** An item with what separates it from its neighbours. */
interface Slot {
	/** Behind the bracket or the comma before the item. */
	readonly from: number;
	/** The item with the brackets around it. */
	readonly start: number;
	readonly end: number;
	/** Offset of the comma behind it; `undefined` for a last item without. */
	readonly comma: number | undefined;
}

function slotsOf({ bare }: ListCode, { items, inside }: List): readonly Slot[] {
	let from = inside.start;
	return items.map((item) => {
		const found = bare.indexOf(',', item.end);
		const comma = found === -1 || found >= inside.end ? undefined : found;
		const text = bare.slice(from, comma ?? inside.end);
		const start = from + text.length - text.trimStart().length;
		const slot = { from, start, end: from + text.trimEnd().length, comma };
		from = (comma ?? inside.end - 1) + 1;
		return slot;
	});
}

/**
 * Puts one more item into a list: on a line of its own where the items have theirs, with a comma at
 * the end where there is one. Comments stay with the items that they are about.
 *
 * @param index of the new item, from 0 to the number of items
 */
export function insertItem(
	file: ListCode,
	list: List,
	index: number,
	text: string,
): readonly TextEdit[] {
	const { code, bare, comments, lineEnd } = file;
	const { inside } = list;
	const slots = slotsOf(file, list);
	const hasBreak = (start: number, end: number): boolean => {
		const feed = bare.indexOf('\n', start);
		return feed !== -1 && feed < end;
	};
	const next = slots[index];
	if (next) {
		if (!hasBreak(next.from, next.start)) {
			return [insertion(skipBlanks(code, next.from), `${text}, `)];
		}
		const line = bare.indexOf('\n', next.from) + 1;
		return [insertion(line, `${lineIndent(code, next.start)}${text},${lineEnd}`)];
	}

	const last = slots.at(-1);
	const deeper = `${lineIndent(code, inside.start)}${file.indent}`;
	const contentEnd = (from: number): number => from + code.slice(from, inside.end).trimEnd().length;
	if (!last) {
		return hasBreak(inside.start, inside.end)
			? [insertion(contentEnd(inside.start), `${lineEnd}${deeper}${text}`)]
			: [insertion(inside.end, text)];
	}
	const tail = last.comma === undefined ? last.end : last.comma + 1;
	const ownLines = hasBreak(last.from, last.start) && hasBreak(tail, inside.end);
	const lineComment = comments.some(
		({ start, end }) => start >= tail && end <= inside.end && code.startsWith('//', start),
	);
	if (ownLines || lineComment) {
		const indent = ownLines ? lineIndent(code, last.start) : deeper;
		const added = `${lineEnd}${indent}${text}`;
		return last.comma === undefined
			? [insertion(last.end, ','), insertion(contentEnd(tail), added)]
			: [insertion(contentEnd(tail), `${added},`)];
	}
	return last.comma === undefined
		? [insertion(contentEnd(tail), `, ${text}`)]
		: [insertion(tail, ` ${text},`)];
}

/** Takes an item out of a list that keeps others, with its line if it has one of its own. */
export function removeItem(file: ListCode, list: List, index: number): TextEdit {
	const { code } = file;
	const slots = slotsOf(file, list);
	const slot = slots[index];
	if (!slot) throw new Error(`The list has ${slots.length} items: there is no ${index}.`);
	const { start, end, comma } = slot;
	const after = skipBlanks(code, comma === undefined ? end : comma + 1);
	const lineStart = lineStartAt(code, start);
	const breakLength = /^\r?\n/.exec(code.slice(after, after + 2))?.[0].length;
	if (breakLength !== undefined && skipBlanks(code, lineStart) === start) {
		return removal(lineStart, after + breakLength);
	}
	if (comma !== undefined) return removal(start, after);
	const before = slots[index - 1]?.comma;
	// A comment between the comma and the item stays, and so does the comma.
	return before !== undefined && code.slice(before + 1, start).trim() === ''
		? removal(before, end)
		: removal(start, end);
}

/** The blanks at the start of the line that holds an offset. */
export function lineIndent(code: string, offset: number): string {
	const start = lineStartAt(code, offset);
	return code.slice(start, Math.min(skipBlanks(code, start), offset));
}

function insertion(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}

function removal(start: number, end: number): TextEdit {
	return { range: { start, end }, newText: '' };
}
