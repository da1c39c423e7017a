import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';

/** Makes the one log channel and the command that shows it; the caller disposes both. */
export function createLog(): { log: vscode.LogOutputChannel; disposable: vscode.Disposable } {
	const log = vscode.window.createOutputChannel('SvelteKit Agents', { log: true });
	const command = vscode.commands.registerCommand(commandIds.showLog, () => log.show());
	return { log, disposable: vscode.Disposable.from(log, command) };
}
