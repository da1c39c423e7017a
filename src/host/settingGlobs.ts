import * as vscode from 'vscode';
import { compileGlob } from '../core/tools/linearPattern.ts';

/** Tests a path inside a folder, with `/`. */
export type PathTest = (relative: string) => boolean;

/**
 * A setting of VS Code that is an object of globs, as it is now, for many paths of a folder.
 *
 * @param name below `files.`
 * @param unreadable what a glob that cannot be read says of every path
 */
export function settingGlobs(
	{ uri }: vscode.WorkspaceFolder,
	name: 'exclude' | 'readonlyInclude' | 'readonlyExclude',
	unreadable: boolean,
): PathTest {
	const setting = vscode.workspace.getConfiguration('files', uri).get<object>(name) ?? {};
	const globs = Object.entries(setting).flatMap(([glob, isOn]: [string, unknown]) => {
		if (isOn !== true) return [];
		const compiled = compileGlob(glob.replace(/\/(?:\*\*)?$/, ''));
		return 'matches' in compiled ? [compiled] : [{ matches: () => unreadable }];
	});
	return (relative) => globs.some((glob) => glob.matches(relative));
}

/**
 * Whether the user's settings make a file read-only, or a folder above it. A pattern that cannot be
 * read makes all files so.
 *
 * @param relative inside the folder, with `/`
 */
export function isReadonlyBySetting(folder: vscode.WorkspaceFolder, relative: string): boolean {
	const isIncluded = settingGlobs(folder, 'readonlyInclude', true);
	const isExcluded = settingGlobs(folder, 'readonlyExclude', false);
	const names = relative.split('/');
	const paths = names.map((_, i) => names.slice(0, i + 1).join('/'));
	const spellings = paths.flatMap((path) => [path, `${folder.uri.path}/${path}`]);
	return spellings.some(isIncluded) && !spellings.some(isExcluded);
}
