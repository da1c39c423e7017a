import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cutToFit, imageType, labelled } from '../../../src/core/chat/attachment.ts';

describe('reference', () => {
	it('labels a file with its path', () => {
		assert.equal(
			labelled({ kind: 'text', label: 'src/hooks.server.ts', text: 'export {};\n' }),
			'Attached: src/hooks.server.ts\n```ts\nexport {};\n```',
		);
	});

	it('labels a selection with its lines', () => {
		const selection = { kind: 'text', label: 'a.ts', text: 'x' } as const;
		assert.equal(
			labelled({ ...selection, lines: { first: 3, last: 5 } }),
			'Attached: a.ts, lines 3-5\n```ts\nx\n```',
		);
		assert.equal(
			labelled({ ...selection, lines: { first: 3, last: 3 } }).split('\n')[0],
			'Attached: a.ts, line 3',
		);
	});

	it('uses a fence that the text cannot close', () => {
		assert.equal(
			labelled({ kind: 'text', label: 'notes', text: 'a\n````\nb\n' }),
			'Attached: notes\n`````\na\n````\nb\n`````',
		);
	});

	it('is cut after its first lines where nothing in it matters more', () => {
		const text = Array.from({ length: 100 }, (_, i) => `line ${i + 1}`).join('\n');
		assert.equal(
			cutToFit({ kind: 'text', label: 'a.ts', text }, 160),
			'Attached: a.ts, lines 1-5 of 100 (cut to fit the model)\n```ts\nline 1\nline 2\nline 3\nline 4\nline 5\n```',
		);
	});

	it('is cut around its focus, in the numbering of the file', () => {
		const text = Array.from({ length: 100 }, (_, i) => `line ${i + 201}`).join('\n');
		const lines = { first: 201, last: 300 };
		assert.equal(
			cutToFit({ kind: 'text', label: 'a.ts', text, lines, focus: { first: 250, last: 251 } }, 160),
			'Attached: a.ts, lines 249-252 of 300 (cut around lines 250-251 to fit the model)\n```ts\nline 249\nline 250\nline 251\nline 252\n```',
		);
	});

	it('is cut within a line that alone is too long', () => {
		const cut = cutToFit({ kind: 'text', label: 'a.json', text: 'x'.repeat(10_000) }, 400);
		assert.match(
			cut,
			/^Attached: a\.json, line 1 of 1 \(cut to fit the model\)\n```json\nx+\n```$/,
		);
		assert.ok(cut.length < 500, `${cut.length} characters`);
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
