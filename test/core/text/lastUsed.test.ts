import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LastUsed } from '../../../src/core/text/lastUsed.ts';

describe('what was used last', () => {
	it('stays, and what nobody has asked for the longest goes', () => {
		const kept = new LastUsed<string, number>(2);
		kept.set('a', 1);
		kept.set('b', 2);
		assert.equal(kept.get('a'), 1);
		kept.set('c', 3);
		assert.deepEqual(
			['a', 'b', 'c'].map((key) => kept.get(key)),
			[1, undefined, 3],
		);
	});

	it('has the value that was set last, once', () => {
		const kept = new LastUsed<string, number>(2);
		kept.set('a', 1);
		kept.set('a', 2);
		kept.set('b', 3);
		assert.deepEqual([kept.get('a'), kept.get('b')], [2, 3]);
	});

	it('is gone when it is taken out', () => {
		const kept = new LastUsed<string, number>(2);
		kept.set('a', 1);
		kept.delete('a');
		assert.equal(kept.get('a'), undefined);
	});
});
