import { readFile as readLocalFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * The bytes of a file. Files of this machine are read without the way through VS Code's main
 * process, which costs some milliseconds. Rejects when the file cannot be read.
 */
export async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
	return uri.scheme === 'file' ? readLocalFile(uri.fsPath) : vscode.workspace.fs.readFile(uri);
}
