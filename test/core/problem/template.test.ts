import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fill } from '../../../src/core/problem/template.ts';

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
