import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { participantIdPrefix } from '../../ids.ts';
import type { ProjectContext } from './projectContext.ts';

/**
 * Registers a chat participant for each bundled agent file. The files are read, and the code that
 * reads them is loaded, when a question comes.
 */
export function registerParticipants(
	extensionUri: vscode.Uri,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	const projects = new LazyProjects();
	return vscode.Disposable.from(
		projects,
		...bundledAgents.map(({ handle, file }) => {
			const agentUri = vscode.Uri.joinPath(extensionUri, 'agents', file);
			const participant = vscode.chat.createChatParticipant(
				participantIdPrefix + handle,
				async (request, context, stream, token) => {
					const { answer } = await import('./answer.ts');
					return answer({ handle, agentUri, log, projects }, request, context, stream, token);
				},
			);
			participant.followupProvider = {
				async provideFollowups(result, _context, token) {
					const { provideFollowUps } = await import('./followUps.ts');
					return provideFollowUps(handle, agentUri, result, token);
				},
			};
			participant.iconPath = {
				light: vscode.Uri.joinPath(extensionUri, 'media', 'agents', `${handle}-light.svg`),
				dark: vscode.Uri.joinPath(extensionUri, 'media', 'agents', `${handle}-dark.svg`),
			};
			return participant;
		}),
	);
}

/** Loads the code that reads projects, and watches their files, from the first question on. */
class LazyProjects implements vscode.Disposable {
	#context: Promise<ProjectContext> | undefined;

	async get(): Promise<ProjectContext> {
		return (this.#context ??= this.#make());
	}

	dispose(): void {
		void this.#context?.then((context) => context.dispose());
	}

	async #make(): Promise<ProjectContext> {
		const { ProjectContext } = await import('./projectContext.ts');
		return new ProjectContext();
	}
}
