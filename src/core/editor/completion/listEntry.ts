import { runAround, type Line } from './proposal.ts';
import type { TextRange } from '../../text/range.ts';

/** A place in a list of names where a name can be typed. */
export interface ListEntry {
	/** The name that is there, or nothing. */
	readonly range: TextRange;
	/** What has to follow a new name so that the next one stays one of its own. */
	readonly behind: '' | ',' | ', ';
}

const nameChar = /[\w./@*-]/;

/**
 * The name at the cursor of a list in brackets or between commas, each name with or without quotes;
 * `undefined` outside of the list, behind its closing bracket, in a comment, in an argument such as
 * that of `Bash(git:*)`, and behind a blank that no comma stands before.
 *
 * @param value what stands between the colon of the key and the cursor, line breaks included
 * @param below the lines behind that of the cursor
 */
export function listEntryAt(value: string, line: Line, below: string): ListEntry | undefined {
	const start = value.search(/\S/);
	const opening = start === -1 ? '' : value.charAt(start);
	if (opening !== '' && '{|>&!'.includes(opening)) return undefined;
	const isFlow = opening === '[';
	// The names stand in the lines below, behind dashes.
	if (opening === '' && /^\s*-\s/.test(below)) return undefined;
	const before = entryBefore(value, isFlow ? start + 1 : 0, isFlow);
	const entry = before && entryAround(line, before.isQuoted, isFlow || start !== -1);
	if (!entry || !isFlow || entry.behind !== '' || entry.range.start < entry.range.end) return entry;
	const isLast = line.text.slice(entry.range.end - line.start).trim() === '';
	return isLast && /^\s*[\w./@*"'`]/.test(below) ? { ...entry, behind: ',' } : entry;
}

/** The name at the cursor of an item behind a dash; `undefined` behind it and in front of its quotes. */
export function listItemAt(line: Line): ListEntry | undefined {
	const [, quote] = /^[ \t]*-[ \t]+(["']?)[\w./:@*-]*$/.exec(line.before) ?? [];
	if (quote === undefined) return undefined;
	const entry = entryAround(line, quote !== '', true);
	return entry?.behind === '' ? entry : undefined;
}

function entryBefore(
	value: string,
	from: number,
	isFlow: boolean,
): { readonly isQuoted: boolean } | undefined {
	let start = from;
	let isBlank = true;
	let quote = '';
	let depth = 0;
	const begin = (at: number): void => {
		start = at;
		isBlank = true;
	};
	for (let i = from; i < value.length; i++) {
		const char = value.charAt(i);
		if (quote !== '' && char === quote) quote = '';
		// In a text, quotes may be around all of the list.
		else if (quote !== '' && (isFlow || char !== ',')) continue;
		else if (isBlank && /["'`]/.test(char)) quote = char;
		else if (char === '#' && /\s/.test(value.charAt(i - 1))) {
			i = value.indexOf('\n', i);
			if (i === -1) return undefined;
			begin(i + 1);
			continue;
		} else if (char === '(') depth++;
		else if (char === ')') depth--;
		else if (depth > 0) continue;
		else if (char === ',' || char === ';') {
			begin(i + 1);
			continue;
		} else if (isFlow && '[]{}'.includes(char)) return undefined;
		if (/\S/.test(char)) isBlank = false;
	}
	if (depth > 0 || !/^\s*["'`]?[\w./@*-]*$/.test(value.slice(start))) return undefined;
	return { isQuoted: quote !== '' };
}

function entryAround(line: Line, isQuoted: boolean, isOpen: boolean): ListEntry | undefined {
	const range = runAround(line, nameChar);
	const rest = line.text.slice(range.end - line.start);
	if (isQuoted) return /^\s*(?:["'`,;]|$)/.test(rest) ? { range, behind: '' } : undefined;
	if (/^\s*(?:[,;\]]|$)|^\s+#/.test(rest)) return { range, behind: '' };
	if (range.start < range.end) return undefined;
	// In front of a name, or of its quotes; but not of those around the whole list.
	const next = /^\s*([\w./@*]|["'`])/.exec(rest)?.[1];
	if (next === undefined || (!isOpen && !nameChar.test(next))) return undefined;
	return { range, behind: /^\s/.test(rest) ? ',' : ', ' };
}
