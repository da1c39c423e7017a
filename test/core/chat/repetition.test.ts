import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isRepeating, repetitionSpan } from '../../../src/core/chat/repetition.ts';
import { bundledAgents } from '../../../src/generated/agents.ts';
import { readFileSync } from 'node:fs';

describe('an answer that repeats itself', () => {
	const pieces = ['\n', 'a ', 'I will look at the file.\n', `${'x'.repeat(498)}\n`];
	for (const piece of pieces) {
		it(`is seen after pieces of ${piece.length}, wherever one is cut`, () => {
			const times = Math.ceil(repetitionSpan / piece.length) + 2;
			const text = `An answer begins.\n${piece.repeat(times)}`;
			for (const cut of [0, 1, Math.floor(piece.length / 2)]) {
				assert.equal(isRepeating(text.slice(0, text.length - cut)), true);
			}
		});
	}

	it('is none that goes on, or has hardly begun to repeat', () => {
		const rows = Array.from({ length: 400 }, (_, i) => `| ${i} | one row |\n`).join('');
		const code = '<td></td>\n'.repeat(300);
		const others = ['', 'a'.repeat(repetitionSpan - 1), rows, code, `${'a'.repeat(9_000)}${rows}`];
		assert.deepEqual(
			others.filter((text) => isRepeating(text)),
			[],
		);
	});

	it('is no agent file, up to any place', () => {
		for (const { file } of bundledAgents) {
			const text = readFileSync(new URL(`../../../agents/${file}`, import.meta.url), 'utf8');
			for (let end = repetitionSpan; end < text.length; end += 997) {
				assert.equal(isRepeating(text.slice(0, end)), false, `${file} up to ${end}`);
			}
		}
	});
});
