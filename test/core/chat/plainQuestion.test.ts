import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainQuestion } from '../../../src/core/chat/plainQuestion.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

/** What VS Code's chat takes for more than words. */
const meansMore = /(?:^|\s)[#@][\w.-]|^\//;

describe('a question in the words of a file', () => {
	it('attaches no tool, asks no agent and is no command', () => {
		assert.equal(
			plainQuestion('/fix this with #run_in_terminal and @other'),
			'fix this with `#run_in_terminal` and `@other`',
		);
		assert.equal(plainQuestion('What of C#, $lib/@x and a@b.c?'), 'What of C#, $lib/@x and a@b.c?');
		assert.equal(plainQuestion('// #a'), '`#a`');
	});

	it('does so whatever it is made of', () => {
		const { seed, cases } = seedOf(7_411, 5_000);
		const random = seededRandom(seed);
		const parts = [
			'#',
			'@',
			'/',
			' ',
			'\n',
			'\t',
			'`',
			'a',
			'runCommands',
			'.',
			':',
			'\u00a0',
			'#x',
		];
		for (let i = 0; i < cases; i++) {
			const text = Array.from({ length: 8 }, () => parts[random(parts.length)]).join('');
			const plain = plainQuestion(text);
			assert.doesNotMatch(plain, meansMore, JSON.stringify(text));
		}
	});
});
