import * as vscode from 'vscode';

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
			const { reportFailure } = await import('./commandFailure.ts');
			await reportFailure(id, error, log);
		}
	});
}
