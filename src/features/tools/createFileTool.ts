import * as vscode from 'vscode';
import { describeNewFile } from '../../core/tools/replaceText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { UserError } from '../../host/run.ts';
import { resolveInWorkspace, type WorkspacePath } from '../../host/workspacePaths.ts';
import { askToWrite, refuseToWrite } from './guardedFiles.ts';
import { kindOf } from './readableFile.ts';
import { Consent, requireTrust, withCodeBlock, type Tool, type Trust } from './tool.ts';

export interface CreateFileInput {
	readonly path: string;
	readonly text: string;
}

/** Makes a new file, once the user has seen it and agreed. Never overwrites one. */
export class CreateFileTool implements Tool<CreateFileInput> {
	readonly #consent = new Consent<true>();
	readonly #isTrusted: Trust;
	readonly #dialogs: Dialogs;

	constructor(isTrusted: Trust, dialogs: Dialogs) {
		this.#isTrusted = isTrusted;
		this.#dialogs = dialogs;
	}

	async prepare(input: CreateFileInput): Promise<vscode.PreparedToolInvocation> {
		const file = await this.#find(input);
		this.#consent.show(input, true);
		return {
			invocationMessage: `Creating ${file.label}`,
			confirmationMessages: {
				title: `Create ${file.label}?`,
				message: withCodeBlock('A new file.', describeNewFile(input.text), 'diff'),
			},
		};
	}

	async run(input: CreateFileInput, token: vscode.CancellationToken): Promise<string> {
		const agreed = this.#consent.take(input);
		const file = await this.#find(input);
		const { uri, label } = file;
		if (!agreed) throw new UserError(`The user has not agreed to create ${label}.`);
		await askToWrite(file, this.#dialogs);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		const edit = new vscode.WorkspaceEdit();
		edit.createFile(uri, { contents: new TextEncoder().encode(input.text), overwrite: false });
		if (!(await vscode.workspace.applyEdit(edit))) {
			throw new UserError(`VS Code did not create ${label}. May the folder be written?`);
		}
		return `Created ${label}.`;
	}

	async #find({ path }: CreateFileInput): Promise<WorkspacePath> {
		requireTrust(this.#isTrusted, 'creating a file');
		const file = await resolveInWorkspace(path);
		refuseToWrite(file);
		if (path.endsWith('/')) throw new UserError(`${path} names a folder. Name a file.`);
		const kind = await kindOf(file.uri);
		if (kind) {
			throw new UserError(
				`${file.label} exists already, as a ${kind}. To change a file, use the tool that edits files.`,
			);
		}
		return file;
	}
}
