import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { promptText } from '../../../src/core/promptText.ts';
import { readToolInput } from '../../../src/core/tools/toolInput.ts';

const schema = { type: 'object', properties: { path: {} }, required: ['path'] };
const noObject = { fault: 'The input is not a JSON object. Send one that follows the schema.' };

describe('tool input', () => {
	it('is an object, or text that holds one', () => {
		assert.deepEqual(readToolInput({ path: 'a' }, schema), { input: { path: 'a' } });
		assert.deepEqual(readToolInput('{"path":"a"}', schema), { input: { path: 'a' } });
		assert.deepEqual(readToolInput(undefined, undefined), { input: {} });
		assert.deepEqual(readToolInput('', {}), { input: {} });
	});

	it('is refused when it is anything else', () => {
		for (const value of ['{"path":', '[]', 'null', '3', [], 3]) {
			assert.deepEqual(readToolInput(value, undefined), noObject, JSON.stringify(value));
		}
	});

	it('is refused when it lacks what the schema requires', () => {
		assert.deepEqual(readToolInput({}, schema), {
			fault: 'The input lacks path. Send all that the schema requires.',
		});
	});
});

describe('prompt text', () => {
	it('joins the texts of a rendered prompt', () => {
		const rendered = {
			node: {
				type: 1,
				children: [
					{ type: 2, text: 'one' },
					{ type: 1, children: [{ type: 2, text: 'two', lineBreakBefore: true }] },
				],
			},
		};
		assert.equal(promptText(rendered), 'one\ntwo');
	});

	it('gives anything else as JSON, however deep or odd', () => {
		assert.equal(promptText({ a: 1 }), '{"a":1}');
		assert.equal(promptText(undefined), '');
		let deep: object = { text: 'lost' };
		for (let i = 0; i < 500; i++) deep = { children: [deep] };
		assert.match(promptText(deep), /^\{"children"/);
	});
});
