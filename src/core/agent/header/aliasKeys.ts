import type { TextRange } from '../../text/range.ts';
import { isFlow, lineEnd, skipLineBreak } from './headerBounds.ts';
import type { LostKey } from './lostKeys.ts';
import { undisguised } from './undisguised.ts';

/** A merge, or an alias in place of a key, perhaps behind the sign of a key. Sticky. */
const aliasKey =
	/[ \t]{0,32}(?:\?[ \t]{1,8})?(?:["']?(<<)["']?[ \t]{0,8}:|\*([^\s*:,[\]{}]{1,64}))/y;

/**
 * Lines of a header that is not valid YAML whose keys stand elsewhere in it: a merge (`<<: *d`) and
 * an alias (`*k : Read`). Nobody knows what they are, so that they count as restrictions where the
 * header speaks of tools at all.
 */
export function aliasKeys(text: string, source: TextRange): readonly LostKey[] {
	const header = text.slice(source.start, source.end);
	if (!/<<|\*/.test(header)) return [];
	const anchors = new Set([...header.matchAll(/&([^\s*:,[\]{}]{1,64})/g)].map(([, name]) => name));
	const found: LostKey[] = [];
	for (let at = source.start; at < source.end;) {
		const end = Math.min(lineEnd(text, at), source.end);
		aliasKey.lastIndex = at;
		const match = aliasKey.exec(text);
		if (match && (match[1] !== undefined || anchors.has(match[2]))) {
			found.push({ canonical: 'tools', range: { start: at, end }, value: '' });
		}
		at = Math.max(skipLineBreak(text, end), at + 1);
	}
	const hasMerge = isFlow(text, source) && /<<["']?\s*:/.test(header);
	if (hasMerge) found.push({ canonical: 'tools', range: source, value: '' });
	return found.length > 0 && /tool/i.test(undisguised(header)) ? found : [];
}
