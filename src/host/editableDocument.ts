import { rangeIn } from './textPositions.ts';
import * as vscode from 'vscode';
import { maxTextSize, readBounded, reasonOf, type ReadFile } from './platform/files.ts';
import { rewriteWithoutLinks, type DiskPlace } from './platform/withoutLinks.ts';

/** A document as it is before an edit, of which every byte that the edit leaves alone will stay. */
export interface EditableDocument {
	readonly document: vscode.TextDocument;
	/** Of the document: offsets in it are offsets in what is edited. */
	readonly text: string;
	readonly isDirty: boolean;
	/** The file as it lies on the disk, or with its provider. */
	readonly file: ReadFile;
}

/**
 * Why a document is not edited: there is no file, it belongs to others as well, or an edit would do
 * damage; `behind` where VS Code does not know yet what is in it now.
 */
export interface NotEditable {
	readonly failure: 'missing' | 'folder' | 'behind' | 'lineEnds' | 'other';
	/** As the end of a sentence that begins with the name of the file, without its full stop. */
	readonly reason: string;
	readonly cause?: unknown;
}

/** Larger files are not edited (bytes). */
const maxFileSize = 5 * maxTextSize;

/**
 * Opens a document, and makes sure that saving it changes nothing but what is edited: VS Code makes
 * line ends equal, and bytes that are no text in the file's encoding are lost.
 *
 * @param most bytes that it may have
 */
export async function openEditable(
	uri: vscode.Uri,
	most = maxFileSize,
): Promise<EditableDocument | NotEditable> {
	const editable = await openOnce(uri, most);
	if (!('failure' in editable) || editable.failure !== 'behind') return editable;
	// The file has just been written, by an edit before this one, say: VS Code is about to notice.
	const document = await open(uri);
	if ('failure' in document) return document;
	const text = document.getText();
	await untilSo(
		document,
		() => document.isClosed || document.isDirty || document.getText() !== text,
	);
	return openOnce(uri, most);
}

async function openOnce(uri: vscode.Uri, most: number): Promise<EditableDocument | NotEditable> {
	const file = await readBounded(uri, most);
	if ('failure' in file) {
		const { failure, cause } = file;
		const kind = failure === 'missing' || failure === 'folder' ? failure : 'other';
		return { failure: kind, reason: reasonOf(file, most), cause };
	}
	if (file.links > 1) {
		return notEditable(
			'is one file under several names (hard links), some of which may lie outside of the workspace, so that it is not changed',
		);
	}
	if (file.isReadonly) return notEditable('is read-only');
	const document = await open(uri);
	if ('failure' in document) return document;
	const [text, isDirty] = [document.getText(), document.isDirty];
	if (text.includes('\0')) return notEditable(isBinary);
	if (text.includes('\uFFFD')) {
		return notEditable(
			`holds what is no text in the encoding ${document.encoding}, and an edit would destroy it`,
		);
	}
	// What the user has not saved is another text than the disk's; they save it, or not.
	const damage = isDirty ? undefined : await damageOf(document, text, file.bytes);
	if (damage) return damage;
	if (document.getText() !== text || document.isDirty !== isDirty) return behind;
	return { document, text, isDirty, file };
}

const isBinary = 'is a binary file and has no text';

const behind: NotEditable = { failure: 'behind', reason: 'was changed in the meantime' };

