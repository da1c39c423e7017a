import * as vscode from 'vscode';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { FirstByName } from '../../core/text/sortedTexts.ts';
import { readFolder, type Entry, type FolderReading } from '../../host/platform/folderEntries.ts';
import { linkTarget } from '../../host/platform/linkTarget.ts';
import { exclusion, resolveInWorkspace, type WorkspacePath } from './workspacePaths.ts';
import { ToolError } from '../../host/toolError.ts';
import { nearestText } from './nearestPath.ts';
import type { Tool } from './tool.ts';
import { WalkBudget } from './walk.ts';

export interface ListFolderInput {
	readonly path: string;
}

/** More entries than this are counted and not listed. */
const maxEntries = 500;

/** Lists what is in one folder. */
export class ListFolderTool implements Tool<ListFolderInput> {
	readonly #newBudget: () => WalkBudget;

	constructor(newBudget: () => WalkBudget = () => new WalkBudget({ most: 200_000, seconds: 5 })) {
		this.#newBudget = newBudget;
	}

	async prepare({ path }: ListFolderInput): Promise<vscode.PreparedToolInvocation> {
		const { label } = await resolveInWorkspace(path);
		return { invocationMessage: plain`Listing ${visiblePath(label)}` };
	}

	async run({ path }: ListFolderInput, token: vscode.CancellationToken): Promise<string> {
		const found = await resolveInWorkspace(path);
		const { folder, relative, target, label } = found;
		const isHidden = exclusion(folder);
		const above = new Set([relative, target].map((each) => (each === '' ? '' : `${each}/`)));
		const budget = this.#newBudget();
		const shown = new FirstByName<Entry>(maxEntries);
		const uri = vscode.Uri.joinPath(await linkTarget(folder.uri), target);
		const reading = await readFolder(uri, async (entries) => {
			for (const entry of entries) {
				if (budget.isDue) await budget.rest();
				if (token.isCancellationRequested || !budget.goesOn()) return false;
				budget.left--;
				if (![...above].some((start) => isHidden(start + entry.name))) shown.add(entry);
			}
			return true;
		});
		if (reading !== 'read') throw await failureOf(reading, found, token);
		if (shown.count === 0) {
			return budget.isSpent
				? `Nothing in ${label} could be listed in ${budget.limit}.`
				: `${label} is empty.`;
		}
		const lines = shown.first.map(lineOf);
		const more = shown.count - lines.length;
		if (budget.isSpent) {
			lines.push(
				'',
				`[Stopped after ${budget.limit}; ${more} of them and all others are not listed. Find files by a glob instead.]`,
			);
		} else if (more > 0) {
			lines.push('', `[${more} more are not listed. Find files by a glob instead.]`);
		}
		return lines.join('\n');
	}
}

function lineOf({ name, kind }: Entry): string {
	switch (kind) {
		case 'file':
			return name;
		case 'folder':
			return `${name}/`;
		case 'link':
			return `${name} (link)`;
		case 'special':
			return `${name} (no file)`;
	}
}

async function failureOf(
	reading: Exclude<FolderReading, 'read'>,
	found: WorkspacePath,
	token: vscode.CancellationToken,
): Promise<ToolError> {
	const { label } = found;
	switch (reading) {
		case 'missing':
			return new ToolError(`No folder ${label}.${await nearestText(found, 'folder', token)}`);
		case 'noFolder':
			return new ToolError(`${label} is a file. Read it with the tool that reads files.`);
		case 'link':
			return new ToolError(`${label} was replaced by a link in the meantime.`);
		case 'unreadable':
			return new ToolError(`${label} cannot be read.`);
	}
}
