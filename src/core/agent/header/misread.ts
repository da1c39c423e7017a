import { attributeOf } from '../attributes.ts';
import { isFlow, lineEnd, LineFinder, matchKey, skipLineBreak } from './headerBounds.ts';
import type { HeaderBounds } from './headerBounds.ts';
import { canonicalKey, isKnownKey, isRestriction } from './headerKeys.ts';
import { lostKeyAt, restrictionMeantBy } from './lostKeys.ts';
import type { LostKey } from './lostKeys.ts';
import type { TextRange } from '../../text/range.ts';
import { hidesKey } from './splitEntries.ts';
import { isMapping } from './yamlTree.ts';
import type { Item, Pair } from './yamlTree.ts';

/**
 * Whether js-yaml reads a pair of the header as nobody means it: with further keys inside its value
 * or its key, or although other readers refuse it.
 */
export function isMisread(
	text: string,
	bounds: HeaderBounds,
	pair: Pair,
	lines = new LineFinder(text),
): boolean {
	const { keyRange } = pair;
	// Of nearly every key, nothing.
	const before = text.slice(lines.at(keyRange.start).start, keyRange.start);
	return (
		swallowsKey(text, pair) ||
		hidesKey(text, pair) ||
		isGlued(text, pair) ||
		isTabbed(text, before, pair) ||
		isFollowed(text, pair, 0) ||
		hasEmptyItem(text, pair) ||
		isComplex(text, pair, 0) ||
		(before !== '' && isBehindOther(text, bounds, before))
	);
}

/** A line inside quotes or brackets that is meant as a key: the bracket or quote was left open. */
const swallowedKey =
	/[\r\n][ \t]{0,2}(?:name|description|model|tools|disallowed-?tools|allowed-?tools)[ \t]*:/i;

function swallowsKey(text: string, pair: Pair): boolean {
	const { start, end } = pair.range;
	const first = text.charAt(start);
	if (!(first === '"' || first === "'" || first === '[' || first === '{')) return false;
	return swallowedKey.test(text.slice(start, end)) || swallowsLostKey(text, pair.range);
}

function swallowsLostKey(text: string, { start, end }: TextRange): boolean {
	for (let at = skipLineBreak(text, lineEnd(text, start)); at < end;) {
		const stop = Math.min(lineEnd(text, at), end);
		const isIndented = /[ \t]/.test(text.charAt(at));
		if (lostKeyAt(text, at, stop, isIndented)) return true;
		at = Math.max(skipLineBreak(text, stop), at + 1);
	}
	return false;
}

