import { isGreeting } from './greeting.ts';
import type { Finding, KnowledgeIndex } from './knowledge.ts';

/** What is said to a question without a language model. */
export type HandbookAnswer =
	/** There is nothing to answer. */
	| { readonly kind: 'greeting' }
	| {
			readonly kind: 'found';
			readonly best: Finding;
			/** What else is about the question. */
			readonly neighbours: readonly Finding[];
	  }
	| {
			readonly kind: 'nothing';
			/** Words of the question that nobody writes about. */
			readonly unknown: readonly string[];
			/** What comes nearest, best first. */
			readonly nearest: readonly Finding[];
	  };

/** The agent that is asked speaks for itself where its words are nearly as good as another's. */
const nearlyAsGood = 0.8;
/** What is about less of the question is about something else. */
const alsoAbout = 0.3;
const mostNeighbours = 3;

/** What is about most of a question is meant where the user asks an agent of their own by its name. */
const ownShare = 0.6;

function ownWords(question: string, handle: string, index: KnowledgeIndex): Finding | undefined {
	const [best] = index.find(question, handle).findings;
	const isMeant = best?.agent.isOwn && best.kind !== 'agent' && best.share >= ownShare;
	return isMeant ? best : undefined;
}

/**
 * What the files of all agents say about a question, those of the agent that is asked first.
 *
 * @param handle of the agent that is asked
 */
export function handbookAnswer(
	question: string,
	handle: string,
	index: KnowledgeIndex,
): HandbookAnswer {
	if (isGreeting(question)) return { kind: 'greeting' };
	const { findings, isSure, unknown } = index.find(question);
	const [first] = findings;
	if (!first || !isSure) {
		const known = unknown.length === 0 && ownWords(question, handle, index);
		return known
			? { kind: 'found', best: known, neighbours: [] }
			: { kind: 'nothing', unknown, nearest: findings };
	}
	const own = findings.find(
		({ agent, kind, score, share }) =>
			agent.handle === handle &&
			kind !== 'agent' &&
			score >= first.score * nearlyAsGood &&
			share >= first.share * nearlyAsGood,
	);
	const best = own ?? first;
	const neighbours = findings
		.filter(
			({ kind, title, score }) =>
				kind !== 'agent' && title !== best.title && score >= best.score * alsoAbout,
		)
		.slice(0, mostNeighbours);
	return { kind: 'found', best, neighbours };
}
