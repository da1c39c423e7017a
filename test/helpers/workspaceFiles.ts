import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { TemporaryFiles } from './temporaryFiles.ts';

/** Files in a new folder inside the folder that the window has open. */
export class WorkspaceFiles extends TemporaryFiles {
	/** The folder's path inside the workspace folder. */
	readonly name: string;

	constructor(files: Readonly<Record<string, string>> = {}) {
		const root = vscode.workspace.workspaceFolders?.[0];
		if (!root) throw new Error('The window has no folder open.');
		super(join(root.uri.fsPath, 'tools-'), files);
		this.name = basename(this.folder);
	}
}
