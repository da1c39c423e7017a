import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sampleOf } from './matrix.ts';
import { formatResults, isRefused, kindsOf, parseResults, type Results } from './results.ts';

describe('the results of the matrix', () => {
	const results: Results = {
		limit: 3,
		scaffolds: new Map([
			['plain', { key: 'k1', baseline: { errors: 2, versions: { svelte: '5.0.0' } } }],
		]),
		cells: new Map([
			['plain/b/files', { key: 'k3', faults: ['types: 1 errors: “x”', 'get: / answers 500'] }],
			['plain/a/files', { key: 'k2', faults: [] }],
		]),
	};

	it('are read as they were written', () => {
		assert.deepEqual(parseResults(formatResults(results)), {
			...results,
			cells: new Map([...results.cells].toReversed()),
		});
	});

	it('have a line for each cell, in the order of names', () => {
		assert.deepEqual(formatResults(results).split('\n').slice(3), [
			'cell\tplain/a/files\tk2',
			'cell\tplain/b/files\tk3\ttypes: 1 errors: “x”\tget: / answers 500',
			'',
		]);
	});

	it('have no limit before the first run has ended', () => {
		const first = { ...results, limit: Infinity };
		assert.equal(parseResults(formatResults(first)).limit, Infinity);
	});

	it('are not read where a line is of another sort', () => {
		assert.throws(() => parseResults('<<<<<<< HEAD\n'), /a line that nothing writes: <<<<<<< HEAD/);
	});

	it('are not read where the limit is gone or no number', () => {
		for (const limit of ['', 'limit\tfew\n']) {
			assert.throws(() => parseResults(`${limit}cell\ta\tk\n`), /has no limit any more/);
		}
	});

	it('are no fault where the user is told before that a pattern does not fit', () => {
		const refused = 'refused: This project uses SQLite.';
		assert.deepEqual([[refused], [refused, 'get: /a'], ['get: refused: /a'], []].map(isRefused), [
			true,
			false,
			false,
			false,
		]);
	});

	it('are compared by the sorts of faults', () => {
		assert.deepEqual(kindsOf(['types: 2 errors: a', 'get: /a', 'get: /b']), ['get', 'types']);
	});
});

describe('a sample of cells', () => {
	const items = ['b1', 'a1', 'b2', 'a2', 'a3', 'c1', 'b3'];
	const at = (turn: number): readonly string[] => sampleOf(items, ([first = '']) => first, 3, turn);

	it('keeps what is installed together', () => {
		assert.deepEqual(at(0), ['a1', 'a2', 'a3']);
	});

	it('is another one each turn, until all had theirs', () => {
		assert.deepEqual(
			[at(1), at(2)],
			[
				['b1', 'b2', 'b3'],
				['c1', 'a1', 'a2'],
			],
		);
	});

	it('is no more than there is', () => {
		assert.deepEqual(sampleOf([], String, 3, 5), []);
		assert.deepEqual(sampleOf(['a'], String, 3, 5), ['a']);
	});
});
