import { rangeIn } from '../../host/textPositions.ts';
import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import type { Conflict } from '../../core/code/mergeModule.ts';
import { ParsedModule } from '../../core/code/parsedModule.ts';
import type { Indentation } from '../../core/code/snippet.ts';
import {
	fitAtCursor,
	planAtCursor,
	type CursorTarget,
	type FittedPattern,
} from '../../core/insertion/atCursor.ts';
import { formatAtCursor } from '../../core/insertion/formatAtCursor.ts';
import { routeAt, routeOf } from '../../core/insertion/patternRoutes.ts';
import { fileAtRoute } from '../../core/insertion/placeRoutes.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import type { Pattern, PatternFile } from '../../core/pattern/patterns.ts';
import type { RouteFolder } from '../../core/project/projectBlock.ts';
import type { ProjectFacts } from '../../core/project/project.ts';
import { resolveTarget } from '../../core/project/routes.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { TextEdit } from '../../core/text/range.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { readProjectFormat } from './projectFormat.ts';
import { UserError } from '../../host/userError.ts';

export interface EditorInsertion {
	readonly pattern: Pattern;
	/** What questions are titled with. */
	readonly title: PlainText;
	readonly facts: ProjectFacts;
	/** The folder of the project, as the start of the document's path; none outside a project. */
	readonly root: vscode.Uri | undefined;
	readonly libFolders: readonly string[];
	/** The routes of the project. */
	readonly routes: readonly RouteFolder[] | undefined;
}

/**
 * Inserts a pattern at the cursor as a snippet, its imports at the top of the file; one undo takes
 * all of it back. Asks before a name would stand in the file twice.
 *
 * @returns the file of the pattern that was inserted; `undefined` when the user declined
 * @throws UserError when the document cannot be changed
 */
export async function insertAtCursor(
	editor: vscode.TextEditor,
	insertion: EditorInsertion,
	dialogs: Dialogs,
): Promise<PatternFile | undefined> {
	const { document } = editor;
	await assertWritable(document);
	const file = await chooseFile(insertion, document, dialogs);
	if (!file) return undefined;
	const fitted = await fitInEditor(file, insertion, editor);
	let agreed = false;
	for (;;) {
		const { version } = document;
		const { edits, conflicts } = planInEditor(fitted, insertion, editor);
		if (conflicts.length > 0 && !agreed) {
			agreed = await agreeTo(conflicts, document, dialogs);
			if (!agreed) return undefined;
		}
		// While the user was asked the file may have been edited: then plan anew.
		if (document.version !== version) continue;
		const edit = new vscode.WorkspaceEdit();
		edit.set(document.uri, edits);
		if (!(await vscode.workspace.applyEdit(edit))) throw notChanged(document);
		return file;
	}
}

/**
 * The document as core reads it.
 *
 * @param typed what the insertion takes the place of: blanks stand there, since half a word may keep
 * the whole file from being parsed
 */
export function targetOf(
	document: vscode.TextDocument,
	root: vscode.Uri | undefined,
	typed?: vscode.Range,
): CursorTarget {
	const { path } = document.uri;
	return {
		module: moduleOf(document, typed),
		language: moduleLanguage(document),
		path: root && path.startsWith(`${root.path}/`) ? path.slice(root.path.length + 1) : undefined,
	};
}

interface ReadDocument {
	readonly version: number;
	readonly typed: vscode.Range | undefined;
	readonly module: ParsedModule;
}

const read = new WeakMap<vscode.TextDocument, ReadDocument>();

/** Parsed once a version of the document, however many patterns are planned for it. */
function moduleOf(document: vscode.TextDocument, typed: vscode.Range | undefined): ParsedModule {
	const { version } = document;
	const known = read.get(document);
	const isSame = typed ? known?.typed?.isEqual(typed) === true : !known?.typed;
	if (known?.version === version && isSame) return known.module;
	let text = document.getText();
	if (typed && !typed.isEmpty) {
		const [start, end] = [document.offsetAt(typed.start), document.offsetAt(typed.end)];
		text = `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`;
	}
	const module = new ParsedModule(text);
	read.set(document, { version, typed, module });
	return module;
}

/** Edits of a text as edits of the document that has it. */
export function toTextEdits(
	document: vscode.TextDocument,
	edits: readonly TextEdit[],
): vscode.TextEdit[] {
	return edits.map(({ range, newText }) => new vscode.TextEdit(rangeIn(document, range), newText));
}

