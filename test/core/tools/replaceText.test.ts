import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	describeNewFile,
	describeReplacement,
	replaceText,
	type Replacement,
} from '../../../src/core/tools/replaceText.ts';

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

	it('is described with the lines around each place', () => {
		const before = ['1', '2', '3', 'let a = b;', '5', '6', '7', 'b', ''].join('\n');
		assert.deepEqual(
			describeReplacement(before, done(replaceText(before, 'b', 'c', true))).split('\n'),
			[
				'@@ line 4 @@',
				' 2',
				' 3',
				'-let a = b;',
				'+let a = c;',
				' 5',
				' 6',
				'@@ line 8 @@',
				' 6',
				' 7',
				'-b',
				'+c',
			],
		);
	});

	it('is described at the ends of a file', () => {
		assert.equal(
			describeReplacement('one\ntwo', done(replaceText('one\ntwo', 'one', 'x\ny', false))),
			'@@ line 1 @@\n-one\n+x\n+y\n two',
		);
		assert.equal(
			describeReplacement('one\ntwo', done(replaceText('one\ntwo', 'two', '', false))),
			'@@ line 2 @@\n one\n-two\n+',
		);
	});

	it('is described in part where it is long, and says so', () => {
		const lines = describeNewFile('x\n'.repeat(999)).split('\n');
		assert.deepEqual([lines.length, lines.at(-1)], [121, '… and 879 more lines']);
		assert.equal(describeNewFile('y'.repeat(400)), `+${'y'.repeat(299)}…`);
	});
});

function done(replacement: ReturnType<typeof replaceText>): Replacement {
	if (typeof replacement === 'string') throw new Error(replacement);
	return replacement;
}
