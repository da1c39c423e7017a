import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeAppTypes } from '../../../src/core/code/appTypes.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const scaffold = `// See https://svelte.dev/docs/kit/types#app.d.ts
declare global {
	namespace App {
		// interface Error {}
		// interface Locals {}
		// interface PageData {}
	}
}

export {};
`;

function app(...lines: readonly string[]): string {
	return [
		'declare global {',
		'\tnamespace App {',
		...lines.map((line) => `\t\t${line}`),
		'\t}',
		'}',
		'',
		'export {};',
		'',
	].join('\n');
}

function merged(existing: string, addition: string): string {
	return applyEdits(existing, mergeAppTypes(existing, addition).edits);
}

describe('mergeAppTypes', () => {
	it('brings the commented-out interfaces of the scaffold to life', () => {
		assert.equal(
			merged(
				scaffold,
				`import type { Session } from '$lib/server/session';\n\n${app('interface Locals {', '\t/** Who. */', '\tuser: string | null; // null: nobody', '\tsession: Session;', '}')}`,
			),
			scaffold
				.replace('// See', "import type { Session } from '$lib/server/session';\n\n// See")
				.replace(
					'// interface Locals {}',
					'interface Locals {\n\t\t\t/** Who. */\n\t\t\tuser: string | null; // null: nobody\n\t\t\tsession: Session;\n\t\t}',
				),
		);
	});

	it('adds missing members and leaves the others as they are', () => {
		assert.equal(
			merged(
				app('interface Locals {', '\tuser: User|null', '}'),
				app(
					'interface Locals {',
					'\tuser: User | null;',
					'\tid: string;',
					'}',
					'interface Error {',
					'\tcode?: string;',
					'}',
				),
			),
			app(
				'interface Locals {',
				'\tuser: User|null',
				'\tid: string',
				'}',
				'interface Error {',
				'\tcode?: string',
				'}',
			),
		);
	});

	it('indents and ends members as the file does its own', () => {
		const addition = app(
			'interface Locals {',
			'\tuser: {',
			'\t\tid: string; // random',
			'\t};',
			'}',
		);
		for (const [unit, end] of [
			['\t', ';'],
			['  ', ''],
			['    ', ','],
		] as const) {
			const own = (depth: number, text: string): string => unit.repeat(depth) + text;
			const file = (...members: readonly string[]): string =>
				[
					'declare global {',
					own(1, 'namespace App {'),
					own(2, 'interface Error {'),
					own(3, `code: string${end}`),
					own(2, '}'),
					...members,
					own(1, '}'),
					'}',
					'',
					'export {};',
					'',
				].join('\n');
			const members = [
				own(2, 'interface Locals {'),
				own(3, 'user: {'),
				own(4, `id: string${end} // random`),
				own(3, `}${end}`),
				own(2, '}'),
			];
			assert.equal(merged(file(), addition), file(...members));
			assert.equal(merged(file(own(2, '// interface Locals {}')), addition), file(...members));
		}
	});

	it('opens up an interface on one line', () => {
		assert.equal(
			merged(
				app('interface Locals { a: string }', 'interface Error {}'),
				app('interface Locals { b: string }', 'interface Error { c: string }'),
			),
			app(
				'interface Locals {',
				'\ta: string;',
				'\tb: string',
				'}',
				'interface Error {',
				'\tc: string',
				'}',
			),
		);
	});

	it('reports members with another type and keeps the present one', () => {
		const existing = app('interface Locals {', '\tuser: string;', '}');
		const { edits, conflicts, whole } = mergeAppTypes(
			existing,
			app('interface Locals {', '\tuser: number;', '}'),
		);
		assert.deepEqual(
			{
				edits,
				whole,
				conflicts: conflicts.map(({ name, range }) => [
					name,
					existing.slice(range.start, range.end),
				]),
			},
			{ edits: [], whole: true, conflicts: [['Locals.user', 'user: string;']] },
		);
	});

	it('adds what is missing around the interfaces, and one export', () => {
		const addition = app('interface Locals {', '\ta: 1;', '}');
		const bare = addition.replace('\n\nexport {};', '');
		assert.equal(merged('', addition), addition);
		assert.equal(merged('// mine\n', bare), `// mine\n\n${addition}`);
		assert.equal(merged('export {};\n', addition), addition);
		assert.equal(merged('declare global {}\n\nexport {};\n', addition), addition);
	});

	it('merges other declarations, too', () => {
		assert.equal(
			merged(
				scaffold,
				"declare module 'x' {\n\texport const a: string;\n}\n\ndeclare global {\n\tinterface Window {\n\t\ta: string;\n\t}\n}\n",
			),
			scaffold
				.replace('\t}\n}\n', '\t}\n\tinterface Window {\n\t\ta: string;\n\t}\n}\n')
				.replace('export {};', "declare module 'x' {\n\texport const a: string;\n}\n\nexport {};"),
		);
	});

	it('leaves a script a script, so that all of its types stay global', () => {
		const script = [
			'/// <reference types="@sveltejs/kit" />',
			'',
			'declare const __APP_VERSION__: string;',
			'interface Window { gtag: (...args: unknown[]) => void }',
			"declare module '*.md' { const html: string; export default html; }",
			'declare namespace App {',
			'\t// interface Locals {}',
			'}',
			'',
		].join('\n');
		const imports = [
			"import type { A } from 'a';",
			"import type B from '$lib/b';",
			"import type { C as D } from '$lib/b';",
			"import type * as E from 'e';",
			'',
			'',
		].join('\n');
		const members = [
			'interface Locals {',
			'\ta: A | B;',
			'\td: D<E.F[]>;',
			'\tA: typeof A.x;',
			'}',
		];
		assert.equal(
			merged(script, imports + app(...members)),
			script.replace(
				'// interface Locals {}',
				[
					'interface Locals {',
					"\t\ta: import('a').A | import('$lib/b').default;",
					"\t\td: import('$lib/b').C<import('e').F[]>;",
					"\t\tA: typeof import('a').A.x;",
					'\t}',
				].join('\n'),
			),
		);
		assert.equal(
			merged(
				'interface ImportMetaEnv {\n  readonly VITE_A: "a"\n}\n',
				`${imports}${app('interface Locals {', '\ta: A;', '}').replace('declare global {', 'declare global {\n\tinterface ImportMetaEnv {\n\t\tB: B;\n\t}')}`,
			),
			[
				'interface ImportMetaEnv {',
				'  readonly VITE_A: "a"',
				'  B: import("$lib/b").default',
				'}',
				'',
				'declare namespace App {',
				'  interface Locals {',
				'    a: import("a").A',
				'  }',
				'}',
				'',
			].join('\n'),
		);
	});

	it('keeps an old `declare namespace App` global', () => {
		const old =
			'/// <reference types="@sveltejs/kit" />\n\ndeclare namespace App {\n\tinterface Locals {\n\t\ta: 1;\n\t}\n}\n';
		assert.equal(
			merged(old, 'declare namespace App {\n\tinterface Locals {\n\t\tb: 2;\n\t}\n}\n'),
			old.replace('\t\ta: 1;\n', '\t\ta: 1;\n\t\tb: 2;\n'),
		);
		assert.equal(
			merged(old, `import type { B } from "b";\n\n${app('interface Locals {', '\tb: B;', '}')}`),
			old.replace('\t\ta: 1;\n', "\t\ta: 1;\n\t\tb: import('b').B;\n"),
		);
	});

	it('leaves to the user what a script cannot say', () => {
		for (const addition of [
			`type A = 1;\n${app('interface Locals {', '\ta: A;', '}')}`,
			`declare module 'x' {}\n${app()}`,
			`import type { A } from 'a';\n${app('interface Locals extends A {}')}`,
			`import type { A } from 'a';\n${app('interface Locals {', '\ta: <A>(a: A) => A;', '}')}`,
		]) {
			assert.deepEqual(
				mergeAppTypes('interface Window { a: 1 }\n', addition),
				{ edits: [], conflicts: [], whole: false },
				addition,
			);
		}
	});

	it('keeps the own lines of any file, and what is global global', () => {
		const { seed, cases } = seedOf(61, 500);
		const random = seededRandom(seed);
		const own = [
			'declare const a: string;',
			"declare module '*.md' { const html: string; export default html; }",
			'interface Window { a: 1 }',
			'interface ImportMetaEnv {\n\treadonly VITE_A: string;\n}',
			'declare namespace App {\n\t// interface Locals {}\n}',
			'declare namespace App {\n\tinterface Locals {\n\t\ta: 1;\n\t}\n}',
			'declare namespace App {\n}',
			'// a comment',
			'declare function f(): void;',
			'type T = { a: 1 };',
		];
		const added = [
			'interface Locals {\n\t\t\tb: B;\n\t\t}',
			'interface Error {\n\t\t\tc?: C;\n\t\t}',
		];
		for (let i = 0; i < cases; i++) {
			const isModuleFile = random(4) === 0;
			const statements = own.filter(() => random(3) === 0).toSorted(() => random(3) - 1);
			if (statements.filter((each) => each.includes('App')).length > 1) continue;
			const existing = [...statements, ...(isModuleFile ? ['export {};'] : [])].join('\n\n') + '\n';
			const imports = random(3) > 0 ? "import type { B, C } from 'b';\n\n" : '';
			const addition = imports + app(...added.slice(random(2)));
			const text = merged(existing, addition);
			const trace = `${existing}\n---\n${text}`;
			const left = text.split('\n').map((line) => line.trim());
			for (const line of existing.split('\n').map((each) => each.trim())) {
				if (line.startsWith('// interface') || line === '') continue;
				const at = left.indexOf(line);
				assert.notEqual(at, -1, trace);
				left.splice(at, 1);
			}
			const { tree } = new ParsedModule(text);
			assert.ok(tree, trace);
			const hasCode = statements.some((each) => !each.startsWith('//'));
			const isModuleNow = tree.body.some(({ type }) => /^(?:Import|Export)/.test(type));
			assert.equal(isModuleNow, isModuleFile || !hasCode, trace);
			assert.deepEqual(
				mergeAppTypes(text, addition),
				{ edits: [], conflicts: [], whole: true },
				trace,
			);
		}
	});

	it('changes nothing when it is run again', () => {
		const addition = `import type { B } from 'b';\n\n${app('interface Locals {', '\tb: B;', '}', 'interface Error {', "\tcode?: 'a';", '}')}`;
		const once = merged(scaffold, addition);
		assert.deepEqual(mergeAppTypes(once, addition), { edits: [], conflicts: [], whole: true });
	});

	it('keeps CRLF', () => {
		const existing = scaffold.replaceAll('\n', '\r\n');
		const result = merged(
			existing,
			app('interface Locals {', '\ta: 1;', '}', 'interface New {', '\tb: 2;', '}'),
		);
		assert.equal(result.replaceAll('\r\n', '').includes('\n'), false);
	});

	it('leaves a file that does not parse to the user', () => {
		assert.deepEqual(
			mergeAppTypes('declare global { namespace App {', app('interface Locals {}')),
			{
				edits: [],
				conflicts: [],
				whole: false,
			},
		);
	});
});
