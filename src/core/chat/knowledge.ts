import MiniSearch from 'minisearch';
import { findSections, withClosedFences, type Section } from '../markdown/markdown.ts';
import { labelOf, type Pattern } from '../pattern/patterns.ts';
import { stopWords } from '../text/search.ts';
import { stem } from '../text/stem.ts';
import { smallWords, synonymsOf } from './synonyms.ts';

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

/** A part of an agent's file that answers a question. */
export interface Finding {
	readonly agent: KnowingAgent;
	readonly title: string;
	readonly kind: 'pattern' | 'section' | 'agent';
	/** Of a pattern. */
	readonly pattern: Pattern | undefined;
	/** What stands in a section, without its code. */
	readonly text: string;
	/** To compare the findings of one question by. */
	readonly score: number;
	/** How much of the question it is about, from 0 to 1. */
	readonly share: number;
}

/** What there is about a question. */
export interface Knowledge {
	/** Best first. */
	readonly findings: readonly Finding[];
	/** Whether the first is about the question; else it is what comes nearest. */
	readonly isSure: boolean;
}

type Entry = Readonly<Record<(typeof fields)[number], string>>;

const fields = ['title', 'aliases', 'summary', 'text'] as const;

/** More files are not searched; the user's own come first. */
const mostAgents = 300;
const mostSections = 400;
const mostText = 6_000;
const mostFindings = 8;
const mostAsked = 40;
const longestWord = 40;

/** A question of which less is met has no answer here. */
const sureShare = 0.42;
/** What a word counts that stands in a text only, or that means the same as the asked one. */
const inText = 0.4;
const asSynonym = 0.75;

const unknownWeight = 0.5;

/** Sections in which an author speaks to the model, by their titles. */
const toModel =
	/^(?:how (?:you|i)\b|what (?:a good|to look|you)\b|find out|ask first|(?:task )?approach|(?:your )?(?:role|tasks?|mission|workflow|process|responsibilit\w+|persona|tone|style|output|format)\b|communication|delegation|scenario|quality|integration|implementation workflow|research before|decision rules|core expertise|best practices$|principles|standards|two examples|by language|code patterns|instructions|guidelines|important|constraints|limitations|remember|when (?:to|you)\b|you\b)/i;

