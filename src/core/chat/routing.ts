import type { Catalog, CatalogAgent } from '../agent/catalog.ts';
import { resolveAgent } from '../agent/names.ts';
import { isGreeting } from './greeting.ts';
import type { Finding, KnowledgeIndex } from './knowledge.ts';

/** Who a question goes to that was asked of no agent in particular. */
export type Route =
	/** `name` of an agent that the question begins with; `question` is the rest. */
	| { readonly kind: 'named'; readonly agent: CatalogAgent; readonly question: string }
	/** No agent has the name that the question begins with. */
	| { readonly kind: 'unnamed'; readonly name: string; readonly nearest: readonly Finding[] }
	/** The agent that knows most about it, and what of its file is about it. */
	| { readonly kind: 'found'; readonly handle: string; readonly about: readonly string[] }
	/** Two that know about as much. */
	| { readonly kind: 'close'; readonly findings: readonly [Finding, Finding] }
	/** Nobody writes about it; what comes nearest, best first. */
	| {
			readonly kind: 'nobody';
			readonly unknown: readonly string[];
			readonly nearest: readonly Finding[];
	  }
	/** There is nothing to answer. */
	| { readonly kind: 'greeting' };

/** As good as the first, for a question of which nobody can say more. */
const closeShare = 0.92;
const mostAbout = 3;

/** A name at the beginning of a question, with the signs that say that it is meant as one. */
interface Address {
	readonly name: string;
	readonly isMeant: boolean;
	readonly question: string;
}

function readAddress(text: string): Address | undefined {
	const match = /^\s*(@?)([\w-]{1,100})([:,]?)(?=\s|$)/.exec(text);
	if (!match) return undefined;
	const [whole, at = '', name = '', sign = ''] = match;
	const question = text.slice(whole.length).trim();
	return { name, isMeant: at !== '' || sign === ':', question };
}

/** What a text calls an agent by, whether or not there is one: with a sign, or as no word is written. */
export function calledName(text: string): string | undefined {
	const address = readAddress(text);
	const isCalled = address && (address.isMeant || address.name.includes('-'));
	return isCalled ? address.name : undefined;
}

/**
 * An agent that a text begins with, with or without `@` and a colon; what the user or the workspace
 * has goes before what came along, also where only that is a participant.
 */
export function namedAgent(
	text: string,
	catalog: Catalog,
): { readonly agent: CatalogAgent; readonly question: string } | undefined {
	const address = readAddress(text);
	if (!address) return undefined;
	const { name, isMeant, question } = address;
	// A word of the language may be a handle nearly; with a sign it is meant as one.
	const agent = catalog.get(name) ?? (isMeant ? resolveAgent(name, catalog) : undefined);
	return agent && { agent, question };
}

/**
 * Finds out who answers a question. No model is asked.
 *
 * @param index what the agents know; only looked at where the question names none
 */
export function routeQuestion(question: string, catalog: Catalog, index: KnowledgeIndex): Route {
	if (isGreeting(question)) return { kind: 'greeting' };
	const named = namedAgent(question, catalog);
	if (named) return { kind: 'named', ...named };
	const address = readAddress(question);
	const { findings, isSure, unknown } = index.find(question);
	if (question.trimStart().startsWith('@') && address) {
		return { kind: 'unnamed', name: address.name, nearest: index.find(address.question).findings };
	}
	const [first] = findings;
	if (!first || !isSure) return { kind: 'nobody', unknown, nearest: findings };
	const other = findings.find(({ agent }) => agent.handle !== first.agent.handle);
	// Own words go before those of others, however close.
	const isClose =
		other !== undefined &&
		other.score >= first.score * closeShare &&
		other.share >= first.share * closeShare &&
		other.agent.isOwn === first.agent.isOwn;
	if (isClose) return { kind: 'close', findings: [first, other] };
	const about = findings
		.filter(({ agent, kind, score }) => {
			return agent.handle === first.agent.handle && kind !== 'agent' && score >= first.score / 2;
		})
		.map(({ title }) => title);
	return {
		kind: 'found',
		handle: first.agent.handle,
		about: [...new Set(about)].slice(0, mostAbout),
	};
}
