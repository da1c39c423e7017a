import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stripTypes } from '../../../src/core/code/stripTypes.ts';

function strip(...lines: readonly string[]): string {
	const { code, note } = stripTypes(lines.join('\n'));
	assert.equal(note, undefined);
	return code;
}

describe('stripTypes', () => {
	it('turns a load function and actions into JavaScript with JSDoc', () => {
		assert.equal(
			strip(
				"import { fail, type RequestEvent } from '@sveltejs/kit';",
				"import type { Actions, PageServerLoad } from './$types';",
				'',
				'export const load: PageServerLoad = async ({ params }) => {',
				'\tconst rows = (await find(params.id)) as unknown as Row[];',
				'\treturn { row: rows[0]!, kinds: ["a"] as const };',
				'};',
				'',
				'export const actions = {',
				'\tdefault: async ({ request }: RequestEvent): Promise<void> => {},',
				'} satisfies Actions;',
				'',
			),
			[
				"import { fail } from '@sveltejs/kit';",
				'',
				"/** @type {import('./$types').PageServerLoad} */",
				'export const load = async ({ params }) => {',
				'\tconst rows = await find(params.id);',
				'\treturn { row: rows[0], kinds: ["a"] };',
				'};',
				'',
				"/** @satisfies {import('./$types').Actions} */",
				'export const actions = {',
				'\tdefault: async ({ request }) => {},',
				'};',
				'',
			].join('\n'),
		);
	});

	it('turns interfaces and aliases into typedefs, with their comments', () => {
		assert.equal(
			strip(
				'/** A visitor. */',
				'export interface Visitor {',
				'\tid: string; // random',
				'\tname?: string;',
				'}',
				'',
				"type Role = 'admin' | 'member';",
				'',
				'const visitors = new Map<string, Visitor>();',
			),
			[
				'/**',
				' * A visitor.',
				' * @typedef {{ id: string; name?: string }} Visitor',
				' */',
				'',
				"/** @typedef {'admin' | 'member'} Role */",
				'',
				'/** @type {Map<string, Visitor>} */',
				'const visitors = new Map();',
			].join('\n'),
		);
	});

	it('documents the parameters of functions', () => {
		assert.equal(
			strip(
				"import type { Cookies } from '@sveltejs/kit';",
				'',
				'/** Starts one. */',
				'export function start(cookies: Cookies, days = 7, { a }: { a: string } = x, ...rest: string[]): void {}',
				'export const isOdd = (n: unknown, strict?: boolean): n is number => n === 1;',
			),
			[
				'/**',
				' * Starts one.',
				" * @param {import('@sveltejs/kit').Cookies} cookies",
				' * @param {{ a: string }} [input3]',
				' * @param {...string} rest',
				' */',
				'export function start(cookies, days = 7, { a } = x, ...rest) {}',
				'/**',
				' * @param {unknown} n',
				' * @param {boolean} [strict]',
				' * @returns {n is number}',
				' */',
				'export const isOdd = (n, strict) => n === 1;',
			].join('\n'),
		);
	});

	it('leaves no holes in classes', () => {
		assert.equal(
			strip(
				'export abstract class Store<T> extends Base<T> implements A<T>, B {',
				'\tprivate static readonly count: number = 1;',
				'\t#size?: number;',
				'\tdeclare kind: string;',
				'\tabstract close(): void;',
				'\t[key: string]: unknown;',
				'',
				'\tget(key: string): T | undefined;',
				'\tget(key: any): any {',
				'\t\treturn (this as any).map[key as string]!.value;',
				'\t}',
				'',
				'\tprotected override async find?<K>(this: Store<T>, key: K): Promise<void> {}',
				'}',
			),
			[
				'export class Store extends Base {',
				'\tstatic count = 1;',
				'\t#size;',
				'',
				'\tget(key) {',
				'\t\treturn this.map[key].value;',
				'\t}',
				'',
				'\tasync find(key) {}',
				'}',
			].join('\n'),
		);
	});

	it('takes types out of expressions', () => {
		assert.equal(
			strip('let a = <any>b, c = (d as E).f, g = (await h) as I, j = k!;'),
			'let a = b, c = d.f, g = await h, j = k;',
		);
		assert.equal(
			strip('f<string>(x); new (y as any)(1); const z = f<number>;'),
			'f(x); new (y)(1); const z = f;',
		);
		assert.equal(strip('const id = <T,>(x: T): T => x;'), 'const id = (x) => x;');
		assert.equal(strip('for (const r of rows as Row[]) {}'), 'for (const r of rows) {}');
		assert.equal(
			strip('let timer: ReturnType<typeof setTimeout> | undefined;'),
			'/** @type {ReturnType<typeof setTimeout> | undefined} */\nlet timer;',
		);
	});

	it('takes types out of imports and exports', () => {
		assert.equal(strip("import D, { type A } from 'x';\nD();"), "import D from 'x';\nD();");
		assert.equal(
			strip("import { type A, b, type C, d, type E } from 'x';"),
			"import { b, d } from 'x';",
		);
		assert.equal(strip("import { type A } from 'x';\nb();"), 'b();');
		assert.equal(
			strip(
				"export { type A, b } from 'x';\nexport type { C } from 'x';\nexport type * from 'y';\nc();",
			),
			"export { b } from 'x';\nc();",
		);
	});

	it('takes out imports that only types use', () => {
		assert.equal(
			strip(
				"import { User, find } from './db';",
				'function f() {',
				'\tconst u: User = find();',
				'}',
			),
			"import { find } from './db';\nfunction f() {\n\tconst u = find();\n}",
		);
	});

	it('keeps comments and blank lines between statements that stay', () => {
		assert.equal(
			strip(
				'// about the file',
				'',
				"import type { A } from 'a';",
				'',
				'// about run',
				'run(); // now',
				'',
				'// goes with the type',
				'declare const x: A;',
				'',
				'stop();',
			),
			'// about the file\n\n// about run\nrun(); // now\n\nstop();',
		);
	});

	it('leaves JavaScript as it is', () => {
		const code = "import a from 'a';\n\n/** @type {string} */\nlet b = a ? `${a}` : (c);\n";
		assert.equal(strip(code), code);
	});

	it('leaves what is more than types, and says so', () => {
		for (const [code, what] of [
			['enum A { B }', 'An enum'],
			['namespace A { export const b = 1; }', 'A namespace'],
			['class A { constructor(private b: string) {} }', 'A constructor parameter with a modifier'],
		] as const) {
			assert.deepEqual(stripTypes(code), {
				code,
				note: `${what} cannot be turned into JavaScript: rewrite it by hand.`,
			});
		}
		assert.deepEqual(stripTypes('const a: = 1'), {
			code: 'const a: = 1',
			note: 'The code could not be parsed, so its types were left in.',
		});
	});

	it('keeps CRLF', () => {
		assert.equal(
			strip('interface A {\r\n\tb: string;\r\n}\r\n\r\nconst c: A = d;\r\n'),
			'/** @typedef {{ b: string }} A */\r\n\r\n/** @type {A} */\r\nconst c = d;\r\n',
		);
	});
});
