import { stat } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';

/**
 * Whether a file lies among the internals of a Git repository without a work tree, which has no
 * `.git` on its path: Git runs its hooks and what its configuration names.
 *
 * @param relative of the file, inside the folder, with `/`
 */
export async function isInBareRepository(folder: vscode.Uri, relative: string): Promise<boolean> {
	if (folder.scheme !== 'file') return false;
	const names = relative.split('/').slice(0, -1);
	const parents = [
		folder.fsPath,
		...names.map((_, i) => path.join(folder.fsPath, ...names.slice(0, i + 1))),
	];
	const found = await Promise.all(parents.map(isBareRepository));
	return found.includes(true);
}

async function isBareRepository(folder: string): Promise<boolean> {
	const kinds = await Promise.all(
		['HEAD', 'objects', 'refs'].map((name) => isThere(path.join(folder, name))),
	);
	return !kinds.includes(false);
}

async function isThere(file: string): Promise<boolean> {
	try {
		await stat(file);
		return true;
	} catch {
		// It rejects for what does not exist; that is the answer.
		return false;
	}
}
