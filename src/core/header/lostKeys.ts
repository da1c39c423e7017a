import { canonicalKey, isKnownKey, isRestriction } from './headerKeys.ts';
import type { TextRange } from '../problem.ts';
import { isKnownTool } from '../tools/toolSpellings.ts';
import { nearest } from '../validation/nearest.ts';

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
 * tools may follow
 */
export function lostKeyAt(
	text: string,
	start: number,
	end: number,
	isProse: boolean,
): LostKey | undefined {
	const line = plain(text.slice(start, Math.min(end, start + longestStart)));
	if (/^\s*#/.test(line)) return undefined;
	for (const found of keysIn(line)) {
		closers.lastIndex = found.end;
		closers.exec(line);
		const behindKey = closers.lastIndex;
		separators.lastIndex = behindKey;
		const isSeparated = separators.exec(line) !== null;
		const rest = text.slice(start + Math.max(behindKey, separators.lastIndex), end);
		const value = rest
			.replace(/<[^<>\r\n]{0,40}>/g, '')
			.replace(/^[\s=>|:-]+/, '')
			.replace(/(?<!["'`*_>\]})|\s])["'`*_>\]})|\s]+$/, '');
		const isAlone = /^(?:[|>][-+\d]{0,2})?$/.test(rest.trim());
		const isKey = found.isFirst ? isSeparated || isAlone : isSeparated && found.isUnmistakable;
		const isSure = found.isFirst && found.isUnmistakable && isSeparated;
		if ((isKey && (!isProse || isSure)) || isToolList(value)) {
			return { canonical: found.canonical, range: { start, end }, value };
		}
	}
	return undefined;
}

/**
 * The restriction that a key of valid YAML is meant to be, although it has other characters than
 * letters around its name (`(tools)`, `tools.allow`, `tools=Read`) or is misspelled, with nothing
 * but names of tools for a value.
 */
export function restrictionMeantBy(key: string, value: unknown): string | undefined {
	if (key.length > longestStart || isKnownKey(canonicalKey(key))) return undefined;
	const items: readonly unknown[] = Array.isArray(value) ? value : [value];
	const isList = items.every((item) => typeof item === 'string' && isToolList(item));
	const line = plain(key);
	for (const { canonical, isFirst, isUnmistakable, end } of keysIn(line)) {
		const rest = line.slice(end);
		const isMeant = isFirst
			? /^(?:[^\p{L}\p{N}]*(?:$|[(=|:：])|[^\p{L}\p{N}\s_-])/u.test(rest)
			: rest === '' && (isList || isUnmistakable);
		if (isMeant) return canonical;
	}
	const meant =
		isList && key.length <= 24
			? nearest(key, ['tools', 'allowedTools', 'disallowedTools', 'deniedTools'])
			: undefined;
	return meant === undefined ? undefined : canonicalKey(meant);
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
	return !/[\p{L}\p{N}]/u.test(text.replace(/[&!]\s*\w*\s|[&!]\S*\s|\d{1,4}[.)](?=\s)/g, ' '));
}

/** Compatibility forms of letters, and Cyrillic ones of the same look, are read as Latin ones. */
function plain(line: string): string {
	const letters: Readonly<Record<string, string>> = { о: 'o', О: 'o', ѕ: 's', Т: 't', ӏ: 'l' };
	return line.replace(
		/[оОѕТӏ\uFF21-\uFF5A]/g,
		(letter) => letters[letter] ?? letter.normalize('NFKC'),
	);
}

/** Words that stand between names of tools, or for all of them. */
const listWords =
	/^(?:\*|all|any|every|everything|none|tools?|the|and|or|but|no|not|except|without|only)$/i;

/** Whether a value is nothing but names of tools, some perhaps taken away. */
function isToolList(value: string): boolean {
	const words = value
		.split(/[\s,;[\]{}()"'`]+/)
		// Without anchors and tags.
		.filter((word) => word !== '' && !/^(?:&|!\W|!!|![a-z])/.test(word))
		.map((word) => word.replace(/^[-!~]/, ''));
	const names = words.filter((word) => !listWords.test(word));
	return names.length > 0 && words.length < 200 && names.every(isKnownTool);
}
