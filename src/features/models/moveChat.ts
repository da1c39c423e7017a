import * as vscode from 'vscode';
import type { ChatSelection } from '../../host/chatSelection.ts';
import { preferredModel } from '../../host/modelTools.ts';

/**
 * Moves the chat from the handbook, which is gone, to the model that was asked before it, or to one of
 * those that have appeared. Never rejects: what fails is logged.
 */
export async function moveChat(
	others: readonly vscode.LanguageModelChat[],
	{ lastOther }: Pick<ChatSelection, 'lastOther'>,
	log: vscode.LogOutputChannel,
): Promise<void> {
	const model = preferredModel(others, lastOther);
	if (!model) return;
	const { vendor, id, family } = model;
	try {
		await vscode.commands.executeCommand('workbench.action.chat.changeModel', {
			vendor,
			id,
			family,
		});
	} catch (error) {
		log.error('Could not move the chat away from the handbook:', error);
	}
}
