import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as prettier from 'prettier';
import { patternFormat, type CodeFormat } from '../../../src/core/code/codeFormat.ts';
import { formatCode } from '../../../src/core/code/formatCode.ts';
import { planAtCursor } from '../../../src/core/insertion/atCursor.ts';
import { formatAtCursor } from '../../../src/core/insertion/formatAtCursor.ts';
import { formatPlan } from '../../../src/core/insertion/formatPlan.ts';
import type { InsertionPlan } from '../../../src/core/insertion/insertion.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { keepOwnLines } from '../../../src/core/text/keepOwnLines.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { snippetToText } from '../../helpers/snippetText.ts';
import { shareOf } from '../../helpers/turn.ts';
import { readPatterns } from '../../patterns/library.ts';

const other: CodeFormat = { ...patternFormat, useTabs: false, semi: false, singleQuote: false };

async function formatted(
	path: string,
	text: string,
	before: string | undefined,
	format = other,
): Promise<string | undefined> {
	const plan = { files: [{ path, text, before, conflicts: [], from: '' }] };
	return (await formatPlan(plan as unknown as InsertionPlan, format)).files[0]?.text;
}

describe('the format of what is written', () => {
	it('is the one that the project has: Prettier finds nothing in any pattern', async () => {
		const formats = [
			other,
			{ ...patternFormat, printWidth: 60, trailingComma: 'all' as const },
		] as const;
		const files = readPatterns().flatMap(({ variants }) =>
			variants.flatMap((variant) =>
				variant.files.filter(({ language }) => language === 'typescript'),
			),
		);
		// Each file in one of the formats, and in the other one when its turn comes.
		const pairs = files.flatMap((file, i) =>
			shareOf<CodeFormat>(i % 2 === 0 ? formats : formats.toReversed(), 2).map((format) => {
				return { file, format };
			}),
		);
		for (const { file, format } of pairs) {
			const { svelteIndentScriptAndStyle: _, ...options } = format;
			const text = await formatted(file.path ?? '', file.code, undefined, format);
			const isFormatted = await prettier.check(text ?? '', { ...options, parser: 'typescript' });
			assert.equal(isFormatted, true, text);
		}
	});

	it('formats the scripts of a page and indents its markup', async () => {
		const page = [
			'<script lang="ts">',
			"\timport { enhance } from '$app/forms';",
			'</script>',
			'',
			'<form use:enhance>',
			'\t<label>',
			'\t\tName',
			'\t</label>',
			'</form>',
			'',
		].join('\n');
		assert.equal(
			await formatted('src/routes/+page.svelte', page, undefined),
			[
				'<script lang="ts">',
				'  import { enhance } from "$app/forms"',
				'</script>',
				'',
				'<form use:enhance>',
				'  <label>',
				'    Name',
				'  </label>',
				'</form>',
				'',
			].join('\n'),
		);
	});

	it('leaves the lines alone that were there', async () => {
		const before = 'import a from \'a\';\nimport b from "b"\n\nexport const c   = a( b );\n';
		const text = `${before.replace('"b"\n', '"b"\nimport d from \'d\';\n')}\nexport function e() {\n\treturn d('x');\n}\n`;
		assert.equal(
			await formatted('src/a.ts', text, before),
			'import a from \'a\';\nimport b from "b"\nimport d from "d"\n\nexport const c   = a( b );\n\nexport function e() {\n  return d("x")\n}\n',
		);
		assert.equal(await formatted('src/a.ts', before, before), before);
		assert.equal(await formatted('src/a.ts', 'export const = 1', undefined), 'export const = 1');
		assert.equal(await formatted('src/a.ts', "a('b');\r\n", undefined), 'a("b")\r\n');
	});

	it('has new files as the project has files of their path, and their line ends', async () => {
		const text = "export const a = {\n\tb: 'c'\n};\n";
		const paths = ['src/a.ts', 'src/a.test.ts', 'src/a.svelte', 'src/a.css'];
		const plan = {
			files: [
				...paths.map((path) => ({ path, text, before: undefined })),
				{ path: 'src/b.ts', text: `a();\n${text}`, before: 'a();\n' },
			],
		} as unknown as InsertionPlan;
		const { files } = await formatPlan(plan, (path) => ({
			...patternFormat,
			...(path.includes('.test.') && { singleQuote: false, objectWrap: 'collapse' }),
			endOfLine: path.endsWith('.svelte') ? 'lf' : 'crlf',
		}));
		assert.deepEqual(
			files.map((file) => file.text),
			[
				text.replaceAll('\n', '\r\n'),
				'export const a = { b: "c" };\r\n',
				text,
				text.replaceAll('\n', '\r\n'),
				`a();\n${text}`,
			],
		);
	});

	it('keeps every line that was there, whatever was added and however it is formatted', () => {
		const { seed, cases } = seedOf(9, 400);
		const random = seededRandom(seed);
		const line = (): string => ['a', 'b', '\tc', '', '}'][random(5)] ?? '';
		for (let i = 0; i < cases; i++) {
			const before = Array.from({ length: random(12) }, (_, k) => `${line()}${k}`);
			const lines = before.flatMap((own) =>
				random(3) === 0 ? [`new ${line()}`, `new ${line()}`, own] : [own],
			);
			// Indents all, joins some, and breaks some.
			const formattedLines = lines.flatMap((each) => {
				const way = random(4);
				return way === 0 ? [`  ${each}`] : way === 1 ? [] : way === 2 ? [each, '+'] : [each];
			});
			const result = keepOwnLines(before.join('\n'), lines.join('\n'), formattedLines.join('\n'));
			const kept = result.split('\n');
			let at = 0;
			for (const own of before) {
				at = kept.indexOf(own, at) + 1;
				assert.notEqual(at, 0, `${before.join('\n')}\n---\n${result}`);
			}
		}
	});

	it('formats what is new beside a line that the formatter would break', async () => {
		const long = `	server: { proxy: { '/api': { target: 'http://localhost:8080', changeOrigin: true }, '/ws': { target: 'ws://localhost:8080', ws: true } } },`;
		const config = (plugins: string): string =>
			[
				"import { defineConfig } from 'vite';",
				'',
				'export default defineConfig({',
				plugins,
				long,
				'});',
				'',
			].join('\n');
		const [start, end] = ['\tplugins: [tailwindcss(), sveltekit(', ')],'];
		const options = ['{', '\t\texperimental: {', '\t\t\tremoteFunctions: true', '\t\t}', '\t}'];
		assert.equal(
			await formatted(
				'vite.config.ts',
				config(start + options.join('\n') + end),
				config(start + end),
				patternFormat,
			),
			config(
				[
					'\tplugins: [',
					'\t\ttailwindcss(),',
					'\t\tsveltekit({',
					...options.slice(1).map((line) => `\t${line}`),
					'\t],',
				]
					.join('\n')
					.replace('\t\t}\n\t],', '\t\t})\n\t],'),
			),
		);
	});

	it('takes unformatted what the lines of the formatter do not go together with', async () => {
		const before = 'start()\n;[1, 2].forEach(run)\n';
		const text = "start()\nconst a   = 'b'\n;[1, 2].forEach(run)\n";
		assert.equal(
			await formatted('src/a.ts', text, before, { ...other, semi: true }),
			text.replace("a   = 'b'", 'a = "b";'),
		);
		const ended = 'start();\n\n[1, 2].forEach(run);\n';
		const more = "start();\nconst a   = 'b';\n\n[1, 2].forEach(run);\n";
		assert.equal(await formatted('src/a.ts', more, ended), more);
	});

	it('says the same after it is formatted, whatever lines are there', async function () {
		this.timeout(60_000);
		const { seed, cases } = seedOf(31, 150);
		const random = seededRandom(seed);
		const of = <T>(items: readonly T[]): T => items[random(items.length)] as T;
		const some = (most: number, make: () => string): readonly string[] =>
			Array.from({ length: random(most + 1) }, make);
		const value = (depth: number): string => {
			const leaf = of([
				"'text'",
				'"it\'s"',
				'42',
				'name',
				'`a ${b} c`',
				'/[(]/',
				'(x) => x',
				'call(a, (b))',
			]);
			if (depth === 0) return leaf;
			return of([
				leaf,
				`{ ${some(3, () => member(depth - 1)).join(', ')} }`,
				`[${some(3, () => value(depth - 1)).join(', ')}]`,
				`text('c').notNull().references(() => ${of(['a', 'b'])}.id, { onDelete: ${value(0)} })`,
				`async ({ event, resolve }) => { const a = ${value(depth - 1)}; return resolve(event, ${value(depth - 1)}); }`,
			]);
		};
		let count = 0;
		const member = (depth: number): string =>
			`${of(['key', "'a-key'", 'rather$LongName'])}${of(['', String(count++)])}: ${value(depth)}`.replace(
				/^'a-key'(\d*)/,
				"'a-key$1'",
			);
		const statement = (): string =>
			of([
				() => `export const own${count++} = ${value(3)};`,
				() =>
					`export const table${count++} = pgTable('t', { ${some(4, () => member(2)).join(', ')} });`,
				() =>
					`export const config${count++} = defineConfig({ ${some(4, () => member(3)).join(', ')} });`,
				() =>
					`// A comment (${count++}\nfunction f${count}(a, { b } = {}) { if (a) return ${value(2)}; g(${value(2)}); }`,
				() => `[1, 2].forEach(${value(1)});`,
			])();
		const style = (): CodeFormat => ({
			...patternFormat,
			useTabs: random(2) === 0,
			tabWidth: of([2, 4, 8]),
			printWidth: of([40, 60, 80, 100, 300]),
			semi: random(3) > 0,
			singleQuote: random(2) === 0,
			trailingComma: of(['all', 'es5', 'none']),
			bracketSpacing: random(2) === 0,
			arrowParens: of(['always', 'avoid']),
			quoteProps: of(['as-needed', 'consistent']),
			objectWrap: of(['preserve', 'collapse']),
		});
		const asOptions = (format: CodeFormat): prettier.Options => {
			const { svelteIndentScriptAndStyle: _, ...options } = format;
			return { ...options, parser: 'babel' };
		};
		const plain = asOptions({
			...other,
			quoteProps: 'consistent',
			objectWrap: 'collapse',
			printWidth: 300,
		});
		const canonical = async (code: string): Promise<string> =>
			(await prettier.format(code, plain)).replace(/\n+/g, '\n');
		for (let i = 0; i < cases; i++) {
			const written = Array.from({ length: 1 + random(3) }, statement).join(of(['\n', '\n\n']));
			const own = { ...style(), printWidth: of([80, 300, 300]) };
			const before = random(3) === 0 ? written : await prettier.format(written, asOptions(own));
			// Members, arguments and statements, as patterns have them, where there are places for them.
			const text = before
				.split('\n')
				.flatMap((line) => {
					const indent = /^\s*/.exec(line)?.[0] ?? '';
					const added = (): readonly string[] =>
						`key: {\n\tinner: {\n\t\t${member(1)}\n\t}\n}`
							.split('\n')
							.map((each) => `${indent}\t${each}`);
					if (random(2) === 0) return [line];
					if (line.endsWith('{') && !/=>|if|function/.test(line)) {
						return [line, `${added().join('\n')},`];
					}
					if (/^(?:export|\/\/|\[)/.test(line)) return [...some(2, statement), line];
					const [argument = ''] = /call\(/.exec(line) ?? [];
					return [
						argument
							? line.replace(argument, `${argument}{\n${added().join('\n')}\n${indent}}, `)
							: line,
					];
				})
				.join('\n');
			if (!new ParsedModule(text).tree) continue;
			const result = (await formatted('src/a.js', text, before, style())) ?? '';
			const trace = `${before}\n--- with\n${text}\n--- is\n${result}`;
			if (result !== text) assert.equal(await canonical(result), await canonical(text), trace);
		}
	});

	it('leaves the last line of a file alone that has no end of its own', () => {
		const before = "const a = 1;\r\nconst b = 'it\\'s'";
		const text = `${before}\r\n\r\nconst c = 'd'\r\n`;
		const made = text.replace("'it\\'s'", '"it\'s"').replace("'d'\r", '"d";\r');
		assert.equal(keepOwnLines(before, text, made), text.replace("'d'\r", '"d";\r'));
	});

	it('follows the file at the cursor, and the project where the file is empty', async () => {
		const fitted = {
			code: '',
			module: new ParsedModule(
				"import a from 'a';\n\nexport function b() {\n\treturn a('x');\n}\n",
			),
			placeholders: [],
			isModule: true,
		};
		const indentation = { insertSpaces: true, tabSize: 3 };
		const at = async (text: string): Promise<string> => {
			const target = { module: new ParsedModule(text), language: 'ts', path: 'a.ts' } as const;
			return (await formatAtCursor(fitted, target, patternFormat, indentation)).module.text;
		};
		const body = "import a from 'a';\n\nexport function b() {\n   return a('x');\n}\n";
		assert.equal(await at(''), body);
		assert.equal(
			await at('import c from "c"\nc()\n'),
			body.replaceAll("'", '"').replaceAll(';', ''),
		);
	});

	it('is as Prettier has it at the cursor, with its imports, in a file without any', async () => {
		const format = { ...other, printWidth: 60, insertFinalNewline: true };
		const options = { ...format, parser: 'typescript' };
		const pattern =
			"import { one, two, three, four, five, six, seven } from 'numbers';\nimport b from 'b';\n\nexport const all = [one, two, three, four, five, six, seven, b];\n";
		const { facts } = readProjectFacts({ packageJson: '{}', fileNames: ['tsconfig.json'] });
		const indentation = { insertSpaces: true, tabSize: 2 };
		for (const [text, language] of [
			['', 'ts'],
			['export {}', 'ts'],
			['declare global {\n  namespace App {}\n}\n\n', 'ts'],
			['export const c = "d"\n\n', 'ts'],
			['import { zero } from "numbers"\n\n', 'ts'],
			['import type { N } from "numbers"\nimport x, { y } from "numbers"\n\n', 'ts'],
			['import {\n  one,\n  aRatherLongName,\n  anotherRatherLongName\n} from "numbers"\n\n', 'ts'],
			['<script lang="ts">\n</script>\n', 'svelte'],
			['<script lang="ts">\n  import { zero } from "numbers"\n</script>\n', 'svelte'],
		] as const) {
			const target = { module: new ParsedModule(text), language, path: 'a.ts' } as const;
			const fitted = await formatAtCursor(
				{ code: '', module: new ParsedModule(pattern), placeholders: [], isModule: true },
				target,
				format,
				indentation,
			);
			const offset = language === 'svelte' ? text.indexOf('</script>') : text.length;
			const plan = planAtCursor(fitted, target, offset, facts);
			const snippet = snippetToText(plan.snippet);
			const edits = [
				...plan.importEdits,
				{ range: { start: plan.offset, end: plan.offset }, newText: snippet },
			];
			const result = applyEdits(text, edits);
			if (language === 'svelte') {
				// The editor indents a snippet as the line that it goes to.
				const lines = (code: string): readonly string[] =>
					code.split('\n').map((line) => line.trimStart());
				assert.deepEqual(lines(result), lines(await formatCode(result, 'a.svelte', format)));
				assert.ok(plan.importEdits.every(({ newText }) => !newText.includes('\t')));
				assert.match(result, /import \{\n\s+(?:zero,\n\s+)?one,\n\s+two,/);
			} else {
				assert.equal(result, await prettier.format(result, options), text);
			}
		}
	});
});
