import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { projectWarnings } from '../../../src/core/insertion/projectWarnings.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { readLibrary } from '../../patterns/library.ts';

function factsOf(packages: Readonly<Record<string, string>>): ProjectFacts {
	const packageJson = JSON.stringify({
		devDependencies: { '@sveltejs/kit': '^2.70.0', svelte: '^5.57.0', ...packages },
	});
	return readProjectFacts({ packageJson, fileNames: ['tsconfig.json'] }).facts;
}

function pattern(path: string, code: string, needs = ''): Pattern {
	const block = needs === '' ? '' : `\`\`\`yaml needs\n${needs}\n\`\`\`\n\n`;
	const comment = path.endsWith('.svelte') ? `<!-- ${path} -->` : `// ${path}`;
	const language = path.endsWith('.svelte') ? 'svelte' : 'ts';
	const [found] = findPatterns(
		`### A\n\n${block}\`\`\`${language}\n${comment}\n${code}\n\`\`\`\n`,
	).patterns;
	assert.ok(found);
	return found;
}

const page = (script: string, markup = '<p>a</p>'): Pattern =>
	pattern('src/routes/+page.svelte', `<script lang="ts">\n${script}\n</script>\n\n${markup}`);

/** What the versions of SvelteKit and Svelte that are needed are said to be. */
function neededBy(
	patterns: readonly Pattern[],
	packages: Readonly<Record<string, string>>,
): readonly string[] {
	return projectWarnings(patterns, factsOf(packages)).filter((each) => each.startsWith('Svelte'));
}

describe('the versions that code shows to need', () => {
	it('are Svelte 5 for runes and for what markup has with them', () => {
		const old = { svelte: '^4.2.0' };
		for (const [each, needed] of [
			[page('let { data } = $props();'), '5'],
			[page('let n = $state(0);'), '5'],
			[page('let n = $state<number>();'), '5'],
			[page('const n = $derived.by(() => 1);'), '5'],
			[page('$effect(() => {});'), '5'],
			[page('', '<button onclick={save}>a</button>'), '5'],
			[page('', '{@render children()}'), '5'],
			[page('', '{#snippet a()}<p>a</p>{/snippet}'), '5'],
			[page('const id = $props.id();'), '5.20'],
			[page('', '<svelte:boundary>a</svelte:boundary>'), '5.3'],
			[page('', '<p {@attach tip}>a</p>'), '5.29'],
			[pattern('src/lib/a.svelte.ts', 'export const a = $state({});'), '5'],
			[page('export let data;'), undefined],
			[page('$: double = $state.count * 2;'), undefined],
			[page("// $state(0)\nconst a = '$props()';"), undefined],
			[page('', '<button on:click={save}>a</button>'), undefined],
			[pattern('src/lib/a.ts', 'export const a = $state({});'), undefined],
		] as const) {
			const [{ code } = { code: '' }] = each.variants[0]?.files ?? [];
			assert.deepEqual(
				neededBy([each], old),
				needed === undefined ? [] : [`Svelte 4.2.0: this pattern needs ${needed} or newer.`],
				code,
			);
			assert.deepEqual(neededBy([each], { svelte: '5.29.0' }), [], code);
			assert.deepEqual(neededBy([each], { svelte: 'latest' }), [], code);
		}
	});

	it('are SvelteKit 2, and later ones for what they import', () => {
		const server = (code: string): Pattern => pattern('src/lib/server/a.ts', code);
		for (const [each, needed] of [
			[server('export const a = 1;'), '2'],
			[server("import { getRequestEvent as now } from '$app/server';\nnow();"), '2.20'],
			[server("import { query } from '$app/server';\nquery(() => 1);"), '2.27'],
			[server("import { read } from '$app/server';\nread('');"), '2.4'],
			[server("import { resolve } from '$app/paths';\nresolve('/');"), '2.26'],
			[server("import { base } from '$app/paths';\nbase;"), '2'],
			[server("import type { PageProps } from './$types';\nlet a: PageProps;"), '2.16'],
			[server("import { error, invalid } from '@sveltejs/kit';\ninvalid(error);"), '2.47.3'],
			[page("import { page } from '$app/state';\npage;"), '2.12'],
			[page("import { page } from '$app/stores';\npage;"), '2'],
		] as const) {
			const [{ code } = { code: '' }] = each.variants[0]?.files ?? [];
			const said = (version: string, lowest: string = needed): readonly string[] => [
				`SvelteKit ${version}: this pattern needs ${lowest} or newer.`,
			];
			const at = (version: string): readonly string[] =>
				neededBy([each], { '@sveltejs/kit': version });
			assert.deepEqual(at('^1.30.0'), said('1.30.0'), code);
			const [major, minor = '0'] = needed.split('.');
			if (minor !== '0') {
				const before = `${major}.${Number(minor) - 1}.9`;
				assert.deepEqual(at(before), said(before), code);
			}
			for (const version of [needed, '2.70.4', '^3.0.0']) assert.deepEqual(at(version), [], code);
		}
	});

	it('are said once, with what the pattern says itself', () => {
		const event = "import { getRequestEvent } from '$app/server';\ngetRequestEvent();";
		const one = pattern('src/lib/a.ts', event, "lowest: { '@sveltejs/kit': 2.5, svelte: 5.1 }");
		const other = pattern('src/lib/b.ts', event, "lowest: { '@sveltejs/kit': 2.31 }");
		const old = { '@sveltejs/kit': '^2.0.0', svelte: '5.0.0' };
		const svelte = 'Svelte 5.0.0: this pattern needs 5.1 or newer.';
		assert.deepEqual(neededBy([one], old), [
			'SvelteKit 2.0.0: this pattern needs 2.20 or newer.',
			svelte,
		]);
		assert.deepEqual(neededBy([one, other], old), [
			'SvelteKit 2.0.0: this pattern needs 2.31 or newer.',
			svelte,
		]);
	});
});

