import { attributeOf } from '../attributes.ts';
import type { TextRange } from '../../text/range.ts';
import { lineEnd } from './headerBounds.ts';
import { canonicalKey, isRestriction, isTextKey } from './headerKeys.ts';
import { lostKeyIn } from './lostKeys.ts';
import type { LostKey } from './lostKeys.ts';
import type { Pair } from './yamlTree.ts';

/** Where the key of a restriction may stand inside a line. */
const anyKey = /(?:(?:dis)?allowed[-_ ]?|denied[-_ ]?)?tools/gi;

/** Nobody writes as many into one value. */
const mostKeys = 50;

/** What ends a sentence, a quotation or, to some readers, a line. */
const sentenceEnd = /[.!?…;)\]}"'”’\v\f\u0085\u2028\u2029]/;

/**
 * Restrictions that stand behind something else in the value of another key: `color: red, tools =
 * Read`. In prose only what no blank separates from the words before it is one, and what stands
 * behind a carriage return, which ends a line to some readers.
 */
export function gluedKeys(text: string, pairs: readonly Pair[]): readonly LostKey[] {
	// In a file that has none, carriage returns end lines to everybody.
	const hasLineFeeds = text.includes('\n');
	return pairs.flatMap(({ key, range, value }) => {
		const canonical = canonicalKey(key);
		if (isRestriction(canonical) || typeof value !== 'string') return [];
		const attribute = attributeOf(canonical);
		const isProse = attribute === undefined || isTextKey(canonical);
		return keysWithin(text, range, isProse, hasLineFeeds);
	});
}

function keysWithin(
	text: string,
	{ start, end }: TextRange,
	isProse: boolean,
	hasLineFeeds: boolean,
): readonly LostKey[] {
	const written = text.slice(start, end);
	// Of most values this is told at once.
	if (!/tools/i.test(written)) return [];
	const found: LostKey[] = [];
	// The quote that ends a value is no value of a key in it.
	const inner = /^["']/.test(written) && written.endsWith(written.charAt(0)) ? end - 1 : end;
	let count = 0;
	for (const { index } of written.matchAll(anyKey)) {
		if (++count > mostKeys) break;
		const at = start + index;
		if (isProse && !isGlued(text, at, hasLineFeeds)) continue;
		const stop = Math.min(lineEnd(text, at), inner);
		const key = lostKeyIn(text, at, stop);
		// The line holds more than the restriction, so that no fix may replace it.
		if (key) found.push({ canonical: key.canonical, range: { start: at, end: stop }, value: '' });
	}
	return found;
}

function isGlued(text: string, at: number, hasLineFeeds: boolean): boolean {
	if (sentenceEnd.test(text.charAt(at - 1))) return true;
	const before = text.slice(Math.max(at - longestIndent, 0), at);
	return /\r[ \t]*$/.test(before) && hasLineFeeds;
}

const longestIndent = 40;
