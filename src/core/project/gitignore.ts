import { appendLines } from '../text/appendLines.ts';
import type { TextEdit } from '../text/range.ts';

export interface IgnoredPaths {
	/** Edits to the `.gitignore`; none where nothing is missing. */
	readonly edits: readonly TextEdit[];
	/** What the edits add. */
	readonly added: readonly string[];
	/** What the file ignores already. */
	readonly present: readonly string[];
	/** What the file takes in again on purpose, by a line that starts with `!`: it stays so. */
	readonly tracked: readonly string[];
	/** What is no path within the project, or would ignore nearly everything. */
	readonly unfit: readonly string[];
}

/**
 * Adds paths to a `.gitignore`, unless a line of it ignores them already. Never throws.
 *
 * @param text of the file, `''` where the project has none
 * @param paths from the folder of the file on; those of folders end with `/`; a name may hold `*`
 * @param heading a comment above the new lines
 */
export function ignorePaths(
	text: string,
	paths: readonly string[],
	heading = 'Written while the app runs',
): IgnoredPaths {
	const rules = text
		.replace(/^\uFEFF/, '')
		.split('\n')
		.flatMap(ruleOf);
	const found = {
		added: [] as string[],
		present: [] as string[],
		tracked: [] as string[],
		unfit: [] as string[],
	};
	const lines: string[] = [];
	for (const path of paths) {
		const parts = partsOf(path);
		if (!parts) {
			found.unfit.push(path);
			continue;
		}
		const isFolder = path.endsWith('/');
		const state = stateOf(parts, isFolder, rules);
		if (state !== 'unknown') {
			found[state].push(path);
			continue;
		}
		// From the folder of the file on: a route may have the same name.
		const line = `/${parts.join('/')}${isFolder ? '/' : ''}`;
		lines.push(line);
		for (const rule of ruleOf(line)) rules.push(rule);
		found.added.push(path);
	}
	const comment = heading.replace(/\s+/g, ' ').trim();
	const edits =
		lines.length > 0 ? [appendLines(text, comment ? [`# ${comment}`, ...lines] : lines)] : [];
	return { edits, ...found };
}

/** A line of a `.gitignore`. */
interface Rule {
	readonly negated: boolean;
	/** It matches folders only. */
	readonly folders: boolean;
	/** It holds for a path from the folder of the file on, not for a name anywhere. */
	readonly anchored: boolean;
	readonly parts: readonly string[];
}

