import { findFences } from './fences.ts';
import { linesOf } from './textLines.ts';
import type { TextRange } from '../text/range.ts';

export {
	fenceLines,
	findFences,
	hasDoubtfulFences,
	replaceFences,
	unclosedFences,
	withClosedFences,
} from './fences.ts';
export type { Fence, UnclosedFence } from './fences.ts';
export { linesOf } from './textLines.ts';
export type { TextLine } from './textLines.ts';

/** A part of a markdown text under one title. */
export interface Section {
	/** The titles above and including its own, outermost first; empty before the first heading. */
	readonly path: readonly string[];
	/** 1–6 for headings, 7 for a bold line that stands alone, 0 before the first heading. */
	readonly level: number;
	/** The title line and what follows it, up to the next title. */
	readonly range: TextRange;
	/** What follows the title line. */
	readonly contentRange: TextRange;
}

/** The level of a bold line that stands alone. */
export const boldLineLevel = 7;

/**
 * Splits a markdown text at its headings, underlined ones too, and at bold lines that stand alone
 * (`**Load:**`). The sections follow each other without gaps; what stands inside a fence is no
 * heading.
 */
export function findSections(text: string): readonly Section[] {
	const fences = findFences(text);
	let nextFence = 0;
	const titles: { level: number; title: string; start: number; contentStart: number }[] = [
		{ level: 0, title: '', start: 0, contentStart: 0 },
	];
	/** The paragraph that the line could underline. */
	let above: Paragraph | undefined;
	for (const line of linesOf(text)) {
		while (nextFence < fences.length && (fences[nextFence]?.range.end ?? 0) <= line.start)
			nextFence++;
		if (line.start >= (fences[nextFence]?.range.start ?? text.length)) {
			above = undefined;
			continue;
		}
		const content = text.slice(line.start, line.contentEnd);
		const underlined = above && readUnderline(content, above);
		const title = readHeading(content) ?? readBoldLine(content);
		if (underlined) titles.push({ ...underlined, contentStart: line.end });
		else if (title) titles.push({ ...title, start: line.start, contentStart: line.end });
		above = underlined || title ? undefined : goesOn(above, content, line.start);
	}

	const parents: { level: number; title: string }[] = [];
	return titles.map(({ level, title, start, contentStart }, i) => {
		while ((parents.at(-1)?.level ?? 0) >= level && parents.length > 0) parents.pop();
		if (level > 0) parents.push({ level, title });
		const end = titles[i + 1]?.start ?? text.length;
		return {
			path: parents.map((heading) => heading.title),
			level,
			range: { start, end },
			contentRange: { start: contentStart, end },
		};
	});
}

function readHeading(content: string): { level: number; title: string } | undefined {
	const [, marks = '', rest = ''] = /^ {0,3}(#{1,6})(?=[ \t])([^]*)$/.exec(content) ?? [];
	if (marks === '') return undefined;
	const title = rest.trim();
	let end = title.length;
	while (title[end - 1] === '#') end--;
	const hasClosingMarks = end === 0 || /[ \t]/.test(title[end - 1] ?? '');
	return { level: marks.length, title: hasClosingMarks ? title.slice(0, end).trimEnd() : title };
}

/** Lines of prose that stand together. */
interface Paragraph {
	readonly start: number;
	/** Its text in one line; what is longer than a title is not kept. */
	readonly text: string;
	readonly lines: number;
}

const longestTitle = 200;

/** The paragraph with one more line; `undefined` where the line is none of a paragraph. */
function goesOn(
	above: Paragraph | undefined,
	content: string,
	start: number,
): Paragraph | undefined {
	const line = content.slice(0, longestTitle + 1).trim();
	if (line === '' || /^(?:[>|]|[-+*][ \t]|\d{1,9}[.)][ \t]|<[/!a-z])/i.test(line)) return undefined;
	if (/^[-_*= \t]+$/.test(line) || (!above && /^(?: {4}| {0,3}\t)/.test(content))) {
		return undefined;
	}
	if (!above) return { start, text: line, lines: 1 };
	const text = above.text.length > longestTitle ? above.text : `${above.text} ${line}`;
	return { start: above.start, text, lines: above.lines + 1 };
}

/**
 * A heading that is underlined (CommonMark 4.3). Dashes under prose are mostly meant as a rule, so
 * that they make a heading only of one line that reads like one.
 */
function readUnderline(
	content: string,
	{ start, text, lines }: Paragraph,
): { level: number; title: string; start: number } | undefined {
	const char = /^ {0,3}(?:(=)=*|(-)-*)[ \t]*$/.exec(content);
	if (!char || text.length > longestTitle) return undefined;
	if (char[1] !== undefined) return { level: 1, title: text, start };
	const isTitle = lines === 1 && text.length <= 80 && !/[.:;,!?]$/.test(text);
	return isTitle ? { level: 2, title: text, start } : undefined;
}

function readBoldLine(content: string): { level: number; title: string } | undefined {
	const title = /^ {0,3}\*\*([^*]+)\*\*:?[ \t]*$/.exec(content)?.[1]?.trim();
	if (title === undefined) return undefined;
	return { level: boldLineLevel, title: title.endsWith(':') ? title.slice(0, -1).trim() : title };
}
