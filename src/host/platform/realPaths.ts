import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import { codeOf } from './errorCode.ts';
import type { DiskPlace } from './withoutLinks.ts';

/** Where a path inside a folder leads. */
export type LedPath =
	/** Relative to the folder, with `/`; empty for the folder itself. */
	| { readonly target: string }
	| { readonly leadsOut: true }
	/** The name of a link whose target is missing: it could lead anywhere once that exists. */
	| { readonly brokenLink: string };

/**
 * Where a path inside a folder leads once all links are followed, whether or not it exists. File
 * systems other than the disk's have no links.
 *
 * @throws what the disk says, but for what is missing
 */
export async function followLinks(folder: vscode.Uri, uri: vscode.Uri): Promise<LedPath> {
	if (uri.scheme !== 'file') return { target: path.posix.relative(folder.path, uri.path) };
	const [root, real] = await Promise.all([realpath(folder.fsPath), realPathOf(uri.fsPath)]);
	if (typeof real === 'object') return real;
	const relative = path.relative(root, real);
	const isInside =
		relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
	return isInside ? { target: relative.split(path.sep).join('/') } : { leadsOut: true };
}

/**
 * Where a path inside a folder lies on the disk; `undefined` for other file systems.
 *
 * @param target inside the folder, with its links followed
 */
export async function diskPlace(
	folder: vscode.Uri,
	target: string,
): Promise<DiskPlace | undefined> {
	if (folder.scheme !== 'file') return undefined;
	return { root: await realpath(folder.fsPath), names: target.split('/') };
}

/** The real path of what exists of a path, with the rest behind it. */
async function realPathOf(file: string): Promise<string | { readonly brokenLink: string }> {
	try {
		return await realpath(file);
	} catch (error) {
		const parent = path.dirname(file);
		if (!isMissing(error) || parent === file) throw error;
		if (await isLink(file)) return { brokenLink: path.basename(file) };
		const above = await realPathOf(parent);
		return typeof above === 'string' ? path.join(above, path.basename(file)) : above;
	}
}

async function isLink(file: string): Promise<boolean> {
	try {
		return (await lstat(file)).isSymbolicLink();
	} catch (error) {
		if (isMissing(error)) return false;
		throw error;
	}
}

function isMissing(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}
