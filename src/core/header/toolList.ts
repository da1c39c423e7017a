/** A name of a list that is written as text, with its place in that text. */
export interface NamedSpan {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

const openers = '([{';
const closers = ')]}';
const plainName = /^\w+$/;
const toolName = /^[A-Za-z_*@](?:[\w./:@*-]*[\w*])?(?:\([^()]*\))?$/;

/**
 * Splits the text of a list of names, such as `Read, Bash(git:*, npm test)`, at commas, semicolons
 * and line breaks outside of brackets. Brackets around all of it, list dashes, quotes and comments
 * are not part of a name. Where every word of a piece is a tool name, spaces separate too.
 */
export function splitNames(text: string): readonly NamedSpan[] {
	const spans: NamedSpan[] = [];
	let from = /^\s*\[/.exec(text)?.[0].length ?? 0;
	const isFlow = from > 0;
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
		addName(text, from, at, spans);
		from = at + 1;
	}
	return spans;
}

function addName(text: string, from: number, to: number, spans: NamedSpan[]): void {
	let start = from;
	let end = to;
	while (text.charCodeAt(start) === 32) start++;
	const name = text.slice(start, end);
	if (plainName.test(name)) {
		spans.push({ name, start, end });
		return;
	}
	const prefix = /^\s*(?:-(?=\s))?\s*["'`]?/.exec(text.slice(start, end))?.[0] ?? '';
	if (text.slice(start, end).trimStart().startsWith('#')) return;
	start += prefix.length;
	const comment = /[ \t]#/.exec(text.slice(start, end));
	if (comment) end = start + comment.index;
	while (end > start && /[\s"'`]/.test(text.charAt(end - 1))) end--;
	if (end <= start) return;
	const words = [...text.slice(start, end).matchAll(/[^\s(]+(?:\([^()]*\))?|\S+/g)];
	if (words.length > 1 && words.every(([word]) => toolName.test(word))) {
		for (const word of words) {
			const wordStart = start + word.index;
			spans.push({ name: word[0], start: wordStart, end: wordStart + word[0].length });
		}
		return;
	}
	spans.push({ name: text.slice(start, end), start, end });
}