function ruleOf(line: string): readonly Rule[] {
	let pattern = line.replace(/\r$/, '');
	// Blanks at the end count only behind a backslash.
	const end = pattern.search(/(?<!\s)\s+$/);
	if (end !== -1) pattern = pattern.slice(0, pattern[end - 1] === '\\' ? end + 1 : end);
	if (pattern === '' || pattern.startsWith('#')) return [];
	const negated = pattern.startsWith('!');
	if (negated) pattern = pattern.slice(1);
	const folders = pattern.endsWith('/');
	if (folders) pattern = pattern.slice(0, -1);
	const anchored = pattern.includes('/');
	const parts = pattern.replace(/^\//, '').split('/');
	return parts.every((part) => part === '') ? [] : [{ negated, folders, anchored, parts }];
}

/** The names that a path leads through; `undefined` for what does not lead into the project. */
function partsOf(path: string): readonly string[] | undefined {
	if (path.length > longestPath) return undefined;
	const parts = path
		.replace(/^(?:\.?\/)?/, '')
		.replace(/\/$/, '')
		.split('/');
	const areNames = parts.every(
		(part) =>
			/^[\p{L}\p{N}_.@+~* -]+$/u.test(part) && /[\p{L}\p{N}]/u.test(part) && part.trim() === part,
	);
	return areNames && parts[0] !== '.git' ? parts : undefined;
}

/** Each line of the file is compared with each path. */
const longestPath = 200;

/** A name that no line is about: what is ignored in a folder whatever it is called. */
const anyName = 'f0Xq9Zw';

function stateOf(
	parts: readonly string[],
	isFolder: boolean,
	rules: readonly Rule[],
): 'present' | 'tracked' | 'unknown' {
	// In a folder that is ignored, no line can take anything in again.
	for (let i = 1; i < parts.length; i++) {
		if (lastMatch(parts.slice(0, i), true, rules)?.negated === false) return 'present';
	}
	const own = lastMatch(parts, isFolder, rules);
	if (own?.negated === false) return 'present';
	// The folder may stay, with nothing in it.
	if (isFolder && lastMatch([...parts, anyName], false, rules)?.negated === false) return 'present';
	// `!*/` is about folders in general, not about this one.
	return own && !/[*?[]/.test(own.parts.at(-1) ?? '') ? 'tracked' : 'unknown';
}

function lastMatch(
	path: readonly string[],
	isFolder: boolean,
	rules: readonly Rule[],
): Rule | undefined {
	return rules.findLast(
		({ folders, anchored, parts }) =>
			(isFolder || !folders) &&
			(anchored ? matchesPath(parts, path) : matchesName(parts[0] ?? '', path.at(-1) ?? '')),
	);
}

/** Whether the parts of a pattern, of which two stars stand for any number of names, match a path. */
function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
	// By the number of names: whether the pattern so far matches that many.
	let reached = [true, ...path.map(() => false)];
	for (const [i, part] of pattern.entries()) {
		const before = reached;
		if (/^\*{2,}$/.test(part)) {
			// At the end they stand for what is inside, and not for the folder itself.
			const least = i === pattern.length - 1 && i > 0 ? 1 : 0;
			reached = before.map((_, n) => before.slice(0, Math.max(0, n - least + 1)).includes(true));
		} else {
			reached = before.map(
				(_, n) => n > 0 && before[n - 1] === true && matchesName(part, path[n - 1] ?? ''),
			);
		}
		if (!reached.includes(true)) return false;
	}
	return reached[path.length] === true;
}

/** Whether a pattern without slashes matches a name. Takes time in proportion to their product. */
function matchesName(pattern: string, name: string): boolean {
	const tokens = tokensOf(pattern);
	if (!tokens) return false;
	let at = 0;
	let token = 0;
	let star = -1;
	let starAt = 0;
	while (at < name.length) {
		const current = tokens[token];
		if (current === 'any') {
			star = token++;
			starAt = at;
		} else if (current?.(name.charAt(at))) {
			token++;
			at++;
		} else if (star !== -1) {
			token = star + 1;
			at = ++starAt;
		} else return false;
	}
	return tokens.slice(token).every((each) => each === 'any');
}

type Token = 'any' | ((char: string) => boolean);

/** What a pattern asks for, character by character; `undefined` where a bracket stays open. */
function tokensOf(pattern: string): readonly Token[] | undefined {
	const tokens: Token[] = [];
	for (let i = 0; i < pattern.length; i++) {
		const char = pattern.charAt(i);
		if (char === '*') {
			if (tokens.at(-1) !== 'any') tokens.push('any');
		} else if (char === '?') tokens.push(() => true);
		else if (char === '[') {
			const end = endOfClass(pattern, i);
			if (end === -1) return undefined;
			tokens.push(classOf(pattern.slice(i + 1, end)));
			i = end;
		} else {
			const literal = char === '\\' ? pattern.charAt(++i) : char;
			tokens.push((each) => each === literal);
		}
	}
	return tokens;
}

/** Where a class such as `[a-z]` is closed; a bracket right at its start belongs to it. */
function endOfClass(pattern: string, open: number): number {
	const first = /[!^]/.test(pattern.charAt(open + 1)) ? open + 2 : open + 1;
	for (let i = first; i < pattern.length; i++) {
		if (pattern[i] === '\\') i++;
		else if (pattern[i] === ']' && i > first) return i;
	}
	return -1;
}

function classOf(content: string): (char: string) => boolean {
	const isNot = /^[!^]/.test(content);
	const chars = [...(isNot ? content.slice(1) : content).matchAll(/\\?([^])/g)].map(
		([, char = '']) => char,
	);
	const has = (char: string): boolean =>
		chars.some((each, i) => {
			const isRange = chars[i + 1] === '-' && chars[i + 2] !== undefined;
			return isRange ? each <= char && char <= (chars[i + 2] ?? '') : each === char;
		});
	return (char) => has(char) !== isNot;
}
