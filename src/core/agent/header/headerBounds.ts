import { canonicalKey, isKnownKey, isRestriction, isTextKey } from './headerKeys.ts';
import { isToolList, lostKeyAt } from './lostKeys.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { TextRange } from '../../text/range.ts';
import { readYaml } from './yamlTree.ts';

/** Where the front matter of a file stands. */
export interface HeaderBounds {
	/** From the opening `---` to the end of the closing line, or of the header where none closes it. */
	readonly range: TextRange;
	/** From the line break after the opening line up to the one before the closing line. */
	readonly source: TextRange;
	readonly bodyStart: number;
	readonly problems: readonly Problem[];
}

/** A key at the start of a line: indentation, anchor or tag, key (perhaps quoted), colon. Sticky. */
const keyLine =
	/((?:[ \t\u00A0\u200B\uFEFF]{0,32}(?:- (?=[a-zA-Z]))?))((?:(?:&[^ \t\r\n,[\]{}]{1,64}|!!?(?:\w[^ \t\r\n,[\]{}]{0,64})?)[ \t]{1,8}){0,2})(?:"([^"\r\n]{1,128}|(?:[^"\\\r\n]|\\[^\r\n]){1,128})"|'((?:[^'\r\n]|''){1,128})'|([A-Za-z_][\w.\u200B\u00A0-]{0,63}(?: [Tt]ools)?))[ \t\u00A0]{0,32}[:：]/y;

export interface KeyMatch {
	readonly indent: string;
	/** Without its quotes and what they escape. */
	readonly key: string;
	/** Offset of the key's first character, behind its quote. */
	readonly keyStart: number;
	/** Offset behind its last character, before its quote. */
	readonly keyEnd: number;
	/** Offset behind the colon. */
	readonly end: number;
}

/** The key that the line at `at` starts with. No meaning is looked for: prose has such lines too. */
export function matchKey(text: string, at: number): KeyMatch | undefined {
	keyLine.lastIndex = at;
	const match = keyLine.exec(text);
	if (!match) return undefined;
	const [whole, indent = '', properties = '', double, single, plain] = match;
	const written = double ?? single ?? plain ?? '';
	const quote = plain === undefined ? 1 : 0;
	const keyStart = at + indent.length + properties.length + quote;
	const key = plain ?? unquotedKey(written, double === undefined ? "'" : '"');
	return { indent, key, keyStart, keyEnd: keyStart + written.length, end: at + whole.length };
}

/** A key as YAML reads it between its quotes: the same key whether the header is valid or not. */
function unquotedKey(written: string, quote: string): string {
	if (!written.includes(quote === '"' ? '\\' : quote)) return written;
	try {
		return String(readYaml(`${quote}${written}${quote}`, 0).value);
	} catch {
		// No escape of YAML: the key is as it stands.
		return written;
	}
}

/**
 * Offset of the line break that ends the line holding `at`, or the end of the text.
 *
 * @param limit nobody looks behind it: it is returned where the line goes on so far
 */
export function lineEnd(text: string, at: number, limit = text.length): number {
	for (let index = at; index < limit; index++) {
		const code = text.charCodeAt(index);
		if (code === 10 || code === 13) return index;
	}
	return limit;
}

/** Finds the lines of many places, mostly one after the other: one that holds several is found once. */
export class LineFinder {
	readonly #text: string;
	#line: TextRange = { start: 0, end: -1 };

	constructor(text: string) {
		this.#text = text;
	}

	/** The line that holds an offset, without its line break; the same value for the same line. */
	at(offset: number): TextRange {
		if (offset < this.#line.start || offset > this.#line.end) {
			this.#line = { start: lineStart(this.#text, offset), end: lineEnd(this.#text, offset) };
		}
		return this.#line;
	}
}

/** Lines that are longer are looked through by the engine, which is faster. */
const nearby = 200;

/** Offset of the start of the line that holds `at`. */
export function lineStart(text: string, at: number): number {
	const near = Math.max(at - nearby, 0);
	for (let index = at; index > near; index--) {
		const code = text.charCodeAt(index - 1);
		if (code === 10 || code === 13) return index;
	}
	if (near === 0) return 0;
	const feed = text.lastIndexOf('\n', near - 1) + 1;
	return feed + text.slice(feed, near).lastIndexOf('\r') + 1;
}

/** Offset behind the line break at `at`; `at` itself where no line break stands. */
export function skipLineBreak(text: string, at: number): number {
	if (text.startsWith('\r\n', at)) return at + 2;
	const code = text.charCodeAt(at);
	return code === 10 || code === 13 ? at + 1 : at;
}

