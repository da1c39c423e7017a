/** Nouns whose plural is made otherwise, the singular first. */
const irregular: readonly (readonly [singular: string, plural: string])[] = [
	['person', 'people'],
	['child', 'children'],
	['man', 'men'],
	['woman', 'women'],
	['foot', 'feet'],
	['tooth', 'teeth'],
	['goose', 'geese'],
	['mouse', 'mice'],
	['ox', 'oxen'],
	['knife', 'knives'],
	['life', 'lives'],
	['wife', 'wives'],
	['leaf', 'leaves'],
	['half', 'halves'],
	['shelf', 'shelves'],
	['wolf', 'wolves'],
	['thief', 'thieves'],
	['loaf', 'loaves'],
	['movie', 'movies'],
	['cookie', 'cookies'],
	['tie', 'ties'],
	['pie', 'pies'],
	['hero', 'heroes'],
	['potato', 'potatoes'],
	['tomato', 'tomatoes'],
	['quiz', 'quizzes'],
	['index', 'indexes'],
	['analysis', 'analyses'],
	['criterion', 'criteria'],
	['datum', 'data'],
	['medium', 'media'],
	['gas', 'gases'],
	['lens', 'lenses'],
	['alias', 'aliases'],
	['atlas', 'atlases'],
	['canvas', 'canvases'],
	['bias', 'biases'],
	['axe', 'axes'],
	['cache', 'caches'],
	['shoe', 'shoes'],
	['toe', 'toes'],
	['niche', 'niches'],
	['database', 'databases'],
	['menu', 'menus'],
	['api', 'apis'],
	['wiki', 'wikis'],
	['taxi', 'taxis'],
	['emoji', 'emojis'],
];
const pluralOfSingular = new Map(irregular);
const singularOfPlural = new Map(irregular.map(([one, many]) => [many, one]));

/** Nouns that are one and many at once, or of which nobody counts one. */
const uncounted: ReadonlySet<string> = new Set(
	'news series species equipment information feedback stock staff software hardware money music fish sheep deer content traffic'.split(
		' ',
	),
);

/**
 * The singular of an English noun in lower case: `article` of `articles`. Itself where it is none of
 * a plural.
 */
export function singularOf(noun: string): string {
	const known = singularOfPlural.get(noun);
	if (known !== undefined) return known;
	if (uncounted.has(noun) || pluralOfSingular.has(noun)) return noun;
	if (noun.length < 3 || !noun.endsWith('s') || /(?:ss|us|is)$/.test(noun)) return noun;
	if (/[^aeiou]ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
	if (/(?:ss|x|ch|sh|zz|[aiou]tus|[bcdgmnr]us|lus|pus)es$/.test(noun)) return noun.slice(0, -2);
	return noun.slice(0, -1);
}

/** The plural of an English noun in lower case that is a singular. */
export function pluralOf(noun: string): string {
	const known = pluralOfSingular.get(noun);
	if (known !== undefined) return known;
	if (uncounted.has(noun)) return noun;
	if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
	return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
