import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOf, replaceText, type Replacement } from '../../../src/core/tools/replaceText.ts';
import { seededRandom } from '../seededRandom.ts';

describe('replacing text', () => {
	it('replaces the one place, and the new text as it is', () => {
		assert.deepEqual(replaceText('a $1 b', '$1', '$&$1', false), {
			after: 'a $&$1 b',
			places: [{ start: 2, end: 4 }],
			newText: '$&$1',
		});
	});

	it('keeps the line ends of the file', () => {
		const { after } = done(replaceText('a\r\nb\r\nc', 'a\nb', 'x\ny', false));
		assert.equal(after, 'x\r\ny\r\nc');
	});

	it('replaces all where that is asked for, and else only what is unique', () => {
		assert.equal(replaceText('aaa', 'a', 'b', false), 'several');
		assert.equal(done(replaceText('aaa', 'aa', 'b', true)).after, 'ba');
		assert.equal(replaceText('a', 'b', 'c', true), 'missing');
		assert.equal(replaceText('a', '', 'c', true), 'missing');
		assert.equal(replaceText('a', 'a', 'a', true), 'same');
	});

	it('takes no half of a character and no half of a line end', () => {
		assert.equal(replaceText('a😀b', '\uD83D', 'x', true), 'missing');
		assert.equal(replaceText('a😀b', '\uDE00b', 'x', false), 'missing');
		assert.equal(done(replaceText('a\r\nb', '\n', ' ', false)).after, 'a b');
	});

	it('gives a file of one line the line ends that it is told', () => {
		assert.equal(
			done(replaceText('ab', 'b', 'x\r\ny\rz\n', false, '\r\n')).after,
			'ax\r\ny\r\nz\r\n',
		);
		assert.equal(done(replaceText('a\nb', 'b', 'x\r\ny', false, '\r\n')).after, 'a\nx\ny');
	});

	it('refuses more places than an editor takes at once', () => {
		assert.equal(done(replaceText('ab'.repeat(10_000), 'a', 'c', true)).places.length, 10_000);
		assert.equal(replaceText('ab'.repeat(10_001), 'a', 'c', true), 'tooMany');
		assert.equal(replaceText('ab'.repeat(9_000), 'a', 'c'.repeat(60_000), true), 'tooMany');
	});

	it('finds the same places as a search step by step, in texts of any kind', () => {
		const random = seededRandom(9_400);
		for (let i = 0; i < 3_000; i++) {
			const letters = ['ab', 'abc', 'a😀b', 'a\r\n'][random(4)] ?? 'ab';
			const piece = (most: number): string =>
				Array.from({ length: random(most) }, () => letters[random(letters.length)]).join('');
			const repeated = piece(4).repeat(random(30));
			const before = (piece(40) + repeated + piece(40)).replace(/\r\n|\r|\n/g, '\n');
			const from = random(before.length + 1);
			const oldText = before.slice(from, from + random(60));
			const replacement = replaceText(before, oldText, 'X', true);
			const parts = before.split(oldText);
			if (oldText === '') assert.equal(replacement, 'missing');
			else if (/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(oldText)) {
				assert.equal(replacement, 'missing');
			} else assert.equal(done(replacement).after, parts.join('X'));
		}
	});

	it('takes time that grows with both texts, also where all but the last letter fits', () => {
		const half = 'a'.repeat(50_000);
		assert.equal(replaceText('a'.repeat(1_000_000), `${half}b${half}`, 'x', true), 'missing');
	});

	it('tells the lines of the first places', () => {
		const before = 'a\n\na b a\na\n';
		const { places } = done(replaceText(before, 'a', 'c', true));
		assert.deepEqual(linesOf(before, places, 3), [1, 3, 3]);
		assert.deepEqual(linesOf(before, places, 9), [1, 3, 3, 4]);
	});
});

function done(replacement: ReturnType<typeof replaceText>): Replacement {
	if (typeof replacement === 'string') throw new Error(replacement);
	return replacement;
}
