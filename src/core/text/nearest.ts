/** Longer names are compared by their beginning: names of tools, keys and agents are short. */
const longest = 64;
/** The most by which a misspelt name differs. */
const mostDifferent = 3;
/** “monitoring” is another word than “monitor”: no slip adds three characters. */
const mostLonger = 2;

/**
 * The candidate that `name` most likely is a misspelling of: at most a third of its characters
 * differ, and at most three, of which no more than two are added or missing; case and separators do
 * not count. `undefined` where none is that near, or where two are equally near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
	return new Candidates(candidates).nearest(name);
}

/** Names that others may be misspellings of; for more than one look at the same names. */
export class Candidates {
	/** By the length of what counts of them, in their order. */
	readonly #byLength = new Map<number, { readonly name: string; readonly plain: string }[]>();

	constructor(names: Iterable<string>) {
		for (const name of new Set(names)) {
			const candidate = { name, plain: plain(name) };
			const same = this.#byLength.get(candidate.plain.length);
			if (same) same.push(candidate);
			else this.#byLength.set(candidate.plain.length, [candidate]);
		}
	}

	/** As the function of this name. */
	nearest(name: string): string | undefined {
		const wanted = plain(name);
		if (wanted === '') return undefined;
		let least = Math.min(mostDifferent, Math.floor(wanted.length / 3)) + 1;
		let best: string | undefined;
		let isTie = false;
		for (let by = -mostLonger; by <= mostLonger; by++) {
			for (const candidate of this.#byLength.get(wanted.length + by) ?? []) {
				if (candidate.name === name) continue;
				const distance = distanceBetween(wanted, candidate.plain, least);
				if (distance < least) {
					best = candidate.name;
					least = distance;
					isTie = false;
				} else if (distance === least && best !== undefined) {
					isTie = true;
				}
			}
		}
		return isTie ? undefined : best;
	}
}

function plain(name: string): string {
	return name
		.toLowerCase()
		.replace(/[\s_-]/g, '')
		.slice(0, longest);
}

/** The last three rows of a comparison; each cell is how much the beginnings up to it differ. */
const rows = [0, 1, 2].map(() => new Uint8Array(longest + 2));

/**
 * How many characters have to be added, removed, replaced or swapped with their neighbour to make
 * one text of the other; some number above `limit` where it is more than `limit`.
 */
function distanceBetween(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let [before, above, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
	for (let j = 0; j <= b.length; j++) above[j] = j;
	let leastAbove = 0;
	for (let i = 1; i <= a.length; i++) {
		// What is farther from the diagonal differs by more than the limit.
		const [from, to] = [Math.max(1, i - limit), Math.min(b.length, i + limit)];
		row[from - 1] = from === 1 ? i : limit + 1;
		let least = limit + 1;
		for (let j = from; j <= to; j++) {
			const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
			let cost = at(above, j - 1) + (isSame ? 0 : 1);
			if (j < i + limit) cost = Math.min(cost, at(above, j) + 1);
			cost = Math.min(cost, at(row, j - 1) + 1);
			const isSwap =
				i > 1 &&
				j > 1 &&
				a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
				a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
			if (isSwap) cost = Math.min(cost, at(before, j - 2) + 1);
			row[j] = cost;
			least = Math.min(least, cost);
		}
		if (least > limit && leastAbove > limit) return limit + 1;
		leastAbove = least;
		[before, above, row] = [above, row, before];
	}
	return at(above, b.length);
}

function at(row: Uint8Array, index: number): number {
	return row[index] ?? 0;
}
