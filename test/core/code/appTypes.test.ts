import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeAppTypes } from '../../../src/core/code/appTypes.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

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

	it('keeps an old `declare namespace App` global when the file becomes a module', () => {
		const old =
			'/// <reference types="@sveltejs/kit" />\n\ndeclare namespace App {\n\tinterface Locals {\n\t\ta: 1;\n\t}\n}\n';
		assert.equal(
			merged(old, 'declare namespace App {\n\tinterface Locals {\n\t\tb: 2;\n\t}\n}\n'),
			old.replace('\t\ta: 1;\n', '\t\ta: 1;\n\t\tb: 2;\n'),
		);
		assert.equal(
			merged(old, `import type { B } from 'b';\n\n${app('interface Locals {', '\tb: B;', '}')}`),
			'/// <reference types="@sveltejs/kit" />\n\nimport type { B } from \'b\';\n\ndeclare global {\n\tnamespace App {\n\t\tinterface Locals {\n\t\t\ta: 1;\n\t\t\tb: B;\n\t\t}\n\t}\n}\n',
		);
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
