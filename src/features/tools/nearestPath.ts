import { fileNameOf } from '../../core/text/fileName.ts';
import type * as vscode from 'vscode';
import { nearest } from '../../core/text/nearest.ts';
import { labelOf, type WorkspacePath } from './workspacePaths.ts';
import { WalkBudget, walkFiles } from './walk.ts';

/** So many files and folders are looked at to find one that was meant. */
const maxLookedAt = 10_000;

/**
 * ` Nearest: src/lib/x.ts`, for a path that does not exist: one of the same name elsewhere, or of a
 * similar name. Empty where there is none.
 */
export async function nearestText(
	{ folder, relative }: WorkspacePath,
	kind: 'file' | 'folder',
	token: vscode.CancellationToken,
): Promise<string> {
	const byName = new Map<string, string[]>();
	const budget = new WalkBudget({ most: maxLookedAt });
	for await (const file of walkFiles(folder, '', budget, token)) {
		const path = kind === 'file' ? file.relative : parentOf(file.relative);
		const paths = byName.get(fileNameOf(path));
		if (!paths) byName.set(fileNameOf(path), [path]);
		else if (paths.at(-1) !== path && paths.length < 20) paths.push(path);
	}
	const name = fileNameOf(relative);
	const found = byName.get(name) ?? byName.get(nearest(name, byName.keys()) ?? '') ?? [];
	const most = Math.max(...found.map((path) => shared(path, relative)));
	const best = found.filter((path) => path !== '' && shared(path, relative) === most);
	const labels = best.slice(0, 3).map((path) => labelOf(folder, path));
	return labels.length > 0 ? ` Nearest: ${labels.join(', ')}` : '';
}

function parentOf(path: string): string {
	return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** How many names two paths have in common. */
function shared(a: string, b: string): number {
	const names = new Set(b.split('/'));
	return a.split('/').filter((name) => names.has(name)).length;
}
