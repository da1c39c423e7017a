import * as vscode from 'vscode';
import { resolveAgent } from '../../core/agent/names.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import {
	isInsertable,
	libraryPatterns,
	type LibraryPattern,
} from '../../core/pattern/patternLibrary.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';

/** The files of more agents are not read for one list. */
const mostListed = 200;

/** Where patterns come from. */
export interface PatternSource {
	/** The patterns for projects of the agents that come with the extension. */
	read(): Promise<readonly LibraryPattern[]>;
	/** The patterns for projects of all other agents, each with its file. */
	own?(): Promise<readonly AgentsPatterns[]>;
	/**
	 * The patterns of one agent, unsaved changes included.
	 *
	 * @param agent the URI of its file, as links carry it, or a name, as `resolveAgent` reads it
	 * @returns `undefined` where there is no such agent
	 */
	of(agent: string): Promise<AgentsPatterns | undefined>;
}

/** The patterns of one agent. */
export interface AgentsPatterns {
	readonly patterns: readonly LibraryPattern[];
	/** The file, for the user to know whose code it is; `undefined` for one of this extension. */
	readonly file: vscode.Uri | undefined;
}

/** The patterns in agent files. */
export class AgentPatterns implements PatternSource {
	readonly #agents: AgentLibrary;
	readonly #known = new WeakMap<AgentDocument, readonly LibraryPattern[]>();

	constructor(agents: AgentLibrary) {
		this.#agents = agents;
	}

	async read(): Promise<readonly LibraryPattern[]> {
		const lists = await Promise.all(
			this.#agents.bundled.map(async (agent) => {
				const { document } = await agent.read();
				return document ? this.#patternsOf(document, agent.handle) : [];
			}),
		);
		return lists.flat().filter(isInsertable);
	}

	async own(): Promise<readonly AgentsPatterns[]> {
		await this.#agents.ready;
		const others = this.#agents.catalog.agents.filter(({ origin }) => origin !== 'bundled');
		const found = await Promise.all(
			others
				.slice(0, mostListed)
				.map(async ({ path, handle }) => this.#in(vscode.Uri.parse(path), handle)),
		);
		return found.flatMap((each) => {
			const patterns = each?.patterns.filter(isInsertable) ?? [];
			return each && patterns.length > 0 ? [{ ...each, patterns }] : [];
		});
	}

	async of(agent: string): Promise<AgentsPatterns | undefined> {
		if (/^[a-z][\w+.-]+:/i.test(agent)) return this.#in(vscode.Uri.parse(agent), undefined);
		await this.#agents.ready;
		const found = resolveAgent(agent, this.#agents.catalog);
		return found && this.#in(vscode.Uri.parse(found.path), found.handle);
	}

	async #in(uri: vscode.Uri, handle: string | undefined): Promise<AgentsPatterns | undefined> {
		const document = await this.#agents.inEditor(uri);
		if (!document) return undefined;
		const isOwn = this.#agents.bundledAt(uri.toString()) !== undefined;
		const patterns = this.#patternsOf(document, handle ?? document.stem);
		return { patterns, file: isOwn ? undefined : uri };
	}

	#patternsOf(document: AgentDocument, handle: string): readonly LibraryPattern[] {
		const known = this.#known.get(document);
		const patterns = known ?? (document.agent ? libraryPatterns(handle, document.patterns) : []);
		this.#known.set(document, patterns);
		return patterns;
	}
}
