/** Longer names are compared by their beginning: names of tools, keys and agents are short. */
const longest = 64;

/**
 * The candidate that `name` most likely is a misspelling of: at most a third of its characters
 * differ, and at most three; case and separators do not count. `undefined` where none is that near,
 * or where two are equally near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
	const search = new NearestSearch(name);
	for (const candidate of new Set(candidates)) search.offer(candidate);
	return search.best;
}

/** The same for candidates that come one by one, each once. */
export class NearestSearch {
	readonly #name: string;
	readonly #wanted: string;
	#best: string | undefined;
	#distance: number;
	#isTie = false;

	constructor(name: string) {
		this.#name = name;
		this.#wanted = plain(name);
		this.#distance = Math.min(3, Math.floor(this.#wanted.length / 3)) + 1;
	}

	offer(candidate: string): void {
		if (this.#wanted === '' || candidate === this.#name) return;
		const distance = distanceBetween(this.#wanted, plain(candidate), this.#distance);
		if (distance < this.#distance) {
			this.#best = candidate;
			this.#distance = distance;
			this.#isTie = false;
		} else if (distance === this.#distance && this.#best !== undefined) {
			this.#isTie = true;
		}
	}

	get best(): string | undefined {
		return this.#isTie ? undefined : this.#best;
	}
}

function plain(name: string): string {
	return name
		.toLowerCase()
		.replace(/[\s_-]/g, '')
		.slice(0, longest);
}

/**
 * How many characters have to be added, removed, replaced or swapped with their neighbour to make
 * one text of the other; some number above `limit` where it is more than `limit`.
 */
function distanceBetween(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		// What is further apart has cost more than the limit on the way there.
		const row = Array.from<number>({ length: b.length + 1 }).fill(limit + 1);
		row[0] = i;
		const end = Math.min(b.length, i + limit);
		for (let j = Math.max(1, i - limit); j <= end; j++) {
			const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let cost = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, (before[j - 2] ?? limit) + 1);
			}
			row[j] = cost;
		}
		before = above;
		above = row;
	}
	return above[b.length] ?? limit + 1;
}
