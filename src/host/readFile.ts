import { readFileSync } from 'node:fs';
import { readFile as readLocalFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * The bytes of a file. Files of this machine are read without the way through VS Code's main
 * process, which costs some milliseconds. Rejects when the file cannot be read.
 */
export async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
	return uri.scheme === 'file' ? readLocalFile(uri.fsPath) : vscode.workspace.fs.readFile(uri);
}

/**
 * The bytes of a file that the extension brings, which lies beside its code. To wait for them would
 * take longer than to read them: some milliseconds where the extension host is busy. Throws when the
 * file cannot be read.
 */
export function readOwnFile(uri: vscode.Uri): Buffer {
	return readFileSync(uri.fsPath);
}

/**
 * Whether there is a file or a folder and how many bytes it has, as fast as `readFile`. Rejects when
 * there is neither.
 */
export async function statFile(uri: vscode.Uri): Promise<{ isFolder: boolean; size: number }> {
	if (uri.scheme === 'file') {
		const local = await stat(uri.fsPath);
		return { isFolder: local.isDirectory(), size: local.size };
	}
	const { type, size } = await vscode.workspace.fs.stat(uri);
	return { isFolder: (type & vscode.FileType.Directory) !== 0, size };
}

/** The text of a file, unsaved changes included; `undefined` where there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
	const key = uri.toString();
	const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
	if (open) return open.getText();
	try {
		return new TextDecoder().decode(await readFile(uri));
	} catch {
		// It does not exist or cannot be read: to the caller that is the same.
		return undefined;
	}
}

/** Whether there is a file or folder. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		// `stat` rejects for what does not exist; that is the answer.
		return false;
	}
}
