import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { UserError } from '../../host/run.ts';
import type { WorkspacePath } from '../../host/workspacePaths.ts';

/**
 * Asks the user about a file that may hold secrets, each time and in a dialog of its own: the chat's
 * confirmations can be switched off for a whole tool, which nobody does with such files in mind.
 *
 * @throws UserError in words for a model, where the user says no
 */
export async function askToRead({ label }: WorkspacePath, dialogs: Dialogs): Promise<void> {
	const yes = 'Read It';
	const detail = plain`Files of this name hold passwords or keys. The language model gets what is in it.`;
	if ((await dialogs.ask(plain`Let the agent read ${visiblePath(label)}?`, [yes], detail)) === yes)
		return;
	throw new UserError(
		`${label} may hold secrets, and the user does not want it to be read. Go on without it.`,
	);
}

/**
 * Asks the user about a change to a file that holds secrets or decides what programs run, each time
 * and in a dialog of its own. Other files need no more than the chat's confirmation.
 *
 * @throws UserError in words for a model, where the user says no
 */
export async function askToWrite(file: WorkspacePath, dialogs: Dialogs): Promise<void> {
	const detail = dangerOf(file);
	if (detail === undefined) return;
	const yes = 'Write It';
	const question = plain`Let the agent write ${visiblePath(file.label)}?`;
	if ((await dialogs.ask(question, [yes], plainLine(detail))) === yes) return;
	throw new UserError(`The user does not want ${file.label} to be written. Go on without it.`);
}

/**
 * Refuses what no agent writes: hooks and settings in `.git` run programs.
 *
 * @throws UserError in words for a model
 */
export function refuseToWrite(file: WorkspacePath): void {
	const { relative, label } = file;
	if (relative === '') throw new UserError('That is the workspace folder, not a file in it.');
	if (namesOf(file).includes('.git')) {
		throw new UserError(`${label} belongs to Git itself. Use Git in the terminal instead.`);
	}
}

function dangerOf(file: WorkspacePath): string | undefined {
	if (file.isSecret) return 'Files of this name hold passwords or keys.';
	const names = namesOf(file);
	if (names.includes('.vscode')) return 'Files in .vscode decide what VS Code runs in this folder.';
	if (names.includes('.github'))
		return 'Files in .github decide what runs on GitHub, with its rights.';
	const isAgent = names.includes('.claude') || names.some((name) => name.endsWith('.agent.md'));
	return isAgent ? 'This file decides what agents may do.' : undefined;
}

/** All names on the path, and on the path that its links lead to. */
function namesOf({ relative, target }: WorkspacePath): readonly string[] {
	return [relative, target].flatMap((path) => path.toLowerCase().split('/'));
}
