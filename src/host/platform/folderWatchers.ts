import { watch, type FSWatcher } from 'node:fs';
import * as vscode from 'vscode';

/** Systems hand out a limited number; further folders have VS Code's own watchers. */
const mostFolders = 500;

/**
 * Tells what happens right in single folders of this machine. VS Code's watcher of a whole workspace
 * goes deaf in folders that were made in quick succession, and takes seconds to notice that a folder
 * outside of the workspace has come.
 */
export class FolderWatchers implements vscode.Disposable {
	readonly #watchers = new Map<string, FSWatcher>();
	readonly #onChange: (uri: vscode.Uri) => void;

	/** @param onChange hears of a file or folder that may have come, changed or gone */
	constructor(onChange: (uri: vscode.Uri) => void) {
		this.#onChange = onChange;
	}

	/** Watches a folder, if it is there, until it has gone. */
	follow(folder: vscode.Uri): void {
		const path = folder.fsPath;
		if (folder.scheme !== 'file' || this.#watchers.has(path)) return;
		if (this.#watchers.size >= mostFolders) return;
		let watcher: FSWatcher;
		try {
			watcher = watch(path, { persistent: false });
		} catch {
			// It is not there, or the system has no watcher left: then VS Code's have to do.
			return;
		}
		this.#watchers.set(path, watcher);
		const own = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
		watcher.on('change', (_kind, changed) => {
			const name = String(changed ?? '.');
			this.#onChange(vscode.Uri.joinPath(folder, name));
			if (name !== own) return;
			// So it says that the folder has gone: nothing more is heard, and one of its name is another.
			this.#leave(path);
			this.#onChange(folder);
			this.follow(folder);
		});
		watcher.on('error', () => this.#leave(path));
	}

	dispose(): void {
		for (const path of this.#watchers.keys()) this.#leave(path);
	}

	#leave(path: string): void {
		this.#watchers.get(path)?.close();
		this.#watchers.delete(path);
	}
}
