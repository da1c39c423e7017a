import { findSections, withClosedFences } from '../markdown/markdown.ts';
import { search } from '../text/search.ts';

/** A part of an agent's own text that fits a question. */
export interface Passage {
	/** The titles that lead to it, outermost first. */
	readonly path: readonly string[];
	/** The text below the last title, verbatim but for blank lines around it and the end of a huge one. */
	readonly text: string;
}

/** What one agent's file has for a question. */
export interface FoundPassages {
	/** Best first; empty when nothing fits. */
	readonly passages: readonly Passage[];
	/** The titles of the agent's sections, in file order: what it can be asked about; not all of many. */
	readonly topics: readonly string[];
}

const maxPassages = 3;
/** Beyond this many characters no further passage is added; the first always is. */
const maxLength = 8_000;
/** Of a longer passage the beginning is quoted: the chat has to show it. */
const maxPassage = 40_000;
/** The work of a search grows with them. No agent file has as many; other extensions may ask too. */
const maxSections = 1_000;
const maxTopics = 60;
const maxTitle = 200;

/**
 * Finds the passages of a system prompt that fit a question best, without a language model.
 *
 * @param prompt the body of an agent file; of a huge one the first thousand sections count
 * @param question what the user asked
 */
export function lookUp(prompt: string, question: string): FoundPassages {
	const sections = findSections(prompt)
		.slice(0, maxSections)
		.map(({ path, level, contentRange }) => ({
			path: path.map((title) => title.slice(0, maxTitle)),
			level,
			text: withClosedFences(
				prompt.slice(contentRange.start, contentRange.end).trim().slice(0, maxPassage),
			),
		}));
	const topics = sections
		.filter(({ level }) => level >= 2 && level <= 3)
		.slice(0, maxTopics)
		.map(({ path }) => path.at(-1) ?? '');

	const filled = sections.filter(({ text }) => text !== '');
	const documents = filled.map(({ path, text }) => ({
		title: path.at(-1) ?? '',
		parents: path.slice(0, -1).join(' '),
		text,
	}));
	const passages: Passage[] = [];
	let length = 0;
	for (const i of search(documents, question)) {
		const section = filled[i];
		if (!section || passages.length === maxPassages) break;
		if (passages.length > 0 && length + section.text.length > maxLength) continue;
		passages.push({ path: section.path, text: section.text });
		length += section.text.length;
	}
	return { passages, topics };
}
