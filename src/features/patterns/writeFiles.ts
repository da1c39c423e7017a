import { rangeIn } from '../../host/textPositions.ts';
import * as vscode from 'vscode';
import { paragraph, plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import { differenceOf, withLineEnds } from '../../core/text/textEdits.ts';
import { canEncode, untilLoaded, type EditableDocument } from '../../host/editableDocument.ts';
import { readBounded } from '../../host/platform/files.ts';
import { encodeNewFile } from '../../host/newFile.ts';
import {
	createWithoutLinks,
	removeWithoutLinks,
	rewriteWithoutLinks,
	type DiskPlace,
} from '../../host/platform/withoutLinks.ts';
import { UserError } from '../../host/userError.ts';
import { notWritten, type PatternTarget } from './patternTarget.ts';

export interface FileToWrite {
	/** Inside the project, with `/`. */
	readonly path: string;
	/** The whole text that it is to have. */
	readonly text: string;
	readonly target: PatternTarget;
}

/** What is written to the disk by the extension itself, which follows no links. */
interface DiskWrite {
	readonly path: string;
	readonly uri: vscode.Uri;
	readonly place: DiskPlace;
	readonly bytes: Uint8Array;
	/** The file as it is; `undefined` for one that is to be made. */
	readonly existing: EditableDocument | undefined;
}

interface DoneWrite {
	readonly path: string;
	/** @returns whether all is as it was */
	readonly takeBack: () => Promise<boolean>;
}

/** What VS Code writes. */
interface EditorWrite extends DoneWrite {
	readonly addTo: (edit: vscode.WorkspaceEdit) => void;
}

/** What was written, for as long as it can be taken back. */
export interface WrittenFiles {
	/** How many files were made or changed. */
	readonly count: number;
	/**
	 * Takes back each file that is as it was written; those that were changed since stay as they are.
	 *
	 * @returns the paths of those that stay
	 */
	readonly takeBack: () => Promise<readonly string[]>;
}

/**
 * Writes all of some files, or none. On a disk they are made and their bytes replaced at the place
 * that was looked at, and nowhere else. What the user has not saved, and files of providers, are
 * edited in VS Code, last: that is one step, which comes about or not.
 *
 * @returns what takes them back
 * @throws UserError where one of them could not be written; it names those that were and could not be
 * taken back
 */
export async function writeFiles(files: readonly FileToWrite[]): Promise<WrittenFiles> {
	const { writes, edits } = await prepare(files);
	const done: DoneWrite[] = [];
	try {
		for (const write of writes) done.push(await writeOne(write));
		const edit = new vscode.WorkspaceEdit();
		for (const each of edits) each.addTo(edit);
		if (edits.length > 0 && !(await vscode.workspace.applyEdit(edit))) {
			const paths = files.map(({ path }) => visiblePath(path));
			throw new UserError(
				plain`VS Code could not write ${paths}. Look whether the folder can be written and whether one of them has unsaved changes.`,
			);
		}
	} catch (error) {
		throw withOutcome(error, await takeBack(done));
	}
	for (const { path, existing } of writes) {
		const text = files.find((file) => file.path === path)?.text;
		if (existing && text !== undefined) {
			await untilLoaded(existing.document, ownLineEnds(text, existing.document));
		}
	}
	return {
		count: files.length,
		takeBack: () => takeBack([...done, ...edits]),
	};
}

async function prepare(
	files: readonly FileToWrite[],
): Promise<{ readonly writes: readonly DiskWrite[]; readonly edits: readonly EditorWrite[] }> {
	const writes: DiskWrite[] = [];
	const edits: EditorWrite[] = [];
	for (const { path, text, target } of files) {
		const { uri, place, existing } = target;
		const shown = visiblePath(path);
		if (!existing) {
			const encoded = await encodeNewFile(uri, text);
			if ('lackingEncoding' in encoded) {
				throw new UserError(
					plain`The pattern has characters that ${shown} cannot hold: files here have the encoding ${encoded.lackingEncoding}. Nothing was written.`,
				);
			}
			const { bytes } = encoded;
			if (place) writes.push({ path, uri, place, bytes, existing });
			else edits.push(creation(path, uri, bytes));
			continue;
		}
		const { document } = existing;
		const after = ownLineEnds(text, document);
		if (!(await canEncode(after, document.encoding))) {
			throw new UserError(
				plain`The pattern has characters that ${shown} cannot hold in its encoding ${document.encoding}. Save the file as UTF-8 first. Nothing was written.`,
			);
		}
		if (place && !existing.isDirty) {
			const bytes = await vscode.workspace.encode(after, { encoding: document.encoding });
			writes.push({ path, uri, place, bytes, existing });
		} else edits.push(replacement(path, document, existing.text, after));
	}
	return { writes, edits };
}

/** A file of a provider that VS Code makes. */
function creation(path: string, uri: vscode.Uri, contents: Uint8Array): EditorWrite {
	return {
		path,
		addTo: (edit) => edit.createFile(uri, { contents, overwrite: false }),
		async takeBack() {
			if (hasUnsaved(uri)) return false;
			const now = await readBounded(uri, contents.byteLength);
			if ('failure' in now || Buffer.compare(now.bytes, contents) !== 0) return false;
			const edit = new vscode.WorkspaceEdit();
			edit.deleteFile(uri);
			return vscode.workspace.applyEdit(edit);
		},
	};
}

/** A text that VS Code changes in its editor. */
function replacement(
	path: string,
	document: vscode.TextDocument,
	before: string,
	after: string,
): EditorWrite {
	const { uri } = document;
	const change = (edit: vscode.WorkspaceEdit, from: string, to: string): void => {
		const difference = differenceOf(from, to);
		if (difference) edit.replace(uri, rangeIn(document, difference.range), difference.newText);
	};
	return {
		path,
		addTo: (edit) => change(edit, before, after),
		async takeBack() {
			if (document.isClosed || document.getText() !== after) return false;
			const edit = new vscode.WorkspaceEdit();
			change(edit, after, before);
			return vscode.workspace.applyEdit(edit);
		},
	};
}

function hasUnsaved(uri: vscode.Uri): boolean {
	const name = uri.toString();
	return vscode.workspace.textDocuments.some(
		(document) => document.isDirty && document.uri.toString() === name,
	);
}

/** A file has line ends of one kind, which what is added to it gets too. */
function ownLineEnds(text: string, { eol }: vscode.TextDocument): string {
	return withLineEnds(text, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}

async function writeOne(write: DiskWrite): Promise<DoneWrite> {
	try {
		return await (write.existing ? rewrite(write, write.existing) : create(write));
	} catch (error) {
		throw notWritten(write.path, error);
	}
}

async function create({ path, uri, place, bytes }: DiskWrite): Promise<DoneWrite> {
	const made = await createWithoutLinks(place, bytes);
	if (typeof made === 'string') throw hasChanged(path);
	const remove = async (): Promise<boolean> =>
		!hasUnsaved(uri) && (await removeWithoutLinks(place, made)) === 'removed';
	return { path, takeBack: remove };
}

async function rewrite(
	{ path, uri, place, bytes }: DiskWrite,
	{ document, text, file }: EditableDocument,
): Promise<DoneWrite> {
	if (document.isDirty || document.getText() !== text) throw hasChanged(path);
	const { id, bytes: before } = file;
	const result = await rewriteWithoutLinks(place, { id, before, after: bytes });
	if (result !== 'written') throw hasChanged(path);
	const back = { id, before: bytes, after: before };
	const restore = async (): Promise<boolean> =>
		!hasUnsaved(uri) && (await rewriteWithoutLinks(place, back)) === 'written';
	return { path, takeBack: restore };
}

function hasChanged(path: string): UserError {
	return new UserError(
		plain`${visiblePath(path)}, or a folder above it, was changed in the meantime. Insert the pattern once more.`,
	);
}

/** @returns the files that could not be taken back */
async function takeBack(done: readonly DoneWrite[]): Promise<readonly string[]> {
	const left: string[] = [];
	// What was made for the first of them is empty once the others are gone.
	for (const each of done.toReversed()) {
		const isBack = await each.takeBack().catch(() => false);
		if (!isBack) left.unshift(each.path);
	}
	return left;
}

function withOutcome(error: unknown, left: readonly string[]): unknown {
	if (!(error instanceof UserError)) return error;
	const paths = left.map((path) => visiblePath(path));
	const outcome =
		left.length === 0
			? plain`Nothing was written.`
			: plain`What was written already could not be taken back: ${paths}.`;
	return new UserError(paragraph(plainLine(error.message, 400), outcome), { cause: error });
}
