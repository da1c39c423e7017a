import * as vscode from 'vscode';
import { fitCode, variantOf } from '../../core/insertion.ts';
import { mergeInto, type Merge } from '../../core/modules.ts';
import type { Pattern, PatternFile } from '../../core/patterns.ts';
import type { ProjectFacts } from '../../core/project.ts';
import { resolveTarget } from '../../core/routes.ts';
import { escapeSnippet, reindent, toSnippet, type Indentation } from '../../core/snippet.ts';
import { stripTypes } from '../../core/stripTypes.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { findScripts } from '../../core/code/svelteScripts.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { UserError } from '../../host/run.ts';

export interface CursorInsertion {
	readonly pattern: Pattern;
	readonly facts: ProjectFacts;
	/** The folder of the project, as the start of the document's path; none outside a project. */
	readonly root: vscode.Uri | undefined;
	readonly libFolders: readonly string[];
}

type ModuleLanguage = 'ts' | 'js' | 'svelte';

/**
 * Inserts a pattern at the cursor as a snippet, its imports at the top of the file; one undo takes
 * all of it back. Asks before a name would stand in the file twice.
 *
 * @returns the file of the pattern that was inserted; `undefined` when the user declined
 * @throws UserError when the document cannot be changed
 */
export async function insertAtCursor(
	editor: vscode.TextEditor,
	insertion: CursorInsertion,
	dialogs: Dialogs,
): Promise<PatternFile | undefined> {
	const { document } = editor;
	await assertWritable(document);
	const file = await chooseFile(insertion, document, dialogs);
	if (!file) return undefined;
	let agreed = false;
	for (;;) {
		const { version } = document;
		const { edits, conflicts } = planAtCursor(file, insertion, editor);
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

/** The snippet and the import edits that insert one file of a pattern at an offset of a document. */
export interface PlannedSnippet {
	readonly snippet: string;
	readonly importEdits: readonly vscode.TextEdit[];
	readonly position: vscode.Position;
	readonly conflicts: Merge['conflicts'];
}

/** Works out what a pattern's file becomes at a place of a document. Changes nothing. */
export function planSnippet(
	file: PatternFile,
	{ pattern, facts, root, libFolders }: CursorInsertion,
	document: vscode.TextDocument,
	at: vscode.Position,
	indentation: Indentation,
): PlannedSnippet {
	const text = document.getText();
	const path = pathIn(root, document.uri) ?? resolveTarget(file.path ?? '', facts, undefined);
	const language = moduleLanguage(document);
	const fitted = fitCode(file, facts, path, libFolders).code;
	const fitting =
		language === 'svelte' && !usesTypeScript(text, facts) ? stripTypes(fitted).code : fitted;
	const code = reindent(fitting, indentation, file.language);
	if (!language || !isModule(file)) {
		const snippet = surrounded(toSnippet(code.trimEnd(), pattern.placeholders), document, at);
		return { snippet, importEdits: [], position: at, conflicts: [] };
	}

	const offset = document.offsetAt(at);
	const where = language === 'svelte' && isInModuleScript(text, offset) ? 'module' : 'script';
	const merge = mergeInto(text, code, { language, where, typescript: facts.typescript });
	const range = merge.bodyRange;
	const inside = range !== undefined && offset >= range.start && offset <= range.end;
	const place = inside || !range ? offset : range.end;
	const position = document.positionAt(place);
	// An insertion at the very place of the snippet becomes a part of it: their order would be open.
	const here = merge.importEdits.filter(
		(edit) => edit.range.start === place && edit.range.end === place,
	);
	const importEdits = merge.importEdits
		.filter((edit) => !here.includes(edit))
		.map(
			(edit) =>
				new vscode.TextEdit(
					new vscode.Range(
						document.positionAt(edit.range.start),
						document.positionAt(edit.range.end),
					),
					edit.newText,
				),
		);
	const before = here.map(({ newText }) => escapeSnippet(newText)).join('');
	const body = range === undefined ? '' : toSnippet(merge.body.trimEnd(), pattern.placeholders);
	const snippet =
		before === ''
			? surrounded(body, document, position)
			: `${before}${before.endsWith('\n\n') ? '' : '\n'}${body}`;
	return { snippet, importEdits, position, conflicts: merge.conflicts };
}

function planAtCursor(
	file: PatternFile,
	insertion: CursorInsertion,
	editor: vscode.TextEditor,
): { edits: (vscode.TextEdit | vscode.SnippetTextEdit)[]; conflicts: Merge['conflicts'] } {
	const { document, selection } = editor;
	const { snippet, importEdits, position, conflicts } = planSnippet(
		file,
		insertion,
		document,
		selection.active,
		indentationOf(editor),
	);
	// What is selected is replaced, as by every snippet.
	const range = position.isEqual(selection.active)
		? selection
		: new vscode.Range(position, position);
	const edits = [
		...importEdits,
		new vscode.SnippetTextEdit(range, new vscode.SnippetString(snippet)),
	];
	return { edits, conflicts };
}

/** With line breaks where the cursor stands between other text, so that the code has its own lines. */
function surrounded(snippet: string, document: vscode.TextDocument, at: vscode.Position): string {
	const line = document.lineAt(at.line).text;
	const before = line.slice(0, at.character).trim() === '' ? '' : '\n\n';
	const after = line.slice(at.character).trim() === '' ? '' : '\n';
	return `${before}${snippet}${after}`;
}

/** The file of the pattern that suits a document: of the same name, else the user says which. */
async function chooseFile(
	{ pattern, facts }: CursorInsertion,
	{ uri }: vscode.TextDocument,
	dialogs: Dialogs,
): Promise<PatternFile | undefined> {
	const { files } = variantOf(pattern, facts);
	const name = stem(uri.path);
	const [first, ...others] = files;
	const same = files.find(({ path }) => path !== undefined && stem(path) === name);
	if (same || others.length === 0) return same ?? first;
	const items = files.map((file) => ({
		label: file.path === undefined ? plainLine(file.language) : visiblePath(file.path),
		file,
	}));
	const chosen = await dialogs.choose(items, {
		title: plainLine(pattern.title),
		placeHolder: plain`Which file of the pattern goes here?`,
	});
	return chosen?.file;
}

function stem(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.[jt]s$/, '');
}

async function agreeTo(
	conflicts: Merge['conflicts'],
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

function moduleLanguage({ languageId, uri }: vscode.TextDocument): ModuleLanguage | undefined {
	if (languageId === 'svelte' || uri.path.endsWith('.svelte')) return 'svelte';
	if (languageId.startsWith('typescript')) return 'ts';
	return languageId.startsWith('javascript') ? 'js' : undefined;
}

function isModule({ language }: PatternFile): boolean {
	return language === 'typescript' || language === 'javascript';
}

function usesTypeScript(svelteText: string, facts: ProjectFacts): boolean {
	const scripts = findScripts(svelteText);
	return scripts.length === 0 ? facts.typescript : scripts.some(({ typescript }) => typescript);
}

function isInModuleScript(svelteText: string, offset: number): boolean {
	return findScripts(svelteText).some(
		({ kind, contentRange }) =>
			kind === 'module' && offset >= contentRange.start && offset <= contentRange.end,
	);
}

function pathIn(root: vscode.Uri | undefined, uri: vscode.Uri): string | undefined {
	return root && uri.path.startsWith(`${root.path}/`)
		? uri.path.slice(root.path.length + 1)
		: undefined;
}
