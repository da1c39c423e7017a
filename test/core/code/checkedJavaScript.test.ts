import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stripTypes } from '../../../src/core/code/stripTypes.ts';
import { faultsOf, faultsOfJavaScript } from '../../helpers/javaScriptCheck.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { readPatterns } from '../../patterns/library.ts';

/** A module that the code under test imports. */
const library = `
export interface Foo { bar: number; baz?: string }
export interface Event<P = string> { params: P; locals: { user: Foo | undefined } }
export declare function fn<T>(x: T, f?: (y: T) => number): T;
export declare function tag<T>(x: TemplateStringsArray, ...rest: unknown[]): { type: T };
export type Handle = (input: { event: Event; resolve(e: Event): Promise<Response> }) => Promise<Response>;
export declare function sequence(...h: Handle[]): Handle;
export class Base<T> { constructor(public value: T) {} }
export default interface Standard { q: 1 }
`;

/** Each a module of its own; what it exports has to have the same types in JavaScript. */
const modules: Readonly<Record<string, string>> = {
	'constants, actions and handlers': `
import { type Event as Ev } from './library.ts';
import type { Handle } from './library.ts';
export const roles = ['member', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];
export const actions = {
	default: async ({ params }: Ev<{ id: string }>): Promise<number> => params.id.length,
	other: async (event: Ev): Promise<number | undefined> => event.locals.user?.bar,
} satisfies Record<string, (e: never) => Promise<unknown>>;
export const handle: Handle = async ({ event, resolve }) => resolve(event);
export const w = { a: 1, b: 'x' } as const satisfies Record<string, unknown>;`,
	'functions inside of functions': `
import type { Foo } from './library.ts';
/** Finds it. */
export async function find(id: string, days = 7, { a }: { a: string } = { a: '' }, ...rest: string[]): Promise<Foo | undefined> {
	const rows: Foo[] = [];
	const map = new Map<string, Foo[]>();
	const inner = (x: Foo, y?: number): number => x.bar + (y ?? 0);
	function local(this: Foo, z: string[]): string {
		return z.join(String(this.bar));
	}
	rows.push({ bar: local.call({ bar: days }, [a, ...rest]).length });
	const first = map.get(id)![0]!;
	const found = rows.map((row: Foo) => ({ ...row, n: inner(row) })).find((r): r is Foo & { n: number } => r.n > 1);
	return found ?? first;
}
function throttle<A extends unknown[]>(f: (...args: A) => void, ms: number): (...args: A) => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	return (...args: A) => { clearTimeout(timer); timer = setTimeout(() => f(...args), ms); };
}
export const throttled = throttle((a: string, b: number) => { a.at(b); }, 1);
export const curried = (a: string) => (b: number): string => a + b;
export const later = function <T>(x: T[]): T | undefined { return x[0]; };
export default function (x: number): string { return String(x); }`,
	'type arguments of calls': `
import { fn, tag, type Foo } from './library.ts';
export const a = fn<string>('x', (y) => y.length);
export const b = tag<number>\`x \${1}\`;
export const c = { m: new Map<string, Set<Foo>>(), s: new Set<string>(['a']) };
export const p = () => new Promise<void>((resolve) => resolve());
export const sums = [1, 2].reduce<Record<string, number>>((acc, n) => ({ ...acc, [n]: n }), {});
export const made = Object.fromEntries<number>([['a', 1]]);`,
	assertions: `
import type { Foo } from './library.ts';
export const x = JSON.parse('1') as Foo;
export const y = (JSON.parse('1') as Foo).bar;
export const z = (await Promise.resolve<unknown>(1)) as unknown as string;
export function q(v: unknown): v is Foo {
	return typeof v === 'object' && v !== null && 'bar' in v && typeof (v as Foo).bar === 'number';
}
export function as(v: unknown): asserts v is Foo {
	if (!q(v)) throw new Error();
}
(globalThis as unknown as { foo: number }).foo = 1;
let maybe: Foo | undefined = JSON.parse('1');
export const bar = maybe!.bar;
maybe!.bar = 3;
try { as(1); } catch (e: any) { e.x(); }
for (const r of [1] as Iterable<number>) r.toFixed();
for (let i: number | string = 0; i === 0; ) { i = 'x'; }
export const entries = Object.entries({ a: 1 }).reduce((acc, [k, v]) => { acc[k] = v; return acc; }, {} as Record<string, number>);`,
	types: `
import type { Foo } from './library.ts';
export interface Visitor {
	id: string; // random
	/** The name that is shown. */
	name?: string;
	readonly tags: string[]
}
export interface Plain {
	id: string // random
	name?: string
	go: (x: number) => void
}
export interface Wide extends Foo, Omit<Visitor, 'id'> {
	more: { a: string
		b?: number }
}
interface Twice { a: string }
interface Twice { b: number }
export const twice: Twice = { a: '', b: 1 };
export type Box<T extends string = 'x'> = { value: T; next?: Box<T> };
export type Fn = (a: string, ...b: number[]) => Promise<void>;
export const box: Box<'a'> = { value: 'a' };
export type Long =
	| { type: 'aaaaaaaaaaaaaaaaaaaaaaaaaaa'; value: string }
	| { type: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'; count: number };
const Kind = { A: 'a', B: 'b' } as const;
type Kind = (typeof Kind)[keyof typeof Kind];
export const kind: Kind = Kind.A;
export const pick = <const T extends object, K extends keyof T = keyof T>(x: T, k: K): T[K] => x[k];
export function inner(): 1 | 2 {
	type Local = { a: 1 | 2 };
	const one: Local = { a: 1 };
	const { a }: Local = one;
	let n = 0, s: string = 'x', u: Local[] = [];
	s = String(n + u.length);
	return s === '' ? 2 : a;
}`,
	'classes and overloads': `
import { Base, type Foo } from './library.ts';
class Store<T extends string> extends Base<T> implements Iterable<T> {
	private static readonly count: number = 1;
	#size = 0;
	#map = new Map<T, number>();
	later!: Foo;
	maybe?: Foo;
	constructor(value: T, isNew: boolean) {
		super(value);
		if (isNew) this.#size = Store.count;
	}
	/** One by its key. */
	get(key: T): number;
	get(key: number): T;
	get(key: T | number): T | number {
		return typeof key === 'number' ? this.value : (this.#map.get(key) ?? this.#size);
	}
	*[Symbol.iterator](): Generator<T> { yield this.value; }
	get size(): number { return this.#size; }
	set size(n: number) { this.#size = n; }
	with<K>(this: Store<T>, key: K): [K, T] { return [key, this.value]; }
	take({ a }: { a: K1 }, b = 1): number { return a + b; }
}
type K1 = number;
export function over(a: string): string;
export function over(a: number): number;
export function over(a: string | number): string | number { return a; }
export const size = new Store('a', true).size;
export const byKey = new Store('a', true).get('a');
export const byIndex = new Store('a', true).get(1);
export const pair = new Store('a', true).with(1);
export const foo = new Store('a', true).later;`,
	'imports of all sorts': `
import type Standard from './library.ts';
import { sequence, Handle } from './library.ts';
import type * as all from './library.ts';
export { fn, type Foo } from './library.ts';
export const d: Standard = { q: 1 };
const h: Handle[] = [];
export const s = sequence(...h);
type Parameter = Parameters<typeof sequence>[number];
export const one: Parameter = s;
export const f: all.Foo = { bar: 1 };`,
};

