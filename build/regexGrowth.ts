import { JS, type Assertion, type CharSet, type Element, type Expression } from 'refa';
import { analyse } from 'scslre';

/**
 * Why a regular expression may take more than linear time, as ends of sentences; empty where it takes
 * no more. Three ways are looked for, which are what backtracking is known to be slow at:
 * - quantifiers that exchange characters, as in `a*a*b` and `(a+)*b`, and a search that starts anew
 *   within a run, as `a*$` does (scslre);
 * - repetitions that take one text in two ways, as `(?:a|a)*b`, or two that can take it in turn, as
 *   `(?:ab)*(?:ab)*c`;
 * - a search that starts anew within what an earlier start went through, as that for `<a[^>]*>` does
 *   in `<a<a<a`.
 *
 * Counted repetitions such as `{0,200}` are taken for constants. What a lookaround rules out is seen
 * only in simple cases, so that some expressions are found that are harmless.
 */
export function growthFaults(source: string, flags: string): readonly string[] {
	const byQuantifiers = analyse({ source, flags }).reports.map(
		({ type, exponential, ...report }) => {
			const growth = exponential ? 'exponential' : 'quadratic';
			const raw =
				'quant' in report
					? report.quant.raw
					: `${report.startQuant.raw} and ${report.endQuant.raw}`;
			return type === 'Move'
				? `starts anew within a run of ${raw}`
				: `takes ${growth} time for ${raw}, which exchange characters`;
		},
	);
	const parser = JS.Parser.fromLiteral({ source, flags });
	const { expression } = parser.parse({ assertions: 'parse', backreferences: 'unknown' });
	const graph = new Graph(expression);
	return [
		...byQuantifiers,
		...(graph.isAmbiguous() ? ['repeats what takes one text in two ways'] : []),
		...(graph.takesInTurn() ? ['has two repetitions that exchange words'] : []),
		...(!flags.includes('y') && graph.startsAnew() ? ['starts anew within a part of itself'] : []),
	];
}

/** A place of the expression that takes one character. */
interface Place {
	readonly number: number;
	readonly chars: CharSet;
	/** The places that can take the next character. */
	readonly next: Set<Place>;
	/** Behind it the expression may be at its end, whatever follows. */
	isEnd: boolean;
	/** The same where nothing follows. */
	isEndOfText: boolean;
}

/** What has to stand before and behind an empty place of the expression. */
interface Condition {
	readonly before?: Look;
	readonly behind?: Look;
}

/** One character that is looked at, or that must not be there. */
interface Look {
	readonly chars: CharSet;
	readonly isNegated: boolean;
}

/** A place at the start of a part, and what has to stand before it. */
interface Start {
	readonly place: Place;
	readonly before: Look | undefined;
}

/** A part of the expression as the graph sees it. */
interface Part {
	readonly first: readonly Start[];
	readonly last: readonly Place[];
	/** On what conditions it may take nothing; empty where it always takes something. */
	readonly skips: readonly Condition[];
	/** Those of `last` behind which no condition of this part follows. */
	readonly free: readonly Place[];
	/** Those behind which nothing but the end of the text has to follow. */
	readonly done: readonly Place[];
	readonly canBeFree: boolean;
	readonly canBeDone: boolean;
}

const nothing: Part = {
	first: [],
	last: [],
	skips: [{}],
	free: [],
	done: [],
	canBeFree: true,
	canBeDone: true,
};

/** The places of an expression and the ways from one to another. */
class Graph {
	readonly #places: Place[] = [];
	readonly #first: readonly Start[];

	constructor({ alternatives }: Expression) {
		const whole = this.#alternatives(alternatives);
		this.#first = whole.first;
		for (const place of whole.free) place.isEnd = true;
		for (const place of whole.done) place.isEndOfText = true;
	}

