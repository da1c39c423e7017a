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
 * @param before what was there
 * @param text the same with additions
 * @param formatted what the formatter makes of `text`
 */
export function keepOwnLines(before: string, text: string, formatted: string): string {
	const lines = text.split('\n');
	// The last line of a file may have no end of its own.
	const added = differences(before.split(/\r?\n/), text.split(/\r?\n/));
	const changes = differences(lines, formatted.split('\n'));
	if (!added || !changes) return text;
	const isNew = new Set<number>();
	let shift = 0;
	for (const { start, end, lines: fresh } of added) {
		for (let i = 0; i < fresh.length; i++) isNew.add(start + shift + i);
		shift += fresh.length - (end - start);
	}
	const result: string[] = [];
	let at = 0;
	for (const { start, end, lines: fresh } of changes) {
		const touched = Array.from({ length: end - start }, (_, i) => start + i);
		const isOurs =
			start === end
				? isNew.has(start) || isNew.has(start - 1)
				: touched.every((line) => isNew.has(line));
		if (!isOurs) continue;
		for (const line of lines.slice(at, start)) result.push(line);
		for (const line of fresh) result.push(line);
		at = end;
	}
	return result.concat(lines.slice(at)).join('\n');
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
