/** How many lines came and went. */
export interface LineChanges {
	readonly added: number;
	readonly removed: number;
}

/** Of longer middles it is not looked for what they have in common: so many pairs of lines are compared. */
const mostPairs = 1_000_000;

/** How many lines a text has gained and lost; exact where what differs is no longer than some hundred lines. */
export function lineChanges(before: string, after: string): LineChanges {
	const [old, now] = [linesOf(before), linesOf(after)];
	let start = 0;
	while (start < old.length && start < now.length && old[start] === now[start]) start++;
	let end = 0;
	const most = Math.min(old.length, now.length) - start;
	while (end < most && old.at(-1 - end) === now.at(-1 - end)) end++;
	const [removed, added] = [old, now].map((lines) => lines.slice(start, lines.length - end)) as [
		string[],
		string[],
	];
	const common = removed.length * added.length > mostPairs ? 0 : commonLines(removed, added);
	return { added: added.length - common, removed: removed.length - common };
}

/** A text that ends with a line break has no line after it. */
function linesOf(text: string): string[] {
	const lines = text.split(/\r\n?|\n/);
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

/** The length of the longest sequence of lines that both have in this order. */
function commonLines(a: readonly string[], b: readonly string[]): number {
	let row = Array.from({ length: b.length + 1 }, () => 0);
	for (const line of a) {
		const next = [0];
		for (const [i, other] of b.entries()) {
			const [above = 0, diagonal = 0, left = 0] = [row[i + 1], row[i], next[i]];
			next.push(line === other ? diagonal + 1 : Math.max(above, left));
		}
		row = next;
	}
	return row.at(-1) ?? 0;
}
