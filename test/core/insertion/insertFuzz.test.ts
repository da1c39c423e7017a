import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeAppTypes } from '../../../src/core/code/appTypes.ts';
import { rewrite } from '../../../src/core/insertion/kitRewrites.ts';
import { mergeInto } from '../../../src/core/code/mergeModule.ts';
import type { TextEdit } from '../../../src/core/text/range.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { resolveTarget, routeParams, validateRoutePath } from '../../../src/core/project/routes.ts';
import { stripTypes } from '../../../src/core/code/stripTypes.ts';
import { parseModule } from '../../../src/core/code/syntaxTree.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

const module = `#!/usr/bin/env node
// @ts-check
import db, { type Row, find as look } from '$lib/server/db';
import type { Actions, PageServerLoad } from './$types';
import { zod } from 'sveltekit-superforms/adapters';
import { redirect, type Handle } from '@sveltejs/kit';
import * as all from "all"; // every one
import 'side';

/** Loads. */
export const load: PageServerLoad = async ({ params, cookies }) => {
	const rows = (await db.select<Row>(params.id)) as Row[];
	cookies.set('a', \`b\${rows.map((row) => \`\${row!.id}\`)}\`, { httpOnly: true });
	return { rows, pattern: /['"\`]/.test('x') };
};
export const actions = { default: async () => zod(look) } satisfies Actions;
export class Store<T> extends Map<string, T> { private readonly a?: T; get<K>(k: K): T { return all.x; } }
const handle: Handle = async ({ event, resolve }) => { redirect(303, 'https://x.y'); };
`;

const addition = `import { look, find, type Row } from '$lib/server/db';
import type { RequestHandler } from './$types';
import { error } from '@sveltejs/kit';
import fs from 'node:fs/promises';
import 'side';

export const GET: RequestHandler = async () => new Response(String(find(look)));
export const load = 1;
`;

const types = `import type { Session } from '$lib/session';

declare global {
	namespace App {
		// interface Error {}
		interface Locals {
			user: string | null;
		}
	}
}

export {};
`;

const svelte = `<script module lang="ts">
	import { a } from 'a';
</script>

<script lang="ts">
	let { data }: { data: string } = $props();
</script>

<svelte:head><script>var x = "</p>";</script></svelte:head>
{#if data.length > 3}<p title="{data}">{data}</p>{/if}
`;

const manifest = `{ "packageManager": "pnpm@9", "imports": { "#lib/*": "./src/lib/*" }, "devDependencies": { "@sveltejs/kit": "^3.2.0", "zod": "^4" } }`;
const config = `const alias = { $lib: 'src/lib' }; export default defineConfig({ kit: { alias, files: { lib: \`lib\` } } }) satisfies X;`;

const facts = [2, 3].map(
	(major) =>
		readProjectFacts({
			packageJson: JSON.stringify({
				devDependencies: { '@sveltejs/kit': `^${major}.0.0`, zod: '4' },
			}),
			fileNames: [],
		}).facts,
);

/** Prefixes of a text, and copies with a few random changes. */
function* broken(text: string, seed: number): Generator<string> {
	const ends = Array.from({ length: Math.ceil((text.length + 1) / 7) }, (_, i) => i * 7);
	for (const end of shareOf(ends, 4)) yield text.slice(0, end);
	const below = seededRandom(seed);
	const scraps = [
		'{',
		'}',
		'(',
		')',
		'`',
		"'",
		'"',
		'/*',
		'*/',
		'//',
		'<',
		'>',
		'import ',
		'export ',
		'type ',
		';',
		'\n',
		'\r\n',
		'$lib',
		'[',
		']',
		'=',
		'=>',
		'</script>',
		'<script>',
		'#',
		'\u2028',
		'😀',
	];
	for (let i = 0; i < 150; i++) {
		let result = text;
		for (let changes = 1 + below(4); changes > 0; changes--) {
			const start = below(result.length + 1);
			result =
				result.slice(0, start) +
				(scraps[below(scraps.length)] ?? '') +
				result.slice(start + below(12));
		}
		yield result;
	}
}

/** Edits that lie inside the text, do not overlap, and only add to it, apart from `type ` and moved names. */
function assertApplicable(text: string, edits: readonly TextEdit[]): void {
	let position = 0;
	for (const { range } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
		assert.ok(range.start >= position && range.end >= range.start && range.end <= text.length);
		position = range.end;
	}
}

