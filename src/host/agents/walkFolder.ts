import * as vscode from 'vscode';
import { kindOf } from '../platform/files.ts';
import { readFolder, type Entry } from '../platform/folderEntries.ts';
import { linkTarget } from '../platform/linkTarget.ts';

/** What is in a folder and the folders below it. */
export interface FolderContents {
	readonly files: readonly vscode.Uri[];
	/** The folder itself, and those below it that were listed. */
	readonly folders: readonly vscode.Uri[];
	readonly faults: readonly { readonly uri: vscode.Uri; readonly reason: string }[];
}

/** No collection is as deep; where links cannot be followed to their end this ends their loops. */
const deepest = 32;
/** Nor has one as many folders: a link to the root of the disk does not make all of it one. */
const mostFolders = 2_000;

/** What to list. */
export interface Walk {
	/** Whether a file of this name is meant. */
	readonly accepts: (name: string) => boolean;
	/** Whether files in folders below count, too. */
	readonly isDeep: boolean;
	/** More files than this are not listed, which is a fault. */
	readonly most: number;
}

/**
 * Lists the files of a folder, in the order of their names. Links are followed, each folder is listed
 * once, so that loops of links end. Never rejects: a folder that is not there has no files, and one
 * that cannot be listed is a fault.
 */
export async function walkFolder(
	folder: vscode.Uri,
	{ accepts, isDeep, most }: Walk,
): Promise<FolderContents> {
	const files: vscode.Uri[] = [];
	const faults: { uri: vscode.Uri; reason: string }[] = [];
	const folders: vscode.Uri[] = [];
	const seen = new Set<string>();
	const walk = async (uri: vscode.Uri, depth: number): Promise<void> => {
		const real = await linkTarget(uri);
		if (seen.has(real.toString()) || seen.size > mostFolders) return;
		seen.add(real.toString());
		const entries: Entry[] = [];
		const reading = await readFolder(real, async (piece) => {
			for (const entry of piece) {
				const mayBeFolder = isDeep && (entry.kind === 'folder' || entry.kind === 'link');
				// What has half a character in its name has no address, to VS Code either.
				if ((mayBeFolder || accepts(entry.name)) && entry.name.isWellFormed()) entries.push(entry);
			}
			return entries.length <= most + mostFolders;
		});
		// A file in the place of a folder has no agents in it either.
		if (reading === 'missing' || reading === 'noFolder') return;
		if (reading !== 'read') {
			faults.push({ uri, reason: 'The folder cannot be read. Look at its permissions.' });
			return;
		}
		folders.push(uri);
		for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
			const child = vscode.Uri.joinPath(uri, name);
			const isFolder = (kind === 'link' ? await kindOf(child) : kind) === 'folder';
			if (files.length > most) return;
			if (!isFolder && accepts(name)) files.push(child);
			if (!isFolder || !isDeep) continue;
			if (depth < deepest) await walk(child, depth + 1);
			else faults.push({ uri: child, reason: 'The folder is too deep to be read.' });
		}
	};
	await walk(folder, 0);
	if (files.length > most) {
		files.length = most;
		faults.push({ uri: folder, reason: tooManyFiles(most) });
	}
	if (seen.size > mostFolders) {
		const reason = `There are more than ${mostFolders.toLocaleString('en')} folders; the others are not read.`;
		faults.push({ uri: folder, reason });
	}
	return { files, folders, faults };
}

/** Why not all agent files of a place are read. */
export function tooManyFiles(most: number): string {
	return `There are more than ${most.toLocaleString('en')} agent files; the others are not read.`;
}
