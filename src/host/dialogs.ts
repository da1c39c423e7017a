import * as vscode from 'vscode';

/** How the user is asked: VS Code's own dialogs, or answers that a test has prepared. */
export interface Dialogs {
	/** A sentence with buttons. `undefined` when the user dismisses it. */
	ask(message: string, buttons: readonly string[], detail?: string): Promise<string | undefined>;
	/** A sentence to know, with buttons that may be ignored. */
	tell(message: string, buttons?: readonly string[]): Promise<string | undefined>;
	choose<T extends vscode.QuickPickItem>(
		items: readonly T[],
		options: vscode.QuickPickOptions,
	): Promise<T | undefined>;
}

export const vscodeDialogs: Dialogs = {
	async ask(message, buttons, detail) {
		const options = { modal: true, ...(detail !== undefined && { detail }) };
		return vscode.window.showWarningMessage(message, options, ...buttons);
	},
	async tell(message, buttons = []) {
		return vscode.window.showInformationMessage(message, ...buttons);
	},
	async choose(items, options) {
		return vscode.window.showQuickPick(items, options);
	},
};
