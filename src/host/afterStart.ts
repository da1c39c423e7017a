import type * as vscode from 'vscode';

/**
 * Runs `register` in the next turn of the event loop, when start-up is over: what nobody can ask for
 * before need not be waited for. Its messages to VS Code still leave together with those of start-up.
 *
 * The one returned disposes of what was registered, or keeps it from being registered.
 */
export function afterStart(register: () => vscode.Disposable): vscode.Disposable {
	let registered: vscode.Disposable | undefined;
	const waiting = setImmediate(() => {
		registered = register();
	});
	return {
		dispose() {
			clearImmediate(waiting);
			registered?.dispose();
		},
	};
}
