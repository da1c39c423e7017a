import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { participantIdPrefix } from '../../ids.ts';

/**
 * Registers a chat participant for each bundled agent file. The files are read, and the code that
 * reads them is loaded, when a question comes.
 */
export function registerParticipants(
	extensionUri: vscode.Uri,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	return vscode.Disposable.from(
		...bundledAgents.map(({ handle, file }) => {
			const agentUri = vscode.Uri.joinPath(extensionUri, 'agents', file);
			const participant = vscode.chat.createChatParticipant(
				participantIdPrefix + handle,
				async (request, context, stream, token) => {
					const { answer } = await import('./answer.ts');
					return answer({ handle, agentUri, log }, request, context, stream, token);
				},
			);
			participant.iconPath = {
				light: vscode.Uri.joinPath(extensionUri, 'media', 'agents', `${handle}-light.svg`),
				dark: vscode.Uri.joinPath(extensionUri, 'media', 'agents', `${handle}-dark.svg`),
			};
			return participant;
		}),
	);
}
