import * as vscode from 'vscode';
import { plain, plainLine } from '../core/text/plainText.ts';
import { commandIds } from '../ids.ts';
import { showFailure, warn } from './dialogs.ts';
import { UserError } from './userError.ts';

/** The message of a `UserError` may quote what a file says. */
const longestReason = 500;

/**
 * Registers a command. What it throws is shown as one sentence: a `UserError`'s own message, and for
 * everything else a general one with the log, which has the stack.
 */
export function registerCommand(
	id: string,
	log: vscode.LogOutputChannel,
	run: (...args: readonly unknown[]) => Promise<void>,
): vscode.Disposable {
	return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
		try {
			await run(...args);
		} catch (error) {
			await report(id, error, log);
		}
	});
}

async function report(id: string, error: unknown, log: vscode.LogOutputChannel): Promise<void> {
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
