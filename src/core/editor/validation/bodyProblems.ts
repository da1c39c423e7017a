import type { AgentDocument } from '../agentDocument.ts';
import { guessLanguage } from './codeGuess.ts';
import { delegateProblems } from './delegateProblems.ts';
import { hasDoubtfulFences } from '../../markdown/markdown.ts';
import { moduleProblems } from './moduleProblems.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { programOf } from './validationContext.ts';
import type { ValidationContext } from './validationContext.ts';

/**
 * GitHub Copilot: "Prompt … Maximum 30,000 characters"
 * (docs.github.com/copilot/reference/custom-agents-configuration).
 */
const longestPrompt = 30_000;

/** What is wrong below the front matter, and with what the file hands over. */
export function bodyProblems(
	document: AgentDocument,
	context: ValidationContext,
): readonly Problem[] {
	return [
		...promptProblems(document),
		...document.patternProblems.map((each) => moved(document, each)),
		...fenceProblems(document),
		...titleProblems(document),
		...moduleProblems(document, context),
		...delegateProblems(document, context),
	];
}

/** A problem of the body with the places it has in the file. */
function moved(document: AgentDocument, found: Problem): Problem {
	const { fix } = found;
	const range = document.inFile(found.range);
	if (!fix) return { ...found, range };
	const edits = fix.edits.map((edit) => ({ ...edit, range: document.inFile(edit.range) }));
	return { ...found, range, fix: { ...fix, edits } };
}

function promptProblems(document: AgentDocument): readonly Problem[] {
	const { body, text, frontMatter } = document;
	const { range } = frontMatter;
	if (body.trim() === '') {
		const end = range?.end ?? text.length;
		return [problem('empty-prompt', { start: Math.max(0, end - 3), end })];
	}
	if (body.length <= longestPrompt) return [];
	const start = document.bodyStart + (body.length - body.trimStart().length);
	const feed = text.indexOf('\n', start);
	const kind = programOf(document.path) === 'editors' ? 'copilot' : 'other';
	const place = { start, end: feed === -1 ? text.length : feed };
	return [problem(`prompt-too-long/${kind}`, place, { length: body.length })];
}

/** The first such block of the file: what is to be done about it holds for all. */
function fenceProblems(document: AgentDocument): readonly Problem[] {
	const { fences, body } = document;
	if (hasDoubtfulFences(fences)) return [];
	return fences.flatMap(({ info, infoRange, range, codeRange }): Problem[] => {
		if (info !== '') return [];
		const language = guessLanguage(body.slice(codeRange.start, codeRange.end));
		if (language === undefined) return [];
		const place = document.inFile({ start: range.start, end: infoRange.start });
		const at = { start: place.end, end: place.end };
		const fix = { edits: [{ range: at, newText: language }] };
		return [problem('fence-language', place, { language }, fix)];
	});
}

function titleProblems(document: AgentDocument): readonly Problem[] {
	const titles = new Map<string, number>();
	return document.patterns.flatMap(({ title, variants }): Problem[] => {
		const count = (titles.get(title) ?? 0) + 1;
		titles.set(title, count);
		const [variant] = variants;
		if (count !== 2 || !variant) return [];
		const { start } = variant.range;
		const feed = document.body.indexOf('\n', start);
		const place = document.inFile({ start, end: feed === -1 ? variant.range.end : feed });
		return [problem('pattern-title-repeated', place, { title })];
	});
}