const opener = /-{3,}[ \t]*(?=[\r\n]|$)/y;
const repeatedOpener = /\s*[\r\n]-{3,}[ \t]*(?=[\r\n]|$)/y;
const languageOpener = /---[ \t]*[A-Za-z]\S*[ \t]*(?=[\r\n])/y;
/** Blank lines, comments, headings and the fence that a model wraps around a whole file. */
const preamble = /(?:[ \t]*(?:(?:#|`{3}|~{3})[^\r\n]*)?(?:\r\n|\r|\n)|<!--[^]*?-->)/y;
const fenceLine = /(?:\r\n|\n|\r)(-{3,})[ \t]*(?=[\r\n]|$)/g;

/**
 * Finds the front matter. The header opens at a bare `---`, on the first line or after blank lines
 * and comments, and closes at the first line that is exactly `---`. Three cases differ, each with
 * a problem: a line of four or more dashes closes it too, unless restrictions follow before the
 * real end; a line that only starts with `---` closes it where nothing else does; and where
 * nothing does at all, it ends with the last key before the first heading, code block or prose.
 * `undefined` where the file has no front matter, a `Problem` where it must not be read.
 */
export function findHeader(text: string): HeaderBounds | Problem | undefined {
	const plain = findPlainHeader(text);
	if (plain) return plain;
	const open = findOpener(text);
	if (!open || 'code' in open) return open;
	const { start, end: openEnd, problems } = open;
	const closing = findCloser(text, openEnd);
	if (closing) {
		const { breakStart, end, isExact } = closing;
		if (!isExact) problems.push(closerProblem(text, { start: closing.start, end }));
		return {
			range: { start, end },
			source: { start: openEnd, end: breakStart },
			bodyStart: skipLineBreak(text, end),
			problems,
		};
	}
	return endUnclosed(text, start, openEnd, text.length, problems);
}

/** The bounds in the ordinary case, without a search for any other. */
function findPlainHeader(text: string): HeaderBounds | undefined {
	if (!text.startsWith('---\n')) return undefined;
	const breakStart = text.indexOf('\n---', 3);
	const end = breakStart + 4;
	const isExact = breakStart !== -1 && (end === text.length || text.charAt(end) === '\n');
	const hasReturn = text.lastIndexOf('\r', end) !== -1;
	const isOrdinary = isExact && !hasReturn && text.slice(3, breakStart).trim() !== '';
	if (!isOrdinary || beginsWithKey(text, end)) return undefined;
	return {
		range: { start: 0, end },
		source: { start: 3, end: breakStart },
		bodyStart: Math.min(end + 1, text.length),
		problems: [],
	};
}

/** The bounds of a header whose closing line is missing; `limit` is where it ends at the latest. */
export function endUnclosed(
	text: string,
	start: number,
	openEnd: number,
	limit: number,
	problems: readonly Problem[],
): HeaderBounds {
	const end = findUnclosedEnd(text, openEnd, limit);
	const lineBreak = lineBreakOf(text);
	const closer = `${lineBreak}---${text.length > end ? '' : lineBreak}`;
	const unclosed = problem(
		'front-matter-not-closed',
		{ start, end: start + 3 },
		{},
		{ edits: [{ range: { start: end, end }, newText: closer }] },
	);
	return {
		range: { start, end },
		source: { start: openEnd, end },
		bodyStart: skipLineBreak(text, end),
		problems: [...problems, unclosed],
	};
}

interface Opener {
	readonly start: number;
	readonly end: number;
	readonly problems: Problem[];
}

function findOpener(text: string): Opener | Problem | undefined {
	const problems: Problem[] = [];
	let at = 0;
	if (text.charCodeAt(0) === 0xfeff) {
		at = 1;
		problems.push(byteOrderMark());
	}
	const first = at;
	languageOpener.lastIndex = at;
	if (languageOpener.test(text)) {
		return problem('front-matter-language', { start: at, end: lineEnd(text, at) });
	}
	let isAfterText = false;
	preamble.lastIndex = at;
	for (let match = preamble.exec(text); match; match = preamble.exec(text)) {
		at = preamble.lastIndex;
		isAfterText ||= match[0].trim() !== '';
	}
	opener.lastIndex = at;
	const match = opener.exec(text);
	if (!match) return undefined;
	let [written] = match;
	// Of several lines of dashes above the first key, the last one opens the header.
	repeatedOpener.lastIndex = at + written.length;
	for (let next = repeatedOpener.exec(text); next; next = repeatedOpener.exec(text)) {
		if (nextKey(text, repeatedOpener.lastIndex) === undefined) continue;
		[written] = next;
		at = repeatedOpener.lastIndex - written.trimStart().length;
	}
	written = written.trimStart();
	const end = at + written.length;
	const isExact = written.trimEnd() === '---';
	if ((isAfterText || !isExact) && nextKey(text, end) === undefined) return undefined;
	if (!isExact) problems.push(fenceProblem({ start: at, end }));
	if (at > first) {
		problems.push(
			problem(
				'front-matter-not-at-top',
				{ start: at, end },
				{},
				{ edits: [{ range: { start: first, end: at }, newText: '' }] },
			),
		);
	}
	return { start: at, end, problems };
}

function byteOrderMark(): Problem {
	const range = { start: 0, end: 1 };
	return problem('byte-order-mark', range, {}, { edits: [{ range, newText: '' }] });
}

/** What ends lines that are written into a header: CRLF wherever the file has one. */
function lineBreakOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Text behind the dashes of a closing line belongs to the body, and stays as it is. */
function closerProblem(text: string, range: TextRange): Problem {
	const isGlued = range.end < lineEnd(text, range.end);
	return fenceProblem(range, isGlued ? `---${lineBreakOf(text)}` : '---');
}

function fenceProblem(range: TextRange, newText = '---'): Problem {
	return problem('front-matter-fence', range, {}, { edits: [{ range, newText }] });
}

/** The key, in its usual spelling, that the first line with content behind `at` starts with. */
function nextKey(text: string, at: number): string | undefined {
	const next = /\S/g;
	next.lastIndex = at;
	const found = next.exec(text);
	const match = found && matchKey(text, found.index);
	const key = match && canonicalKey(match.key);
	return key && isKnownKey(key) ? key : undefined;
}

/** Whether a line that ends at `stop` is a comment on the key below it, not a heading. */
function precedesKey(text: string, stop: number): boolean {
	const key = nextKey(text, stop);
	const isAdjacent = /\S/.test(text.charAt(skipLineBreak(text, stop)));
	return key !== undefined && (isAdjacent || isRestriction(key));
}

interface Closer {
	readonly breakStart: number;
	readonly start: number;
	readonly end: number;
	readonly isExact: boolean;
}

function findCloser(text: string, openEnd: number): Closer | undefined {
	let long: Closer | undefined;
	let first: Closer | undefined;
	fenceLine.lastIndex = openEnd;
	for (let match = fenceLine.exec(text); match; match = fenceLine.exec(text)) {
		const [whole, dashes = ''] = match;
		const end = match.index + whole.length;
		const start = end - whole.trimStart().length;
		const isExact = dashes === '---';
		const closer = { breakStart: match.index, start, end, isExact };
		if (!isExact) {
			long ??= closer;
			continue;
		}
		// Keys between two such lines, a restriction among them, belong to the header.
		if (first) return hasRestriction(text, first.end, match.index) ? closer : first;
		if (long && !hasRestriction(text, long.end, match.index)) return long;
		if (!beginsWithKey(text, end)) return closer;
		first = closer;
	}
	return first ?? long ?? findGluedCloser(text, openEnd);
}

/** Whether the first line with content behind `at` is a known key, or is meant as a restriction. */
function beginsWithKey(text: string, at: number): boolean {
	if (nextKey(text, at) !== undefined) return true;
	const next = /\S/g;
	next.lastIndex = at;
	const start = next.exec(text)?.index;
	return start !== undefined && lostKeyAt(text, start, lineEnd(text, start), true) !== undefined;
}

/** gray-matter and its kin close at any line that starts with three dashes. */
function findGluedCloser(text: string, openEnd: number): Closer | undefined {
	const glued = /(?:\r\n|\n|\r)---/g;
	glued.lastIndex = openEnd;
	const match = glued.exec(text);
	if (!match) return undefined;
	const end = match.index + match[0].length;
	if (lostKeyAt(text, end, lineEnd(text, end), true)) return undefined;
	return hasRestriction(text, end, findUnclosedEnd(text, end, text.length))
		? undefined
		: { breakStart: match.index, start: end - 3, end, isExact: false };
}

/** Whether a restriction starts a line of the part before its first heading or code block. */
function hasRestriction(text: string, from: number, limit: number): boolean {
	for (let at = skipLineBreak(text, lineEnd(text, from)); at < limit;) {
		if (bodyLine.test(text.slice(at, at + 16))) return false;
		const match = matchKey(text, at);
		if (match && isRestriction(canonicalKey(match.key))) return true;
		if (lostKeyAt(text, at, lineEnd(text, at), true)) return true;
		at = nextLine(text, at);
	}
	return false;
}

function nextLine(text: string, at: number): number {
	const end = lineEnd(text, at);
	return end === text.length ? end + 1 : skipLineBreak(text, end);
}

/** Lines that only a body has: headings and fenced code. */
const bodyLine = /^(?:#{1,6}[ \t]+\S|`{3}|~{3}|\.{3}[ \t]*(?:[\r\n]|$))/;

/**
 * The end of a header that nothing closes: behind the last line that is a known key, or hangs on
 * one (indented, or unindented without a blank line between), and stands before the body.
 */
function findUnclosedEnd(text: string, openEnd: number, limit: number): number {
	let end = openEnd;
	let isAfterBlank = false;
	let isAttached = true;
	for (let at = skipLineBreak(text, openEnd); at < limit; at = nextLine(text, at)) {
		const stop = Math.min(lineEnd(text, at), limit);
		const head = text.slice(at, Math.min(stop, at + 16));
		if (head.trim() === '') {
			isAfterBlank = true;
			continue;
		}
		if (bodyLine.test(head)) {
			const isComment = head.startsWith('# ') && (!isAfterBlank || precedesKey(text, stop));
			// The end of a document to YAML, of which the header is one.
			const isInside = head.startsWith('...') && beginsWithKey(text, stop);
			if (!isComment && !isInside) break;
			continue;
		}
		const match = matchKey(text, at);
		const isKey = match
			? isKnownKey(canonicalKey(match.key)) || (isAttached && !isAfterBlank)
			: isAfterBlank && lostKeyAt(text, at, stop, true) !== undefined;
		const isIndented = head.startsWith(' ') || head.startsWith('\t');
		if (isKey) isAttached = true;
		else if (isAfterBlank && !(isAttached && isIndented)) isAttached = false;
		if (isAttached) end = stop;
		isAfterBlank = false;
	}
	return end;
}

/** A line that could be a key of the header; looked for loosely, since to miss one is worst. */
const strongLine =
	/[\r\n][ \t]*(?:name|description|model|(?:dis)?allowed[-_ ]?tools|tools)[ \t]*:/i;

/**
 * Where a header that closes but is not valid YAML seems to end much earlier, because the closing
 * line is missing and a rule in the body took its place: the bounds without that part of the body.
 */
export function shrinkHeader(text: string, bounds: HeaderBounds): HeaderBounds | undefined {
	const { start, end: limit } = bounds.source;
	const end = findUnclosedEnd(text, start, limit);
	const rest = text.slice(end, limit);
	const lead = /^[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*/.exec(rest);
	if (!lead || strongLine.test(rest)) return undefined;
	const body = rest.slice(lead[0].length);
	// The list of the last key may go on behind the blank line.
	const isOpen = /[,[{:-]\s*$/.test(text.slice(Math.max(end - 20, start), end));
	if (isOpen || isToolList(body.slice(0, lineEnd(body, 0)))) return undefined;
	const startsBody = /^#{1,6}[ \t]+\S/.test(body)
		? /[\r\n][^\S\r\n]*[^\s#]/.test(body)
		: /^[A-Z*]/.test(body) && endsWithPlainKey(text, start, end);
	if (!startsBody || beginsWithLostKey(text, limit - body.length, limit)) return undefined;
	return endUnclosed(text, bounds.range.start, start, limit, bounds.problems);
}

/** Whether a line of the first paragraph is meant as a restriction. */
function beginsWithLostKey(text: string, from: number, limit: number): boolean {
	for (let at = from; at < limit; at = nextLine(text, at)) {
		const stop = lineEnd(text, at);
		if (stop === at) return false;
		if (lostKeyAt(text, at, stop, false)) return true;
	}
	return false;
}

/** Whether the last line of a header is a known key whose value cannot be prose: `model: opus`. */
function endsWithPlainKey(text: string, start: number, end: number): boolean {
	let at = end;
	while (at > start && !'\r\n'.includes(text.charAt(at - 1))) at--;
	const match = matchKey(text, at);
	const key = match && canonicalKey(match.key);
	return key !== undefined && isKnownKey(key) && !isTextKey(key);
}

/** Whether a header is one mapping in braces, whose lines may be indented anyhow. */
export function isFlow(text: string, source: TextRange): boolean {
	return /^\s*\{/.test(text.slice(source.start, Math.min(source.end, source.start + 200)));
}
