import type * as vscode from 'vscode';
import { compileGlob } from '../../core/workspace/linearPattern.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { ToolError } from '../../host/toolError.ts';
import { labelOf, openFolders } from './workspacePaths.ts';
import type { Tool } from './tool.ts';
import { WalkBudget, walkFiles } from './walk.ts';

export interface FindFilesInput {
	readonly glob: string;
}

const maxFiles = 200;

/** Finds files by a glob. */
export class FindFilesTool implements Tool<FindFilesInput> {
	readonly #newBudget: () => WalkBudget;

	constructor(newBudget: () => WalkBudget = () => new WalkBudget()) {
		this.#newBudget = newBudget;
	}

	async prepare({ glob }: FindFilesInput): Promise<vscode.PreparedToolInvocation> {
		return { invocationMessage: plain`Finding ${visiblePath(glob)}` };
	}

	async run({ glob }: FindFilesInput, token: vscode.CancellationToken): Promise<string> {
		const matches = fileFilter(glob);
		const budget = this.#newBudget();
		const found: string[] = [];
		for (const folder of openFolders()) {
			for await (const { relative } of walkFiles(folder, '', budget, token)) {
				if (!matches(relative)) continue;
				found.push(labelOf(folder, relative));
				if (found.length > maxFiles) break;
			}
			if (found.length > maxFiles) break;
		}
		const notes: string[] = [];
		if (found.length > maxFiles) {
			notes.push(`[Only the first ${maxFiles} are listed. Use a narrower glob.]`);
		} else if (budget.isSpent) {
			notes.push(`[Stopped after ${budget.limit}. Name a folder in the glob.]`);
		}
		if (found.length === 0) return [`No file matches ${glob}.`, ...notes].join('\n');
		return [...found.slice(0, maxFiles), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
	}
}

/**
 * Tests paths inside a workspace folder by a glob. One without a folder matches names anywhere.
 *
 * @throws ToolError for a glob that cannot be read
 */
export function fileFilter(glob: string): (relative: string) => boolean {
	const tidy = glob
		.trim()
		.replaceAll('\\', '/')
		.replace(/^\.?\//, '');
	const compiled = compileGlob(tidy.includes('/') ? tidy : `**/${tidy}`);
	if ('error' in compiled)
		throw new ToolError(`The glob ${glob} cannot be used: ${compiled.error}.`);
	// A route's own brackets are meant more often than a set of characters.
	const literal = tidy.includes('[')
		? compileGlob((tidy.includes('/') ? tidy : `**/${tidy}`).replaceAll('[', '[[]'))
		: undefined;
	return (relative) =>
		compiled.matches(relative) ||
		(literal !== undefined && 'matches' in literal && literal.matches(relative));
}
