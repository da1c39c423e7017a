/**
 * What shows nothing, or changes how the text around it is shown: controls, line and paragraph ends,
 * direction marks, characters without width, blank letters, halves of a character.
 */
const hidden = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800`;
const emoji = String.raw`\p{Extended_Pictographic}\uFE0F?`;
const hiddenCharacter = new RegExp(`[${hidden}]`, 'gu');
const hiddenInText = new RegExp(`(${emoji}(?:\\u200D${emoji})*)|[${hidden}]`, 'gu');
const anyHidden = new RegExp(`[${hidden}]`, 'u');

/** U+2060 joins words and shows nothing; VS Code's links and icons end where it stands. */
const breaker = '\u2060';

/**
 * A text from outside as one line for a message, dialog, list, lens, tree or progress line: without
 * line breaks, controls and marks of direction, at most `most` UTF-16 units, and with nothing in it
 * that VS Code makes a link or an icon of. Linear in its length.
 */
export function plainLine(text: string, most = 200): string {
	// What is cut off needs no cleaning; what vanishes may be a part of what is left.
	const head = text.length > most * 8 ? `${text.slice(0, most * 8)}…` : text;
	const line = head
		.replace(/\s+/g, ' ')
		.replace(hiddenInText, (_, whole: string | undefined) => whole ?? '')
		.replace(/(\p{M}{3})\p{M}+/gu, '$1')
		.replace(/ {2,}/g, ' ')
		.trim();
	return breakLinks(cutEnd(line, most));
}

/**
 * A path as people can check it: hidden characters are spelled out (`⟨U+202E⟩`), links and icons
 * broken, and of a long one the end is kept, which tells what kind of file it is.
 */
export function visiblePath(path: string, most = 120): string {
	const line = path.replace(
		hiddenCharacter,
		(char) => `⟨U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`,
	);
	return breakLinks(cutMiddle(line, most));
}

/** Whether a path holds what cannot be seen, or changes how the rest is seen. */
export function hasHiddenCharacters(path: string): boolean {
	return anyHidden.test(path);
}

function breakLinks(line: string): string {
	return line
		.replaceAll('](', `]${breaker}(`)
		.replaceAll('$(', `$${breaker}(`)
		.replaceAll('://', `:${breaker}//`)
		.replace(/command:/gi, (scheme) => `${scheme.slice(0, -1)}${breaker}:`);
}

function cutEnd(line: string, most: number): string {
	if (line.length <= most) return line;
	return `${wholeCharacters(line.slice(0, most - 1)).trimEnd()}…`;
}

/** Keeps a third of the room for the beginning. */
function cutMiddle(line: string, most: number): string {
	if (line.length <= most) return line;
	const start = Math.floor((most - 1) / 3);
	const end = line.slice(line.length - (most - 1 - start)).replace(/^[\uDC00-\uDFFF]/, '');
	return `${wholeCharacters(line.slice(0, start))}…${end}`;
}

function wholeCharacters(text: string): string {
	return text.replace(/[\uD800-\uDBFF]$/, '');
}
