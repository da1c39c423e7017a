import type { AgentDocument } from '../agentDocument.ts';
import { isBuiltInAgent, isSameName, nearestAgent, resolveAgent } from '../../agent/names.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ValidationContext } from './validationContext.ts';

/** What is wrong with delegations: targets that do not exist, and words that nobody can fill in. */
export function delegateProblems(
	document: AgentDocument,
	context: ValidationContext,
): readonly Problem[] {
	return [...targetProblems(document, context), ...placeholderProblems(document)];
}

function targetProblems(
	document: AgentDocument,
	{ agents }: ValidationContext,
): readonly Problem[] {
	if (!agents) return [];
	const own = [document.stem, document.agent?.name ?? ''];
	return document.delegations.flatMap(({ handle, target, targetRange }): Problem[] => {
		if (own.some((name) => isSameName(name, handle))) return [];
		if (isBuiltInAgent(target) || resolveAgent(target, agents)) return [];
		const meant = nearestAgent(target, agents)?.handle;
		if (meant === undefined) {
			return [problem('unknown-delegate/other', targetRange, { name: target })];
		}
		const isPlain = document.text.slice(targetRange.start, targetRange.end) === target;
		return [
			problem(
				'unknown-delegate/slip',
				targetRange,
				{ name: target, meant },
				isPlain ? { edits: [{ range: targetRange, newText: meant }], isGuess: true } : undefined,
			),
		];
	});
}

const placeholder = /\{\{?([\w .-]{1,60})\}?\}|(?<![\w/.$])\[([^[\]\n]{1,120})\](?![\w/(])/g;

/** No hand-off has more; further ones are not looked at. */
const mostPlaceholders = 50;

function placeholderProblems(document: AgentDocument): readonly Problem[] {
	const { text, delegations } = document;
	const found = delegations.flatMap(({ handoff, range }) =>
		[...handoff.matchAll(placeholder)].map((match) => ({ match, range })),
	);
	const seen = new Set<string>();
	return found.slice(0, mostPlaceholders).flatMap(({ match, range }): Problem[] => {
		const [written, inBraces, inBrackets] = match;
		const start = text.indexOf(written, range.start);
		if (seen.has(written) || start === -1 || start >= range.end) return [];
		const isClear =
			inBraces === undefined ? hasWord(inBrackets ?? '') : isExplained(inBraces, text);
		if (isClear) return [];
		seen.add(written);
		const place = { start, end: start + written.length };
		return [problem('unexplained-placeholder', place, { placeholder: written })];
	});
}

/** Words in brackets explain themselves. */
function hasWord(text: string): boolean {
	return /\p{L}{3}/u.test(text);
}

/** So do several words in braces; a single name has to stand somewhere else in the file, too. */
function isExplained(name: string, text: string): boolean {
	const words = name.match(/\p{L}{3,}/gu) ?? [];
	const [first] = words;
	if (first === undefined || words.length > 1) return first !== undefined;
	const lower = text.toLowerCase();
	return lower.indexOf(first.toLowerCase()) !== lower.lastIndexOf(first.toLowerCase());
}
