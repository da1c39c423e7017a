import { databases, noNeeds, type Database } from '../../../src/core/pattern/needs.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseFenceInfo } from '../../../src/core/pattern/fenceInfo.ts';
import { packagesOf, projectImports } from '../../../src/core/code/imports.ts';
import { readPathComment } from '../../../src/core/pattern/pathComment.ts';
import { findPatterns, missingModules, variantFor } from '../../../src/core/pattern/patterns.ts';
import type { Problem } from '../../../src/core/problem/problem.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

/** A code block of two lines, enough to be a pattern. */
function block(info: string, code = 'a();\nb();\n'): string {
	return `\`\`\`${info}\n${code}\`\`\`\n`;
}

/** Per pattern its title, then each variant's files as `path` or `kit:path`. */
function outline(body: string): unknown[] {
	return findPatterns(body).patterns.map(({ title, variants }) =>
		[title].concat(
			variants.map(({ kit, dialect, files: made }) =>
				made.map(({ path }) => [kit ?? [], dialect ?? [], path ?? '-'].flat().join(':')).join(' '),
			),
		),
	);
}

function files(body: string): unknown[] {
	return findPatterns(body).patterns.flatMap(({ variants }) =>
		variants.flatMap((variant) =>
			variant.files.map(({ path, language, code }) => [path, language, code]),
		),
	);
}

function reported(body: string): unknown[] {
	return findPatterns(body).problems.map(({ code, range }) => [
		code,
		body.slice(range.start, range.end),
	]);
}

function mended(body: string): string {
	const edits = findPatterns(body).problems.flatMap(({ fix }: Problem) => fix?.edits ?? []);
	return applyEdits(body, edits);
}

/** Per pattern the `kit` of its variant for version 1, 2, 3 and 4. */
function kits(body: string): unknown[] {
	return findPatterns(body).patterns.map((pattern) =>
		[1, 2, 3, 4].map((major) => variantFor(pattern, major).kit),
	);
}

/** What `parseFenceInfo` finds: language, attributes, codes of problems. */
function values(info: string): unknown {
	const { language, attributes, problems } = parseFenceInfo(info);
	const pairs = [...attributes].map(([name, { value, valueRange }]) => {
		assert.equal(info.slice(valueRange.start, valueRange.end), value);
		return [name, value];
	});
	return [language, Object.fromEntries(pairs), ...problems.map(({ code }) => code)];
}

/** What must hold for any text. */
function check(text: string): void {
	const { patterns, problems } = findPatterns(text);
	const ranges = [
		...problems.flatMap(({ range, fix }) => [{ range }, ...(fix?.edits ?? [])]),
		...patterns.flatMap(({ variants }) => variants),
		...patterns.flatMap(({ variants }) => variants.flatMap((variant) => variant.files)),
	];
	for (const { range } of ranges) {
		assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length);
	}
	for (const { title, variants } of patterns) {
		assert.notEqual(title, '');
		assert.ok(variants.length > 0);
		for (const { files: made } of variants) {
			for (const { code } of made) assert.match(code, /^(?![ \t]*\n)[^]*\S[^\n]*\n$/);
		}
	}
	assert.equal(new Set(patterns.map(({ id }) => id)).size, patterns.length);
}

