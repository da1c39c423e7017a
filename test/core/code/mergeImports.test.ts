import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as prettier from 'prettier';
import { patternFormat, type CodeFormat } from '../../../src/core/code/codeFormat.ts';
import { importLayoutOf } from '../../../src/core/code/importLayout.ts';
import { mergeInto } from '../../../src/core/code/mergeModule.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

/** The existing file with the imports of the addition, and what stays of that. */
function merged(
	existing: string,
	addition: string,
	format?: CodeFormat,
): { readonly file: string; readonly body: string; readonly conflicts: readonly string[] } {
	const layout = format && importLayoutOf(format);
	const { importEdits, body, conflicts } = mergeInto(existing, addition, {
		language: 'ts',
		layout,
	});
	const starts = importEdits.toSorted((a, b) => a.range.start - b.range.start);
	for (const [i, { range }] of starts.entries()) {
		assert.ok(range.end <= (starts[i + 1]?.range.start ?? Infinity), 'edits overlap');
	}
	return {
		file: applyEdits(existing, importEdits),
		body,
		conflicts: conflicts.map(({ name }) => name),
	};
}

describe('the comments of imports', () => {
	it('come along with the names that they are about', () => {
		for (const [existing, addition, wanted] of [
			['{ c }', "import { a, /* why */ b } from 'x';", '{ c, a, /* why */ b }'],
			['{ c }', "import { a /* why */ } from 'x';", '{ c, a /* why */ }'],
			['{ c }', "import { a } from 'x'; // why", '{ c, a /* why */ }'],
			['{ c }', "import {\n\ta, // why\n\tb\n} from 'x';", '{ c, a /* why */, b }'],
			['{ c }', "import {\n\t// why\n\ta\n} from 'x';", '{ c, /* why */ a }'],
			['{ a }', "import { a } from 'x'; // why", '{ a /* why */ }'],
			['{ a /* why */ }', "import { a } from 'x'; // why", '{ a /* why */ }'],
			['{ a, c }', "import { a /* why */, b } from 'x';", '{ a /* why */, c, b }'],
			['{ c }', "import D /* why */ from 'x';", 'D /* why */, { c }'],
			['{ c /* see */ }', "import { a } from 'x';", '{ c /* see */, a }'],
			['{ /* none */ }', "import { a } from 'x';", '{ /* none */ a }'],
			['{\n\tc, b\n}', "import { a } from 'x';", '{\n\tc, b,\n\ta\n}'],
			['{\n\tb // see\n}', "import { a } from 'x'; // why", '{\n\tb, // see\n\ta /* why */\n}'],
		] as const) {
			assert.equal(
				merged(`import ${existing} from 'x';\n`, addition).file,
				`import ${wanted} from 'x';\n`,
				addition,
			);
		}
		assert.equal(
			merged('import "c";\n', "import { a, /* why */ b } from 'x'; // also").file,
			'import "c";\nimport { a, /* why */ b } from "x"; // also\n',
		);
		assert.equal(merged("import 'x';\n", "import 'x'; // why").file, "import 'x'; /* why */\n");
	});

	/** Names, and places for comments between all that an import consists of. */
	function importOf(
		random: (limit: number) => number,
		names: readonly string[],
		comments: string[],
	): string {
		const gap = (always = ''): string => {
			const kind = random(12);
			if (kind > 2) return always;
			const comment = `c${comments.length}`;
			comments.push(comment);
			return kind === 0
				? ` // ${comment}\n`
				: kind === 1
					? ` /* ${comment} */ `
					: `\n/* ${comment} type {, */\n`;
		};
		const isType = random(4) === 0;
		const items = names.map(
			(name, i) =>
				`${i > 0 ? `,${gap(' ')}` : ''}${gap()}${!isType && random(5) === 0 ? 'type ' : ''}${gap()}${name}${gap()}`,
		);
		const braces = `{${gap(' ')}${items.join('')}${gap(' ')}}`;
		const end = [';', ' ;', ''][random(3)] ?? '';
		return `import${gap(' ')}${isType ? 'type' : ''}${gap(' ')}${braces}${gap(' ')}from${gap(' ')}'x'${end === '' ? '' : gap()}${end}${gap()}`;
	}

	it('are all there afterwards, wherever they stood, and come no second time', () => {
		const { seed, cases } = seedOf(77, 3000);
		const random = seededRandom(seed);
		const some = (): string[] => ['a', 'b', 'c', 'd'].filter(() => random(2) === 0);
		for (let i = 0; i < cases; i++) {
			const comments: string[] = [];
			const statements = (): string =>
				Array.from({ length: 1 + random(2) }, () => {
					const names = some();
					return importOf(random, names.length > 0 ? names : ['e'], comments);
				}).join('\n');
			const existing = random(5) === 0 ? 'run();\n' : `${statements()}\nrun();\n`;
			const addition = `${statements()}\nmore();\n`;
			if (!new ParsedModule(existing).tree || !new ParsedModule(addition).tree) continue;
			const format = { ...patternFormat, printWidth: 20 + random(80) };
			const { file, body, conflicts } = merged(existing, addition, format);
			const what = `${existing}\n--- with\n${addition}\n--- is\n${file}\n---\n${body}`;
			const { tree, shape } = new ParsedModule(file);
			assert.ok(tree, what);
			assert.deepEqual(conflicts, [], what);
			const locals = (text: string): readonly string[] =>
				new ParsedModule(text).shape.imports.flatMap(({ names }) =>
					names.map(({ local }) => local),
				);
			assert.deepEqual(
				new Set(shape.imports.flatMap(({ names }) => names.map(({ local }) => local))),
				new Set([...locals(existing), ...locals(addition)]),
				what,
			);
			for (const comment of comments) {
				assert.match(file + body, new RegExp(`\\b${comment}\\b`), what);
			}
			const again = merged(file, addition, format);
			assert.equal(again.file, file, what);
		}
	});
});

