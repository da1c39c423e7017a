import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';

/** A failure whose message is fit to show: it says what is wrong and what to do. */
export class UserError extends Error {
	override readonly name = 'UserError';
}

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
		void vscode.window.showWarningMessage(error.message);
		return;
	}
	log.error(`${id}:`, error);
	const showLog = 'Show Log';
	const chosen = await vscode.window.showErrorMessage(
		'SvelteKit Agents could not do that. The log has the details.',
		showLog,
	);
	if (chosen === showLog) await vscode.commands.executeCommand(commandIds.showLog);
}
