import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** Files in a new folder that tests may do anything with. */
export class TemporaryFiles {
	readonly folder: string;

	/** @param prefix the path of the folder, to which a few letters are added */
	constructor(prefix: string, files: Readonly<Record<string, string>>) {
		this.folder = mkdtempSync(prefix);
		for (const [path, text] of Object.entries(files)) this.write(path, text);
	}

	write(path: string, text: string): void {
		mkdirSync(dirname(join(this.folder, path)), { recursive: true });
		writeFileSync(join(this.folder, path), text);
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), 'utf8');
	}

	uri(path: string): vscode.Uri {
		return vscode.Uri.file(join(this.folder, path));
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
