import { search } from '../text/search.ts';
import { stem } from '../text/stem.ts';
import { completionWord, type LibraryPattern } from './patternLibrary.ts';
import { variantFor } from './patterns.ts';

/** What was found, and whether all of the words are in it. */
export interface FoundPatterns<T extends LibraryPattern> {
	/** Best first. */
	readonly patterns: readonly T[];
	/** Whether every word that was typed is in each of them; else they are only alike. */
	readonly hasAllWords: boolean;
}

/** Of what is typed no more is looked at. */
const mostTyped = 200;
/** Of each text of a pattern. */
const mostText = 2_000;

/**
 * Finds the patterns that have all words that somebody types, in any order, each at least the start of
 * a word in the title, the label, the aliases, the summary, the topic, the packages or the files. Where
 * none has, those that fit somewhat, misspelled words too.
 */
export function searchPatterns<T extends LibraryPattern>(
	library: readonly T[],
	typed: string,
	kitMajor: number,
): FoundPatterns<T> {
	const asked = wordsOf(typed.slice(0, mostTyped));
	if (asked.length === 0) return { patterns: library, hasAllWords: true };
	const scored = library.flatMap((entry) => {
		const score = scoreOf(fieldsOf(entry, kitMajor), asked);
		return score === undefined ? [] : [{ entry, score }];
	});
	if (scored.length > 0) {
		const sorted = scored.toSorted((a, b) => b.score - a.score);
		return { patterns: sorted.map(({ entry }) => entry), hasAllWords: true };
	}
	const documents = library.map(({ pattern }) => ({
		title: [pattern.label ?? '', pattern.title, ...pattern.aliases].join(' '),
		parents: pattern.topic,
		text: [pattern.summary, ...namesOf(pattern, kitMajor)].join(' '),
	}));
	const alike = search(documents, typed).flatMap((i) => library[i] ?? []);
	return { patterns: alike, hasAllWords: false };
}

interface Field {
	readonly weight: number;
	readonly words: readonly string[];
}

function fieldsOf(entry: LibraryPattern, kitMajor: number): readonly Field[] {
	const { pattern, handle } = entry;
	const field = (weight: number, ...texts: readonly string[]): Field => ({
		weight,
		words: texts.flatMap((text) => wordsOf(text.slice(0, mostText))),
	});
	return [
		field(4, pattern.label ?? '', pattern.title, ...pattern.aliases),
		field(3, completionWord(entry)),
		field(2, ...namesOf(pattern, kitMajor)),
		field(1, pattern.summary, pattern.topic, handle),
	];
}

function namesOf(pattern: LibraryPattern['pattern'], kitMajor: number): readonly string[] {
	const { files, packages } = variantFor(pattern, kitMajor);
	const needed = pattern.needs.packages.map(({ name }) => name);
	return [...files.flatMap(({ path }) => path ?? []), ...packages, ...needed];
}

/** The sum over all words of the best place that has them; `undefined` where one has none. */
function scoreOf(fields: readonly Field[], asked: readonly string[]): number | undefined {
	let sum = 0;
	for (const word of asked) {
		const best = fields.find(({ words }) => words.some((each) => isStart(word, each)));
		if (!best) return undefined;
		sum += best.weight;
	}
	return sum;
}

/** `uploads` and `upl` are starts of `uploading`. */
function isStart(typed: string, word: string): boolean {
	return word.startsWith(typed) || stem(word) === stem(typed);
}

/** The words of a text in lower case, `formActions` as two; marks such as `+` and `-` stand between. */
function wordsOf(text: string): readonly string[] {
	return text
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}