describe('a pattern', () => {
	it('is read whole: title, topic, summary, attributes, files, packages and places', () => {
		const text = [
			'# Agent',
			'## Forms & Data',
			'### 2. **Load** + `stream`:',
			'Streams the',
			'slow part.',
			'',
			'```ts prefix=kit-load placeholders="posts"',
			'// src/routes/+page.server.ts',
			"import { z } from 'zod';",
			'export const load = () => posts();',
			'```',
		].join('\n');
		const codeStart = text.indexOf('import');
		const end = text.length;
		assert.deepEqual(findPatterns(text), {
			patterns: [
				{
					id: 'load-stream',
					title: 'Load + stream',
					label: undefined,
					aliases: [],
					topic: 'Forms & Data',
					summary: 'Streams the slow part.',
					prefix: 'kit-load',
					placeholders: ['posts'],
					needs: noNeeds,
					variants: [
						{
							kit: undefined,
							dialect: undefined,
							files: [
								{
									path: 'src/routes/+page.server.ts',
									code: "import { z } from 'zod';\nexport const load = () => posts();\n",
									language: 'typescript',
									range: { start: codeStart, end: end - 4 },
								},
							],
							packages: ['zod'],
							range: { start: text.indexOf('```'), end },
						},
					],
				},
			],
			problems: [],
		});
	});

	it('gets its title from the attribute, the bold line or head above, or the heading', () => {
		const text = [
			'# Agent',
			block('ts', '// src/hooks.ts\nx();\n'),
			block('ts', 'export function run() {\n}\n'),
			'## Heading',
			block('ts', 'a();\nb();\n'),
			'**Bold line:**\n',
			block('ts'),
			'1. **In a list**\n',
			`   ${block('ts').replaceAll('\n', '\n   ')}`,
			'\n**Bold head:** and its text.\n',
			block('ts'),
			'**Note:** no title.\n',
			block('ts title="Given"'),
		].join('\n');
		assert.deepEqual(
			findPatterns(text).patterns.map(({ title, summary }) => [title, summary]),
			[
				['hooks.ts', ''],
				['run', ''],
				['Heading', ''],
				['Bold line', ''],
				['In a list', ''],
				['Bold head', 'and its text.'],
				['Given', '**Note:** no title.'],
			],
		);
	});

	it('keeps its id unique', () => {
		const ids = findPatterns(
			`## Été\n${block('ts')}## Ete 2\n${block('ts')}## été!\n${block('ts')}`,
		);
		assert.deepEqual(
			ids.patterns.map(({ id }) => id),
			['ete', 'ete-2', 'ete-3'],
		);
	});

	it('has several files where comments start them, or where blocks share a title', () => {
		const two = '// a.ts\nx();\n\n// b.ts\ny();\n';
		assert.deepEqual(outline(`## One\n${block('ts', two)}`), [['One', 'a.ts b.ts']]);
		assert.deepEqual(
			outline(
				`## T\n${block('ts', '// a.ts\nx();\n')}\nThen the page:\n\n${block('svelte file=b.svelte')}`,
			),
			[['T', 'a.ts b.svelte']],
		);
		assert.deepEqual(
			outline(`## T\n${block('ts title=X file=a.ts')}## U\n${block('ts title=X file=b.ts')}`),
			[['X', 'a.ts b.ts']],
		);
	});

	it('is told apart from others under its heading by a name', () => {
		const text = `## T\n${block('ts')}${block('ts', 'function go() {\n}\n')}${block('ts')}${block('ts file=x/a.ts')}${block('ts file=y/a.ts')}${block('ts file=x/a.ts')}`;
		assert.deepEqual(outline(text), [
			['T', '-'],
			['T: go', '-'],
			['T (3)', '-'],
			['T: a.ts', 'x/a.ts y/a.ts'],
			['T: a.ts', 'x/a.ts'],
		]);
	});

	it('has a variant for each version of SvelteKit, with the files that are for both', () => {
		const text = `## Env\n${block('ts file=src/lib/config.ts kit=2')}${block('ts file=src/env.ts kit=3')}${block('ts file=src/hooks.server.ts')}`;
		assert.deepEqual(outline(text), [
			['Env', '2:src/lib/config.ts 2:src/hooks.server.ts', '3:src/env.ts 3:src/hooks.server.ts'],
		]);
		assert.deepEqual(outline(`## A\n${block('ts kit=2')}${block('ts kit=3')}`), [
			['A', '2:-', '3:-'],
		]);
		assert.deepEqual(outline(`## A\n${block('ts file=a.ts kit=2')}${block('ts kit=3')}`), [
			['A', '2:a.ts', '3:-'],
		]);
		assert.deepEqual(outline(`## A\n${block('ts file=a.ts')}${block('ts file=a.ts kit=3')}`), [
			['A', 'a.ts', '3:a.ts'],
		]);
	});

	it('has a variant for each database, with the files that are for all', () => {
		const schema = '// a.ts\nx();\n';
		assert.deepEqual(
			outline(
				`## A\n${block('ts', schema)}${block('ts dialect=sqlite', schema)}${block('ts file=b.ts')}`,
			),
			[['A', 'a.ts b.ts', 'sqlite:a.ts sqlite:b.ts']],
		);
		assert.deepEqual(
			outline(`## A\n${block('ts dialect=postgres')}${block('ts dialect=sqlite')}`),
			[['A', 'postgres:-', 'sqlite:-']],
		);
		const both = ['ts file=a.ts kit=2', 'ts file=a.ts kit=3', 'ts file=b.ts'];
		const all = [...both, 'ts dialect=sqlite file=b.ts', 'ts kit=3 dialect=sqlite file=b.ts'];
		assert.deepEqual(outline(`## A\n${all.map((info) => block(info)).join('')}`), [
			[
				'A',
				'2:a.ts 2:b.ts',
				'3:a.ts 3:b.ts',
				'2:sqlite:a.ts 2:sqlite:b.ts',
				'3:sqlite:a.ts 3:sqlite:b.ts',
			],
		]);
		const [pattern] = findPatterns(
			`## A\n${both.map((info) => block(info)).join('')}${block('ts dialect=sqlite file=b.ts', 'lite();\n')}${block('ts kit=3 dialect=sqlite file=b.ts', 'both();\n')}`,
		).patterns;
		assert.ok(pattern);
		const codeOf = (kit: number, database: Database): unknown =>
			variantFor(pattern, kit, database).files.find(({ path }) => path === 'b.ts')?.code;
		assert.deepEqual(
			[codeOf(2, 'postgres'), codeOf(2, 'sqlite'), codeOf(3, 'postgres'), codeOf(3, 'sqlite')],
			['a();\nb();\n', 'lite();\n', 'a();\nb();\n', 'both();\n'],
		);
	});

	it('is given for the database before the version of SvelteKit', () => {
		const [pattern] = findPatterns(
			`## A\n${block('ts file=a.ts kit=2')}${block('ts file=a.ts kit=3')}${block('ts file=a.ts kit=2 dialect=sqlite')}`,
		).patterns;
		assert.ok(pattern);
		const chosen = [2, 3].map((kit) =>
			databases.map((database) => {
				const variant = variantFor(pattern, kit, database);
				return [variant.kit, variant.dialect, variant.range === pattern.variants[0]?.range];
			}),
		);
		assert.deepEqual(chosen, [
			[
				[2, undefined, true],
				[2, 'sqlite', false],
			],
			[
				[3, undefined, false],
				[3, 'sqlite', false],
			],
		]);
	});

	it('is given in the nearest variant', () => {
		assert.deepEqual(kits(`## A\n${block('ts file=a.ts kit=2')}${block('ts file=a.ts kit=3')}`), [
			[2, 2, 3, 3],
		]);
		assert.deepEqual(kits(`## A\n${block('ts file=a.ts')}${block('ts file=a.ts kit=3')}`), [
			[undefined, undefined, 3, undefined],
		]);
		assert.deepEqual(kits(`## A\n${block('ts kit=3')}`), [[3, 3, 3, 3]]);
	});
});

