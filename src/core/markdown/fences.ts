import { applyEdits } from '../text/textEdits.ts';
import { readCodeBlocks, type CodeBlock } from './blockReader.ts';
import {
	holdsMarkdown,
	isPlainCode,
	mayHoldProse,
	withForgottenMarkers,
} from './forgottenMarker.ts';
import { columnAfter } from './lineCursor.ts';
import { linesOf, type TextLine } from './textLines.ts';
import type { TextEdit, TextRange } from '../text/range.ts';

/** A fenced code block. */
export interface Fence {
	/** The whole block with its fence lines. */
	readonly range: TextRange;
	/** The lines between the fence lines, last line end included. */
	readonly codeRange: TextRange;
	/** What follows the opening marker, trimmed: `typescript title="Load"`. */
	readonly info: string;
	readonly infoRange: TextRange;
	/** The opening marker: three or more backticks or tildes. */
	readonly marker: string;
	/** The column of the opening marker in its line. */
	readonly indent: number;
	/** Where the line begins that opens the innermost item of a list around the block. */
	readonly itemStart: number | undefined;
	/** Its closing marker was forgotten. */
	readonly unclosed: boolean;
	/** The line at the very end of the text with the marker that an unclosed block lacks. */
	readonly strayMarker: TextRange | undefined;
}

/**
 * The fenced code blocks of a markdown text, in order, also those in lists and block quotes: the one
 * answer to what is code and what is not.
 *
 * They are the blocks of CommonMark, but for what leaves none open that would be so otherwise:
 * fences count between tags that stand alone on their lines, as prompts have them, and their code may
 * be indented less than the item of a list around it. And where the author plainly forgot a closing
 * marker, the block ends `unclosed` above the heading that follows.
 */
export function findFences(text: string): readonly Fence[] {
	return readFences(text).fences;
}

interface Reading {
	readonly fences: readonly Fence[];
	/** The start of the block that nothing closes up to the end of the text, as CommonMark says. */
	readonly openStart: number | undefined;
}

/** Sections, patterns and problems of one text ask one after the other. */
let latest: Reading & { readonly text: string } = { text: '', fences: [], openStart: undefined };

function readFences(text: string): Reading {
	if (latest.text !== text) latest = { text, ...readNewFences(text) };
	return latest;
}

function readNewFences(text: string): Reading {
	let blocks = readCodeBlocks(text, { fencesInTags: true });
	let open = openBlock(blocks);
	if (open) {
		blocks = readCodeBlocks(text);
		open = openBlock(blocks);
	}
	if (open) {
		const loose = readCodeBlocks(text, { fencesInTags: true, looseItems: true });
		if (!openBlock(loose)) {
			blocks = loose;
			open = undefined;
		}
	}
	if (!open && !blocks.some((block) => mayHoldProse(text, block))) {
		return { fences: blocks.map((block) => toFence(block)), openStart: undefined };
	}
	const { blocks: meant, stray } = withForgottenMarkers(text, open);
	const fences = meant.map((block) => toFence(block));
	const last = fences.at(-1);
	if (last && stray) {
		fences[fences.length - 1] = { ...last, strayMarker: { start: stray.start, end: stray.end } };
	}
	return { fences, openStart: open?.line.start };
}

function openBlock(blocks: readonly CodeBlock[]): CodeBlock | undefined {
	const last = blocks.at(-1);
	return last?.endedBy === 'text' ? last : undefined;
}

function toFence(block: CodeBlock): Fence {
	const { line, info, infoStart, marker, column, itemStart, codeEnd, end, endedBy } = block;
	return {
		range: { start: line.start, end },
		codeRange: { start: line.end, end: codeEnd },
		info,
		infoRange: { start: infoStart, end: infoStart + info.length },
		marker,
		indent: column,
		itemStart,
		unclosed: endedBy === 'guess' || endedBy === 'text',
		strayMarker: undefined,
	};
}

/** A code block without its closing marker, and what would mend it. */
export interface UnclosedFence {
	readonly fence: Fence;
	/** Whether nothing stands below the opening marker: it is to be removed. */
	readonly isEmpty: boolean;
	readonly edits: readonly TextEdit[];
	/**
	 * Whether there is but one right answer: CommonMark too sees no end of the block, and what is
	 * code and what is prose again leaves no doubt.
	 */
	readonly isSure: boolean;
}

