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
