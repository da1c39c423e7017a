import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readBoundedText, reasonOf } from '../../host/platform/files.ts';
import { ToolError } from '../../host/toolError.ts';
import type { WorkspacePath } from './workspacePaths.ts';
import { nearestText } from './nearestPath.ts';

/** Larger files are not read. */
const maxFileSize = 5 * 1024 * 1024;

/**
 * The text of a file, unsaved changes included: of the one that the path led to when it was resolved,
 * and of no other, should a link have been changed since.
 *
 * @throws ToolError, where there is no such file, or no text in it
 */
export async function textOf(
	file: WorkspacePath,
	token: vscode.CancellationToken,
): Promise<string> {
	const { uri, label } = file;
	const isOpen = vscode.workspace.textDocuments.some(
		(document) => document.uri.toString() === uri.toString(),
	);
	const read =
		isOpen || uri.scheme !== 'file'
			? await readBoundedText(uri, maxFileSize, { textOnly: true })
			: await readBoundedText(await checkedUri(file), maxFileSize, {
					textOnly: true,
					withoutLinks: true,
				});
	if ('failure' in read) {
		const { failure, size, cause } = read;
		if (failure === 'missing') {
			throw new ToolError(`No file ${label}.${await nearestText(file, 'file', token)}`);
		}
		if (failure === 'folder') {
			throw new ToolError(`${label} is a folder. List it with the tool that lists folders.`);
		}
		if (failure === 'tooLarge') {
			throw new ToolError(
				`${label} has ${Math.round(size / 1024 / 1024)} MiB, which is too much. Search it instead.`,
			);
		}
		throw new ToolError(`${label} ${reasonOf(read)}.`, { cause });
	}
	if (read.text.includes('\0')) {
		throw new ToolError(`${label} is a binary file and has no text.`);
	}
	return read.text;
}

/** Where a path led when it was checked, free of links. */
async function checkedUri({ folder, target }: WorkspacePath): Promise<vscode.Uri> {
	return vscode.Uri.file(path.join(await realpath(folder.uri.fsPath), target));
}