	/** Whether a way that leads back to a place has a twin that takes the same text elsewhere. */
	isAmbiguous(): boolean {
		const loops = loopsIn(this.#places);
		return this.#places.some((place) => {
			const loop = loops.get(place) ?? new Set();
			const ways = [...place.next].filter((next) => loop.has(next));
			const parted = ways.flatMap((a) => ways.flatMap((b) => (a === b ? [] : [[a, b]])));
			return reaches(parted, [loop, loop], [place, place]);
		});
	}

	/** Whether what one repetition takes can be left to a later one. Those of one character are no words. */
	takesInTurn(): boolean {
		const failing = this.#failing();
		const within = new Set(failing);
		const loops = loopsIn(failing);
		return [...loops].some(([early, loop]) => {
			if (loop.size === 0) return false;
			const ahead = reachable(early, ({ next }) => next, within);
			return [...loops].some(([late, lateLoop]) => {
				if (loop.has(late) || !ahead.has(late) || loop.size + lateLoop.size < 3) return false;
				const starts = [...early.next].flatMap((a) =>
					[...early.next].flatMap((b) => [...late.next].map((c) => [a, b, c])),
				);
				return reaches(starts, [loop, ahead, lateLoop], [early, late, late]);
			});
		});
	}

	/** Whether a new start can follow an earlier one all the way into a loop that it may fail behind. */
	startsAnew(): boolean {
		const failing = this.#failing();
		return [...loopsIn(failing)].some(([target, loop]) => {
			if (loop.size === 0) return false;
			const starts = this.#first.flatMap(({ place, before }) =>
				allows(before, target.chars) ? [...target.next].map((next) => [place, next]) : [],
			);
			return reaches(starts, [new Set(failing), loop], [target, target]);
		});
	}

	/** Where an attempt may still fail: it does not behind an end, nor where all is taken up to one. */
	#failing(): readonly Place[] {
		return this.#places.filter((place) => {
			const takesAll = place.isEndOfText && place.chars.isAll && place.next.has(place);
			return !place.isEnd && !takesAll;
		});
	}

	#alternatives(alternatives: readonly { readonly elements: readonly Element[] }[]): Part {
		const parts = alternatives.map(({ elements }) =>
			elements.map((element) => this.#element(element)).reduce(inTurn, nothing),
		);
		return {
			first: parts.flatMap(({ first }) => first),
			last: parts.flatMap(({ last }) => last),
			skips: parts.flatMap(({ skips }) => skips),
			free: parts.flatMap(({ free }) => free),
			done: parts.flatMap(({ done }) => done),
			canBeFree: parts.some(({ canBeFree }) => canBeFree),
			canBeDone: parts.some(({ canBeDone }) => canBeDone),
		};
	}

	#element(element: Element): Part {
		switch (element.type) {
			case 'CharacterClass': {
				const chars = element.characters;
				const number = this.#places.length;
				const place: Place = { number, chars, next: new Set(), isEnd: false, isEndOfText: false };
				this.#places.push(place);
				const own = [place];
				const first = [{ place, before: undefined }];
				return {
					first,
					last: own,
					skips: [],
					free: own,
					done: own,
					canBeFree: false,
					canBeDone: false,
				};
			}
			case 'Alternation':
				return this.#alternatives(element.alternatives);
			case 'Assertion': {
				const look = lookOf(element);
				const isBehind = element.kind === 'ahead';
				const isEndOfText = isBehind && look?.isNegated === true && look.chars.isAll;
				return {
					...nothing,
					// What is looked at ahead is a way that ends there; beside it the expression goes on.
					first: isBehind ? this.#alternatives(element.alternatives).first : [],
					skips: [look ? (isBehind ? { behind: look } : { before: look }) : {}],
					canBeFree: false,
					canBeDone: isEndOfText,
				};
			}
			case 'Quantifier':
				return this.#repeated(element.alternatives, element.min, element.max);
			case 'Unknown':
				return { ...nothing, canBeFree: false, canBeDone: false };
		}
	}

	#repeated(
		alternatives: readonly { readonly elements: readonly Element[] }[],
		min: number,
		max: number,
	): Part {
		if (max === 0) return nothing;
		const once = this.#alternatives(alternatives);
		if (max === Infinity) connect(once.last, once.first);
		// A second time is enough to see how one follows the other.
		const part = max > 1 && max < Infinity ? inTurn(once, this.#alternatives(alternatives)) : once;
		if (min > 0) return part;
		return { ...part, skips: [...part.skips, {}], canBeFree: true, canBeDone: true };
	}
}

/**
 * Whether several readers that take the same characters, each within its own places, get from one of
 * the starts to a goal.
 */
