import * as vscode from 'vscode';
import { plainLine, type PlainText } from '../core/text/plainText.ts';

/** A line of text that is asked for. */
export interface Question {
	readonly title: PlainText;
	readonly prompt: PlainText;
	/** What stands there at first. */
	readonly value: string;
	/** Why a text will not do, as a sentence of this extension; `undefined` where it will. */
	readonly faultOf: (text: string) => string | undefined;
}

/** Asks for a line of text. `undefined` when the user dismisses it. */
export type EnterText = (question: Question) => Promise<string | undefined>;

export const enterText: EnterText = async ({ title, prompt, value, faultOf }) =>
	vscode.window.showInputBox({
		title,
		prompt,
		value,
		ignoreFocusOut: true,
		validateInput: (text) => {
			const fault = faultOf(text);
			return fault === undefined ? undefined : plainLine(fault);
		},
	});

/** Lets the user choose a folder. `undefined` when the user dismisses it. */
export async function chooseFolderOfDisk(): Promise<vscode.Uri | undefined> {
	const chosen = await vscode.window.showOpenDialog({
		canSelectFiles: false,
		canSelectFolders: true,
		openLabel: 'Choose',
	});
	return chosen?.[0];
}