function notEditable(reason: string): NotEditable {
	return { failure: 'other', reason };
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | NotEditable> {
	try {
		return await vscode.workspace.openTextDocument(uri);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const reason = /binary/.test(message) ? isBinary : 'cannot be opened by VS Code';
		return { ...notEditable(reason), cause: error };
	}
}

/** What saving a document would do to the rest of its file; `undefined` where it does nothing. */
async function damageOf(
	{ encoding, eol }: vscode.TextDocument,
	text: string,
	bytes: Uint8Array,
): Promise<NotEditable | undefined> {
	const written = await vscode.workspace.encode(text, { encoding });
	if (Buffer.compare(written, bytes) === 0) return undefined;
	const read = await vscode.workspace.decode(bytes, { encoding });
	if (read.includes('\uFFFD')) {
		return notEditable(
			`holds bytes that are no text in the encoding ${encoding}, and an edit would destroy them`,
		);
	}
	const lineEnd = eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
	if (read.replace(/\r\n?|\n/g, lineEnd) !== text) return behind;
	return read === text
		? notEditable(
				`would be changed in other places too when it is written in the encoding ${encoding}`,
			)
		: {
				failure: 'lineEnds',
				reason: 'has line ends of several kinds, and an edit would make all of them equal',
			};
}

/** Whether an encoding has every character of a text. */
export async function canEncode(text: string, encoding: string): Promise<boolean> {
	if (!text.isWellFormed() || text.includes('\0')) return false;
	const bytes = await vscode.workspace.encode(text, { encoding });
	return (await vscode.workspace.decode(bytes, { encoding })) === text;
}

/** Places of a text, in their order, and what takes each of them. */
export interface DocumentEdit {
	readonly places: readonly { readonly start: number; readonly end: number }[];
	readonly newText: string;
	/** The whole text afterwards. */
	readonly after: string;
}

export interface EditResult {
	/** `false` where the user had unsaved changes, which are not saved for them. */
	readonly isSaved: boolean;
	/** Whether saving changed more, as the user's settings and extensions do. */
	readonly hasMoreChanges: boolean;
}

/** With more of them, VS Code is given one that reaches from the first to the last. */
const mostPlaces = 500;
/** So many milliseconds VS Code may take to load a file that has changed on the disk. */
const loadingTime = 3_000;

/** Why an edit was not made, or was taken back. */
export type EditFailure = 'changed' | 'notApplied' | 'notSaved';

/**
 * Edits a file, or leaves all as it was. On a disk its bytes are replaced, and VS Code loads them: so
 * nothing but the edit is written, and nowhere else. What the user has not saved, and files of
 * providers, are edited in VS Code.
 *
 * @param place where the file lies, if it lies on a disk
 * @throws what the disk says
 */
export async function editDocument(
	editable: EditableDocument,
	edit: DocumentEdit,
	place: DiskPlace | undefined,
): Promise<EditResult | EditFailure> {
	const { document, text, isDirty, file } = editable;
	const after = await vscode.workspace.encode(edit.after, { encoding: document.encoding });
	if (document.getText() !== text || document.isDirty !== isDirty) return 'changed';
	if (isDirty || !place) return editInVsCode(editable, edit);
	const rewriting = { id: file.id, before: file.bytes, after };
	if ((await rewriteWithoutLinks(place, rewriting)) !== 'written') return 'changed';
	await untilLoaded(document, edit.after);
	return { isSaved: true, hasMoreChanges: false };
}

/**
 * Waits until VS Code has loaded what was written to the disk. It watches the disk; where it does not,
 * it is told to look.
 */
export async function untilLoaded(document: vscode.TextDocument, after: string): Promise<void> {
	const isLoaded = (): boolean =>
		document.isClosed || document.isDirty || document.getText() === after;
	await untilSo(document, isLoaded);
	if (!isLoaded()) await revert(document);
}

/** Waits until something is so of a document, as long as VS Code may take to look at its file. */
async function untilSo(document: vscode.TextDocument, isSo: () => boolean): Promise<void> {
	if (isSo()) return;
	const waiting = Promise.withResolvers<void>();
	const look = (): void => {
		if (isSo()) waiting.resolve();
	};
	const listening = vscode.Disposable.from(
		vscode.workspace.onDidChangeTextDocument(look),
		vscode.workspace.onDidCloseTextDocument(look),
	);
	const timer = setTimeout(waiting.resolve, isWatched(document) ? loadingTime : 0);
	await waiting.promise;
	clearTimeout(timer);
	listening.dispose();
}

async function editInVsCode(
	{ document, text, isDirty }: EditableDocument,
	edit: DocumentEdit,
): Promise<EditResult | EditFailure> {
	if (!(await vscode.workspace.applyEdit(workspaceEdit(document, text, edit)))) {
		return 'notApplied';
	}
	// What the user types in this very moment is not saved for them either.
	if (isDirty || document.getText() !== edit.after) {
		return { isSaved: false, hasMoreChanges: false };
	}
	if (!(await save(document))) {
		await takeBack(document, text, edit.after);
		return 'notSaved';
	}
	return { isSaved: true, hasMoreChanges: document.getText() !== edit.after };
}

function workspaceEdit(
	document: vscode.TextDocument,
	text: string,
	{ places, newText, after }: DocumentEdit,
): vscode.WorkspaceEdit {
	const result = new vscode.WorkspaceEdit();
	const replace = (start: number, end: number, by: string): void => {
		result.replace(document.uri, rangeIn(document, { start, end }), by);
	};
	const [first, last] = [places[0], places.at(-1)];
	if (first && last && places.length > mostPlaces) {
		replace(first.start, last.end, after.slice(first.start, after.length + last.end - text.length));
	} else {
		for (const { start, end } of places) replace(start, end, newText);
	}
	return result;
}

async function save(document: vscode.TextDocument): Promise<boolean> {
	try {
		return await document.save();
	} catch {
		// It says no more than that: not saved.
		return false;
	}
}

/** Makes a document what it was before an edit, when it had no unsaved changes. */
async function takeBack(document: vscode.TextDocument, text: string, after: string): Promise<void> {
	await revert(document);
	if (document.isClosed || (!document.isDirty && document.getText() !== after)) return;
	const end = document.lineAt(document.lineCount - 1).range.end;
	const back = new vscode.WorkspaceEdit();
	back.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
	await vscode.workspace.applyEdit(back);
}

/** Whether VS Code looks at what happens to a file: in its folders, and to what it shows. */
function isWatched(document: vscode.TextDocument): boolean {
	return vscode.workspace.getWorkspaceFolder(document.uri) !== undefined || hasTab(document);
}

function hasTab({ uri }: vscode.TextDocument): boolean {
	const key = uri.toString();
	return vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs)
		.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
}

/** Loads a document anew. Only VS Code's own commands do, for the editor that has the focus. */
async function revert(document: vscode.TextDocument): Promise<void> {
	const hadTab = hasTab(document);
	await vscode.window.showTextDocument(document);
	await vscode.commands.executeCommand(
		hadTab ? 'workbench.action.files.revert' : 'workbench.action.revertAndCloseActiveEditor',
	);
}
