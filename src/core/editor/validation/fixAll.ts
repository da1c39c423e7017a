import { analyse } from '../agentDocument.ts';
import type { AgentDocument, AgentPath } from '../agentDocument.ts';
import { readRestrictions } from '../../agent/header/restrictions.ts';
import type { Fix, Problem } from '../../problem/problem.ts';
import { applyEdits } from '../../text/textEdits.ts';
import { allowedToolNames } from '../../capabilities/toolNames.ts';
import type { PresentTool } from '../../capabilities/deniedTools.ts';
import { toolRows } from '../../capabilities/toolTable.ts';
import { validate } from '../validate.ts';
import type { ValidationContext } from './validationContext.ts';

/** A fix may uncover the next problem of the same entry; more rounds than these no file needs. */
const mostRounds = 8;

/** Where the fixes of a round together lift a restriction, so many are tried one by one. */
const mostTried = 50;

/**
 * The text of an agent file with every problem mended that has a sure fix. Where two fixes touch,
 * one comes after the other. Doing it again changes nothing. A fix after which the agent may use a
 * tool that it may not use now is left to the user: making a header readable can do that.
 */
export function fixAll(text: string, path: AgentPath, context: ValidationContext = {}): string {
	const present = [...knownTools, ...(context.tools ?? [])];
	let current = analyse(text, path);
	const { allowed, listed } = restrictionsOf(current, present);
	const isAsStrict = (changed: AgentDocument): boolean => {
		const now = restrictionsOf(changed, present);
		const isListed = now.listed?.every((name) => listed?.includes(name)) === true;
		return (
			[...now.allowed].every((name) => allowed.has(name)) && (listed === undefined || isListed)
		);
	};
	for (let round = 0; round < mostRounds; round++) {
		const fixes = compatibleFixes(validate(current, context), current.text.length);
		const next = applyStrictly(current, fixes, isAsStrict);
		if (next.text === current.text) break;
		current = next;
	}
	return current.text;
}

/** Every tool that the table of tools knows. */
const knownTools: readonly PresentTool[] = toolRows
	.flatMap(({ tools }) => tools.flat())
	.map((name) => ({ name, tags: [] }));

/**
 * What the agent of a file may use, and the names that its lists have, also those that nobody knows
 * now, since an extension may bring them. What is no agent yet counts as one.
 */
function restrictionsOf(
	{ text, frontMatter }: AgentDocument,
	present: readonly PresentTool[],
): { readonly allowed: ReadonlySet<string>; readonly listed: readonly string[] | undefined } {
	const { tools, disallowedTools } = readRestrictions(text, frontMatter);
	return { allowed: new Set(allowedToolNames(tools, disallowedTools, present)), listed: tools };
}

function applyStrictly(
	document: AgentDocument,
	fixes: readonly Fix[],
	isAsStrict: (changed: AgentDocument) => boolean,
): AgentDocument {
	const apply = (some: readonly Fix[]): AgentDocument => {
		const edits = some.flatMap((fix) => fix.edits);
		return edits.length === 0 ? document : analyse(applyEdits(document.text, edits), document);
	};
	const whole = apply(fixes);
	if (whole === document || isAsStrict(whole)) return whole;
	const kept: Fix[] = [];
	for (const fix of fixes.slice(0, mostTried)) {
		if (isAsStrict(apply([...kept, fix]))) kept.push(fix);
	}
	return apply(kept);
}

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