describe('JavaScript made of TypeScript, under a checker', () => {
	for (const [what, code] of Object.entries(modules)) {
		it(`has the types that it had: ${what}`, () => {
			const { code: made, note } = stripTypes(code);
			const faults = faultsOfJavaScript(code, made, { 'library.ts': library });
			assert.deepEqual({ note, faults }, { note: undefined, faults: [] }, made);
		});
	}

	it('has the types that it had, whatever is put together', () => {
		const { seed, cases } = seedOf(12, 6);
		const random = seededRandom(seed);
		for (let i = 0; i < cases; i++) {
			const code = randomModule(random);
			const { code: made, note } = stripTypes(code);
			const faults = faultsOfJavaScript(code, made, { 'library.ts': library });
			assert.deepEqual({ note, faults }, { note: undefined, faults: [] }, `${code}\n\n${made}`);
		}
	});

	it('has no fault that the pattern does not have, in all bundled patterns', () => {
		const files: Record<string, string> = {};
		const packages = new Set<string>();
		for (const { id, variants } of readPatterns()) {
			for (const [i, variant] of variants.entries()) {
				for (const [j, { code, language, path }] of variant.files.entries()) {
					if (language !== 'typescript' || path?.endsWith('.d.ts')) continue;
					const { code: made, note } = stripTypes(code);
					assert.equal(note, undefined);
					const name = `${id}-${i}-${j}`;
					files[`${name}.ts`] = code;
					files[`${name}-made.js`] = made;
					for (const [, from = ''] of code.matchAll(/from '([^']+)'|import '([^']+)'/g)) {
						packages.add(from);
					}
				}
			}
		}
		// What they import is not here, so that all of it is `any`; what they declare is not.
		files['packages.d.ts'] = [...packages].map((name) => `declare module '${name}';`).join('\n');
		const faults = faultsOf(files).map((fault) => {
			const [, file = '', words = ''] = /^(\S+?):\d+: (.*)$/.exec(fault) ?? [];
			return { file: file.replace(/(?:-made)?\.[jt]s$/, ''), isMade: file.endsWith('.js'), words };
		});
		const original = new Set(
			faults.filter(({ isMade }) => !isMade).map(({ file, words }) => `${file}: ${words}`),
		);
		const added = faults
			.filter(({ isMade }) => isMade)
			.map(({ file, words }) => `${file}: ${words}`)
			.filter((fault) => !original.has(fault))
			// Said of what is `any` here, in other words than in TypeScript.
			.filter((fault) => !/NodeJS|no signatures for which the type argument list/.test(fault));
		assert.deepEqual(added, []);
	});
});

