import assert from 'node:assert/strict';
import { seededRandom } from '../../helpers/seededRandom.ts';
import { nearest } from '../../../src/core/text/nearest.ts';

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
		['Read-together', undefined],
		['WebFetching', undefined],
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

	it('is the one with the least difference, by a count of every character', () => {
		const random = seededRandom(7);
		const word = (): string =>
			Array.from({ length: random(14) }, () => 'abc'.charAt(random(3))).join('');
		let found = 0;
		for (let n = 0; n < 3_000; n++) {
			const name = word();
			const candidates = Array.from({ length: 1 + random(6) }, word);
			const expected = counted(name, candidates);
			assert.equal(nearest(name, candidates), expected, `${name}: ${candidates.join(' ')}`);
			if (expected !== undefined) found++;
		}
		assert.ok(found > 100, String(found));
	});
});

function counted(name: string, candidates: readonly string[]): string | undefined {
	const most = Math.min(3, Math.floor(name.length / 3));
	const others = [...new Set(candidates)].filter((candidate) => candidate !== name);
	const near = others
		.map((candidate) => ({ candidate, distance: difference(name, candidate) }))
		.filter(
			({ candidate, distance }) =>
				name !== '' && distance <= most && Math.abs(candidate.length - name.length) <= 2,
		)
		.toSorted((a, b) => a.distance - b.distance);
	const [first, second] = near;
	return second && second.distance === first?.distance ? undefined : first?.candidate;
}

/** How many characters are added, removed, replaced or swapped with their neighbour. */
function difference(a: string, b: string): number {
	const cells: number[][] = [];
	const cell = (i: number, j: number): number => cells[i]?.[j] ?? Infinity;
	for (let i = 0; i <= a.length; i++) {
		cells.push([]);
		for (let j = 0; j <= b.length; j++) {
			const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			cells[i]?.push(
				i + j === 0
					? 0
					: Math.min(
							cell(i - 1, j) + 1,
							cell(i, j - 1) + 1,
							cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
							isSwap ? cell(i - 2, j - 2) + 1 : Infinity,
						),
			);
		}
	}
	return cell(a.length, b.length);
}
