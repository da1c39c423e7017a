import { askedWords } from './questionWords.ts';

/** What somebody wants to do, and to what. */
export interface AskedDeed {
	/** Stems of the verb, or of both where there are two: “filter and sort”; none where it says nothing. */
	readonly verbs: readonly string[];
	/** The stem of what it is done to, where that is said: “hash a file”. */
	readonly object: string | undefined;
	/** Whether something is to become another thing: “migrate from one to two”. */
	readonly changes: Change | undefined;
}

/** Stems of the words on both sides of a “from … to …”. */
interface Change {
	readonly sides: readonly string[];
}

/** How questions begin that ask for a deed; what comes next is its verb. */
const beginnings: readonly (readonly string[])[] = [
	'how do i',
	'how do we',
	'how do you',
	'how can i',
	'how can we',
	'how should i',
	'how should we',
	'how would i',
	'how to',
	'can i',
	'can we',
	'i want to',
	'we want to',
	'i need to',
	'please',
	'what is the best way to',
	'is there a way to',
	'help me',
].map((words) => words.split(' '));

const determiners: ReadonlySet<string> = new Set(
	'a an the my our your their his her its this that these those all every each some any another'.split(
		' ',
	),
);

/** Words behind which something else is meant than what the verb is for. */
const borders: ReadonlySet<string> = new Set(
	'to in on with from for by at of off out into onto without within after before when while that which who as and or if so than through over under until via is are'.split(
		' ',
	),
);

const becoming = /^(?:migrat|upgrad|mov|switch|convert|port|chang|updat|go)/;
const mostWords = 60;

/** What a question wants done; `undefined` where it does not begin with a verb that says something. */
export function askedDeed(question: string): AskedDeed | undefined {
	const words = (question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);
	const start =
		beginnings.find((begin) => begin.every((word, i) => words[i] === word))?.length ?? 0;
	const rest = words.slice(start);
	const [verb = ''] = rest;
	const stems = [verb, ...(rest[1] === 'and' ? [rest[2] ?? ''] : [])].flatMap(heavyStems);
	const change = becoming.test(verb) ? changeIn(rest) : undefined;
	if (stems.length === 0 && !change) return undefined;
	return { verbs: stems, object: objectIn(rest.slice(1)), changes: change };
}

function objectIn(words: readonly string[]): string | undefined {
	if (!determiners.has(words[0] ?? '')) return undefined;
	const end = words.findIndex((word) => borders.has(word));
	return heavyStems(words.slice(1, end === -1 ? undefined : end).join(' ')).at(-1);
}

function changeIn(words: readonly string[]): Change | undefined {
	const from = words.indexOf('from');
	const to = words.indexOf('to', from);
	if (from === -1 || to === -1) return undefined;
	return { sides: askedWords(words.slice(from).join(' '), mostWords).map(({ term }) => term) };
}

function heavyStems(text: string): readonly string[] {
	return askedWords(text, mostWords).flatMap(({ word, term, isLight }) =>
		isLight || /\d/.test(word) ? [] : term,
	);
}
