import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fitMessages, type Turn } from '../../src/core/conversation.ts';

const history: Turn[] = [
	{ question: 'q1', answer: 'a1' },
	{ question: 'q2', answer: 'a2' },
	{ question: 'q3', answer: 'a3' },
];
const reference = { role: 'user', parts: ['file'] } as const;
const conversation = { prompt: 'prompt', history, references: [reference], question: 'now' };

/** Counts a token for each character and remembers what it was asked. */
function counter(): { count: (text: string) => Promise<number>; counted: string[] } {
	const counted: string[] = [];
	return {
		counted,
		count: async (text) => {
			counted.push(text);
			return text.length;
		},
	};
}

describe('conversation', () => {
	it('sends prompt, history, references and question in this order', async () => {
		const { count, counted } = counter();
		const { messages, turnsLeftOut } = await fitMessages(conversation, 10_000, count);
		assert.deepEqual(messages, [
			{ role: 'user', parts: ['prompt'] },
			{ role: 'user', parts: ['q1'] },
			{ role: 'assistant', parts: ['a1'] },
			{ role: 'user', parts: ['q2'] },
			{ role: 'assistant', parts: ['a2'] },
			{ role: 'user', parts: ['q3'] },
			{ role: 'assistant', parts: ['a3'] },
			reference,
			{ role: 'user', parts: ['now'] },
		]);
		assert.equal(turnsLeftOut, 0);
		assert.deepEqual(counted, [], 'far below the limit nothing is counted');
	});

	it('keeps the newest turns when the limit forces a cut', async () => {
		const { count, counted } = counter();
		// prompt, file and question: 3 messages with 15 characters; each turn: 2 with 5.
		const limit = 3 * 8 + 15 + (2 * 8 + 5);
		const { messages, turnsLeftOut } = await fitMessages(conversation, limit, count);
		assert.deepEqual(
			messages.map(({ parts }) => parts[0]),
			['prompt', 'q3', 'a3', 'file', 'now'],
		);
		assert.equal(turnsLeftOut, 2);
		assert.deepEqual(counted, ['prompt\nfile\nnow', 'q1\na1', 'q2\na2', 'q3\na3']);
	});

	it('never cuts prompt, references or question', async () => {
		const { messages, turnsLeftOut } = await fitMessages(conversation, 1, counter().count);
		assert.deepEqual(
			messages.map(({ parts }) => parts[0]),
			['prompt', 'file', 'now'],
		);
		assert.equal(turnsLeftOut, 3);
	});
});
