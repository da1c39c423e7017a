import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './errorCode.ts';

/** Whoever holds the lock longer has been ended meanwhile. */
const longest = 120_000;
const pause = 100;

/**
 * Runs a task while no other window of VS Code runs one with the same folder.
 *
 * @param folder of the disk, which is made where it is missing
 */
export async function withFolderLock<T>(folder: string, task: () => Promise<T>): Promise<T> {
	const lock = path.join(folder, 'lock');
	await mkdir(folder, { recursive: true });
	while (!(await take(lock))) await sleep(pause);
	try {
		return await task();
	} finally {
		await rmdir(lock).catch((error: unknown) => {
			// Another window took it for one that nobody holds any more.
			if (codeOf(error) !== 'ENOENT') throw error;
		});
	}
}

async function take(lock: string): Promise<boolean> {
	try {
		await mkdir(lock);
		return true;
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
	const made = await stat(lock).catch(() => undefined);
	if (made && Date.now() - made.mtimeMs > longest) await rmdir(lock).catch(() => undefined);
	return false;
}
