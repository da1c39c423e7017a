import type { AgentDocument } from './agentDocument.ts';
import { bodyProblems } from './validation/bodyProblems.ts';
import { headerProblems } from './validation/headerProblems.ts';
import { findMojibake } from './validation/mojibake.ts';
import { nameProblems } from './validation/nameProblems.ts';
import { withFix } from './validation/parserFixes.ts';
import { problemLevels, type Problem } from '../problem/problem.ts';
import { problemOf } from '../problem/problemCodes.ts';
import { restrictionProblems } from './validation/restrictionProblems.ts';
import { toolProblems } from './validation/toolProblems.ts';
import { programOf } from './validation/validationContext.ts';
import type { ValidationContext } from './validation/validationContext.ts';

/**
 * Everything that is wrong in an agent file, in the order of the file, each with a fix where one is
 * possible. Ranges refer to the document's text. What depends on the surroundings is reported only
 * as far as `context` knows them. Never throws.
 */
export function validate(
	document: AgentDocument,
	context: ValidationContext = {},
): readonly Problem[] {
	const parsed = document.parseProblems.filter(({ code }) => isExpected(code, document));
	const others = document.agent
		? [
				...nameProblems(document, context),
				...headerProblems(document, context),
				...toolProblems(document, context),
				...restrictionProblems(document),
				...bodyProblems(document, context),
				...textProblems(document),
			]
		: [];
	return [...parsed, ...others]
		.flatMap((problem) => atLevel(problem, context.levels ?? {}))
		.map((problem) => withFix(document, problem))
		.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** The problem as the user wants it, if they do. */
function atLevel(
	problem: Problem,
	levels: Readonly<Record<string, unknown>>,
): Problem | readonly Problem[] {
	const set = Object.hasOwn(levels, problem.code) ? levels[problem.code] : undefined;
	const level = problemLevels.find((each) => each === set);
	if (level === 'off') return [];
	return level === undefined ? problem : { ...problem, severity: level };
}

/** VS Code and GitHub Copilot need no name: they go by the name of the file. */
function isExpected(code: string, { path }: AgentDocument): boolean {
	return code !== 'missing-name' || programOf(path) !== 'editors';
}

function textProblems({ text, bodyStart }: AgentDocument): readonly Problem[] {
	const problems: Problem[] = [];
	const found = findMojibake(text);
	const [first] = found;
	if (first) {
		const count = found.length > 1 ? `, and ${found.length - 1} more` : '';
		const written = text.slice(first.range.start, first.range.end);
		const message = `“${written}” is “${first.restored}” in the wrong encoding${count}; restore the text.`;
		const edits = found.map(({ range, restored }) => ({ range, newText: restored }));
		const fix = { title: 'Restore the characters', edits };
		problems.push(problemOf('mojibake', 'warning', first.range, message, fix));
	}
	const nul = text.indexOf('\0', bodyStart);
	if (nul !== -1) {
		const edits = [...text.slice(bodyStart).matchAll(/\0+/g)].map(({ index, 0: run }) => {
			const start = bodyStart + index;
			return { range: { start, end: start + run.length }, newText: '' };
		});
		const message = 'A NUL character makes the file binary, so that nobody loads it; remove it.';
		const fix = { title: 'Remove NUL characters', edits };
		const range = { start: nul, end: nul + 1 };
		problems.push(problemOf('file-not-text', 'error', range, message, fix));
	}
	return problems;
}