describe('code of the user in any state', function () {
	it('is merged without errors, and without losing any of its own text', () => {
		for (const existing of broken(module, 1)) {
			const { importEdits } = mergeInto(existing, addition, { language: 'ts' });
			assertApplicable(existing, importEdits);
			for (const { range } of importEdits) {
				const taken = existing.slice(range.start, range.end);
				assert.match(
					taken,
					/^(?:type\s*|[\s{},]*|(?:[\s,]|type |\w+ as \w+|\w+)*|\s*import type [^]*)$/,
				);
			}
		}
		for (const broke of broken(addition, 2)) {
			const { importEdits } = mergeInto(module, broke, { language: 'ts' });
			assertApplicable(module, importEdits);
			assert.ok(parseModule(applyEdits(module, importEdits)), broke);
		}
	});

	it('parses after the merge if it parsed before', () => {
		for (const existing of broken(module, 3)) {
			if (!parseModule(existing)) continue;
			const { importEdits } = mergeInto(existing, addition, { language: 'ts' });
			assert.ok(parseModule(applyEdits(existing, importEdits)), existing);
		}
	});

	it('gets nothing new from the same merge again', () => {
		for (const existing of broken(module, 4)) {
			const once = applyEdits(
				existing,
				mergeInto(existing, addition, { language: 'ts' }).importEdits,
			);
			if (!parseModule(existing)) continue;
			assert.deepEqual(mergeInto(once, addition, { language: 'ts' }).importEdits, [], existing);
		}
	});

	it('is merged into Svelte files', () => {
		for (const existing of broken(svelte, 5)) {
			for (const where of ['script', 'module'] as const) {
				const { importEdits } = mergeInto(existing, addition, { language: 'svelte', where });
				assertApplicable(existing, importEdits);
			}
		}
	});

	it('is merged into app.d.ts', () => {
		for (const existing of broken(types, 6)) {
			const { edits } = mergeAppTypes(existing, types.replace('user:', 'other:'));
			assertApplicable(existing, edits);
			assertApplicable(types, mergeAppTypes(types, existing).edits);
			if (parseModule(existing)) assert.ok(parseModule(applyEdits(existing, edits)), existing);
		}
	});

	it('is rewritten, and rewritten code stays as it is', () => {
		for (const text of [module, svelte]) {
			for (const code of broken(text, 7)) {
				for (const each of facts) {
					const context = { facts: each, filePath: text === svelte ? 'a.svelte' : 'a.ts' };
					const once = rewrite(code, context).code;
					// What stays as it is does so again.
					if (once === code) continue;
					assert.equal(rewrite(once, context).code, once);
					if (parseModule(code)) assert.ok(parseModule(once), code);
				}
			}
		}
	});

	it('is stripped of its types, or left alone with a note', () => {
		for (const code of broken(module, 8)) {
			const { code: stripped, note } = stripTypes(code);
			if (note !== undefined) assert.equal(stripped, code);
			else assert.equal(stripTypes(stripped).code, stripped);
		}
	});

	it('is read as configuration', () => {
		for (const text of broken(manifest, 9)) readProjectFacts({ packageJson: text, fileNames: [] });
		for (const text of broken(config, 10)) {
			readProjectFacts({
				packageJson: '{}',
				fileNames: [],
				svelteConfig: text,
				viteConfig: text,
				tsconfig: text,
			});
		}
	});

	it('is read as a route', () => {
		for (const route of broken('/(app)/[[lang=lang]]/a-[b].[c]/[...rest]/[x+3a]/+page.ts', 11)) {
			validateRoutePath(route);
			routeParams(route);
			for (const each of facts)
				assert.doesNotMatch(resolveTarget(route, each, route), /(?:^|\/)\.\.(?:\/|$)/);
		}
	});
});

describe('hostile code', () => {
	const count = 20_000;
	const texts: Readonly<Record<string, string>> = {
		'nested generic arrows': '<T>(a='.repeat(count),
		'nested async generic arrows': 'async <T>(a='.repeat(count),
		'nested parentheses': '('.repeat(count),
		'nested templates': '`${'.repeat(count),
		'nested types': 'let a: '.concat('A<'.repeat(count)),
		'long sums': `a = ${'a+'.repeat(count)}1;`,
		'imports without end': 'import\n'.repeat(count),
		'imports that stop half-way': 'import { a,\n'.repeat(count),
		'imports on end': "import { a } from 'a';\n".repeat(2000).concat('('),
		'exports without end': 'export {'.repeat(count),
		'unfinished comments': '/*'.repeat(count),
		'unfinished strings': "'\n".repeat(count),
		slashes: '/'.repeat(count).concat('('),
		blanks: ' '.repeat(count * 5).concat('('),
		'blank lines': '\n'.repeat(count * 5).concat('('),
		'comment lines': '// a\n'.repeat(count),
		scripts: '<script>'.repeat(count),
		tags: '<a '.repeat(count),
		'html comments': '<!--'.repeat(count),
		brackets: '['.repeat(count),
		'closing words': 'export default '.repeat(count),
	};
	for (const [name, text] of shareOf(Object.entries(texts), 2)) {
		it(`takes little time: ${name}`, () => {
			// Quadratic time would exceed the test's time-out.
			mergeInto(text, addition, { language: 'ts' });
			mergeInto(module, text, { language: 'ts' });
			mergeInto(text, addition, { language: 'svelte' });
			mergeAppTypes(text, types);
			mergeAppTypes(types, text);
			stripTypes(text);
			for (const each of facts) {
				rewrite(text, { facts: each, filePath: 'a.ts' });
				rewrite(text, { facts: each, filePath: 'a.svelte' });
				resolveTarget(text, each, text);
			}
			readProjectFacts({
				packageJson: text,
				fileNames: [],
				svelteConfig: text,
				viteConfig: text,
				tsconfig: text,
			});
			validateRoutePath(text);
			assert.ok(Array.isArray(routeParams(text)));
		});
	}
});
