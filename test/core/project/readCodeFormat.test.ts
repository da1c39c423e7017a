import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import yaml from 'js-yaml';
import { describe, it } from 'mocha';
import * as prettierItself from 'prettier';
import { patternFormat, type CodeFormat } from '../../../src/core/code/codeFormat.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import {
	readCodeFormat,
	type CodeFormatReading,
} from '../../../src/core/project/readCodeFormat.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

function readingOf(files: Readonly<Record<string, string>>): CodeFormatReading {
	const { facts } = readProjectFacts({
		packageJson: files['package.json'],
		fileNames: Object.keys(files),
	});
	return readCodeFormat(facts, (path) => files[path]);
}

function formatOf(files: Readonly<Record<string, string>>): CodeFormat {
	return readingOf(files).format;
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

	it('takes from the files what is spread into a configuration, and nothing else', () => {
		const hooks =
			'import a from "a"\n\nexport function handle() {\n  const b = {c, d}\n  return a(\n    b,\n  )\n}\n';
		const of = (config: string, file = hooks): CodeFormat =>
			formatOf({
				'package.json': '{ "devDependencies": { "prettier": "3" } }',
				'prettier.config.js': `import base from 'base';\n${config}\n`,
				'src/hooks.server.ts': file,
			});
		const own = {
			useTabs: false,
			tabWidth: 2,
			singleQuote: false,
			semi: false,
			bracketSpacing: false,
			trailingComma: 'all' as const,
		};
		const wanted = { ...patternFormat, ...own, insertFinalNewline: true };
		for (const [config, known] of [
			['export default { ...base };', {}],
			['export default { ...base, semi: true };', { semi: true }],
			['export default { ...base, semi: true, printWidth: 70 };', { semi: true, printWidth: 70 }],
			['export default { semi: true, ...base };', {}],
			[
				'const mine = { ...base, tabWidth: 7 };\nexport default { ...mine, semi: true };',
				{ tabWidth: 7, semi: true },
			],
			[
				'const mine = { ...base, tabWidth: 7, semi: true };\nexport default { ...mine, ...base };',
				{},
			],
			['export default { semi: base.semi, [base.key]: 1 };', {}],
			['const config = { semi: true };\nconfig.semi = base.semi;\nexport default config;', {}],
			['export default Object.assign({ semi: true }, base);', {}],
			[
				"export default { ...base, semi: true, overrides: [{ files: '*.js', options: { ...base } }] };",
				{},
			],
			[
				"export default { ...base, semi: true, overrides: [{ files: '*.md', options: { ...base } }] };",
				{ semi: true },
			],
			['export default { ...base, semi: true, overrides: base.overrides };', {}],
		] as const) {
			assert.deepEqual(of(config), { ...wanted, ...known }, config);
		}
		// What the files do not show is what is said of most.
		assert.equal(of('export default { semi: false, ...base };', 'x\ny\n').semi, false);
		const known = { ...prettier, semi: false };
		assert.deepEqual(of('const mine = { semi: false };\nexport default { ...mine };'), known);
		assert.equal(of('export default { ...base, printWidth: 9999 };').printWidth, 9999);
	});

	it('has new files end their lines as those of the project, where nothing says how', () => {
		const crlf = 'import a from "a";\r\n\r\na();\r\n';
		for (const [config, wanted] of [
			[undefined, 'crlf'],
			['{}', 'lf'],
			['{ "endOfLine": "crlf" }', 'crlf'],
			['{ "endOfLine": "auto" }', 'crlf'],
			['"shared"', 'crlf'],
		] as const) {
			const files = {
				'package.json': '{}',
				...(config !== undefined && { '.prettierrc': config }),
				'src/hooks.server.ts': crlf,
			};
			assert.equal(formatOf(files).endOfLine, wanted, config);
		}
	});

	it('says of each file what Prettier does, wherever its configuration stands', async function () {
		this.timeout(60_000);
		const { seed, cases } = seedOf(44, 80);
		const random = seededRandom(seed);
		const pick = <T>(...items: readonly T[]): T => items[random(items.length)] as T;
		const folder = mkdtempSync(join(tmpdir(), 'format-'));
		const options = (): Record<string, unknown> =>
			Object.fromEntries(
				(
					[
						['semi', false],
						['useTabs', true],
						['tabWidth', 3],
						['printWidth', 77],
						['singleQuote', true],
						['trailingComma', 'es5'],
						['bracketSpacing', false],
						['arrowParens', 'avoid'],
						['objectWrap', 'collapse'],
						['endOfLine', 'crlf'],
						['experimentalOperatorPosition', 'start'],
					] as const
				).filter(() => random(4) === 0),
			);
		const glob = (): string =>
			pick(
				'*.ts',
				'*.svelte',
				'*.{js,ts}',
				'src/**',
				'src/*.ts',
				'src/lib/**/*.js',
				'**/*.ts',
				'+page.*',
				'./src/**/*.svelte',
				'a.ts',
				'lib/*',
			);
		const paths = [
			'a.ts',
			'src/a.ts',
			'src/lib/a.ts',
			'src/lib/x/b.js',
			'src/routes/[id]/+page.svelte',
		];
		try {
			for (let i = 0; i < cases; i++) {
				const config: Record<string, unknown> = {
					...options(),
					...(random(3) > 0 && {
						overrides: Array.from({ length: random(4) }, () => ({
							files: pick<string | string[]>(glob(), [glob(), glob()]),
							...(random(3) === 0 && { excludeFiles: pick<string | string[]>(glob(), [glob()]) }),
							options: options(),
						})),
					}),
				};
				const json = JSON.stringify(config);
				const toml = tomlOf(config);
				const [name, text] = pick(
					['package.json', `{ "type": "module", "prettier": ${json} }`],
					['package.yaml', yaml.safeDump({ name: 'a', prettier: config })],
					['.prettierrc', json],
					['.prettierrc', yaml.safeDump(config)],
					['.prettierrc.yml', yaml.safeDump(config)],
					['.prettierrc.mjs', `const config = ${json};\nexport default config;\n`],
					['prettier.config.cjs', `module.exports = ${json};\n`],
					['.prettierrc.toml', toml],
				);
				const globs = ['*', '*.ts', '*.{ts,js}', 'src/**', '*.svelte'];
				const sections = globs
					.filter(() => random(2) === 0)
					.map((each) =>
						[
							`[${each}]`,
							pick(
								'',
								'indent_style = tab',
								'indent_style = space\nindent_size = 4',
								'indent_size = tab',
							),
							pick('', 'max_line_length = off', 'max_line_length = 90', 'max_line_length = unset'),
							pick('', 'end_of_line = crlf', 'quote_type = single'),
						].join('\n'),
					);
				const files: Record<string, string> = {
					'package.json': '{ "type": "module" }',
					[name]: text,
					'.editorconfig': `root = true\n${sections.join('\n')}\n`,
				};
				const project = join(folder, String(i));
				for (const [each, content] of Object.entries(files)) {
					mkdirSync(dirname(join(project, each)), { recursive: true });
					writeFileSync(join(project, each), content);
				}
				const { formatOf: own } = readingOf(files);
				for (const each of paths) {
					const resolved = await prettierItself.resolveConfig(join(project, each), {
						editorconfig: true,
						useCache: false,
					});
					const wanted = Object.fromEntries(
						Object.keys(prettier).map((key) => [
							key,
							resolved?.[key] ?? prettier[key as keyof CodeFormat],
						]),
					);
					assert.deepEqual(own(each), wanted, `${each}\n${JSON.stringify(files, undefined, ' ')}`);
				}
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	it('takes a glob that it does not read for one that may be meant', () => {
		const files = (options: string): Readonly<Record<string, string>> => ({
			'package.json': '{}',
			'.prettierrc': `{ "semi": true, "overrides": [{ "files": "!(a).ts", "options": ${options} }] }`,
			'src/hooks.server.ts': 'import a from "a"\n\na()\n',
			'tsconfig.json': '{}',
		});
		assert.equal(formatOf(files('{ "semi": true }')).semi, false);
		assert.equal(formatOf(files('{ "tabWidth": 3 }')).semi, true);
	});
});

/** A configuration in TOML. */
function tomlOf({ overrides, ...options }: Readonly<Record<string, unknown>>): string {
	const lines = (of: object): readonly string[] =>
		Object.entries(of).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
	const tables = ((overrides ?? []) as readonly { readonly options: object }[]).flatMap(
		({ options: own, ...globs }) => [
			'[[overrides]]',
			...lines(globs),
			'[overrides.options]',
			...lines(own),
		],
	);
	return [...lines(options), ...tables, ''].join('\n');
}
