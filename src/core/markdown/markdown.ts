import type { TextRange } from '../text/range.ts';

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
	/** Columns of white space before the opening marker. */
	readonly indent: number;
	/** No closing marker before the prose went on: the author forgot it. */
	readonly unclosed: boolean;
	/** The line at the very end of the text with the marker that an unclosed block lacks. */
	readonly strayMarker: TextRange | undefined;
}

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

/** A line of a text: `contentEnd` stands before the line end, `end` after it. */
export interface TextLine extends TextRange {
	readonly contentEnd: number;
}

const boldLineLevel = 7;
const tabWidth = 4;

/** Beyond this length of its marker a fence is taken to end where CommonMark says. */
const longestGuessedMarker = 6;

/** Languages of text that may hold headings: nothing in it ends a fence but a marker. */
const proseLanguages = new Set(['', 'md', 'markdown', 'mdx', 'text', 'txt', 'plaintext', 'plain']);

/** Languages in which `# text` is a comment or a directive, so that only `## text` can be a heading. */
const hashLanguages = new Set(
	(
		'bash sh shell zsh fish console terminal py python rb ruby perl r yaml yml toml ini conf ' +
		'dockerfile docker makefile make nginx env dotenv powershell ps1 pwsh elixir ex julia graphql ' +
		'gql hcl tf terraform nix awk prisma properties cmake coffee coffeescript csharp cs c cpp nim ' +
		'crystal git gitignore diff'
	).split(' '),
);

interface Marker {
	readonly line: TextLine;
	readonly indent: number;
	readonly text: string;
	readonly info: string;
	readonly infoStart: number;
	readonly afterProse: boolean;
}

interface HeadingAfterBlank {
	readonly line: TextLine;
	readonly level: number;
}

type Landmark = Marker | HeadingAfterBlank;

/**
 * The fenced code blocks of a markdown text, in order (CommonMark 4.5, with any indentation, as
 * fences inside lists have it; fences inside block quotes are not seen).
 *
 * A fence ends `unclosed` at a heading after a blank line when the author plainly forgot the closing
 * marker: there is none after the heading, or another block is opened before it, or it follows
 * prose instead of code. A marker that is then left over as the last line of the text opens nothing.
 */
export function findFences(text: string): readonly Fence[] {
	const landmarks = landmarksOf(text);
	const lookAhead = new LookAhead(landmarks);
	const textEnd = text.trimEnd().length;
	const fences: Fence[] = [];
	let open: Marker | undefined;
	const close = (codeEnd: number, end: number, unclosed: boolean): void => {
		if (!open) return;
		fences.push({
			range: { start: open.line.start, end },
			codeRange: { start: open.line.end, end: codeEnd },
			info: open.info,
			infoRange: { start: open.infoStart, end: open.infoStart + open.info.length },
			marker: open.text,
			indent: open.indent,
			unclosed,
			strayMarker: undefined,
		});
		open = undefined;
	};

	for (const [i, landmark] of landmarks.entries()) {
		const { line } = landmark;
		if (open) {
			if (!('text' in landmark)) {
				if (isForgotten(open, landmark.level, i, lookAhead)) close(line.start, line.start, true);
			} else if (closes(landmark, open)) {
				close(line.start, line.contentEnd, false);
			}
		} else if ('text' in landmark) {
			const last = fences.at(-1);
			if (landmark.info === '' && last?.unclosed === true && line.end >= textEnd) {
				fences[fences.length - 1] = { ...last, strayMarker: { start: line.start, end: line.end } };
			} else {
				open = landmark;
			}
		}
	}
	close(text.length, text.length, true);
	return fences;
}

/**
 * The lines of a fence's code without the indentation of the fence.
 *
 * @returns ranges of `text`: each line's `start` stands behind the fence's indentation
 */
export function fenceLines(text: string, fence: Fence): readonly TextLine[] {
	return [...linesOf(text, fence.codeRange)].map((line) => {
		let { start } = line;
		for (let column = 0; start < line.contentEnd; start++) {
			column = columnAfter(text[start], column);
			if (column === -1 || column > fence.indent) break;
		}
		return { start, contentEnd: line.contentEnd, end: line.end };
	});
}

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

