import { KnowledgeIndex } from '../../src/core/chat/knowledge.ts';
import { newestFacts } from '../../src/core/project/project.ts';
import type { PatternsAround } from '../../src/features/participants/patternList.ts';
import { knowingAgent } from './bundledKnowledge.ts';
import { catalogOf } from './knownAgents.ts';

/** Agents by their handles and texts, which are all there are, in a project of SvelteKit 3. */
export function patternsAround(texts: Readonly<Record<string, string>> = {}): PatternsAround {
	const agents = Object.entries(texts);
	return {
		index: new KnowledgeIndex(agents.map(([handle, text]) => knowingAgent(text, handle, false))),
		catalog: catalogOf(
			Object.fromEntries(
				agents.map(([handle, text]) => [
					`file:///agents/${handle}.md`,
					{ origin: 'bundled' as const, text },
				]),
			),
		),
		facts: newestFacts,
	};
}
