import { readCodeBlocks, type CodeBlock } from './blockReader.ts';
import { fenceMarkerOf } from './fenceMarker.ts';
import { linesOf, type TextLine } from './textLines.ts';

/**
 * Languages in which no line begins with number signs and a blank, unless in a text or a comment of
 * several lines: a heading in them is one of the prose around.
 */
const headless = new Set(
	(
		'ts typescript tsx mts cts js javascript jsx mjs cjs svelte vue astro html xml json jsonc json5 ' +
		'css scss less java kotlin kt scala go golang rust rs swift dart'
	).split(' '),
);

/** Languages in which a line with a number sign and a blank is a comment. */
const commented = new Set(
	(
		'bash sh shell zsh fish console terminal py python rb ruby perl r yml yaml toml ini conf ' +
		'dockerfile docker makefile make nginx env dotenv powershell ps1 pwsh elixir ex julia graphql ' +
		'gql hcl tf terraform nix awk prisma properties cmake php sql'
	).split(' '),
);

/** Languages of text that may hold headings. */
const proseLanguages = new Set(['md', 'markdown', 'mdx', 'text', 'txt', 'plaintext', 'plain']);

/** Beyond this length of its marker a fence is taken to end where CommonMark says. */
const longestGuessedMarker = 6;

const heading = /^ {0,3}(#{1,6})[ \t]+\S/;

/** Whether the code that a fence says it holds may be markdown, with fences of its own. */
export function holdsMarkdown(info: string): boolean {
	return proseLanguages.has(languageOf(info));
}

/**
 * Whether a closed block seems to hold prose, so that another marker than its own was forgotten: a
 * cheap look at all blocks, before `withForgottenMarkers` looks at one.
 */
export function mayHoldProse(text: string, block: CodeBlock): boolean {
	return (
		block.depth === 0 &&
		headless.has(languageOf(block.info)) &&
		/[\r\n] {0,3}#{1,6}[ \t]/.test(text.slice(block.line.contentEnd, block.codeEnd))
	);
}

/**
 * The code blocks of a text as their author meant them, where a closing marker was forgotten: a
 * block ends above a heading that cannot be code, if nothing closes it (it is the one that `open`
 * is) or what does plainly belongs to something else. A marker that is left over as the last line
 * opens nothing.
 *
 * @param open the block that is open at the end of the text, as CommonMark says
 */
export function withForgottenMarkers(
	text: string,
	open: CodeBlock | undefined,
): { readonly blocks: readonly CodeBlock[]; readonly stray: TextLine | undefined } {
	const markers = new Markers(text);
	const textEnd = text.trimEnd().length;
	let stray: TextLine | undefined;
	let above: { readonly block: CodeBlock; readonly isBlank: boolean } | undefined;
	const blocks = readCodeBlocks(text, {
		endsAbove: (block, line) => {
			const content = text.slice(line.start, line.contentEnd);
			const isAfterBlank = above?.block === block && above.isBlank;
			const level = isAfterBlank ? heading.exec(content)?.[1]?.length : undefined;
			above = { block, isBlank: content.trim() === '' };
			return level !== undefined && isForgotten(block, { line, level }, markers, open);
		},
		isStray: (line, last) => {
			const content = text.slice(line.start, line.contentEnd).trim();
			const isMarker = /^(?:`+|~+)$/.test(content);
			if (!isMarker || last?.endedBy !== 'guess' || line.end < textEnd) return false;
			stray = line;
			return true;
		},
	});
	return { blocks, stray };
}

function isForgotten(
	block: CodeBlock,
	{ line, level }: { readonly line: TextLine; readonly level: number },
	markers: Markers,
	open: CodeBlock | undefined,
): boolean {
	const language = languageOf(block.info);
	if (proseLanguages.has(language) || block.marker.length > longestGuessedMarker) return false;
	const isHeadless = headless.has(language);
	const closer = markers.next('closer', block, line.start);
	// In other languages a line with one number sign may be a comment.
	if (!closer) return isHeadless || level > 1;
	if (!isHeadless) return false;
	const opener = markers.next('opener', block, line.start);
	const isBeforeOpener = opener !== undefined && opener.line.start < closer.line.start;
	const endsProse = closer.isAfterProse && (open !== undefined || closer.isLast);
	return (isBeforeOpener || endsProse) && !markers.isInTextOrComment(block, line.start);
}

interface Marker {
	readonly line: TextLine;
	readonly text: string;
	readonly isBare: boolean;
	/** Whether the line with content above it looks like prose. */
	readonly isAfterProse: boolean;
	/** Whether nothing stands below it. */
	readonly isLast: boolean;
}

/** The lines of a text that look like markers, found when they are first asked for. */
class Markers {
	readonly #text: string;
	#all: readonly Marker[] | undefined;
	readonly #found = new Map<string, readonly Marker[]>();
	#code: { block: CodeBlock; at: number; open: string } | undefined;

	constructor(text: string) {
		this.#text = text;
	}

	/** The first marker behind an offset that could close a block, or that opens another of its kind. */
	next(kind: 'closer' | 'opener', { marker }: CodeBlock, offset: number): Marker | undefined {
		const key = kind + marker;
		let found = this.#found.get(key);
		if (!found) {
			this.#all ??= markersOf(this.#text);
			found = this.#all.filter(
				({ text, isBare }) => text.startsWith(marker) && isBare === (kind === 'closer'),
			);
			this.#found.set(key, found);
		}
		let low = 0;
		let high = found.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((found[middle]?.line.start ?? 0) > offset) high = middle;
			else low = middle + 1;
		}
		return found[low];
	}

	/** Whether a text or a comment of several lines is open at an offset of a block's code. */
	isInTextOrComment(block: CodeBlock, offset: number): boolean {
		const code = this.#code?.block === block ? this.#code : { block, at: block.line.end, open: '' };
		const part = this.#text.slice(code.at, offset);
		for (const [sign] of part.matchAll(/\\[^]|`|\/\*|\*\/|<!--|-->/g)) {
			if (code.open === '') code.open = closers[sign] ?? '';
			else if (code.open === sign) code.open = '';
		}
		code.at = offset;
		this.#code = code;
		return code.open !== '';
	}
}

/** What ends the texts and comments that may hold lines of any kind. */
const closers: Readonly<Record<string, string>> = { '`': '`', '/*': '*/', '<!--': '-->' };

function markersOf(text: string): readonly Marker[] {
	const markers: Marker[] = [];
	const textEnd = text.trimEnd().length;
	let above = '';
	for (const line of linesOf(text)) {
		const content = text.slice(line.start, line.contentEnd);
		const found = /^ {0,3}[`~]/.test(content) ? fenceMarkerOf(content.trimStart()) : undefined;
		if (found) {
			const { marker, rest } = found;
			const isBare = rest.trim() === '';
			const isAfterProse = looksLikeProse(above);
			markers.push({ line, text: marker, isBare, isAfterProse, isLast: line.end >= textEnd });
		}
		if (content.trim() !== '') above = content;
	}
	return markers;
}

/**
 * Whether there is but one right place for the closing marker of a block that nothing closes: its
 * lines are plainly code, and what stands below is plainly none.
 *
 * @param code what the block would hold
 * @param below what would follow it; it begins with a heading or is empty
 */
export function isPlainCode(info: string, code: string, below: string): boolean {
	const language = languageOf(info);
	const lines = linesIn(code);
	if (headless.has(language)) return lines.every(isCodeLine);
	// A text of several lines may hold what looks like a heading.
	if (!commented.has(language) || /<<|"""|'''/.test(code)) return false;
	const [, next] = linesIn(below).filter((line) => line.trim() !== '');
	return next !== undefined && isProse(next) && !lines.some(isProse);
}

function linesIn(text: string): readonly string[] {
	return [...linesOf(text)].map(({ start, contentEnd }) => text.slice(start, contentEnd).trimEnd());
}

/** Whether a line can hardly be anything but prose: an item, a sentence, a heading. */
function isProse(line: string): boolean {
	if (/^\s*(?:[-+*]|\d{1,9}[.)]|#{2,6}|>)[ \t]/.test(line) || line.startsWith('**')) return true;
	return /^[A-Z][a-z']{0,30} [a-z]/i.test(line) && /^[A-Z]|[a-z][.:!?]$/.test(line);
}

function isCodeLine(line: string): boolean {
	if (/^\s*(?:[-+]|\d{1,9}[.)]|#{1,6}|>)[ \t]/.test(line)) return false;
	if (line === '' || /^[ \t]/.test(line)) return true;
	if (/^(?:\/\/|\/\*|\*\/|[)\]}<@])/.test(line) || /(?:[;{}([=]|=>)$/.test(line)) return true;
	return /[,)]$/.test(line) && !/[a-z] [a-z]+ [a-z]/i.test(line);
}

function looksLikeProse(line: string): boolean {
	const text = line.trim();
	if (text === '' || text.startsWith('#')) return false;
	if (/^(?:[-+*]|\d{1,9}[.)]) +\S/.test(text) || /[.:!?]$/.test(text)) return true;
	return !/[;{}()[\],`<>=&|+]$/.test(text) && !/^(?:\/\/|\/\*|--|[)\]}<@`'"])/.test(text);
}

function languageOf(info: string): string {
	return /^[^\s,{:]*/.exec(info)?.[0].toLowerCase() ?? '';
}
