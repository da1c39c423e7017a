import { condition, op, StateMachine, type Instruction } from './stateMachine.ts';
import type { Matcher, PatternError } from './linearPattern.ts';

/** Longer globs are refused. */
const maxGlobLength = 1_000;
/** Braces may be nested this deep. */
const maxBraceDepth = 8;

/**
 * Compiles a glob as VS Code writes them: `*` within a name, `**` across folders, `?`, `{a,b}` and
 * `[a-z]`. It has to match the whole path, whose names are separated by `/`.
 */
export function compileGlob(glob: string): Matcher | PatternError {
	if (glob.length > maxGlobLength) {
		return { error: `it is longer than ${maxGlobLength} characters` };
	}
	const anywhere = /^\*\*\/([^*?[\]{},/]+)$/.exec(glob)?.[1];
	// Most globs of settings are such, and every file is tested by all of them.
	if (anywhere !== undefined) {
		return { matches: (path) => path === anywhere || path.endsWith(`/${anywhere}`) };
	}
	const program = programOf(glob);
	return 'error' in program ? program : new StateMachine(program, 0, true);
}

/** The alternatives between two braces while they are read. */
interface Braces {
	/** Where the alternative that is read began: it also leads to the next one. */
	start: Step;
	/** The ends of the alternatives, which lead behind the closing brace. */
	readonly ends: Step[];
}

type Step = { -readonly [key in keyof Instruction]: Instruction[key] };

function programOf(glob: string): readonly Instruction[] | PatternError {
	const steps: Step[] = [];
	const open: Braces[] = [];
	/** Each letter of the glob, so that equal ones are one to the machine. */
	const letters = new Map<number, (code: number) => boolean>();
	const add = (kind: number, out: number, arg = 0): Step => {
		const step = { op: kind, out, arg, accepts: () => false };
		steps.push(step);
		return step;
	};
	const take = (accepts: (code: number) => boolean, out = steps.length + 1): void => {
		add(op.character, out).accepts = accepts;
	};
	/** Any number of characters from here on. */
	const repeat = (accepts: (code: number) => boolean): void => {
		const here = steps.length;
		add(op.split, here + 1, here + 2);
		take(accepts, here);
	};
	for (let at = 0; at < glob.length; at++) {
		const char = glob.charAt(at);
		const isAtName = at === 0 || '/{,'.includes(glob.charAt(at - 1));
		const braces = open.at(-1);
		if (char === '*' && glob.charAt(at + 1) === '*') {
			while (glob.charAt(at + 1) === '*') at++;
			if (isAtName && glob.charAt(at + 1) === '/') {
				const here = steps.length;
				add(op.split, here + 1, here + 4);
				take(isInName);
				add(op.split, here + 1, here + 3);
				take(isSlash, here);
				at++;
			} else {
				repeat(isAny);
			}
		} else if (char === '*') {
			repeat(isInName);
		} else if (char === '?') {
			take(isInName);
		} else if (char === '[' && glob.includes(']', at + 2)) {
			// A route such as `[id]` is far more often meant than a set of characters, but VS Code
			// reads it as a set: so does this.
			const close = glob.indexOf(']', at + 2);
			const set = setOf(glob.slice(at + 1, close));
			if (typeof set !== 'function') return set;
			take(set);
			at = close;
		} else if (char === '{') {
			if (open.length === maxBraceDepth) return { error: 'its braces are nested too deep' };
			open.push({ start: add(op.goOn, steps.length + 1), ends: [] });
		} else if (char === ',' && braces) {
			braces.ends.push(add(op.goOn, 0));
			braces.start.op = op.split;
			braces.start.arg = steps.length;
			braces.start = add(op.goOn, steps.length + 1);
		} else if (char === '}' && braces) {
			for (const end of braces.ends) end.out = steps.length;
			open.pop();
		} else {
			const wanted = glob.codePointAt(at) ?? 0;
			const known = letters.get(wanted) ?? ((code) => code === wanted);
			letters.set(wanted, known);
			take(known);
			if (wanted > 0xffff) at++;
		}
	}
	if (open.length > 0) return { error: 'a brace is never closed' };
	add(op.condition, steps.length + 1, condition.textEnd);
	add(op.match, 0);
	return steps;
}

const slash = 0x2f;

function isInName(code: number): boolean {
	return code !== slash;
}

function isSlash(code: number): boolean {
	return code === slash;
}

function isAny(): boolean {
	return true;
}

function setOf(content: string): ((code: number) => boolean) | PatternError {
	const isNegated = /^[!^]/.test(content);
	const codes = Array.from(
		isNegated ? content.slice(1) : content,
		(char) => char.codePointAt(0) ?? 0,
	);
	const ranges: (readonly [first: number, last: number])[] = [];
	for (let i = 0; i < codes.length; i++) {
		const first = codes[i] ?? 0;
		const isRange = codes[i + 1] === 0x2d && i + 2 < codes.length;
		const last = isRange ? (codes[i + 2] ?? 0) : first;
		if (last < first) return { error: `[${content}] is no range of characters` };
		ranges.push([first, last]);
		if (isRange) i += 2;
	}
	return (code) =>
		code !== slash && ranges.some(([first, last]) => code >= first && code <= last) !== isNegated;
}
