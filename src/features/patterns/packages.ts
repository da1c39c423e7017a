import * as vscode from 'vscode';
import { installCommands, type PackageToInstall } from '../../core/project/installCommands.ts';
import { paragraph, plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Project } from '../../host/project/projectReader.ts';

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
	packages: readonly PackageToInstall[],
	{ root, facts }: Project,
	dialogs: Dialogs,
	file?: PlainText,
): Promise<void> {
	if (packages.length === 0) return;
	const commands = installCommands(facts.packageManager, packages);
	const shown = commands.join(', then ');
	const mayRun = vscode.workspace.isTrusted && shown.length <= longestCommand;
	const names = packages.map(({ name }) => name);
	const needs =
		file === undefined
			? plain`“${title}” needs ${names}.`
			: plain`“${title}” of ${file} needs ${names}.`;
	const how = plainLine(`Install with: ${shown}`, longestCommand + 20);
	const chosen = await dialogs.tell(paragraph(needs, how), mayRun ? [install, copy] : [copy]);
	if (chosen === copy) {
		await vscode.env.clipboard.writeText(commands.join('\n'));
	} else if (chosen === install) {
		const terminal = vscode.window.createTerminal({ name: 'Install packages', cwd: root });
		terminal.show(true);
		for (const command of commands) terminal.sendText(command);
	}
}
