import { codeOf } from './errorCode.ts';
import { constants } from 'node:fs';
import { lstat, mkdir, open, rmdir, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fileId } from './fileId.ts';
import { isAt, knowsOpenPaths, openPath } from './openPath.ts';

/** A file of the disk, or where one is to be. */
export interface DiskPlace {
	/** The path of a folder, without links. */
	readonly root: string;
	/** Of the folders below it, and of the file. */
	readonly names: readonly string[];
}

/** A file that was made, so that it can be told from others and taken back. */
export interface MadeFile {
	/** Its `ReadFile.id`. */
	readonly id: string;
	readonly bytes: Uint8Array;
	/** How many of the folders above it were made for it, from the innermost on. */
	readonly folders: number;
}

/** `exists` where something is there already, `link` where a name above it is a link or no folder. */
export type Creation = MadeFile | 'exists' | 'link';

/**
 * Makes a file, and the folders above it that are missing, in a folder of the disk. No link is
 * followed, also where links take the place of folders meanwhile: on Linux each name is looked up in
 * the folder that is open already; elsewhere the place is compared before anything is written. Where
 * it makes no file, it leaves no folder behind either.
 *
 * @throws what the disk says, such as that the folder may not be written
 */
export async function createWithoutLinks(place: DiskPlace, bytes: Uint8Array): Promise<Creation> {
	const { root, names } = place;
	const walk = new Walk(root);
	let creation: Creation | undefined;
	try {
		if (!(await walk.start())) return 'link';
		for (const name of names.slice(0, -1)) {
			if (!(await walk.enter(name, true))) return 'link';
		}
		const written = await walk.write(names.at(-1) ?? '', bytes);
		return (creation =
			typeof written === 'string' ? written : { ...written, bytes, folders: walk.made });
	} finally {
		await walk.close();
		if (typeof creation !== 'object') await removeFolders(place, walk.entered, walk.made);
	}
}

/**
 * Takes back a file that `createWithoutLinks` made, with the folders that were made for it and are
 * empty, unless it is another one now or has other bytes. No link is followed.
 *
 * @throws what the disk says
 */
export async function removeWithoutLinks(
	place: DiskPlace,
	made: MadeFile,
): Promise<'removed' | 'changed'> {
	const { root, names } = place;
	const walk = new Walk(root);
	try {
		if (!(await walk.start())) return 'changed';
		for (const name of names.slice(0, -1)) {
			if (!(await walk.enter(name, false))) return 'changed';
		}
		if (!(await walk.remove(names.at(-1) ?? '', made))) return 'changed';
	} finally {
		await walk.close();
	}
	await removeFolders(place, names.length - 1, made.folders);
	return 'removed';
}

/**
 * Removes the innermost `count` of the first `depth` folders of a path, as far as they are empty.
 */
async function removeFolders(
	{ root, names }: DiskPlace,
	depth: number,
	count: number,
): Promise<void> {
	for (let end = depth; end > depth - count; end--) {
		const walk = new Walk(root);
		try {
			let isThere = await walk.start();
			for (const name of names.slice(0, end - 1)) isThere &&= await walk.enter(name, false);
			if (!isThere || !(await walk.removeFolder(names[end - 1] ?? ''))) return;
		} finally {
			await walk.close();
		}
	}
}

/** `changed` where the file is another one or has other bytes than those that were looked at. */
export type Rewrite = 'written' | 'changed' | 'link';

/** What was looked at, and what is to take its place. */
export interface Rewriting {
	/** The file's `ReadFile.id`. */
	readonly id: string;
	readonly before: Uint8Array;
	readonly after: Uint8Array;
}

/**
 * Gives a file of the disk other bytes, if it is still the file that was looked at and has the same
 * bytes. No link is followed, as above; what is compared is what is written to.
 *
 * @throws what the disk says; then the file is as it was, as far as the disk lets it
 */
export async function rewriteWithoutLinks(
	{ root, names }: DiskPlace,
	rewriting: Rewriting,
): Promise<Rewrite> {
	const walk = new Walk(root);
	try {
		if (!(await walk.start())) return 'link';
		for (const name of names.slice(0, -1)) {
			if (!(await walk.enter(name, false))) return 'link';
		}
		return await walk.rewrite(names.at(-1) ?? '', rewriting);
	} finally {
		await walk.close();
	}
}

const folderFlags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);
const newFileFlags =
	constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const rewriteFlags = constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Goes down folder by folder. */
class Walk {
	#path: string;
	#folder: FileHandle | undefined;
	#entered = 0;
	#made = 0;

	constructor(root: string) {
		this.#path = root;
	}

	/** How many folders were gone into. */
	get entered(): number {
		return this.#entered;
	}

