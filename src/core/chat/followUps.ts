import { findSections, replaceFences } from '../markdown/markdown.ts';
import { findPatterns } from '../pattern/patterns.ts';
import { mostDocuments, parentsOf, searchIn, type SearchDocument } from '../text/search.ts';
import { askedWords } from './questionWords.ts';
import { plain, type PlainText } from '../text/plainText.ts';
import { plainTitle } from '../text/plainTitle.ts';

/** More than this many are not offered after one answer. */
const mostQuestions = 2;
/** Titles that name no topic, such as “Best Practices” or “Ask First”, do not make a question. */
const emptyTitle =
	/^(?:best practices?|common|core|key|example|overview|introduction|approach|your |how you|what you|when |output|delegation|integration|scenario|code patterns?|advanced|principles?|expertise|responsibilit|process|workflow|methodology|communication|quality|guidelines?|by |what |implementation|(?:find|ask|read|check|plan|build|prove|hand|start|use|write|keep|make|never|always|before|after) |rules?|notes?|summary|step\b)/i;

const fewestWords = 4;
/** What has fewer words in common with question and answer does not lead on from them. */
const fewestInCommon = 2;
/** Of one text no more words are compared. */
const mostTopics = 100;

interface Candidate extends SearchDocument {
	readonly question: PlainText;
}

/**
 * At most two questions that lead on from an answer: about the patterns and sections of the agent's
 * own file that are nearest to what was said, and that neither question nor answer has named yet. None
 * where they have but a word in common by chance.
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
	const sentences = [question, ...firstSentences(answer)];
	const terms = new Set(sentences.flatMap(topicsOf));
	const questions = sentences
		.flatMap((sentence) => search(sentence).flatMap((i) => candidates[i] ?? []))
		.filter((candidate) => leadsOn(candidate, terms))
		.map((candidate) => candidate.question);
	return [...new Set(questions)].slice(0, mostQuestions);
}

/** Whether enough of what a text is about was said: its whole title, or several words of it. */
function leadsOn({ title, text }: SearchDocument, said: ReadonlySet<string>): boolean {
	const ofTitle = topicsOf(title);
	const inTitle = ofTitle.filter((term) => said.has(term)).length;
	if (inTitle > 0 && inTitle === ofTitle.length) return true;
	const inText = topicsOf(text).filter((term) => said.has(term) && !ofTitle.includes(term)).length;
	return inTitle + inText >= fewestInCommon;
}

/** The words of a text that say what it is about, each once. */
function topicsOf(text: string): readonly string[] {
	return askedWords(text, mostTopics).flatMap(({ term, isLight }) => (isLight ? [] : [term]));
}

function patternCandidates(prompt: string): readonly Candidate[] {
	return findPatterns(prompt).patterns.map((pattern) => ({
		title: pattern.title,
		parents: pattern.topic,
		text: pattern.summary,
		question: plain`Show me “${pattern.title}” for this project`,
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
		const question = plain`Tell me more about “${title}”`;
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
