import { analyse } from '../agentDocument.ts';
import type { AgentDocument, AgentPath } from '../agentDocument.ts';
import type { Fix, Problem } from '../../problem/problem.ts';
import { shifted } from '../../text/range.ts';
import { applyEdits } from '../../text/textEdits.ts';
import { validate } from '../validate.ts';
import { meaningOfHeader, saysTheSame } from './headerMeaning.ts';
import type { ValidationContext } from './validationContext.ts';

/** A fix may uncover the next problem of the same entry; more rounds than these no file needs. */
const mostRounds = 16;

/** Where the fixes of a round together change what is said, some are tried, so many times at most. */
const mostTries = 100;

/** So much text is read again for that in a round, in UTF-16 units, but for a few tries. */
const mostRead = 2_097_152;
const leastTries = 4;

/**
 * The text of an agent file with every problem mended that has a sure fix. Where two fixes touch,
 * one comes after the other. Doing it again changes nothing.
 *
 * However sure a fix is thought to be, it is made only if it is proved right: the changed text is
 * read again, its header must say what it said before, and its body must be what it was, but for the
 * markers that close code blocks. What fails that is left to the user, as a fix that asks.
 */
export function fixAll(text: string, path: AgentPath, context: ValidationContext = {}): string {
	const { tools = [] } = context;
	let current = analyse(text, path);
	let meaning = meaningOfHeader(current, tools);
	for (let round = 0; round < mostRounds; round++) {
		const fixes = compatibleFixes(validate(current, context), current.text.length);
		const next = applyProved(current, fixes, (changed) =>
			saysTheSame(meaning, meaningOfHeader(changed, tools)),
		);
		if (next.text === current.text) return current.text;
		// What cannot be read says nothing yet.
		if (!current.frontMatter.range) meaning = meaningOfHeader(next, tools);
		current = next;
	}
	// Fixes that undo each other mend nothing.
	return text;
}

/** The document with as many of the fixes as are proved right together. */
function applyProved(
	document: AgentDocument,
	fixes: readonly Fix[],
	saysAsBefore: (changed: AgentDocument) => boolean,
): AgentDocument {
	const affordable = Math.floor(mostRead / document.text.length);
	let left = Math.max(leastTries, Math.min(mostTries, affordable));
	let proved = document;
	let kept: readonly Fix[] = [];
	const keep = (some: readonly Fix[]): void => {
		if (some.length === 0 || left-- <= 0) return;
		const tried = [...kept, ...some];
		const changed = changedBy(document, tried);
		if (isUntouched(document, changed, tried) && saysAsBefore(changed)) {
			kept = tried;
			proved = changed;
		} else if (some.length > 1) {
			const half = Math.ceil(some.length / 2);
			keep(some.slice(0, half));
			keep(some.slice(half));
		}
	};
	keep(fixes);
	return proved;
}

function changedBy(document: AgentDocument, fixes: readonly Fix[]): AgentDocument {
	const edits = fixes.flatMap((fix) => fix.edits);
	return analyse(applyEdits(document.text, edits), document);
}

/** Whether the body of a changed document is what it was, but for the markers that have come in. */
function isUntouched(
	{ body, bodyStart, frontMatter }: AgentDocument,
	changed: AgentDocument,
	fixes: readonly Fix[],
): boolean {
	if (!frontMatter.range) return true;
	const edits = fixes.flatMap((fix) => fix.edits).filter(({ range }) => range.end > bodyStart);
	const areMarkers = edits.every(
		({ range, newText }) => range.start === range.end && markerLine.test(newText),
	);
	const moved = edits.map((edit) => ({ ...edit, range: shifted(edit.range, -bodyStart) }));
	return areMarkers && changed.body === applyEdits(body, moved);
}

/** A line that closes a code block, perhaps one in a quotation. */
const markerLine = /^[>\s]*(?:`{3,}|~{3,})\s*$/;

/** The sure fixes, in order, of which each leaves alone what one before it changes. */
function compatibleFixes(problems: readonly Problem[], length: number): readonly Fix[] {
	const taken: Fix[] = [];
	// Marks the places that edits touch, the ends of their ranges included.
	const isTouched = new Uint8Array(length + 1);
	for (const { fix } of problems) {
		if (!fix || fix.isGuess) continue;
		const isFree = fix.edits.every(
			({ range }) => !isTouched.subarray(range.start, range.end + 1).includes(1),
		);
		if (!isFree) continue;
		taken.push(fix);
		for (const { range } of fix.edits) isTouched.fill(1, range.start, range.end + 1);
	}
	return taken;
}
