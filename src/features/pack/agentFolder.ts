import * as vscode from 'vscode';
import type { FolderFile, LeftOut } from '../../core/manifest/sharedPack.ts';
import { maxTextSize, readBounded, reasonOf } from '../../host/platform/files.ts';
import { readFolder, type Entry } from '../../host/platform/folderEntries.ts';
import { linkTarget } from '../../host/platform/linkTarget.ts';
import { UserError } from '../../host/userError.ts';

/** A manifest names no more. */
const mostFiles = 1_000;
const mostFolders = 200;

/** The markdown files of a folder. */
export interface FolderFiles {
	readonly files: readonly FolderFile[];
	readonly leftOut: readonly LeftOut[];
}

/**
 * Reads the markdown files of a folder and of those below it. No link is followed, so that nothing
 * else than what is in the folder comes along; the folder itself may be one.
 *
 * @throws UserError where the folder cannot be read, or has too many files
 */
export async function readAgentFolder(folder: vscode.Uri): Promise<FolderFiles> {
	const files: FolderFile[] = [];
	const leftOut: LeftOut[] = [];
	const folders: { readonly uri: vscode.Uri; readonly path: string }[] = [
		{ uri: await linkTarget(folder), path: '' },
	];
	for (const { uri, path } of folders) {
		const entries = await entriesOf(uri);
		for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
			const child = { uri: vscode.Uri.joinPath(uri, name), path: path + name };
			const isMarkdown = /\.md$/i.test(name);
			if (kind === 'link') leftOut.push({ path: child.path, reason: 'It is a link.' });
			else if (kind === 'folder') {
				if (!isSkipped(name)) folders.push({ ...child, path: `${child.path}/` });
			} else if (isMarkdown) {
				const read = await readBounded(child.uri, maxTextSize, { withoutLinks: true });
				if ('failure' in read) {
					throw new UserError(`The file ${child.path} ${reasonOf(read)}. Nothing was packaged.`);
				}
				files.push({ path: child.path, bytes: read.bytes });
			}
		}
		if (files.length > mostFiles || folders.length > mostFolders) {
			throw new UserError(
				'There are too many files in this folder. Choose the one with the agents.',
			);
		}
	}
	return { files, leftOut };
}

async function entriesOf(folder: vscode.Uri): Promise<readonly Entry[]> {
	const entries: Entry[] = [];
	const reading = await readFolder(folder, async (piece) => {
		for (const entry of piece) if (entry.name.isWellFormed()) entries.push(entry);
		return entries.length <= mostFiles;
	});
	if (reading !== 'read') throw new UserError('This folder cannot be read.');
	return entries;
}

/** Folders that hold what others have made. */
function isSkipped(name: string): boolean {
	return name === 'node_modules' || name === '.git';
}
