import type * as vscode from 'vscode';
import { readSetting, type SwitchId } from '../../host/settings.ts';

/** The languages that agent files have in VS Code; most files of these languages are none. */
export const agentLanguages: vscode.DocumentSelector = ['chatagent', 'markdown'];

/** Whether a setting with the values on and off is on for a document. */
export function isOn(setting: SwitchId, document: vscode.TextDocument): boolean {
	return readSetting(setting, document);
}
