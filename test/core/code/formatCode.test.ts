import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternFormat } from '../../../src/core/code/codeFormat.ts';
import { formatCode } from '../../../src/core/code/formatCode.ts';

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
});
