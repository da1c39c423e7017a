import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lookUp } from '../../../src/core/chat/passages.ts';

const prompt = `# Backend

You build servers.

## Load functions

Return a promise from load to stream slow data.

\`\`\`ts
export const load = () => ({ slow: query() });
\`\`\`

## Form actions

Validate, then redirect.

### Uploads

Check the file type by its first bytes.

## Sessions

Store the hash of the token in the cookie table.
`;

function titles(question: string): string[] {
	return lookUp(prompt, question).passages.map(({ path }) => path.join(' > '));
}

describe('handbook', () => {
	it('quotes the section that fits best first, verbatim', () => {
		const { passages } = lookUp(prompt, 'How do I stream slow data from a load function?');
		assert.deepEqual(passages[0], {
			path: ['Backend', 'Load functions'],
			text: 'Return a promise from load to stream slow data.\n\n```ts\nexport const load = () => ({ slow: query() });\n```',
		});
	});

	it('finds a section by its words in another form', () => {
		assert.deepEqual(titles('uploading a file'), ['Backend > Form actions > Uploads']);
		assert.deepEqual(titles('session cookies'), ['Backend > Sessions']);
	});

	it('says so when nothing fits, and names the topics', () => {
		assert.deepEqual(lookUp(prompt, 'What is the weather like in Paris tomorrow?'), {
			passages: [],
			topics: ['Load functions', 'Form actions', 'Uploads', 'Sessions'],
		});
	});

	it('finds nothing for a question of empty words', () => {
		assert.deepEqual(titles('How should I do it?'), []);
		assert.deepEqual(titles(''), []);
	});

	it('closes a fence that the author forgot to close', () => {
		const { passages } = lookUp('## Load\n\n```ts\nload();\n\n## Next\n\nwords\n', 'load');
		assert.deepEqual(passages, [{ path: ['Load'], text: '```ts\nload();\n```' }]);
	});

	it('quotes the beginning of a huge section, with its fence closed', () => {
		const [passage] = lookUp(
			`## Cache\n\n\`\`\`ts\n${'cache();\n'.repeat(100_000)}\`\`\`\n`,
			'cache',
		).passages;
		assert.equal(passage?.text.length, 40_000 + '\n```'.length);
		assert.match(passage?.text ?? '', /^```ts\ncache\(\);\n[^]*\n```$/);
	});

	it('names some topics of a text with very many, and searches the first thousand', () => {
		const words: Readonly<Record<number, string>> = { 900: 'lighthouse', 1_100: 'avalanche' };
		const many = Array.from(
			{ length: 30_000 },
			(_, i) => `## Topic ${i} ${'z'.repeat(i % 500)}\n\n${words[i] ?? 'plain'}\n`,
		).join('');
		const { topics } = lookUp(many, 'weather');
		assert.deepEqual([topics.length, Math.max(...topics.map(({ length }) => length))], [60, 68]);
		const found = Object.values(words).map((word) => lookUp(many, word).passages.length);
		assert.deepEqual(found, [1, 0]);
	});

	it('keeps the answer short', () => {
		const long = Array.from(
			{ length: 20 },
			(_, i) => `## Cache ${i}\n\ncache ${'x'.repeat(3_000)}\n`,
		).join('');
		const { passages } = lookUp(long, 'cache');
		assert.ok(passages.length > 0 && passages.length <= 3);
		assert.ok(passages.reduce((sum, { text }) => sum + text.length, 0) <= 8_000);
	});
});
