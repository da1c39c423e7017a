import { ownValue } from '../text/ownValue.ts';
import type { AgentDocument } from './agentDocument.ts';
import { bodyProblems } from './validation/bodyProblems.ts';
import { headerProblems } from './validation/headerProblems.ts';
import { findMojibake } from './validation/mojibake.ts';
import { nameProblems } from './validation/nameProblems.ts';
import { withFix } from './validation/parserFixes.ts';
import { problem, problemLevels, type Problem } from '../problem/problem.ts';
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
	const isBegun = context.isSaved === false && /^\uFEFF?\s*(?:---\s*){0,2}$/.test(document.text);
	const isDoubled = holdsDashes(document);
	return [...parsed, ...others]
		.map((each): Problem => (isBegun ? { ...each, severity: 'hint' } : each))
		.flatMap((each) => atLevel(each, context.levels ?? {}))
		.map((each) => withFix(document, each))
		.map((each) => (isSure(document, isDoubled, each) ? each : asking(each)))
		.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/**
 * Whether the fix of a problem may be made without asking. The body is the author's own: nothing is
 * sure there but where a code block ends. Nor is anything where lines of dashes stand within the
 * header, so that somebody may mean two of them.
 */
function isSure(
	{ body, bodyStart, frontMatter }: AgentDocument,
	isDoubled: boolean,
	{ code, fix }: Problem,
): boolean {
	if (!fix) return true;
	// Readers of markdown drop a byte order mark at the start, where it may stand before a code block.
	if (code === 'fence-unclosed') return !body.startsWith('\uFEFF');
	// These change what a value says.
	if (code === 'mojibake' || code === 'literal-line-break') return false;
	if (!frontMatter.range) return true;
	return !isDoubled && fix.edits.every(({ range }) => range.end <= bodyStart);
}

/** Whether a line of dashes stands within the header. */
function holdsDashes({ text, frontMatter }: AgentDocument): boolean {
	const { start, end } = frontMatter.range ?? { start: 0, end: 0 };
	const lines = text
		.slice(start, end)
		.trimEnd()
		.split(/\r\n|\n|\r/);
	return lines.slice(1, -1).some((line) => /^-{3,}[ \t]*$/.test(line));
}

function asking(found: Problem): Problem {
	return found.fix ? { ...found, fix: { ...found.fix, isGuess: true } } : found;
}

/** The problem as the user wants it, if they do. */
function atLevel(
	found: Problem,
	levels: Readonly<Record<string, unknown>>,
): Problem | readonly Problem[] {
	const set = ownValue(levels, found.code);
	const level = problemLevels.find((each) => each === set);
	if (level === 'off') return [];
	return level === undefined ? found : { ...found, severity: level };
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
		const { range: place, restored } = first;
		const data = { written: text.slice(place.start, place.end), restored };
		const fix = { edits: found.map(({ range, restored: newText }) => ({ range, newText })) };
		const count = found.length - 1;
		problems.push(
			count === 0
				? problem('mojibake/one', place, data, fix)
				: problem('mojibake/several', place, { ...data, count }, fix),
		);
	}
	const nul = text.indexOf('\0', bodyStart);
	if (nul !== -1) {
		const edits = [...text.slice(bodyStart).matchAll(/\0+/g)].map(({ index, 0: run }) => {
			const start = bodyStart + index;
			return { range: { start, end: start + run.length }, newText: '' };
		});
		problems.push(problem('file-not-text/nul', { start: nul, end: nul + 1 }, {}, { edits }));
	}
	return problems;
}
