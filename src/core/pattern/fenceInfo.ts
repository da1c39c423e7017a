import { skipBlanks } from '../text/blanks.ts';
import { databases, type Database } from './needs.ts';
import { isProjectPath } from './pathComment.ts';
import { problem } from '../problem/problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';

/** One attribute of a code block: `file=src/app.ts`; the value of a bare `numbered` is empty. */
export interface FenceAttribute {
	readonly value: string;
	/** The attribute with its name. */
	readonly range: TextRange;
	/** The value without quotes. */
	readonly valueRange: TextRange;
}

/** What stands behind the opening marker of a code block. */
export interface FenceInfo {
	/** As written, in lower case; empty if there is none. */
	readonly language: string;
	/** All attributes by name, also those that mean nothing to patterns. */
	readonly attributes: ReadonlyMap<string, FenceAttribute>;
	readonly title: string | undefined;
	readonly file: string | undefined;
	readonly kit: 2 | 3 | undefined;
	/** The database that the code is for; one for all where it is left out. */
	readonly dialect: Database | undefined;
	readonly prefix: string | undefined;
	readonly placeholders: readonly string[];
	/** One of the attributes above is given: the author means the block to be a pattern. */
	readonly meantAsPattern: boolean;
	readonly problems: readonly Problem[];
}

/** What other programs call `file`. */
const otherFileAttributes = ['filename', 'path', 'filepath'];

const patternAttributes = ['title', 'file', 'kit', 'dialect', 'prefix', 'placeholders'];

/**
 * Reads what stands behind the opening marker of a code block:
 * `ts title="Load + stream" file=src/routes/+page.server.ts kit=2 placeholders="posts,slug"`.
 *
 * The first word is the language (`ts:src/app.ts` gives the file too), or a path, which may also follow. Attributes are `name=value`,
 * with single or double quotes around a value that holds blanks, in any order, also in braces
 * (`ts {title="Load"}`, `{.ts title="Load"}`). Everything else is skipped. An invalid value counts
 * as not given and is reported.
 *
 * @param offset where `info` starts in the text that the ranges refer to
 */
export function parseFenceInfo(info: string, offset = 0): FenceInfo {
	const { language, attributes, path, problems } = readAttributes(info, offset);
	const value = <T>(
		name: 'title' | 'file' | 'kit' | 'dialect' | 'prefix',
		read: (text: string) => T | undefined,
	): T | undefined => {
		const attribute = attributes.get(name);
		if (!attribute) return undefined;
		const result = read(attribute.value.trim());
		if (result === undefined) problems.push(problem(`pattern-${name}`, attribute.range));
		return result;
	};

	const isFile = isProjectPath(language);
	const colon = `${language}:`.indexOf(':');
	const fileInLanguage = isFile ? language : language.slice(colon + 1);
	// Of `ts:` the colon stays.
	const ownLanguage = isFile ? '' : language.slice(0, fileInLanguage === '' ? undefined : colon);
	const others = [...otherFileAttributes.map((each) => attributes.get(each)?.value), path];
	const file =
		value('file', (text) => (isProjectPath(text) ? text : undefined)) ??
		[fileInLanguage, ...others].find((each) => each !== undefined && isProjectPath(each));
	return {
		language: ownLanguage.toLowerCase(),
		attributes,
		title: value('title', (text) => (text === '' ? undefined : text)),
		file,
		kit: value('kit', (text) => (text === '2' ? 2 : text === '3' ? 3 : undefined)),
		dialect: value('dialect', (text) => databases.find((name) => name === text)),
		prefix: value('prefix', (text) => (/^\S+$/.test(text) ? text : undefined)),
		placeholders: readPlaceholders(attributes.get('placeholders'), problems),
		meantAsPattern: patternAttributes.some((name) => attributes.has(name)),
		problems,
	};
}

function readPlaceholders(attribute: FenceAttribute | undefined, problems: Problem[]): string[] {
	const names = new Set(attribute?.value.split(/[\s,]+/).filter((name) => name !== ''));
	const wrong = [...names].filter((name) => !/^[\p{L}\p{N}_$]+(?:-[\p{L}\p{N}_$]+)*$/u.test(name));
	for (const name of wrong) names.delete(name);
	if (attribute && (wrong.length > 0 || names.size === 0)) {
		problems.push(problem('pattern-placeholder/list', attribute.range));
	}
	return [...names];
}

function readAttributes(
	info: string,
	offset: number,
): {
	language: string;
	attributes: Map<string, FenceAttribute>;
	/** A path that stands there as a word of its own. */
	path: string | undefined;
	problems: Problem[];
} {
	const attributes = new Map<string, FenceAttribute>();
	const problems: Problem[] = [];
	let language = '';
	let path: string | undefined;
	// A word, with `=` and a value behind it or not. In `{.ts #id 1,3-5}` only `.ts` says something.
	const words = /[^\s{}="']+|[="']/g;
	for (let match = words.exec(info); match; match = words.exec(info)) {
		const [word] = match;
		const start = match.index;
		if (word === '=' || word === '"' || word === "'") continue;
		const equals = skipBlanks(info, words.lastIndex);
		if (info[equals] !== '=') {
			if (start <= 1) language = /^\.?([^,]*)/.exec(word)?.[1] ?? '';
			else if (/^[a-z_][\w-]*$/i.test(word)) add(word, '', start, words.lastIndex, words.lastIndex);
			else if (isProjectPath(word)) path ??= word;
			continue;
		}
		const value = readValue(info, skipBlanks(info, equals + 1));
		words.lastIndex = value.end;
		add(word, info.slice(value.start, value.textEnd), start, value.start, value.end);
		if (value.unclosed) {
			const range = { start: offset + start, end: offset + value.end };
			const at = { start: range.end, end: range.end };
			const data = { name: word, quote: value.unclosed };
			const fix = { edits: [{ range: at, newText: value.unclosed }] };
			problems.push(problem('fence-attribute-quote', range, data, fix));
		}
	}
	return { language, attributes, path, problems };

	function add(name: string, value: string, start: number, valueStart: number, end: number): void {
		const range = { start: offset + start, end: offset + end };
		if (!attributes.has(name)) {
			const valueRange = { start: offset + valueStart, end: offset + valueStart + value.length };
			attributes.set(name, { value, range, valueRange });
		} else if (patternAttributes.includes(name)) {
			// The blank before it goes with it.
			const edits = [{ range: { start: range.start - 1, end: range.end }, newText: '' }];
			problems.push(problem('fence-attribute-repeated', range, { name }, { edits }));
		}
	}
}

interface AttributeValue {
	readonly start: number;
	readonly textEnd: number;
	/** Behind the closing quote, if there is one. */
	readonly end: number;
	/** The quote that is missing. */
	readonly unclosed: string;
}

function readValue(info: string, from: number): AttributeValue {
	const quote = info[from] ?? '';
	if (quote !== '"' && quote !== "'") {
		let end = from;
		while (end < info.length && !/[\s}]/.test(info[end] ?? '')) end++;
		return { start: from, textEnd: end, end, unclosed: '' };
	}
	const close = info.indexOf(quote, from + 1);
	if (close !== -1) return { start: from + 1, textEnd: close, end: close + 1, unclosed: '' };
	return { start: from + 1, textEnd: info.length, end: info.length, unclosed: quote };
}
