import * as vscode from 'vscode';

/** Which documents have been saved since the window opened: one that was not may be a new file. */
export class SavedFiles implements vscode.Disposable {
	readonly #saved = new Set<string>();
	readonly #saving: vscode.Disposable;

	constructor() {
		this.#saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
			this.#saved.add(uri.toString());
		});
	}

	has({ uri }: vscode.TextDocument): boolean {
		return this.#saved.has(uri.toString());
	}

	dispose(): void {
		this.#saving.dispose();
	}
}
