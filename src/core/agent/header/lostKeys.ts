import { canonicalKey, isKnownKey, isRestriction } from './headerKeys.ts';
import type { TextRange } from '../../text/range.ts';
import { isKnownTool } from '../../capabilities/toolSpellings.ts';
import { hasNegativeWord } from '../../capabilities/negation.ts';
import { isMcpName } from '../../capabilities/mcpNames.ts';
import { isUndisguised, undisguised } from './undisguised.ts';
import { nearest } from '../../text/nearest.ts';

/**
 * A place in a header that is meant as the key of a restriction (`**tools**: Read`, `tools = Read`),
 * though YAML sees no such key there.
 */
export interface LostKey {
	/** `tools` or `disallowedTools`. */
	readonly canonical: string;
	/** The line, with the lines that hang on it. */
	readonly range: TextRange;
	/** What stands behind the key, on its line, without what closes around both. */
	readonly value: string;
}

/** Longer lines are looked at as far as this: a key stands at their beginning. */
const longestStart = 160;

/** So much of a line is freed of disguises, which are longer than what they show. */
const longestDisguise = 800;

/** Of more marks before a key, the last count. */
const mostMarks = 60;

/** What may be the key of a restriction, perhaps in two words. */
const keyWords =
	/(?<![\p{L}\p{N}]|[\p{L}\p{N}][-_])(?:[a-z]+[^\p{L}\p{N}\r\n]{0,4})?tools(?![\p{L}\p{N}])/giu;

