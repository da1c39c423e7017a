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
				'\treturn {',
				'\t\trow: rows[0]!,',
				'\t\tkinds: ["a"] as const,',
				'\t};',
				'};',
				'',
				'export const actions = {',
				'\tdefault: async ({ request }: RequestEvent): Promise<void> => {},',
				'} satisfies Actions;',
				'',
			),
			[
				"/** @import { RequestEvent } from '@sveltejs/kit' */",
				"/** @import { Actions, PageServerLoad } from './$types' */",
				"import { fail } from '@sveltejs/kit';",
				'',
				// TypeScript takes `@type` of an async function for its return type, by a name of `@import`.
				'/** @satisfies {PageServerLoad} */',
				'export const load = async ({ params }) => {',
				'\tconst rows = /** @type {Row[]} */ (/** @type {unknown} */ (await find(params.id)));',
				'\treturn {',
				'\t\trow: /** @type {NonNullable<(typeof rows)[0]>} */ (rows[0]),',
				'\t\tkinds: /** @type {const} */ (["a"]),',
				'\t};',
				'};',
				'',
				'/** @satisfies {Actions} */',
				'export const actions = {',
				'\t/** @param {RequestEvent} input */',
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
				' * @typedef {object} Visitor',
				' * @property {string} id random',
				' * @property {string} [name]',
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
				"/** @import { Cookies } from '@sveltejs/kit' */",
				'',
				'/**',
				' * Starts one.',
				' * @param {Cookies} cookies',
				' * @param {string[]} rest',
				' */',
				'export function start(cookies, days = 7, /** @type {{ a: string }} */ { a } = x, ...rest) {}',
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
				'\t\treturn (this as any).value;',
				'\t}',
				'',
				'\tprotected override async find?<K>(this: Store<T>, key: K): Promise<void> {}',
				'}',
			),
			[
				'/**',
				' * @template T',
				' * @extends {Base<T>}',
				' * @implements {A<T>}',
				' * @implements {B}',
				' */',
				'export class Store extends Base {',
				'\t/**',
				'\t * @private',
				'\t * @readonly',
				'\t * @type {number}',
				'\t */',
				'\tstatic count = 1;',
				'\t/** @type {number | undefined} */',
				'\t#size;',
				'',
				'\t/**',
				'\t * @overload',
				'\t * @param {string} key',
				'\t * @returns {T | undefined}',
				'\t */',
				'\t/**',
				'\t * @param {any} key',
				'\t * @returns {any}',
				'\t */',
				'\tget(key) {',
				'\t\treturn /** @type {any} */ (this).value;',
				'\t}',
				'',
				'\t/**',
				'\t * @protected',
				'\t * @template K',
				'\t * @this {Store<T>}',
				'\t * @param {K} key',
				'\t */',
				'\tasync find(key) {}',
				'}',
			].join('\n'),
		);
	});

	it('asserts in expressions what the types asserted', () => {
		for (const [typed, plain] of [
			['x = <any>b;', 'x = /** @type {any} */ (b);'],
			['x = (d as E).f;', 'x = /** @type {E} */ (d).f;'],
			['x = (await h) as I;', 'x = /** @type {I} */ (await h);'],
			['x = k!;', 'x = /** @type {NonNullable<typeof k>} */ (k);'],
			['x = m.get(1)!;', 'x = /** @type {NonNullable<ReturnType<typeof m.get>>} */ (m.get(1));'],
			['x = (a + b)!;', 'x = /** @type {any} */ (a + b);'],
			['x = a?.b!.c;', 'x = a?.b.c;'],
			['f(y as T);', 'f(/** @type {T} */ (y));'],
			['if (y as T) z();', 'if (/** @type {T} */ (y)) z();'],
			['f<string>(x);', '/** @type {typeof f<string>} */ (f)(x);'],
			['x = sql<number>`1`;', 'x = /** @type {typeof sql<number>} */ (sql)`1`;'],
			['new (y as any)(1);', 'new /** @type {any} */ (y)(1);'],
			['const z = f<number>;', 'const z = /** @type {typeof f<number>} */ (f);'],
			['for (const r of rows as Row[]) {}', 'for (const r of /** @type {Row[]} */ (rows)) {}'],
			['f(new Set<string>());', 'f(/** @type {Set<string>} */ (new Set()));'],
			['x = { y } satisfies Z;', 'x = /** @satisfies {Z} */ ({ y });'],
			['try {} catch (e: any) {}', 'try {} catch (/** @type {any} */ e) {}'],
			['f((x: A): B => x);', 'f(/** @returns {B} */ (/** @type {A} */ x) => x);'],
			['r.reduce<N>(add, {});', 'r.reduce(add, /** @type {N} */ ({}));'],
			[
				'let timer: ReturnType<typeof setTimeout> | undefined;',
				'/** @type {ReturnType<typeof setTimeout> | undefined} */\nlet timer;',
			],
			['let now!: Date;', '/** @type {Date} */\nlet now = /** @type {any} */ (undefined);'],
			['a()\nb!.c()', 'a()\n;/** @type {NonNullable<typeof b>} */ (b).c()'],
			[
				'const id = <T,>(x: T): T => x;',
				'/**\n * @template T\n * @param {T} x\n * @returns {T}\n */\nconst id = (x) => x;',
			],
		] as const) {
			assert.equal(strip(typed), plain);
		}
	});

	it('asserts nothing where JavaScript is not checked', () => {
		const { code } = stripTypes(
			[
				'export async function find(id: string): Promise<Row> {',
				'\tconst rows = (await all()) as unknown as Row[];',
				'\treturn rows.find((row: Row) => row.id === id)!;',
				'}',
				"const kinds = ['a'] as const;",
			].join('\n'),
			{ checked: false, importTags: true },
		);
		assert.equal(
			code,
			[
				'/**',
				' * @param {string} id',
				' * @returns {Promise<Row>}',
				' */',
				'export async function find(id) {',
				'\tconst rows = await all();',
				'\treturn rows.find((row) => row.id === id);',
				'}',
				"const kinds = ['a'];",
			].join('\n'),
		);
	});

	it('names the module in each type for a TypeScript that knows no @import', () => {
		const { code } = stripTypes(
			[
				"import { sequence, type Handle } from '@sveltejs/kit';",
				"import type D from './d';",
				'export const handle: Handle = one;',
				'export const d: D[] = [];',
				'type Other = Parameters<typeof sequence>;',
			].join('\n'),
			{ checked: true, importTags: false },
		);
		assert.equal(
			code,
			[
				"/** @type {import('@sveltejs/kit').Handle} */",
				'export const handle = one;',
				"/** @type {import('./d').default[]} */",
				'export const d = [];',
				"/** @typedef {Parameters<typeof import('@sveltejs/kit').sequence>} Other */",
			].join('\n'),
		);
	});

	it('puts a type in front of the words that a comment has for it', () => {
		assert.equal(
			strip(
				'/**',
				' * Adds.',
				' * @param a the first',
				' * @returns the sum',
				' */',
				'export function add(a: number, b: number): number { return a + b; }',
			),
			[
				'/**',
				' * Adds.',
				' * @param {number} a the first',
				' * @returns {number} the sum',
				' * @param {number} b',
				' */',
				'export function add(a, b) { return a + b; }',
			].join('\n'),
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
			"/** @typedef {import('x').A} A */\nexport { b } from 'x';\n/** @typedef {import('x').C} C */\nc();",
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
			[
				"/** @import { User } from './db' */",
				"import { find } from './db';",
				'function f() {',
				'\t/** @type {User} */',
				'\tconst u = find();',
				'}',
			].join('\n'),
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
