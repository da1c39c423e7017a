import * as vscode from 'vscode';

/** Whether a file of the workspace belongs to a package that is installed in it: it is somebody else's. */
export function isInInstalledPackage(uri: vscode.Uri): boolean {
	return vscode.workspace.asRelativePath(uri, false).split('/').includes('node_modules');
}
