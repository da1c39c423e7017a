import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeInto } from '../../../src/core/code/mergeModule.ts';
import { findScripts } from '../../../src/core/code/svelteScripts.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { randomSvelte } from '../../helpers/randomSvelte.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

/** Each script as its kind, whether it is TypeScript, and its content. */
function scripts(text: string): readonly unknown[] {
	return findScripts(text).map(({ kind, typescript, contentRange: { start, end } }) => [
		kind,
		typescript,
		text.slice(start, end),
	]);
}

describe('the scripts of a Svelte file', () => {
	it('are those that stand in nothing else', () => {
		const none = [
			'<svelte:head>\n<script>a();</script>\n</svelte:head>\n',
			'{#if browser}\n<script src="/a.js"></script>\n{/if}\n',
			'{#each a as { b }}\n<script>a();</script>\n{/each}\n',
			'{#if a}{:else}\n<script>a();</script>\n{/if}\n',
			'{#await a}\n{:then { b }}\n<script>a();</script>\n{/await}\n',
			'{#snippet a()}\n<script>a();</script>\n{/snippet}\n',
			'{ #if a }\n<script>a();</script>\n{ /if }\n',
			'<div>\n<script>a();</script>\n</div>\n',
			'<div><ul><li>a<li>\n<script>a();</script>\n</ul></div>\n',
			'<div>{#if a}\n</div>\n<script>a();</script>\n{/if}</div>\n',
			'<!--\n<script>a();</script>\n-->\n',
			'{`\n<script>a();</script>\n`}\n',
			"{@html '<script>a();</script>'}\n",
			'<p title="\n<script>a();</script>\n">a</p>\n',
			'<textarea>\n<script>a();</script>\n</textarea>\n',
			'<style>\n/* <script>a();</script> */\n</style>\n',
			'<svelte:head>\n<script>a();</script>\n',
		];
		for (const text of none) {
			assert.deepEqual(scripts(text), [], text);
			const own = `${text}<h1>a</h1>\n<script lang="ts">\nown();\n</script>\n`;
			if (!text.endsWith('</script>\n')) {
				assert.deepEqual(scripts(own), [['script', true, '\nown();\n']], own);
			}
			const first = `<script>own();</script>\n${text}`;
			assert.deepEqual(scripts(first), [['script', false, 'own();']], first);
		}
	});

	it('are read with their kinds, whatever their attributes hold', () => {
		assert.deepEqual(scripts('<script module>a</script><script>b</script >'), [
			['module', false, 'a'],
			['script', false, 'b'],
		]);
		assert.deepEqual(
			scripts(`<script lang='ts' context="module">a</script>\n<script lang=typescript>b</script>`),
			[
				['module', true, 'a'],
				['script', true, 'b'],
			],
		);
		assert.deepEqual(scripts('<script data-x="a module lang=ts>" generics="T">a</script>'), [
			['script', false, 'a'],
		]);
		assert.deepEqual(scripts('<Script>a</Script><script>b'), [['script', false, 'b']]);
	});

	it('are found below markup that is being written', () => {
		const own = '<script>\nown();\n</script>\n';
		const unfinished = [
			'<div>',
			'<div class={a',
			'{',
			"{'",
			'{a.',
			'</div>',
			'{/if}',
			'<',
			'a { b',
		];
		for (const text of unfinished) {
			assert.deepEqual(scripts(`${own}${text}`), [['script', false, '\nown();\n']], text);
		}
		for (const text of ['<div>', '{', '</div>', '{/if}', '<', 'a { b', '<li>a<li>b']) {
			assert.deepEqual(scripts(`${text}\n${own}`), [['script', false, '\nown();\n']], text);
		}
	});

	it('are those that files of every shape have', () => {
		const random = seededRandom(9);
		for (let round = 0; round < 10_000; round++) {
			const { text, instance, module } = randomSvelte(random);
			const found = findScripts(text).map(({ kind, range }) => [kind, range.start]);
			const expected = [
				...(instance === undefined ? [] : [['script', instance] as const]),
				...(module === undefined ? [] : [['module', module] as const]),
			];
			assert.deepEqual(
				found,
				expected.toSorted((a, b) => a[1] - b[1]),
				text,
			);
		}
	});
});

describe('code for a Svelte file', () => {
	const options = { language: 'svelte', typescript: true } as const;
	const added = "import { a } from 'a';\na();\n";

	it('goes into its own script, and into a new one where it has none', () => {
		const stray = '<svelte:head>\n<script>window.x = 1;</script>\n</svelte:head>\n';
		const existing = `${stray}\n<script lang="ts">\n\tlet q = 1;\n</script>\n{q}\n`;
		const { importEdits, body, bodyRange } = mergeInto(existing, added, options);
		assert.equal(
			applyEdits(existing, importEdits),
			existing.replace('\tlet q', "\timport { a } from 'a';\n\n\tlet q"),
		);
		assert.equal(body.trim(), 'a();');
		assert.equal(bodyRange?.start, existing.indexOf('\n\tlet q'));

		const blocks = [stray, '{#if browser}\n<script src="/a.js"></script>\n{/if}\n<h1>x</h1>\n'];
		for (const block of blocks) {
			const merge = mergeInto(block, added, options);
			assert.equal(
				applyEdits(block, merge.importEdits),
				`<script lang="ts">\n\timport { a } from 'a';\n\n\ta();\n</script>\n\n${block}`,
			);
		}
	});

	it('leaves every other script as it was, in files of every shape', () => {
		const random = seededRandom(10);
		const imported = "import { zod } from 'zod';\nzod();\n";
		for (let round = 0; round < 2_000; round++) {
			const { text, instance } = randomSvelte(random);
			const { importEdits } = mergeInto(text, imported, options);
			const own = findScripts(text).find(({ kind }) => kind === 'script')?.contentRange;
			assert.equal(own === undefined, instance === undefined, text);
			for (const { range, newText } of importEdits) {
				if (own) assert.ok(own.start <= range.start && range.end <= own.end, text);
				else assert.match(newText, /^\s*<script lang="ts">[^]*<\/script>\s*$/);
				assert.equal(range.start, range.end, text);
			}
			const after = applyEdits(text, importEdits);
			const scriptsAfter = findScripts(after).filter(({ kind }) => kind === 'script');
			const contents = scriptsAfter.map(({ range }) => after.slice(range.start, range.end));
			assert.deepEqual(
				contents.map((content) => content.includes("from 'zod'")),
				[true],
				text,
			);
		}
	});
});
