/** A generator of numbers below `limit`, the same on every run (mulberry32). */
export function seededRandom(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	};
}

/**
 * The seed of a random test and how many cases it tries. `RANDOM_SEED` and `RANDOM_CASES` set other
 * ones for a longer search.
 */
export function seedOf(seed: number, cases: number): { seed: number; cases: number } {
	return {
		seed: Number(process.env['RANDOM_SEED'] ?? seed),
		cases: Number(process.env['RANDOM_CASES'] ?? cases),
	};
}
