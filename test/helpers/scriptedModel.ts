import * as vscode from 'vscode';
import type { ScriptedModel } from '../fixtures/scripted-model/scriptedModel.d.ts';

/** The scripted language model of the helper extension. */
export async function scriptedModel(): Promise<ScriptedModel> {
	const extension = vscode.extensions.getExtension<ScriptedModel>('test.scripted-model');
	if (!extension) throw new Error('The helper extension test.scripted-model is not installed.');
	return extension.activate();
}

/** Has the chat use the scripted model, whichever is selected. */
export const withScriptedModel = { modelSelector: { vendor: 'scripted' } } as const;

/** Asks in the real chat and waits for the result that the participant returned. */
export async function ask(
	query: string,
	options: Readonly<Record<string, unknown>> = withScriptedModel,
): Promise<vscode.ChatResult> {
	return vscode.commands.executeCommand('workbench.action.chat.open', {
		query,
		blockOnResponse: true,
		...options,
	});
}
