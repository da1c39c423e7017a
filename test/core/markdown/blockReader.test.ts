import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readCodeBlocks } from '../../../src/core/markdown/blockReader.ts';
import { commonMarkFences, contentEnd } from '../../helpers/commonMark.ts';
import type { CommonMarkFence } from '../../helpers/commonMark.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';
import { randomMarkdown } from '../../helpers/randomMarkdown.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

function read(text: string): readonly CommonMarkFence[] {
	return readCodeBlocks(text).map(({ line, marker, end, endedBy }) => {
		const start = line.start + text.slice(line.start, line.contentEnd).indexOf(marker);
		return { start, end: contentEnd(text.slice(0, end)), isClosed: endedBy === 'marker' };
	});
}

describe('the reader of code blocks', () => {
	it('sees in random texts what micromark sees', function () {
		const { seed, cases } = seedOf(7, 10_000);
		const random = seededRandom(seed);
		let open = 0;
		for (let n = 0; n < cases; n++) {
			const text = randomMarkdown(random);
			const expected = commonMarkFences(text);
			if (expected.some(({ isClosed }) => !isClosed)) open++;
			assert.deepEqual(read(text), expected, `case ${n} of seed ${seed}: ${JSON.stringify(text)}`);
		}
		assert.ok(open > cases / 5, `only ${open} are open`);
	});

	it('sees in agent files what micromark sees', () => {
		for (const { path, text } of shareOf(agentFiles('corpus', 'seeds', 'faults'), 4)) {
			assert.deepEqual(read(text), commonMarkFences(text), path);
		}
	});
});
