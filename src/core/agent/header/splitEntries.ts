import { lineEnd, matchKey, skipLineBreak } from './headerBounds.ts';
import type { KeyMatch } from './headerBounds.ts';
import {
	canonicalKey,
	isKnownKey,
	isNameListKey,
	isRestriction,
	isStrongKey,
	isTextKey,
	mayHoldItems,
} from './headerKeys.ts';
import { lostKeyAt } from './lostKeys.ts';
import type { LostKey } from './lostKeys.ts';
import type { TextRange } from '../../text/range.ts';
import { lastIndexUpTo } from '../../text/sortedPlaces.ts';
import type { Pair } from './yamlTree.ts';

/** One top-level entry of a header that is not valid YAML, as lines. Offsets are the file's. */
export interface RawEntry {
	readonly key: string;
	readonly canonical: string;
	readonly keyRange: TextRange;
	/** Start of the entry's first line. */
	readonly start: number;
	/** Offset behind the colon. */
	readonly valueStart: number;
	/** End of the entry's last line with content. */
	readonly end: number;
	/** What stands before the key on its line. */
	readonly indent: string;
	/** Whether the value goes on in lines that are not indented. */
	readonly hasUnindentedLines: boolean;
	/** Whether the value is a block of text, in which nothing is a key. */
	readonly isBlock: boolean;
}

export interface SplitHeader {
	readonly entries: readonly RawEntry[];
	/** Lines before the first key. */
	readonly stray: TextRange | undefined;
	/** Lines that are meant as a restriction and are no key: they belong to no entry. */
	readonly lostKeys: readonly LostKey[];
}

interface OpenEntry extends Omit<RawEntry, 'end' | 'hasUnindentedLines'> {
	end: number;
	hasUnindentedLines: boolean;
	/** Prose mode: an unindented line that is no key has gone into this text. */
	isProse: boolean;
	/** What stands in the first line below the key: an item of a list, or something else. */
	content: 'item' | 'other' | undefined;
	/** Whether text stands behind the key on its line, so that no key can belong to it. */
	readonly isScalar: boolean;
}

/** Words that start a line of an example or a delegation: no host program has such keys. */
const spokenKeys =
	/^(?:user|assistant|human|ai|system|claude|agent|context|commentary|examples?|trigger|triggers|target|handoff|input|output|request|response|question|answer|scenario|situation|when|note|notes|usage|important|result|action|reason|reasoning|delegations?)$/i;

/**
 * Splits the header between `from` and `to` into top-level entries. A line at the indentation of
 * the first key (or less) that looks like `key:` starts an entry, with these exceptions, which go
 * to the text before them:
 * - a line between `<example>` (or another tag of that kind) and its closing tag;
 * - inside a text value such as `description:`, words of a dialogue (`user:`, `Context:`,
 *   `Trigger:`), and capitalised or unknown words once unindented prose has begun;
 * - inside such prose, known keys that are plain words too (`background:`) before more than three
 *   words.
 * `tools:` and `disallowedTools:` in any spelling are no exception but for the first: a
 * restriction read from prose does less harm than one that is lost. A known key that is indented
 * further starts an entry too, below a value that can hold no keys, such as that of `name: helper`.
 */
export function splitEntries(text: string, from: number, to: number): SplitHeader {
	const entries: OpenEntry[] = [];
	const lostKeys: OpenLostKey[] = [];
	const isInBlock = blockTest(text, from, to, firstIndent(text, from, to));
	let stray: TextRange | undefined;
	let lost: OpenLostKey | undefined;
	for (let at = skipLineBreak(text, from); at < to;) {
		const stop = Math.min(lineEnd(text, at), to);
		const next = stop < to ? skipLineBreak(text, stop) : to;
		const current = entries.at(-1);
		const match = matchKey(text, at);
		const odd = match ? undefined : matchOddKey(text, at, stop, entries);
		if (match && match.end <= stop && startsEntry(match, text, stop, entries, isInBlock)) {
			entries.push(openEntry(match, text, at, stop));
			lost = undefined;
		} else if (odd && !lostKeyAt(text, at, stop, false)) {
			entries.push(openEntry(odd, text, at, stop));
			lost = undefined;
		} else if (/\S/.test(text.slice(at, stop)) && !isDocumentMark(text, at, stop)) {
			const base = entries[0]?.indent.length ?? 0;
			const found = lostLine(text, at, stop, current, widthOf(entries[0]?.indent ?? ''), isInBlock);
			if (found) {
				lost = { ...found, range: { ...found.range } };
				lostKeys.push(lost);
			} else if (lost) {
				// Not back to the entry before: the lost key would become a part of its value.
				lost.range.end = stop;
			} else if (current) {
				extend(current, text, at, stop, base);
			} else if (text.charAt(at) !== '#') stray = { start: stray?.start ?? at, end: stop };
		}
		at = Math.max(next, at + 1);
	}
	return { entries, stray, lostKeys };
}

