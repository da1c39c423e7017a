import { analyse } from '../agentDocument.ts';
import type { AgentPath } from '../agentDocument.ts';
import type { Problem, TextEdit } from '../problem.ts';
import { applyEdits } from '../code/textEdits.ts';
import { validate } from '../validate.ts';
import type { ValidationContext } from './validationContext.ts';

/** A fix may uncover the next problem of the same entry; more rounds than these no file needs. */
const mostRounds = 8;

/**
 * The text of an agent file with every problem mended that has a sure fix. Where two fixes touch,
 * one comes after the other. Doing it again changes nothing.
 */
export function fixAll(text: string, path: AgentPath, context: ValidationContext = {}): string {
	let current = text;
	for (let round = 0; round < mostRounds; round++) {
		const edits = compatibleEdits(validate(analyse(current, path), context), current.length);
		const next = applyEdits(current, edits);
		if (next === current) return current;
		current = next;
	}
	return current;
}

/** The edits of all sure fixes, in order, of which each leaves alone what one before it changes. */
function compatibleEdits(problems: readonly Problem[], length: number): readonly TextEdit[] {
	const taken: TextEdit[] = [];
	// Marks the places that edits touch, the ends of their ranges included.
	const isTouched = new Uint8Array(length + 1);
	for (const { fix } of problems) {
		if (!fix || fix.isGuess) continue;
		const isFree = fix.edits.every(
			({ range }) => !isTouched.subarray(range.start, range.end + 1).includes(1),
		);
		if (!isFree) continue;
		for (const edit of fix.edits) {
			taken.push(edit);
			isTouched.fill(1, edit.range.start, edit.range.end + 1);
		}
	}
	return taken;
}

/** The one edit that makes `after` of `before`, between what they have in common at both ends. */
export function differenceOf(before: string, after: string): TextEdit | undefined {
	if (before === after) return undefined;
	const most = Math.min(before.length, after.length);
	let start = 0;
	while (start < most && before[start] === after[start]) start++;
	let end = 0;
	while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
	return {
		range: { start, end: before.length - end },
		newText: after.slice(start, after.length - end),
	};
}
