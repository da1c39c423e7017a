import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import * as vscode from 'vscode';

/** A file as it lies where its path leads at this moment. */
export interface DiskFile {
	readonly bytes: Uint8Array;
	/** Tells it from every other file; empty for file systems other than the disk's. */
	readonly id: string;
	/** Under how many names it is known; more than one where it has hard links. */
	readonly links: number;
	readonly isReadonly: boolean;
}

/** Why there is nothing to edit. */
export type NoDiskFile = 'missing' | 'folder' | 'noFile' | 'tooLarge' | 'unreadable';

/**
 * Reads a file that is about to be changed. Waits for no pipe, and follows no link at the end of the
 * path.
 *
 * @param most bytes; a larger file is not read
 */
export async function readDiskFile(uri: vscode.Uri, most: number): Promise<DiskFile | NoDiskFile> {
	try {
		return uri.scheme === 'file'
			? await readLocal(uri.fsPath, most)
			: await readProvided(uri, most);
	} catch (error) {
		return isMissing(error) ? 'missing' : 'unreadable';
	}
}

const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const writeBits = 0o222;

async function readLocal(path: string, most: number): Promise<DiskFile | NoDiskFile> {
	// A device may do something when it is opened.
	const seen = await lstat(path);
	if (seen.isDirectory()) return 'folder';
	if (!seen.isFile()) return 'noFile';
	const handle = await open(path, flags);
	try {
		// It may be another one than a moment ago.
		const found = await handle.stat();
		if (!found.isFile()) return 'noFile';
		if (found.size > most) return 'tooLarge';
		const { buffer, bytesRead } = await handle.read(
			Buffer.alloc(found.size + 1),
			0,
			found.size + 1,
			0,
		);
		// It grows or shrinks while it is read.
		if (bytesRead !== found.size) return 'unreadable';
		return {
			bytes: buffer.subarray(0, bytesRead),
			id: idOf(found),
			links: found.nlink,
			isReadonly: (found.mode & writeBits) === 0,
		};
	} finally {
		await handle.close();
	}
}

async function readProvided(uri: vscode.Uri, most: number): Promise<DiskFile | NoDiskFile> {
	const { type, size, permissions } = await vscode.workspace.fs.stat(uri);
	if (type & vscode.FileType.Directory) return 'folder';
	if (size > most) return 'tooLarge';
	return {
		bytes: await vscode.workspace.fs.readFile(uri),
		id: '',
		links: 1,
		isReadonly: permissions === vscode.FilePermission.Readonly,
	};
}

/** What `DiskFile.id` is made of. */
export function idOf({ dev, ino }: Stats): string {
	return `${dev}:${ino}`;
}

function isMissing(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return code === 'ENOENT' || code === 'ENOTDIR' || code === 'FileNotFound';
}
