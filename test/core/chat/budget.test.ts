import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fitConversation, TokenCounter, type Fitted } from '../../../src/core/chat/budget.ts';
import type {
	Conversation,
	Message,
	ToolRound,
	Turn,
} from '../../../src/core/chat/conversation.ts';
import { guideText, type Guide } from '../../../src/core/chat/guides.ts';
import type { Attachment } from '../../../src/core/chat/attachment.ts';

const history: Turn[] = [
	{ question: 'q1', answer: 'a1', toolResults: '' },
	{ question: 'q2', answer: 'a2', toolResults: 'r2' },
	{ question: 'q3', answer: 'a3', toolResults: '' },
];
const reference: Attachment = { kind: 'text', label: 'a.ts', text: 'one' };
const round: ToolRound = {
	text: 'I look.',
	calls: [{ kind: 'toolCall', callId: '1', name: 'read', input: { path: 'b.ts' } }],
	results: [{ kind: 'toolResult', callId: '1', content: ['two'] }],
};
const conversation: Conversation = {
	prompt: 'prompt',
	guides: [],
	context: 'facts',
	history,
	attachments: [reference],
	question: 'now',
	rounds: [round],
	tools: '[]',
};
const rules: Guide = { kind: 'instructions', label: 'AGENTS.md', text: 'Use tabs.' };
const skill: Guide = { kind: 'skill', label: 'tables', text: '```sql\n' };
const longRules: Guide = { ...rules, text: 'Use tabs.\n'.repeat(900) };
const nothing: Conversation = {
	...conversation,
	context: '',
	history: [],
	attachments: [],
	rounds: [],
	tools: '',
};

/** Counts a token for two characters and remembers what it was asked. */
function counter(): { counter: TokenCounter; counted: string[] } {
	const counted: string[] = [];
	const count = async (text: string): Promise<number> => {
		counted.push(text);
		return Math.ceil(text.length / 2);
	};
	return { counter: new TokenCounter(count), counted };
}

async function fit(changes: Partial<Conversation>, limit: number): Promise<Fitted> {
	const fitted = await fitConversation({ ...nothing, ...changes }, limit, counter().counter);
	assert.ok('messages' in fitted, 'prompt and question fit');
	return fitted;
}

function texts({ messages }: Fitted): readonly string[] {
	return messages.map(textOf);
}

function textOf({ parts }: Message): string {
	return parts
		.map((part) => {
			if (typeof part === 'string') return part;
			if (part.kind === 'toolResult')
				return part.content.filter((piece) => typeof piece === 'string').join('');
			return part.kind === 'toolCall' ? `${part.name}()` : '(image)';
		})
		.join(' ');
}

