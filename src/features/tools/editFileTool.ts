import * as vscode from 'vscode';
import {
	countLines,
	describeReplacement,
	replaceText,
	type Replacement,
} from '../../core/tools/replaceText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { UserError } from '../../host/run.ts';
import { resolveInWorkspace, type WorkspacePath } from '../../host/workspacePaths.ts';
import { askToWrite, refuseToWrite } from './guardedFiles.ts';
import { textOf } from './readableFile.ts';
import { Consent, requireTrust, withCodeBlock, type Tool, type Trust } from './tool.ts';

export interface EditFileInput {
	readonly path: string;
	readonly oldText: string;
	readonly newText: string;
	readonly replaceAll?: boolean;
}

interface Plan {
	readonly file: WorkspacePath;
	readonly before: string;
	readonly replacement: Replacement;
}

/** Replaces an exact text in a file, once the user has seen the change and agreed. */
export class EditFileTool implements Tool<EditFileInput> {
	/** The text of the file that the user saw the change of. */
	readonly #consent = new Consent<string>();
	readonly #isTrusted: Trust;
	readonly #dialogs: Dialogs;

	constructor(isTrusted: Trust, dialogs: Dialogs) {
		this.#isTrusted = isTrusted;
		this.#dialogs = dialogs;
	}

	async prepare(
		input: EditFileInput,
		token: vscode.CancellationToken,
	): Promise<vscode.PreparedToolInvocation> {
		const { file, before, replacement } = await this.#plan(input, token);
		this.#consent.show(input, before);
		const count = replacement.places.length;
		return {
			invocationMessage: `Editing ${file.label}`,
			confirmationMessages: {
				title: `Edit ${file.label}?`,
				message: withCodeBlock(
					`${count === 1 ? 'One place changes' : `${count} places change`}.`,
					describeReplacement(before, replacement),
					'diff',
				),
			},
		};
	}

	async run(input: EditFileInput, token: vscode.CancellationToken): Promise<string> {
		const agreed = this.#consent.take(input);
		const { file, before, replacement } = await this.#plan(input, token);
		if (agreed === undefined) throw new UserError(`The user has not agreed to edit ${file.label}.`);
		if (agreed !== before) {
			throw new UserError(
				`${file.label} has changed since the user agreed. Read it and try again.`,
			);
		}
		await askToWrite(file, this.#dialogs);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		await apply(file, replacement);
		const lines = replacement.places.map(({ start }) => countLines(before, start));
		return `Edited ${file.label} at line ${lines.slice(0, 20).join(', ')}.`;
	}

	async #plan(input: EditFileInput, token: vscode.CancellationToken): Promise<Plan> {
		requireTrust(this.#isTrusted, 'editing a file');
		const file = await resolveInWorkspace(input.path);
		refuseToWrite(file);
		const before = await textOf(file, token);
		const { oldText, newText, replaceAll = false } = input;
		const replacement = replaceText(before, oldText, newText, replaceAll);
		switch (replacement) {
			case 'same':
				throw new UserError('oldText and newText are the same, so that nothing would change.');
			case 'missing':
				throw new UserError(
					`${file.label} does not have that text. Read the file and give oldText exactly as it stands there, indentation included.`,
				);
			case 'several':
				throw new UserError(
					`${file.label} has that text more than once. Give more of what stands around it, or set replaceAll.`,
				);
			default:
				return { file, before, replacement };
		}
	}
}

async function apply({ uri, label }: WorkspacePath, replacement: Replacement): Promise<void> {
	const document = await vscode.workspace.openTextDocument(uri);
	const wasDirty = document.isDirty;
	const edit = new vscode.WorkspaceEdit();
	for (const { start, end } of replacement.places) {
		const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
		edit.replace(uri, range, replacement.newText);
	}
	if (!(await vscode.workspace.applyEdit(edit))) {
		throw new UserError(`VS Code did not apply the edit to ${label}. Is the file read-only?`);
	}
	// What the user has not saved is not saved for them.
	if (!wasDirty && !(await document.save())) {
		throw new UserError(`${label} is edited, but could not be saved.`);
	}
}
