import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';

/** Makes the one log channel; the caller disposes it. */
export function createLog(): vscode.LogOutputChannel {
	return vscode.window.createOutputChannel('SvelteKit Agents', { log: true });
}

/** Registers the command that shows the log. */
export function registerLog({ log }: { readonly log: vscode.LogOutputChannel }): vscode.Disposable {
	return vscode.commands.registerCommand(commandIds.showLog, () => log.show());
}