/** Tabs do not count as indentation, though js-yaml 3 takes them: other readers refuse the file. */
function isTabbed(text: string, before: string, { keyRange, range, value }: Pair): boolean {
	if (/^[ ]*\t/.test(before)) return true;
	const first = text.charAt(range.start);
	if (first === '"' || first === "'") return false;
	const written = text.slice(range.start, range.end);
	// With the lines between the key and its value, and the indentation of that.
	const gap = text.slice(
		keyRange.end,
		value === null ? endOfValue(text, range.end) : range.start + 1,
	);
	if (/[\r\n] {0,40}\t[ \t]{0,40}(?![ \t\r\n#]|$)/.test(gap)) return true;
	if (!written.includes('\t')) return false;
	const isBlock = typeof value === 'object' && !/[[{]/.test(first);
	// Behind blanks a tab may go on with a text, but no key and no item may follow it.
	return /[\r\n]\t+[^\s]/.test(written) || (isBlock && tabbedKey.test(written));
}

/** The end of the line below a key without a value, where its anchor, say, may stand. */
function endOfValue(text: string, end: number): number {
	return lineEnd(text, skipLineBreak(text, lineEnd(text, end)));
}

/** Deeper values are looked at by nobody. */
const deepestValue = 20;

const tabbedKey =
	/[\r\n] {1,40}\t[ \t]{0,40}(?:-(?:[ \t\r\n]|$)|[^\s\r\n][^\r\n]{0,200}:(?:[ \t\r\n]|$))/;

/** What js-yaml 3 takes behind a list or a quoted text, and nobody else does. */
function isFollowed(text: string, { range, items = [] }: Item, depth: number): boolean {
	const isClosed = /["'[{]/.test(text.charAt(range.start));
	if (isClosed && /["'\]}]/.test(text.charAt(range.end - 1))) {
		return /^(?:#|[ \t]*\?(?:[ \t\r\n]|$))/.test(text.slice(range.end, range.end + 40));
	}
	return depth < deepestValue && items.some((item) => isFollowed(text, item, depth + 1));
}

/** `[Read,, Edit]`, in which js-yaml 3 reads an item without a value. */
function hasEmptyItem(text: string, { value, range }: Pair): boolean {
	return (
		Array.isArray(value) &&
		text.charAt(range.start) === '[' &&
		/^\[\s*,|,\s*,/.test(text.slice(range.start, range.end).replace(/"[^"]*"|'[^']*'/g, '""'))
	);
}

/** The tags that every reader knows. */
const plainTag = /^!!(?:str|int|float|bool|null|seq|map)$/;

/**
 * `? x` behind a key or an item, which js-yaml 3 takes for a mapping of its own; a list or a mapping for
 * a key; a key that is no text, and no two readers spell alike; tags that not every reader knows.
 */
function isComplex(text: string, item: Item, depth: number): boolean {
	const { key, keyRange, range, value, items = [] } = item;
	if (key !== undefined && keyRange && hasComplexKey(text, key, keyRange)) return true;
	if (typeof value === 'object') {
		const start = text.slice(range.start, range.start + longestTag);
		const behindKey = keyRange ? text.slice(keyRange.end, keyRange.end + longestTag) : '';
		if (/^\?(?:[ \t\r\n]|$)/.test(start) || /^["']?[ \t]*:[ \t]+\?(?:\s|$)/.test(behindKey))
			return true;
	}
	const tag = tagOf(text, item);
	if (tag !== undefined && !plainTag.test(tag)) return true;
	return depth < deepestValue && items.some((each) => isComplex(text, each, depth + 1));
}

/** The tag before a value, also before one that is left out. */
function tagOf(text: string, { keyRange, range }: Item): string | undefined {
	const isEmpty = range.end === range.start;
	if (!isEmpty && !/[&!]/.test(text.charAt(range.start))) return undefined;
	const from = isEmpty && keyRange ? keyRange.end : range.start;
	const behind = text.slice(from, from + longestTag);
	return /^(?:["']?[ \t]*:[ \t]+)?(?:&\S+[ \t]+)?(!\S*)/.exec(behind)?.[1];
}

/** Longer tags are nobody's. */
const longestTag = 100;

function hasComplexKey(text: string, key: string, { start, end }: TextRange): boolean {
	const written = text.slice(start, end);
	const isQuoted = /["']/.test(text.charAt(start - 1));
	if (!isQuoted && written !== key) return true;
	// Nearly every key.
	if (/[\r\n]/.test(text.charAt(start - 1))) return false;
	const before = text.slice(Math.max(start - longestTag, 0), start).replace(/^[^]*[\r\n]/, '');
	const tags = before.match(/![^\s"']*/g) ?? [];
	return tags.some((tag) => !plainTag.test(tag)) || /\?\s*-\s/.test(before + written.slice(0, 2));
}

/** js-yaml 3 reads on behind a closed quote: to it, `'It's a: b'` ends in a key. */
function isBehindOther(text: string, { source }: HeaderBounds, before: string): boolean {
	if (isFlow(text, source)) return false;
	return !/^\s*(?:\?\s+)?(?:[&!]\S*\s+)*["'[{]?$/.test(before);
}

/** `tools:Read, Bash(git: status)`: to YAML, the key ends at the second colon. */
function isGlued(text: string, { key, keyRange }: Pair): boolean {
	const match = /[:：]/.test(key) ? matchKey(text, keyRange.start) : undefined;
	return match !== undefined && isKnownKey(canonicalKey(match.key)) && match.end < keyRange.end;
}

/**
 * Places in valid YAML that are meant as restrictions, and spelled so that no program sees one: keys
 * with other characters around their names, and lines in which YAML sees no key at all.
 */
export function oddKeys(
	text: string,
	source: TextRange,
	pairs: readonly Pair[],
): readonly LostKey[] {
	const odd = [...oddPairs(text, pairs)];
	const lines = new LineFinder(text);
	let at = source.start;
	for (const { keyRange, range } of pairs) {
		for (const found of lostKeysIn(text, at, lines.at(keyRange.start).start)) odd.push(found);
		const end = Math.max(keyRange.end, range.end);
		at = Math.max(at, skipLineBreak(text, Math.min(lines.at(end).end, source.end)));
	}
	for (const found of lostKeysIn(text, at, source.end)) odd.push(found);
	return odd;
}

/** In the lines that begin between two offsets. */
function lostKeysIn(text: string, from: number, to: number): readonly LostKey[] {
	const found: LostKey[] = [];
	for (let at = from; at < to;) {
		const end = Math.min(lineEnd(text, at), to);
		const lost = lostKeyAt(text, at, end, false);
		if (lost) found.push(lost);
		at = Math.max(skipLineBreak(text, end), at + 1);
	}
	return found;
}

export function oddPairs(text: string, pairs: readonly Pair[]): readonly LostKey[] {
	const isNested = !pairs.some(({ key }) => /^(?:name|description)$/.test(canonicalKey(key)));
	const around = new LinesAround(text);
	return pairs.flatMap(({ key, keyRange, range, value: content }) => {
		const isKnown = isKnownKey(canonicalKey(key));
		const canonical =
			restrictionMeantBy(writtenKey(text, key, keyRange), content) ??
			(isNested && !isKnown ? restrictionBelow(content, deepest) : undefined) ??
			restrictionInside(key, content) ??
			(isKnown ? undefined : around.restrictionFor(key, keyRange));
		around.pass(Math.max(keyRange.end, range.end));
		if (canonical === undefined) return [];
		const end = Math.max(keyRange.end, range.end);
		const value = text.slice(range.start, range.end);
		return [{ canonical, range: { start: keyRange.start, end }, value }];
	});
}

/** `[tools]: Read` has a list for a key, of which js-yaml makes a text; in `"\\tools"` is a tab. */
function writtenKey(text: string, key: string, { start, end }: TextRange): string {
	const written = text.slice(start, end);
	const isText = !/^[[{]/.test(written) && !written.includes('\\') && key !== '[object Object]';
	return isText ? key : written;
}

/** Of a longer line, only what stands between two keys may belong to the second. */
const longLine = 2_000;

/** Looks at the lines of keys, one key after the other. */
class LinesAround {
	readonly #text: string;
	readonly #lines: LineFinder;
	#passed = 0;
	#known: { readonly line: TextRange; readonly canonical: string | undefined } | undefined;

	constructor(text: string) {
		this.#text = text;
		this.#lines = new LineFinder(text);
	}

	/** Up to here a key and its value go. */
	pass(end: number): void {
		this.#passed = Math.max(this.#passed, end);
	}

	/** `&tools (these): Read` is an anchor before a key, and `!! str tools: Read` a tag in two words. */
	restrictionFor(key: string, { start }: TextRange): string | undefined {
		const line = this.#lines.at(start);
		const isLong = start - line.start > longLine;
		const before = this.#text.slice(
			isLong ? Math.max(this.#passed, line.start) : line.start,
			start,
		);
		const isNamed = /tools/i.test(before) || (/[&!]/.test(before) && /tools/i.test(key));
		if (!isNamed) return undefined;
		if (this.#known?.line !== line) {
			const canonical = lostKeyAt(this.#text, line.start, line.end, false)?.canonical;
			this.#known = { line, canonical };
		}
		return this.#known.canonical;
	}
}

/** Deeper than this nobody nests a whole header. */
const deepest = 4;

/** A restriction in a mapping that holds the whole header: `agent:` above indented keys. */
function restrictionBelow(value: unknown, depth: number): string | undefined {
	if (!isMapping(value) || depth === 0) return undefined;
	const own = Object.keys(value).map(canonicalKey).find(isRestriction);
	if (own !== undefined) return own;
	for (const each of Object.values(value)) {
		const found = restrictionBelow(each, depth - 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A restriction below a key that holds text, such as `name:`: the indentation is wrong. */
function restrictionInside(key: string, value: unknown): string | undefined {
	const kind = attributeOf(canonicalKey(key))?.valueKind;
	// Below an unknown key may stand anything, unless it is no key but a line of text.
	const mayHold = kind === undefined ? /^[\w./-]+$/.test(key) : kind === 'map' || kind === 'list';
	if (mayHold) return undefined;
	const mappings = Array.isArray(value) ? value : [value];
	const keys = mappings.flatMap((each: unknown) => (isMapping(each) ? Object.keys(each) : []));
	return keys.map(canonicalKey).find(isRestriction);
}
