/** What an instruction does; the numbers are those of RE2JS. */
export const op = {
	/** Goes on at `out` and at `other`, without a character. */
	split: 1,
	splitMatch: 2,
	/** Goes on at `out`. */
	capture: 3,
	/** Goes on at `out` where all conditions in `other` hold. */
	condition: 4,
	fail: 5,
	/** The text matches. */
	match: 6,
	goOn: 7,
	/** Goes on at `out` after a character that it accepts; so do all above. */
	character: 8,
} as const;

/** What can be asked about a place between two characters; bits, as in RE2JS. */
export const condition = {
	lineStart: 1,
	lineEnd: 2,
	textStart: 4,
	textEnd: 8,
	wordBoundary: 16,
	noWordBoundary: 32,
} as const;

export interface Instruction {
	/** One of `op`. */
	readonly op: number;
	/** Place of the next instruction. */
	readonly out: number;
	/** Place of another instruction, or conditions. */
	readonly arg: number;
	/** Whether a character is accepted, by its code point. Instructions may share such a function. */
	readonly accepts: (code: number) => boolean;
}

/** A test of one text that can be done a bit at a time. */
export interface Testing {
	/** Goes on for about so many steps. The result, or `undefined` as long as there is none. */
	advance(steps: number): boolean | undefined;
}

const latin = 256;
const noTable = new Uint8Array(0);

/**
 * Runs a program on texts and follows all ways through it at once: at most one step for each
 * instruction and character, whatever the program and the text. It holds one text at a time.
 */
export class StateMachine implements Testing {
	readonly #program: readonly Instruction[];
	readonly #ops: Uint8Array;
	readonly #outs: Int32Array;
	readonly #args: Int32Array;
	/** For each instruction, which of the first 256 characters it accepts: 1 or 0. */
	readonly #accepts: readonly Uint8Array[];
	readonly #start: number;
	/** It can begin at the beginning of a text only. */
	readonly #isAnchored: boolean;
	/** The first 256 characters that can begin a match; `undefined` where nothing can be told. */
	readonly #first: Uint8Array | undefined;
	/** Counts the characters of all texts. */
	#turn = 0;
	/** The turn in which each instruction was reached last. */
	readonly #reached: Float64Array;
	readonly #waiting: Int32Array;
	/** Instructions that wait for the next character. */
	#now: Int32Array;
	#count = 0;
	#next: Int32Array;
	#hasMatched = false;
	#steps = 0;
	#text = '';
	#at = 0;

