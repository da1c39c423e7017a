import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ToolRound } from '../../src/core/conversation.ts';
import { boundContent, boundRounds } from '../../src/core/toolResult.ts';

const image = (bytes: number) =>
	({ kind: 'image', mime: 'image/png', data: new Uint8Array(bytes) }) as const;

describe('what a tool returned', () => {
	it('stays as it is within bounds', () => {
		const content = ['one', image(3), 'two'];
		assert.deepEqual(boundContent(content, 9), content);
		assert.deepEqual(boundContent([], 0), []);
	});

	it('is cut where it is too long, and a note says how much is missing', () => {
		assert.deepEqual(boundContent(['one', 'twelve', 'three'], 5), [
			'one',
			'tw',
			'(Cut here: 9 more characters or bytes were returned.)',
		]);
	});

	it('keeps an image whole or not at all, and nothing after what is missing', () => {
		assert.deepEqual(boundContent(['one', image(10), 'two'], 6), [
			'one',
			'(Cut here: 13 more characters or bytes were returned.)',
		]);
	});

	it('has so many pieces and no more', () => {
		const content = boundContent(
			Array.from({ length: 100_000 }, () => 'x'),
			1_000_000,
		);
		assert.deepEqual(
			[content.length, content.at(-1)],
			[201, '(Cut here: 99800 more characters or bytes were returned.)'],
		);
	});
});

describe('the rounds of an answer', () => {
	const round = (name: string, size: number): ToolRound => ({
		text: name,
		calls: [{ kind: 'toolCall', callId: name, name: 'read', input: {} }],
		results: [{ kind: 'toolResult', callId: name, content: ['x'.repeat(size)] }],
	});

	it('lose the results of the oldest where tools returned very much', () => {
		const rounds = ['a', 'b', 'c', 'd'].map((name) => round(name, 10));
		assert.deepEqual(boundRounds(rounds, 40), rounds);
		assert.deepEqual(
			boundRounds(rounds, 25).map(({ text, results }) => [text, results[0]?.content[0]]),
			[
				['a', '(Left out, since tools returned very much after it.)'],
				['b', '(Left out, since tools returned very much after it.)'],
				['c', 'xxxxxxxxxx'],
				['d', 'xxxxxxxxxx'],
			],
		);
	});

	it('keep the last, however much it is', () => {
		const rounds = [round('a', 1), round('b', 100)];
		assert.deepEqual(boundRounds(rounds, 50)[1], rounds[1]);
	});
});
