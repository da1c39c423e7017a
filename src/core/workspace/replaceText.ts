import { withLineEnds } from '../text/textEdits.ts';
/** A text before and after a replacement, and where it took place. */
export interface Replacement {
	readonly after: string;
	/** Offsets in the text before, in their order; they do not overlap. */
	readonly places: readonly { readonly start: number; readonly end: number }[];
	/** What takes each place: the new text with the line ends of the file. */
	readonly newText: string;
}

export type ReplacementFailure = 'same' | 'missing' | 'several' | 'tooMany';

/** More places at once are a mistake, and would keep an editor busy for minutes. */
const mostPlaces = 10_000;
/** So long may a text become. */
const mostLength = 16 * 1024 * 1024;

/**
 * Replaces an exact text. Line ends count as equal, and the file keeps its own.
 *
 * @param before with line ends of one kind
 * @param all whether to replace it everywhere; else it must occur once
 * @param lineEnd that of the file, for one that has a single line so far
 * @returns `same` where nothing would change, `missing` where the old text does not occur, `several`
 * or `tooMany` where it does too often
 */
export function replaceText(
	before: string,
	oldText: string,
	newText: string,
	all: boolean,
	lineEnd: '\n' | '\r\n' = '\n',
): Replacement | ReplacementFailure {
	const own = before.includes('\r\n') ? '\r\n' : before.includes('\n') ? '\n' : lineEnd;
	const wanted = withLineEnds(oldText, own);
	const written = withLineEnds(newText, own);
	// Half of a character is no text of its own.
	if (wanted === '' || /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(wanted)) return 'missing';
	if (wanted === written) return 'same';
	const places = placesOf(before, wanted);
	if (places.length === 0) return 'missing';
	if (places.length > 1 && !all) return 'several';
	const growth = places.length * (written.length - wanted.length);
	if (places.length > mostPlaces || before.length + growth > mostLength) return 'tooMany';
	const kept = places.map(({ start }, i) => before.slice(places[i - 1]?.end ?? 0, start));
	const after = [...kept, before.slice(places.at(-1)?.end)].join(written);
	return { after, places, newText: written };
}

/** The numbers, from 1, of the lines in which the first `most` places begin. */
export function linesOf(
	before: string,
	places: Replacement['places'],
	most: number,
): readonly number[] {
	let line = 1;
	let from = 0;
	return places.slice(0, most).map(({ start }) => {
		for (;;) {
			const lineEnd = before.indexOf('\n', from);
			if (lineEnd === -1 || lineEnd >= start) return line;
			line++;
			from = lineEnd + 1;
		}
	});
}

/** Where a text occurs, up to one place too many. Linear in the lengths of both. */
function placesOf(text: string, wanted: string): Replacement['places'] {
	const places: { start: number; end: number }[] = [];
	const find = finder(text, wanted);
	for (let at = find(0); at !== -1 && places.length <= mostPlaces;) {
		const end = at + wanted.length;
		places.push({ start: at, end });
		at = find(end);
	}
	return places;
}

/** For longer texts `indexOf` can take as many steps as both lengths multiplied. */
const shortText = 32;

/** As `indexOf` with an offset that only grows. */
function finder(text: string, wanted: string): (from: number) => number {
	if (wanted.length <= shortText) return (from) => text.indexOf(wanted, from);
	// Of each start of the wanted text: how much of its end is another start of it.
	const borders = new Int32Array(wanted.length);
	for (let i = 1, length = 0; i < wanted.length; i++) {
		while (length > 0 && wanted[i] !== wanted[length]) length = borders[length - 1] ?? 0;
		if (wanted[i] === wanted[length]) length++;
		borders[i] = length;
	}
	return (from) => {
		for (let at = from, length = 0; at < text.length; at++) {
			while (length > 0 && text[at] !== wanted[length]) length = borders[length - 1] ?? 0;
			if (text[at] === wanted[length]) length++;
			if (length === wanted.length) return at - length + 1;
		}
		return -1;
	};
}
