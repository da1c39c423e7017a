import { wholeCharacters } from './wholeCharacters.ts';
import { trimEndOf } from './trimChars.ts';

declare const plainMark: unique symbol;

/**
 * A text that VS Code shows as it stands, wherever it is shown: only the functions below make one, so
 * that the compiler refuses what has not been through them.
 */
export type PlainText = string & { readonly [plainMark]: true };

/**
 * What shows nothing, or changes how the text around it is shown: controls, line and paragraph ends,
 * direction marks, characters without width, blank letters, halves of a character.
 */
const hidden = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800`;
const emoji = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?`;
const hiddenInText = new RegExp(`(${emoji}(?:\\u200D${emoji})*)|[${hidden}]`, 'gu');
const hiddenInPath = new RegExp(
	`[${hidden}]|(?! )\\p{Zs}|(?<= ) |^ | $|(?<=\\p{M}{3})\\p{M}`,
	'gu',
);
const anyHidden = new RegExp(`[${hidden}]`, 'u');

/** U+2060 joins words and shows nothing; links and icons end where it stands. */
const breaker = '\u2060';

/** One text of several in a sentence is no longer than this, in UTF-16 units. */
const longestInsert = 120;
/** More than these of a list are counted. */
const mostListed = 8;

/**
 * A text from outside as one line for a message, dialog, list, lens, tree or progress line: without
 * line breaks, controls and marks of direction, at most `most` UTF-16 units, and with nothing in it
 * that VS Code makes a link or an icon of. Linear in its length.
 */
export function plainLine(text: string, most = 200): PlainText {
	// What is cut off needs no cleaning; what vanishes may be a part of what is left.
	const head = text.length > most * 8 ? `${text.slice(0, most * 8)}…` : text;
	const line = visibleText(head).replace(/(\p{M}{3})\p{M}+/gu, '$1');
	// Once more, because the breakers take room too.
	return cutEnd(breakLinks(cutEnd(line, most)), most) as PlainText;
}

/**
 * A path as people can check it: hidden characters and blanks that nobody sees are spelled out
 * (`⟨U+202E⟩`), links and icons broken, and of a long one the end is kept, which tells what kind of
 * file it is.
 */
export function visiblePath(path: string, most = 120): PlainText {
	const line = cutMiddle(path, most * 8).replace(
		hiddenInPath,
		(char) => `⟨U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`,
	);
	return cutMiddle(breakLinks(cutMiddle(line, most)), most) as PlainText;
}

/**
 * A sentence of this extension with texts from outside in it, each a plain line of its own, so that
 * none takes the room of the words around it. A list is enumerated: `a, b and c`.
 *
 * @example plain`“${title}” needs ${packages}.`
 */
export function plain(
	words: TemplateStringsArray,
	...values: readonly (string | number | readonly string[])[]
): PlainText {
	let sentence = words[0] ?? '';
	for (const [i, value] of values.entries()) {
		const inserted = Array.isArray(value) ? listed(value) : insert(value);
		const next = words[i + 1] ?? '';
		const isLast = i === values.length - 1;
		// With what follows it would be a link or an icon.
		const joins = /[\]$]$/.test(inserted) && (next === '' ? !isLast : next.startsWith('('));
		sentence += joins ? inserted + breaker + next : inserted + next;
	}
	return sentence as PlainText;
}

/** Sentences that follow each other. */
export function paragraph(...sentences: readonly PlainText[]): PlainText {
	return sentences.join(' ') as PlainText;
}

/** Whether a path holds what cannot be seen, or changes how the rest is seen. */
export function hasHiddenCharacters(path: string): boolean {
	return anyHidden.test(path);
}

/** A text in one line, without what shows nothing or changes how the rest is shown. */
export function visibleText(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(hiddenInText, (_, whole: string | undefined) => whole ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
}

function insert(value: unknown): string {
	return plainLine(String(value), longestInsert);
}

function listed(values: readonly string[]): string {
	const shown = values.slice(0, mostListed).map(insert);
	const rest = values.length - shown.length;
	if (rest > 0) shown.push(`${rest} more`);
	const last = shown.pop() ?? '';
	return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/**
 * Breaks what some place of VS Code makes something of: notifications `[text](command:…)`, lists and
 * lenses `$(icon)`, and the markdown of chats, buttons and tool tips addresses of all kinds.
 */
function breakLinks(line: string): string {
	return line
		.replaceAll('](', `]${breaker}(`)
		.replaceAll('$(', `$${breaker}(`)
		.replaceAll('://', `:${breaker}//`)
		.replace(/(command):/gi, `$1${breaker}:`)
		.replace(/\b(file|mailto|vscode[\w-]{0,20}):(?=\S)/gi, `$1${breaker}:`)
		.replace(/<(?=[a-z][a-z\d+.-]{1,31}:)/gi, `<${breaker}`)
		.replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}${breaker}.`)
		.replace(/(?<=[\w+-])@(?=[\w-]{1,63}\.\w)/g, `${breaker}@`);
}

function cutEnd(line: string, most: number): string {
	if (line.length <= most) return line;
	return `${trimEndOf(wholeCharacters(line.slice(0, most - 1)), ` ${breaker}`)}…`;
}

/** Keeps a third of the room for the beginning. */
function cutMiddle(line: string, most: number): string {
	if (line.length <= most) return line;
	const start = Math.floor((most - 1) / 3);
	const end = line.slice(line.length - (most - 1 - start)).replace(/^[\uDC00-\uDFFF]/, '');
	return `${wholeCharacters(line.slice(0, start))}…${end}`;
}
