/** A name of a list that is written as text, with its place in that text. */
export interface NamedSpan {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

export interface SplitOptions {
	/** Whether the text begins a line of its own, so that dashes are those of a list. */
	readonly isBlock?: boolean;
	/** Whether the text is one item of a list already, so that brackets around it are its own. */
	readonly isItem?: boolean;
	/** Whether a number sign belongs to the names instead of beginning a comment. */
	readonly keepsComments?: boolean;
}

const openers = '([{';
const closers = ')]}';
const plainName = /^\w+$/;

/**
 * Splits the text of a list of names, such as `Read, Bash(git:*, npm test)`, at commas, semicolons
 * and line breaks outside of brackets: what stands between them is one name, whatever blanks it
 * holds. Brackets around all of it, quotes and comments are not part of a name, nor are dashes where
 * each line begins with one.
 */
export function splitNames(text: string, options: SplitOptions = {}): readonly NamedSpan[] {
	const spans: NamedSpan[] = [];
	let from = options.isItem ? 0 : (/^\s*\[/.exec(text)?.[0].length ?? 0);
	const isFlow = from > 0;
	const isBulleted = isBulletList(text, options.isBlock === true);
	let depth = 0;
	for (let at = from; at <= text.length; at++) {
		const char = text.charAt(at);
		if (openers.includes(char) && char !== '') depth++;
		else if (depth > 0 && closers.includes(char) && char !== '') depth--;
		const isEnd =
			at === text.length ||
			(depth === 0 && (char === ',' || char === ';' || char === '\n' || char === '\r')) ||
			(isFlow && depth === 0 && char === ']');
		if (!isEnd) continue;
		addName(text, from, at, spans, isBulleted, options.keepsComments === true);
		from = at + 1;
	}
	return spans;
}

function isBulletList(text: string, isBlock: boolean): boolean {
	if (!isBlock && !/[\r\n]/.test(text)) return false;
	const lines = text.split(/[\r\n]+/).filter((line) => /^[ \t]*[^ \t#]/.test(line));
	return lines.every((line) => /^[ \t]*-(?:[ \t]|$)/.test(line));
}

function addName(
	text: string,
	from: number,
	to: number,
	spans: NamedSpan[],
	isBulleted: boolean,
	keepsComments: boolean,
): void {
	let start = from;
	let end = to;
	while (text.charCodeAt(start) === 32) start++;
	const name = text.slice(start, end);
	if (plainName.test(name)) {
		spans.push({ name, start, end });
		return;
	}
	const before = isBulleted ? /^\s*(?:-(?=\s|$))?\s*["'`]?/ : /^\s*["'`]?/;
	start += before.exec(name)?.[0].length ?? 0;
	if (!keepsComments) {
		if (name.trimStart().startsWith('#')) return;
		const comment = /[ \t]#/.exec(text.slice(start, end));
		if (comment) end = start + comment.index;
	}
	while (end > start && /[\s"'`]/.test(text.charAt(end - 1))) end--;
	if (end > start) spans.push({ name: text.slice(start, end), start, end });
}
