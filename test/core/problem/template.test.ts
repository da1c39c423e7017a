import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fill, fillWithin } from '../../../src/core/problem/template.ts';

describe('a template', () => {
	it('takes texts and numbers into its holes, each wherever it stands', () => {
		assert.equal(
			fill('“{key}” has {count} of {most}, so write “{key}”.', { key: 'a', count: 12, most: 5000 }),
			'“a” has 12 of 5,000, so write “a”.',
		);
	});

	it('takes a list, with what it says stands between, and before the last', () => {
		const lists = [[], ['a'], ['a', 'b'], ['a', 'b', 'c']];
		assert.deepEqual(
			lists.map((names) => fill('{names|, }; “{names|”, “}”; {names|, | or }', { names })),
			['; “”; ', 'a; “a”; a', 'a, b; “a”, “b”; a or b', 'a, b, c; “a”, “b”, “c”; a, b or c'],
		);
	});

	it('leaves alone what it is filled with, whatever that looks like', () => {
		const name = '{name} $& $1 {name|, } {';
		assert.equal(fill('a {name} b', { name }), `a ${name} b`);
		assert.equal(fill('{names|, }', { names: [name, name] }), `${name}, ${name}`);
	});

	it('leaves alone braces that are no hole', () => {
		for (const text of ['{}', '{ a }', 'write {', '}{', '{a-b}', '{a|b|c|d}']) {
			assert.equal(fill(text, { a: 'x' }), text);
		}
	});
});

describe('a template with a limit', () => {
	const long = 'x'.repeat(500);

	it('keeps texts that fit, in one line', () => {
		assert.equal(
			fillWithin('“{a}” and {n}', { a: 'one\ntwo', n: 5000 }, 40),
			'“one two” and 5,000',
		);
	});

	it('cuts the longest texts first, and what it says itself never', () => {
		assert.equal(
			fillWithin('“{a}” is “{b}”.', { a: 'short', b: long }, 30),
			`“short” is “${'x'.repeat(15)}…”.`,
		);
		assert.equal(
			fillWithin('“{a}” is “{b}”.', { a: long, b: long }, 30),
			'“xxxxxxxxx…” is “xxxxxxxxx…”.',
		);
		assert.equal(fillWithin('Only words.', {}, 5), 'Only words.');
	});

	it('leaves out the end of a list', () => {
		const names = ['red', 'blue', 'green', 'yellow', 'purple'];
		assert.equal(
			fillWithin('Write {names|, | or }.', { names }, 28),
			'Write red, blue, green or ….',
		);
		assert.equal(
			fillWithin('Write {names|, }.', { names: [long, long] }, 20),
			'Write xxxxxxxxx…, ….',
		);
	});
});