describe('budget', () => {
	it('sends prompt, context, history, attachments, question and tool rounds in this order', async () => {
		const { counter: tokens, counted } = counter();
		const fitted = await fitConversation(conversation, 10_000, tokens);
		assert.deepEqual(fitted, {
			messages: [
				{ role: 'user', parts: ['prompt'] },
				{ role: 'user', parts: ['facts'] },
				{ role: 'user', parts: ['q1'] },
				{ role: 'assistant', parts: ['a1'] },
				{ role: 'user', parts: ['q2'] },
				{ role: 'user', parts: ['r2'] },
				{ role: 'assistant', parts: ['a2'] },
				{ role: 'user', parts: ['q3'] },
				{ role: 'assistant', parts: ['a3'] },
				{ role: 'user', parts: ['Attached: a.ts\n```ts\none\n```'] },
				{ role: 'user', parts: ['now'] },
				{ role: 'assistant', parts: ['I look.', ...round.calls] },
				{ role: 'user', parts: round.results },
			],
			dropsTools: false,
			losses: [],
		});
		assert.deepEqual(counted, [], 'far below the limit nothing is counted');
	});

	it('sends guides right after the prompt, labelled and in a fence that they cannot close', async () => {
		const fitted = await fit({ guides: [rules, skill], context: 'facts' }, 10_000);
		assert.deepEqual(texts(fitted), [
			'prompt',
			`Instructions of this project for all agents, from AGENTS.md. Where they contradict what stands above, that goes before:\n\`\`\`markdown\n${rules.text}\n\`\`\``,
			'The skill tables, which you have been given:\n````markdown\n```sql\n````',
			'facts',
			'now',
		]);
	});

	it('gives guides a quarter of the room at most, whole lines of them, and says what is left out', async () => {
		const fitted = await fit({ guides: [longRules, skill], context: 'facts' }, 2_000);
		const [, first = '', second, ...rest] = texts(fitted);
		assert.deepEqual([...rest, ...fitted.losses], ['facts', 'now', 'part of AGENTS.md']);
		assert.equal(second, guideText(skill));
		assert.match(first, /\nUse tabs\.\n\[\d+ of 9000 characters left out to fit the model\]\n```$/);
		assert.ok(first.length > 500 && first.length < 1_000, `it has ${first.length} characters`);
	});

	it('leaves guides out where there is room for hardly a line', async () => {
		const fitted = await fit({ guides: [longRules, skill] }, 150);
		assert.deepEqual([...texts(fitted), ...fitted.losses].toSorted(), [
			'AGENTS.md',
			'now',
			'prompt',
			'tables',
		]);
	});

	it('counts each text once, however often it is fitted', async () => {
		const { counter: tokens, counted } = counter();
		await fitConversation({ ...nothing, history }, 30, tokens);
		await fitConversation({ ...nothing, history, context: 'new' }, 30, tokens);
		assert.deepEqual(counted.toSorted(), 'a1 a2 a3 new now prompt q1 q2 q3 r2'.split(' '));
	});

	it('keeps the newest turns, and a turn without its tool results rather than not at all', async () => {
		// Prompt and question: 2 messages with 5 tokens; a turn: 2 with 2.
		const fitted = await fit({ history }, 2 * 8 + 5 + 2 * (2 * 8 + 2));
		assert.deepEqual(texts(fitted), ['prompt', 'q2', 'a2', 'q3', 'a3', 'now']);
		assert.deepEqual(fitted.losses, ['the 1 oldest of 3 turns']);
	});

	it('gives room to attachments, then facts, then tool results, then history', async () => {
		const file = 'Attached: a.ts\n```ts\none\n```';
		const fitted = [145, 125, 110, 90, 70, 50].map(async (limit) =>
			fit({ ...conversation, tools: '' }, limit),
		);
		assert.deepEqual(
			(await Promise.all(fitted)).map((each) => texts(each).join('|')),
			[
				`prompt|facts|q2|r2|a2|q3|a3|${file}|now|I look. read()|two`,
				`prompt|facts|q2|a2|q3|a3|${file}|now|I look. read()|two`,
				`prompt|facts|q3|a3|${file}|now|I look. read()|two`,
				`prompt|facts|${file}|now|I look. read()|two`,
				`prompt|facts|${file}|now`,
				`prompt|${file}|now`,
			],
		);
	});

	it('cuts a long file around the lines that are asked about', async () => {
		const text = Array.from({ length: 1_000 }, (_, i) => `line ${i + 1}`).join('\n');
		const long: Attachment = {
			kind: 'text',
			label: 'a.ts',
			text,
			focus: { first: 500, last: 501 },
		};
		const fitted = await fit({ attachments: [long, reference] }, 400);
		const [, cut = '', whole] = texts(fitted);
		assert.match(
			cut,
			/^Attached: a\.ts, lines 4\d\d-5\d\d of 1000 \(cut around lines 500-501 to fit/,
		);
		assert.match(cut, /\nline 499\nline 500\nline 501\nline 502\n/);
		assert.ok(cut.length > 300 && cut.length < 800, `${cut.length} characters`);
		assert.equal(whole, 'Attached: a.ts\n```ts\none\n```', 'a small file stays whole');
		assert.deepEqual(fitted.losses, ['part of a.ts']);
	});

	it('names a file for which there is no room at all', async () => {
		const long: Attachment = { kind: 'text', label: 'a.ts', text: 'x'.repeat(1_000) };
		assert.deepEqual(texts(await fit({ attachments: [long] }, 40)).slice(1), [
			'Attached: a.ts (not sent: the model has no room for it)',
			'now',
		]);
	});

	it('cuts tool results at their end, the older ones first', async () => {
		const result = (callId: string, text: string): ToolRound => ({
			text: '',
			calls: [{ kind: 'toolCall', callId, name: 'read', input: {} }],
			results: [{ kind: 'toolResult', callId, content: [text] }],
		});
		const rounds = [result('1', 'a'.repeat(2_000)), result('2', 'b'.repeat(500))];
		const [, , , older = '', , newer = ''] = texts(await fit({ rounds }, 700));
		assert.match(older, /^a+\n\(\d+ of 2000 characters left out to fit the model\)$/);
		assert.ok(older.length > 300, `${older.length} characters`);
		assert.equal(newer, 'b'.repeat(500));
	});

	it('keeps a quarter of the room for tool results when tools are offered', async () => {
		const long: Attachment = { kind: 'text', label: 'a.ts', text: 'word '.repeat(2_000) };
		const fitted = await fit(
			{
				attachments: [long],
				tools: '[]',
				rounds: [{ ...round, results: [{ ...round.results[0]!, content: ['r'.repeat(150)] }] }],
			},
			500,
		);
		assert.equal(texts(fitted).at(-1), 'r'.repeat(150));
	});

	it('offers no tools where their descriptions alone fill the model', async () => {
		const fitted = await fit({ tools: 't'.repeat(500) }, 100);
		assert.equal(fitted.dropsTools, true);
	});

	it('says how long a prompt is that does not fit, and never cuts it', async () => {
		assert.deepEqual(
			await fitConversation({ ...nothing, prompt: 'p'.repeat(300) }, 140, counter().counter),
			{ tooLong: { prompt: 150, question: 2, limit: 140 } },
		);
	});

	it('stays below the limit by the model’s own count, whatever is sent', async () => {
		const long: Attachment = {
			kind: 'text',
			label: 'a.md',
			text: 'Größe 数据 {x: 1};\n'.repeat(400),
		};
		const turns = Array.from({ length: 200 }, (_, i) => ({
			question: `q${i} `.repeat(i),
			answer: `a${i} `.repeat(i * 3),
			toolResults: 'r'.repeat(i),
		}));
		for (let limit = 200; limit < 30_000; limit = Math.floor(limit * 1.3)) {
			const fitted = await fit(
				{ ...conversation, history: turns, attachments: [long, reference, long] },
				limit,
			);
			const sum = texts(fitted).reduce((total, text) => total + Math.ceil(text.length / 2), 0);
			assert.ok(sum <= limit, `${sum} of ${limit}`);
		}
	});
});
