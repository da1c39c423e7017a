/** Longer names are compared by their beginning: names of tools, keys and agents are short. */
const longest = 64;

/**
 * The candidate that `name` most likely is a misspelling of: at most a third of its characters
 * differ, and at most three; case and separators do not count. `undefined` where none is that near,
 * or where two are equally near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
	const wanted = plain(name);
	if (wanted === '') return undefined;
	let best: string | undefined;
	let bestDistance = Math.min(3, Math.floor(wanted.length / 3)) + 1;
	let isTie = false;
	for (const candidate of new Set(candidates)) {
		if (candidate === name) continue;
		const distance = distanceBetween(wanted, plain(candidate), bestDistance);
		if (distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
			isTie = false;
		} else if (distance === bestDistance && best !== undefined) {
			isTie = true;
		}
	}
	return isTie ? undefined : best;
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
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let cost = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, (before[j - 2] ?? limit) + 1);
			}
			row.push(cost);
		}
		before = above;
		above = row;
	}
	return above[b.length] ?? limit + 1;
}
