import type * as vscode from 'vscode';

/**
 * Runs `register` in the next turn of the event loop, when start-up is over: what nobody can ask for
 * before need not be waited for. Its messages to VS Code still leave together with those of start-up.
 *
 * The one returned disposes of what was registered, if that can be, or keeps it from being registered.
 * A failure is logged, and leaves the rest of the extension as it is.
 *
 * @param logs is asked for the log when there is something to write
 */
export function afterStart(
	logs: { readonly log: vscode.LogOutputChannel },
	register: () => vscode.Disposable | undefined,
): vscode.Disposable {
	let registered: vscode.Disposable | undefined;
	const waiting = setImmediate(() => {
		try {
			registered = register();
		} catch (error) {
			logs.log.error('A part of the extension did not start:', error);
		}
	});
	return {
		dispose() {
			clearImmediate(waiting);
			registered?.dispose();
		},
	};
}
