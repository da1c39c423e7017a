import * as vscode from 'vscode';
import type { ContributedAgent } from '../../core/manifest/contribution.ts';
import { packedIcon } from '../../core/manifest/pack.ts';
import { folderKey } from '../../host/agents/folderKey.ts';
import { fileOf, readPacks, type InstalledPack } from '../../host/agents/installedPacks.ts';
import type { Services } from '../../host/services.ts';
import { bundledAgents } from '../../generated/agents.ts';
import { hidingContextPrefix, participantIdPrefix } from '../../ids.ts';
import { registerParticipant, type ParticipantDeps } from './participants.ts';

/**
 * The participants that packs declare: answers for them, and keeps those out of the list that are for
 * other workspaces or that a stronger agent hides.
 */
export class PackParticipants implements vscode.Disposable {
	readonly #services: Services;
	readonly #deps: ParticipantDeps;
	readonly #subscriptions: vscode.Disposable;
	/** By the key of their pack. */
	readonly #registered = new Map<string, vscode.Disposable>();
	/** The context keys that are set. */
	#set: ReadonlySet<string> = new Set();

	constructor(services: Services, deps: ParticipantDeps) {
		this.#services = services;
		this.#deps = deps;
		this.#subscriptions = vscode.Disposable.from(
			vscode.extensions.onDidChange(() => this.#update()),
			vscode.workspace.onDidChangeWorkspaceFolders(() => this.#update()),
			vscode.workspace.onDidGrantWorkspaceTrust(() => this.#update()),
		);
		this.#update();
	}

	dispose(): void {
		vscode.Disposable.from(this.#subscriptions, ...this.#registered.values()).dispose();
	}

	#update(): void {
		const { packs } = readPacks();
		const present = new Set(packs.map(({ key }) => key));
		for (const [key, registered] of this.#registered) {
			if (present.has(key)) continue;
			this.#registered.delete(key);
			registered.dispose();
		}
		for (const pack of packs) {
			if (this.#registered.has(pack.key)) continue;
			const all = pack.agents.map((agent) => this.#register(pack, agent));
			this.#registered.set(pack.key, vscode.Disposable.from(...all));
		}
		this.#setContext(packs);
	}

	#register(pack: InstalledPack, agent: ContributedAgent): vscode.Disposable {
		const { participant, handle, file } = agent;
		const uri = fileOf(pack, agent);
		const { agents: library, log, changes, projectContext: projects } = this.#services;
		const icon = (theme: 'light' | 'dark'): vscode.Uri =>
			vscode.Uri.joinPath(pack.folder, packedIcon(participant, theme));
		return registerParticipant(
			{
				id: participant,
				icon: () => ({ light: icon('light'), dark: icon('dark') }),
				load: async () => {
					const agents = await library.get();
					const source =
						'path' in file
							? agents.source({ handle, origin: 'pack', uri })
							: agents.found(handle, file.folder === undefined ? 'user' : 'workspace', uri);
					return { source, agents, log, changes, projects };
				},
			},
			this.#deps,
		);
	}

	#setContext(packs: readonly InstalledPack[]): void {
		// In Restricted Mode the agents of the workspace are none.
		const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
		const open = new Set(folders.map(({ uri }) => uri.toString()));
		const meant = packs
			.flatMap(({ agents }) => agents)
			.filter(({ file }) => !('folder' in file) || open.has(file.folder));
		const bundled = new Set(bundledAgents.map(({ handle }) => handle));
		const hidden = meant.flatMap(({ hides, handle, file }) => {
			// What an extension brings goes before what comes along.
			const isBrought = 'path' in file && bundled.has(handle);
			return isBrought ? [...hides, participantIdPrefix + handle] : hides;
		});
		const keys = new Set([
			...[...open].map(folderKey),
			...hidden.map((id) => hidingContextPrefix + id),
		]);
		for (const key of keys) if (!this.#set.has(key)) setContext(key, true);
		for (const key of this.#set) if (!keys.has(key)) setContext(key, undefined);
		this.#set = keys;
	}
}

function setContext(key: string, value: true | undefined): void {
	void vscode.commands.executeCommand('setContext', key, value);
}
