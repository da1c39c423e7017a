import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ToolRound } from '../../src/core/conversation.ts';
import { keptResults } from '../../src/core/keptResults.ts';
import { onceNote } from '../../src/core/tools/onceOnly.ts';
import { seededRandom } from './seededRandom.ts';

const notKept =
	'(It may hold secrets and was for that question alone. Call it again if you need it.)';

function round(input: unknown, content: string, name = 'read'): ToolRound {
	return {
		text: '',
		calls: [{ kind: 'toolCall', callId: '1', name, input }],
		results: [{ kind: 'toolResult', callId: '1', content: [content] }],
	};
}

describe('what is kept of tool results for later questions', () => {
	it('is nothing where no tool was used', () => assert.equal(keptResults([]), ''));

	it('is what was asked and returned', () => {
		assert.equal(
			keptResults([round({ path: 'a.ts' }, 'one'), round({ path: 'b.ts' }, 'two')]),
			'Tools returned for this question:\n\nread {"path":"a.ts"}\none\n\nread {"path":"b.ts"}\ntwo',
		);
	});

	it('is not what the user agreed to for one question', () => {
		assert.equal(
			keptResults([round({ path: 'notes.txt' }, `hunter2\n\n${onceNote}`)]),
			`Tools returned for this question:\n\nread notes.txt\n${notKept}`,
		);
	});

	it('is not what a call held that names a secret file', () => {
		for (const input of [
			{ path: '.env', oldText: 'KEY=hunter2', newText: 'KEY=hunter3' },
			{ filePath: '/home/me/app/.env.production', text: 'hunter2' },
			{ edits: [{ path: '.npmrc', text: 'hunter2' }] },
			{ command: 'echo KEY=hunter2 >> .env' },
		]) {
			assert.doesNotMatch(keptResults([round(input, 'Edited.', 'edit')]), /hunter/);
		}
	});

	it('is short, whatever was returned, and never holds what was for one question', () => {
		const random = seededRandom(9);
		for (let i = 0; i < 300; i++) {
			const rounds = Array.from({ length: 1 + random(30) }, () => {
				const isOnce = random(10) < 3;
				const text = (isOnce ? 'SECRET ' : 'plain ').repeat(random(3_000));
				const input = { path: `f${random(9)}.ts`, text: text.slice(0, random(9_000)) };
				return round(input, isOnce ? text + onceNote : text);
			});
			const kept = keptResults(rounds);
			assert.ok(kept.length < 14_000, `${kept.length} characters`);
			assert.ok(!kept.includes('SECRET'));
		}
	});
});
