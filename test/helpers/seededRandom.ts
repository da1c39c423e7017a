import { chosenTurn, triesAll } from './turn.ts';

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

/** Of tests that try more cases than this, a run of all tests tries a tenth, and so many at least. */
const fewCases = 500;

/**
 * The seed of a random test and how many cases it tries: all with `npm run test:soak`, otherwise the
 * first of them. The seed is the same in each run, so that what is green stays green; `TEST_TURN` gives
 * another one. Both are printed; with `RANDOM_SEED` and `RANDOM_CASES` set to them the test tries the
 * same again.
 *
 * @param seed tells the test from others
 */
export function seedOf(seed: number, cases: number): { seed: number; cases: number } {
	const share = triesAll ? cases : Math.min(cases, Math.max(fewCases, Math.ceil(cases / 10)));
	const chosen = {
		seed: Number(process.env['RANDOM_SEED'] ?? seed + chosenTurn * 1_000_003),
		cases: Number(process.env['RANDOM_CASES'] ?? share),
	};
	console.log(`      RANDOM_SEED=${chosen.seed} RANDOM_CASES=${chosen.cases} of ${cases}`);
	return chosen;
}
