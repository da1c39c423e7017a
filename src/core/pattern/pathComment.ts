import { languageOfPath } from '../code/codeLanguage.ts';
import { hasHiddenCharacters } from '../text/plainText.ts';
import { dangerOf } from '../workspace/dangerousFiles.ts';

const maxLineLength = 300;

/** Products whose names look like files. */
const products = new Set(
	(
		'alpine ammo angular astro babylon backbone bun chart d3 day deno discord electron ember express ' +
		'fastify feathers gatsby hapi knockout koa meteor moment nest next node nuxt p5 phaser preact react ' +
		'remix require sails socket solid svelte tensorflow three vue'
	).split(' '),
);

/** Languages and the like that stand beside products in lists: `JavaScript/TypeScript/Node.js`. */
const languages = new Set(
	'javascript typescript nodejs sveltekit python php java kotlin'.split(' '),
);
/** The same where capitals show that no folder is meant. */
const namesInCapitals = new Set(
	(
		'js ts ruby go golang rust c c++ .net dotnet html css scss sass sql swift dart elixir scala perl ' +
		'bash shell jsx tsx graphql rest prisma drizzle mongodb postgres postgresql mysql redis docker ' +
		'kubernetes django flask rails laravel spring'
	).split(' '),
);

/** The last part of a host's name. Folders do not end so. */
const topLevelDomain =
	/.\.(?:com|org|net|io|dev|app|co|ai|sh|me|us|uk|de|fr|eu|ch|nl|it|es|pl|se|jp|cn|in|br|ca|au|ru|kr|info|biz|xyz|cloud|tech|site|online|gov|edu|mil|local|localhost|localdomain|test|example|invalid|internal)$/i;

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
	const name = segments.pop() ?? '';
	if ([...segments, name].some((segment) => /^\.*$/.test(segment))) return false;
	// A variable, of the shell or of the author's.
	if (/\$[A-Z][A-Z\d_]/.test(text)) return false;
	if (isOutside(segments) || isList(segments, name)) return false;
	if (namesWithoutExtension.test(name)) return true;
	const extension = /^.+\.([a-zA-Z][a-zA-Z0-9]{0,9})$/.exec(name)?.[1];
	if (extension === undefined || !/[\p{L}\p{N}]/u.test(name)) return false;
	return segments.length > 0 || (languageOfPath(name) !== undefined && !/^bun\.sh$/i.test(name));
}

/** Whether folders lead to a home, a variable, a host or nowhere, and not into the project. */
function isOutside(folders: readonly string[]): boolean {
	const [first = ''] = folders;
	if (first.startsWith('~') || folders.includes('~') || first.startsWith('$(')) return true;
	if (/^(?:localhost|www\..+|\d+(?:\.\d+){3})$/i.test(first)) return true;
	const isHost =
		topLevelDomain.test(first) || /^[\w-]+(?:\.[\w-]+){2,}\b(?<=\.[a-z]{2,})$/i.test(first);
	if (isHost && !first.startsWith('.')) return true;
	return folders.some((folder, i) => folder === 'path' && folders[i + 1] === 'to');
}

/** Whether the text lists names between slashes: `a.ts/b.ts`, `JavaScript/TypeScript/Node.js`. */
function isList(folders: readonly string[], name: string): boolean {
	// SvelteKit answers for `sitemap.xml` from a folder of that name.
	const isRouteFile = /^\+(?:page|layout|server|error)\b/.test(name);
	if (folders.some((folder) => isFileName(folder) && !(isRouteFile && !folder.startsWith('+')))) {
		return true;
	}
	if (/\.(?:[jt]s|svelte)\+/.test(name)) return true;
	// Of the files only a page that resets its layout has brackets: `+page@(app).svelte`.
	if (/[()]/.test(name.replace(/@\([^()]*\)/, ''))) return true;
	return isProductList(folders, name);
}

function isFileName(folder: string): boolean {
	return (
		namesWithoutExtension.test(folder) ||
		(folder.lastIndexOf('.') > 0 && languageOfPath(folder) !== undefined)
	);
}

function isProductList(folders: readonly string[], name: string): boolean {
	const all = [...folders, name];
	const hasCapitals = all.some((each) => /^[A-Z]/.test(each));
	const isName = (each: string): boolean => {
		const lower = each.toLowerCase();
		const known = products.has(lower) || languages.has(lower);
		return known || (hasCapitals && namesInCapitals.has(lower));
	};
	const isProduct = (each: string): boolean =>
		/.\.js$/i.test(each) && products.has(each.slice(0, -'.js'.length).toLowerCase());
	const isLast = isProduct(name) || (hasCapitals && folders.length > 0 && isName(stemOf(name)));
	return isLast && folders.every((folder) => isProduct(folder) || isName(folder));
}

function stemOf(name: string): string {
	return name.slice(0, Math.max(name.lastIndexOf('.'), 0));
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
