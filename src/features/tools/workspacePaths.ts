import path from 'node:path';
import * as vscode from 'vscode';
import { isSecretPath } from '../../core/workspace/secretFiles.ts';
import { plain, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { ToolError } from '../../host/toolError.ts';
import { excludedPaths, type PathsTest } from '../../host/settingGlobs.ts';
import { diskPlace, followLinks } from '../../host/platform/realPaths.ts';
import type { DiskPlace } from '../../host/platform/withoutLinks.ts';

/** A file or folder inside a workspace folder, whether or not it exists. */
export interface WorkspacePath {
	/** Where the links on the path lead, so that what is opened is what was looked at. */
	readonly uri: vscode.Uri;
	readonly folder: vscode.WorkspaceFolder;
	/** As models and users know it: relative to its folder, which is named where there are several. */
	readonly label: string;
	/** The same for people to check before they agree: with the target of links, and nothing hidden. */
	readonly shown: PlainText;
	/** Inside the folder, with `/`; empty for the folder itself. */
	readonly relative: string;
	/** The same once all links are followed. */
	readonly target: string;
	/** Whether the path, or what a link on it leads to, may hold secrets. */
	readonly isSecret: boolean;
}

/**
 * Finds what a model means by a path: relative to a workspace folder, led by the folder's name where
 * there are several, or absolute.
 *
 * @throws ToolError, where the path is outside of the workspace, also by way of
 * a link, or hidden by `files.exclude`
 */
export async function resolveInWorkspace(written: string): Promise<WorkspacePath> {
	const { folder, relative } = locate(written);
	const label = labelOf(folder, relative);
	if (isExcluded(folder, relative)) {
		throw new ToolError(`${label} is hidden by the setting files.exclude and cannot be used.`);
	}
	const led = await followLinks(folder.uri, uriIn(folder.uri, relative));
	if ('leadsOut' in led) {
		throw new ToolError(
			`${label} is a link that leads out of the workspace. Only files inside of it can be used.`,
		);
	}
	if ('brokenLink' in led) throw new ToolError(`${led.brokenLink} is a link to nothing.`);
	const { target } = led;
	if (isExcluded(folder, target)) {
		throw new ToolError(`${label} leads to what the setting files.exclude hides.`);
	}
	const isSecret = isSecretPath(relative) || isSecretPath(target);
	const uri = uriIn(folder.uri, target);
	const shown =
		target === relative
			? visiblePath(label)
			: plain`${visiblePath(label, 55)} → ${visiblePath(labelOf(folder, target), 55)}`;
	return { uri, folder, label, shown, relative, target, isSecret };
}

function uriIn(folder: vscode.Uri, relative: string): vscode.Uri {
	return relative === '' ? folder : vscode.Uri.joinPath(folder, relative);
}

/** Where a file lies on the disk, with its links followed; `undefined` for other file systems. */
export async function placeOf({ folder, target }: WorkspacePath): Promise<DiskPlace | undefined> {
	return diskPlace(folder.uri, target);
}

/** A path inside a folder as it is told to models and users. */
export function labelOf(folder: vscode.WorkspaceFolder, relative: string): string {
	const isOne = (vscode.workspace.workspaceFolders ?? []).length < 2;
	if (isOne) return relative === '' ? '.' : relative;
	return relative === '' ? folder.name : `${folder.name}/${relative}`;
}

/** Whether the setting `files.exclude` hides a path or a folder above it. */
function isExcluded(folder: vscode.WorkspaceFolder, relative: string): boolean {
	const names = relative.split('/');
	return hiddenPaths(folder)(names.map((_, i) => names.slice(0, i + 1).join('/')));
}

/** @throws ToolError where nobody knows what is to be hidden */
function hiddenPaths(folder: vscode.WorkspaceFolder): PathsTest {
	const hides = excludedPaths(folder);
	if ('error' in hides) {
		throw new ToolError(
			`The setting files.exclude cannot be followed, so that no file can be used: ${hides.error}. Ask the user to correct it.`,
		);
	}
	return hides;
}

/**
 * The setting `files.exclude` as it is now, for many paths of a folder. It is asked about each path
 * alone: what is below a hidden folder is not hidden itself.
 *
 * @throws ToolError where the setting cannot be followed
 */
export function exclusion(folder: vscode.WorkspaceFolder): (relative: string) => boolean {
	const hides = hiddenPaths(folder);
	return (relative) => hides([relative]);
}

/** The workspace folders; never empty. @throws ToolError where no folder is open */
export function openFolders(): readonly vscode.WorkspaceFolder[] {
	const folders = vscode.workspace.workspaceFolders ?? [];
	if (folders.length === 0) {
		throw new ToolError('No folder is open, so that there are no files. Ask the user to open one.');
	}
	return folders;
}

function locate(written: string): { folder: vscode.WorkspaceFolder; relative: string } {
	const folders = openFolders();
	const text = written.trim().replaceAll('\\', '/');
	if (text.includes('\0')) throw new ToolError('A path cannot hold a NUL character.');
	const isAbsolute = text.startsWith('/') || /^[a-z]:\//i.test(text);
	for (const folder of folders) {
		const inside = isAbsolute ? relativeTo(folder.uri.path, text) : undefined;
		if (inside !== undefined) return { folder, relative: inside };
	}
	const normal = path.posix.normalize(text === '' ? '.' : text).replace(/\/$/, '');
	if (isAbsolute || normal === '..' || normal.startsWith('../')) {
		throw new ToolError(
			`${written} is outside of the workspace. Use paths relative to ${namesOf(folders)}.`,
		);
	}
	const relative = normal === '.' ? '' : normal;
	const [first, ...rest] = relative.split('/');
	const named = folders.length > 1 ? folders.find(({ name }) => name === first) : undefined;
	if (named) return { folder: named, relative: rest.join('/') };
	const [folder] = folders;
	if (!folder) throw new ToolError('No folder is open.');
	return { folder, relative };
}

/** A Windows path is compared without case, and with the `/` that a URI's path begins with. */
function relativeTo(folder: string, text: string): string | undefined {
	const isWindows = process.platform === 'win32';
	const normal = path.posix.normalize(text.startsWith('/') ? text : `/${text}`);
	const inside = path.posix.relative(
		isWindows ? folder.toLowerCase() : folder,
		isWindows ? normal.toLowerCase() : normal,
	);
	if (inside === '..' || inside.startsWith('../')) return undefined;
	return inside === '' ? '' : normal.replace(/\/$/, '').slice(-inside.length);
}

function namesOf(folders: readonly vscode.WorkspaceFolder[]): string {
	return new Intl.ListFormat('en', { type: 'disjunction' }).format(folders.map(({ name }) => name));
}
