import type { TextRange } from '../../text/range.ts';
import { undisguised } from './undisguised.ts';

/** The keys that say whom an agent may call, and who may call it. */
export type CallKey = 'agents' | 'disable-model-invocation' | 'infer';

/** What may be one of these keys, whatever stands around it and for its colon. */
const callKey =
	/^[^\p{L}\p{N}]{0,60}(?:((?:sub|allowed)?[^\p{L}\p{N}]{0,3}agents)|(disable[^\p{L}\p{N}]{0,3}model[^\p{L}\p{N}]{0,3}invo[ck]ations?)|(infer))[^\p{L}\p{N}:=[]{0,20}(?:[:=：＝[]|true\b|false\b|$)/iu;

/** Most headers have none of the words, and this is told at once. */
const mayHold = /agents|infer|invo[ck]|\P{ASCII}/iu;
const mostLines = 400;
const longestLine = 200;

/** What of an entry is compared. */
interface Known {
	readonly canonical: string;
	readonly keyRange: TextRange;
}

/**
 * The keys among these that a line of a header is meant to be, though nobody reads it as such: it is
 * misspelt, marked up, or swallowed by the text above it. What it limits is not known then.
 *
 * @param isStrict whether the header is valid YAML: then a line that is indented belongs to another
 */
export function lostCallKeys(
	text: string,
	{ start, end }: TextRange,
	entries: readonly Known[],
	isStrict: boolean,
): ReadonlySet<CallKey> {
	const lost = new Set<CallKey>();
	const header = text.slice(start, end);
	if (!mayHold.test(header)) return lost;
	const known = new Map(entries.map(({ canonical, keyRange }) => [keyRange.start, canonical]));
	let at = start;
	for (const line of header.split('\n').slice(0, mostLines)) {
		const lineStart = at;
		at += line.length + 1;
		const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
		if ((isStrict && indent > 1) || line.startsWith('#', indent)) continue;
		const match = callKey.exec(undisguised(line.slice(0, longestLine)).replace(/\r$/, ''));
		if (!match) continue;
		const key =
			match[1] === undefined
				? match[2] === undefined
					? 'infer'
					: 'disable-model-invocation'
				: 'agents';
		// A quote may stand before the key of an entry.
		const isEntry = [0, 1].some((more) => known.get(lineStart + indent + more) === key);
		if (!isEntry) lost.add(key);
	}
	return lost;
}
