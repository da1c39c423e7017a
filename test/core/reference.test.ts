import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imageType, labelled } from '../../src/core/reference.ts';

describe('reference', () => {
	it('labels a file with its path', () => {
		assert.equal(
			labelled('src/hooks.server.ts', 'export {};\n'),
			'Attached: src/hooks.server.ts\n```ts\nexport {};\n```',
		);
	});

	it('labels a selection with its lines', () => {
		assert.equal(
			labelled('a.ts', 'x', { first: 3, last: 5 }),
			'Attached: a.ts, lines 3-5\n```ts\nx\n```',
		);
		assert.equal(
			labelled('a.ts', 'x', { first: 3, last: 3 }).split('\n')[0],
			'Attached: a.ts, line 3',
		);
	});

	it('uses a fence that the text cannot close', () => {
		assert.equal(labelled('notes', 'a\n````\nb\n'), 'Attached: notes\n`````\na\n````\nb\n`````');
	});

	it('knows the images that models take', () => {
		assert.deepEqual(['a.PNG', 'b.jpg', 'c.svg', 'png'].map(imageType), [
			'image/png',
			'image/jpeg',
			undefined,
			undefined,
		]);
	});
});
