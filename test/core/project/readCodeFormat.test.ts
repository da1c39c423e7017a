import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternFormat, type CodeFormat } from '../../../src/core/code/codeFormat.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { readCodeFormat } from '../../../src/core/project/readCodeFormat.ts';

function formatOf(files: Readonly<Record<string, string>>): CodeFormat {
	const { facts } = readProjectFacts({
		packageJson: files['package.json'],
		fileNames: Object.keys(files),
	});
	return readCodeFormat(facts, (path) => files[path]).format;
}

const prettier: CodeFormat = {
	...patternFormat,
	useTabs: false,
	printWidth: 80,
	singleQuote: false,
	trailingComma: 'all',
	insertFinalNewline: true,
};

describe('readCodeFormat', () => {
	it('reads every form of a configuration of Prettier', () => {
		const wanted = { ...prettier, semi: false, tabWidth: 4, arrowParens: 'avoid' as const };
		const manifest = '{ "devDependencies": { "prettier": "^3.0.0" } }';
		const object = "{ semi: false, tabWidth: 4, arrowParens: 'avoid', plugins: ['x'] }";
		for (const [name, text] of [
			['.prettierrc', '{ "semi": false, "tabWidth": 4, "arrowParens": "avoid" }'],
			['.prettierrc', '# ours\nsemi: false\ntabWidth: 4\narrowParens: avoid\n'],
			['.prettierrc.json', '{ "semi": false, "tabWidth": 4, "arrowParens": "avoid" }'],
			['.prettierrc.yaml', 'semi: false\ntabWidth: 4\narrowParens: avoid\n'],
			['.prettierrc.toml', 'semi = false\ntabWidth = 4\narrowParens = "avoid"\n[x]\nsemi = true\n'],
			[
				'prettier.config.js',
				`/** @type {X} */\nconst config = ${object};\nexport default config;\n`,
			],
			['prettier.config.ts', `const config: Config = ${object};\nexport default config;\n`],
			['.prettierrc.cjs', `module.exports = ${object};\n`],
		] as const) {
			assert.deepEqual(formatOf({ 'package.json': manifest, [name]: text }), wanted, name);
		}
		assert.deepEqual(
			formatOf({
				'package.json': '{ "prettier": { "semi": false, "tabWidth": 4, "arrowParens": "avoid" } }',
			}),
			wanted,
		);
	});

	it('takes what a configuration does not say from Prettier and the EditorConfig', () => {
		const files = {
			'package.json': '{ "devDependencies": { "prettier": "2.8.8" } }',
			'.prettierrc': '{ "singleQuote": true, "printWidth": "wide", "trailingComma": "never" }',
			'.editorconfig':
				'root = true\n[*]\nindent_style = tab\nmax_line_length = 120\n[*.md]\nindent_style = space\n',
		};
		assert.deepEqual(formatOf(files), {
			...prettier,
			singleQuote: true,
			useTabs: true,
			printWidth: 120,
			trailingComma: 'es5',
		});
	});

	it('asks the files of a project without Prettier, and its EditorConfig', () => {
		const files = {
			'package.json': '{}',
			'src/hooks.server.ts': 'import a from "a"\n\nexport function handle() {\n    return a\n}\n',
			'src/routes/+page.svelte': '<script>\n    import b from "b"\n    b()\n</script>\n',
			'vite.config.ts': "import c from 'c';\n\nexport default c;\n",
		};
		const own = { ...patternFormat, useTabs: false, tabWidth: 4, singleQuote: false, semi: false };
		assert.deepEqual(formatOf(files), own);
		const editorConfig =
			'[*.{js,ts}]\nindent_style = space\nindent_size = 3\ninsert_final_newline = true\n';
		assert.deepEqual(formatOf({ ...files, '.editorconfig': editorConfig }), {
			...own,
			tabWidth: 3,
			insertFinalNewline: true,
		});
		assert.deepEqual(formatOf({ 'package.json': '{}' }), patternFormat);
	});

	it('takes of an EditorConfig the sections for its code, whatever others say', () => {
		const of = (sections: string): CodeFormat =>
			formatOf({ 'package.json': '{}', 'tsconfig.json': '{}', '.editorconfig': sections });
		const all = '[*]\nindent_style = space\nindent_size = 4\ninsert_final_newline = true\n';
		const wanted = { ...patternFormat, useTabs: false, tabWidth: 4, insertFinalNewline: true };
		for (const other of [
			'**.min.js',
			'*.min.js',
			'vendor/*',
			'*.spec.ts',
			'*.md',
			'Makefile',
			'{a,b}.js',
		]) {
			const more = `[${other}]\nindent_style = tab\ninsert_final_newline = false\n`;
			assert.deepEqual(of(all + more), wanted, other);
		}
		const ignored = '[**]\nindent_style = ignore\ninsert_final_newline = ignore\n';
		assert.deepEqual(of(all + ignored), wanted);
		for (const own of ['**', '*.[jt]s', '*.{js,ts,svelte}', 'src/**', '/src/**.ts', '**.ts']) {
			assert.equal(of(`${all}[${own}]\nindent_size = 3\n`).tabWidth, 3, own);
		}
	});

	it('goes by the files where only running a configuration would tell', () => {
		const files = {
			'package.json': '{ "devDependencies": { "prettier": "3" } }',
			'prettier.config.js': "import base from 'base';\nexport default await base();\n",
			'src/hooks.server.ts': 'import a from "a"\n\nexport function handle() {\n  return a\n}\n',
		};
		assert.deepEqual(formatOf(files), {
			...patternFormat,
			useTabs: false,
			tabWidth: 2,
			singleQuote: false,
			insertFinalNewline: true,
			semi: false,
		});
	});
});
