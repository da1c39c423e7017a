import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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

describe('values in a tool input', () => {
	const { contributes } = JSON.parse(
		readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
	) as {
		readonly contributes: {
			readonly languageModelTools: readonly {
				readonly name: string;
				readonly inputSchema: object;
			}[];
		};
	};
	const schemas = new Map(
		contributes.languageModelTools.map((tool) => [
			tool.name.replace('sveltekitAgents_', ''),
			tool.inputSchema,
		]),
	);

	const faults: readonly (readonly [tool: string, input: object, fault: string])[] = [
		['readFile', { path: 5 }, 'path is 5, but has to be a text.'],
		['readFile', { path: null }, 'path is null, but has to be a text.'],
		['readFile', { path: ['a'] }, 'path is a list, but has to be a text.'],
		['readFile', { path: { a: 1 } }, 'path is an object, but has to be a text.'],
		['readFile', { path: 'a', startLine: 'x' }, 'startLine is "x", but has to be a whole number.'],
		['readFile', { path: 'a', startLine: 1.5 }, 'startLine is 1.5, but has to be a whole number.'],
		[
			'readFile',
			{ path: 'a', startLine: Number.NaN },
			'startLine is null, but has to be a whole number.',
		],
		['readFile', { path: 'a', startLine: 0 }, 'startLine is 0, but has to be at least 1.'],
		['readFile', { path: 'a', endLine: -1 }, 'endLine is -1, but has to be at least 1.'],
		[
			'readFile',
			{ path: 'a', lines: 3 },
			'The input has lines, which is not known. It takes path, startLine and endLine.',
		],
		[
			'readFile',
			{ path: 'x'.repeat(5_000) },
			'path has 5000 characters, but may have at most 4096.',
		],
		['findFiles', { glob: '' }, 'glob is empty: it has to have at least 1 character.'],
		['searchText', { text: 'a', isRegex: 'yes' }, 'isRegex is "yes", but has to be true or false.'],
		['searchText', { text: 'a', matchCase: 1 }, 'matchCase is 1, but has to be true or false.'],
		[
			'editFile',
			{ path: 'a', oldText: 'b', newText: 'c', replaceAll: 'false' },
			'replaceAll is "false", but has to be true or false.',
		],
		[
			'editFile',
			{ path: 'a', oldText: '', newText: 'c' },
			'oldText is empty: it has to have at least 1 character.',
		],
		['createFile', { path: 'a', text: 7 }, 'text is 7, but has to be a text.'],
		['fetchPage', { url: true }, 'url is true, but has to be a text.'],
		['listFolder', {}, 'The input lacks path. Send all that the schema requires.'],
		['listFolder', { path: undefined }, 'The input lacks path. Send all that the schema requires.'],
		[
			'listFolder',
			Object.create({ path: 'a' }),
			'The input lacks path. Send all that the schema requires.',
		],
		[
			'listFolder',
			JSON.parse('{"path":"a","__proto__":{}}'),
			'The input has __proto__, which is not known. It takes path.',
		],
	];
	for (const [tool, input, fault] of faults) {
		it(`are refused: ${fault.slice(0, 90)}`, () => {
			assert.deepEqual(readToolInput(input, schemas.get(tool)), { fault });
		});
	}

	it('of every kind but the right one are refused by every tool', () => {
		const values = ['a', 1, 1.5, -1, true, false, null, [], {}, ['a'], { a: 1 }];
		for (const [tool, toolSchema] of schemas) {
			const { properties, required } = toolSchema as {
				readonly properties: Readonly<
					Record<string, { readonly type: string; readonly minimum?: number }>
				>;
				readonly required: readonly string[];
			};
			const right = Object.fromEntries(required.map((name) => [name, 'a']));
			assert.deepEqual(readToolInput(right, toolSchema), { input: right }, tool);
			for (const [name, { type, minimum = -10 }] of Object.entries(properties)) {
				for (const value of values) {
					const isRight =
						type === 'integer'
							? Number.isInteger(value) && Number(value) >= minimum
							: typeof value === type;
					const read = readToolInput({ ...right, [name]: value }, toolSchema);
					assert.equal('input' in read, isRight, `${tool}.${name} = ${JSON.stringify(value)}`);
				}
			}
		}
	});

	it('of other tools are checked as far as their schema is understood', () => {
		const other = {
			type: 'object',
			properties: {
				mode: { enum: ['a', 'b'] },
				kind: { const: 'x' },
				ids: { type: 'array', items: { type: ['integer', 'null'] }, minItems: 1, maxItems: 2 },
				where: {
					type: 'object',
					properties: { line: { type: 'number', exclusiveMinimum: 0, maximum: 9 } },
					required: ['line'],
				},
				either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
				maybe: { type: 'string', nullable: true },
				odd: { $ref: '#/definitions/x', type: 'file', pattern: '(' },
			},
			additionalProperties: { type: 'string' },
		};
		const faultOf = (input: object): unknown => {
			const read = readToolInput(input, other);
			return 'fault' in read ? read.fault : read.input === input;
		};
		assert.deepEqual(
			[
				faultOf({ mode: 'c' }),
				faultOf({ kind: 'y' }),
				faultOf({ ids: [] }),
				faultOf({ ids: [1, 2, 3] }),
				faultOf({ ids: [1, 'a'] }),
				faultOf({ where: {} }),
				faultOf({ where: { line: 0 } }),
				faultOf({ where: { line: 10 } }),
				faultOf({ either: true }),
				faultOf({ more: 1 }),
				faultOf({ mode: 'a', kind: 'x', ids: [1, null], where: { line: 1, more: 2 }, either: 1 }),
				faultOf({ maybe: null, odd: [1], more: 'text' }),
			],
			[
				'mode is "c", but has to be one of "a", "b".',
				'kind is "y", but has to be "x".',
				'ids has 0 items, but has to have at least 1.',
				'ids has 3 items, but may have at most 2.',
				'ids[1] is "a", but has to be a whole number or null.',
				'where lacks line.',
				'where.line is 0, but has to be more than 0.',
				'where.line is 10, but has to be at most 9.',
				'either is true, but has to be a text.',
				'more is 1, but has to be a text.',
				true,
				true,
			],
		);
	});

	it('however deep or long, are no trouble', () => {
		let deep: unknown = 1;
		let deepSchema: object = { type: 'integer' };
		for (let i = 0; i < 5_000; i++) {
			deep = [deep];
			deepSchema = { type: 'array', items: deepSchema };
		}
		const wide = { type: 'object', properties: { a: deepSchema, b: { type: 'string' } } };
		assert.deepEqual(readToolInput({ a: deep }, wide), { input: { a: deep } });
		assert.deepEqual(readToolInput({ b: deep }, wide), {
			fault: 'b is a list, but has to be a text.',
		});
		assert.deepEqual(readToolInput({ a: 'x'.repeat(1_000_000) }, wide), {
			fault: `a is "${'x'.repeat(59)}…, but has to be a list.`,
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
