import { findSections, linesOf, replaceFences } from '../markdown/markdown.ts';
import { labelOf, type Pattern } from '../pattern/patterns.ts';
import { plainTitle } from '../text/plainTitle.ts';
import { stem } from '../text/stem.ts';
import { askedDeed, type AskedDeed } from './askedDeed.ts';
import {
	askedWords,
	comparedWords,
	isProduct,
	productsIn,
	termsOf,
	type AskedWord,
} from './questionWords.ts';
import { synonymsOf } from './synonyms.ts';
import { TermIndex } from './termIndex.ts';

/** What an agent's file knows, as far as it is searched. */
export interface KnowingAgent {
	readonly handle: string;
	/** The user's own and the workspace's go before those that came along. */
	readonly isOwn: boolean;
	readonly summary: string;
	/** What people ask it, in the words of its author. */
	readonly questions: readonly string[];
	readonly prompt: string;
	readonly patterns: readonly Pattern[];
}

/** A part of an agent's file that is about something. */
export interface Topic {
	readonly agent: KnowingAgent;
	readonly title: string;
	readonly kind: 'pattern' | 'section' | 'agent';
	/** Of a pattern. */
	readonly pattern: Pattern | undefined;
	/** Of a section: the paragraphs and points that fit, in their order. */
	readonly points: readonly string[];
}

/** A topic that fits a question. */
export interface Finding extends Topic {
	/** To compare the findings of one question by. */
	readonly score: number;
	/** How much of the question it is about, from 0 to 1. */
	readonly share: number;
}

/** What there is about a question. */
export interface Knowledge {
	/** Best first, each topic once. */
	readonly findings: readonly Finding[];
	/** Whether the first is about the question; else it is what comes nearest. */
	readonly isSure: boolean;
	/** Words of the question that nothing here is about, as they were asked. */
	readonly unknown: readonly string[];
}

/** A pattern, one paragraph or point of a section, or an agent as a whole. */
interface Entry {
	readonly topic: Omit<Topic, 'points'>;
	/** Of a section. */
	readonly point: string;
	/** The terms of its titles: few that are all asked for say more than one of many. */
	readonly titles: readonly ReadonlySet<string>[];
	/** The products that its titles name. */
	readonly products: readonly string[];
}

/** Where a term stands, what it counts there, and how far a question that has it is met. */
const places = {
	title: { counts: 3, meets: 1 },
	alias: { counts: 2.7, meets: 1 },
	/** One word of several, which mean something else by themselves. */
	aliasPart: { counts: 1.2, meets: 0.7 },
	summary: { counts: 1.2, meets: 0.7 },
	text: { counts: 0.9, meets: 0.65 },
} as const;

type Place = keyof typeof places;

/** More files are not searched; the user's own come first. */
const mostAgents = 300;
const mostEntries = 8_000;
const mostSections = 400;
const mostPoints = 40;
const longestPoint = 1_500;
const longestSection = 40_000;
const mostFindings = 12;
const mostQuoted = 3;
const mostAsked = 40;
const longestQuestion = 6_000;
/** A longer name is not looked for as a whole. */
const mostPhrase = 4;
const mostPhraseWords = 60;
/** Numbers, with a unit or without. */
const isAmount = /^\d+[a-z]{0,2}$/;

/** A question of which less is met has no answer here. */
const sureShare = 0.45;
/** The same where something in it is unknown, which may be what it is about. */
const sureShareOfUnknown = 0.58;
/** Less is enough where nothing is unknown and the best stands out. */
const goodShare = 0.25;
const goodScore = 2;
const standsOut = 1.15;
/** All that was asked for. */
const wholeShare = 0.95;
/** What the best has to be at least, and what the words tell that it meets. */
const sureScore = 1;
const sureWeight = 0.9;
/** What a word counts that everybody uses for everything. */
const lightWeight = 0.3;
/** What a name of several words counts besides these. */
const phraseWeight = 0.5;
/** What a word counts that no file has, as a part of what a rare one does. */
const unknownWeight = 0.7;
const counts = { pattern: 1, section: 0.8, agent: 0.45 } as const;
const ofOwn = 1.15;
/** What is about none of the products that the question names. */
const ofOther = 0.5;
/** What does not say how to do what is to be done, where something else does. */
const ofUndone = 0.5;

