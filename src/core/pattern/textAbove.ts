import type { Fence } from '../markdown/markdown.ts';
import { linesOf } from '../markdown/markdown.ts';
import { withoutFileWord } from './fileAbove.ts';
import { plainTitle } from '../text/plainTitle.ts';

/** What the text right above a code block says about it. */
export interface TextAbove {
	/** A bold head that names the block, without its marks; empty where there is none. */
	readonly boldTitle: string;
	/** What else the paragraph says, in one line; may be empty. */
	readonly summary: string;
	/**
	 * All of the paragraph in one line, without the marker of a list; empty where it is not about the
	 * block, `undefined` where no text stands between the block and the one above.
	 */
	readonly label: string | undefined;
}

const nothing: TextAbove = { boldTitle: '', summary: '', label: '' };

/** `**Title:** text`, `**Title**: text`, `**Title** (note):`, or a bold line alone. */
const boldHead =
	/^\*\*([^*]+)(?:(?<=:)\*\*|\*\*\s*:|\*\*\s*(?=$)|\*\*\s*\(([^()]*)\)\s*:?(?=$))\s*/;

/** Bold words that draw attention to a paragraph without giving what follows a title. */
const callOut = /^(?:caution|critical|example|hint|important|note|tip|warning)s?:?$/i;

const listMarker = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ x]\]\s+)?/i;

/** Quotes, tables, rules and tags; a block below is not what they speak of. */
const notProse = /^(?:[|>]|<\/?[a-z!]|[-*_]{3})/i;

/**
 * Reads the paragraph right above a code block: the summary, and the title if a bold line or the
 * bold head of the paragraph (`**Load:** streams the posts.`) gives one.
 *
 * An item of a list, or one of several paragraphs that explain a word each, speaks of itself. It
 * names the block only where the block stands in that item, or where it ends with a colon.
 *
 * @param start where the text begins that can be about the block: below a heading or another block
 */
export function readTextAbove(body: string, start: number, fence: Fence): TextAbove {
	const isQuoted = body[fence.range.start] === '>';
	const lines = [...linesOf(body, { start, end: fence.range.start })].map((line) => {
		const text = body.slice(line.start, line.contentEnd);
		return { start: line.start, text: isQuoted ? text.replace(/^ {0,3}> ?/, '') : text };
	});
	const last = lines.findLastIndex(({ text }) => text.trim() !== '');
	if (last === -1) return { ...nothing, label: undefined };
	let first = last;
	while (first > 0 && !listMarker.test(lines[first]?.text ?? '') && lines[first - 1]?.text.trim())
		first--;
	const whole = lines.slice(first, last + 1);
	if (whole.some(({ text }) => isTableRule(text))) return nothing;
	// Of several explained words, each on a line of its own, the last one stands next to the block.
	const definition = whole.findLastIndex(({ text }, i) => i > 0 && isDefinition(text));
	const paragraph = whole.slice(Math.max(definition, 0));

	const [head] = paragraph;
	const text = joined(paragraph);
	if (speaksOfItself() && !/[:：][*_`\s]*$/.test(text)) {
		// Below a list inside an item, the block stands in that item still.
		const item = lines.findIndex((line) => line.start === fence.itemStart);
		const itemHead = item === -1 || item >= first ? '' : joined(lines.slice(item, item + 1));
		return { ...nothing, boldTitle: titleOf(boldHead.exec(itemHead)?.[1]) };
	}
	const [bold = '', name, note] = boldHead.exec(text) ?? [];
	const boldTitle = titleOf(name);
	if (boldTitle !== '') {
		return { boldTitle, summary: note ?? text.slice(bold.length), label: text };
	}
	const isProse = !notProse.test(head?.text.trim() ?? '');
	return isProse ? { boldTitle: '', summary: text, label: text } : nothing;

	function speaksOfItself(): boolean {
		if (head === undefined) return false;
		if (listMarker.test(head.text)) return head.start !== fence.itemStart;
		// A further paragraph of an item that does not hold the block.
		if (!isQuoted && columnOf(head.text) >= fence.indent + 2) return true;
		if (!isDefinition(head.text)) return false;
		if (definition !== -1) return true;
		const above = lines.slice(0, first).findLastIndex((line) => line.text.trim() !== '');
		let aboveFirst = above;
		while (aboveFirst > 0 && lines[aboveFirst - 1]?.text.trim()) aboveFirst--;
		return isDefinition(lines[aboveFirst]?.text ?? '');
	}
}

/** Whether a line stands between the head and the rows of a table. */
function isTableRule(line: string): boolean {
	return line.includes('|') && line.includes('-') && /^[-|:\s]+$/.test(line);
}

/** Whether a bold line says something instead of naming what follows. */
export function isStatement(title: string): boolean {
	return /[.!。！][)"”’»]?$/.test(title);
}

function titleOf(name: string | undefined): string {
	if (name === undefined || callOut.test(name)) return '';
	const title = withoutFileWord(plainTitle(name));
	return isStatement(title) ? '' : title;
}

/** A bold word and what it means: `**Caching**: keeps what is read often`. */
function isDefinition(line: string): boolean {
	const match = boldHead.exec(line.trim());
	return match !== null && !callOut.test(match[1] ?? '') && line.trim().length > match[0].length;
}

function joined(lines: readonly { readonly text: string }[]): string {
	return lines
		.map(({ text }) => text.trim())
		.join(' ')
		.replace(listMarker, '');
}

function columnOf(line: string): number {
	let column = 0;
	for (const char of line) {
		if (char === '\t') column += 4 - (column % 4);
		else if (char === ' ') column++;
		else break;
	}
	return column;
}