describe('the code of a pattern', () => {
	it('loses the path comment, the indentation of the block, CR and blank lines at its ends', () => {
		const text =
			'- item\r\n  ````js\r\n  // a.ts\r\n\r\n  x(`\r\n  ```\r\n  `);\r\n  \ty();\r\n\r\n  ````\r\n';
		assert.deepEqual(files(text), [['a.ts', 'typescript', 'x(`\n```\n`);\n\ty();\n']]);
	});

	it('keeps comments above the one that names the file, and code before the first file', () => {
		assert.deepEqual(files(block('py', '#!/usr/bin/env python3\n# app.py\nrun()\n')), [
			['app.py', 'python', '#!/usr/bin/env python3\nrun()\n'],
		]);
		assert.deepEqual(files(block('ts', 'x();\n\n// b.ts\ny();\n')), [
			[undefined, 'typescript', 'x();\n'],
			['b.ts', 'typescript', 'y();\n'],
		]);
	});

	it('takes its path from the attribute rather than the comment, or from a title', () => {
		assert.deepEqual(files(block('ts file=src/lib/a.ts', '// lib/a.ts\nx();\n')), [
			['src/lib/a.ts', 'typescript', 'x();\n'],
		]);
		assert.deepEqual(files(`**src/app.css**:\n${block('', 'a {\n}\n')}`), [
			['src/app.css', 'css', 'a {\n}\n'],
		]);
		assert.deepEqual(files(`## plan.md\n${block('', 'text\ntext\n')}`), []);
	});

	it('collects what a block says about one file in several places', () => {
		assert.deepEqual(files(block('ts', '// a.ts\nx();\n\n// b.ts\ny();\n\n// a.ts\nz();\n')), [
			['a.ts', 'typescript', 'x();\n\nz();\n'],
			['b.ts', 'typescript', 'y();\n'],
		]);
	});

	it('reads the fences of tildes, of no language, and unclosed ones', () => {
		const text = '~~~\n// a.svelte\n<p />\n~~~\n\n```ts\nx();\ny();\n\n## Next\n\nSome prose.\n';
		assert.deepEqual(files(text), [
			['a.svelte', 'svelte', '<p />\n'],
			[undefined, 'typescript', 'x();\ny();\n'],
		]);
	});
});

