import { codeOf } from './errorCode.ts';
import { constants, type Dirent } from 'node:fs';
import { lstat, open, opendir, realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { fileId } from './fileId.ts';
import { isAt, knowsOpenPaths, openPath } from './openPath.ts';

export interface Entry {
	readonly name: string;
	/**
	 * A link is neither file nor folder: what it leads to may lie outside of the workspace, or above
	 * itself. Pipes, devices and sockets are `special`: nobody reads them to their end.
	 */
	readonly kind: 'file' | 'folder' | 'link' | 'special';
}

/**
 * How reading a folder ended: to its end, or as soon as no more was wanted; nothing is there, it is no
 * folder, there is a link on the path, or anything else.
 */
export type FolderReading = 'read' | 'missing' | 'noFolder' | 'link' | 'unreadable';

/** Takes some entries. @returns whether more are wanted */
export type TakeEntries = (entries: readonly Entry[]) => Promise<boolean>;

/** Entries that are read at once: some tenths of a millisecond. */
const pieceSize = 256;

/**
 * Reads what is in a folder, in no order, and hands it over in pieces, between which others have
 * their turn. The path has to be free of links, also while it is read: on Linux what is read is the
 * folder that is open and known to lie there; elsewhere each piece is dropped unless the folder lies
 * there before and after. Rejects with what `take` throws alone.
 */
export async function readFolder(uri: vscode.Uri, take: TakeEntries): Promise<FolderReading> {
	let isTaking = false;
	const taking: TakeEntries = async (entries) => {
		isTaking = true;
		const goesOn = await take(entries);
		isTaking = false;
		return goesOn;
	};
	try {
		if (uri.scheme !== 'file') return await readProvider(uri, taking);
		return await (knowsOpenPaths ? readOpen(uri.fsPath, taking) : readByPath(uri.fsPath, taking));
	} catch (error) {
		if (isTaking) throw error;
		return readingOf(error);
	}
}

const folderFlags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

async function readOpen(path: string, take: TakeEntries): Promise<FolderReading> {
	const handle = await open(path, folderFlags);
	try {
		if (!(await isAt(path, handle))) return 'link';
		await readPieces(openPath(handle), take);
		return 'read';
	} finally {
		await handle.close();
	}
}

async function readByPath(path: string, take: TakeEntries): Promise<FolderReading> {
	const found = await lstat(path);
	if (found.isSymbolicLink()) return 'link';
	if (!found.isDirectory()) return 'noFolder';
	const isThere = async (): Promise<boolean> =>
		(await realpath(path)) === path &&
		fileId(await lstat(path)) === fileId(found) &&
		(await realpath(path)) === path;
	let isSame = await isThere();
	await readPieces(path, async (entries) => {
		isSame &&= await isThere();
		return isSame && take(entries);
	});
	return isSame ? 'read' : 'link';
}

async function readPieces(path: string, take: TakeEntries): Promise<void> {
	const folder = await opendir(path, { bufferSize: pieceSize });
	let piece: Entry[] = [];
	// It is closed at the end of the loop, however that comes.
	for await (const entry of folder) {
		piece.push({ name: entry.name, kind: kindOfEntry(entry) });
		if (piece.length < pieceSize) continue;
		const goesOn = await take(piece);
		piece = [];
		if (!goesOn) return;
	}
	if (piece.length > 0) await take(piece);
}

function kindOfEntry(entry: Dirent): Entry['kind'] {
	if (entry.isSymbolicLink()) return 'link';
	if (entry.isDirectory()) return 'folder';
	return entry.isFile() ? 'file' : 'special';
}

async function readProvider(uri: vscode.Uri, take: TakeEntries): Promise<FolderReading> {
	const entries = await vscode.workspace.fs.readDirectory(uri);
	for (let at = 0; at < entries.length; at += pieceSize) {
		const piece = entries.slice(at, at + pieceSize).map(([name, type]): Entry => {
			if (type & vscode.FileType.SymbolicLink) return { name, kind: 'link' };
			if (type & vscode.FileType.Directory) return { name, kind: 'folder' };
			return { name, kind: type & vscode.FileType.File ? 'file' : 'special' };
		});
		if (!(await take(piece))) break;
	}
	return 'read';
}

function readingOf(error: unknown): FolderReading {
	switch (codeOf(error)) {
		case 'ENOENT':
		case 'FileNotFound':
			return 'missing';
		// Linux says so of a link too, where a folder is asked for and no link.
		case 'ENOTDIR':
		case 'FileNotADirectory':
			return 'noFolder';
		case 'ELOOP':
			return 'link';
		default:
			return 'unreadable';
	}
}
