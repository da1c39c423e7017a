import { visibleText } from './plainText.ts';

/**
 * Text of a file as markdown that shows exactly this text, in one line: no emphasis, no link, no
 * image, no HTML, no icon comes out of it.
 */
export function escapeMarkdown(text: string): string {
	return visibleText(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Text of a file as a piece of code in a line of markdown. */
export function inlineCode(text: string): string {
	const content = visibleText(text);
	if (content === '') return '';
	const marker = backquotesAround(content, 1);
	const gap = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
	return `${marker}${gap}${content}${gap}${marker}`;
}

/** A sentence of a file in which code between backquotes stays code, and all else is text. Linear. */
export function escapeProse(text: string): string {
	return text
		.split(/(`[^`]+`)/)
		.map((part, i) => (i % 2 === 1 ? inlineCode(part.slice(1, -1)) : escapeBetween(part)))
		.join('');
}

/** Text between pieces of markdown: the blanks at its ends part its words from them. */
export function escapeBetween(text: string): string {
	const words = escapeMarkdown(text);
	const [before, after] = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
	return words === '' ? before || after : `${before}${words}${after}`;
}

/** The lines around a block of code that nothing in the code can end. */
export function codeFence(code: string): string {
	return backquotesAround(code, 3);
}

/** More backquotes than stand beside each other in a text. */
function backquotesAround(text: string, fewest: number): string {
	let length = fewest;
	for (const [run] of text.matchAll(/`+/g)) length = Math.max(length, run.length + 1);
	return '`'.repeat(length);
}

/** A link that runs a command. `title` is our own text; the arguments may be anything. */
export function commandLink(title: string, command: string, ...args: readonly unknown[]): string {
	// Brackets would end the address.
	const query = encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, percentEncoded);
	return `[${title}](command:${command}?${query})`;
}

/**
 * An answer as text for whoever passes it on: of links that run a command only the words are left.
 * Linear in its length.
 */
export function withoutCommandLinks(text: string): string {
	return text
		.replace(/\]\(\s{0,9}<?command:[^)\s]{0,10000}(?:\)|(?=\s|$))/gi, ']')
		.replace(/(<|\]:\s{0,9}<?)command:[^\s>]{0,10000}/gi, '$1');
}

/** At most `length` UTF-16 units, with an ellipsis for what is cut off. */
export function shorten(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text
		.slice(0, length - 1)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trimEnd()}…`;
}

/** Words as in a sentence: `a, b and c`. */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
	const last = words.at(-1);
	if (last === undefined) return '';
	const before = words.slice(0, -1).join(', ');
	return before === '' ? last : `${before} ${conjunction} ${last}`;
}

/** Words, or the first of them, each in quotes. */
export function inQuotes(words: readonly string[], most = words.length): readonly string[] {
	return words.slice(0, most).map((word) => `“${word}”`);
}

/** `1 pattern`, `2 patterns`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function percentEncoded(char: string): string {
	return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
