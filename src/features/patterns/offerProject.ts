import * as vscode from 'vscode';
import { plain } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';

/** Asks in the terminal what the project is to be; npm comes with Node, whatever else is installed. */
const creation = 'npx sv create';

/**
 * Says for which version patterns are written outside of SvelteKit projects, and offers to make one. What
 * downloads and runs something is run when the user has agreed, and not in Restricted Mode.
 */
export async function offerProject(newestKit: number, dialogs: Dialogs): Promise<void> {
	const create = 'Create a Project…';
	const words = plain`This isn’t a SvelteKit project: patterns are written for SvelteKit ${newestKit}.`;
	if (!vscode.workspace.isTrusted) {
		await dialogs.tell(words);
		return;
	}
	if ((await dialogs.tell(words, [create])) !== create) return;
	const run = 'Run It';
	const agreed = await dialogs.ask(
		plain`Run “${creation}” in a terminal?`,
		[run],
		plain`It downloads the Svelte CLI with npm, and asks in the terminal where the project goes and what it is to have.`,
	);
	if (agreed !== run) return;
	const cwd = vscode.workspace.workspaceFolders?.[0]?.uri;
	const terminal = vscode.window.createTerminal({ name: 'Create a project', ...(cwd && { cwd }) });
	terminal.show();
	terminal.sendText(creation);
}
