import * as vscode from 'vscode';
import { plain, plainLine } from '../core/text/plainText.ts';
import { commandIds } from '../ids.ts';
import { showFailure, warn } from './dialogs.ts';
import { UserError } from './userError.ts';

/** The message of a `UserError` may quote what a file says. */
const longestReason = 500;

/** Tells the user, in a sentence, why a command did not do what it is there for. */
export async function reportFailure(
	id: string,
	error: unknown,
	log: vscode.LogOutputChannel,
): Promise<void> {
	if (error instanceof vscode.CancellationError) return;
	if (error instanceof UserError) {
		void warn(plainLine(error.message, longestReason));
		return;
	}
	log.error(`${id}:`, error);
	const showLog = 'Show Log';
	const message = plain`SvelteKit Agents could not do that. The log has the details.`;
	const chosen = await showFailure(message, showLog);
	if (chosen === showLog) await vscode.commands.executeCommand(commandIds.showLog);
}