describe('what is no pattern', () => {
	const cases = {
		'plain text': block('', 'one line\nanother line\n'),
		diagrams: block('mermaid', 'graph TD\nA --> B\n'),
		documents: block('markdown', '# notes.md\n\nText.\n'),
		'a document without a language': block('', '# notes.md\n\nText.\n'),
		'shell sessions': block('bash', '# Install\nnpm install zod\n'),
		'data without a file': block('json', '{\n"a": 1\n}\n'),
		'a single line': block('ts', '// Counts\nlet a = 1;\n'),
		lists: block('python', '# Tools\n- one\n- two\n'),
		'empty blocks': block('ts', '\n\n'),
	};
	for (const [name, text] of Object.entries(cases)) {
		it(name, () => assert.deepEqual(findPatterns(text), { patterns: [], problems: [] }));
	}

	it('becomes one by a file or by an attribute', () => {
		assert.deepEqual(
			outline(
				block('bash', '# scripts/run.sh\nnpm test\n') +
					block('json title=Data', '{}\n') +
					block('json', '// tsconfig.json\n{}\n') +
					block('ts title=Short', 'x();\n'),
			),
			[
				['run.sh', 'scripts/run.sh'],
				['Data', '-'],
				['Data: tsconfig.json', 'tsconfig.json'],
				['Short', '-'],
			],
		);
	});
});

describe('a path comment', () => {
	it('names the file of the code below it', () => {
		const lines = {
			'// src/lib/schemas.ts': 'src/lib/schemas.ts',
			'// lib/schemas.ts — shared': 'lib/schemas.ts',
			'/* src/app.css */': 'src/app.css',
			'<!-- src/routes/+page.svelte -->': 'src/routes/+page.svelte',
			'# app/main.py': 'app/main.py',
			'-- db/schema.sql': 'db/schema.sql',
			'// File: app.ts': 'app.ts',
			'// `src/a.ts`:': 'src/a.ts',
			'// hooks.server.ts (excerpt)': 'hooks.server.ts',
			'// routes/(app)/[[lang]]/[...rest]/+server.ts': 'routes/(app)/[[lang]]/[...rest]/+server.ts',
			'// ./src/a.ts': './src/a.ts',
			'# Dockerfile': 'Dockerfile',
			'# .env': '.env',
			'// Usage in +page.server.ts': '+page.server.ts',
			'// Then, in hooks.server.ts:': 'hooks.server.ts',
		};
		const read = Object.keys(lines).map((line) => [line, readPathComment(line, true)]);
		assert.deepEqual(Object.fromEntries(read), lines);
	});

	it('is no mention, glob, product, address or way out of the project', () => {
		const lines = [
			'// see src/a.ts',
			'// +page.server.ts needs this',
			'// types are declared in app.d.ts',
			'// src/**/*.ts',
			'// Node.js',
			'// e.g. this',
			'// https://svelte.dev/docs/kit.html',
			'// example.com/a.js',
			'// ../a.ts',
			'// /etc/a.conf',
			'// src/../../a.ts',
			"import './a.ts';",
			`// ${'a/'.repeat(200)}b.ts`,
			'// .git/hooks/setup.sh',
			'// sub/.GIT./config.ts',
			'// node_modules/a/index.js',
			'// .vsc\uFE0Fode/tasks.json',
			'// src/\u3164a.ts',
		];
		assert.deepEqual(
			lines.filter((line) => readPathComment(line, true) !== undefined),
			[],
		);
	});

	it('only mentions a file in the middle of code', () => {
		assert.deepEqual(outline(block('ts', '// a.ts\nx();\n// Use in b.ts\ny();\n')), [
			['a.ts', 'a.ts'],
		]);
		assert.deepEqual(outline(block('ts', '// a.ts\nx();\n\n// Use in b.ts\ny();\n')), [
			['a.ts', 'a.ts b.ts'],
		]);
	});
});

