import * as vscode from 'vscode';
import type { AgentHeader } from '../../core/agent/agentHeader.ts';
import { isOwn, type CatalogAgent } from '../../core/agent/catalog.ts';
import { KnowledgeIndex, type KnowingAgent } from '../../core/chat/knowledge.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';

/** More files are not read for one question; the user's own come first. */
const mostRead = 200;
/** The extension host does other things after each stretch of so many ms. */
const stretch = 20;

/** What is needed of the library. */
type Library = Pick<AgentLibrary, 'ready' | 'catalog' | 'found' | 'source'>;

const made = new WeakMap<Library, KnowingAgents>();

/** What all agents that can be used know, as their files are now. */
export async function knowledgeOf(library: Library): Promise<KnowledgeIndex> {
	const known = made.get(library) ?? new KnowingAgents(library);
	made.set(library, known);
	return known.index();
}

/** Reads files once, and indexes them anew when the catalog has changed. */
class KnowingAgents {
	readonly #library: Library;
	readonly #read = new WeakMap<AgentHeader, KnowingAgent>();
	#made:
		| { readonly of: readonly CatalogAgent[]; readonly index: Promise<KnowledgeIndex> }
		| undefined;

	constructor(library: Library) {
		this.#library = library;
	}

	async index(): Promise<KnowledgeIndex> {
		await this.#library.ready;
		const { agents } = this.#library.catalog;
		if (this.#made?.of !== agents) {
			const now = { of: agents, index: this.#index(agents) };
			this.#made = now;
			// What failed once may not fail again.
			now.index.catch(() => {
				if (this.#made === now) this.#made = undefined;
			});
		}
		return this.#made.index;
	}

	async #index(agents: readonly CatalogAgent[]): Promise<KnowledgeIndex> {
		const chosen = agents
			.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
			.slice(0, mostRead);
		const index = new KnowledgeIndex();
		let start = performance.now();
		for (const agent of chosen) {
			const known = await this.#knowing(agent);
			if (known) index.add(known);
			if (performance.now() - start < stretch) continue;
			await new Promise((resolve) => setTimeout(resolve));
			start = performance.now();
		}
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
	library: Pick<Library, 'found' | 'source'>,
	{ handle, origin, path }: CatalogAgent,
): AgentSource {
	const uri = vscode.Uri.parse(path);
	return origin === 'user' || origin === 'workspace'
		? library.found(handle, origin, uri)
		: library.source({ handle, origin, uri });
}