describe('an import that names join', () => {
	it('is broken as Prettier would where it gets too long for its line', async () => {
		const { seed, cases } = seedOf(78, 400);
		const random = seededRandom(seed);
		const pick = <T>(...items: readonly T[]): T => items[random(items.length)] as T;
		const words = 'one second third4 aFourthName anotherOne aRatherLongNameOfSomething'.split(' ');
		for (let i = 0; i < cases; i++) {
			const format: CodeFormat = {
				...patternFormat,
				useTabs: pick(true, false),
				tabWidth: pick(2, 4, 8),
				printWidth: 30 + random(60),
				semi: pick(true, false),
				singleQuote: pick(true, false),
				trailingComma: pick('all', 'es5', 'none'),
				bracketSpacing: pick(true, false),
			};
			const { svelteIndentScriptAndStyle: _, insertFinalNewline: __, ...known } = format;
			const tidy = (text: string): Promise<string> =>
				prettier.format(text, { ...known, parser: 'typescript' });
			const some = (): string => words.filter(() => random(3) === 0).join(', ') || 'a';
			const head = pick(
				() => `import {${some()}} from 'x'`,
				() => `import type {${some()}} from 'x'`,
				() => `import D from 'x'`,
				() => `import D, {${some()}} from 'x'`,
				() => `import data from 'd' with { type: 'json' };import {${some()}} from 'x'`,
			)();
			const existing = await tidy(`${head};\nrun();\n`);
			const addition = await tidy(
				pick(
					() => `import {${some()}, more} from 'x';`,
					() => `import {${some()}, type More} from 'x';`,
					() => `import E from 'x';`,
					() => `import {${some()}} from 'x'; import type {More} from 'x'`,
				)(),
			);
			const { file } = merged(existing, addition, format);
			const isBroken = /import[^'"]*\n[^'"]*from/.test(existing);
			// What was broken has names one a line, also where its names would fit on one.
			if (!isBroken) assert.equal(file, await tidy(file), `${existing}\n---\n${addition}`);
		}
	});

	it('stays on its line where it was too long before, and where nothing is said', () => {
		const long = "import { first, second } from 'x';\n";
		const format = { ...patternFormat, printWidth: 20 };
		assert.equal(
			merged(long, "import { third } from 'x';", format).file,
			"import { first, second, third } from 'x';\n",
		);
		assert.equal(
			merged("import { first } from 'x';\n", "import { second, third } from 'x';").file,
			"import { first, second, third } from 'x';\n",
		);
	});
});

describe('the attributes of imports', () => {
	it('are the same however they are written', () => {
		const forms = [
			` with { type: 'json' }`,
			` with { type: "json" }`,
			` with {type:"json"}`,
			` with { "type": 'json', }`,
			` with /* as it is */ { type: 'json' }`,
			` assert { type: 'json' }`,
		];
		for (const one of forms) {
			for (const other of forms) {
				const existing = `import a from './a.json'${one};\n`;
				assert.deepEqual(merged(existing, `import a from "./a.json"${other};`).conflicts, []);
			}
		}
		assert.deepEqual(
			merged(
				"import a from './a' with { type: 'json' };\n",
				"import a from './a' with { type: 'css' };",
			).conflicts,
			['a'],
		);
	});
});

describe('an import with comments', () => {
	it('is read as it is without them', () => {
		for (const [existing, addition, wanted] of [
			[
				'import /* type */ type { a } from "x"',
				'import { a } from "x"',
				'import /* type */ { a } from "x"',
			],
			[
				'import { a } from /* x */ "x"',
				'import { b } from "x"',
				'import { a, b } from /* x */ "x"',
			],
			['import D /* { */ from "x"', 'import { b } from "x"', 'import D, { b } /* { */ from "x"'],
			[
				'import /* { */ { a } /* } */ from "x"',
				'import { b } from "x"',
				'import /* { */ { a, b } /* } */ from "x"',
			],
			[
				'import { "a}" as a } from "x"',
				'import { b } from "x"',
				'import { "a}" as a, b } from "x"',
			],
			[
				'import type { A, /* b */ B } from "x"',
				'import { A } from "x"',
				'import type { /* b */ B } from "x"\nimport { A } from "x"',
			],
			[
				'import type { A /* a */ } from "x"\nimport { b } from "x"',
				'import { A } from "x"',
				'/* a */\nimport { b, A } from "x"',
			],
		] as const) {
			assert.equal(merged(`${existing}\n`, addition).file, `${wanted}\n`, existing);
		}
	});
});
