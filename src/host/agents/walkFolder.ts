import * as vscode from 'vscode';
import { isMissing } from '../platform/files.ts';
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
		let entries: [string, vscode.FileType][];
		try {
			const real = (await linkTarget(uri)).toString();
			if (seen.has(real) || seen.size > mostFolders) return;
			seen.add(real);
			entries = await vscode.workspace.fs.readDirectory(uri);
			folders.push(uri);
		} catch (error) {
			if (isMissing(error)) return;
			const reason = error instanceof Error ? error.message : String(error);
			faults.push({ uri, reason: `The folder cannot be read: ${reason}` });
			return;
		}
		for (const [name, type] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
			const child = vscode.Uri.joinPath(uri, name);
			const isFolder = (type & vscode.FileType.Directory) !== 0;
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
