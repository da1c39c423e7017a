import * as vscode from 'vscode';
import { installCommand } from '../../core/project.ts';
import { paragraph, plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Project } from '../../host/projectFacts.ts';

const install = 'Install';
const copy = 'Copy Command';

/** What is longer than a message shows is not run by one click. */
const longestCommand = 400;

/**
 * Names the packages that a pattern needs and the project does not have, and offers to install them
 * with the project's own package manager, in a terminal that the user sees. In Restricted Mode
 * nothing is run: the command can be copied.
 *
 * @param file the agent file that names the packages, where it is not one of this extension
 */
export async function offerPackages(
	title: string,
	packages: readonly string[],
	{ root, facts }: Project,
	dialogs: Dialogs,
	file?: PlainText,
): Promise<void> {
	if (packages.length === 0) return;
	const command = installCommand(facts.packageManager, packages);
	const mayRun = vscode.workspace.isTrusted && command.length <= longestCommand;
	const needs =
		file === undefined
			? plain`“${title}” needs ${packages}.`
			: plain`“${title}” of ${file} needs ${packages}.`;
	const how = plainLine(`Install with: ${command}`, longestCommand + 20);
	const chosen = await dialogs.tell(paragraph(needs, how), mayRun ? [install, copy] : [copy]);
	if (chosen === copy) {
		await vscode.env.clipboard.writeText(command);
	} else if (chosen === install) {
		const terminal = vscode.window.createTerminal({ name: 'Install packages', cwd: root });
		terminal.show(true);
		terminal.sendText(command);
	}
}
