import type * as vscode from 'vscode';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { kindOf } from '../../host/platform/files.ts';
import { UserError } from '../../host/run.ts';
import { exclusion, resolveInWorkspace } from '../../host/platform/workspacePaths.ts';
import { nearestText } from './nearestPath.ts';
import type { Tool } from './tool.ts';
import { readEntries } from './walk.ts';

export interface ListFolderInput {
	readonly path: string;
}

/** More entries than this are counted and not listed. */
const maxEntries = 500;

/** Lists what is in one folder. */
export class ListFolderTool implements Tool<ListFolderInput> {
	async prepare({ path }: ListFolderInput): Promise<vscode.PreparedToolInvocation> {
		const { label } = await resolveInWorkspace(path);
		return { invocationMessage: plain`Listing ${visiblePath(label)}` };
	}

	async run({ path }: ListFolderInput, token: vscode.CancellationToken): Promise<string> {
		const found = await resolveInWorkspace(path);
		const kind = await kindOf(found.uri);
		if (kind === undefined) {
			throw new UserError(`No folder ${found.label}.${await nearestText(found, 'folder', token)}`);
		}
		if (kind === 'file') {
			throw new UserError(`${found.label} is a file. Read it with the tool that reads files.`);
		}
		const isHidden = exclusion(found.folder);
		const above = found.relative === '' ? '' : `${found.relative}/`;
		const entries = (await readEntries(found.uri)).filter(({ name }) => !isHidden(above + name));
		if (entries.length === 0) return `${found.label} is empty.`;
		const lines = entries.slice(0, maxEntries).map((entry) => {
			if (entry.kind === 'link') return `${entry.name} (link)`;
			if (entry.kind === 'special') return `${entry.name} (no file)`;
			return entry.kind === 'folder' ? `${entry.name}/` : entry.name;
		});
		const more = entries.length - lines.length;
		if (more > 0) {
			lines.push('', `[${more} more are not listed. Find files by a glob instead.]`);
		}
		return lines.join('\n');
	}
}
