import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { freeNames } from '../../../src/core/code/freeNames.ts';
import { mergeInto } from '../../../src/core/code/mergeModule.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { sliceModule, type ModuleSlice } from '../../../src/core/code/sliceModule.ts';
import { parseModule } from '../../../src/core/code/syntaxTree.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

function free(code: string): readonly string[] {
	const tree = parseModule(code);
	assert.ok(tree, code);
	return [...freeNames(tree.body)].toSorted();
}

function slice(code: string, names: readonly string[], isNew = true): ModuleSlice | undefined {
	return sliceModule(new ParsedModule(code), names, { isNew });
}

function codeOf(code: string, names: readonly string[], isNew = true): string {
	return slice(code, names, isNew)?.code ?? '';
}

describe('the names that code takes from around it', () => {
	it('are those that it does not declare, of values and of types', () => {
		const cases: readonly (readonly [string, string])[] = [
			['type A<T extends U = V> = { [K in keyof T]: W<K> };', 'U V W'],
			['type B<X> = X extends Array<infer I extends Z> ? I : never;', 'Array Z'],
			[
				'interface C<T> extends D<E>, F.G { m(a: H): I; [k: string]: T; p: typeof q.r }',
				'D E F H I q',
			],
			['function f<T>(this: A, { y = z }: C): y is D { return T2<T>() }', 'A C D T2 z'],
			[
				'class X<T> extends Y<T> implements Z { constructor(private a: B) { super(a) } s = f }',
				'B Y Z f',
			],
			["type I = import('./x').Foo.Bar<Q>;", 'Q'],
			['enum E { A = B, C = "x" }', 'B'],
			['let a = <T,>(b: T) => c satisfies D as E;', 'D E c'],
			['type L = [name: string, opt?: X];', 'X'],
			['const { a, b: c = d, ...e } = f; for (const g of h) { g[i]; j.k; }', 'd f h i j'],
			['const x = { a, b: c, [d]: e, f() { return f } };', 'a c d e f'],
			['const y = function z() { return z }; const w = class v { u = v };', ''],
			['export { a, b as c }; export { d } from "e"; export * as g from "h";', 'a b'],
			['function q() { if (1) { var r = s; } return r; } { let t = 1 } t;', 's t'],
			['try { m } catch (n) { n } l: while (1) break l;', 'm'],
		];
		assert.deepEqual(
			cases.map(([code]) => free(code).join(' ')),
			cases.map(([, names]) => names),
		);
	});
});

const schema = [
	"import { sql } from 'drizzle-orm';",
	"import { check, pgTable, text, timestamp } from 'drizzle-orm/pg-core';",
	'',
	'// Text, so that any parameter can be compared with it.',
	'const id = () => text().primaryKey();',
	'const time = (name: string) => timestamp(name); // with its zone',
	"const ownerId = () => text('user_id').references(() => users.id);",
	'',
	"export const roles = ['member', 'admin'] as const;",
	'/** What somebody may do. */',
	'export type Role = (typeof roles)[number];',
	'',
	'// Tables',
	'',
	"export const users = pgTable('users', { id: id(), role: text({ enum: roles }) });",
	'',
	'/** Mails. */',
	"export const messages = pgTable('messages', { id: id(), at: time('at') });",
	'',
	"export const posts = pgTable('posts', { id: id(), by: ownerId() }, (t) => [check('c', sql`${t.id}`)]);",
	'',
].join('\n');

