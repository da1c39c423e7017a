import type { LostKey } from './lostKeys.ts';
import type { Problem } from '../problem.ts';
import type { RawEntry } from './splitEntries.ts';

/** Problems that can only be mended together: each fix makes the edits of all. */
export function joinFixes(problems: readonly Problem[]): readonly Problem[] {
	const fixes = problems.flatMap(({ fix }) => fix ?? []);
	if (fixes.length < 2) return problems;
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
 * indented below it: keys there are mended by the same fix, and above a lost key there is none.
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
	const close = (): void => {
		problems.push(...joinFixes(group));
		group = [];
	};
	let lost = 0;
	for (const [index, { start }] of entries.entries()) {
		if (!isIndented(start)) close();
		group.push(...(repairs[index]?.problems ?? []));
		const next = entries[index + 1]?.start ?? Infinity;
		while ((lostKeys[lost]?.range.start ?? next) < start) lost++;
		const at = lostKeys[lost]?.range.start ?? next;
		if (at < next && isIndented(at)) group = group.map(withoutFix);
	}
	close();
	return problems;
}

function withoutFix({ code, severity, range, message }: Problem): Problem {
	return { code, severity, range, message };
}
