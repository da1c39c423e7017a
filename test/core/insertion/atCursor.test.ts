import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import {
	fitAtCursor,
	planAtCursor,
	snippetAtCursor,
	type CursorTarget,
	type CursorStyle,
} from '../../../src/core/insertion/atCursor.ts';
import {
	findPatterns,
	type Pattern,
	type PatternFile,
} from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';
import { snippetToText } from '../../helpers/snippetText.ts';

const prompt = `## Posts

\`\`\`ts title="Posts" path="src/routes/+page.server.ts" placeholders="posts"
import { db } from '$lib/server/db';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	return { posts: await db.all() };
};
\`\`\`
`;

const { facts } = readProjectFacts({
	packageJson: '{"devDependencies":{"@sveltejs/kit":"^2.70.0","typescript":"^5"}}',
	fileNames: ['tsconfig.json'],
});
const style: CursorStyle = {
	facts,
	libFolders: [],
	indentation: { insertSpaces: false, tabSize: 4 },
};

function onlyPattern(): { readonly pattern: Pattern; readonly file: PatternFile } {
	const [pattern] = findPatterns(prompt).patterns;
	const file = pattern?.variants[0]?.files[0];
	assert.ok(pattern && file);
	return { pattern, file };
}

function targetOf(text: string, language: CursorTarget['language'], path: string): CursorTarget {
	return { module: new ParsedModule(text), language, path };
}

/** The text with the pattern at the bar, its tab stops as VS Code shows them. */
function inserted(marked: string, language: CursorTarget['language'], path: string): string {
	const offset = marked.indexOf('|');
	const text = marked.replace('|', '');
	const target = targetOf(text, language, path);
	const { pattern, file } = onlyPattern();
	const plan = planAtCursor(fitAtCursor(pattern, file, target, style), target, offset, facts);
	const snippet = plan.snippet
		.replace(/\$\{\d+:([^}]*)\}/g, '$1')
		.replace(/(?<!\\)\$\d+/g, '')
		.replace(/\\([$}\\])/g, '$1');
	const place = { start: plan.offset, end: plan.offset };
	return applyEdits(text, [...plan.importEdits, { range: place, newText: snippet }]);
}

const load = `export const load: PageServerLoad = async () => {
	return { posts: await db.all() };
};`;

