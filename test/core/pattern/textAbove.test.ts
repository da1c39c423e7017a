import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

const code = '```ts\na();\nb();\n```\n';

/** The only pattern's title and summary. */
function read(body: string): readonly string[] {
	const { patterns, problems } = findPatterns(body);
	assert.deepEqual([patterns.length, problems], [1, []], body);
	return patterns.flatMap(({ title, summary }) => [title, summary]);
}

function indented(text: string, by: string): string {
	return text.replaceAll(/^(?=.)/gm, by);
}

describe('the text above a pattern', () => {
	it('gives no title where it is the last item of a list that the block stands below', () => {
		const lists = {
			bullets: '- **Caching**: keeps what is read often\n- **Testing**: covers what can break\n',
			numbers: '1. **Caching**: keeps\n2) **Testing**: covers\n',
			'bold items alone': '* **Caching**\n* **Testing**\n',
			tasks: '- [ ] **Caching**: keeps\n- [x] **Testing**: covers\n',
			'an item that goes on': '- **Testing**: covers\n  what can break\n',
			'an item that goes on lazily': '- **Testing**: covers\nwhat can break\n',
			'a further paragraph of an item': '- Tests\n\n  **Testing**: covers what can break\n',
			'an item inside an item': '- Tests\n  - **Testing**: covers\n',
			'explained words': '**Caching**: keeps\n**Testing**: covers\n',
			'explained words in paragraphs': '**Caching**: keeps.\n\n**Testing:** covers\nmuch.\n',
			'a quote': '> **Testing**: covers\n',
			'a table': '| **A**: x | y |\n|---|---|\n| **Testing**: z | w |\n',
			'a table without outer bars': '**Testing**: x | y\n---|---\n**A**: z | w\n',
		};
		for (const [name, list] of Object.entries(lists)) {
			for (const gap of ['', '\n', '\n\n']) {
				if (gap === '' && /table|quote/.test(name)) continue;
				assert.deepEqual(read(`# A\n\n## Skills\n\n${list}${gap}${code}`), ['Skills', ''], name);
			}
		}
	});

	it('leaves the title to a first-level heading that is the only one', () => {
		const list = '- **Caching**: keeps what is read often\n- **Testing**: covers what can break\n';
		const short = '```ts\nexport const answer = 42;\n```\n';
		assert.deepEqual(read(`# Skills\n\n${list}\n${short}`), ['Skills', '']);
		assert.deepEqual(read(`# Agent\n\n${list}\n${short}\n## Others\n`), ['answer', '']);
	});

	it('gives the title where the block stands in the item, or the item ends with a colon', () => {
		const held = {
			'- **Load**: streams the posts.\n': '  ',
			'1. **Load**: streams the posts.\n': '   ',
			'10) **Load**: streams the posts.\n': '    ',
			'-   **Load**: streams the posts.\n': '    ',
			'- Others\n- **Load**: streams the posts.\n': '  ',
			'- Others\n  - **Load**: streams the posts.\n': '    ',
		};
		for (const [item, by] of Object.entries(held)) {
			for (const gap of ['', '\n']) {
				const body = `## Skills\n\n${item}${gap}${indented(code, by)}`;
				assert.deepEqual(read(body), ['Load', 'streams the posts.'], body);
			}
		}
		assert.deepEqual(read(`## Skills\n\n- x\n- **Load**: like this:\n\n${code}`), [
			'Load',
			'like this:',
		]);
		assert.deepEqual(read(`## Skills\n\n1. **Load:**\n\n${code}`), ['Load', '']);
		assert.deepEqual(read(`## Skills\n\n**Cache**: keeps.\n**Load**: like this:\n\n${code}`), [
			'Load',
			'like this:',
		]);
		assert.deepEqual(read(`## Skills\n\n> **Load**: streams.\n>\n${indented(code, '> ')}`), [
			'Load',
			'streams.',
		]);
	});

	it('gives the title of the item that holds the block below a list inside of it', () => {
		const list = '- **Load**: streams\n  - **Rows**: many\n  - **Ids**: few\n\n';
		assert.deepEqual(read(`## Skills\n\n${list}${indented(code, '  ')}`), ['Load', '']);
	});

	it('is no title where the bold words are a sentence', () => {
		for (const line of ['**Always test.**', '**Never trust input!**', '**Always test.** More.']) {
			assert.equal(read(`## Skills\n\n- x\n\n${line}\n\n${code}`)[0], 'Skills', line);
		}
		assert.equal(read(`## Skills\n\n**Load the posts:**\n\n${code}`)[0], 'Load the posts');
	});

	it('gives titles by where the block stands, in lists of every shape', () => {
		const random = seededRandom(11);
		const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
		for (let round = 0; round < 10_000; round++) {
			const count = 1 + random(4);
			const numbered = random(2) === 0;
			const items: string[] = [];
			let width = 0;
			for (let n = 0; n < count; n++) {
				const marker = numbered ? `${n + 1}.` : '-';
				const gap = ' '.repeat(1 + random(3));
				width = marker.length + gap.length;
				const head = pick([`**Word ${n}**: says it`, `**Word ${n}**`, `**Word ${n}:** says it`]);
				items.push(`${marker}${gap}${head}${n + 1 === count ? '' : pick(['\n', '\n\n'])}`);
			}
			const isHeld = random(2) === 0;
			const by = ' '.repeat(isHeld ? width + random(3) : random(Math.min(width, 4)));
			const body = `## Skills\n\n${items.join('')}${pick(['\n', '\n\n'])}${indented(code, by)}`;
			assert.equal(read(body)[0], isHeld ? `Word ${count - 1}` : 'Skills', body);
		}
	});
});
