import { findSections, replaceFences } from '../markdown/markdown.ts';
import { findPatterns } from '../pattern/patterns.ts';
import { mostDocuments, parentsOf, searchIn, type SearchDocument } from '../text/search.ts';
import { plain, type PlainText } from '../text/plainText.ts';
import { plainTitle } from '../text/plainTitle.ts';

/** More than this many are not offered after one answer. */
const mostQuestions = 2;
/** Titles that name no topic, such as “Best Practices” or “Ask First”, do not make a question. */
const emptyTitle =
	/^(?:best practices?|common|core|key|example|overview|introduction|approach|your |how you|what you|when |output|delegation|integration|scenario|code patterns?|advanced|principles?|expertise|responsibilit|process|workflow|methodology|communication|quality|guidelines?|by |what |implementation|(?:find|ask|read|check|plan|build|prove|hand|start|use|write|keep|make|never|always|before|after) |rules?|notes?|summary|step\b)/i;

const fewestWords = 4;

interface Candidate extends SearchDocument {
	readonly question: PlainText;
}

/**
 * At most two questions that lead on from an answer: about the patterns and sections of the agent's
 * own file that are nearest to what was said, and that neither question nor answer has named yet.
 */
export function followUpQuestions(
	prompt: string,
	question: string,
	answer: string,
): readonly PlainText[] {
	const said = `${question}\n${answer}`.toLowerCase();
	const patterns = patternCandidates(prompt);
	const titles = new Set(patterns.map(({ title }) => title));
	const sections = sectionCandidates(prompt).filter(({ title }) => !titles.has(title));
	const candidates = [...patterns, ...sections]
		.slice(0, mostDocuments)
		.filter(({ title }) => !said.includes(title.toLowerCase()));
	const search = searchIn(candidates);
	// One search for each sentence: the more words a search has, the less each of them counts.
	const questions = [question, ...firstSentences(answer)].flatMap((sentence) =>
		search(sentence).flatMap((i) => candidates[i]?.question ?? []),
	);
	return [...new Set(questions)].slice(0, mostQuestions);
}

function patternCandidates(prompt: string): readonly Candidate[] {
	return findPatterns(prompt).patterns.map((pattern) => ({
		title: pattern.title,
		parents: pattern.topic,
		text: pattern.summary,
		question: plain`How would the pattern “${pattern.title}” look in this project?`,
	}));
}

function sectionCandidates(prompt: string): readonly Candidate[] {
	return findSections(prompt).flatMap(({ path, level, contentRange }) => {
		const title = plainTitle(path.at(-1) ?? '');
		// Long texts and code have every word by chance.
		const text = replaceFences(prompt.slice(contentRange.start, contentRange.end), () => ' ').slice(
			0,
			200,
		);
		const words = title.split(/\s+/).length;
		if (level < 2 || words > 6 || emptyTitle.test(title) || text.trim() === '') return [];
		const question = plain`What should I know about “${title}” here?`;
		return [{ title, parents: parentsOf(path), text, question }];
	});
}

/** The first sentences of the prose that are long enough to be about something. */
function firstSentences(answer: string): readonly string[] {
	return replaceFences(answer, () => ' ')
		.slice(0, 600)
		.split(/(?<=[.!?])\s+|\n+/)
		.filter((sentence) => sentence.split(' ').length >= fewestWords)
		.slice(0, 3);
}
