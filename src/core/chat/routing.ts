import type { Catalog, CatalogAgent } from '../agent/catalog.ts';
import { resolveAgent } from '../agent/names.ts';
import type { Finding, KnowledgeIndex } from './knowledge.ts';

/** Who a question goes to that was asked of no agent in particular. */
export type Route =
	/** `name` of an agent that the question begins with; `question` is the rest. */
	| { readonly kind: 'named'; readonly agent: CatalogAgent; readonly question: string }
	/** The agent that knows most about it, and what of its file is about it. */
	| { readonly kind: 'found'; readonly handle: string; readonly about: readonly string[] }
	/** Two that know about as much. */
	| { readonly kind: 'close'; readonly findings: readonly [Finding, Finding] }
	/** Nobody writes about it; what comes nearest. */
	| { readonly kind: 'nobody'; readonly nearest: Finding | undefined }
	/** There is nothing to answer. */
	| { readonly kind: 'greeting' };

/** As good as the first, for a question of which nobody can say more. */
const closeShare = 0.92;

const greeting =
	/^(?:hi|hello|hey|hallo|hola|salut|bonjour|moin|good (?:morning|afternoon|evening)|thanks?(?: you)?|thx|danke|gracias|merci|ok(?:ay)?)?[\s.!?,]*$/i;

/** An agent that a text begins with, with or without `@` and a colon. */
export function namedAgent(
	text: string,
	catalog: Catalog,
): { readonly agent: CatalogAgent; readonly question: string } | undefined {
	const match = /^\s*(@?)([\w-]{1,100})(:?)(?=\s|$)/.exec(text);
	if (!match) return undefined;
	const [whole, at = '', name = '', colon = ''] = match;
	// A word of the language may be a handle nearly; with a sign it is meant as one.
	const agent = at === '' && colon === '' ? catalog.get(name) : resolveAgent(name, catalog);
	return agent && { agent, question: text.slice(whole.length).trim() };
}

/**
 * Finds out who answers a question. No model is asked.
 *
 * @param index made when it is needed
 */
export function routeQuestion(
	question: string,
	catalog: Catalog,
	index: () => KnowledgeIndex,
): Route {
	if (greeting.test(question.trim())) return { kind: 'greeting' };
	const named = namedAgent(question, catalog);
	if (named) return { kind: 'named', ...named };
	const { findings, isSure } = index().find(question);
	const [first] = findings;
	if (!first || !isSure) return { kind: 'nobody', nearest: first };
	const other = findings.find(({ agent }) => agent.handle !== first.agent.handle);
	const isClose =
		other !== undefined && other.score >= first.score * closeShare && other.share >= first.share;
	if (isClose && other) return { kind: 'close', findings: [first, other] };
	const about = findings
		.filter(({ agent, kind, score }) => {
			return agent.handle === first.agent.handle && kind !== 'agent' && score >= first.score / 2;
		})
		.map(({ title }) => title);
	return { kind: 'found', handle: first.agent.handle, about: [...new Set(about)].slice(0, 3) };
}
