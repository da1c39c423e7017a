import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	collectPatterns,
	completionWord,
	findPattern,
	isInsertable,
	isOfferedIn,
} from '../../../src/core/pattern/patternLibrary.ts';

function block(title: string, code: string, info = 'ts'): string {
	return `### ${title}\n\n\`\`\`${info}\n${code}\n\`\`\`\n\n`;
}

const page = block(
	'Page',
	"// src/routes/+page.server.ts\nimport { db } from '$lib/server/db';\nimport { x } from '$lib/x';\nexport const load = () => db(x);",
	'ts prefix=kit-page',
);
const database = block('Database', '// src/lib/server/db/index.ts\nexport const db = 1;\ndb;');
const url = block('Address', '// src/lib/server/db/url.ts\nexport const url = 1;\nurl;');
const schema = block('Schema', '// lib/server/schema.ts\nexport const table = 1;\ntable;');
const library = collectPatterns([
	{ handle: 'a', prompt: page + url },
	{ handle: 'b', prompt: database + schema },
	{ handle: 'c', prompt: block('Page', '// src/routes/c/+page.ts\nexport const ssr = false;\n') },
]);

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
});
