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
