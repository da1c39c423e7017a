import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { offsetsIn, rangeInText } from '../../../src/host/textPositions.ts';

describe('positions in a text', () => {
	it('lead back to where they are from, whatever ends its lines', () => {
		for (const text of [
			'',
			'a',
			'a\nbc\n',
			'a\r\nbc\r\n\r\n',
			'a\rbc\r',
			'\r\r\n\n\ra',
			'é\r\n\n',
		]) {
			for (let start = 0; start <= text.length; start++) {
				for (let end = start; end <= text.length; end++) {
					const isInBreak = [start, end].some((at) => text.slice(at - 1, at + 1) === '\r\n');
					if (isInBreak) continue;
					const found = offsetsIn(text, rangeInText(text, { start, end }));
					assert.deepEqual(found, { start, end }, JSON.stringify(text));
				}
			}
		}
	});

	it('behind the end of a line or of the text are its end', () => {
		const text = 'ab\r\nc';
		assert.deepEqual(offsetsIn(text, new vscode.Range(0, 9, 7, 0)), { start: 2, end: 5 });
	});
});
