import * as vscode from 'vscode';
import { withLineEnds } from '../core/workspace/replaceText.ts';
import { createWithoutLinks, type Creation } from './platform/withoutLinks.ts';
import { UserError } from './userError.ts';
import { placeOf, type WorkspacePath } from './platform/workspacePaths.ts';

export interface NewFile {
	/** What VS Code will show. */
	readonly text: string;
	readonly bytes: Uint8Array;
}

/**
 * A new file as VS Code would save it, by the settings `files.encoding` and `files.eol`. Line ends
 * become equal, and a byte order mark is a matter of the encoding, not of the text.
 *
 * @param label of the file, for messages
 * @throws UserError in words for a model, where the text has characters that the encoding lacks
 */
export async function encodeNewFile(
	uri: vscode.Uri,
	written: string,
	label: string,
): Promise<NewFile> {
	const files = vscode.workspace.getConfiguration('files', uri);
	const isWindows = /\r\n/.test(written) && !/(?:^|[^\r])\n|\r(?!\n)/.test(written);
	const lineEnd = isWindows || files.get('eol') === '\r\n' ? '\r\n' : '\n';
	const text = withLineEnds(written.replace(/^\uFEFF/, ''), lineEnd);
	const bytes = await vscode.workspace.encode(text, { uri });
	const encoding = files.get('encoding', 'utf8');
	// NUL makes a file binary, which is not decoded at all.
	const readings: readonly string[] = text.includes('\0')
		? []
		: await Promise.all([
				vscode.workspace.decode(bytes, { uri }),
				// The other one may be guessed.
				vscode.workspace.decode(bytes, { encoding }),
			]);
	if (!readings.includes(text)) {
		throw new UserError(
			`The text has characters that ${label} cannot hold: files here have the encoding ${encoding}.`,
		);
	}
	return { text, bytes };
}

/**
 * Makes a new file with its folders, at the place that was looked at and nowhere else.
 *
 * @throws UserError where none was made; what the disk says
 */
export async function createFile(file: WorkspacePath, { bytes }: NewFile): Promise<void> {
	const { label } = file;
	const created = await (file.uri.scheme === 'file' ? onDisk : onProvider)(file, bytes);
	switch (created) {
		case 'exists':
			throw new UserError(`${label} exists already. Read it and try again.`);
		case 'link':
			throw new UserError(
				`A folder above ${label} is a link now or no folder, so that nothing was created.`,
			);
		case 'failed':
			throw new UserError(`${label} could not be created. May the folder be written?`);
		default:
	}
}

async function onDisk(file: WorkspacePath, bytes: Uint8Array): Promise<Creation | 'failed'> {
	const place = await placeOf(file);
	return place ? createWithoutLinks(place, bytes) : 'failed';
}

async function onProvider({ uri }: WorkspacePath, bytes: Uint8Array): Promise<Creation | 'failed'> {
	const edit = new vscode.WorkspaceEdit();
	edit.createFile(uri, { contents: bytes, overwrite: false });
	const isApplied = await vscode.workspace.applyEdit(edit);
	return isApplied ? { id: '', bytes, folders: 0 } : 'failed';
}
