import * as vscode from 'vscode';
import { compileGlobs, type GlobSet } from '../core/workspace/globSet.ts';
import type { PatternError } from '../core/workspace/linearPattern.ts';

/** Tests whether a glob fits one of some paths inside a folder, with `/`. */
export type PathsTest = (relative: readonly string[]) => boolean;

type GlobSetting = 'exclude' | 'readonlyInclude' | 'readonlyExclude';

/** Compiled globs by what stands in a setting, the ones that were added last. */
const known = new Map<string, GlobSet | PatternError>();
const mostKnown = 20;

/**
 * The globs of the setting `files.exclude` as it is now, for many paths of a folder. What takes too
 * long to tell is hidden.
 *
 * @returns an error where there are globs that cannot be read, or too many: nobody knows then what is
 * to be hidden
 */
export function excludedPaths(folder: vscode.WorkspaceFolder): PathsTest | PatternError {
	const globs = globsOf(folder, 'exclude');
	return 'error' in globs ? globs : (paths) => globs.matchesAny(paths) ?? true;
}

/**
 * Whether the user's settings make a file read-only, or a folder above it. A pattern that cannot be
 * read makes all files so, and so do patterns that are too many.
 *
 * @param relative inside the folder, with `/`
 */
export function isReadonlyBySetting(folder: vscode.WorkspaceFolder, relative: string): boolean {
	const names = relative.split('/');
	const paths = names.map((_, i) => names.slice(0, i + 1).join('/'));
	const spellings = paths.flatMap((path) => [path, `${folder.uri.path}/${path}`]);
	return (
		fits(folder, 'readonlyInclude', spellings, true) &&
		!fits(folder, 'readonlyExclude', spellings, false)
	);
}

/** @param unclear what holds where it cannot be told */
function fits(
	folder: vscode.WorkspaceFolder,
	name: GlobSetting,
	paths: readonly string[],
	unclear: boolean,
): boolean {
	const globs = globsOf(folder, name);
	return 'error' in globs ? unclear : (globs.matchesAny(paths) ?? unclear);
}

function globsOf({ uri }: vscode.WorkspaceFolder, name: GlobSetting): GlobSet | PatternError {
	const setting = vscode.workspace.getConfiguration('files', uri).get<object>(name) ?? {};
	const globs = Object.entries(setting).flatMap(([glob, isOn]: [string, unknown]) =>
		isOn === true ? [glob.replace(/\/(?:\*\*)?$/, '')] : [],
	);
	const key = globs.join('\n');
	const compiled = known.get(key) ?? compileGlobs(globs);
	known.delete(key);
	known.set(key, compiled);
	if (known.size > mostKnown) known.delete(known.keys().next().value ?? '');
	return compiled;
}
