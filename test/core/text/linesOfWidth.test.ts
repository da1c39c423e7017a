import assert from 'node:assert/strict';
import { linesOfWidth } from '../../../src/core/text/linesOfWidth.ts';

describe('linesOfWidth', () => {
	it('breaks between words, and leaves none out', () => {
		for (const [text, lines] of [
			['', []],
			['one', ['one']],
			['one two three', ['one two', 'three']],
			['a verylongword b', ['a', 'verylongword', 'b']],
			['one\ttwo\n three', ['one two', 'three']],
		] as const) {
			assert.deepEqual(linesOfWidth(text, 8), lines);
		}
	});
});
