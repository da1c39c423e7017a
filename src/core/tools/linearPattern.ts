import { RE2JS, RE2JSException } from 're2js';

/** Tests texts in time that grows with their length alone, whatever the pattern. */
export interface Matcher {
	matches(text: string): boolean;
}

export interface PatternError {
	/** What is wrong with the pattern, as the end of a sentence. */
	readonly error: string;
}

/** Longer patterns are refused: their programs would be large. */
const maxPatternLength = 1_000;

/**
 * Compiles a regular expression that finds itself anywhere in a line. RE2's syntax: no
 * backreferences, no lookaround.
 */
export function compileRegex(source: string, ignoreCase: boolean): Matcher | PatternError {
	if (source.length > maxPatternLength) {
		return { error: `it is longer than ${maxPatternLength} characters` };
	}
	try {
		const flags = ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
		const compiled = RE2JS.compile(RE2JS.translateRegExp(source), flags);
		return { matches: (text) => compiled.matcher(text).find() };
	} catch (error) {
		if (error instanceof RE2JSException) return { error: error.message };
		throw error;
	}
}

/** Braces may be nested this deep. */
const maxBraceDepth = 8;

/**
 * Compiles a glob as VS Code writes them: `*` within a name, `**` across folders, `?`, `{a,b}` and
 * `[a-z]`. It has to match the whole path, whose names are separated by `/`.
 */
export function compileGlob(glob: string): Matcher | PatternError {
	if (glob.length > maxPatternLength) {
		return { error: `it is longer than ${maxPatternLength} characters` };
	}
	const anywhere = /^\*\*\/([^*?[\]{},/]+)$/.exec(glob)?.[1];
	// Most globs of settings are such, and every file is tested by all of them.
	if (anywhere !== undefined) {
		return { matches: (path) => path === anywhere || path.endsWith(`/${anywhere}`) };
	}
	const source = globSource(glob);
	if (typeof source !== 'string') return source;
	try {
		const compiled = RE2JS.compile(`^(?:${source})$`, RE2JS.DOTALL);
		return { matches: (path) => compiled.matcher(path).find() };
	} catch (error) {
		if (error instanceof RE2JSException) return { error: error.message };
		throw error;
	}
}

function globSource(glob: string): string | PatternError {
	let source = '';
	let depth = 0;
	for (let at = 0; at < glob.length; at++) {
		const char = glob.charAt(at);
		const isAtName = at === 0 || '/{,'.includes(glob.charAt(at - 1));
		if (char === '*' && glob.charAt(at + 1) === '*') {
			while (glob.charAt(at + 1) === '*') at++;
			if (isAtName && glob.charAt(at + 1) === '/') {
				source += '(?:[^/]+/)*';
				at++;
			} else {
				source += '.*';
			}
		} else if (char === '*') {
			source += '[^/]*';
		} else if (char === '?') {
			source += '[^/]';
		} else if (char === '[') {
			const close = glob.indexOf(']', at + 2);
			// A route such as `[id]` is far more often meant than a set of characters, but VS Code
			// reads it as a set: so does this.
			if (close === -1) {
				source += '\\[';
			} else {
				source += `[${setSource(glob.slice(at + 1, close))}]`;
				at = close;
			}
		} else if (char === '{') {
			if (++depth > maxBraceDepth) return { error: 'its braces are nested too deep' };
			source += '(?:';
		} else if (char === '}' && depth > 0) {
			depth--;
			source += ')';
		} else if (char === ',' && depth > 0) {
			source += '|';
		} else {
			source += RE2JS.quote(char);
		}
	}
	return depth === 0 ? source : { error: 'a brace is never closed' };
}

function setSource(content: string): string {
	const isNegated = /^[!^]/.test(content);
	const characters = (isNegated ? content.slice(1) : content).replace(/[\\\]^[&~]/g, '\\$&');
	return isNegated ? `^/${characters}` : characters;
}
