import {
	hasHiddenCharacters,
	paragraph,
	plain,
	plainLine,
	type PlainText,
} from '../../core/text/plainText.ts';
import { dangerOf, reasonsToAsk, secretName } from '../../core/workspace/dangerousFiles.ts';
import { fileSystemNames } from '../../core/workspace/fileSystemNames.ts';
import { isInBareRepository } from '../../host/platform/bareRepository.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Refusals } from '../../host/refusals.ts';
import { ToolError } from '../../host/toolError.ts';
import { isReadonlyBySetting } from '../../host/settingGlobs.ts';
import type { WorkspacePath } from './workspacePaths.ts';

/** Why the user is asked about a file whose name says nothing. */
export const secretText = plain`What looks like a password or a key stands in it.`;

/**
 * Asks the user about single files, each time and in a dialog of its own: the chat's confirmations
 * can be switched off for a whole tool, which nobody does with such files in mind. What they refuse
 * is refused for the rest of the answer, whatever name it comes under.
 */
export class FileGuard {
	readonly #dialogs: Dialogs;
	readonly #refusals: Refusals;

	constructor(dialogs: Dialogs, refusals: Refusals) {
		this.#dialogs = dialogs;
		this.#refusals = refusals;
	}

	/**
	 * Asks whether a file that may hold secrets is read for a model.
	 *
	 * @throws ToolError, where the user says no
	 */
	async askToRead(file: WorkspacePath, why = plainLine(secretName)): Promise<void> {
		const question = plain`Let the agent read ${file.shown}?`;
		const detail = paragraph(why, plain`The language model gets what is in it.`);
		if (await this.#ask(file, question, 'Read', detail)) return;
		throw new ToolError(
			`${file.label} may hold secrets, and the user does not want it to be read. Go on without it.`,
		);
	}

	/**
	 * Asks whether a file is written.
	 *
	 * @param reasons sentences that say what speaks against it
	 * @throws ToolError, where the user says no
	 */
	async askToWrite(file: WorkspacePath, reasons: readonly PlainText[]): Promise<void> {
		const question = plain`Let the agent write ${file.shown}?`;
		if (await this.#ask(file, question, 'Write', paragraph(...reasons))) return;
		throw new ToolError(`The user does not want ${file.label} to be written. Go on without it.`);
	}

	async #ask(
		file: WorkspacePath,
		question: PlainText,
		verb: 'Read' | 'Write',
		detail: PlainText,
	): Promise<boolean> {
		const key = [file.folder.uri.toString(), ...fileSystemNames(file.target)].join('/');
		if (this.#refusals.has(key)) return false;
		// VS Code gives the first button the focus: Enter must not agree.
		const [no, yes] = [`Do Not ${verb}`, `${verb} It`];
		const isAllowed = (await this.#dialogs.ask(question, [no, yes], detail)) === yes;
		if (!isAllowed) this.#refusals.add(key);
		return isAllowed;
	}
}

/** What speaks against writing a file, as sentences; empty where nothing does. */
export function dangersOf({ relative, target }: WorkspacePath): readonly PlainText[] {
	return reasonsToAsk(relative, target).map((reason) => plainLine(reason));
}

/**
 * Refuses what no agent writes: what belongs to version control and to installed packages, what the
 * user's settings make read-only, and names that nobody can check.
 *
 * @throws ToolError
 */
export async function refuseToWrite(file: WorkspacePath): Promise<void> {
	const { relative, target, label, shown, folder } = file;
	if (relative === '') throw new ToolError('That is the workspace folder, not a file in it.');
	for (const path of [relative, target]) {
		if (hasHiddenCharacters(path) || /(?! )\s| {3}|(?:^|\/) | (?:\/|$)/.test(path)) {
			throw new ToolError(
				`The path ${shown} holds characters or blanks that cannot be seen. Use a plain name.`,
			);
		}
		const danger = dangerOf(path);
		if (danger?.kind === 'refused') {
			throw new ToolError(`${label} is not written by agents. ${danger.reason}`);
		}
		if (isReadonlyBySetting(folder, path)) {
			throw new ToolError(`The setting files.readonlyInclude makes ${label} read-only.`);
		}
	}
	if (await isInBareRepository(folder.uri, target)) {
		throw new ToolError(
			`${label} is not written by agents. It lies in a Git repository without a work tree. Use Git in the terminal instead.`,
		);
	}
}
