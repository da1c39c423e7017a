import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeInto } from '../../../src/core/code/mergeModule.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

function merged(
	existing: string,
	addition: string,
): { text: string; conflicts: readonly string[] } {
	const { importEdits, body, conflicts } = mergeInto(existing, addition, { language: 'js' });
	return {
		text: `${applyEdits(existing, importEdits).trimEnd()}\n\n${body}\n`,
		conflicts: conflicts.map(({ name }) => name),
	};
}

describe('imports of types in comments', () => {
	const addition = [
		"/** @import { Handle, RequestEvent as Event } from '@sveltejs/kit' */",
		"import { one } from './one';",
		'',
		'/** @type {Handle} */',
		'export const added = one;',
	].join('\n');

	it('join those that a module has', () => {
		const existing = [
			"/** @import { Handle } from '@sveltejs/kit' */",
			"import { two } from './two';",
			'',
			'export const there = two;',
			'',
		].join('\n');
		assert.deepEqual(merged(existing, addition), {
			text: [
				"/** @import { Handle } from '@sveltejs/kit' */",
				"/** @import { RequestEvent as Event } from '@sveltejs/kit' */",
				"import { two } from './two';",
				"import { one } from './one';",
				'',
				'export const there = two;',
				'',
				'/** @type {Handle} */',
				'export const added = one;',
				'',
			].join('\n'),
			conflicts: [],
		});
	});

	it('go above the imports, and above the code where there are none', () => {
		const types = "/** @import { Handle } from '@sveltejs/kit' */\n\n/** @type {Handle} */\nlet h;";
		assert.deepEqual(merged('let a = 1;\n', types), {
			text: "/** @import { Handle } from '@sveltejs/kit' */\n\nlet a = 1;\n\n/** @type {Handle} */\nlet h;\n",
			conflicts: [],
		});
		assert.deepEqual(merged("import a from 'a';\n\na();\n", types), {
			text: "/** @import { Handle } from '@sveltejs/kit' */\nimport a from 'a';\n\na();\n\n/** @type {Handle} */\nlet h;\n",
			conflicts: [],
		});
	});

	it('of names that mean something else are asked about, types that are defined twice too', () => {
		for (const existing of [
			"/** @import { Handle } from 'elsewhere' */\n",
			'/** @typedef {{ a: { b: string } }} Handle */\n',
			'class Handle {}\n',
		]) {
			assert.deepEqual(merged(existing, addition).conflicts, ['Handle']);
		}
		const type = '/** @typedef {{ id: string }} Row */\nlet a;';
		assert.deepEqual(merged('/**\n * A row.\n * @typedef {object} Row\n */\n', type).conflicts, [
			'Row',
		]);
	});
});
