import MiniSearch from 'minisearch';
import { findFences, findSections } from './markdown.ts';

/** A part of an agent's own text that fits a question. */
export interface Passage {
	/** The titles that lead to it, outermost first. */
	readonly path: readonly string[];
	/** The text below the last title, verbatim but for blank lines around it. */
	readonly text: string;
}

export interface HandbookAnswer {
	/** Best first; empty when nothing fits. */
	readonly passages: readonly Passage[];
	/** The titles of the agent's sections, in file order: what it can be asked about. */
	readonly topics: readonly string[];
}

const maxPassages = 3;
/** Beyond this many characters no further passage is added; the first always is. */
const maxLength = 8_000;

// A passage this far behind the best one is about something else.
const minShareOfBest = 0.45;
// At least this share of the question's words must be in a passage: one chance hit is no answer.
const minShareOfWords = 0.34;

/**
 * Finds the passages of a system prompt that fit a question best, without a language model.
 *
 * @param prompt the body of an agent file
 * @param question what the user asked
 */
export function lookUp(prompt: string, question: string): HandbookAnswer {
	const sections = findSections(prompt).map((section, id) => ({
		id,
		path: section.path,
		level: section.level,
		text: closed(prompt.slice(section.contentRange.start, section.contentRange.end).trim()),
	}));
	const topics = sections
		.filter((s) => s.level >= 2 && s.level <= 3)
		.map((s) => s.path.at(-1) ?? '');

	const index = new MiniSearch({
		fields: ['title', 'parents', 'text'],
		tokenize: words,
		processTerm: (word) => (stopWords.has(word) ? null : stem(word)),
		searchOptions: {
			boost: { title: 4, parents: 1.5 },
			prefix: (term) => term.length >= 4,
			fuzzy: (term) => (term.length >= 6 ? 0.2 : false),
		},
	});
	index.addAll(
		sections
			.filter((section) => section.text !== '')
			.map(({ id, path, text }) => ({
				id,
				text,
				title: path.at(-1) ?? '',
				parents: path.slice(0, -1).join(' '),
			})),
	);

	const asked = new Set(
		words(question)
			.filter((w) => !stopWords.has(w))
			.map(stem),
	);
	if (asked.size === 0) return { passages: [], topics };
	const results = index.search(question);
	const best = results[0]?.score ?? 0;
	const passages: Passage[] = [];
	let length = 0;
	for (const { id, score, queryTerms } of results) {
		if (passages.length === maxPassages || score < best * minShareOfBest) break;
		if (new Set(queryTerms).size < asked.size * minShareOfWords) continue;
		const section = sections[id as number];
		if (!section || (passages.length > 0 && length + section.text.length > maxLength)) continue;
		passages.push({ path: section.path, text: section.text });
		length += section.text.length;
	}
	return { passages, topics };
}

/** A text with the fence that its author forgot to close. */
function closed(text: string): string {
	const last = findFences(text).at(-1);
	if (!last?.unclosed) return text;
	const marker = /[`~]{3,}/.exec(text.slice(last.range.start))?.[0] ?? '```';
	return `${text}\n${marker}`;
}

/** Lower-case words; `hooks.server.ts`, `+page.server.ts` and `formActions` also give their parts. */
function words(text: string): string[] {
	return text
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1);
}

/** Takes plural and verb endings off, the same way on both sides of a comparison. */
function stem(word: string): string {
	if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (word.length > 6 && word.endsWith('ing')) return word.slice(0, -3);
	if (word.length > 5 && word.endsWith('ed')) return word.slice(0, -2);
	if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
	return word;
}

const stopWords = new Set(
	`a about add after all also am an and any are as at be been before best but by can code could create did do
	does doing don else for from get give go good had has have help here how if implement in into is it its just
	let like make me more most my need new no not of on one or other our out please should show so some
	something sveltekit svelte tell than that the their them then there these they this to too up us use used
	using ve want was way we were what when where which who why will with work write would write you your`
		.split(/\s+/)
		.filter((word) => word !== ''),
);
