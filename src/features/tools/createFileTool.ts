import * as vscode from 'vscode';
import { Consent } from '../../host/consent.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import { showNewFile } from '../../core/workspace/shownChange.ts';
import type { FileChange, FileChanges } from '../../host/fileChanges.ts';
import { encodeNewFile, type NewFile } from '../../host/newFile.ts';
import { kindOf } from '../../host/platform/files.ts';
import {
	createWithoutLinks,
	type Creation,
	type DiskPlace,
} from '../../host/platform/withoutLinks.ts';
import { ToolError } from '../../host/toolError.ts';
import { placeOf, resolveInWorkspace, type WorkspacePath } from './workspacePaths.ts';
import { dangersOf, refuseToWrite, type FileGuard } from './guardedFiles.ts';
import { requireTrust, withCodeBlock, type Tool, type Trust } from './tool.ts';

export interface CreateFileInput {
	readonly path: string;
	readonly text: string;
}

/** Makes a new file, once the user has seen it and agreed. Never overwrites one. */
export class CreateFileTool implements Tool<CreateFileInput> {
	/** Where the path led when the user was shown it. */
	readonly #consent = new Consent<string>();
	readonly #isTrusted: Trust;
	readonly #guard: FileGuard;
	readonly #changes: FileChanges;

	constructor(isTrusted: Trust, guard: FileGuard, changes: FileChanges) {
		this.#isTrusted = isTrusted;
		this.#guard = guard;
		this.#changes = changes;
	}

	async prepare(input: CreateFileInput): Promise<vscode.PreparedToolInvocation> {
		const file = await this.#find(input);
		const { text } = await encode(file, input);
		this.#consent.show(input, file.uri.toString());
		const what = text === '' ? 'A new file, which is empty.' : 'A new file.';
		return {
			invocationMessage: plain`Creating ${file.shown}`,
			confirmationMessages: {
				title: 'Create this file?',
				message: withCodeBlock([file.shown, what], showNewFile(text).text, 'diff'),
			},
		};
	}

	async run(input: CreateFileInput, token: vscode.CancellationToken): Promise<string> {
		const agreed = this.#consent.take(input);
		const file = await this.#find(input);
		const { label } = file;
		if (agreed === undefined) throw new ToolError(`The user has not agreed to create ${label}.`);
		if (agreed !== file.uri.toString()) throw hasMoved(file);
		const isAsked = await this.#askAboutRest(file, input);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		// While the user was asked, a folder may have become a link.
		const again = isAsked ? await this.#find(input) : file;
		if (agreed !== again.uri.toString()) throw hasMoved(file);
		const change = await create(again, await encode(again, input));
		this.#changes.note(input, change);
		return `Created ${label}.`;
	}

	/**
	 * Asks about what the chat's confirmation is not enough for.
	 *
	 * @returns whether the user was asked
	 */
	async #askAboutRest(file: WorkspacePath, input: CreateFileInput): Promise<boolean> {
		const { text } = await encode(file, input);
		const { hidden } = showNewFile(text);
		const known = dangersOf(file);
		const reasons = hidden === undefined ? known : [...known, plainLine(hidden)];
		if (reasons.length > 0) await this.#guard.askToWrite(file, reasons);
		return reasons.length > 0;
	}

	async #find({ path }: CreateFileInput): Promise<WorkspacePath> {
		requireTrust(this.#isTrusted, 'creating a file');
		const file = await resolveInWorkspace(path);
		await refuseToWrite(file);
		if (path.endsWith('/')) throw new ToolError(`${path} names a folder. Name a file.`);
		const kind = await kindOf(file.uri);
		if (kind) {
			throw new ToolError(
				`${file.label} exists already, as a ${kind}. To change a file, use the tool that edits files.`,
			);
		}
		return file;
	}
}

function hasMoved({ label }: WorkspacePath): ToolError {
	return new ToolError(`${label} leads to another place than when the user agreed. Try again.`);
}

async function encode({ uri, label }: WorkspacePath, { text }: CreateFileInput): Promise<NewFile> {
	const encoded = await encodeNewFile(uri, text);
	if ('bytes' in encoded) return encoded;
	throw new ToolError(
		`The text has characters that ${label} cannot hold: files here have the encoding ${encoded.lackingEncoding}.`,
	);
}

/**
 * Makes a new file with its folders, at the place that was looked at and nowhere else.
 *
 * @throws ToolError where none was made; what the disk says
 */
async function create(file: WorkspacePath, { text, bytes }: NewFile): Promise<FileChange> {
	const { label, uri } = file;
	const place = await placeOf(file);
	const created = await (uri.scheme === 'file' ? onDisk(place, bytes) : onProvider(file, bytes));
	switch (created) {
		case 'exists':
			throw new ToolError(`${label} exists already. Read it and try again.`);
		case 'link':
			throw new ToolError(
				`A folder above ${label} is a link now or no folder, so that nothing was created.`,
			);
		case 'failed':
			throw new ToolError(`${label} could not be created. May the folder be written?`);
		default:
			return { uri, label, place, before: undefined, after: text, made: created };
	}
}

async function onDisk(
	place: DiskPlace | undefined,
	bytes: Uint8Array,
): Promise<Creation | 'failed'> {
	return place ? createWithoutLinks(place, bytes) : 'failed';
}

async function onProvider({ uri }: WorkspacePath, bytes: Uint8Array): Promise<Creation | 'failed'> {
	const edit = new vscode.WorkspaceEdit();
	edit.createFile(uri, { contents: bytes, overwrite: false });
	const isApplied = await vscode.workspace.applyEdit(edit);
	return isApplied ? { id: '', bytes, folders: 0 } : 'failed';
}
