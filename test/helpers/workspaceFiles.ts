import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** Files in a new folder inside the folder that the window has open. */
export class WorkspaceFiles {
	readonly folder: string;
	/** The folder's path inside the workspace folder. */
	readonly name: string;

	constructor(files: Readonly<Record<string, string>> = {}) {
		const root = vscode.workspace.workspaceFolders?.[0];
		if (!root) throw new Error('The window has no folder open.');
		this.folder = mkdtempSync(join(root.uri.fsPath, 'tools-'));
		this.name = basename(this.folder);
		for (const [path, text] of Object.entries(files)) this.write(path, text);
	}

	write(path: string, text: string): void {
		mkdirSync(dirname(join(this.folder, path)), { recursive: true });
		writeFileSync(join(this.folder, path), text);
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), 'utf8');
	}

	/** Closes all editors without saving and deletes the folder. */
	async remove(): Promise<void> {
		for (const document of vscode.workspace.textDocuments) {
			if (!document.isDirty) continue;
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		}
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		rmSync(this.folder, { recursive: true, force: true });
	}
}
