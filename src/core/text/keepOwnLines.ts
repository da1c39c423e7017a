/** Files of more lines than this squared, outside of what both texts share, stay as they are. */
const mostPairs = 4_000_000;

/** Lines of one text that take the place of lines of another: from `start` to before `end`. */
interface Hunk {
	readonly start: number;
	readonly end: number;
	readonly lines: readonly string[];
}

/**
 * A text that was added to, formatted where it is new: the lines that were there before stay as they
 * are, however the formatter would have them.
 *
 * Both texts are cut where a line ends in both after the same characters, and between two cuts the
 * formatter's lines are taken where all of the others are new. What it joins or breaks reaches over lines
 * that are not, so lines alone do not tell what is whose: its lines may hold code of one that stays.
 *
 * @param before what was there
 * @param text the same with additions
 * @param formatted what the formatter makes of `text`
 */
export function keepOwnLines(before: string, text: string, formatted: string): string {
	const lines = text.split('\n');
	const formattedLines = formatted.split('\n');
	// The last line of a file may have no end of its own.
	const added = differences(before.split(/\r?\n/), text.split(/\r?\n/));
	if (!added) return text;
	const isNew = new Set<number>();
	let shift = 0;
	for (const { start, end, lines: fresh } of added) {
		for (let i = 0; i < fresh.length; i++) isNew.add(start + shift + i);
		shift += fresh.length - (end - start);
	}
	const [own, other] = [steadyParts(lines), steadyParts(formattedLines)];
	const result: string[] = [];
	let [line, formattedLine] = [0, 0];
	for (const [end, formattedEnd] of sharedCuts(own, other)) {
		const ours = lines.slice(line, end);
		const isOurs =
			line === end
				? isNew.has(line) || isNew.has(line - 1)
				: ours.every((_, i) => isNew.has(line + i));
		const fresh = formattedLines.slice(formattedLine, formattedEnd);
		const isSame =
			between(own, line, end) === between(other, formattedLine, formattedEnd) &&
			depthBetween(own, line, end) === depthBetween(other, formattedLine, formattedEnd);
		for (const each of isOurs && isSame ? fresh : ours) result.push(each);
		[line, formattedLine] = [end, formattedEnd];
	}
	return result.join('\n');
}

/** What a formatter leaves as it is in a list of lines. */
interface SteadyParts {
	readonly text: string;
	/** How much of it stands above each line, and at last how much there is. */
	readonly above: readonly number[];
	/** How many parentheses are open there. */
	readonly depths: readonly number[];
}

/** What formatters add, leave out or write otherwise. Parentheses come in pairs, which are counted. */
const unsteady = /[\s,;'"\\|()]+/g;

function steadyParts(lines: readonly string[]): SteadyParts {
	const parts: string[] = [];
	const [above, depths] = [[0], [0]];
	let [length, depth] = [0, 0];
	for (const line of lines) {
		const part = line.replace(unsteady, '');
		parts.push(part);
		length += part.length;
		for (const char of line) depth += char === '(' ? 1 : char === ')' ? -1 : 0;
		above.push(length);
		depths.push(depth);
	}
	return { text: parts.join(''), above, depths };
}

function between({ text, above }: SteadyParts, line: number, end: number): string {
	return text.slice(above[line], above[end]);
}

function depthBetween({ depths }: SteadyParts, line: number, end: number): number {
	return (depths[end] ?? 0) - (depths[line] ?? 0);
}

/** Ends of lines in one text, each with that in the other that has the same above it, or the same below. */
function sharedCuts(one: SteadyParts, other: SteadyParts): readonly (readonly [number, number])[] {
	const most = Math.min(one.text.length, other.text.length);
	let head = 0;
	while (head < most && one.text[head] === other.text[head]) head++;
	let tail = 0;
	while (tail < most - head && one.text.at(-1 - tail) === other.text.at(-1 - tail)) tail++;
	const places = Map.groupBy(placesIn(other, head, tail).toReversed(), ({ key }) => key);
	const cuts: [number, number][] = [];
	let reached = -1;
	for (const { key, first, last } of placesIn(one, head, tail)) {
		const left = places.get(key);
		let found = left?.pop();
		while (found && found.first <= reached) found = left?.pop();
		if (!found) continue;
		reached = found.last;
		// Of empty lines there may be more in one of them.
		if (last - first === found.last - found.first) {
			for (let i = first; i <= last; i++) cuts.push([i, found.first + i - first]);
		} else cuts.push([first, found.first], [last, found.last]);
	}
	return [...cuts, [one.depths.length - 1, other.depths.length - 1]];
}

/** Ends of lines with nothing steady between them. */
interface Place {
	/** What is above, or below where the texts differ above. */
	readonly key: string;
	readonly first: number;
	readonly last: number;
}

/**
 * @param head how much is the same at the start of both texts
 * @param tail how much is the same at their end
 */
function placesIn({ text, above, depths }: SteadyParts, head: number, tail: number): Place[] {
	const places: Place[] = [];
	const depth = depths.at(-1) ?? 0;
	for (const [line, length] of above.entries()) {
		const open = depths[line] ?? 0;
		const isBelow = length > head;
		if (isBelow && length < text.length - tail) continue;
		const key = isBelow ? `${length - text.length} ${open - depth}` : `+${length} ${open}`;
		const previous = places.at(-1);
		if (previous?.key === key) places[places.length - 1] = { ...previous, last: line };
		else places.push({ key, first: line, last: line });
	}
	return places;
}

/** What makes one list of lines of another; `undefined` where that would take too long to find. */
function differences(from: readonly string[], to: readonly string[]): readonly Hunk[] | undefined {
	let start = 0;
	while (start < from.length && start < to.length && from[start] === to[start]) start++;
	let tail = 0;
	const most = Math.min(from.length, to.length) - start;
	while (tail < most && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
	const a = from.slice(start, from.length - tail);
	const b = to.slice(start, to.length - tail);
	if (a.length * b.length > mostPairs) return undefined;
	// How many lines the rests of both share, from each pair of lines on.
	const width = b.length + 1;
	const shared = new Uint32Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			shared[i * width + j] =
				a[i] === b[j]
					? (shared[(i + 1) * width + j + 1] ?? 0) + 1
					: Math.max(shared[(i + 1) * width + j] ?? 0, shared[i * width + j + 1] ?? 0);
		}
	}
	const hunks: Hunk[] = [];
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			i++;
			j++;
			continue;
		}
		const [fromI, fromJ] = [i, j];
		while (i < a.length || j < b.length) {
			if (i < a.length && j < b.length && a[i] === b[j]) break;
			const down = (shared[(i + 1) * width + j] ?? 0) >= (shared[i * width + j + 1] ?? 0);
			if (i < a.length && (j >= b.length || down)) i++;
			else j++;
		}
		hunks.push({ start: start + fromI, end: start + i, lines: b.slice(fromJ, j) });
	}
	return hunks;
}
