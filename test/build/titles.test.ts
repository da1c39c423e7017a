import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { titlePattern } from '../../build/titles.ts';

describe('words for titles of tests', () => {
	const title = 'hand-offs offer a button (as “Hand off to @x”)\nin any chat';

	it('match in any order and case, also parts of words', () => {
		assert.ok(titlePattern('BUTTON hand-off chat').test(title));
		assert.ok(titlePattern('  offer ').test(title));
	});

	it('match nothing where one is missing', () => {
		assert.ok(!titlePattern('hand-off link').test(title));
	});

	it('are no patterns', () => {
		assert.ok(titlePattern('(as “Hand').test(title));
		assert.ok(!titlePattern('h.nd').test(title));
	});
});
