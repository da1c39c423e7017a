import * as vscode from 'vscode';

/** The part of a file system in memory that refuses: nothing is made, moved or deleted in it. */
export class FixedFiles {
	watch(): vscode.Disposable {
		return new vscode.Disposable(() => undefined);
	}

	createDirectory(): void {
		throw vscode.FileSystemError.NoPermissions();
	}

	delete(...[uri]: [uri: vscode.Uri]): void {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	rename(): void {
		throw vscode.FileSystemError.NoPermissions();
	}
}
