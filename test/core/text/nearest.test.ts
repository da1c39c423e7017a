import assert from 'node:assert/strict';
import { nearest, NearestSearch } from '../../../src/core/text/nearest.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

describe('the nearest name', () => {
	const names = ['Read', 'Write', 'WebFetch', 'WebSearch', 'disallowedTools', 'Bash'];
	const cases = [
		['WebFecth', 'WebFetch'],
		['webfetch', 'WebFetch'],
		['web-search', 'WebSearch'],
		['dissalowedTools', 'disallowedTools'],
		['Wirte', 'Write'],
		['Bsh', 'Bash'],
		['Rd', undefined],
		['context-manager', undefined],
		['', undefined],
		['x'.repeat(10_000), undefined],
	] as const;
	for (const [name, expected] of cases) {
		it(`to ${name.slice(0, 20) || 'nothing'} is ${expected ?? 'none'}`, () => {
			assert.equal(nearest(name, names), expected);
		});
	}

	it('is none where two are equally near', () => {
		assert.equal(nearest('bar', ['baz', 'bat']), undefined);
	});

	it('is never the name itself', () => {
		assert.equal(nearest('Bash', ['Bash', 'Base']), 'Base');
	});

	it('is as near as counting the differences says, whatever the names', () => {
		const random = seededRandom(3);
		const word = (): string =>
			Array.from({ length: 3 + random(9) }, () => 'abc'.charAt(random(3))).join('');
		for (let i = 0; i < 1_000; i++) {
			const name = word();
			const candidates = [...new Set(Array.from({ length: 4 }, word))].filter(
				(candidate) => candidate !== name,
			);
			const distances = candidates.map((candidate) => differences(name, candidate));
			const least = Math.min(...distances);
			const isNear = least <= Math.min(3, Math.floor(name.length / 3));
			const best = candidates.filter((_, at) => distances[at] === least);
			const expected = isNear && best.length === 1 ? best[0] : undefined;
			assert.equal(nearest(name, candidates), expected, `${name} of ${candidates.join(' ')}`);
			const search = new NearestSearch(name);
			for (const candidate of candidates) search.offer(candidate);
			assert.equal(search.best, expected);
		}
	});
});

/** Characters to be added, removed, replaced or swapped, in the plainest way to count them. */
function differences(a: string, b: string): number {
	const table = Array.from({ length: a.length + 1 }, (_, i) =>
		Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
	);
	const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
	for (let i = 1; i <= a.length; i++) {
		for (let j = 1; j <= b.length; j++) {
			const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const row = table[i];
			if (!row) continue;
			row[j] = Math.min(
				at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
				at(i - 1, j) + 1,
				at(i, j - 1) + 1,
				isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
			);
		}
	}
	return at(a.length, b.length);
}
