import type { TextRange } from '../../text/range.ts';
import { applyEdits } from '../../text/textEdits.ts';

/** A stretch of text that was UTF-8 and was read as Windows-1252, and what it was. */
export interface Mojibake {
	readonly range: TextRange;
	readonly restored: string;
}

/** Windows-1252 from 0x80 to 0x9F; the five bytes without a character stand for themselves. */
const upperControls =
	'\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F' +
	'\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178';

const byteOf: ReadonlyMap<string, number> = new Map([
	...Array.from(upperControls, (char, i) => [char, 0x80 + i] as const),
	...Array.from({ length: 0x60 }, (_, i) => [String.fromCharCode(0xa0 + i), 0xa0 + i] as const),
]);

/** The characters that begin what is recognised below, each followed by one that can go on. */
const candidate = /(?:ðŸ|[ÂÃâï])[\x80-\xBF\u0152-\u0178\u017D-\u0192\u02C6\u02DC\u2013-\u2122]/g;

/** Punctuation, arrows, signs and lines of drawings: what texts hold beside letters. */
const plausibleSign =
	/^[\u2010-\u2015\u2018-\u2022\u2026\u2030\u2032\u2033\u2039\u203A\u20AC\u2122\u2190-\u21FF\u2200-\u23FF\u2500-\u257F\u25A0-\u27BF\u2B00-\u2BFF\uFEFF\uFF01-\uFF5E]$/;

/** Behind a capital letter these also close a quotation or go on with a sentence. */
const punctuation = /[\xA0\xAB\xBB\u2018-\u201D\u2013\u2014\u2026]/;

/** Text that was misread twice is restored in so many rounds. */
const mostRounds = 3;

/** So far around a place the code that it may stand in is looked for. */
const nearby = 200;

/**
 * The places of a text where UTF-8 was read as Windows-1252: `â€”` for a dash, `Ã©` for é. Only what
 * no language writes is taken for it, and beside that what could be either; neighbouring places are
 * one. What stands in inline code is left alone: it may be about such characters.
 */
export function findMojibake(text: string): readonly Mojibake[] {
	const sure = findPlaces(text, false);
	const found = sure.length > 0 ? findPlaces(text, true) : sure;
	return found.map(({ range, restored }) => ({ range, restored: restoreAgain(restored) }));
}

function findPlaces(text: string, isLenient: boolean): readonly Mojibake[] {
	const found: Mojibake[] = [];
	candidate.lastIndex = 0;
	for (let match = candidate.exec(text); match; match = candidate.exec(text)) {
		const start = match.index;
		let restored = restoreAt(text, start, isLenient);
		if (restored === undefined || isInlineCode(text, start)) continue;
		let end = start;
		let run = '';
		for (; restored !== undefined; restored = restoreAt(text, end, true)) {
			end += bytesOf(restored);
			run += restored;
		}
		found.push({ range: { start, end }, restored: run });
		candidate.lastIndex = end;
	}
	return found;
}

function restoreAgain(text: string): string {
	let restored = text;
	for (let round = 1; round < mostRounds; round++) {
		const edits = findPlaces(restored, true).map((place) => ({
			range: place.range,
			newText: place.restored,
		}));
		if (edits.length === 0) return restored;
		restored = applyEdits(restored, edits);
	}
	return restored;
}

/** The character whose bytes start at `at`, where it is one that a text can be expected to hold. */
function restoreAt(text: string, at: number, isLenient: boolean): string | undefined {
	const lead = byteOf.get(text.charAt(at)) ?? 0;
	const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf0) return undefined;
	let point = lead & (0xff >> (length + 1));
	for (let i = 1; i < length; i++) {
		const byte = byteOf.get(text.charAt(at + i)) ?? 0;
		if ((byte & 0xc0) !== 0x80) return undefined;
		point = (point << 6) | (byte & 0x3f);
	}
	const restored = String.fromCodePoint(point);
	// Shorter characters written with more bytes are no UTF-8.
	if (bytesOf(restored) !== length) return undefined;
	const isExpected =
		length === 4 ||
		(length === 3
			? plausibleSign.test(restored)
			: isLenient || !punctuation.test(text.charAt(at + 1)));
	return isExpected ? restored : undefined;
}

/** How many bytes a character has in UTF-8: as many as its misread form has characters. */
function bytesOf(char: string): number {
	const point = char.codePointAt(0) ?? 0;
	return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** Whether an odd number of backticks stands before `at` on its line, and one behind. */
function isInlineCode(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - nearby), at);
	const line = before.slice(before.lastIndexOf('\n') + 1);
	const [after = ''] = text.slice(at, at + nearby).split('\n', 1);
	return line.split('`').length % 2 === 0 && after.includes('`');
}
