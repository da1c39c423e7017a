import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findFences } from '../../../src/core/markdown/markdown.ts';
import { reindent, toSnippet, wordsOf } from '../../../src/core/code/snippet.ts';
import { snippetToText } from '../../helpers/snippetText.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';

const tabs = { insertSpaces: false, tabSize: 4 };
const twoSpaces = { insertSpaces: true, tabSize: 2 };

describe('snippet', () => {
	it('keeps dollars, braces and backslashes of the code', () => {
		const code = "import './$types';\nconst a = /\\$\\{x}/.test(`${b}\\n`);\n";
		assert.equal(
			toSnippet(code, []),
			"import './\\$types';\nconst a = /\\\\\\$\\\\{x\\}/.test(`\\${b\\}\\\\n`);\n$0",
		);
		assert.equal(snippetToText(toSnippet(code, [])), code);
	});

	it('links all places of a placeholder, whole words only', () => {
		assert.equal(
			toSnippet("const posts = latestPosts('/api/posts'); // `${posts}` $posts posts-list\n", [
				'slug',
				'posts',
			]),
			"const ${2:posts} = latestPosts('/api/$2'); // `\\${$2\\}` \\$posts $2-list\n$0",
		);
	});

	it('takes a word with hyphens before its parts', () => {
		assert.equal(toSnippet('a-b a b c-a', ['a', 'a-b']), '${2:a-b} ${1:a} b c-$1$0');
	});

	it('ends with the last tab stop also without code and placeholders', () => {
		assert.equal(toSnippet('', ['a']), '$0');
	});

	it('inserts the code of every block of agent files unchanged', () => {
		const files = agentFiles('corpus', 'seeds');
		let blocks = 0;
		for (const { text, path } of files) {
			for (const { codeRange } of findFences(text)) {
				const code = text.slice(codeRange.start, codeRange.end);
				const words = [...wordsOf(code)].map(({ start, end }) => code.slice(start, end));
				assert.equal(snippetToText(toSnippet(code, words.slice(0, 50))), code, path);
				const indented = reindent(reindent(code, tabs), twoSpaces).replace(/^[ \t]+/gm, '');
				assert.equal(indented, code.replace(/^[ \t]+/gm, ''), path);
				blocks++;
			}
		}
		console.log(`      read ${blocks} code blocks of ${files.length} files`);
	});
});

describe('reindenting', () => {
	it("turns the code's own spaces into tabs and keeps what aligns", () => {
		assert.equal(
			reindent('a {\n  b {\n    c;\n     d;\n  }\n  /**\n   * e\n   */\n}\n', tabs),
			'a {\n\tb {\n\t\tc;\n\t\t d;\n\t}\n\t/**\n\t * e\n\t */\n}\n',
		);
	});

	it('turns tabs into the spaces of the editor', () => {
		assert.equal(
			reindent('a\n\tb\n\t\tc\n', { insertSpaces: true, tabSize: 3 }),
			'a\n   b\n      c\n',
		);
	});

	it('turns four spaces into two', () => {
		assert.equal(reindent('a\n    b\n        c\n', twoSpaces, 'python'), 'a\n  b\n    c\n');
	});

	it('leaves the text of templates alone, in scripts of Svelte files too', () => {
		const code = 'f(`\n  a ${`\n  b`}\n  `);\n  c(/* `\n  */ d);\n';
		const expected = 'f(`\n  a ${`\n  b`}\n  `);\n\tc(/* `\n\t*/ d);\n';
		assert.equal(reindent(code, tabs), expected);
		assert.equal(
			reindent(`<script>\n${code}</script>\n<p>\n  it\`s\n</p>\n`, tabs, 'svelte'),
			`<script>\n${expected}</script>\n<p>\n\tit\`s\n</p>\n`,
		);
	});

	it('changes nothing where only one kind of indentation is valid', () => {
		assert.equal(reindent('a:\n  b: 1\n', tabs, 'yaml'), 'a:\n  b: 1\n');
		assert.equal(reindent('a:\n\tb\n', twoSpaces, 'makefile'), 'a:\n\tb\n');
	});
});
