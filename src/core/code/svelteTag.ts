import { endOfBraces } from './moduleScan.ts';
import type { TextRange } from '../text/range.ts';

/** The opening tag of an element in a Svelte file. */
export interface SvelteTag {
	readonly name: string;
	/** The attributes by name, their values without quotes; empty where there is none. */
	readonly attributes: ReadonlyMap<string, string>;
	/** Where the value of each stands, without quotes; of those that have one. */
	readonly values: ReadonlyMap<string, TextRange>;
	/** The expressions in braces that stand for attributes: `{...props}`. */
	readonly spreads: readonly TextRange[];
	readonly isSelfClosing: boolean;
	/** Behind its `>`. */
	readonly end: number;
}

/** Whether an expression was met that nothing closes. */
export interface Brokenness {
	isFound: boolean;
	/** How many characters may still be read behind it: the nearby texts overlap. */
	left?: number;
}

/** How long an expression may be in a file in which another is not closed. */
const longestBehindBroken = 300;

/**
 * The end of an expression in braces, `undefined` where nothing closes it. After the first of those
 * an expression is looked for nearby alone, so that a file of nothing but braces takes linear time.
 */
export function endOfExpression(
	text: string,
	start: number,
	broken: Brokenness,
): number | undefined {
	if (broken.isFound) {
		broken.left ??= 4 * text.length;
		if (broken.left <= 0) return undefined;
		const near = text.slice(start, start + longestBehindBroken);
		const end = endOfBraces(near, 0);
		broken.left -= end ?? near.length;
		return end === undefined ? undefined : start + end;
	}
	const end = endOfBraces(text, start);
	broken.isFound = end === undefined;
	return end;
}

/** Reads the tag that opens an element; `start` is the place of its `<`. */
export function readTag(text: string, start: number, broken: Brokenness): SvelteTag {
	const name = take(text, start + 1, /[^\s/>{]*/y);
	const attributes = new Map<string, string>();
	const values = new Map<string, TextRange>();
	const spreads: TextRange[] = [];
	const found = { name, attributes, values, spreads };
	let at = start + 1 + name.length;
	while (at < text.length) {
		at += take(text, at, /\s+/y).length;
		const char = text[at];
		if (char === '>') return { ...found, isSelfClosing: false, end: at + 1 };
		if (char === '{') {
			const end = endOfExpression(text, at, broken);
			if (end !== undefined) spreads.push({ start: at, end });
			at = end ?? at + 1;
		} else if (char === '/') {
			if (text[at + 1] === '>') return { ...found, isSelfClosing: true, end: at + 2 };
			at += take(text, at, /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|\//y).length;
		} else {
			const key = take(text, at, /[^\s=/>"'{]+/y);
			at += key.length;
			const equals = take(text, at, /\s*=\s*/y);
			if (equals === '') {
				if (key === '') at++;
				else attributes.set(key, '');
				continue;
			}
			const value = valueEnd(text, at + equals.length, broken);
			const written = text.slice(at + equals.length, value);
			attributes.set(key, written.replace(/^["']|["']$/g, ''));
			const quote = /^["']/.test(written) ? 1 : 0;
			const isClosed = quote === 1 && written.length > 1 && written.endsWith(written[0] ?? '');
			values.set(key, { start: value - written.length + quote, end: value - (isClosed ? 1 : 0) });
			at = value;
		}
	}
	return { ...found, isSelfClosing: false, end: text.length };
}

function valueEnd(text: string, start: number, broken: Brokenness): number {
	const quote = text[start] === '"' || text[start] === "'" ? text[start] : undefined;
	let at = quote === undefined ? start : start + 1;
	while (at < text.length) {
		const char = text[at] ?? '';
		if (char === '{') {
			at = endOfExpression(text, at, broken) ?? at + 1;
			continue;
		}
		if (quote === undefined && (/[\s>"'=<`]/.test(char) || text.startsWith('/>', at))) return at;
		at++;
		if (char === quote) return at;
	}
	return at;
}

function take(text: string, at: number, form: RegExp): string {
	form.lastIndex = at;
	return form.exec(text)?.[0] ?? '';
}
