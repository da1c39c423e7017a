import { basename } from 'node:path';
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
	/** By path and name. */
	readonly #watchers = new Map<string, FSWatcher>();
	readonly #onChange: (uri: vscode.Uri) => void;

	/** @param onChange hears of a file or folder that may have come, changed or gone */
	constructor(onChange: (uri: vscode.Uri) => void) {
		this.#onChange = onChange;
	}

	/**
	 * Watches a folder, if it is there, until it has gone.
	 *
	 * @param only the one name in it that is of interest
	 */
	follow(folder: vscode.Uri, only?: string): void {
		const path = folder.fsPath;
		const key = `${path}\n${only ?? ''}`;
		if (folder.scheme !== 'file' || this.#watchers.has(key)) return;
		if (this.#watchers.size >= mostFolders) return;
		let watcher: FSWatcher;
		try {
			watcher = watch(path, { persistent: false });
		} catch {
			// It is not there, or the system has no watcher left: then VS Code's have to do.
			return;
		}
		this.#watchers.set(key, watcher);
		const own = basename(path);
		watcher.on('change', (_kind, changed) => {
			const name = String(changed ?? '.');
			if (only === undefined || name === only) this.#onChange(vscode.Uri.joinPath(folder, name));
			if (name !== own) return;
			// So it says that the folder has gone: nothing more is heard, and one of its name is another.
			this.#leave(key);
			this.#onChange(folder);
			this.follow(folder, only);
		});
		watcher.on('error', () => this.#leave(key));
	}

	dispose(): void {
		for (const key of this.#watchers.keys()) this.#leave(key);
	}

	#leave(key: string): void {
		this.#watchers.get(key)?.close();
		this.#watchers.delete(key);
	}
}
