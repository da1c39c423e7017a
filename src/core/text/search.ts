import { stem } from './stem.ts';
import MiniSearch from 'minisearch';

/** What can be found: its titles count more than its text. */
export interface SearchDocument {
	readonly title: string;
	/** The titles above its own. */
	readonly parents: string;
	readonly text: string;
}

// A document this far behind the best one is about something else.
const minShareOfBest = 0.45;
// At least this share of the question's words must be in it: one chance hit is no answer.
const minShareOfWords = 0.34;

// Time and memory grow with documents × words of the question: people ask less, of files with less.
export const mostDocuments = 1_000;
const mostAsked = 200;
/** Of one document and of all together, in UTF-16 units; what comes after it is not searched. */
const mostText = 20_000;
const mostTextInAll = 500_000;
const longestTitle = 200;
const longestWord = 40;
/** Misspelled letters in a word. */
const mostMistakes = 2;

/** Ranks documents by how well they fit a question, best first; see `search`. */
export type Search = (question: string) => readonly number[];

/**
 * Ranks documents by how well they fit a question, best first; those that do not fit are left out.
 * Of questions and documents that no person writes, only the first part is looked at.
 *
 * @returns indices into `documents`
 */
export function search(documents: readonly SearchDocument[], question: string): readonly number[] {
	return searchIn(documents)(question);
}

/** The same for several questions about the same documents. */
export function searchIn(documents: readonly SearchDocument[]): Search {
	let index: MiniSearch | undefined;
	return (question) => {
		const asked = askedWords(question);
		return asked.size === 0 ? [] : rank((index ??= indexOf(documents)), asked);
	};
}

/** Titles above a section as the `parents` of a document. */
export function parentsOf(path: readonly string[]): string {
	return path
		.slice(0, -1)
		.map((title) => title.slice(0, longestTitle))
		.join(' ');
}

function askedWords(question: string): ReadonlySet<string> {
	const asked = new Set<string>();
	for (const word of words(question.slice(0, mostText))) {
		if (!stopWords.has(word)) asked.add(stem(word));
		if (asked.size === mostAsked) break;
	}
	return asked;
}

function indexOf(documents: readonly SearchDocument[]): MiniSearch {
	const index = new MiniSearch<SearchDocument & { readonly id: number }>({
		fields: ['title', 'parents', 'text'],
		tokenize: words,
		processTerm: (word) => (stopWords.has(word) ? null : stem(word)),
		searchOptions: {
			boost: { title: 4, parents: 1.5 },
			prefix: (term) => term.length >= 4,
			fuzzy: (term) => (term.length >= 6 ? 0.2 : false),
			maxFuzzy: mostMistakes,
			tokenize: (text) => text.split(' '),
			processTerm: (term) => term,
		},
	});
	let room = mostTextInAll;
	for (const [id, { title, parents, text }] of documents.slice(0, mostDocuments).entries()) {
		const [shortTitle, shortParents, shortText] = [title, parents, text].map((part) => {
			const taken = part.slice(0, Math.min(mostText, room));
			room -= taken.length;
			return taken;
		}) as [string, string, string];
		index.add({ id, title: shortTitle, parents: shortParents, text: shortText });
	}
	return index;
}

function rank(index: MiniSearch, asked: ReadonlySet<string>): readonly number[] {
	const results = index.search([...asked].join(' '));
	const best = results[0]?.score ?? 0;
	return results
		.filter(
			({ score, queryTerms }) =>
				score >= best * minShareOfBest && new Set(queryTerms).size >= asked.size * minShareOfWords,
		)
		.map(({ id }) => Number(id));
}

/** Lower-case words; `hooks.server.ts`, `+page.server.ts` and `formActions` also give their parts. */
function words(text: string): string[] {
	return text
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.flatMap((word) => (word.length > 1 ? [word.slice(0, longestWord)] : []));
}

/** Words that say nothing of what a question is about. */
export const stopWords: ReadonlySet<string> = new Set(
	`a about add after all also am an and any are as at be been before best but by can code could create did do
	does doing don else for from get give go good had has have help here how if implement in into is it its just
	let like make me more most my need new no not of on one or other our out please should show so some
	something sveltekit svelte tell than that the their them then there these they this to too up us use used
	using ve want was way we were what when where which who why will with work write would write you your`
		.split(/\s+/)
		.filter((word) => word !== ''),
);
