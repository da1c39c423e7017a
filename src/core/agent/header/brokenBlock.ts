import { startOfBlanks } from '../../text/blanks.ts';
import { lineEnd } from './headerBounds.ts';
import { isKnownKey, mayHoldItems } from './headerKeys.ts';
import type { TextEdit } from '../../text/range.ts';
import type { RawEntry } from './splitEntries.ts';
import { quote } from './yamlText.ts';
import { readYaml } from './yamlTree.ts';

/** A block of which single lines are no valid YAML, and what makes it valid. */
export interface MendedBlock {
	readonly value: unknown;
	/** In order; offsets are the file's. */
	readonly edits: readonly TextEdit[];
	/** What is wrong with the first line that is. */
	readonly kind: 'colon' | 'indicator' | 'space';
	/** Whether there is more than one way to read a line: a comment may be text. */
	readonly isGuess: boolean;
}

/** Longer blocks would be read too often. */
const longestBlock = 20_000;

/** More bad lines than these are no slips. */
const mostLines = 20;

/**
 * Whether the value of an entry stands below its key and holds further keys, so that nothing of it
 * may be written as one text.
 */
export function isBlockOfKeys(text: string, { canonical, valueStart, end }: RawEntry): boolean {
	if (!mayHoldItems(canonical)) return false;
	const first = lineEnd(text, valueStart);
	if (/[^\s]/.test(text.slice(valueStart, first).replace(/^\s*#.*/, ''))) return false;
	const line = /^[\s]*((?:- +)*)([^\r\n]*)/.exec(text.slice(first, Math.min(end, first + 400)));
	return /^(?:(?:"[^"]*"|'[^']*')[ \t]*|[^\s'"#[{][^:]*):/.test(line?.[2] ?? '');
}

/** A line that holds a key or an item of its own. */
const nestedLine =
	/^[ \t]*(?:-(?:[ \t]|$)|(?:"[^"\r\n]{1,80}"|'[^'\r\n]{1,80}'|[\w.-]{1,80})[ \t]{0,9}:(?:[ \t]|$))/;

/**
 * Whether lines of an entry are nested in its value, wherever that begins: written as one text they
 * would mean nothing.
 */
export function holdsNesting(text: string, { canonical, valueStart, end }: RawEntry): boolean {
	// What nobody knows is best kept readable.
	if (!mayHoldItems(canonical) || !isKnownKey(canonical)) return false;
	const [, ...lines] = text.slice(valueStart, end).split(/\r\n|\n|\r/);
	return lines.some((line) => nestedLine.test(line));
}

/**
 * Reads a block of keys or items in which single lines are no valid YAML, each by itself: its value
 * or its key is put in quotes, or a blank behind the colon. Keys and nesting stay as they are.
 */
export function mendBlock(text: string, raw: RawEntry): MendedBlock | undefined {
	if (raw.end - raw.start > longestBlock) return undefined;
	let source = text.slice(raw.start, raw.end);
	const edits: Edit[] = [];
	let failure = read(source);
	for (let n = 0; typeof failure === 'number' && n < mostLines; n++) {
		const change = nextChange(source, failure);
		if (!change) return undefined;
		edits.push(change.edit);
		source = apply(source, change.edit);
		failure = change.outcome;
	}
	const [first] = edits;
	if (typeof failure === 'number' || !first) return undefined;
	return {
		value: failure.value,
		edits: inOriginal(edits, raw.start),
		kind: first.kind,
		isGuess: edits.some((edit) => edit.isGuess),
	};
}

interface Edit {
	readonly start: number;
	readonly end: number;
	readonly newText: string;
	readonly kind: MendedBlock['kind'];
	readonly isGuess: boolean;
}

/** The value of the one key in the source, or the line in which it is not valid. */
function read(source: string): { readonly value: unknown } | number {
	try {
		const { pairs } = readYaml(source, 0);
		const [pair] = pairs;
		return pair && pairs.length === 1 && typeof pair.value === 'object' ? { value: pair.value } : 0;
	} catch (error) {
		const line = (error as { mark?: { line?: unknown } }).mark?.line;
		return typeof line === 'number' ? line : 0;
	}
}

/** The first change of a line at or near the bad one that brings the reader further. */
function nextChange(
	source: string,
	line: number,
): { readonly edit: Edit; readonly outcome: ReturnType<typeof read> } | undefined {
	const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
	for (const near of [line, line - 1, line + 1]) {
		const start = near > 0 ? starts[near] : undefined;
		if (start === undefined) continue;
		for (const edit of changesOf(source, start)) {
			const outcome = read(apply(source, edit));
			if (typeof outcome !== 'number' || outcome > line) return { edit, outcome };
		}
	}
	return undefined;
}

const blockLine =
	/([ ]*(?:- +)*)((?:(?:"[^"\r\n]*"|'[^'\r\n]*')[ \t]*|[^\s"'#:][^:\r\n]*):(?=[ \t]|\S))?([ \t]*)([^\r\n]*)/y;

function changesOf(source: string, lineStart: number): readonly Edit[] {
	blockLine.lastIndex = lineStart;
	const match = blockLine.exec(source);
	if (!match) return [];
	const [, indent = '', keyPart = '', gap = '', rest = ''] = match;
	const keyStart = lineStart + indent.length;
	const valueStart = keyStart + keyPart.length + gap.length;
	const comment = rest.search(/[ \t]#/);
	const value = (comment === -1 ? rest : rest.slice(0, comment)).trimEnd();
	const changes: Edit[] = [];
	const isGuess = comment !== -1;
	if (keyPart !== '' && gap === '' && value !== '') {
		changes.push({
			start: valueStart,
			end: valueStart,
			newText: ' ',
			kind: 'space',
			isGuess: false,
		});
	}
	const key = keyPart.slice(0, startOfBlanks(keyPart, Math.max(keyPart.length - 1, 0)));
	if (key !== '' && !/^["']/.test(key)) {
		const end = keyStart + key.length;
		changes.push({ start: keyStart, end, newText: quote(key), kind: 'indicator', isGuess: false });
	}
	if (value !== '' && !/^[|>]/.test(value)) {
		const kind = /:(?:\s|$)/.test(value) ? 'colon' : 'indicator';
		const end = valueStart + value.length;
		const newText = (gap === '' && keyPart !== '' ? ' ' : '') + quote(value);
		changes.unshift({ start: valueStart, end, newText, kind, isGuess });
	}
	const [quoted] = changes;
	if (key !== '' && quoted && quoted.start === valueStart && quoted.kind !== 'space') {
		const newText = `${quote(key)}: ${quote(value)}`;
		changes.push({ ...quoted, start: keyStart, newText, kind: 'indicator' });
	}
	// `skill:true` lacks the blank alone.
	return changes.toSorted((a, b) => Number(b.kind === 'space') - Number(a.kind === 'space'));
}

function apply(source: string, { start, end, newText }: Edit): string {
	return source.slice(0, start) + newText + source.slice(end);
}

/** Edits that were made one after the other, with places in the text before all of them. */
function inOriginal(edits: readonly Edit[], offset: number): readonly TextEdit[] {
	const made: { at: number; shift: number }[] = [];
	return edits
		.map(({ start, end, newText }) => {
			const shift = made.filter(({ at }) => at <= start).reduce((sum, each) => sum + each.shift, 0);
			made.push({ at: start, shift: newText.length - (end - start) });
			const from = offset + start - shift;
			return { range: { start: from, end: from + end - start }, newText };
		})
		.toSorted((a, b) => a.range.start - b.range.start);
}
