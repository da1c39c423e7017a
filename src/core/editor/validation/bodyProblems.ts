import type { AgentDocument } from '../agentDocument.ts';
import { guessLanguage } from './codeGuess.ts';
import { delegateProblems } from './delegateProblems.ts';
import { hasDoubtfulFences } from '../../markdown/markdown.ts';
import { moduleProblems } from './moduleProblems.ts';
import type { Problem } from '../../problem/problem.ts';
import { problemOf } from '../../problem/problemCodes.ts';
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
		...document.patternProblems.map((problem) => moved(document, problem)),
		...fenceProblems(document),
		...titleProblems(document),
		...moduleProblems(document, context),
		...delegateProblems(document, context),
	];
}

/** A problem of the body with the places it has in the file. */
function moved(document: AgentDocument, problem: Problem): Problem {
	const { fix } = problem;
	const range = document.inFile(problem.range);
	if (!fix) return { ...problem, range };
	const edits = fix.edits.map((edit) => ({ ...edit, range: document.inFile(edit.range) }));
	return { ...problem, range, fix: { ...fix, edits } };
}

function promptProblems(document: AgentDocument): readonly Problem[] {
	const { body, text, frontMatter } = document;
	const { range } = frontMatter;
	if (body.trim() === '') {
		const end = range?.end ?? text.length;
		const message =
			'Nothing below the front matter tells the model what the agent is; write a prompt there.';
		return [problemOf('empty-prompt', 'warning', { start: Math.max(0, end - 3), end }, message)];
	}
	if (body.length <= longestPrompt) return [];
	const start = document.bodyStart + (body.length - body.trimStart().length);
	const feed = text.indexOf('\n', start);
	const severity = programOf(document.path) === 'editors' ? 'warning' : 'information';
	const message = `The prompt has ${body.length.toLocaleString('en')} characters, and GitHub Copilot takes 30,000; shorten it, or move parts into files that the agent reads.`;
	const place = { start, end: feed === -1 ? text.length : feed };
	return [problemOf('prompt-too-long', severity, place, message)];
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
		const message = `This code names no language; write ${language} behind the marker.`;
		const fix = { title: `Write “${language}”`, edits: [{ range: at, newText: language }] };
		return [problemOf('fence-language', 'hint', place, message, fix)];
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
		const message = `Another pattern is called “${title}” too; give this one its own title.`;
		return [problemOf('pattern-title-repeated', 'hint', place, message)];
	});
}
