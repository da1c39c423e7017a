import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../build/vscode/paths.ts';
import { KnowledgeIndex, type KnowingAgent } from '../../src/core/chat/knowledge.ts';
import { analyse } from '../../src/core/editor/agentDocument.ts';

/** What a file says, as an agent to search. */
export function knowingAgent(text: string, handle: string, isOwn = true): KnowingAgent {
	const { agent, patterns } = analyse(text, { stem: handle });
	if (!agent) throw new Error(`${handle} is no agent.`);
	return {
		handle,
		isOwn,
		summary: agent.summary,
		questions: agent.examples.map(({ user }) => user),
		prompt: agent.prompt,
		patterns,
	};
}

/** The agents that come with the extension. */
export function bundledKnowing(): readonly KnowingAgent[] {
	const folder = path.join(repoRoot, 'agents');
	return readdirSync(folder)
		.toSorted()
		.map((name) =>
			knowingAgent(readFileSync(path.join(folder, name), 'utf8'), path.parse(name).name, false),
		);
}

/** What these and others know together. */
export function knowledgeOf(...others: readonly KnowingAgent[]): KnowledgeIndex {
	return new KnowledgeIndex([...bundledKnowing(), ...others]);
}
