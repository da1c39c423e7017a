import { usesNpm } from './code/codeLanguage.ts';
import { scriptRanges } from './code/imports.ts';
import { maskText } from './code/moduleScan.ts';
import type { TextRange } from './problem.ts';

/** How an editor indents, as its options for a document say. */
export interface Indentation {
	readonly insertSpaces: boolean;
	readonly tabSize: number;
}

/**
 * Turns code into the text of a VS Code snippet that inserts exactly this code.
 *
 * @param placeholders words of the code; all places of one word share a tab stop, in the order of
 * this list. A word counts whole, in code as in strings and paths: `posts` is not found in
 * `$posts` and `latestPosts`, but in `/api/posts` and `${posts}`.
 * @returns the snippet; the last tab stop is the end of the code
 */
export function toSnippet(code: string, placeholders: readonly string[]): string {
	const tabStops = new Map([...new Set(placeholders)].map((name, i) => [name, i + 1]));
	const seen = new Set<string>();
	const parts: string[] = [];
	let position = 0;
	for (const { start, end } of tabStops.size > 0 ? wordsOf(code) : []) {
		const word = code.slice(start, end);
		const tabStop = tabStops.get(word);
		// Words with hyphens come before their parts.
		if (tabStop === undefined || start < position) continue;
		parts.push(escapeSnippet(code.slice(position, start)));
		parts.push(seen.has(word) ? `$${tabStop}` : `\${${tabStop}:${escapeSnippet(word)}}`);
		seen.add(word);
		position = end;
	}
	return `${parts.join('')}${escapeSnippet(code.slice(position))}$0`;
}

/**
 * The words of a text that can be placeholders: identifiers, and identifiers joined by hyphens,
 * which come first and then once more in their parts.
 */
export function* wordsOf(text: string): Generator<TextRange> {
	for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}_$]+(?:-[\p{L}\p{N}_$]+)*/gu)) {
		yield { start: index, end: index + word.length };
		if (!word.includes('-')) continue;
		let start = index;
		for (const part of word.split('-')) {
			yield { start, end: start + part.length };
			start += part.length + 1;
		}
	}
}

/**
 * Indents code as the editor does. The code's own unit is a tab if any line starts with one, else
 * the step by which its lines are most often indented deeper. What is left of an indentation, as
 * before the stars of a comment, stays spaces. YAML and makefiles, where only one of both is valid,
 * stay as they are. So do the lines of template literals in JavaScript, TypeScript and the scripts
 * of Svelte files; strings of several lines in other languages are indented like code.
 */
export function reindent(
	code: string,
	{ insertSpaces, tabSize }: Indentation,
	language = 'typescript',
): string {
	if (language === 'yaml' || language === 'makefile') return code;
	const unit = unitOf(code);
	const target = insertSpaces ? ' '.repeat(tabSize) : '\t';
	const literal = usesNpm(language) ? linesInTemplates(code) : new Set<number>();
	let position = 0;
	return code
		.split('\n')
		.map((line) => {
			const start = position;
			position += line.length + 1;
			if (literal.has(start)) return line;
			const [, tabs = '', spaces = ''] = /^(\t*)( *)/.exec(line) ?? [];
			const steps = unit === '\t' ? 0 : Math.floor(spaces.length / unit.length);
			const rest = spaces.slice(steps * (unit === '\t' ? 0 : unit.length));
			return target.repeat(tabs.length + steps) + rest + line.slice(tabs.length + spaces.length);
		})
		.join('\n');
}

/** Text as it stands in a snippet, so that it inserts itself. */
export function escapeSnippet(text: string): string {
	return text.replace(/[$}\\]/g, '\\$&');
}

function unitOf(code: string): string {
	if (/^\t/m.test(code)) return '\t';
	const steps = new Map<number, number>();
	let before = 0;
	for (const line of code.split('\n')) {
		// The star of a comment stands one space deeper than its code.
		const spaces = /^ *(?=[^ *\r])/.exec(line)?.[0].length;
		if (spaces === undefined) continue;
		const step = spaces - before;
		before = spaces;
		if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
	}
	const [mostOften] = [...steps].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
	return ' '.repeat(mostOften?.[0] ?? 2);
}

/** The offsets of the lines that start inside a template literal. */
function linesInTemplates(code: string): ReadonlySet<number> {
	const lines = new Set<number>();
	for (const { start, end } of scriptRanges(code)) {
		// A semicolon in front of each line that comes out masked shows that the line starts inside a
		// template or a comment: whichever opens where the masking of the lines above it begins.
		const source = code.slice(start, end).split('\n');
		const masked = maskText(source.join('\n;')).split('\n');
		let lineStart = start;
		let inTemplate = false;
		for (const [i, line] of source.entries()) {
			const hidden = i > 0 && masked[i]?.startsWith(';') === false;
			if (hidden && inTemplate) lines.add(lineStart);
			if (!hidden || masked[i]?.trim() !== '') {
				// What is hidden up to the end of this line goes on in the next.
				const offset = i > 0 ? 1 : 0;
				const tail = line.slice((masked[i]?.trimEnd().length ?? 0) - offset).trimStart();
				inTemplate = tail.startsWith('`');
			}
			lineStart += line.length + 1;
		}
	}
	return lines;
}
