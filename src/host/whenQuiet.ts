import type * as vscode from 'vscode';
import { Lazy } from './lazy.ts';

/**
 * Makes something a while after the start of the window, when whoever waits for something else has got
 * it, by code that is loaded then. A failure is logged, and leaves the rest of the extension as it is.
 *
 * @param what it is, for the log
 * @param delay in ms
 * @returns what disposes of it, or keeps it from being made
 */
export function whenQuiet(
	log: vscode.LogOutputChannel,
	what: string,
	delay: number,
	make: () => Promise<vscode.Disposable>,
): vscode.Disposable {
	const made = new Lazy(make);
	const waiting = setTimeout(() => {
		made.get().catch((error: unknown) => log.error(`${what}:`, error));
	}, delay);
	return {
		dispose() {
			clearTimeout(waiting);
			made.dispose();
		},
	};
}
