import * as vscode from 'vscode';
import { bundledAgents } from '../../generated/agents.ts';
import { afterStart } from '../../host/afterStart.ts';
import type { ChatSelection } from '../../host/chatSelection.ts';
import type { Refusals } from '../../host/refusals.ts';
import { participantIdPrefix } from '../../ids.ts';
import type { Services } from '../../host/services.ts';
import type { Participant } from './briefing.ts';

/** Who hears of each question. */
export interface ParticipantDeps {
	/** Is told the model of each question. */
	readonly selection: ChatSelection;
	/** A question begins: the user may have changed their mind. */
	readonly refusals: Refusals;
}

/**
 * Registers a chat participant for each bundled agent file. The files are read, and the code that
 * reads them is loaded, when a question comes.
 */
export function registerParticipants(
	services: Services,
	{ selection, refusals }: ParticipantDeps,
): vscode.Disposable {
	const { extensionUri, log, projectContext: projects } = services;
	return vscode.Disposable.from(
		...bundledAgents.map(({ handle, file }) => {
			const uri = vscode.Uri.joinPath(extensionUri, 'agents', file);
			const load = async (): Promise<Participant> => {
				const agents = await services.agents.get();
				const source = agents.source({ handle, origin: 'bundled', uri });
				return { source, agents, log, projects };
			};
			const participant = vscode.chat.createChatParticipant(
				participantIdPrefix + handle,
				async (request, context, stream, token) => {
					selection.asked(request.model);
					refusals.forget();
					const [{ answer }, asked] = await Promise.all([import('./answer.ts'), load()]);
					return answer(asked, request, context, stream, token);
				},
			);
			// One more message to VS Code for each, which its first answer can wait for.
			const dressing = afterStart(log, () => {
				participant.iconPath = iconOf(extensionUri, handle);
				participant.followupProvider = {
					async provideFollowups(result, _context, token) {
						const [{ provideFollowUps }, asked] = await Promise.all([
							import('./followUps.ts'),
							load(),
						]);
						return token.isCancellationRequested ? [] : provideFollowUps(asked, result, token);
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
