import * as vscode from 'vscode';
import type { Message } from '../../core/conversation.ts';
import { imageType, labelled } from '../../core/reference.ts';
import { readFile } from '../../host/readFile.ts';

/** Files above this size (bytes) are named, not sent. */
const maxFileSize = 1024 * 1024;

/**
 * What the user attached to a question as messages to the model, each with a label that names its
 * path and lines, in the order of the question. What cannot be sent (a file that is gone, binary or
 * too large, an image for a model that takes none) is named with the reason instead.
 */
export async function readReferences(
	references: readonly vscode.ChatPromptReference[],
	takesImages: boolean,
): Promise<readonly Message[]> {
	// VS Code lists the last one first.
	const inOrder = references.toReversed();
	return Promise.all(
		inOrder.map(async (reference): Promise<Message> => {
			const parts = await readReference(reference, takesImages);
			return { role: 'user', parts };
		}),
	);
}

async function readReference(
	{ id, modelDescription, value }: vscode.ChatPromptReference,
	takesImages: boolean,
): Promise<Message['parts']> {
	if (typeof value === 'string') return [labelled(modelDescription ?? 'text', value)];
	if (value instanceof vscode.Location) return [await readSelection(value)];
	if (value instanceof vscode.Uri) return readFileOrFolder(value, takesImages);
	if (isBinaryData(value)) {
		const label = value.reference ? pathOf(value.reference) : 'image';
		if (!takesImages) return [notSent(label, 'this model takes no images')];
		return [`Attached: ${label}`, { mime: value.mimeType, data: await value.data() }];
	}
	return [notSent(modelDescription ?? id, 'this kind of attachment cannot be read')];
}

async function readSelection({ uri, range }: vscode.Location): Promise<string> {
	try {
		const document = await vscode.workspace.openTextDocument(uri);
		const lines = { first: range.start.line + 1, last: range.end.line + 1 };
		return labelled(pathOf(uri), document.getText(range), lines);
	} catch (error) {
		return notSent(pathOf(uri), reasonOf(error));
	}
}

async function readFileOrFolder(uri: vscode.Uri, takesImages: boolean): Promise<Message['parts']> {
	const path = pathOf(uri);
	try {
		const open = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.toString());
		if (open) return [labelled(path, open.getText())];
		const { type, size } = await vscode.workspace.fs.stat(uri);
		if (type & vscode.FileType.Directory) {
			const entries = await vscode.workspace.fs.readDirectory(uri);
			const names = entries.map(([name, kind]) =>
				kind & vscode.FileType.Directory ? `${name}/` : name,
			);
			return [labelled(`folder ${path}`, names.toSorted().join('\n'))];
		}
		const mime = imageType(path);
		if (mime && !takesImages) return [notSent(path, 'this model takes no images')];
		if (size > maxFileSize && !mime) return [notSent(path, 'it is larger than 1 MiB')];
		const data = await readFile(uri);
		if (mime) return [`Attached: ${path}`, { mime, data }];
		if (data.includes(0)) return [notSent(path, 'it is a binary file')];
		return [labelled(path, new TextDecoder().decode(data))];
	} catch (error) {
		return [notSent(path, reasonOf(error))];
	}
}

/** `ChatReferenceBinaryData` of VS Code: given to handlers, not yet in the stable typings. */
interface BinaryData {
	readonly mimeType: string;
	readonly reference?: vscode.Uri;
	data(): Thenable<Uint8Array>;
}

function isBinaryData(value: unknown): value is BinaryData {
	if (typeof value !== 'object' || value === null) return false;
	const { mimeType, data } = value as Partial<BinaryData>;
	return typeof mimeType === 'string' && typeof data === 'function';
}

function notSent(label: string, reason: string): string {
	return `Attached: ${label} (not sent: ${reason})`;
}

function reasonOf(error: unknown): string {
	return error instanceof vscode.FileSystemError && error.code === 'FileNotFound'
		? 'it no longer exists'
		: 'it cannot be read';
}

function pathOf(uri: vscode.Uri): string {
	return vscode.workspace.asRelativePath(uri);
}