/** Searches what agents know. Making one looks through all texts once. */
export class KnowledgeIndex {
	readonly #findings: Omit<Finding, 'score' | 'share'>[] = [];
	/** In how many entries each term stands. */
	readonly #frequency = new Map<string, number>();
	readonly #index = new MiniSearch<Entry & { readonly id: number }>({
		fields: [...fields],
		tokenize: wordsOf,
		processTerm: termOf,
		searchOptions: {
			boost: { title: 6, aliases: 5, summary: 2.5, text: 0.6 },
			tokenize: (text) => text.split(' '),
			processTerm: (term) => term,
			maxFuzzy: 2,
		},
	});

	constructor(agents: readonly KnowingAgent[]) {
		const sorted = agents.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
		for (const agent of sorted.slice(0, mostAgents)) this.#add(agent);
	}

	/** What fits a question, in whatever words it is put. */
	find(question: string): Knowledge {
		const words = askedWords(question);
		if (words.length === 0) return { findings: [], isSure: false };
		const weights = words.map((word) => this.#weightOf(word));
		const total = weights.reduce((sum, weight) => sum + weight, 0);
		const scores = new Map<number, number>();
		const shares = new Map<number, number>();
		for (const [i, word] of words.entries()) {
			// However many words mean the same, it is met once.
			for (const [id, { score, met }] of this.#findWord(word)) {
				scores.set(id, (scores.get(id) ?? 0) + score);
				shares.set(id, (shares.get(id) ?? 0) + ((weights[i] ?? 0) * met) / total);
			}
		}
		const findings = [...scores].flatMap(([id, score]): readonly Finding[] => {
			const finding = this.#findings[id];
			if (!finding) return [];
			const share = shares.get(id) ?? 0;
			const kind = finding.kind === 'agent' ? 0.4 : 1;
			return [
				{
					...finding,
					share,
					score: score * (0.2 + share) * kind * (finding.agent.isOwn ? 1.15 : 1),
				},
			];
		});
		findings.sort((a, b) => b.score - a.score);
		return {
			findings: findings.slice(0, mostFindings),
			isSure: (findings[0]?.share ?? 0) >= sureShare,
		};
	}

	/** The entries that have a word or one that means the same, each by what fits it best. */
	#findWord(word: string): ReadonlyMap<number, { readonly score: number; readonly met: number }> {
		const found = new Map<number, { score: number; met: number }>();
		const own = stem(word);
		const terms = new Set([own, ...synonymsOf(word).map(stem)]);
		for (const term of terms) {
			const isOwn = term === own;
			const results = this.#index.search(term, {
				prefix: isOwn && term.length >= 5,
				fuzzy: isOwn && term.length >= 6 ? 0.2 : false,
			});
			for (const { id, score, match } of results) {
				const where = Object.values(match).flat();
				const place = where.some((field) => field !== 'text') ? 1 : inText;
				const met = place * (isOwn ? 1 : asSynonym);
				const known = found.get(Number(id)) ?? { score: 0, met: 0 };
				found.set(Number(id), {
					score: Math.max(known.score, score * (isOwn ? 1 : 0.5)),
					met: Math.max(known.met, met),
				});
			}
		}
		return found;
	}

	/** A word that few texts have tells more; one that none has is what the question is about. */
	#weightOf(word: string): number {
		const has = (term: string): number => this.#frequency.get(term) ?? 0;
		const frequency = synonymsOf(word).reduce(
			(most, other) => Math.max(most, has(stem(other))),
			has(stem(word)),
		);
		// What nobody has ever written may as well be a name or a slip.
		if (frequency === 0) return unknownWeight * Math.log(2 + this.#findings.length);
		return Math.log(1 + (this.#findings.length + 1) / frequency);
	}

	#add(agent: KnowingAgent): void {
		for (const pattern of agent.patterns) {
			const { title, prefix, aliases, topic, summary, variants } = pattern;
			this.#put(
				{ agent, title, kind: 'pattern', pattern, text: '' },
				{
					title: [labelOf(pattern), title].join(' '),
					aliases: [...aliases, topic, prefix ?? ''].join(' '),
					summary,
					text: (variants[0]?.packages ?? []).join(' '),
				},
			);
		}
		const taken = new Set(agent.patterns.map(({ title }) => title));
		for (const section of findSections(agent.prompt).slice(0, mostSections)) {
			const title = section.path.at(-1) ?? '';
			if (section.level < 2 || taken.has(title) || toModel.test(title)) continue;
			const text = proseOf(agent.prompt, section);
			if (text === '') continue;
			const entry = {
				title,
				aliases: '',
				summary: '',
				text: [...new Set(wordsOf(text))].join(' '),
			};
			this.#put({ agent, title, kind: 'section', pattern: undefined, text }, entry);
		}
		const { summary, questions, handle } = agent;
		this.#put(
			{ agent, title: handle, kind: 'agent', pattern: undefined, text: summary },
			{ title: '', aliases: '', summary, text: questions.join(' ') },
		);
	}

	#put(finding: Omit<Finding, 'score' | 'share'>, entry: Entry): void {
		this.#index.add({ id: this.#findings.length, ...entry });
		this.#findings.push(finding);
		const terms = new Set(
			fields.flatMap((field) => wordsOf(entry[field]).flatMap((word) => termOf(word) ?? [])),
		);
		for (const term of terms) this.#frequency.set(term, (this.#frequency.get(term) ?? 0) + 1);
	}
}

/** The text of a section without its code, in which names of variables stand. */
function proseOf(prompt: string, { contentRange: { start, end } }: Section): string {
	const lines = withClosedFences(prompt.slice(start, Math.min(end, start + mostText * 4))).split(
		'\n',
	);
	const prose: string[] = [];
	let fence: string | undefined;
	for (const line of lines) {
		const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence === undefined && mark === undefined) prose.push(line);
		else if (fence === undefined) fence = mark;
		else if (mark?.startsWith(fence)) fence = undefined;
	}
	return prose.join('\n').trim().slice(0, mostText);
}

function askedWords(question: string): readonly string[] {
	const words = wordsOf(question.slice(0, mostText)).filter((word) => termOf(word) !== null);
	return [...new Set(words)].slice(0, mostAsked);
}

function termOf(word: string): string | null {
	return stopWords.has(word) || smallWords.has(word) ? null : stem(word);
}

function wordsOf(text: string): string[] {
	return text
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1)
		.map((word) => word.slice(0, longestWord));
}
