import { languageOfPath } from '../code/codeLanguage.ts';
import { hasHiddenCharacters } from '../text/plainText.ts';
import { dangerOf } from '../workspace/dangerousFiles.ts';

const maxLineLength = 300;

/** Names of products and domains that look like files. */
const notFiles =
	/^(?:ammo|angular|backbone|chart|d3|discord|ember|express|nest|next|node|nuxt|react|socket|three|vue)\.js$|^bun\.sh$/i;

const namesWithoutExtension =
	/^(?:Dockerfile|Makefile|Justfile|Procfile|Caddyfile|Gemfile|Rakefile|\.env(?:\.\w+)*|\.(?:npmrc|nvmrc|gitignore|dockerignore|editorconfig|prettierrc|eslintrc|babelrc))$/;

/** “Usage in …”, “Then, in …”: words that lead to the file that the following code belongs to. */
const leadIn =
	/^(?:(?:(?:example )?usage|example|used?(?: it| this)?|(?:add|put|place)(?: it| this)?|then|and)?,? ?(?:in|into|inside|to) )(?=\S+$)/i;

/**
 * Reads a comment that says which file the code below it belongs to: `// src/lib/schemas.ts`, also
 * with a note behind it (`# app.py — shared`), a label before it (`// File: app.ts`) or a lead-in
 * (`// Usage in +page.server.ts`). Comments are those of TypeScript, CSS, HTML,
 * Python and SQL.
 *
 * @param line a whole line, which holds nothing but the comment
 * @param mayMention whether a lead-in counts; in the middle of code it only mentions a file
 * @returns the path as written; `undefined` for any other line, and for paths that lead out of the
 * project
 */
export function readPathComment(line: string, mayMention: boolean): string | undefined {
	if (line.length > maxLineLength) return undefined;
	const text = commentText(line.trim());
	if (text === undefined) return undefined;
	const named = text.replace(/^(?:file(?:name)?|path) ?: /i, '');
	const mentioned = text.replace(leadIn, '');
	if (mentioned !== text) return mayMention ? asPath(mentioned) : undefined;
	const [word = ''] = named.split(/\s/, 1);
	const note = named.slice(word.length).trim();
	const path = asPath(word);
	const isNote = note === '' || /[:,;]$/.test(word) || /^[-–—:,(|·•→]/.test(note);
	return isNote ? path : undefined;
}

/**
 * Whether a text is the path of a file inside a project, as authors write it. What is never written
 * is none, nor is a path of which not all can be seen.
 */
export function isProjectPath(text: string): boolean {
	return looksLikePath(text) && !hasHiddenCharacters(text) && dangerOf(text)?.kind !== 'refused';
}

function looksLikePath(text: string): boolean {
	if (text.length > 200 || !/^[\p{L}\p{N}\p{M}_@$+.~()[\]=/-]+$/u.test(text)) return false;
	const segments = text.replace(/^\.\//, '').split('/');
	const name = segments.at(-1) ?? '';
	if (segments.some((segment) => /^\.{0,2}$/.test(segment))) return false;
	if (namesWithoutExtension.test(name)) return true;
	const extension = /^.+\.([a-zA-Z][a-zA-Z0-9]{0,9})$/.exec(name)?.[1];
	if (extension === undefined || !/[\p{L}\p{N}]/u.test(name)) return false;
	if (segments.length === 1) return languageOfPath(name) !== undefined && !notFiles.test(name);
	return !/\w\.(?:com|org|net|io|dev)$/.test(segments[0] ?? '');
}

function asPath(word: string): string | undefined {
	const name = word.replace(/[:,;]$/, '');
	const quote = name.charAt(0);
	const isQuoted = name.length > 1 && `"'\``.includes(quote) && name.endsWith(quote);
	const path = isQuoted ? name.slice(1, -1) : name;
	return isProjectPath(path) ? path : undefined;
}

function commentText(line: string): string | undefined {
	if (line.startsWith('/*') && line.endsWith('*/'))
		return line.slice(2, -2).replace(/^\*/, '').trim();
	if (line.startsWith('<!--') && line.endsWith('-->')) return line.slice(4, -3).trim();
	return /^(?:\/\/+(?!\/)|#+(?= )|--(?= ))(.*)$/.exec(line)?.[1]?.trim();
}