/** Where prose goes on is judged by so much of it. */
const judgedLength = 2_000;

/** The code blocks whose closing marker was forgotten. `lineEnd` is written between lines. */
export function unclosedFences(text: string, lineEnd: string): readonly UnclosedFence[] {
	const { fences, openStart = Infinity } = readFences(text);
	const unclosed = fences.filter((fence) => fence.unclosed);
	const isInDoubt = unclosed.some(({ range }) => range.start < openStart);
	return unclosed.map((fence) => {
		const { codeRange, range, info, strayMarker } = fence;
		const code = text.slice(codeRange.start, codeRange.end).trimEnd();
		if (code === '') {
			const edits = [{ range: { start: markerStart(text, fence), end: range.end }, newText: '' }];
			return { fence, isEmpty: true, edits, isSure: false };
		}
		const edits = [closingEdit(text, fence, lineEnd)];
		if (strayMarker) edits.push({ range: strayMarker, newText: '' });
		const below = text.slice(codeRange.end, codeRange.end + judgedLength);
		const isPlain = isPlainCode(info, codeOf(text, fence), below);
		return { fence, isEmpty: false, edits, isSure: isPlain && !isInDoubt && !strayMarker };
	});
}

/** A text with every code block closed; of a marker without a block nothing is left. */
export function withClosedFences(text: string): string {
	const unclosed = readFences(text).fences.filter((fence) => fence.unclosed);
	const edits = unclosed.map((fence) => closingEdit(text, fence, '\n'));
	const end = unclosed.find(({ strayMarker }) => strayMarker)?.strayMarker?.start;
	return applyEdits(text.slice(0, end), edits);
}

/** A text with something else in the place of every code block. */
export function replaceFences(text: string, replacement: (block: string) => string): string {
	const parts: string[] = [];
	let from = 0;
	for (const { range } of findFences(text)) {
		parts.push(text.slice(from, range.start), replacement(text.slice(range.start, range.end)));
		from = range.end;
	}
	return parts.join('') + text.slice(from);
}

/** Whether some block of a text is no sure one: it may begin where its author ended another. */
export function hasDoubtfulFences(fences: readonly Fence[]): boolean {
	return fences.some(({ unclosed, info, marker }) => {
		// Fences in a document of fences end it, unless its marker is longer than theirs.
		return unclosed || (marker.length === 3 && holdsMarkdown(info));
	});
}

/** Puts a marker below the last line of code, as deep in lists and quotes as the block. */
function closingEdit(text: string, fence: Fence, lineEnd: string): TextEdit {
	const { range, codeRange, marker } = fence;
	const at = codeRange.start + text.slice(codeRange.start, codeRange.end).trimEnd().length;
	const prefix = text.slice(range.start, markerStart(text, fence)).replace(/[^>\s]/g, ' ');
	return { range: { start: at, end: at }, newText: `${lineEnd}${prefix}${marker}` };
}

function markerStart(text: string, { range, marker }: Fence): number {
	return text.indexOf(marker, range.start);
}

function codeOf(text: string, fence: Fence): string {
	return fenceLines(text, fence)
		.map(({ start, end }) => text.slice(start, end))
		.join('');
}

/**
 * The lines of a fence's code without the indentation and the marks of quotes that the fence has.
 *
 * @returns ranges of `text`: each line's `start` stands behind them
 */
export function fenceLines(text: string, fence: Fence): readonly TextLine[] {
	const prefix = text.slice(fence.range.start, markerStart(text, fence));
	const quotes = prefix.split('>').length - 1;
	return [...linesOf(text, fence.codeRange)].map((line) => {
		let { start } = line;
		let marks = 0;
		for (let column = 0; start < line.contentEnd; start++) {
			const isMark = marks < quotes && text[start] === '>';
			if (isMark) marks++;
			column = isMark ? column + 1 : columnAfter(text[start], column);
			if (column === -1 || column > fence.indent) break;
		}
		return { start, contentEnd: line.contentEnd, end: line.end };
	});
}
