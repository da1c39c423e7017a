import * as vscode from 'vscode';
import { readText } from '../../host/readFile.ts';
import { UserError } from '../../host/run.ts';
import type { WorkspacePath } from '../../host/workspacePaths.ts';
import { nearestText } from './nearestPath.ts';

/** Larger files are not read. */
const maxFileSize = 5 * 1024 * 1024;

/** `undefined` where nothing is there. */
export async function kindOf(uri: vscode.Uri): Promise<'file' | 'folder' | undefined> {
	const found = await statOf(uri);
	if (!found) return undefined;
	return found.type & vscode.FileType.Directory ? 'folder' : 'file';
}

/**
 * The text of a file, unsaved changes included.
 *
 * @throws UserError in words for a model, where there is no such file, or no text in it
 */
export async function textOf(
	file: WorkspacePath,
	token: vscode.CancellationToken,
): Promise<string> {
	const found = await statOf(file.uri);
	if (!found) {
		throw new UserError(`No file ${file.label}.${await nearestText(file, 'file', token)}`);
	}
	if (found.type & vscode.FileType.Directory) {
		throw new UserError(`${file.label} is a folder. List it with the tool that lists folders.`);
	}
	if (found.size > maxFileSize) {
		throw new UserError(
			`${file.label} has ${Math.round(found.size / 1024 / 1024)} MiB, which is too much. Search it instead.`,
		);
	}
	const text = await readText(file.uri);
	if (text === undefined) throw new UserError(`${file.label} cannot be read.`);
	if (text.includes('\0')) throw new UserError(`${file.label} is a binary file and has no text.`);
	return text;
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
	try {
		return await vscode.workspace.fs.stat(uri);
	} catch {
		// `stat` rejects for what does not exist; that is the answer.
		return undefined;
	}
}
