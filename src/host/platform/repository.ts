import { statSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';

/** Whether a folder of the disk is the root of a Git repository; asked of few folders, at once. */
export function isRepository(folder: vscode.Uri): boolean {
	if (folder.scheme !== 'file') return false;
	return statSync(join(folder.fsPath, '.git'), { throwIfNoEntry: false })?.isDirectory() === true;
}
