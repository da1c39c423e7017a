import { RE2JS, RE2JSException } from 're2js';
import { StateMachine, type Instruction, type Testing } from './stateMachine.ts';

export { compileGlob } from './glob.ts';

/** Tests texts in time that grows with their length alone, whatever the pattern. */
export interface Matcher {
	matches(text: string): boolean;
}

/** Tests lines, one at a time, and can be interrupted in each. */
export interface LineMatcher extends Matcher {
	/** Begins with a line; the one before is given up. */
	begin(line: string): Testing;
}

export interface PatternError {
	/** What is wrong with the pattern, as the end of a sentence. */
	readonly error: string;
}

/** What RE2JS makes of a pattern, which its types leave open. */
interface Re2Program {
	readonly inst: readonly {
		readonly op: number;
		readonly out: number;
		readonly arg: number;
		matchRune(code: number): boolean;
	}[];
	readonly start: number;
}

/** Longer patterns are refused: their programs would be large. */
const maxPatternLength = 1_000;
/** Patterns whose repetitions make a larger program of them are refused before they are compiled. */
const maxProgramSize = 2_500;
/** To compile a Unicode class takes up to half a millisecond. */
const maxClasses = 40;

/**
 * Compiles a regular expression that finds itself anywhere in a line. RE2's syntax: no
 * backreferences, no lookaround.
 */
export function compileRegex(source: string, ignoreCase: boolean): LineMatcher | PatternError {
	if (source.length > maxPatternLength) {
		return { error: `it is longer than ${maxPatternLength} characters` };
	}
	if (sizeOf(source) > maxProgramSize) {
		return { error: 'its repetitions make it too large' };
	}
	if ((source.match(/\\[pP]/g)?.length ?? 0) > maxClasses) {
		return { error: `it has more than ${maxClasses} Unicode classes` };
	}
	try {
		const flags = ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
		const compiled = RE2JS.compile(RE2JS.translateRegExp(source), flags);
		const { inst, start } = compiled.re2().prog as Re2Program;
		const program = inst.map((each): Instruction => {
			return { op: each.op, out: each.out, arg: each.arg, accepts: (code) => each.matchRune(code) };
		});
		return new StateMachine(program, start, false);
	} catch (error) {
		if (error instanceof RE2JSException) return { error: error.message };
		throw error;
	}
}

/** Finds a text as it is. */
export function matchText(text: string, ignoreCase: boolean): LineMatcher | PatternError {
	if (text.length > maxPatternLength) {
		return { error: `it is longer than ${maxPatternLength} characters` };
	}
	return new TextMatcher(text, ignoreCase);
}

/** Characters that are looked at as one piece. */
const pieceLength = 32_768;

class TextMatcher implements LineMatcher, Testing {
	readonly #wanted: string;
	readonly #ignoresCase: boolean;
	#line = '';
	#at = 0;

	constructor(text: string, ignoreCase: boolean) {
		this.#ignoresCase = ignoreCase;
		this.#wanted = ignoreCase ? text.toLowerCase() : text;
	}

	begin(line: string): this {
		this.#line = line;
		this.#at = 0;
		return this;
	}

	matches(text: string): boolean {
		return this.begin(text).advance(Number.POSITIVE_INFINITY) === true;
	}

	advance(steps: number): boolean | undefined {
		for (let left = steps; left > 0; left -= pieceLength) {
			// Pieces overlap, and one letter may be several in lower case, or the other way round.
			const end = this.#at + pieceLength + this.#wanted.length * 2;
			const piece = this.#line.slice(this.#at, end);
			if ((this.#ignoresCase ? piece.toLowerCase() : piece).includes(this.#wanted)) return true;
			if (end >= this.#line.length) return false;
			this.#at += pieceLength;
		}
		return undefined;
	}
}

/** How many steps the program of a regular expression has, or some more. */
function sizeOf(source: string): number {
	const token =
		/\(\?[a-zA-Z-]+\)|\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[:a-zA-Z-]*:)?|\)|\{(\d{1,4})(,(\d{0,4}))?\}|[^]/g;
	const groups: { readonly outer: number; readonly own: number }[] = [];
	let total = 0;
	let last = 0;
	for (const [text, from = '', comma, to = ''] of source.matchAll(token)) {
		// Flags are no part of the program: what is repeated after them stands before them.
		if (text.startsWith('(?') && text.endsWith(')')) continue;
		if (text.startsWith('(')) {
			// What it found is kept by a step before it and one behind it.
			groups.push({ outer: total, own: text === '(' ? 2 : 0 });
			total = 0;
		} else if (text === ')') {
			const { outer, own } = groups.pop() ?? { outer: 0, own: 2 };
			last = total + own;
			total = outer + last;
		} else if (from !== '') {
			const least = Number(from);
			const most = to === '' ? least + (comma === undefined ? 0 : 1) : Number(to);
			const size = Math.max(most, 1) * last + Math.max(most - least, 0);
			total += size - last;
			last = size;
		} else if (text === '*' || text === '+' || text === '?') {
			last += 1;
			total += 1;
		} else {
			last = 1;
			total += 1;
		}
	}
	return groups.reduce((sum, { outer }) => sum + outer, total);
}
