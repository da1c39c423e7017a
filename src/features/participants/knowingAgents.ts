import * as vscode from 'vscode';
import type { AgentHeader } from '../../core/agent/agentHeader.ts';
import type { CatalogAgent } from '../../core/agent/catalog.ts';
import { KnowledgeIndex, type KnowingAgent } from '../../core/chat/knowledge.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';

/** More files are not read for one question; the user's own come first. */
const mostRead = 200;

/** What all agents of the catalog know; read anew when an agent file has changed. */
export class KnowingAgents {
	readonly #library: AgentLibrary;
	readonly #read = new WeakMap<AgentHeader, KnowingAgent>();
	#index: { readonly of: readonly CatalogAgent[]; readonly index: KnowledgeIndex } | undefined;

	constructor(library: AgentLibrary) {
		this.#library = library;
	}

	async index(): Promise<KnowledgeIndex> {
		await this.#library.ready;
		const { agents } = this.#library.catalog;
		if (this.#index && this.#index.of === agents) return this.#index.index;
		const chosen = agents
			.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
			.slice(0, mostRead);
		const read = await Promise.all(chosen.map(async (agent) => this.#knowing(agent)));
		const index = new KnowledgeIndex(read.filter((agent) => agent !== undefined));
		this.#index = { of: agents, index };
		return index;
	}

	async #knowing(listed: CatalogAgent): Promise<KnowingAgent | undefined> {
		const known = this.#read.get(listed.agent);
		if (known?.handle === listed.handle) return known;
		const { document } = await sourceOf(this.#library, listed).read();
		if (!document) return undefined;
		const { agent, patterns } = document;
		const knowing = {
			handle: listed.handle,
			isOwn: isOwn(listed),
			summary: agent.summary,
			questions: agent.examples.map(({ user }) => user),
			prompt: agent.prompt,
			patterns,
		};
		this.#read.set(listed.agent, knowing);
		return knowing;
	}
}

/** An agent of the catalog as somebody to ask. */
export function sourceOf(
	library: AgentLibrary,
	{ handle, origin, path }: CatalogAgent,
): AgentSource {
	const uri = vscode.Uri.parse(path);
	return origin === 'user' || origin === 'workspace'
		? library.found(handle, origin, uri)
		: library.source({ handle, origin, uri });
}

function isOwn({ origin }: CatalogAgent): boolean {
	return origin === 'user' || origin === 'workspace';
}
