import { readdir } from 'node:fs/promises';
import { setImmediate as others } from 'node:timers/promises';
import * as vscode from 'vscode';
import { exclusion } from '../../host/workspacePaths.ts';

export interface Entry {
	readonly name: string;
	/**
	 * A link is neither file nor folder: what it leads to may lie outside of the workspace, or above
	 * itself. Pipes, devices and sockets are `special`: nobody reads them to their end.
	 */
	readonly kind: 'file' | 'folder' | 'link' | 'special';
}

export interface WalkedFile {
	/** Inside the workspace folder, with `/`. */
	readonly relative: string;
	readonly uri: vscode.Uri;
}

/** After so long, in ms, what else waits in the extension host has its turn. */
const turn = 10;

export interface WalkLimits {
	/** Files and folders that are looked at. */
	readonly most?: number;
	/** How long it may take, in seconds. */
	readonly seconds?: number;
	/** A clock, in ms. */
	readonly now?: () => number;
}

/** What looking through files may cost, in files and in time. */
export class WalkBudget {
	/** Files and folders that may still be looked at. */
	left: number;
	readonly #most: number;
	readonly #seconds: number;
	readonly #now: () => number;
	readonly #start: number;
	#isSpent = false;
	#turnStart: number;

	constructor({ most = 50_000, seconds = 15, now = () => performance.now() }: WalkLimits = {}) {
		this.left = most;
		this.#most = most;
		this.#seconds = seconds;
		this.#now = now;
		this.#start = now();
		this.#turnStart = this.#start;
	}

	/** Whether there was too little left when more was asked for. */
	get isSpent(): boolean {
		return this.#isSpent;
	}

	/** Asks for more: whether any is left. */
	goesOn(): boolean {
		this.#isSpent ||= this.left <= 0 || this.#now() - this.#start >= this.#seconds * 1_000;
		return !this.#isSpent;
	}

	/** What was enough to end it: `50000 files and folders`, `5 seconds`. */
	get limit(): string {
		return this.left <= 0 ? `${this.#most} files and folders` : `${this.#seconds} seconds`;
	}

	/** Whether others have waited long enough; then `rest` lets them have their turn. */
	get isDue(): boolean {
		return this.#now() - this.#turnStart >= turn;
	}

	/** Without this no cancelling could arrive. */
	async rest(): Promise<void> {
		await others();
		this.#turnStart = this.#now();
	}
}

/** Folders that hold what is installed or made: nobody looks for anything in them by accident. */
const heavyFolders = new Set(['node_modules', '.git', '.svelte-kit', '.hg', '.svn']);

/**
 * The files below a folder, those of each folder in the order of their names and before its
 * subfolders. Leaves out links and what is no file, what `files.exclude` hides, and heavy folders other than the start.
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
			if (budget.isDue) await budget.rest();
			if (token.isCancellationRequested || !budget.goesOn()) return;
			budget.left--;
			const inside = relative === '' ? name : `${relative}/${name}`;
			if (kind === 'link' || heavyFolders.has(name) || isHidden(inside)) continue;
			if (kind === 'folder') folders.push(inside);
			else if (kind === 'file')
				yield { relative: inside, uri: vscode.Uri.joinPath(folder.uri, inside) };
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
		kind: entry.isSymbolicLink()
			? 'link'
			: entry.isDirectory()
				? 'folder'
				: entry.isFile()
					? 'file'
					: 'special',
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
					: type & vscode.FileType.File
						? 'file'
						: 'special',
	}));
}