describe('a slice of a module', () => {
	it('has the declarations that are asked for, what they refer to, and their comments', () => {
		assert.deepEqual(slice(schema, ['messages']), {
			code: [
				"import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';",
				'',
				'// Text, so that any parameter can be compared with it.',
				'const id = () => text().primaryKey();',
				'const time = (name: string) => timestamp(name); // with its zone',
				'',
				'/** Mails. */',
				"export const messages = pgTable('messages', { id: id(), at: time('at') });",
				'',
			].join('\n'),
			exports: ['messages'],
			hasValues: true,
			isWhole: false,
			declared: ['id', 'time', 'messages'],
		});
	});

	it('of a type has the values that it is made of, and runs nothing', () => {
		assert.deepEqual(slice(`${schema}\nstart(users);\n`, ['Role']), {
			code: "export const roles = ['member', 'admin'] as const;\n/** What somebody may do. */\nexport type Role = (typeof roles)[number];\n",
			exports: ['Role'],
			hasValues: false,
			isWhole: false,
			declared: ['roles', 'Role'],
		});
	});

	it('is all of the module where all is needed', () => {
		const names = ['posts', 'messages', 'Role', 'roles', 'users'];
		const all = slice(schema, names);
		assert.deepEqual([all?.code, all?.isWhole], [schema, true]);
	});

	it('leaves out what the module that takes it has', () => {
		const part = sliceModule(new ParsedModule(schema), ['posts'], {
			isNew: false,
			has: new Set(['users', 'id']),
		});
		assert.deepEqual(part?.declared, ['ownerId', 'posts']);
	});

	it('keeps what a module of its own does when it is loaded, and else what has to do with it', () => {
		const code = [
			"import './polyfill';",
			"import { connect } from 'a';",
			'',
			'export const db = connect();',
			'export const other = 1;',
			'',
			'setInterval(sweep, 10);',
			'await migrate(db);',
			'function sweep() {}',
			'',
		].join('\n');
		assert.equal(
			codeOf(code, ['other']),
			"import './polyfill';\nimport { connect } from 'a';\n\nexport const db = connect();\nexport const other = 1;\n\nsetInterval(sweep, 10);\nawait migrate(db);\nfunction sweep() {}\n",
		);
		assert.equal(codeOf(code, ['other'], false), 'export const other = 1;\n');
		assert.equal(
			codeOf(code, ['db'], false),
			"import { connect } from 'a';\n\nexport const db = connect();\n\nawait migrate(db);\n",
		);
	});

	it('takes exports of every form', () => {
		const code = [
			"export { a, b as c } from './x';",
			"export * as env from 'env';",
			"export * from './y';",
			'const d = 1;',
			'const e = 2;',
			'export { d, e as f };',
			'export default class G {}',
			'export function over(a: string): void;',
			'export function over(a: number): void;',
			'export function over() {}',
			'',
		].join('\n');
		assert.deepEqual(
			[['c'], ['env'], ['f'], ['default'], ['over'], ['elsewhere']].map((names) =>
				codeOf(code, names),
			),
			[
				"export { b as c } from './x';\n",
				"export * as env from 'env';\n",
				'const e = 2;\nexport { e as f };\n',
				'export default class G {}\n',
				'export function over(a: string): void;\nexport function over(a: number): void;\nexport function over() {}\n',
				"export * from './y';\n",
			],
		);
		assert.equal(slice('export const a = 1;', ['b']), undefined);
		assert.equal(slice('export const a = ;', ['a']), undefined);
	});

	it('of any module parses, has what was asked for and nothing else, and is merged once', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const random = seededRandom(seed);
			const isIn = (percent: number): boolean => random(100) < percent;
			const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
			const count = 2 + random(8);
			const names = Array.from({ length: count }, (_, i) => `n${i}`);
			/** What each refers to by its own making. */
			const refers = new Map(names.map((name) => [name, names.filter(() => isIn(25))] as const));
			const isType = new Map(names.map((name) => [name, isIn(30)] as const));
			const statements = names.map((name) => {
				const uses = refers.get(name) ?? [];
				const types = uses.map((each) => (isType.get(each) ? each : `typeof ${each}`));
				const values = uses.map((each) => (isType.get(each) ? `(0 as unknown as ${each})` : each));
				const forms = isType.get(name)
					? [
							`export type ${name} = [${[...types, 'ext'].join(', ')}];`,
							`export interface ${name} { m(own: string): [${types.join(', ')}] }`,
						]
					: [
							`export const ${name} = () => [${[...values, 'ext'].join(', ')}];`,
							`export function ${name}(ext: number) {\n\treturn [${[...values, 'ext'].join(', ')}];\n}`,
							`export class ${name} {\n\tm() {\n\t\treturn [${values.join(', ')}];\n\t}\n}`,
							`const { key: ${name} } = { key: () => [${values.join(', ')}] };\nexport { ${name} };`,
						];
				return `${isIn(30) ? `// about ${name}\n` : ''}${pick(forms)}`;
			});
			const code = `import { type ext as extType, ext } from 'ext';\n\n${statements.join(pick(['\n', '\n\n']))}\n`;
			const module = new ParsedModule(code);
			assert.ok(module.tree, code);
			const asked = names.filter(() => isIn(30));
			const part = sliceModule(module, asked, { isNew: true });
			if (asked.length === 0) {
				assert.equal(part, undefined);
				continue;
			}
			const reached = new Set(asked);
			for (const name of reached) for (const each of refers.get(name) ?? []) reached.add(each);
			const said = `${seed}: ${asked.join()}\n${code}\n→\n${part?.code}`;
			assert.ok(part, said);
			assert.deepEqual(part.exports, asked, said);
			assert.deepEqual(new Set(part.declared), reached, said);
			const result = new ParsedModule(part.code);
			assert.ok(result.tree, said);
			const exported = new Set(result.shape.exports.map(({ name }) => name));
			assert.ok(
				asked.every((name) => exported.has(name)),
				said,
			);
			const bound = new Set([
				...result.shape.declarations.map(({ name }) => name),
				...result.shape.imports.flatMap((each) => each.names.map(({ local }) => local)),
			]);
			const unbound = [...freeNames(result.tree.body)].filter((name) => !bound.has(name));
			assert.deepEqual(
				unbound.filter((name) => names.includes(name) || name.startsWith('ext')),
				[],
				said,
			);
			for (const name of reached) {
				assert.equal(part.code.includes(`// about ${name}\n`), code.includes(`// about ${name}\n`));
			}

			// Into the module that some of it came from: what is there is left out, and nothing is there twice.
			const has = new Set(part.declared);
			const more = sliceModule(module, names, { isNew: false, has });
			const rest = names.filter((name) => !has.has(name));
			const wanted = sliceModule(module, rest, { isNew: false, has });
			assert.deepEqual(new Set(wanted?.declared ?? []), new Set(rest), said);
			const merge = mergeInto(part.code, wanted?.code ?? '', { language: 'ts' });
			assert.deepEqual(merge.conflicts, [], `${said}\n+\n${wanted?.code}`);
			const whole = `${applyEdits(part.code, merge.importEdits)}\n${merge.body}`;
			const declared = new ParsedModule(whole).shape.declarations.map(({ name }) => name);
			assert.deepEqual(
				declared.toSorted(),
				module.shape.declarations.map(({ name }) => name).toSorted(),
			);
			assert.ok(more);
		}
	});
});