describe('fence attributes', () => {
	it('are read with and without quotes, in braces, between things of other tools', () => {
		assert.deepEqual(
			values(
				`TS title="Load + 'stream'" file=src/routes/[id]/+page.server.ts kit='2' prefix=kit-load`,
			),
			[
				'ts',
				{
					title: "Load + 'stream'",
					file: 'src/routes/[id]/+page.server.ts',
					kit: '2',
					prefix: 'kit-load',
				},
			],
		);
		assert.deepEqual(values('ts {1,3-5} {title="A" numbered} /word/ kit=3'), [
			'ts',
			{ title: 'A', numbered: '', kit: '3' },
		]);
		assert.deepEqual(values('{.ts title = "A"}'), ['ts', { title: 'A' }]);
		assert.deepEqual(values('rust,ignore'), ['rust', {}]);
		assert.deepEqual(values('title="A"'), ['', { title: 'A' }]);
		assert.deepEqual(values(''), ['', {}]);
	});

	it('give the file also behind the language', () => {
		const { language, file } = parseFenceInfo('TS:src/App.svelte');
		assert.deepEqual([language, file], ['ts', 'src/App.svelte']);
	});

	it('are reported when they make no sense', () => {
		const wrong =
			'title="" file=/etc/passwd kit=4 dialect=mysql prefix="a b" placeholders="a.b" kit=3';
		assert.deepEqual(reported(block(`ts ${wrong}`)), [
			['pattern-title', 'title=""'],
			['pattern-file', 'file=/etc/passwd'],
			['pattern-kit', 'kit=4'],
			['pattern-dialect', 'dialect=mysql'],
			['pattern-prefix', 'prefix="a b"'],
			['pattern-placeholder', 'placeholders="a.b"'],
			['fence-attribute-repeated', 'kit=3'],
		]);
		assert.deepEqual(reported(block('ts placeholders="a,c"')), [
			['pattern-placeholder', 'placeholders="a,c"'],
		]);
		assert.deepEqual(reported(block('ts title=A', '')), [['pattern-empty', '```ts title=A']]);
		assert.deepEqual(reported(`${block('ts title=A')}${block('ts title=A')}`), [
			['pattern-repeated', 'title=A'],
		]);
	});

	it('are mended where that is certain', () => {
		assert.equal(mended(block('ts title="A')), block('ts title="A"'));
		assert.equal(mended(block('ts kit=2 title=A kit=3')), block('ts kit=2 title=A'));
	});
});

describe('a forgotten closing marker', () => {
	it('is put below the code, with the line ends and the indentation of the file', () => {
		assert.equal(
			mended('  ~~~~ts\r\n  x();\r\n\r\n\r\n## Next\r\n\r\nprose\r\n~~~~\r\n'),
			'  ~~~~ts\r\n  x();\r\n  ~~~~\r\n\r\n\r\n## Next\r\n\r\nprose\r\n',
		);
		assert.equal(mended('```ts\nx();'), '```ts\nx();\n```');
	});

	it('leaves a marker without code that is removed', () => {
		assert.equal(mended(`${block('ts')}Prose.\n\`\`\`\n`), `${block('ts')}Prose.\n`);
	});
});

