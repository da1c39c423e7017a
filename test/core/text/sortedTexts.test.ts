import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FirstByName, SortedTexts } from '../../../src/core/text/sortedTexts.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

describe('texts that are put in order', () => {
	const random = seededRandom(1);
	const words = Array.from({ length: 10_000 }, () => {
		const code = random(5_000);
		return `${String.fromCharCode(97 + (code % 26))}${code}${code % 7 === 0 ? 'é' : ''}`;
	});

	it('come as if they were sorted at once, equal ones too', () => {
		for (const count of [0, 1, 2, 2_047, 2_048, 2_049, 4_096, 10_000]) {
			const texts = words.slice(0, count);
			const sorted = new SortedTexts();
			for (const text of texts) sorted.add(text);
			assert.deepEqual([...sorted], texts.toSorted());
		}
	});

	it('are counted, and the first of them kept', () => {
		for (const [count, most] of [
			[0, 5],
			[3, 5],
			[5, 5],
			[10, 5],
			[9_999, 500],
			[10_000, 1],
		] as const) {
			const texts = words.slice(0, count);
			const kept = new FirstByName(most);
			for (const text of texts) kept.add({ name: text });
			assert.deepEqual(
				[kept.count, kept.first.map(({ name }) => name)],
				[count, texts.toSorted().slice(0, most)],
			);
		}
	});
});
