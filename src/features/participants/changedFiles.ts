import * as vscode from 'vscode';
import { fileNameOf } from '../../core/text/fileName.ts';
import { escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { paragraph, plain, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { lineChanges } from '../../core/workspace/lineChanges.ts';
import { vscodeDialogs, warn } from '../../host/dialogs.ts';
import { editDocument, openEditable } from '../../host/editableDocument.ts';
import type { ChangedFile, FileChange, FileChanges } from '../../host/fileChanges.ts';
import { isFile } from '../../host/platform/files.ts';
import { removeWithoutLinks } from '../../host/platform/withoutLinks.ts';
import { UserError } from '../../host/userError.ts';
import { commandIds } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';

/** More files of one answer are counted. */
const mostNamed = 12;

/** Says below an answer which files it has changed, with buttons that show this and take it back. */
export function sayChanges(
	done: readonly FileChange[],
	changes: FileChanges,
	stream: ReplyStream,
): void {
	const { id, files } = changes.keep(done);
	if (files.length === 0) return;
	const text = new vscode.MarkdownString('\n\n');
	for (const [i, { before, after, label }] of files.slice(0, mostNamed).entries()) {
		if (i > 0) text.appendMarkdown(' · ');
		text.appendMarkdown(before === undefined ? 'Created ' : 'Changed ');
		text.appendMarkdown(inlineCode(fileNameOf(label)));
		if (before === undefined) continue;
		const { added, removed } = lineChanges(before, after);
		text.appendMarkdown(` ${escapeMarkdown(`+${added} −${removed}`)}`);
	}
	const rest = files.length - mostNamed;
	if (rest > 0) text.appendMarkdown(` · ${escapeMarkdown(`${rest} more`)}`);
	stream.markdown(text);
	const command = commandIds.changes;
	stream.button({ command, title: plain`Undo`, arguments: [id, 'undo'] });
	stream.button({ command, title: plain`Show Changes`, arguments: [id, 'show'] });
}

/** Does what a button below an answer is for. */
export async function seeToChanges(
	changes: FileChanges,
	id?: unknown,
	wanted?: unknown,
): Promise<void> {
	if (wanted === 'undo') await undoChanges(changes, id);
	else await showChanges(changes, id);
}

/**
 * Takes back what an answer has done. A file that has changed since is left as it is.
 *
 * @throws UserError where nothing is known of the answer, or nothing is left to take back
 */
export async function undoChanges(
	changes: FileChanges,
	id: unknown,
	say: { tell(message: PlainText): void; warn(message: PlainText): void } = aloud,
): Promise<void> {
	const files = filesOf(changes, id);
	const left: ChangedFile[] = [];
	for (const file of files) {
		if (!(await undo(file))) left.push(file);
	}
	changes.set(String(id), left);
	const undone = files.filter((file) => !left.includes(file)).map(nameOf);
	const words = undone.length > 0 ? [plain`Taken back: ${undone}.`] : [];
	if (left.length === 0) {
		say.tell(paragraph(...words));
	} else {
		const others = plain`Left as it is, since it has changed in the meantime: ${left.map(nameOf)}.`;
		say.warn(paragraph(...words, others));
	}
}

/** Nobody has to wait until the user has seen a message. */
const aloud = {
	tell: (message: PlainText): void => void vscodeDialogs.tell(message),
	warn: (message: PlainText): void => void warn(message),
};

/**
 * Shows what an answer has done beside what stood there before.
 *
 * @throws UserError as above, and where all of the files are gone
 */
async function showChanges(changes: FileChanges, id: unknown): Promise<void> {
	const files = filesOf(changes, id);
	const there = await Promise.all(files.map(async ({ uri }) => isFile(uri)));
	const shown = files.filter((_, i) => there[i] === true);
	const pairs = shown.map((file) => [file, changes.addressBefore(String(id), file)] as const);
	const [first] = pairs;
	if (!first) throw new UserError('The files are gone.');
	if (pairs.length === 1) {
		const [{ uri, label }, before] = first;
		const title = plain`${visiblePath(fileNameOf(label))} (changed by the answer)`;
		await vscode.commands.executeCommand('vscode.diff', before, uri, title);
		return;
	}
	await vscode.commands.executeCommand(
		'vscode.changes',
		plain`Changed by the answer`,
		pairs.map(([{ uri }, before]) => [uri, before, uri]),
	);
}

function filesOf(changes: FileChanges, id: unknown): readonly ChangedFile[] {
	const files = changes.get(id);
	if (!files) {
		throw new UserError(
			'What this answer has changed is not known any more. Your version control or the Timeline of the file has it.',
		);
	}
	if (files.length === 0) throw new UserError('All of it was taken back already.');
	return files;
}

function nameOf({ label }: ChangedFile): PlainText {
	return visiblePath(fileNameOf(label));
}

/** Whether a file is as it was before the answer, and nobody else's work is lost. */
async function undo({ uri, place, before, after, made, isMixed }: ChangedFile): Promise<boolean> {
	if (isMixed) return false;
	const editable = await openEditable(uri);
	if ('failure' in editable || editable.text !== after) return false;
	if (before !== undefined) {
		const places = [{ start: 0, end: after.length }];
		const edit = { places, newText: before, after: before };
		return typeof (await editDocument(editable, edit, place)) !== 'string';
	}
	if (editable.isDirty) return false;
	if (place && made) {
		const { bytes } = editable.file;
		return (await removeWithoutLinks(place, { ...made, bytes })) === 'removed';
	}
	await vscode.workspace.fs.delete(uri);
	return true;
}