describe('a pattern at the cursor', () => {
	it('brings its imports into an empty file', () => {
		assert.equal(
			inserted('|', 'ts', 'src/routes/+page.server.ts'),
			`import { db } from '$lib/server/db';
import type { PageServerLoad } from './$types';

${load}`,
		);
	});

	it('merges its imports with those of a file, and stands where the cursor is', () => {
		assert.equal(
			inserted(
				"import { sql } from '$lib/server/db';\n\nconst a = 1;\n|\n",
				'ts',
				'src/routes/+page.server.ts',
			),
			`import { sql, db } from '$lib/server/db';
import type { PageServerLoad } from './$types';

const a = 1;
${load}
`,
		);
	});

	it('loses its types in JavaScript', () => {
		const text = inserted('const a = 1;\n|', 'js', 'src/routes/+page.server.js');
		assert.match(text, /^import \{ db \} from '\$lib\/server\/db';\n\nconst a = 1;\n/);
		assert.match(text, /export const load = async \(\) => \{/);
	});

	it('goes into the script block of a Svelte file, wherever the cursor is', () => {
		assert.equal(
			inserted('<script lang="ts">\n\tlet a;\n</script>\n<p>|</p>\n', 'svelte', 'src/A.svelte'),
			`<script lang="ts">
	import { db } from '$lib/server/db';
	import type { PageServerLoad } from './$types';

	let a;
${load}
</script>
<p></p>
`,
		);
	});

	it('reports the names that are there already', () => {
		const { pattern, file } = onlyPattern();
		const target = targetOf('export const load = 1;\n', 'ts', 'src/routes/+page.server.ts');
		const plan = planAtCursor(fitAtCursor(pattern, file, target, style), target, 23, facts);
		assert.deepEqual(
			plan.conflicts.map(({ name }) => name),
			['load'],
		);
	});

	it('parses, and leaves the text that is there, at the start of whatever line of whatever file', () => {
		const heads = [
			'',
			"'use strict'\n",
			"'use strict'; foo(\n\t1\n);\n",
			"'use strict' /* multi\nline */\nfoo()\n",
			'// @ts-check\n',
			'/* eslint-disable */ foo({\n\ta: 1\n});\n',
			'/* eslint no-x: 0 */ const x = `\n`\n',
			'/* prettier-ignore */ const a = [\n 1 ]\n',
			'// @ts-expect-error it is\nfoo(a.b.c);\n',
			"import c from 'c'\n\n// about it\n;[c].map(c)\n",
			"import {\n\teq /* e */,\n} from '$lib/server/db';\n",
			"import {\n\teq // e\n\t,\n} from '$lib/server/db';\n",
		];
		const tails = ['', 'export const prerender = false\n', 'let z = 1; // the end'];
		for (const head of heads) {
			for (const tail of tails) {
				for (const lineEnd of ['\n', '\r\n']) {
					const text = (head + tail).replaceAll('\n', lineEnd);
					const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
					for (const at of starts) {
						const target = targetOf(text, 'ts', 'src/routes/+page.server.ts');
						// In the middle of a statement anything may be.
						if (
							new ParsedModule(`${text.slice(0, at)}\nlet q;\n${text.slice(at)}`).tree === undefined
						)
							continue;
						const { pattern, file } = onlyPattern();
						const fitted = fitAtCursor(pattern, file, target, style);
						const ending = {
							...fitted,
							module: new ParsedModule(`${fitted.module.text.trimEnd()} // last`),
						};
						const plan = planAtCursor(ending, target, at, facts);
						const edits = [
							...plan.importEdits,
							{
								range: { start: plan.offset, end: plan.offset },
								newText: snippetToText(plan.snippet),
							},
						];
						const result = applyEdits(text, edits);
						const what = `${JSON.stringify(text)} at ${at}:\n${result}`;
						const { tree, shape } = new ParsedModule(result);
						assert.ok(tree, what);
						assert.ok(
							shape.imports.some(({ names }) => names.some(({ local }) => local === 'db')),
							what,
						);
						const declared = new Set(shape.declarations.map(({ name }) => name));
						for (const name of ['prerender', 'z', 'x', 'a']) {
							const had = target.module.shape.declarations.some((each) => each.name === name);
							assert.equal(declared.has(name), had, what);
						}
						const about = /@ts-expect-error.*(?:\r?\n)(.*)/.exec(result)?.[1];
						if (about !== undefined && at === 0) assert.equal(about, 'foo(a.b.c);', what);
					}
				}
			}
		}
	});

	it('stands below what has to be first in a file, wherever the cursor is above', () => {
		const module =
			"import { db } from '$lib/server/db';\nimport type { PageServerLoad } from './$types';\n";
		for (const [head, line] of [
			['#!/usr/bin/env node\n', true],
			['#!/usr/bin/env node', false],
			['#!/usr/bin/env node\r\n', true],
			['#!/usr/bin/env node\n\n// @ts-check\n', true],
			['// @ts-check\n', true],
			['/* @ts-nocheck: old */\n', true],
			["'use strict';\n", true],
			["// @ts-check\n'use strict';\n", true],
		] as const) {
			for (const rest of line ? ['', 'run();\n', `${module}run();\n`] : ['']) {
				const text = (head + rest).replaceAll('\n', head.includes('\r') ? '\r\n' : '\n');
				const starts = [0, 3, head.length - 1].map(
					(at) => `${text.slice(0, at)}|${text.slice(at)}`,
				);
				for (const marked of starts) {
					const result = inserted(marked, 'ts', 'src/routes/+page.server.ts');
					assert.ok(result.startsWith(head.trimEnd()), result);
					assert.ok(new ParsedModule(result).tree, result);
					assert.match(result, /^export const load/m);
				}
			}
		}
		assert.match(
			inserted('|#!/bin/sh\nrun\n', undefined, 'run.sh'),
			/^#!\/bin\/sh\n[^]*load[^]*\nrun\n$/,
		);
	});

	it('has lines of its own where other text stands', () => {
		assert.ok(inserted('const a = 1;| // one', 'ts', 'src/a.ts').endsWith(`\n\n${load}\n // one`));
	});

	it('is told without parsing only as it will be inserted', () => {
		const { pattern, file } = onlyPattern();
		const below = seededRandom(7);
		const pieces = [
			'',
			' ',
			'\n',
			'\n\n',
			'\r\n',
			'kit-posts',
			'const a = 1;',
			"import x from 'x';",
			"import 'side'",
			"'use strict';",
			'#!/usr/bin/env node',
			'// note',
			'/* note */',
			'/**\n * note\n */',
			'export const load = 1;',
			'`',
			'function f() {',
			'}',
			'@',
		];
		let told = 0;
		for (let n = 0; n < 4_000; n++) {
			const parts = Array.from({ length: 1 + below(6) }, () => pieces[below(pieces.length)] ?? '');
			const text = parts.join(below(2) === 0 ? '\n' : '');
			const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
			const offset = below(4) === 0 ? below(text.length + 1) : (starts[below(starts.length)] ?? 0);
			const target = targetOf(text, below(4) === 0 ? 'js' : 'ts', 'src/routes/+page.server.ts');
			const fitted = fitAtCursor(pattern, file, target, style);
			const snippet = snippetAtCursor(fitted, target, offset);
			if (snippet === undefined) continue;
			told++;
			const plan = planAtCursor(fitted, target, offset, facts);
			assert.deepEqual(
				{ snippet, offset },
				{ snippet: plan.snippet, offset: plan.offset },
				JSON.stringify({ text, offset }),
			);
		}
		assert.ok(told > 500, `only ${told} were told`);
	});
});
