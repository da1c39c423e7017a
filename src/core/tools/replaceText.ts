/** A text before and after a replacement, and where it took place. */
export interface Replacement {
	readonly after: string;
	/** Offsets in the text before; they do not overlap. */
	readonly places: readonly { readonly start: number; readonly end: number }[];
	/** What takes each place: the new text with the line ends of the file. */
	readonly newText: string;
}

export type ReplacementFailure = 'same' | 'missing' | 'several';

/**
 * Replaces an exact text. Line ends count as equal, and the file keeps its own.
 *
 * @param all whether to replace it everywhere; else it must occur once
 * @returns `same` where nothing would change, `missing` where the old text does not occur
 */
export function replaceText(
	before: string,
	oldText: string,
	newText: string,
	all: boolean,
): Replacement | ReplacementFailure {
	const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
	const [wanted, written] = [oldText, newText].map((text) => text.replace(/\r?\n/g, lineEnd));
	if (wanted === undefined || written === undefined || wanted === '') return 'missing';
	if (wanted === written) return 'same';
	const places: { start: number; end: number }[] = [];
	for (let at = before.indexOf(wanted); at !== -1;) {
		places.push({ start: at, end: at + wanted.length });
		at = before.indexOf(wanted, at + wanted.length);
	}
	if (places.length === 0) return 'missing';
	if (places.length > 1 && !all) return 'several';
	return { after: before.replaceAll(wanted, () => written), places, newText: written };
}

/** Longer differences are cut, and say so. */
const maxLines = 120;
const contextLines = 2;

/** What a replacement does, as the body of a `diff` code block. */
export function describeReplacement(before: string, { places, newText }: Replacement): string {
	const lines: string[] = [];
	for (const { start, end } of places) {
		if (lines.length > maxLines) break;
		const from = before.lastIndexOf('\n', start - 1) + 1;
		const lineEnd = before.indexOf('\n', end);
		const to = lineEnd === -1 ? before.length : lineEnd;
		const first = countLines(before, from);
		const above = linesIn(before.slice(0, Math.max(from - 1, 0))).slice(-contextLines);
		const rest = before.slice(to + 1, to + 400);
		const below = rest === '' ? [] : linesIn(rest).slice(0, contextLines);
		const removed = linesIn(before.slice(from, to));
		const added = linesIn(before.slice(from, start) + newText + before.slice(end, to));
		lines.push(
			`@@ line ${first} @@`,
			...(from > 0 ? above : []).map((line) => ` ${line}`),
			...removed.map((line) => `-${line}`),
			...added.map((line) => `+${line}`),
			...below.map((line) => ` ${line}`),
		);
	}
	return cutLines(lines);
}

/** A whole new file as the body of a `diff` code block. */
export function describeNewFile(text: string): string {
	return cutLines(linesIn(text.replace(/\r?\n$/, '')).map((line) => `+${line}`));
}

function cutLines(lines: readonly string[]): string {
	const shown = lines
		.slice(0, maxLines)
		.map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
	const more = lines.length - maxLines;
	return [...shown, ...(more > 0 ? [`… and ${more} more lines`] : [])].join('\n');
}

function linesIn(text: string): readonly string[] {
	return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** The number, from 1, of the line that begins at an offset. */
export function countLines(text: string, offset: number): number {
	let count = 1;
	for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
		count++;
	}
	return count;
}