function reaches(
	starts: readonly (readonly Place[])[],
	within: readonly ReadonlySet<Place>[],
	goal: readonly Place[],
): boolean {
	const seen = new Set<string>();
	const open: (readonly Place[])[] = [];
	const visit = (places: readonly Place[]): boolean => {
		if (!canMeet(places) || places.some((place, i) => within[i]?.has(place) !== true)) return false;
		if (places.every((place, i) => place === goal[i])) return true;
		const key = places.map(({ number }) => number).join(' ');
		if (!seen.has(key)) open.push(places);
		seen.add(key);
		return false;
	};
	if (starts.some(visit)) return true;
	for (let places = open.pop(); places; places = open.pop()) {
		let next: (readonly Place[])[] = [[]];
		for (const place of places) {
			next = next.flatMap((before) => [...place.next].map((one) => [...before, one]));
		}
		if (next.some(visit)) return true;
	}
	return false;
}

/** Whether there is a character that all of the places take. */
function canMeet([first, ...others]: readonly Place[]): boolean {
	let chars = first?.chars;
	for (const other of others) chars = chars?.intersect(other.chars);
	return chars?.isEmpty === false;
}

function inTurn(a: Part, b: Part): Part {
	connect(a.last, b.first);
	return {
		first: [
			...a.first,
			...a.skips.flatMap((skip) =>
				b.first.flatMap(({ place, before }) =>
					allows(skip.behind, place.chars) ? [{ place, before: skip.before ?? before }] : [],
				),
			),
		],
		last: b.skips.length > 0 ? [...a.last, ...b.last] : b.last,
		skips: a.skips.flatMap((skip) => b.skips.map((other) => ({ ...other, ...skip }))),
		free: b.canBeFree ? [...a.free, ...b.free] : b.free,
		done: b.canBeDone ? [...a.done, ...b.done] : b.done,
		canBeFree: a.canBeFree && b.canBeFree,
		canBeDone: a.canBeDone && b.canBeDone,
	};
}

function connect(from: readonly Place[], to: readonly Start[]): void {
	for (const { chars, next } of from) {
		for (const { place, before } of to) if (allows(before, chars)) next.add(place);
	}
}

/** For each place the places on ways from it back to it; an empty set where there is none. */
function loopsIn(places: readonly Place[]): ReadonlyMap<Place, ReadonlySet<Place>> {
	const within = new Set(places);
	const previous = new Map(places.map((place) => [place, new Set<Place>()]));
	for (const place of places) for (const next of place.next) previous.get(next)?.add(place);
	const loops = new Map<Place, ReadonlySet<Place>>();
	for (const place of places) {
		if (loops.has(place)) continue;
		const ahead = reachable(place, ({ next }) => next, within);
		const behind = reachable(place, (to) => previous.get(to) ?? [], within);
		const loop = new Set([...ahead].filter((other) => behind.has(other)));
		// It is the same for all that are in it.
		for (const each of [place, ...loop]) loops.set(each, loop);
	}
	return loops;
}

/** The places that can come one after the other behind a place, itself where it can come again. */
function reachable(
	place: Place,
	nextOf: (place: Place) => Iterable<Place>,
	within: ReadonlySet<Place>,
): ReadonlySet<Place> {
	const found = new Set<Place>();
	const open = [place];
	for (let from = open.pop(); from; from = open.pop()) {
		for (const next of nextOf(from)) {
			if (found.has(next) || !within.has(next)) continue;
			found.add(next);
			open.push(next);
		}
	}
	return found;
}

/** Whether one of the characters may stand where a condition looks. */
function allows(look: Look | undefined, chars: CharSet): boolean {
	if (!look) return true;
	return look.isNegated ? !chars.isSubsetOf(look.chars) : !chars.isDisjointWith(look.chars);
}

/** The one character that an assertion is about; `undefined` where it is about more. */
function lookOf({ alternatives, negate }: Assertion): Look | undefined {
	const [alternative, ...others] = alternatives;
	const [char, ...more] = alternative?.elements ?? [];
	if (others.length > 0 || more.length > 0 || char?.type !== 'CharacterClass') return undefined;
	return { chars: char.characters, isNegated: negate };
}
