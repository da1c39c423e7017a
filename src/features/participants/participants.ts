import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { afterStart } from '../../host/afterStart.ts';
import type { ChatSelection } from '../../host/chatSelection.ts';
import type { Refusals } from '../../host/refusals.ts';
import { participantIdPrefix } from '../../ids.ts';
import type { ProjectContext } from './projectContext.ts';

export interface ParticipantDeps {
	readonly extensionUri: vscode.Uri;
	readonly log: vscode.LogOutputChannel;
	/** Is told the model of each question. */
	readonly selection: ChatSelection;
	/** A question begins: the user may have changed their mind. */
	readonly refusals: Refusals;
}

/**
 * Registers a chat participant for each bundled agent file. The files are read, and the code that
 * reads them is loaded, when a question comes.
 */
export function registerParticipants({
	extensionUri,
	log,
	selection,
	refusals,
}: ParticipantDeps): vscode.Disposable {
	const projects = new LazyProjects();
	return vscode.Disposable.from(
		projects,
		...bundledAgents.map(({ handle, file }) => {
			const agentUri = vscode.Uri.joinPath(extensionUri, 'agents', file);
			const participant = vscode.chat.createChatParticipant(
				participantIdPrefix + handle,
				async (request, context, stream, token) => {
					selection.asked(request.model);
					refusals.forget();
					const { answer } = await import('./answer.ts');
					return answer({ handle, agentUri, log, projects }, request, context, stream, token);
				},
			);
			// One more message to VS Code for each, which its first answer can wait for.
			const dressing = afterStart(log, () => {
				participant.iconPath = iconOf(extensionUri, handle);
				participant.followupProvider = {
					async provideFollowups(result, _context, token) {
						const { provideFollowUps } = await import('./followUps.ts');
						return provideFollowUps(handle, agentUri, result, token);
					},
				};
				return undefined;
			});
			return vscode.Disposable.from(participant, dressing);
		}),
	);
}

function iconOf(extensionUri: vscode.Uri, handle: string): { light: vscode.Uri; dark: vscode.Uri } {
	const folder = vscode.Uri.joinPath(extensionUri, 'media', 'agents');
	return {
		light: vscode.Uri.joinPath(folder, `${handle}-light.svg`),
		dark: vscode.Uri.joinPath(folder, `${handle}-dark.svg`),
	};
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
