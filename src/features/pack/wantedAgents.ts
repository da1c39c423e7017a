import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import type { AgentHeader } from '../../core/agent/agentHeader.ts';
import { everyAgent, isOwn, type CatalogAgent } from '../../core/agent/catalog.ts';
import type { WantedAgent } from '../../core/manifest/myAgents.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { participantIdPrefix } from '../../ids.ts';

/** Whose agents are meant. */
export interface Meant {
	readonly user: boolean;
	readonly workspace: boolean;
}

type Details = Pick<Agent, 'summary' | 'examples' | 'color'>;

/** Reads what participants are declared with; a file is read again when it has changed. */
export class WantedAgents {
	readonly #library: AgentLibrary;
	/** A file that has changed has another header. */
	readonly #details = new WeakMap<AgentHeader, Details>();

	constructor(library: AgentLibrary) {
		this.#library = library;
	}

	/**
	 * The user's own agents and those of the workspace that can be participants, as they are now.
	 *
	 * @param most more are not read
	 */
	async read(meant: Meant, most: number): Promise<readonly WantedAgent[]> {
		await this.#library.ready;
		const wanted: WantedAgent[] = [];
		for (const listed of this.#library.catalog.agents) {
			const all = [listed, ...listed.shadows];
			for (const [i, each] of all.entries()) {
				if (!isMeant(each, meant)) continue;
				if (wanted.length === most) return wanted;
				const details = await this.#detailsOf(each);
				if (details) wanted.push(wantedOf(each, all.slice(i + 1), details));
			}
		}
		return wanted;
	}

	async #detailsOf({ agent, handle, origin, path }: CatalogAgent): Promise<Details | undefined> {
		const known = this.#details.get(agent);
		if (known) return known;
		const uri = vscode.Uri.parse(path);
		const { document } = await this.#library.source({ handle, origin, uri }).read();
		if (!document) return undefined;
		const { summary, examples, color } = document.agent;
		const details = { summary, examples, color };
		this.#details.set(agent, details);
		return details;
	}
}

/** Whether there are any, without reading a file. */
export function meantAgents(library: AgentLibrary, meant: Meant): readonly CatalogAgent[] {
	return everyAgent(library.catalog).filter((each) => isMeant(each, meant));
}

function isMeant({ origin }: CatalogAgent, { user, workspace }: Meant): boolean {
	return (origin === 'user' && user) || (origin === 'workspace' && workspace);
}

function wantedOf(
	{ handle, fullName, origin, path }: CatalogAgent,
	weaker: readonly CatalogAgent[],
	{ summary, examples, color }: Details,
): WantedAgent {
	const folder = origin === 'workspace' ? folderOf(vscode.Uri.parse(path)) : undefined;
	return {
		source: path,
		...(folder !== undefined && { folder }),
		handle,
		fullName,
		agent: { summary, examples },
		color,
		shadows: weaker.flatMap((each) => (isOwn(each) ? [each.path] : [])),
		hides: weaker.flatMap((each) => {
			if (each.origin === 'bundled') return [participantIdPrefix + each.handle];
			return each.origin === 'pack' && each.participant ? [each.participant.id] : [];
		}),
	};
}

/**
 * A file of the workspace may lie outside: above one of its folders, or where a setting of it names the
 * folder.
 */
function folderOf(uri: vscode.Uri): string | undefined {
	const open = vscode.workspace.workspaceFolders ?? [];
	const [, above] = /^(.*?)\/\.(?:claude|github)\/agents\//.exec(uri.path) ?? [];
	const below = open.find(
		({ uri: each }) => above !== undefined && each.path.startsWith(`${above}/`),
	);
	const folder = vscode.workspace.getWorkspaceFolder(uri) ?? below ?? open[0];
	return folder?.uri.toString();
}
