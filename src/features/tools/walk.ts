import { setImmediate as others } from 'node:timers/promises';
import * as vscode from 'vscode';
import { SortedTexts } from '../../core/text/sortedTexts.ts';
import { readFolder } from '../../host/platform/folderEntries.ts';
import { linkTarget } from '../../host/platform/linkTarget.ts';
import { exclusion } from './workspacePaths.ts';

export interface WalkedFile {
	/** Inside the workspace folder, with `/`. */
	readonly relative: string;
	/** Free of links when its folder was read. */
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
 * No link is followed, also where one takes the place of a folder meanwhile. Ends when the budget is
 * spent, or the token is cancelled; of a folder that is larger than the budget it gives what was read.
 */
export async function* walkFiles(
	folder: vscode.WorkspaceFolder,
	start: string,
	budget: WalkBudget,
	token: vscode.CancellationToken,
): AsyncGenerator<WalkedFile> {
	const isHidden = exclusion(folder);
	const root = await linkTarget(folder.uri);
	const waiting = [start];
	for (let above = waiting.pop(); above !== undefined; above = waiting.pop()) {
		const files = new SortedTexts();
		const folders = new SortedTexts();
		await readFolder(inside(root, above), async (entries) => {
			for (const { name, kind } of entries) {
				if (budget.isDue) await budget.rest();
				if (token.isCancellationRequested || !budget.goesOn()) return false;
				budget.left--;
				const relative = above === '' ? name : `${above}/${name}`;
				if (kind === 'link' || heavyFolders.has(name) || isHidden(relative)) continue;
				if (kind === 'folder') folders.add(relative);
				else if (kind === 'file') files.add(relative);
			}
			return true;
		});
		for (const relative of files) {
			if (budget.isDue) await budget.rest();
			if (token.isCancellationRequested) return;
			yield { relative, uri: inside(root, relative) };
		}
		if (budget.isSpent) return;
		// The one that was put there last comes next.
		for (const relative of [...folders].toReversed()) waiting.push(relative);
	}
}

function inside(root: vscode.Uri, relative: string): vscode.Uri {
	return relative === '' ? root : vscode.Uri.joinPath(root, relative);
}
