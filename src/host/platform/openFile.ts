import * as vscode from 'vscode';
import { isFile } from './files.ts';
import { UserError } from '../userError.ts';

/**
 * Opens a file of a disk as a document, once it is known to be one: VS Code would wait for a pipe or
 * a device. Documents that are open, and those of providers, are opened as they are.
 *
 * @throws UserError where there is no file; whatever VS Code throws
 */
export async function openFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
	if (uri.scheme === 'file' && !(await isFile(uri))) {
		throw new UserError(`${vscode.workspace.asRelativePath(uri)} is no file, or is gone.`);
	}
	return vscode.workspace.openTextDocument(uri);
}
