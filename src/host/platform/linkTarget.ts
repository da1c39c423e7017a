import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Where a path leads once all links are followed; the path itself where that cannot be told. */
export async function linkTarget(uri: vscode.Uri): Promise<vscode.Uri> {
	if (uri.scheme !== 'file') return uri;
	try {
		return vscode.Uri.file(await realpath(uri.fsPath));
	} catch {
		// It does not exist, or may not be looked at: then nothing is read of it either.
		return uri;
	}
}

/**
 * The same, looked at while one waits, which takes microseconds on a disk: for single files that
 * somebody waits for.
 */
export function linkTargetNow(uri: vscode.Uri): vscode.Uri {
	if (uri.scheme !== 'file') return uri;
	const path = uri.fsPath;
	try {
		const target = realpathSync.native(path);
		return target === path ? uri : vscode.Uri.file(target);
	} catch {
		// It does not exist, or may not be looked at: then nothing is read of it either.
		return uri;
	}
}