/** Whether a line begins or ends a document of YAML: above a restriction it does not end a header. */
function isDocumentMark(text: string, at: number, stop: number): boolean {
	return stop - at < 40 && /^(?:---|\.\.\.)\s*$/.test(text.slice(at, stop));
}

function lineOf(text: string, from: number): string {
	return text.slice(from, lineEnd(text, from));
}

/** The sign of a block of text behind its key. */
const blockStart = /^[ \t]*[|>][-+\d]{0,2}[ \t]*(?:[ \t]#|$)/;

const oddKeyLine = /(?:-(?=[^\s-])|[^\s#'"[{|>-])[^\r\n]{0,80}?(?=:(?:[ \t\r\n]|$))/y;

/** A line that YAML takes for a key, whatever its characters, below a value that is no prose. */
function matchOddKey(
	text: string,
	at: number,
	stop: number,
	entries: readonly OpenEntry[],
): KeyMatch | undefined {
	const [first] = entries;
	const current = entries.at(-1);
	if (!first || !current || isTextKey(current.canonical) || first.indent.includes('-'))
		return undefined;
	const keyStart = at + first.indent.length;
	if (text.slice(at, keyStart) !== first.indent) return undefined;
	oddKeyLine.lastIndex = keyStart;
	const key = oddKeyLine.exec(text)?.[0];
	const end = oddKeyLine.lastIndex + 1;
	return key === undefined || end > stop
		? undefined
		: { indent: first.indent, key, keyStart, keyEnd: keyStart + key.length, end };
}

/** A colon that ends plain text is looked for so far into a line. */
const longestLook = 200;

interface OpenLostKey extends LostKey {
	readonly range: { readonly start: number; end: number };
}

/**
 * A restriction whose key is lost, in a line that starts no entry. Lines below a key that holds
 * further keys are not the header's; in indented prose nothing but names of tools may follow.
 */
function lostLine(
	text: string,
	at: number,
	stop: number,
	current: OpenEntry | undefined,
	base: number,
	isInBlock: (at: number) => boolean,
): LostKey | undefined {
	if (isInBlock(at)) return undefined;
	const isDeeper = /^[ \t]+$/.test(text.slice(at, at + base + 1));
	if (!current) return lostKeyAt(text, at, stop, false);
	if (!isDeeper) {
		const isItem =
			text.charAt(at + base) === '-' && !current.isScalar && current.content !== 'other';
		return isItem && mayHoldItems(current.canonical) ? undefined : lostKeyAt(text, at, stop, false);
	}
	// A tab is no indentation: the line is none of the block.
	if (current.isBlock && !current.hasUnindentedLines && text.charAt(at) !== '\t') return undefined;
	if (isTextKey(current.canonical)) {
		// A plain key is looked for where the text turns out to be broken.
		const match = matchKey(text, at);
		const isPlainKey =
			match && !match.indent.includes('-') && isRestriction(canonicalKey(match.key));
		if (isPlainKey) return undefined;
		const isQuoted = /^[ \t]*(["']).*\1[ \t]*$/.test(lineOf(text, current.valueStart));
		const canBePlain =
			!isQuoted && !/:(?:[ \t]|$)/.test(text.slice(at, Math.min(stop, at + longestLook)));
		return lostKeyAt(text, at, stop, canBePlain);
	}
	return current.isScalar ? lostKeyAt(text, at, stop, false) : undefined;
}

/**
 * The keys of restrictions, and other unmistakable keys with a short value, that stand indented
 * inside an entry that is not valid YAML: `undefined` where there are none.
 */
export function splitIndented(text: string, entry: RawEntry): readonly RawEntry[] | undefined {
	// Below a key of its own a mapping has keys of its own, such as those of a server.
	const isScalar = hasScalar(text, entry.canonical, entry.valueStart, entry.end);
	if (!isScalar && !isTextKey(entry.canonical)) return undefined;
	const isInBlock = blockTest(text, entry.valueStart, entry.end);
	const parts: OpenEntry[] = [
		{ ...entry, isProse: false, content: undefined, isScalar, isBlock: false },
	];
	const first = skipLineBreak(text, lineEnd(text, entry.valueStart));
	for (let at = first; at < entry.end;) {
		const stop = Math.min(lineEnd(text, at), entry.end);
		const match = matchKey(text, at);
		const part = parts.at(-1);
		const canonical = match && canonicalKey(match.key);
		const isKey =
			match &&
			canonical &&
			match.end <= stop &&
			!match.indent.includes('-') &&
			!isInBlock(at) &&
			(isRestriction(canonical) ||
				(isStrongKey(match.key) && canonical !== 'description' && isShort(text, match, stop)));
		if (isKey) {
			if (part) part.end = trimEnd(text, part.start, at);
			parts.push(openEntry(match, text, at, stop));
		} else if (part && /\S/.test(text.slice(at, stop))) part.end = stop;
		at = Math.max(skipLineBreak(text, stop), at + 1);
	}
	return parts.length > 1 ? parts : undefined;
}

/**
 * Whether a value that YAML reads as one plain text goes on in a line that is meant as a key:
 * `tools:Read` below `name: helper`, say.
 */
export function hidesKey(text: string, { key, value, range }: Pair): boolean {
	if (typeof value !== 'string' || `"'|>[{`.includes(text.charAt(range.start))) return false;
	if (isRestriction(canonicalKey(key)) && areGluedSwitches(value)) return true;
	const isText = isTextKey(canonicalKey(key));
	const first = lineEnd(text, range.start, range.end);
	if (first === range.end) return false;
	let at = skipLineBreak(text, first);
	while (at < range.end) {
		const stop = Math.min(lineEnd(text, at), range.end);
		const match = isText ? undefined : matchKey(text, at);
		if (match && match.end <= stop && isKnownKey(match.key)) return true;
		if (lostKeyAt(text, at, stop, isText)) return true;
		at = Math.max(skipLineBreak(text, stop), at + 1);
	}
	return false;
}

/** `read:true write:false`, which YAML reads as one text. */
function areGluedSwitches(value: string): boolean {
	const words = value.split(/\s+/);
	return words.every((word) => /^["']?[\w*./-]+["']?:(?:true|false)$/i.test(word));
}

function openEntry(match: KeyMatch, text: string, start: number, stop: number): OpenEntry {
	const { key, keyStart, keyEnd, indent } = match;
	return {
		key,
		canonical: canonicalKey(key),
		keyRange: { start: keyStart, end: keyEnd },
		start,
		valueStart: match.end,
		end: stop,
		indent,
		hasUnindentedLines: false,
		isProse: false,
		content: undefined,
		isScalar: hasScalar(text, canonicalKey(key), match.end, stop),
		isBlock: blockStart.test(text.slice(match.end, Math.min(stop, match.end + longestLook))),
	};
}

/** Whether no key can stand below a value: it begins on the line of its key, or is no collection. */
function hasScalar(text: string, canonical: string, from: number, to: number): boolean {
	const value = text.slice(from, Math.min(to, lineEnd(text, from), from + longestLook)).trim();
	if (blockStart.test(value)) return false;
	if (!mayHoldItems(canonical)) return true;
	if (value === '' || /^[#&!]/.test(value)) return false;
	// A mapping may go on below, unless it ends on the same line.
	return !value.startsWith('{') || value.endsWith('}');
}

function extend(entry: OpenEntry, text: string, at: number, stop: number, base: number): void {
	const isIndented = /^[ \t]+$/.test(text.slice(at, at + base + 1));
	const isItem = /^[ \t]*-(?:[ \t]|$)/.test(text.slice(at, Math.min(stop, at + longestLook)));
	entry.content ??= isItem ? 'item' : 'other';
	if (!isIndented) {
		// A comment line, unless the entry has turned into prose, in which it may be a heading.
		if (text.charAt(at + base) === '#' && !entry.isProse) return;
		const isListItem =
			/^-(?:[ \t]|$)/.test(text.slice(at + base, Math.min(stop, at + base + 2))) &&
			!isTextKey(entry.canonical);
		if (!isListItem) {
			entry.hasUnindentedLines = true;
			entry.isProse = true;
		}
	}
	entry.end = stop;
}

function startsEntry(
	match: KeyMatch,
	text: string,
	stop: number,
	entries: readonly OpenEntry[],
	isInBlock: (at: number) => boolean,
): boolean {
	const [first] = entries;
	const current = entries.at(-1);
	const canonical = canonicalKey(match.key);
	const isKnown = isKnownKey(canonical);
	const isSeparated = match.end >= stop || /[ \t\u00A0]/.test(text.charAt(match.end));
	if (!isSeparated && !isKnown) return false;
	if (!first || !current) return isKnown || (isSeparated && !match.indent.includes('-'));
	const isListed = match.indent.includes('-');
	if (isListed && !first.indent.includes('-')) return false;
	if (isInBlock(match.keyStart)) return false;
	if (widthOf(match.indent) > widthOf(first.indent)) {
		const holdsNoKeys = current.isScalar
			? !isTextKey(current.canonical)
			: isNameListKey(current.canonical) &&
				(current.content === 'item' ||
					(isRestriction(canonical) && current.canonical !== 'mcpServers'));
		return holdsNoKeys && isKnown && !isListed;
	}
	if (isRestriction(canonical)) return true;
	const isText = isTextKey(current.canonical);
	if (!isText) return isKnown || !current.isProse;
	if (isKnownKey(match.key)) {
		return isStrongKey(match.key) || !current.isProse || isShort(text, match, stop);
	}
	if (isKnown)
		return !isKnownKey(first.key) || (isStrongKey(canonical) && isShort(text, match, stop));
	return !current.isProse && /^[a-z]/.test(match.key) && !spokenKeys.test(match.key);
}

/** How far a line is indented: what YAML does not take for a blank does not count. */
function widthOf(indent: string): number {
	return /^[ \t]*/.exec(indent)?.[0].length ?? 0;
}

/** Whether at most three words stand behind the key, as behind `model:`, but not in a sentence. */
function isShort(text: string, match: KeyMatch, stop: number): boolean {
	const value = text.slice(match.end, Math.min(stop, match.end + 80)).trim();
	return value.length < 72 && value.split(/\s+/).length <= 3;
}

function trimEnd(text: string, from: number, end: number): number {
	let at = end;
	while (at > from && /\s/.test(text.charAt(at - 1))) at--;
	return at;
}

const blockTag =
	/<(\/?)(examples?|commentary|delegations?|thinking|example_usage|usage_examples?)(?:[ \t][^<>\r\n]{0,200})?>/gi;

function startsLine(text: string, at: number): boolean {
	return /[\r\n][ \t]*$/.test(text.slice(Math.max(at - 40, 0), at));
}

/** The indentation of the first line that is a key: that of the header's keys. */
export function firstIndent(text: string, from: number, to: number): number {
	for (let at = skipLineBreak(text, from); at < to; at = nextLine(text, at)) {
		const match = matchKey(text, at);
		if (match && match.end <= to) return widthOf(match.indent);
	}
	return 0;
}

function nextLine(text: string, at: number): number {
	return Math.max(skipLineBreak(text, lineEnd(text, at)), at + 1);
}

interface KeyLine {
	readonly at: number;
	readonly isRestriction: boolean;
}

/** Where lines start that are known keys of the header itself, and no words of a dialogue. */
function keyLines(text: string, from: number, to: number, base: number): readonly KeyLine[] {
	const found: KeyLine[] = [];
	for (let at = nextLine(text, from); at < to; at = nextLine(text, at)) {
		const match = matchKey(text, at);
		if (!match || widthOf(match.indent) > base || match.indent.includes('-')) continue;
		const isRestrictionKey = isRestriction(canonicalKey(match.key));
		if (isRestrictionKey || (isKnownKey(match.key) && !spokenKeys.test(match.key))) {
			found.push({ at, isRestriction: isRestrictionKey });
		}
	}
	return found;
}

/**
 * Tells whether an offset lies between an opening tag and its closing tag; ask in rising order. Tags
 * between which a key of the header stands belong to different entries, and enclose nothing; where
 * both begin their lines, only a restriction is such a key.
 *
 * @param base the indentation of the header's keys; `undefined` within one entry
 */
export function blockTest(
	text: string,
	from: number,
	to: number,
	base?: number,
): (at: number) => boolean {
	const blocks: TextRange[] = [];
	const keys = base === undefined ? [] : keyLines(text, from, to, base);
	const restrictions = keys.filter((key) => key.isRestriction);
	const open: { readonly tag: string; readonly at: number }[] = [];
	// Nothing behind `to` is looked at: that would take each entry through the rest of the file.
	for (const match of text.slice(from, to).matchAll(blockTag)) {
		const at = from + match.index;
		const tag = (match[2] ?? '').toLowerCase();
		if (!match[1]) {
			// Beyond this depth tags are noise; the limit keeps the search below linear.
			if (open.length === 16) open.shift();
			open.push({ tag, at });
			continue;
		}
		const index = open.findLastIndex((candidate) => candidate.tag === tag);
		const opening = open[index];
		if (!opening) continue;
		open.length = index;
		const isAlone = startsLine(text, opening.at) && startsLine(text, at);
		const own = isAlone ? restrictions : keys;
		if ((own[lastIndexUpTo(own, at, (key) => key.at)]?.at ?? -1) > opening.at) continue;
		while ((blocks.at(-1)?.start ?? -1) > opening.at) blocks.pop();
		blocks.push({ start: opening.at, end: at });
	}
	let index = 0;
	return (at) => {
		while (index < blocks.length && (blocks[index]?.end ?? 0) < at) index++;
		const block = blocks[index];
		return block !== undefined && block.start < at;
	};
}
