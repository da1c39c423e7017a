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

/**
 * Ranks documents by how well they fit a question, best first; those that do not fit are left out.
 *
 * @returns indices into `documents`
 */
export function search(documents: readonly SearchDocument[], question: string): readonly number[] {
	const asked = new Set(
		words(question)
			.filter((word) => !stopWords.has(word))
			.map(stem),
	);
	if (asked.size === 0) return [];
	const index = new MiniSearch<SearchDocument & { readonly id: number }>({
		fields: ['title', 'parents', 'text'],
		tokenize: words,
		processTerm: (word) => (stopWords.has(word) ? null : stem(word)),
		searchOptions: {
			boost: { title: 4, parents: 1.5 },
			prefix: (term) => term.length >= 4,
			fuzzy: (term) => (term.length >= 6 ? 0.2 : false),
		},
	});
	index.addAll(documents.map((document, id) => ({ ...document, id })));
	const results = index.search(question);
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
