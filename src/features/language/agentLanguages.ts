import * as vscode from 'vscode';

/** The languages that agent files have in VS Code; most files of these languages are none. */
export const agentLanguages: vscode.DocumentSelector = ['chatagent', 'markdown'];

/** Whether a setting with the values on and off is on for a document. */
export function isOn(setting: string, document: vscode.TextDocument): boolean {
	return vscode.workspace.getConfiguration(undefined, document).get(setting, true);
}
