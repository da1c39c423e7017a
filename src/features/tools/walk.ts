import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { exclusion } from '../../host/workspacePaths.ts';

export interface Entry {
	readonly name: string;
	/** A link is neither: what it leads to may lie outside of the workspace, or above itself. */
	readonly kind: 'file' | 'folder' | 'link';
}

export interface WalkedFile {
	/** Inside the workspace folder, with `/`. */
	readonly relative: string;
	readonly uri: vscode.Uri;
}

/** What a walk may cost. */
export class WalkBudget {
	/** Files and folders that may still be looked at. */
	left: number;
	readonly most: number;

	constructor(most = 50_000) {
		this.most = most;
		this.left = most;
	}

	get isSpent(): boolean {
		return this.left <= 0;
	}
}

/** Folders that hold what is installed or made: nobody looks for anything in them by accident. */
const heavyFolders = new Set(['node_modules', '.git', '.svelte-kit', '.hg', '.svn']);

/**
 * The files below a folder, those of each folder in the order of their names and before its
 * subfolders. Leaves out links, what `files.exclude` hides, and heavy folders other than the start.
 * Ends when the budget is spent or the token is cancelled.
 */
export async function* walkFiles(
	folder: vscode.WorkspaceFolder,
	start: string,
	budget: WalkBudget,
	token: vscode.CancellationToken,
): AsyncGenerator<WalkedFile> {
	const isHidden = exclusion(folder);
	const waiting = [start];
	for (let relative = waiting.shift(); relative !== undefined; relative = waiting.shift()) {
		const uri = relative === '' ? folder.uri : vscode.Uri.joinPath(folder.uri, relative);
		const folders: string[] = [];
		for (const { name, kind } of await readEntries(uri)) {
			if (token.isCancellationRequested || budget.isSpent) return;
			budget.left--;
			const inside = relative === '' ? name : `${relative}/${name}`;
			if (kind === 'link' || heavyFolders.has(name) || isHidden(inside)) continue;
			if (kind === 'folder') folders.push(inside);
			else yield { relative: inside, uri: vscode.Uri.joinPath(folder.uri, inside) };
		}
		waiting.unshift(...folders);
	}
}

/** What is in a folder, by name; empty where it cannot be read. */
export async function readEntries(uri: vscode.Uri): Promise<readonly Entry[]> {
	try {
		const entries = uri.scheme === 'file' ? await readDisk(uri) : await readOther(uri);
		return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		// A folder that may not be listed, or went away meanwhile, has nothing to tell.
		return [];
	}
}

async function readDisk(uri: vscode.Uri): Promise<readonly Entry[]> {
	const entries = await readdir(uri.fsPath, { withFileTypes: true });
	return entries.map((entry) => ({
		name: entry.name,
		kind: entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : 'file',
	}));
}

async function readOther(uri: vscode.Uri): Promise<readonly Entry[]> {
	const entries = await vscode.workspace.fs.readDirectory(uri);
	return entries.map(([name, type]) => ({
		name,
		kind:
			type & vscode.FileType.SymbolicLink
				? 'link'
				: type & vscode.FileType.Directory
					? 'folder'
					: 'file',
	}));
}