async function fitInEditor(
	file: PatternFile,
	{ pattern, facts, root, libFolders, routes }: EditorInsertion,
	editor: vscode.TextEditor,
): Promise<FittedPattern> {
	const target = targetOf(editor.document, root);
	const indentation = indentationOf(editor);
	const reading = await readProjectFormat(root, facts);
	const format = target.path === undefined ? reading.format : reading.formatOf(target.path);
	const route = target.path === undefined ? undefined : routeAt(target.path, facts);
	const there = fileAtRoute(file, variantOf(pattern, facts), route, routes);
	const fitted = fitAtCursor(pattern, there, target, { facts, libFolders, indentation });
	return formatAtCursor(fitted, target, format, indentation);
}

function planInEditor(
	fitted: FittedPattern,
	{ facts, root }: EditorInsertion,
	editor: vscode.TextEditor,
): { edits: (vscode.TextEdit | vscode.SnippetTextEdit)[]; conflicts: readonly Conflict[] } {
	const { document, selection } = editor;
	const target = targetOf(document, root);
	const cursor = document.offsetAt(selection.active);
	const { snippet, importEdits, offset, conflicts } = planAtCursor(fitted, target, cursor, facts);
	const position = document.positionAt(offset);
	// What is selected is replaced, as by every snippet.
	const range = offset === cursor ? selection : new vscode.Range(position, position);
	const edits = [
		...toTextEdits(document, importEdits),
		new vscode.SnippetTextEdit(range, new vscode.SnippetString(snippet)),
	];
	return { edits, conflicts };
}

/** The file of the pattern that suits a document: of the same name, else the user says which. */
async function chooseFile(
	{ pattern, title, facts }: EditorInsertion,
	{ uri }: vscode.TextDocument,
	dialogs: Dialogs,
): Promise<PatternFile | undefined> {
	const variant = variantOf(pattern, facts);
	const { files } = variant;
	const own = routeOf(variant);
	const name = stem(uri.path);
	const [first, ...others] = files;
	const same = files.find(({ path }) => path !== undefined && stem(path) === name);
	if (same || others.length === 0) return same ?? first;
	const items = files.map((file) => ({
		label:
			file.path === undefined
				? plainLine(file.language)
				: visiblePath(resolveTarget(file.path, facts, own)),
		file,
	}));
	const chosen = await dialogs.choose(items, {
		title,
		placeHolder: plain`Which file of the pattern goes here?`,
	});
	return chosen?.file;
}

function stem(path: string): string {
	return fileNameOf(path).replace(/\.[jt]s$/, '');
}

async function agreeTo(
	conflicts: readonly Conflict[],
	document: vscode.TextDocument,
	dialogs: Dialogs,
): Promise<boolean> {
	const anyway = 'Insert Anyway';
	const names = conflicts.map(({ name }) => name);
	const chosen = await dialogs.ask(
		plain`${nameOf(document)} already has ${names}.`,
		[anyway],
		plain`The pattern would define it a second time, which does not compile until you merge the two.`,
	);
	return chosen === anyway;
}

async function assertWritable(document: vscode.TextDocument): Promise<void> {
	const { uri } = document;
	if (uri.scheme === 'vscode-notebook-cell') {
		throw new UserError(
			'SvelteKit has no notebooks, so patterns do not go into a cell. Open a .ts, .js or .svelte file and insert it there.',
		);
	}
	if (uri.scheme === 'untitled') return;
	if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) throw notChanged(document);
	const stat = await vscode.workspace.fs.stat(uri).then(
		(found) => found,
		() => undefined,
	);
	if (stat?.permissions === vscode.FilePermission.Readonly) throw notChanged(document);
}

function notChanged(document: vscode.TextDocument): UserError {
	return new UserError(
		plain`${nameOf(document)} cannot be changed: it is read-only. Open a file that you can edit and insert the pattern there.`,
	);
}

function nameOf({ uri }: vscode.TextDocument): PlainText {
	return visiblePath(vscode.workspace.asRelativePath(uri));
}

function indentationOf({ options }: vscode.TextEditor): Indentation {
	return {
		insertSpaces: options.insertSpaces === true,
		tabSize: typeof options.tabSize === 'number' ? options.tabSize : 4,
	};
}

/** The language of a document, that of Svelte too where no extension knows it. */
export function languageOf({ languageId, uri }: vscode.TextDocument): string {
	return uri.path.endsWith('.svelte') ? 'svelte' : languageId;
}

function moduleLanguage(document: vscode.TextDocument): CursorTarget['language'] {
	const languageId = languageOf(document);
	if (languageId === 'svelte') return 'svelte';
	if (languageId.startsWith('typescript')) return 'ts';
	return languageId.startsWith('javascript') ? 'js' : undefined;
}
