import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { completionsAt } from '../../../src/core/editor/completion.ts';
import { hoverAt } from '../../../src/core/editor/hover.ts';
import { fileLinks, foldingRanges, outlineOf } from '../../../src/core/editor/outline.ts';
import { surroundingsOf } from '../../helpers/knownAgents.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';

/** Asks everything that an editor asks at a place, and checks that the answers fit the text. */
function askAt(text: string, offset: number): void {
	const document = analyse(text, { stem: 'agent', path: 'file:///app/.claude/agents/agent.md' });
	const around = surroundingsOf(document, { languageId: 'markdown' });
	const hover = hoverAt(document, offset, around);
	if (hover) assert.ok(hover.range.start <= offset && offset <= hover.range.end);
	for (const { range } of completionsAt(document, offset, around)) {
		assert.ok(range.start <= offset && offset <= range.end);
		assert.doesNotMatch(text.slice(range.start, range.end), /[\r\n]/);
	}
	for (const { range, selection } of outlineOf(document)) {
		assert.ok(range.start <= selection.start && selection.end <= range.end);
	}
	for (const { range } of fileLinks(document, around.agents)) {
		assert.ok(range.start < range.end && range.end <= text.length);
	}
	for (const { end } of foldingRanges(document)) assert.ok(end <= text.length);
}

/** The same numbers in every run. */
function* numbers(): Generator<number> {
	for (let state = 1; ;) {
		state = (state * 48_271) % 2_147_483_647;
		yield state;
	}
}

describe('the editor in files that are being written', function () {
	it('answers at the end of beginnings of agent files', () => {
		const files = agentFiles('seeds');
		for (const { text } of files) {
			const header = text.indexOf('\n---', 4);
			for (let end = 0; end <= Math.min(header + 40, 3000); end += 7)
				askAt(text.slice(0, end), end);
			for (let end = header; end <= text.length; end += 499) askAt(text.slice(0, end), end);
		}
	});

	it('answers after random edits of agent files', () => {
		const files = agentFiles('corpus');
		const random = numbers();
		const next = (below: number): number => (random.next().value ?? 0) % below;
		const pieces = [
			'"',
			"'",
			'---\n',
			'```',
			'@',
			'\n',
			': ',
			'- ',
			'[',
			'\t',
			'|',
			'\r\n',
			'<delegation>',
		];
		for (let i = 0; i < 1000; i++) {
			const { text } = files[next(files.length)] ?? { text: '' };
			const at = next(i % 2 === 0 ? Math.min(600, text.length + 1) : text.length + 1);
			const removed = next(30);
			const piece = pieces[next(pieces.length)] ?? '';
			askAt(text.slice(0, at) + piece + text.slice(at + removed), at + piece.length);
		}
	});
});