/** Of what patterns use of SvelteKit, the version that its own declarations name, `@since`. */
const since: readonly (readonly [use: RegExp, minor: number])[] = [
	[/\bgetRequestEvent\b/, 20],
	[/\b(?:query|form|command)\b[^;]*from '\$app\/server'/, 27],
	[/from '\$app\/state'/, 12],
	[/\b(?:resolve|asset)\b[^;]*from '\$app\/paths'/, 26],
	[/\b(?:Page|Layout)Props\b/, 16],
	[/\bServerInit\b/, 10],
];

describe('every pattern of the agents', () => {
	it('says from which SvelteKit 2 there is what it uses', () => {
		let used = 0;
		for (const { key, pattern: each } of readLibrary()) {
			const code = variantOf(each, factsOf({}))
				.files.map((file) => file.code)
				.join('\n');
			for (const [use, minor] of since) {
				if (!use.test(code)) continue;
				used++;
				const [said, ...more] = neededBy([each], { '@sveltejs/kit': `2.${minor - 1}.0` });
				const needed = /needs 2\.(\d+)/.exec(said ?? '')?.[1];
				assert.ok(Number(needed) >= minor, `${key} ${use.source} ${said ?? ''}`);
				assert.deepEqual(more, [], key);
			}
			assert.deepEqual(neededBy([each], {}), [], key);
		}
		assert.ok(used >= 3);
	});

	it('says that its pages are for Svelte 5, and its code for SvelteKit 2', () => {
		for (const { key, pattern: each } of readLibrary()) {
			const { files } = variantOf(each, factsOf({}));
			const runes = files.some(
				({ language, code }) => language === 'svelte' && /\$(?:props|state|derived)\b/.test(code),
			);
			const said = neededBy([each], { svelte: '^4.2.0', '@sveltejs/kit': '^2.70.0' });
			assert.equal(said.length, runes ? 1 : 0, `${key} ${said.join(' ')}`);
			assert.match(neededBy([each], { '@sveltejs/kit': '^1.30.0' })[0] ?? '', /^SvelteKit 1/, key);
		}
	});
});
