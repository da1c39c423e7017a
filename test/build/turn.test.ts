import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { daysUntil } from '../helpers/turn.ts';

describe('what takes turns', () => {
	it('has each a turn of as many days, one after the other, and says how long it is until then', () => {
		for (const count of [1, 2, 3, 4]) {
			for (const each of [1, 2, 3]) {
				const all = count * each;
				for (let which = 0; which < count; which++) {
					const isTurn = (day: number): boolean => Math.floor((day % all) / each) === which;
					for (let today = 20_000; today < 20_000 + 2 * all; today++) {
						const days = daysUntil(count, which, each, today);
						const expected = Array.from({ length: all }, (_, i) => i).find((i) =>
							isTurn(today + i),
						);
						assert.equal(
							days,
							expected,
							`${which} of ${count}, ${each} days each, on day ${today}`,
						);
					}
				}
			}
		}
	});

	it('of two days each meets all that has every second day', () => {
		for (const kit of [0, 1]) {
			const days = [0, 1, 2, 3].filter((day) => daysUntil(2, kit, 2, day) === 0);
			assert.deepEqual(
				days.map((day) => day % 2),
				[0, 1],
			);
		}
	});
});
