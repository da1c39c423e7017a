import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	insertItem,
	removeItem,
	withoutComments,
	type List,
	type ListCode,
} from '../../../src/core/code/listEdits.ts';
import { asNode, asNodes, parseModule } from '../../../src/core/code/syntaxTree.ts';
import { applyEdits, lineEndOf } from '../../../src/core/text/textEdits.ts';

/** The list of the arguments of a call. */
function listOf(code: string): { readonly file: ListCode; readonly list: List } {
	const tree = parseModule(code);
	const call = asNode(tree?.body[0]?.['expression']);
	if (!tree || !call) throw new Error(`This is no call: ${code}`);
	const bare = withoutComments(code, tree.comments);
	return {
		file: { code, bare, comments: tree.comments, lineEnd: lineEndOf(code), indent: '\t' },
		list: {
			items: asNodes(call['arguments']),
			inside: { start: bare.indexOf('(') + 1, end: call.end - 1 },
		},
	};
}

function inserted(code: string, index: number): string {
	const { file, list } = listOf(code);
	return applyEdits(code, insertItem(file, list, index, 'x'));
}

function removed(code: string, index: number): string {
	const { file, list } = listOf(code);
	return applyEdits(code, [removeItem(file, list, index)]);
}

describe('a list on one line', () => {
	it('takes an item at any place', () => {
		assert.deepEqual(
			[0, 1, 2].map((index) => inserted('f(a, b);', index)),
			['f(x, a, b);', 'f(a, x, b);', 'f(a, b, x);'],
		);
		assert.equal(inserted('f();', 0), 'f(x);');
	});

	it('keeps its comma at the end, its blanks and its brackets', () => {
		assert.equal(inserted('f(a,);', 1), 'f(a, x,);');
		assert.equal(inserted('f( a );', 0), 'f( x, a );');
		assert.deepEqual(
			[0, 1, 2].map((index) => inserted('f((a), ((b)));', index)),
			['f(x, (a), ((b)));', 'f((a), x, ((b)));', 'f((a), ((b)), x);'],
		);
		assert.equal(inserted('f(a, (\n\tb\n));', 1), 'f(a, x, (\n\tb\n));');
	});

	it('leaves comments with what they are about', () => {
		const code = 'f(/* a, */ a, /* b ( */ b /* c */);';
		assert.deepEqual(
			[0, 1, 2].map((index) => inserted(code, index)),
			[
				'f(x, /* a, */ a, /* b ( */ b /* c */);',
				'f(/* a, */ a, x, /* b ( */ b /* c */);',
				'f(/* a, */ a, /* b ( */ b /* c */, x);',
			],
		);
	});

	it('does not put an item behind a comment that goes on to the end of the line', () => {
		assert.equal(inserted('f(a, b // c\n);', 2), 'f(a, b, // c\n\tx\n);');
		assert.equal(inserted('f(a, b, // c\n);', 2), 'f(a, b, // c\n\tx,\n);');
	});

	it('loses an item with its comma', () => {
		assert.deepEqual(
			[0, 1, 2].map((index) => removed('f(a, b, c);', index)),
			['f(b, c);', 'f(a, c);', 'f(a, b);'],
		);
		assert.equal(removed('f(a, b,);', 1), 'f(a, );');
		assert.equal(removed('f(a, /* b */ b);', 1), 'f(a, /* b */ );');
	});
});

describe('a list of lines', () => {
	it('takes an item on a line of its own', () => {
		const code = 'f(\r\n  a,\r\n  // b\r\n  b\r\n);';
		assert.deepEqual(
			[0, 1, 2].map((index) => inserted(code, index)),
			[
				'f(\r\n  x,\r\n  a,\r\n  // b\r\n  b\r\n);',
				'f(\r\n  a,\r\n  x,\r\n  // b\r\n  b\r\n);',
				'f(\r\n  a,\r\n  // b\r\n  b,\r\n  x\r\n);',
			],
		);
		assert.equal(inserted('f(\n  a,\n  // more\n);', 1), 'f(\n  a,\n  // more\n  x,\n);');
		assert.equal(inserted('f(\n\t// none yet\n);', 0), 'f(\n\t// none yet\n\tx\n);');
	});

	it('that start with commas takes an item beside another', () => {
		assert.equal(inserted('f(\n\ta\n\t, b\n);', 1), 'f(\n\ta\n\t, x, b\n);');
	});

	it('loses an item with its line', () => {
		const code = 'f(\n\ta,\n\tb\n);';
		assert.equal(removed(code, 0), 'f(\n\tb\n);');
		assert.equal(removed(code, 1), 'f(\n\ta,\n);');
	});
});