	/** How many folders were made; all that are below the first of them were. */
	get made(): number {
		return this.#made;
	}

	/** Goes into the first folder. @returns whether its path leads there without links */
	async start(): Promise<boolean> {
		if (!knowsOpenPaths) return true;
		const folder = await openFolder(this.#path);
		this.#folder = folder;
		return folder !== undefined && (await isAt(this.#path, folder));
	}

	/** Goes into a folder. @returns whether it is one */
	async enter(name: string, mayMake: boolean): Promise<boolean> {
		const below = this.#below(name);
		const isNew = mayMake && (await makeFolder(below));
		if (knowsOpenPaths) {
			const folder = await openFolder(below);
			if (!folder) return false;
			await this.close();
			this.#folder = folder;
		} else if (!(await lstat(below)).isDirectory()) {
			return false;
		}
		this.#path = path.join(this.#path, name);
		this.#entered++;
		if (isNew) this.#made++;
		return true;
	}

	async write(name: string, bytes: Uint8Array): Promise<Pick<MadeFile, 'id'> | 'exists' | 'link'> {
		const below = this.#below(name);
		let file: FileHandle;
		try {
			file = await open(below, newFileFlags);
		} catch (error) {
			if (codeOf(error) === 'EEXIST') return 'exists';
			throw error;
		}
		let isWritten = false;
		try {
			if (!(await this.#isHere(file, name))) return 'link';
			await file.writeFile(bytes);
			const id = fileId(await file.stat());
			isWritten = true;
			return { id };
		} finally {
			await file.close();
			if (!isWritten) await unlink(below);
		}
	}

	async rewrite(name: string, { id, before, after }: Rewriting): Promise<Rewrite> {
		const file = await openExisting(this.#below(name), rewriteFlags);
		if (!file) return 'link';
		try {
			const found = await file.stat();
			const isSame = found.isFile() && found.nlink === 1 && fileId(found) === id;
			if (!isSame || !(await this.#isHere(file, name))) return 'changed';
			if (!(await hasBytes(file, before))) return 'changed';
			await replaceBytes(file, before, after);
			return 'written';
		} finally {
			await file.close();
		}
	}

	/** Removes a file, if it is the one that was made. */
	async remove(name: string, { id, bytes }: MadeFile): Promise<boolean> {
		const below = this.#below(name);
		const file = await openExisting(below, readFlags);
		if (!file) return false;
		try {
			if (fileId(await file.stat()) !== id || !(await this.#isHere(file, name))) return false;
			if (!(await hasBytes(file, bytes))) return false;
			await unlink(below);
			return true;
		} finally {
			await file.close();
		}
	}

	/** Removes a folder. @returns whether it was empty */
	async removeFolder(name: string): Promise<boolean> {
		try {
			await rmdir(this.#below(name));
			return true;
		} catch {
			// Others have put something there, or have taken it away: then it is theirs.
			return false;
		}
	}

	async close(): Promise<void> {
		await this.#folder?.close();
		this.#folder = undefined;
	}

	#below(name: string): string {
		return path.join(this.#folder ? openPath(this.#folder) : this.#path, name);
	}

	/** Whether a file that has just been made lies where it was meant to. */
	async #isHere(file: FileHandle, name: string): Promise<boolean> {
		if (this.#folder) return true;
		return isAt(path.join(this.#path, name), file);
	}
}

/** @returns whether it was not there yet */
async function makeFolder(folder: string): Promise<boolean> {
	try {
		await mkdir(folder);
		return true;
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
		return false;
	}
}

/** `undefined` for a link. */
async function openExisting(file: string, flags: number): Promise<FileHandle | undefined> {
	try {
		return await open(file, flags);
	} catch (error) {
		if (codeOf(error) === 'ELOOP') return undefined;
		throw error;
	}
}

async function hasBytes(file: FileHandle, bytes: Uint8Array): Promise<boolean> {
	const size = bytes.byteLength + 1;
	const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
	return Buffer.compare(buffer.subarray(0, bytesRead), bytes) === 0;
}

async function replaceBytes(
	file: FileHandle,
	before: Uint8Array,
	after: Uint8Array,
): Promise<void> {
	try {
		await writeAll(file, after);
	} catch (error) {
		await writeAll(file, before);
		throw error;
	}
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.byteLength;) {
		const { bytesWritten } = await file.write(bytes, at, bytes.byteLength - at, at);
		at += bytesWritten;
	}
	await file.truncate(bytes.byteLength);
}

/** `undefined` for a link, and for what is no folder. */
async function openFolder(below: string): Promise<FileHandle | undefined> {
	try {
		return await open(below, folderFlags);
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ELOOP' || code === 'ENOTDIR') return undefined;
		throw error;
	}
}
