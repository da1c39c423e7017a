import type { LostKey } from './lostKeys.ts';
import type { Problem } from '../../problem/problem.ts';
import type { RawEntry } from './splitEntries.ts';

/** Who mends more at once cannot look at it any more. */
const mostJoined = 100;

/** Problems that can only be mended together: each fix makes the edits of all. */
export function joinFixes(problems: readonly Problem[]): readonly Problem[] {
	const fixes = problems.flatMap(({ fix }) => fix ?? []);
	if (fixes.length < 2) return problems;
	if (fixes.length > mostJoined) return problems.map(withoutFix);
	const byStart = new Map(
		fixes.flatMap((fix) => fix.edits.map((edit) => [edit.range.start, edit])),
	);
	const edits = [...byStart.values()];
	const isGuess = fixes.some((fix) => fix.isGuess);
	return problems.map((problem) => {
		const { fix } = problem;
		return fix ? { ...problem, fix: { ...fix, edits, ...(isGuess && { isGuess }) } } : problem;
	});
}

/**
 * The problems of all entries. The fix of an entry may write a block, which would take in what is
 * indented below it: keys there are mended by the same fix, and above a lost key, or above a key that
 * no fix mends, there is none.
 */
export function joinGroups(
	text: string,
	entries: readonly RawEntry[],
	repairs: readonly { readonly problems: readonly Problem[] }[],
	lostKeys: readonly LostKey[],
	base: number,
): Problem[] {
	const isIndented = (at: number): boolean => /[ \t]/.test(text.charAt(at + base));
	const problems: Problem[] = [];
	let group: Problem[] = [];
	let fixless = 0;
	const close = (): void => {
		for (const problem of joinFixes(group)) problems.push(problem);
		group = [];
		fixless = 0;
	};
	let lost = 0;
	for (const [index, { start }] of entries.entries()) {
		if (!isIndented(start)) close();
		const own = repairs[index]?.problems ?? [];
		// What is not mended would become a part of the block above it.
		if (own.some(({ fix }) => !fix)) group = group.map(withoutFix);
		for (const problem of own) group.push(problem);
		const next = entries[index + 1]?.start ?? Infinity;
		while ((lostKeys[lost]?.range.start ?? next) < start) lost++;
		const at = lostKeys[lost]?.range.start ?? next;
		if (at >= next || !isIndented(at)) continue;
		for (const problem of group.splice(fixless)) group.push(withoutFix(problem));
		fixless = group.length;
	}
	close();
	return problems;
}

function withoutFix({ fix: _fix, ...rest }: Problem): Problem {
	return rest;
}
