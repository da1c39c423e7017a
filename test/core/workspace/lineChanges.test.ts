import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lineChanges } from '../../../src/core/workspace/lineChanges.ts';

describe('changes of lines', () => {
	const cases = [
		['a\nb\nc\n', 'a\nB\nc\n', 1, 1],
		['a\nb\n', 'a\nb\nc\n', 1, 0],
		['a\nb\nc', 'c', 0, 2],
		['', 'a\nb\n', 2, 0],
		['a\n', '', 0, 1],
		['a\r\nb\r\n', 'a\r\nb\r\nc\r\n', 1, 0],
		['same', 'same', 0, 0],
		['a\nx\nb\ny\nc', 'a\n1\nb\n2\n3\nc', 3, 2],
	] as const;
	for (const [before, after, added, removed] of cases) {
		it(`are +${added} −${removed} from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
			assert.deepEqual(lineChanges(before, after), { added, removed });
		});
	}

	it('are all lines between the first and the last that differ where these are thousands', () => {
		const lines = (mark: string) =>
			Array.from({ length: 3_000 }, (_, i) => (i % 2 === 0 ? `${i}` : mark)).join('\n');
		assert.deepEqual(lineChanges(lines('a'), lines('b')), { added: 2_999, removed: 2_999 });
	});
});
