import { existsSync } from 'node:fs';
import { lstat, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { fileId } from './fileId.ts';

const openFiles = '/proc/self/fd';

/** Whether the system tells where a file or folder lies that is open, whatever its path is now. */
export const knowsOpenPaths = process.platform === 'linux' && existsSync(openFiles);

/** A path that leads to what is open, and to nothing else, as long as it is; where that is known. */
export function openPath({ fd }: FileHandle): string {
	return `${openFiles}/${fd}`;
}

/**
 * Whether a path leads to an open file or folder without any link on it. Where the system tells, one
 * look answers it. Elsewhere links could change between two looks, so that there are three.
 */
export async function isAt(path: string, handle: FileHandle): Promise<boolean> {
	if (knowsOpenPaths) return (await readlink(openPath(handle))) === path;
	const found = await handle.stat();
	if ((await realpath(path)) !== path) return false;
	const there = await lstat(path);
	return fileId(there) === fileId(found) && (await realpath(path)) === path;
}
