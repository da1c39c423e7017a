import { codeOf } from './errorCode.ts';
import { constants, readFileSync, statSync, type Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import * as vscode from 'vscode';
import { fileId } from './fileId.ts';
import { isAt } from './openPath.ts';

/**
 * Why a file was not read: nothing is there, a folder, what is no file to read from to its end (a
 * pipe, a device, a socket), more than may be read, what is no text where text was asked for, a path
 * on which there is a link where there must be none, or anything else.
 */
export type ReadFailure =
	| 'missing'
	| 'folder'
	| 'special'
	| 'tooLarge'
	| 'binary'
	| 'link'
	| 'unreadable';

export interface FailedRead {
	readonly failure: ReadFailure;
	/** Bytes that were read nevertheless. */
	readonly spent: number;
	/** Bytes of the file, as far as they are known. */
	readonly size: number;
	/** What was thrown; its message may hold an absolute path. */
	readonly cause?: unknown;
}

export type Read<T> = T | FailedRead;

/** A file that was read, as it was at that moment. */
export interface ReadFile {
	readonly bytes: Uint8Array;
	/** Tells it from every other file; empty for file systems other than the disk's. */
	readonly id: string;
	/** Under how many names it is known; more than one where it has hard links. */
	readonly links: number;
	readonly isReadonly: boolean;
}

export interface ReadOptions {
	/** What has a NUL byte near its beginning is left after that, as `binary`. */
	readonly textOnly?: boolean;
	/** The path has to be free of links when the file is open, so that it is the one that was checked. */
	readonly withoutLinks?: boolean;
}

/** Configuration files, agent files and code of people: none is larger (bytes). */
export const maxTextSize = 1024 * 1024;

/** The extension's own files may be so large (bytes). */
const maxOwnSize = 4 * maxTextSize;
/** Enough to tell binary files by. */
const headSize = 8 * 1024;

/**
 * The bytes of a file of at most `max` bytes. This is the one way in which the extension reads files
 * that it did not bring: it never waits for a pipe or a device, and reads no more than `max + 1`
 * bytes. Files of this machine are read without the way through VS Code's main process, which costs
 * some milliseconds. Never rejects.
 */
export async function readBounded(
	uri: vscode.Uri,
	max: number,
	options: ReadOptions = {},
): Promise<Read<ReadFile>> {
	try {
		return uri.scheme === 'file'
			? await readLocal(uri.fsPath, max, options)
			: await readElsewhere(uri, max, options);
	} catch (error) {
		return failed(failureOf(error, options), { cause: error });
	}
}

/** The text of a file of at most `max` bytes, unsaved changes included. Never rejects. */
export async function readBoundedText(
	uri: vscode.Uri,
	max = maxTextSize,
	options: ReadOptions = {},
): Promise<Read<{ readonly text: string }>> {
	const text = openText(uri);
	if (text !== undefined) {
		return text.length > max ? failed('tooLarge', { size: text.length }) : { text };
	}
	const read = await readBounded(uri, max, options);
	return 'failure' in read ? read : { text: new TextDecoder().decode(read.bytes) };
}

/**
 * The text of a file, unsaved changes included; `undefined` where there is none, and also where there
 * is something that cannot be read or is larger than `max` bytes.
 */
export async function readText(uri: vscode.Uri, max = maxTextSize): Promise<string | undefined> {
	const read = await readBoundedText(uri, max);
	return 'text' in read ? read.text : undefined;
}

/**
 * The bytes of a file that the extension brings, which lies beside its code. To wait for them would
 * take longer than to read them: some milliseconds where the extension host is busy. Throws when the
 * file cannot be read.
 */
export function readOwnFile(uri: vscode.Uri): Buffer {
	const found = statSync(uri.fsPath);
	if (!found.isFile() || found.size > maxOwnSize)
		throw new Error('It is no file of the extension.');
	return readFileSync(uri.fsPath);
}

/**
 * What tells a file from what it was before, unsaved changes included; `undefined` where there is none.
 * On a disk it is looked at while one waits, which takes microseconds: to wait for it would take longer.
 */
export async function stampOf(uri: vscode.Uri): Promise<string | undefined> {
	const document = openDocument(uri);
	if (document) return `document ${numberOf(document)} version ${document.version}`;
	if (uri.scheme === 'file') return stampOnDisk(uri);
	try {
		const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
		return type & vscode.FileType.File ? `${size} ${mtime}` : undefined;
	} catch {
		// There is none, or it may not be looked at: then nothing is read of it either.
		return undefined;
	}
}

const numbers = new WeakMap<vscode.TextDocument, number>();
let documents = 0;

/** A file that is closed and opened again begins with the same version, whatever is in it by then. */
function numberOf(document: vscode.TextDocument): number {
	const number = numbers.get(document) ?? documents++;
	numbers.set(document, number);
	return number;
}

/** File systems keep times as coarsely (ms). */
const coarsestTime = 2_000;
let unsettled = 0;

/**
 * What tells a file of the disk from what it was before; `undefined` where there is none. As long as
 * two stamps are the same, so is the file: the time of its last change is in them, which nobody can
 * set. A file that has changed just now may do so again without another time, and gets a stamp that is
 * like no other.
 */
export function stampOnDisk(uri: vscode.Uri): string | undefined {
	let found: Stats | undefined;
	try {
		found = statSync(uri.fsPath, { throwIfNoEntry: false });
	} catch {
		// It may not be looked at: then nothing is read of it either.
		return undefined;
	}
	if (!found?.isFile()) return undefined;
	const { size, mtimeMs, ctimeMs } = found;
	const age = Date.now() - Math.max(mtimeMs, ctimeMs);
	const settled = age > coarsestTime ? '' : ` ${unsettled++}`;
	return `${fileId(found)} ${size} ${mtimeMs} ${ctimeMs}${settled}`;
}

/** Whether there is a file that can be read to its end, also by way of a link. */
export async function isFile(uri: vscode.Uri): Promise<boolean> {
	try {
		const { type } = await vscode.workspace.fs.stat(uri);
		return (type & vscode.FileType.File) !== 0;
	} catch {
		// `stat` rejects for what does not exist; that is the answer.
		return false;
	}
}

/** What is at a place; `undefined` where nothing is. */
export async function kindOf(uri: vscode.Uri): Promise<'file' | 'folder' | undefined> {
	try {
		const { type } = await vscode.workspace.fs.stat(uri);
		return type & vscode.FileType.Directory ? 'folder' : 'file';
	} catch {
		// `stat` rejects for what does not exist; that is the answer.
		return undefined;
	}
}

/** Why something was not read, as the end of a sentence that names it. */
export function reasonOf({ failure }: FailedRead, max = maxTextSize): string {
	switch (failure) {
		case 'missing':
			return 'does not exist';
		case 'folder':
			return 'is a folder';
		case 'special':
			return 'is no regular file, but a pipe, a device or a socket';
		case 'tooLarge':
			return `is larger than ${Math.round(max / 1024 / 1024)} MiB`;
		case 'binary':
			return 'is a binary file and has no text';
		case 'link':
			return 'was replaced by a link in the meantime';
		case 'unreadable':
			return 'cannot be read';
	}
}

function openText(uri: vscode.Uri): string | undefined {
	return openDocument(uri)?.getText();
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
	return vscode.workspace.textDocuments.find(
		(each) => each.uri.path === uri.path && each.uri.toString() === uri.toString(),
	);
}

async function readLocal(
	path: string,
	max: number,
	{ textOnly = false, withoutLinks = false }: ReadOptions,
): Promise<Read<ReadFile>> {
	// Some devices do something when they are opened, and a pipe takes what its writer has sent.
	const before = withoutLinks ? await lstat(path) : await stat(path);
	const refusal = refusalOf(before, max);
	if (refusal) return refusal;
	const flags = openFlags | (withoutLinks ? noFollow : 0);
	const handle = await open(path, flags);
	try {
		// It may be another one than a moment ago.
		const found = await handle.stat();
		const refused = refusalOf(found, max);
		if (refused) return refused;
		if (withoutLinks && !(await isAt(path, handle))) return failed('link');
		const read = await readAll(handle, found.size, max, textOnly);
		if ('failure' in read) return read;
		const isReadonly = (found.mode & writeBits) === 0;
		return { ...read, id: fileId(found), links: found.nlink, isReadonly };
	} finally {
		await handle.close();
	}
}

/** Windows has neither; there, opening waits for nothing. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const noFollow = constants.O_NOFOLLOW ?? 0;
const writeBits = 0o222;

function refusalOf(found: Stats, max: number): FailedRead | undefined {
	if (found.isSymbolicLink()) return failed('link');
	if (found.isDirectory()) return failed('folder');
	if (!found.isFile()) return failed('special');
	return found.size > max ? failed('tooLarge', { size: found.size }) : undefined;
}

async function readAll(
	handle: FileHandle,
	size: number,
	max: number,
	textOnly: boolean,
): Promise<Read<{ readonly bytes: Uint8Array }>> {
	// One more than it says: the end is known when there is room left.
	let buffer = Buffer.allocUnsafe(Math.min(Math.max(size, headSize), max) + 1);
	let length = 0;
	for (;;) {
		if (length === buffer.length) {
			if (length > max) return failed('tooLarge', { spent: length, size: length });
			// It has grown, or did not tell its size, as files in /proc.
			const larger = Buffer.allocUnsafe(Math.min(buffer.length * 2, max + 1));
			buffer.copy(larger);
			buffer = larger;
		}
		const isHead = textOnly && length < headSize;
		const room = buffer.length - length;
		const { bytesRead } = await handle.read({
			buffer,
			offset: length,
			length: isHead ? Math.min(room, headSize) : room,
			position: null,
		});
		const end = length + bytesRead;
		if (isHead && buffer.subarray(length, end).includes(0)) return failed('binary', { spent: end });
		length = end;
		if (bytesRead === 0) return { bytes: buffer.subarray(0, length) };
	}
}

async function readElsewhere(
	uri: vscode.Uri,
	max: number,
	{ textOnly = false }: ReadOptions,
): Promise<Read<ReadFile>> {
	const { type, size, permissions } = await vscode.workspace.fs.stat(uri);
	if (type & vscode.FileType.Directory) return failed('folder');
	if (!(type & vscode.FileType.File)) return failed('special');
	if (size > max) return failed('tooLarge', { size });
	const bytes = await vscode.workspace.fs.readFile(uri);
	const spent = bytes.byteLength;
	if (spent > max) return failed('tooLarge', { spent, size: spent });
	if (textOnly && bytes.subarray(0, headSize).includes(0)) return failed('binary', { spent });
	return { bytes, id: '', links: 1, isReadonly: permissions === vscode.FilePermission.Readonly };
}

function failed(failure: ReadFailure, more: Partial<Omit<FailedRead, 'failure'>> = {}): FailedRead {
	return { failure, spent: 0, size: 0, ...more };
}

function failureOf(error: unknown, { withoutLinks }: ReadOptions): ReadFailure {
	switch (codeOf(error)) {
		case 'ENOENT':
		case 'ENOTDIR':
		case 'FileNotFound':
		case 'FileNotADirectory':
			return 'missing';
		case 'EISDIR':
		case 'FileIsADirectory':
			return 'folder';
		// What opening a socket, or a device without its hardware, gives.
		case 'ENXIO':
		case 'ENODEV':
		case 'EOPNOTSUPP':
			return 'special';
		case 'ELOOP':
			return withoutLinks ? 'link' : 'unreadable';
		default:
			return 'unreadable';
	}
}

/** The path of a file below a folder; `undefined` if it is elsewhere. */
export function pathWithin(root: vscode.Uri, file: vscode.Uri): string | undefined {
	if (root.scheme !== file.scheme || root.authority !== file.authority) return undefined;
	const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
	return file.path.startsWith(prefix) ? file.path.slice(prefix.length) : undefined;
}