type Random = (limit: number) => number;

/** A module of some statements that type-check, in which the ways to say types are mixed. */
function randomModule(random: Random): string {
	const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
	const type = (): string =>
		pick([
			'string',
			'number',
			'Foo',
			'Foo[]',
			"('a' | 'b')",
			'Map<string, Foo>',
			'{ a?: string; b: Foo }',
		]);
	const parameter = (i: number): string => {
		const named = type();
		return pick([
			`p${i}: ${named}`,
			`p${i}: ${named} = undefined as any`,
			`{ a: q${i} }: { a: ${named} }`,
		]);
	};
	const parameters = (): string => {
		const count = random(4);
		const list = Array.from({ length: count }, (_, i) => parameter(i));
		return [...list, ...pick([[], [`last?: ${type()}`], [`...rest: ${type()}[]`]])].join(', ');
	};
	const value = (named: string): string =>
		pick([
			`undefined as any as ${named}`,
			`(undefined as unknown) as ${named}`,
			`(undefined as ${named} | undefined)!`,
			`fn<${named}>(undefined as any)`,
			`([undefined as any as ${named}] as const).map((x: ${named}): ${named} => x)[0] as ${named}`,
			`new Map<string, ${named}>().get('a')!`,
		]);
	const statement = (i: number): string => {
		const named = type();
		return pick([
			() => `export const c${i}: ${named} = ${value(named)};`,
			() => `export const c${i} = ${value(named)};`,
			() => `export function c${i}(${parameters()}): ${named} { return ${value(named)}; }`,
			() => `export const c${i} = async (${parameters()}): Promise<${named}> => ${value(named)};`,
			() => `export const c${i} = <T extends ${named}>(x: T): T[] => [x];`,
			() =>
				`export const c${i} = { m(${parameters()}): ${named} { return ${value(named)}; }, n: ${value(named)} };`,
			() =>
				`export const c${i} = {\n\tm: (${parameters()}): ${named} => ${value(named)},\n\tget g(): ${named} { return ${value(named)}; },\n};`,
			() => `export const c${i} = new Map<string, ${named}>();`,
			() => `type T${i} = { x: ${named} };\nexport const c${i}: T${i} = { x: ${value(named)} };`,
			() =>
				`interface I${i} {\n\tx: ${named}\n\ty?: string // why\n}\nexport let c${i}: I${i} | undefined;`,
			() =>
				`export function c${i}(): ${named} {\n\tconst f = (${parameters()}): ${named} => ${value(named)};\n\tlet list: ${named}[] = [];\n\tfunction g(x: ${named}) { list.push(x); }\n\tg(${value(named)});\n\tvoid f;\n\treturn list[0]!;\n}`,
		])();
	};
	return [
		"import { fn, type Foo } from './library.ts';",
		...Array.from({ length: 25 }, (_, i) => statement(i)),
	].join('\n');
}
