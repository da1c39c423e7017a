import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	skipBlankLines,
	skipBlanks,
	startOfBlanks,
	startOfSpace,
} from '../../../src/core/text/blanks.ts';
import { LineStarts, lineStartAt } from '../../../src/core/text/lineStarts.ts';
import { lastIndexUpTo } from '../../../src/core/text/sortedPlaces.ts';
import { trimEndOf, trimOf } from '../../../src/core/text/trimChars.ts';
import { indentAt } from '../../../src/core/text/textEdits.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

/** Short texts of what the functions look for. */
function* texts(): Generator<string> {
	const random = seededRandom(20_261_128);
	const pieces = [' ', '\t', '\n', '\r\n', '\u00A0', 'a', '.', '-'];
	for (let i = 0; i < 2_000; i++) {
		let text = '';
		for (let length = random(12); length > 0; length--) text += pieces[random(pieces.length)];
		yield text;
	}
}

describe('what is scanned by hand', () => {
	it('is what regular expressions find', () => {
		for (const text of texts()) {
			for (let at = 0; at <= text.length; at++) {
				const [before, behind] = [text.slice(0, at), text.slice(at)];
				const length = (pattern: RegExp, part: string): number =>
					pattern.exec(part)?.[0].length ?? 0;
				assert.deepEqual(
					[
						skipBlanks(text, at) - at,
						at - startOfBlanks(text, at),
						at - startOfSpace(text, at),
						skipBlankLines(text, at) - at,
						new LineStarts(text).startOf(at),
						lineStartAt(text, at),
						indentAt(text, at),
					],
					[
						length(/^[ \t]*/, behind),
						length(/[ \t]*$/, before),
						length(/\s*$/, before),
						length(/^(?:[ \t]*\r?\n)*/, behind),
						before.lastIndexOf('\n') + 1,
						before.lastIndexOf('\n') + 1,
						/(?<=\n|^)[^\S\n]*$/.exec(before)?.[0] ?? '',
					],
					JSON.stringify([before, behind]),
				);
			}
			assert.equal(trimEndOf(text, '.-'), text.replace(/[.-]+$/, ''));
			assert.equal(trimOf(text, '.-'), text.replace(/^[.-]+|[.-]+$/g, ''));
		}
	});

	it('is the last of sorted places up to one', () => {
		const places = [2, 3, 3, 7];
		const found = [0, 2, 3, 6, 7, 8].map((at) => lastIndexUpTo(places, at, (place) => place));
		assert.deepEqual(found, [-1, 0, 2, 2, 3, 3]);
		assert.equal(
			lastIndexUpTo<number>([], 1, (place) => place),
			-1,
		);
	});
});