describe('the imports of a pattern', () => {
	const code = `
		import { z } from 'zod';
		import type { A } from "@scope/a/b";
		import {
			b,
		} from 'b/deep';
		import 'c';
		export * from 'd';
		const e = await import('e'), f = require("f");
		import fs from 'fs/promises';
		import os from 'node:os';
		import { onMount } from 'svelte';
		import { json } from '@sveltejs/kit';
		import { sequence } from '@sveltejs/kit/hooks';
		import adapter from '@sveltejs/adapter-node';
		import { x } from '$lib/x';
		import { y } from '#lib/y.js';
		import { w } from 'lib/w';
		import { building } from '$app/env';
		import type { PageServerLoad } from './$types';
		import { v } from './v';
		// import 'no';
		const text = \`import 'no'\` + "from 'no'" + Array.from('no') + /from 'no'/;
	`;

	it('name packages, without those that every project has', () => {
		assert.deepEqual(packagesOf(code), [
			'@scope/a',
			'@sveltejs/adapter-node',
			'b',
			'c',
			'd',
			'e',
			'f',
			'zod',
		]);
	});

	it('name modules of the project', () => {
		assert.deepEqual(projectImports(code), ['$lib/x', '#lib/y.js', 'lib/w', './v']);
	});

	it('are read from the scripts of a Svelte file', () => {
		const svelte = `<script lang="ts">\nimport 'a';\n</script>\n<p>import 'b' isn't</p>\n`;
		assert.deepEqual(packagesOf(svelte), ['a']);
	});

	it('are made by patterns, however path and import are written', () => {
		const lines = [
			"import '$lib/a';",
			"import '#lib/b.js';",
			"import '$lib';",
			"import './c.svelte';",
			"import '../../lib/d.ts';",
			"import '$lib/missing';",
		];
		const text = [
			block('ts file=src/lib/a.ts'),
			block('ts file=lib/b/index.ts'),
			block('ts file=src/lib/index.ts'),
			block('svelte file=src/routes/x/c.svelte'),
			block('ts file=$lib/d.ts kit=2'),
			block('ts file=src/routes/x/+page.ts', `${lines.join('\n')}\n`),
			block('python', 'from "./e" import x\nx()\n'),
		].join('\n');
		assert.deepEqual(missingModules(findPatterns(text).patterns), [
			{ pattern: 'page-ts', path: 'src/routes/x/+page.ts', specifier: '$lib/missing' },
		]);
	});
});

describe('finding patterns', () => {
	it('works on every agent file', () => {
		const texts = agentFiles('corpus', 'seeds');
		let count = 0;
		for (const { text } of texts) {
			check(text);
			count += findPatterns(text).patterns.length;
		}
		console.log(`      read ${texts.length} files with ${count} patterns`);
	});

	it('survives every prefix of agent files, and random edits of them', function () {
		const originals = agentFiles('seeds');
		const pieces = [
			'```',
			'~~~',
			'````ts',
			'\n',
			'\n\n## H\n',
			'"',
			"'",
			'{',
			'\\',
			'$',
			'\r\n',
			'**',
			'// a.ts\n',
			'`',
			' title="',
			' kit=2',
			'\t',
			'<!-- ',
			'\0',
			'\uD800',
		];
		for (const { text } of originals) {
			const step = text.length > 10_000 ? 7 : 1;
			const ends = [...Array(text.length + 1).keys()].filter((end) => end % step === 0);
			for (const end of shareOf(ends, 8)) check(text.slice(0, end));
		}
		const { seed, cases } = seedOf(7, 300 * originals.length);
		const next = seededRandom(seed);
		for (let n = 0; n < cases; n++) {
			let edited = originals[n % originals.length]?.text ?? '';
			for (let edit = 0; edit < 8; edit++) {
				const at = next(edited.length + 1);
				edited = edited.slice(0, at) + pieces[next(pieces.length)] + edited.slice(at + next(12));
			}
			check(edited);
		}
	});

	it('takes time in proportion to the length of the text', function () {
		const size = 524_288;
		const fill = (piece: string): string => piece.repeat(Math.floor(size / piece.length));
		const texts = [
			...['`', '[', '[](', '"', "'", '#', '**a', '\n', ' ', '```\n', '~~~\n```\n'].map(fill),
			...[
				'```ts\n\n## H\n\n',
				'```ts\na();\nb();\n```\n',
				'```ts title=a\n// a.ts\nb()\n```\n',
			].map(fill),
			...['kit=2 ', 'a="', "a='", 'a='].map((piece) => `\`\`\`ts ${fill(piece)}`),
			...['`', '/[', "import '", 'const ', '// a.ts\nx\n', '\n## H\n'].map((piece) =>
				block('ts', `${fill(piece)}\n`),
			),
			...['<script>', '<a', '{'].map((piece) => block('svelte', `${fill(piece)}\n`)),
			`${fill('```ts\n\n# H\n\n')}${' '.repeat(size)}`,
		];
		for (const text of shareOf(texts, 4)) {
			// Quadratic time would be minutes, beyond the test's time-out.
			assert.ok(Array.isArray(findPatterns(text).patterns));
		}
	});
});
