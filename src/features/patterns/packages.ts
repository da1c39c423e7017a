import * as vscode from 'vscode';
import { enumerate } from '../../core/markdownText.ts';
import { installCommand } from '../../core/project.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Project } from '../../host/projectFacts.ts';

const install = 'Install';
const copy = 'Copy Command';

/**
 * Names the packages that a pattern needs and the project does not have, and offers to install them
 * with the project's own package manager, in a terminal that the user sees. In Restricted Mode
 * nothing is run: the command can be copied.
 */
export async function offerPackages(
	title: string,
	packages: readonly string[],
	{ root, facts }: Project,
	dialogs: Dialogs,
): Promise<void> {
	if (packages.length === 0) return;
	const command = installCommand(facts.packageManager, packages);
	const trusted = vscode.workspace.isTrusted;
	const chosen = await dialogs.tell(
		`“${title}” needs ${enumerate(packages)}. Install with: ${command}`,
		trusted ? [install, copy] : [copy],
	);
	if (chosen === copy) {
		await vscode.env.clipboard.writeText(command);
	} else if (chosen === install) {
		const terminal = vscode.window.createTerminal({ name: 'Install packages', cwd: root });
		terminal.show(true);
		terminal.sendText(command);
	}
}