	constructor(program: readonly Instruction[], start: number, isAnchored: boolean) {
		const size = program.length;
		this.#program = program;
		this.#start = start;
		this.#isAnchored = isAnchored;
		this.#ops = Uint8Array.from(program, (each) => each.op);
		this.#outs = Int32Array.from(program, (each) => each.out);
		this.#args = Int32Array.from(program, (each) => each.arg);
		const tables = new Map<Instruction['accepts'], Uint8Array>();
		this.#accepts = program.map(({ op: kind, accepts }) => {
			if (kind < op.character) return noTable;
			const known = tables.get(accepts);
			if (known) return known;
			const table = Uint8Array.from({ length: latin }, (_, code) => (accepts(code) ? 1 : 0));
			tables.set(accepts, table);
			return table;
		});
		this.#reached = new Float64Array(size);
		this.#waiting = new Int32Array(size * 2 + 2);
		this.#now = new Int32Array(size);
		this.#next = new Int32Array(size);
		this.#first = this.#firstCharacters();
	}

	/** How many steps the last `advance` took. */
	get steps(): number {
		return this.#steps;
	}

	/** Takes up a text from its beginning, instead of the one before. */
	begin(text: string): this {
		this.#text = text;
		this.#at = 0;
		this.#turn++;
		this.#count = 0;
		this.#hasMatched = false;
		return this;
	}

	matches(text: string): boolean {
		return this.begin(text).advance(Number.POSITIVE_INFINITY) === true;
	}

	advance(steps: number): boolean | undefined {
		const text = this.#text;
		this.#steps = 0;
		while (this.#steps < steps) {
			if (!this.#isAnchored || this.#at === 0) this.#reach(this.#start);
			if (this.#hasMatched) return true;
			if (this.#at === text.length) return false;
			if (this.#count > 0) {
				this.#take(text.codePointAt(this.#at) ?? 0);
			} else {
				if (this.#isAnchored) return false;
				this.#skip();
			}
		}
		return undefined;
	}

	/** Goes on with all that wait for a character. */
	#take(code: number): void {
		const [program, accepts, outs] = [this.#program, this.#accepts, this.#outs];
		const waiting = this.#now;
		const count = this.#count;
		this.#at += code > 0xffff ? 2 : 1;
		this.#turn++;
		this.#now = this.#next;
		this.#next = waiting;
		this.#count = 0;
		this.#steps += count;
		for (let i = 0; i < count; i++) {
			const place = waiting[i] ?? 0;
			const isAccepted =
				code < latin ? accepts[place]?.[code] === 1 : program[place]?.accepts(code) === true;
			if (isAccepted) this.#reach(outs[place] ?? 0);
		}
	}

	/** Adds an instruction to those that wait, or all that it leads to. */
	#reach(first: number): void {
		const [ops, outs, args, reached] = [this.#ops, this.#outs, this.#args, this.#reached];
		const [waiting, now, turn] = [this.#waiting, this.#now, this.#turn];
		let count = this.#count;
		let left = 1;
		let steps = 0;
		let conditions = -1;
		waiting[0] = first;
		while (left > 0) {
			const place = waiting[--left] ?? 0;
			if (reached[place] === turn) continue;
			reached[place] = turn;
			steps++;
			const kind = ops[place] ?? op.fail;
			if (kind >= op.character) {
				now[count++] = place;
			} else if (kind === op.split || kind === op.splitMatch) {
				waiting[left++] = args[place] ?? 0;
				waiting[left++] = outs[place] ?? 0;
			} else if (kind === op.capture || kind === op.goOn) {
				waiting[left++] = outs[place] ?? 0;
			} else if (kind === op.condition) {
				if (conditions === -1) conditions = this.#conditions();
				if (((args[place] ?? 0) & ~conditions) === 0) waiting[left++] = outs[place] ?? 0;
			} else if (kind === op.match) {
				this.#hasMatched = true;
			}
		}
		this.#count = count;
		this.#steps += steps;
	}

	#conditions(): number {
		const at = this.#at;
		const before = at === 0 ? -1 : this.#text.charCodeAt(at - 1);
		const after = at === this.#text.length ? -1 : this.#text.charCodeAt(at);
		let holding =
			isWord(before) === isWord(after) ? condition.noWordBoundary : condition.wordBoundary;
		if (before === -1) holding |= condition.textStart | condition.lineStart;
		if (before === newline) holding |= condition.lineStart;
		if (after === -1) holding |= condition.textEnd | condition.lineEnd;
		if (after === newline) holding |= condition.lineEnd;
		return holding;
	}

	/** Goes on to the next character that can begin a match, or some way towards it. */
	#skip(): void {
		const text = this.#text;
		const first = this.#first;
		const from = this.#at;
		const to = Math.min(text.length, from + mostSkipped);
		let at = from + 1;
		for (; at < to; at++) {
			const code = text.charCodeAt(at);
			if (!first || code >= latin || first[code] === 1) break;
		}
		// In the middle of a character of two units nothing begins.
		if (isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1))) at++;
		this.#at = at;
		this.#turn++;
		this.#steps += 1 + (at - from) / stepsPerSkip;
	}

	#firstCharacters(): Uint8Array | undefined {
		const first = new Uint8Array(latin);
		const seen = new Set<number>();
		const waiting = [this.#start];
		for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
			if (seen.has(place)) continue;
			seen.add(place);
			const kind = this.#ops[place] ?? op.fail;
			// It matches where there is no character at all.
			if (kind === op.match) return undefined;
			if (kind >= op.character) {
				this.#accepts[place]?.forEach((isAccepted, code) => {
					if (isAccepted === 1) first[code] = 1;
				});
			} else if (kind !== op.fail) {
				waiting.push(this.#outs[place] ?? 0);
				if (kind === op.split || kind === op.splitMatch) waiting.push(this.#args[place] ?? 0);
			}
		}
		return first;
	}
}

/** Characters that are skipped at once. */
const mostSkipped = 65_536;
/** To skip so many characters takes as long as one step. */
const stepsPerSkip = 4;
const newline = 0x0a;

function isWord(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) ||
		(code >= 0x41 && code <= 0x5a) ||
		code === 0x5f ||
		(code >= 0x61 && code <= 0x7a)
	);
}

function isHighSurrogate(code: number): boolean {
	return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
	return code >= 0xdc00 && code <= 0xdfff;
}
