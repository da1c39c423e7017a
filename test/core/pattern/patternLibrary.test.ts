import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	collectPatterns,
	completionWord,
	findPattern,
	isInsertable,
	isOfferedIn,
	neededModules,
} from '../../../src/core/pattern/patternLibrary.ts';

function block(title: string, code: string, info = 'ts'): string {
	return `### ${title}\n\n\`\`\`${info}\n${code}\n\`\`\`\n\n`;
}

const page = block(
	'Page',
	"// src/routes/+page.server.ts\nimport { db } from '$lib/server/db';\nimport { x } from '$lib/x';\nexport const load = () => db(x);",
	'ts prefix=kit-page',
);
const database = block(
	'Database',
	"// src/lib/server/db/index.ts\nimport { url } from './url';\nimport * as s from '$lib/server/schema';\nexport const db = () => [url, s];",
);
const url = block(
	'Address',
	"// src/lib/server/db/url.ts\nimport { db } from '.';\nexport const url = db;",
);
const schema = block(
	'Schema',
	'// lib/server/schema.ts\nexport const table = 1;\nexport default table;',
);
const library = collectPatterns([
	{ handle: 'a', prompt: page + url },
	{ handle: 'b', prompt: database + schema },
	{ handle: 'c', prompt: block('Page', '// src/routes/c/+page.ts\nexport const ssr = false;\n') },
]);

async function needed(id: string, present: readonly string[] = []): Promise<readonly string[][]> {
	const entry = findPattern(library, id);
	assert.ok(entry);
	const modules = await neededModules(entry, library, 3, {
		has: async (path) => present.includes(path),
		declares: async (member) => present.includes(member),
	});
	return modules.map(({ path, maker }) => [path, maker.key]);
}

describe('pattern library', () => {
	it('names patterns by agent and id', () => {
		assert.deepEqual(
			library.map(({ key }) => key),
			['a/page', 'a/address', 'b/database', 'b/schema', 'c/page'],
		);
	});

	it('finds a pattern by its own id only where that is unique', () => {
		assert.equal(findPattern(library, 'schema')?.key, 'b/schema');
		assert.equal(findPattern(library, 'page'), undefined);
		assert.equal(findPattern(library, 'c/page')?.key, 'c/page');
	});

	it('offers what names a file or a prefix, in a language of the document', () => {
		const entries = collectPatterns([
			{
				handle: 'a',
				prompt:
					block('File', '// src/a.ts\na();') +
					block('Other file', '-- db/a.sql\nselect 1;', 'sql') +
					block('Prefix', 'a();\nb();', 'js prefix=kit-a') +
					block('Page', '<p />\n<p />', 'svelte prefix=kit-page') +
					block('Worker', 'go a()\nb()', 'go prefix=go-a') +
					block('Claim', 'SELECT 1;\nSELECT 2;', 'sql') +
					block('Read only', 'a();\nb();'),
			},
		]);
		const offered = (language: string | undefined): readonly string[] =>
			entries.filter((entry) => isOfferedIn(entry, language)).map(({ pattern }) => pattern.id);
		const all = ['file', 'other-file', 'prefix', 'page', 'worker'];
		assert.deepEqual(
			entries.filter((entry) => isInsertable(entry)).map(({ pattern }) => pattern.id),
			all,
		);
		assert.deepEqual(offered(undefined), all);
		assert.deepEqual(offered('typescript'), ['file', 'other-file', 'prefix']);
		assert.deepEqual(offered('javascriptreact'), ['file', 'other-file', 'prefix']);
		assert.deepEqual(offered('svelte'), ['file', 'other-file', 'page']);
		assert.deepEqual(offered('go'), ['file', 'other-file', 'worker']);
		assert.deepEqual(offered('markdown'), ['file', 'other-file']);
	});

	it('takes the word for completion from the author or from the id', () => {
		assert.deepEqual(
			library.slice(0, 2).map((entry) => completionWord(entry)),
			['kit-page', 'kit-address'],
		);
	});

	it('follows imports to the patterns that make the modules, in the order of making', async () => {
		assert.deepEqual(await needed('a/page'), [
			['src/lib/server/db/url.ts', 'a/address'],
			['lib/server/schema.ts', 'b/schema'],
			['src/lib/server/db/index.ts', 'b/database'],
		]);
	});

	it('asks for nothing that the project has, nor for what that would need', async () => {
		assert.deepEqual(await needed('a/page', ['src/lib/server/db/index.ts']), []);
		assert.deepEqual(await needed('a/page', ['lib/server/schema.ts']), [
			['src/lib/server/db/url.ts', 'a/address'],
			['src/lib/server/db/index.ts', 'b/database'],
		]);
	});

	it('follows members of App.Locals to the pattern that declares them', async () => {
		const session = block(
			'Session',
			[
				'// src/app.d.ts',
				'declare global {',
				'\tnamespace App {',
				'\t\tinterface Locals {',
				'\t\t\tuser: string | null;',
				'\t\t}',
				'\t}',
				'}',
				'export {};',
				'',
				'// src/lib/session.ts',
				'export const session = 1;',
			].join('\n'),
		);
		const uses = [
			'export const load = ({ locals }) => locals.user;',
			'export const load = (event) => event.locals.user!.id;',
			'export const load = ({ locals: { user } }) => user;',
			'export const load = (event) => { const { user: me } = event.locals; return me; };',
		];
		for (const code of uses) {
			const own = collectPatterns([
				{ handle: 'a', prompt: block('Page', `// src/routes/+page.server.ts\n${code}`) + session },
			]);
			const [entry] = own;
			assert.ok(entry);
			const of = (declared: boolean) =>
				neededModules(entry, own, 3, { has: async () => false, declares: async () => declared });
			assert.deepEqual(
				(await of(false)).map(({ path }) => path),
				['src/app.d.ts'],
				code,
			);
			assert.deepEqual(await of(true), [], code);
		}
	});
});