/** The lines of a text, or of a part of it that starts at a line start; LF and CRLF end a line. */
export function* linesOf(
	text: string,
	range: TextRange = { start: 0, end: text.length },
): Generator<TextLine> {
	let { start } = range;
	while (start < range.end) {
		const feed = text.indexOf('\n', start);
		const end = feed === -1 ? range.end : Math.min(feed + 1, range.end);
		let contentEnd = feed === -1 ? range.end : Math.min(feed, range.end);
		if (contentEnd > start && text[contentEnd - 1] === '\r') contentEnd--;
		yield { start, end, contentEnd };
		start = end;
	}
}

/** The lines that decide where fences begin and end. */
function landmarksOf(text: string): Landmark[] {
	const landmarks: Landmark[] = [];
	let lastContent = '';
	let blankBefore = true;
	for (const line of linesOf(text)) {
		const content = text.slice(line.start, line.contentEnd);
		const level = blankBefore && content.startsWith('#') ? readHeading(content)?.level : undefined;
		const marker = readMarker(content, line, lastContent);
		if (marker) landmarks.push(marker);
		else if (level !== undefined) landmarks.push({ line, level });
		blankBefore = content.trim() === '';
		if (!blankBefore) lastContent = content;
	}
	return landmarks;
}

function readMarker(content: string, line: TextLine, contentBefore: string): Marker | undefined {
	let start = 0;
	let indent = 0;
	for (; start < content.length; start++) {
		const column = columnAfter(content[start], indent);
		if (column === -1) break;
		indent = column;
	}
	const char = content[start];
	if (char !== '`' && char !== '~') return undefined;
	let end = start;
	while (content[end] === char) end++;
	if (end - start < 3) return undefined;
	const rest = content.slice(end);
	const info = rest.trim();
	if (char === '`' && info.includes('`')) return undefined;
	return {
		line,
		indent,
		text: content.slice(start, end),
		info,
		infoStart: line.start + end + (info === '' ? 0 : rest.length - rest.trimStart().length),
		afterProse: looksLikeProse(contentBefore),
	};
}

/** The column behind a character of an indentation, -1 if it is no white space. */
function columnAfter(char: string | undefined, column: number): number {
	if (char === ' ') return column + 1;
	if (char === '\t') return column - (column % tabWidth) + tabWidth;
	return -1;
}

function closes(marker: Marker, open: Marker): boolean {
	return (
		marker.info === '' &&
		marker.text[0] === open.text[0] &&
		marker.text.length >= open.text.length &&
		marker.indent < open.indent + tabWidth
	);
}

function isForgotten(open: Marker, level: number, index: number, lookAhead: LookAhead): boolean {
	const language = /^[^\s,{:]*/.exec(open.info)?.[0].toLowerCase() ?? '';
	if (proseLanguages.has(language) || (level === 1 && hashLanguages.has(language))) return false;
	if (open.text.length > longestGuessedMarker) return false;
	const closer = lookAhead.next('closer', open, index);
	if (closer === undefined || lookAhead.landmark(closer)?.afterProse === true) return true;
	return (lookAhead.next('opener', open, index) ?? closer) < closer;
}

/** Finds the next marker that could close a fence, or that opens another, without reading on to it. */
class LookAhead {
	readonly #landmarks: readonly Landmark[];
	readonly #found = new Map<string, readonly number[]>();

	constructor(landmarks: readonly Landmark[]) {
		this.#landmarks = landmarks;
	}

	landmark(index: number): Marker | undefined {
		const landmark = this.#landmarks[index];
		return landmark && 'text' in landmark ? landmark : undefined;
	}

	/** The index of the first such marker behind `index`. */
	next(kind: 'closer' | 'opener', { text }: Marker, index: number): number | undefined {
		const key = kind + text;
		let indices = this.#found.get(key);
		if (!indices) {
			indices = [...this.#landmarks.keys()].filter((i) => {
				const marker = this.landmark(i);
				return marker?.text.startsWith(text) && (marker.info === '') === (kind === 'closer');
			});
			this.#found.set(key, indices);
		}
		let low = 0;
		let high = indices.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((indices[middle] ?? 0) > index) high = middle;
			else low = middle + 1;
		}
		return indices[low];
	}
}

function looksLikeProse(line: string): boolean {
	const text = line.trim();
	if (text === '' || text.startsWith('#')) return false;
	if (/^(?:[-+*]|\d{1,9}[.)]) +\S/.test(text) || /[.:!?]$/.test(text)) return true;
	return !/[;{}()[\],`<>=&|+]$/.test(text) && !/^(?:\/\/|\/\*|--|[)\]}<@`'"])/.test(text);
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
