import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternFormat } from '../../../src/core/code/codeFormat.ts';
import { formatCode } from '../../../src/core/code/formatCode.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const spaces = { ...patternFormat, useTabs: false, semi: false, singleQuote: false };

describe('a Svelte file that is formatted', () => {
	const page = `<script lang="ts">
	const a = 'x';
</script>

{#if a === 'x'}
	<p class="b {a ? 'c' : 'd'}" title={a ? 'it\\'s' : 'say "x"'}>{a + 'é'} it's 'text'</p>
{:else if a === 'y'}
	<b>{@html 'x'}</b>
{/if}
{#each ['h', ' as '] as each, i (each + 'i')}{each}{/each}
{#await load('j') then k}{k}{/await}
<input {...a ? { b: 'c' } : {}} value='e' aria-invalid={a ? 'true' : undefined} />
<textarea>{a ?? 'f'} 'g'</textarea>
`;

	it('has the quotes of the project in the code of its markup, but for those in quotes', async () => {
		assert.equal(
			await formatCode(page, 'a.svelte', spaces),
			`<script lang="ts">
  const a = "x"
</script>

{#if a === "x"}
  <p class="b {a ? 'c' : 'd'}" title={a ? 'it\\'s' : 'say "x"'}>{a + "é"} it's 'text'</p>
{:else if a === "y"}
  <b>{@html "x"}</b>
{/if}
{#each ["h", " as "] as each, i (each + 'i')}{each}{/each}
{#await load("j") then k}{k}{/await}
<input {...a ? { b: "c" } : {}} value='e' aria-invalid={a ? "true" : undefined} />
<textarea>{a ?? "f"} 'g'</textarea>
`,
		);
	});

	it('is again what it was, in either style', async () => {
		const once = await formatCode(page, 'a.svelte', spaces);
		assert.equal(await formatCode(once, 'a.svelte', spaces), once);
		assert.equal(await formatCode(page, 'a.svelte', patternFormat), page);
		assert.equal(
			(await formatCode(once, 'a.svelte', patternFormat)).replaceAll('  ', '\t'),
			page.replaceAll('  ', '\t'),
		);
	});

	it('keeps the blanks that are shown, or are a part of a value', async () => {
		const text = (unit: string): string =>
			`<div>\n${unit}<pre\n${unit}${unit}class="a"\n${unit}>\n\tb\n\t\tc</pre>\n${unit}<textarea>\n\td</textarea>\n${unit}{\`\n\te\n\t\`}\n</div>\n`;
		assert.equal(await formatCode(text('\t'), 'a.svelte', spaces), text('  '));
	});

	it('keeps the values of attributes, of texts in its code, and of scripts inside of elements', async () => {
		const text = (unit: string): string =>
			[
				'<div>',
				'@<p title="a',
				'\t\tb" class=\'c',
				"\td {e ? 'f' :",
				"\t\t'g'}'",
				'@@on:click={() => {',
				'@@@h();',
				'@@}}',
				'@>i</p>',
				"@{'j\\",
				"\tk'}",
				'</div>',
				'<svelte:head>',
				'@<script>',
				'@@const l = `',
				'\t\tm`;',
				'@</script>',
				'</svelte:head>',
				'',
			]
				.join('\n')
				.replaceAll('@', unit);
		assert.equal(
			await formatCode(text('\t'), 'a.svelte', { ...spaces, singleQuote: true }),
			text('  '),
		);
		const many = `<p title="\n\ta" />\n`.repeat(150);
		assert.equal(await formatCode(many, 'a.svelte', spaces), many);
	});
});

describe('what is formatted twice', () => {
	const lines = [
		'/*\n\ta block\n\t  of lines\n*/',
		'/**\n * with stars\n */',
		'/*\n * some\n\tnot\n */',
		'// a line',
		'const text = `\n\ta ${b} c\n`;',
		"const long = 'a\\\n\tb';",
		'function f() {\n/*\n\tin a function\n*/\n\treturn 1;\n}',
		'call(a, /* one\n\ttwo */ b);',
		'const o = {\n\t/*\n\t\tin an object\n\t*/\n\ta: 1\n};',
		'',
	];
	const markup = [
		'<p>\n\t{a}\n</p>',
		'<p\n\ttitle="b\n\t\tc"\n\tclass="d"\n>\n\te\n</p>',
		'<pre>\n\tf\n</pre>',
		'<!--\n\tg\n-->',
		'{#if h}\n\t{/* i\n\tj */ k}\n{/if}',
		'<svelte:head>\n\t<script>\n\t\t/*\n\tl\n*/\n\t</script>\n</svelte:head>',
	];

	it('is as it is when formatted once, and says the same', async () => {
		const { seed, cases } = seedOf(31, 150);
		const random = seededRandom(seed);
		const some = (from: readonly string[]): string =>
			Array.from({ length: random(5) }, () => from[random(from.length)] ?? '').join('\n');
		for (let i = 0; i < cases; i++) {
			const format = {
				...patternFormat,
				useTabs: random(2) === 0,
				tabWidth: 1 + random(4),
				svelteIndentScriptAndStyle: random(3) > 0,
				semi: random(2) === 0,
			};
			const script = some(lines);
			const page = `<script>\n${script}\n</script>\n\n${some(markup)}\n`;
			for (const [path, text] of [
				['a.svelte', page],
				['a.ts', `${script}\n`],
			] as const) {
				const once = await formatCode(text, path, format);
				const twice = await formatCode(once, path, format);
				assert.equal(twice, once, text);
				// What stands between the lines of a value or a comment is what it was.
				for (const [said] of text.matchAll(
					/`[^`]*`|'a\\\n\tb'|\/\*\n\ta[^/]*\/|"b\n\t\tc"|<pre>[^<]*</g,
				)) {
					assert.ok(once.includes(said), `${said}\n${once}`);
				}
			}
		}
	});
});