/** What may close around a key or stand between it and its value, a remark among it. Sticky. */
const closers =
	/[^\p{L}\p{N}:：﹕︰꞉∶=＝|(\r\n]{0,12}(?:\([^:：=\r\n]{0,60})?[^\p{L}\p{N}:：﹕︰꞉∶=＝|\r\n]{0,12}/uy;

/** What is written for a colon. Sticky. */
const separators = /[:：﹕︰꞉∶=＝|]/y;

/**
 * The restriction that the line between `start` and `end` is meant to be, whatever stands around its
 * key: marks of lists, quotations and emphasis, quotes, anchors, another sign than the colon, or
 * none before names of tools. `undefined` for comments, and for lines that only begin like one.
 *
 * @param isProse whether the line stands in a text that YAML can read: then nothing but names of
 * tools may follow, unless the key is no word of prose, or an equals sign or a colon without a blank follows it
 */
export function lostKeyAt(
	text: string,
	start: number,
	end: number,
	isProse: boolean,
): LostKey | undefined {
	const written = text.slice(start, end);
	if (!mayHoldKey(written) || /^\s*#/.test(written)) return undefined;
	for (const part of written.split(oddLineBreak)) {
		const found = keyOfLine(shownLine(part), isProse, () => itemsBelow(text, end));
		if (found) return { ...found, range: { start, end } };
	}
	return undefined;
}

/** The restriction that begins at `at`, behind other text in its line, which `end` ends. */
export function lostKeyIn(text: string, at: number, end: number): LostKey | undefined {
	const found = keyOfLine(shownLine(text.slice(at, end)), true, () => itemsBelow(text, end));
	return found && { ...found, range: { start: at, end } };
}

/** Every key of a restriction has the word, or stands before a sign: told at once of most lines. */
function mayHoldKey(written: string): boolean {
	return /t[ ._-]{0,2}o[ ._-]{0,2}o[ ._-]{0,2}l|[:=|]/i.test(written) || !isUndisguised(written);
}

/** What breaks lines to some readers, and not to others. */
const oddLineBreak = /[\v\f\u0085\u2028\u2029]/;

/** A line as it looks, with few of the marks before its key. */
function shownLine(written: string): string {
	const marks = /^[\s\p{P}\p{S}\p{C}]*/u.exec(written)?.[0].length ?? 0;
	const from = Math.max(marks - mostMarks, 0);
	const head = undisguised(written.slice(from, from + longestDisguise));
	return head + written.slice(from + longestDisguise);
}

/** The items of a list below a line, as one text. */
function itemsBelow(text: string, end: number): string {
	const below = text.slice(end, end + longestDisguise);
	const items = /^(?:(?:\r\n|\r|\n)[ \t]{0,40}-[ \t][^\r\n]*)+/.exec(below)?.[0] ?? '';
	return items.replace(/[\r\n][ \t]*-/g, ', ');
}

function keyOfLine(
	whole: string,
	isProse: boolean,
	below: () => string,
): Omit<LostKey, 'range'> | undefined {
	const line = whole.slice(0, longestStart);
	for (const found of keysIn(line)) {
		closers.lastIndex = found.end;
		closers.exec(line);
		const behindKey = closers.lastIndex;
		separators.lastIndex = behindKey;
		const isSeparated = separators.exec(line) !== null;
		const rest = whole.slice(Math.max(behindKey, separators.lastIndex));
		const value = valueOf(rest);
		const isAlone = /^(?:[|>][-+\d]{0,2})?$/.test(rest.trim());
		const isKey = found.isFirst ? isSeparated || isAlone : isSeparated && found.isUnmistakable;
		const isSure =
			found.isFirst &&
			isSeparated &&
			(found.isUnmistakable || /^\s*(?:[=＝]|[:：]\S)/.test(line.slice(behindKey)));
		const isListed = isToolList(value) || (found.isFirst && isToolList(whole.slice(found.end)));
		if ((isKey && (!isProse || isSure)) || isListed) {
			return { canonical: found.canonical, value };
		}
	}
	const sign = separator.exec(line);
	const canonical = sign ? restrictionInWords(line.slice(0, sign.index)) : undefined;
	if (!sign || canonical === undefined) return undefined;
	const value = valueOf(whole.slice(sign.index + sign[0].length));
	return isToolList(value === '' ? below() : value) ? { canonical, value } : undefined;
}

/** What is written for the separator between a key and its value, or said for it. */
const separator = /[:=|]|(?<=tools?\s)(?:is|are)(?=\s)/iu;

/** What stands behind a separator, without what closes around it and its key. */
function valueOf(rest: string): string {
	return rest
		.replace(/<[^<>\r\n]{0,40}>/g, '')
		.replace(/^[\s=>|:*_`"')\]-]+/, '')
		.replace(/\s#.*/, '')
		.replace(/(?<!["'`*_>\]})|\s])["'`*_>\]})|\s]+$/, '');
}

/**
 * The restriction that is meant by a key in several words, one of them “tools”, or in one that says
 * what is allowed or forbidden: but only with names of tools for a value.
 */
function restrictionInWords(keyText: string): string | undefined {
	if (/!\S{0,40}binary/.test(keyText)) return 'tools';
	const words = keyText
		.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
		.split(/[^\p{L}]+/u)
		.filter((word) => word !== '');
	if (words.length === 0 || words.length > mostKeyWords) return undefined;
	const isDenial = words.some((word) => denyingWord.test(word)) || hasNegativeWord(keyText);
	const isAbout = words.some(
		(word) =>
			/^tool(?:s|sets?|lists?|box)?$/i.test(word) || toolsInOtherLanguages.has(word.toLowerCase()),
	);
	const isAlone = words.length === 1 && allowingWord.test(words[0] ?? '');
	if (isDenial && (isAbout || words.length <= 2)) return 'disallowedTools';
	return isAbout || isAlone ? 'tools' : undefined;
}

/** “Tools”, in the languages that agent files are written in, as it looks without accents. */
const toolsInOtherLanguages: ReadonlySet<string> = new Set(
	(
		'werkzeug werkzeuge outil outils herramienta herramientas ferramenta ferramentas strumento ' +
		'strumenti gereedschap gereedschappen hulpmiddelen verktyg verktøy værktøjer narzędzia nástroje ' +
		'eszközök työkalut инструмент инструменты інструменти araçlar alat εργαλεία 工具 可用工具 允许工具 ツール 도구'
	)
		.split(' ')
		.map((word) => undisguised(word).toLowerCase()),
);

/** More words are no key. */
const mostKeyWords = 8;

const allowingWord =
	/^(?:allow|allows|allowed|allowlist|available|enable|enables|enabled|only|permit|permits|permitted|whitelist)$/i;
const denyingWord =
	/^(?:avoid|ban|banned|blacklist|block|blocked|but|denied|denies|deny|denylist|disable|disabled|disallow|disallowed|disallows|except|exclude|excluded|excludes|excluding|exclusions?|forbid|forbidden|forbids|minus|never|no|not|omit|prohibit|prohibited|restrict|restricted|without)$/i;

/**
 * The restriction that a key of valid YAML is meant to be, although it has other characters than
 * letters around its name (`(tools)`, `tools.allow`, `tools=Read`) or is misspelled, with nothing
 * but names of tools for a value.
 */
export function restrictionMeantBy(key: string, value: unknown): string | undefined {
	if (isKnownKey(canonicalKey(key))) return undefined;
	const line = shownLine(key).slice(0, longestStart);
	const isList = isListOfTools(value);
	for (const { canonical, isFirst, isUnmistakable, end } of keysIn(line)) {
		const rest = line.slice(end);
		const isMeant = isFirst
			? /^(?:[^\p{L}\p{N}]*(?:$|[([{=|:])|[^\p{L}\p{N}\s_-])/u.test(rest) ||
				(value === null && isToolList(rest))
			: rest === '' && (isList || isUnmistakable);
		if (isMeant) return canonical;
	}
	if (!isList) return undefined;
	const meant =
		line.length <= 24
			? nearest(line, ['tools', 'allowedTools', 'disallowedTools', 'deniedTools'])
			: undefined;
	return meant === undefined ? restrictionInWords(line) : canonicalKey(meant);
}

/** Whether a value is nothing but names of tools, as text, a list or a mapping. */
function isListOfTools(value: unknown): boolean {
	if (typeof value === 'string') return isToolList(value);
	if (Array.isArray(value)) return value.length > 0 && value.every(isListOfTools);
	if (typeof value !== 'object' || value === null) return false;
	const keys = Object.keys(value);
	return keys.length > 0 && keys.every(isToolList);
}

interface FoundKey {
	readonly canonical: string;
	/** Whether nothing but marks stands before it. */
	readonly isFirst: boolean;
	/** Whether no prose has the word. */
	readonly isUnmistakable: boolean;
	readonly end: number;
}

function keysIn(line: string): readonly FoundKey[] {
	// Nearly every line has none, and this is told at once.
	if (!/tools/iu.test(line)) return [];
	return [...line.matchAll(keyWords)].flatMap(({ 0: words, index }): FoundKey[] => {
		// Of “my tools” the last word may be the key.
		const word = words.slice(-'tools'.length);
		const letters = canonicalKey(words.replace(/[^\p{L}]/gu, ''));
		const isWhole = isRestriction(letters);
		// `my_tools` is a key of its own.
		if (!isWhole && /[\p{L}\p{N}][_-]?tools$/iu.test(words)) return [];
		const end = index + words.length;
		const before = line.slice(0, isWhole ? index : end - word.length);
		return [
			{
				canonical: isWhole ? letters : canonicalKey(word),
				isFirst: isOnlyMarks(before),
				isUnmistakable: isWhole && words.length > word.length,
				end,
			},
		];
	});
}

/** Whether a text holds neither letters nor digits, but for an anchor, a tag or an item's number. */
function isOnlyMarks(text: string): boolean {
	return !/[\p{L}\p{N}]/u.test(
		text.replace(/[&!]+[^\p{L}\p{N}\s]{0,8}[ \t]{0,4}\S{0,40}\s|\d{1,4}[.)](?=\s)/gu, ' '),
	);
}

/** Words that stand between names of tools, or for all of them. */
const listWords =
	/^(?:\*|all|any|every|everything|none|tools?|the|and|or|but|no|not|except|without|only)$/i;

/** Whether a text is nothing but names of tools, some perhaps taken away. */
export function isToolList(value: string): boolean {
	const words = value
		.slice(0, longestList)
		.replace(/(?<=\w)\([^()]*\)/g, '')
		.split(/[\s\p{Cf},;，；、[\]{}()"'`]+/u)
		// Without anchors and tags.
		.filter((word) => !/^(?:&|!\W|!!|![a-z])/.test(word))
		.map((word) => word.replace(/^[-!~]/, ''))
		.filter((word) => /[\p{L}\p{N}*]/u.test(word));
	const names = words.filter((word) => !listWords.test(word));
	const parts = names.flatMap((name) => (isKnownTool(name) ? name : name.split('/')));
	const isName = (name: string): boolean => isKnownTool(name) || isMcpName(name);
	return value.length <= longestList && parts.some(isKnownTool) && parts.every(isName);
}

/** A longer text is no list of names. */
const longestList = 10_000;