/** Sections in which an author speaks to the model, by their titles. */
const toModel =
	/^(?:how (?:you|i)\b|what (?:a good|to look|you)\b|find out|ask first|(?:task )?approach|(?:your )?(?:role|tasks?|mission|workflow|process|responsibilit\w+|persona|tone|style|output|format)\b|communication|delegation|scenario|quality|integration|implementation workflow|research before|decision rules|core expertise|best practices$|principles|standards|two examples|by language|code patterns|instructions|guidelines|important|constraints|limitations|remember|when (?:to|you)\b|you\b)/i;

/** Searches what agents know. Making one looks through all texts once. */
export class KnowledgeIndex {
	readonly #entries: Entry[] = [];
	readonly #terms = new TermIndex<Place>();

	constructor(agents: readonly KnowingAgent[] = []) {
		const sorted = agents.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
		for (const agent of sorted.slice(0, mostAgents)) this.add(agent);
	}

	/** Looks through the texts of one more agent. */
	add(agent: KnowingAgent): void {
		if (this.#entries.length >= mostEntries) return;
		this.#add(agent);
	}

	/** How much is searched. */
	get size(): number {
		return this.#entries.length;
	}

	/**
	 * What fits a question, in whatever words it is put.
	 *
	 * @param handle of the only agent whose words count; without it all are searched
	 */
	find(question: string, handle?: string): Knowledge {
		const text = question.slice(0, longestQuestion);
		const asked = askedWords(text, mostAsked);
		const met = [
			...asked.map((word) => ({ word, found: this.#findWord(word) })),
			...this.#findPhrases(text),
		];
		const weights = met.map(({ word, found }) => this.#weightOf(word, spreadOf(found)));
		const total = weights.reduce((sum, weight) => sum + weight, 0);
		const deed = askedDeed(text);
		const deedMet = met.filter(
			({ word: { term }, found }) => deed?.verbs.includes(term) && found.size > 0,
		);
		// What is asked of a product is not answered by what is about another, or none.
		const named = met.filter(({ word: { term } }) => isProduct(term));
		const terms = new Set(asked.flatMap(({ word, term }) => [term, ...synonymsOf(word)]));
		const results = new Map<number, { score: number; weight: number }>();
		for (const [i, { found }] of met.entries()) {
			const weight = weights[i] ?? 0;
			// However many words mean the same, it is met once.
			for (const [id, { value, share }] of found) {
				const result = results.get(id) ?? { score: 0, weight: 0 };
				result.score += weight * value;
				result.weight += weight * share;
				results.set(id, result);
			}
		}
		const ranked = [...results].flatMap(([id, { score, weight }]) => {
			const entry = this.#entries[id];
			if (!entry || (handle !== undefined && entry.topic.agent.handle !== handle)) return [];
			const { agent, kind } = entry.topic;
			const share = weight / total;
			const lacks = named.length > 0 && !named.some(({ found }) => found.has(id));
			const undone = deedMet.length > 0 && !deedMet.some(({ found }) => found.has(id));
			const factor =
				counts[kind] *
				(agent.isOwn ? ofOwn : 1) *
				fit(entry, terms) *
				(lacks ? ofOther : 1) *
				(undone ? ofUndone : 1);
			return [{ id, entry, weight, share, score: score * (0.25 + share) * factor }];
		});
		ranked.sort((a, b) => b.score - a.score);
		const [best] = ranked;
		const unknown = met
			.filter(({ word: { isLight, word }, found }) => {
				return !isLight && found.size === 0 && !isAmount.test(word);
			})
			.map(({ word: { word } }) => word);
		return {
			findings: asTopics(ranked),
			isSure: best !== undefined && isSure(best, ranked, { met, deed, unknown }),
			unknown,
		};
	}

	/** The entries that have a word or one that means the same, each by what fits it best. */
	#findWord({ word, term }: AskedWord): ReadonlyMap<number, Met> {
		const found = new Map<number, Met>();
		const look = (like: string, quality: number): void => {
			for (const [id, place] of this.#terms.get(like)) {
				const { counts: value, meets } = places[place];
				const known = found.get(id);
				found.set(id, {
					value: Math.max(known?.value ?? 0, value * quality),
					share: Math.max(known?.share ?? 0, meets * quality),
				});
			}
		};
		look(term, 1);
		for (const other of synonymsOf(word)) look(other, 0.85);
		for (const other of this.#terms.like(term)) look(other, 0.8);
		if (found.size === 0) {
			const meant = this.#terms.misspelt(term);
			if (meant !== undefined) look(meant, 0.8);
		}
		return found;
	}

	/** The names of several words that stand in a question, as one more word each: “remember me”. */
	#findPhrases(question: string): readonly { word: AskedWord; found: ReadonlyMap<number, Met> }[] {
		const phrases = new Set(phrasesIn(comparedWords(question).slice(0, mostPhraseWords)));
		return [...phrases].flatMap((phrase) => {
			const { counts: value, meets: share } = places.alias;
			const found = new Map(
				[...this.#terms.get(phrase)].map(([id]) => [id, { value, share }] as const),
			);
			return found.size === 0
				? []
				: [{ word: { word: phrase, term: phrase, isLight: false }, found }];
		});
	}

	/** A word that few texts have tells more; one that none has may be what the question is about. */
	#weightOf({ word, term, isLight }: AskedWord, found: number): number {
		const all = this.#entries.length + 1;
		const weight = found === 0 ? unknownWeight * Math.log10(1 + all) : Math.log10(1 + all / found);
		// Numbers that nobody writes about are amounts.
		if (found === 0 && isAmount.test(word)) return 0;
		if (term.includes(' ')) return weight * phraseWeight;
		return isLight ? weight * lightWeight : weight;
	}

	#add(agent: KnowingAgent): void {
		const { summary, questions, handle, prompt, patterns } = agent;
		this.#put(
			{
				topic: { agent, title: handle, kind: 'agent', pattern: undefined },
				point: '',
				titles: [],
				products: [],
			},
			{ summary, text: questions.join('\n') },
		);
		for (const pattern of patterns) {
			const { title, prefix, aliases, topic, variants } = pattern;
			const label = labelOf(pattern);
			const names = [...aliases, topic, prefix ?? ''];
			this.#put(
				{
					topic: { agent, title, kind: 'pattern', pattern },
					point: '',
					titles: [label, title].map(heavyTerms),
					products: productsIn(`${label} ${title}`),
				},
				{
					title: `${label} ${title}`,
					alias: names.filter((name) => termsOf(name).length === 1).join('\n'),
					aliasPart: names.join('\n'),
					name: aliases.join('\n'),
					summary: pattern.summary,
					text: (variants[0]?.packages ?? []).join(' '),
				},
			);
		}
		const taken = new Set(patterns.map(({ title }) => title));
		for (const { title, text } of sectionsOf(prompt)) {
			if (taken.has(title)) continue;
			const topic = { agent, title, kind: 'section', pattern: undefined } as const;
			const titles = [heavyTerms(title)];
			const products = productsIn(title);
			for (const point of pointsOf(text)) {
				this.#put({ topic, point, titles, products }, { title, text: point });
			}
		}
	}

	#put(entry: Entry, texts: Readonly<Partial<Record<Place | 'name', string>>>): void {
		if (this.#entries.length >= mostEntries) return;
		const id = this.#entries.length;
		this.#entries.push(entry);
		// What stands in several places counts where it counts most, which is put last.
		for (const place of ['text', 'summary', 'aliasPart', 'alias', 'title'] as const) {
			for (const term of termsOf(texts[place] ?? '')) this.#terms.put(term, id, place);
		}
		for (const name of texts.name?.split('\n') ?? []) {
			const words = comparedWords(name);
			if (words.length >= 2 && words.length <= mostPhrase) {
				this.#terms.put(words.map(stem).join(' '), id, 'alias');
			}
		}
	}
}

/** What may be a name of several words: all that stand next to each other. */
function* phrasesIn(words: readonly string[]): Generator<string> {
	const stems = words.map(stem);
	for (let length = 2; length <= mostPhrase; length++) {
		for (let at = 0; at + length <= stems.length; at++) {
			yield stems.slice(at, at + length).join(' ');
		}
	}
}

/** In how many entries a word stands, of which those count less that hardly meet it. */
function spreadOf(found: ReadonlyMap<number, Met>): number {
	return [...found.values()].reduce((sum, { share }) => sum + share * share, 0);
}

/** How an entry meets a word of the question. */
interface Met {
	readonly value: number;
	readonly share: number;
}

interface Ranked {
	readonly id: number;
	readonly entry: Entry;
	/** What the words tell that it meets. */
	readonly weight: number;
	readonly score: number;
	readonly share: number;
}

/**
 * What the titles make of a score: much of one that is asked for speaks for it, and a product that is
 * not asked for against it.
 */
function fit({ titles, products }: Entry, terms: ReadonlySet<string>): number {
	const covered = titles.reduce((most, title) => {
		const shared = [...title].filter((term) => terms.has(term)).length;
		return Math.max(most, title.size === 0 ? 0 : shared / title.size);
	}, 0);
	const isOther = products.length > 0 && !products.some((product) => terms.has(product));
	return (0.6 + 0.8 * covered) * (isOther ? 0.8 : 1);
}

/** The terms of a title that are its own. */
function heavyTerms(title: string): ReadonlySet<string> {
	const terms = askedWords(title, mostAsked);
	const heavy = terms.filter(({ isLight }) => !isLight);
	return new Set((heavy.length > 0 ? heavy : terms).map(({ term }) => term));
}

/** What was asked, for whether something is about it. */
interface Asked {
	readonly met: readonly { readonly word: AskedWord; readonly found: ReadonlyMap<number, Met> }[];
	readonly deed: AskedDeed | undefined;
	readonly unknown: readonly string[];
}

/** Whether the best entry is about the question. */
function isSure(best: Ranked, ranked: readonly Ranked[], asked: Asked): boolean {
	const {
		weight,
		score,
		share,
		entry: { topic },
	} = best;
	// Words that everybody uses tell something where nothing else was asked.
	const isWhole = share >= wholeShare && score >= goodScore;
	if ((weight < sureWeight && !isWhole) || score < sureScore) return false;
	const doubt = doubtAbout(best, asked);
	if (doubt === 'another thing') return false;
	if (asked.unknown.length > 0 || doubt === 'less') return share >= sureShareOfUnknown;
	if (share >= sureShare) return true;
	const next = ranked.find(({ entry }) => entry.topic.title !== topic.title)?.score ?? 0;
	return share >= goodShare && score >= goodScore && score >= next * standsOut;
}

/** Words that mean the other way round; what is about one of them is not about the other. */
const opposites: ReadonlyMap<string, string> = new Map(
	['import export', 'encrypt decrypt', 'encode decode', 'lock unlock', 'subscribe unsubscribe']
		.map((pair) => pair.split(' ').map(stem) as [string, string])
		.flatMap(([one, other]) => [
			[one, other],
			[other, one],
		]),
);

/**
 * What speaks against that an entry is about a question although it has words of it: it may be about
 * another thing, or about less than what was asked.
 */
function doubtAbout(
	{ id, entry }: Ranked,
	{ met, deed }: Asked,
): 'another thing' | 'less' | undefined {
	const single = met.filter(({ word: { term } }) => !term.includes(' '));
	const shareOf = (term: string): number =>
		single.find(({ word }) => word.term === term)?.found.get(id)?.share ?? 0;
	const isAsked = (term: string): boolean => single.some(({ word }) => word.term === term);
	const heavy = single
		.filter(({ word, found }) => !word.isLight && !(found.size === 0 && isAmount.test(word.word)))
		.map(({ word: { term } }) => term);
	const metHeavy = heavy.filter((term) => shareOf(term) > 0);
	// A short file of the user's own says each thing once: “The shed is called Robin.”
	const isOnlyHere = (term: string): boolean =>
		entry.topic.agent.isOwn &&
		single.some(({ word, found }) => word.term === term && found.size === 1);
	// One word somewhere in a text says little: each text has words that everybody uses besides.
	if (
		heavy.length > 0 &&
		metHeavy.length <= 1 &&
		metHeavy.every((term) => shareOf(term) <= places.text.meets && !isOnlyHere(term))
	) {
		return 'another thing';
	}
	const turned = heavy.some((term) => {
		const opposite = opposites.get(term);
		if (opposite === undefined || isAsked(opposite) || shareOf(term) > 0) return false;
		return entry.titles.some((title) => title.has(opposite));
	});
	if (turned) return 'another thing';
	// “A GitHub issue” is not just anything of GitHub.
	const ofProduct = single.some(({ word: { term, isLight } }, i) => {
		const before = single[i - 1]?.word.term ?? '';
		return isProduct(before) && shareOf(before) > 0 && !isLight && shareOf(term) === 0;
	});
	if (ofProduct) return 'less';
	if (!deed) return undefined;
	const { verbs, object, changes } = deed;
	if (changes && !changes.sides.some((term) => shareOf(term) > 0)) return 'another thing';
	const said = verbs.filter(isAsked);
	const isDone = said.some((term) => shareOf(term) > 0);
	if (said.length > 0 && !isDone) return 'less';
	const isAlone = single.every(({ word: { term } }) => said.includes(term) || shareOf(term) === 0);
	const isMissing = (term: string): boolean => !said.includes(term) && shareOf(term) === 0;
	const lacksObject = object !== undefined && isAsked(object) && isMissing(object);
	const lacksMost = heavy.filter(isMissing).length >= 2;
	return isDone && isAlone && (lacksObject || lacksMost) ? 'another thing' : undefined;
}

/** Findings from entries: those of one section together. */
function asTopics(ranked: readonly Ranked[]): readonly Finding[] {
	const found = new Map<Entry['topic'], Finding & { readonly points: string[] }>();
	for (const { entry, score, share } of ranked) {
		const known = found.get(entry.topic);
		if (!known) {
			if (found.size === mostFindings) break;
			const points = entry.point === '' ? [] : [entry.point];
			found.set(entry.topic, { ...entry.topic, points, score, share });
		} else if (known.points.length < mostQuoted && score >= known.score * 0.85) {
			known.points.push(entry.point);
		}
	}
	return [...found.values()];
}

/** The sections that are about something, with their texts without code. */
function sectionsOf(prompt: string): readonly { readonly title: string; readonly text: string }[] {
	const sections = findSections(prompt).slice(0, mostSections);
	// One title of the first level is that of the file.
	const hasManyFirst = sections.filter(({ level }) => level === 1).length > 1;
	return sections.flatMap(({ path, level, contentRange: { start, end } }) => {
		const title = plainTitle((path.at(-1) ?? '').slice(0, 200));
		if (level < (hasManyFirst ? 1 : 2) || title === '' || toModel.test(title)) return [];
		const text = replaceFences(
			prompt.slice(start, Math.min(end, start + longestSection)),
			() => '',
		);
		return text.trim() === '' ? [] : [{ title, text }];
	});
}

/** Paragraphs, points of lists and rows of tables, each by itself. */
function pointsOf(text: string): readonly string[] {
	const points: string[] = [];
	let lines: string[] = [];
	const end = (): void => {
		const point = lines.join('\n').trim().slice(0, longestPoint);
		if (point !== '' && !/^[|\s:-]*$/.test(point)) points.push(point);
		lines = [];
	};
	for (const { start, contentEnd } of linesOf(text)) {
		if (points.length === mostPoints) break;
		const line = text.slice(start, contentEnd);
		const isStart = /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s/.test(line) || line.startsWith('|');
		if (isStart || line.trim() === '') end();
		lines.push(line);
	}
	end();
	return points.slice(0, mostPoints);
}
