import * as vscode from 'vscode';
import { plainLine, type PlainText } from '../core/text/plainText.ts';

/** One of several things to choose from. */
export interface Choice {
	readonly label: PlainText;
	readonly description?: PlainText;
	readonly detail?: PlainText;
}

export interface ChoiceOptions {
	readonly title?: PlainText;
	readonly placeHolder: PlainText;
	readonly matchOnDescription?: boolean;
}

/**
 * How the user is asked: VS Code's own dialogs, or answers that a test has prepared. VS Code makes
 * links of `[text](command:…)` in messages and icons of `$(name)` in choices, and runs the command of
 * whoever wrote it: so that only plain text is taken.
 */
export interface Dialogs {
	/** A sentence with buttons. `undefined` when the user dismisses it. */
	ask(
		message: PlainText,
		buttons: readonly string[],
		detail?: PlainText,
	): Promise<string | undefined>;
	/** A sentence to know, with buttons that may be ignored. */
	tell(message: PlainText, buttons?: readonly string[]): Promise<string | undefined>;
	choose<T extends Choice>(items: readonly T[], options: ChoiceOptions): Promise<T | undefined>;
}

/** Longer than any sentence of this extension; VS Code cuts at 1,000. */
const longestMessage = 900;

export const vscodeDialogs: Dialogs = {
	async ask(message, buttons, detail) {
		const options = { modal: true, ...(detail !== undefined && { detail: shown(detail) }) };
		return vscode.window.showWarningMessage(shown(message), options, ...buttons);
	},
	async tell(message, buttons = []) {
		return vscode.window.showInformationMessage(shown(message), ...buttons);
	},
	async choose(items, options) {
		return vscode.window.showQuickPick(items, options);
	},
};

/** Says why something was not done. */
export async function warn(message: PlainText): Promise<void> {
	await vscode.window.showWarningMessage(shown(message));
}

/** Says that something failed. `undefined` when the user dismisses it. */
export async function showFailure(message: PlainText, button: string): Promise<string | undefined> {
	return vscode.window.showErrorMessage(shown(message), button);
}

/** Says what is going on as long as some work takes. */
export async function during<T>(message: PlainText, work: () => Promise<T>): Promise<T> {
	const location = vscode.ProgressLocation.Notification;
	return vscode.window.withProgress({ location, title: shown(message) }, work);
}

/** What a caller without types hands over is made plain all the same. */
function shown(message: string): string {
	return plainLine(message, longestMessage);
}
