import * as vscode from 'vscode';
import { planAll, type InsertionPlan, type PlannedFile } from '../../core/insertion.ts';
import type { Pattern } from '../../core/patterns.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Project } from '../../host/projectFacts.ts';
import { readText } from '../../host/readFile.ts';
import type { PickFrom } from '../../host/quickPick.ts';
import { UserError } from '../../host/run.ts';
import { confirmFiles } from './confirmFiles.ts';

export interface FileCreation {
	/** The pattern that the user chose last; before it those that it needs. */
	readonly patterns: readonly Pattern[];
	readonly title: string;
	readonly project: Project;
	/** The route that takes the pattern's route files, if it has any. */
	readonly route?: string;
	readonly libFolders: readonly string[];
	/** Whether the user sees and confirms the files before they are written. */
	readonly preview: boolean;
}

/**
 * Makes the files of a pattern in a project. A file that exists is never overwritten: what the
 * pattern adds is merged into it, and where a name would stand there twice the user is asked first.
 *
 * @returns what was planned; `undefined` when the user declined and nothing was changed
 * @throws UserError when the edits could not be applied; then none was
 */
export async function createFiles(
	creation: FileCreation,
	dialogs: Dialogs,
	pickFrom: PickFrom,
): Promise<InsertionPlan | undefined> {
	const plan = await planWithExisting(creation);
	const files: PlannedFile[] = [];
	for (const file of plan.files) {
		if (file.before === file.text && file.conflicts.length === 0) continue;
		const decision = await decide(file, creation.project, dialogs);
		if (decision === 'cancel') return undefined;
		if (decision === 'write') files.push(file);
	}
	if (files.length === 0) {
		void dialogs.tell(plain`The project has all of “${creation.title}” already.`);
		return { ...plan, files };
	}
	const { title, project, preview } = creation;
	// What the user asked for comes first, what it needs after it.
	const sorted = files.toSorted((a, b) => Number(b.from === title) - Number(a.from === title));
	const confirmed = preview ? await confirmFiles(title, sorted, project.root, pickFrom) : sorted;
	if (!confirmed || confirmed.length === 0) return undefined;
	await assertUnchanged(confirmed, project.root);
	if (!(await vscode.workspace.applyEdit(editFor(confirmed, project.root)))) {
		throw new UserError(
			plain`The files of “${title}” could not be made. Look whether the folder can be written and whether one of them has unsaved changes.`,
		);
	}
	await openFirst(confirmed, project);
	return { ...plan, files: confirmed };
}

/** Plans twice: the first round tells which files to read. */
async function planWithExisting({
	patterns,
	project: { root, facts },
	route,
	libFolders,
}: FileCreation): Promise<InsertionPlan> {
	const options = { libFolders, ...(route !== undefined && { route }) };
	const { files } = planAll(patterns, facts, { ...options, existing: () => undefined });
	const texts = new Map(
		await Promise.all(
			files.map(
				async ({ path }) => [path, await readText(vscode.Uri.joinPath(root, path))] as const,
			),
		),
	);
	return planAll(patterns, facts, { ...options, existing: (path) => texts.get(path) });
}

/** While the user looked at the preview a file may have been made or edited. */
async function assertUnchanged(files: readonly PlannedFile[], root: vscode.Uri): Promise<void> {
	for (const { path, before } of files) {
		if ((await readText(vscode.Uri.joinPath(root, path))) === before) continue;
		throw new UserError(
			plain`${visiblePath(path)} was changed in the meantime, so nothing was written. Insert the pattern once more.`,
		);
	}
}

async function decide(
	{ path, before, conflicts }: PlannedFile,
	{ root }: Project,
	dialogs: Dialogs,
): Promise<'write' | 'skip' | 'cancel'> {
	if (before === undefined || conflicts.length === 0) return 'write';
	const [add, skip, open] = ['Add Anyway', 'Skip This File', 'Open It'] as const;
	const whole = conflicts.some(({ name }) => name === path);
	const names = conflicts.map(({ name }) => name);
	const shown = visiblePath(path);
	const chosen = await dialogs.ask(
		whole ? plain`${shown} exists and cannot be merged.` : plain`${shown} already has ${names}.`,
		whole ? [skip, open] : [add, skip, open],
		plain`Nothing that exists is overwritten. To merge by hand, open the file and insert the pattern at the cursor.`,
	);
	if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.joinPath(root, path));
	if (chosen === add) return 'write';
	return chosen === skip ? 'skip' : 'cancel';
}

function editFor(files: readonly PlannedFile[], root: vscode.Uri): vscode.WorkspaceEdit {
	const edit = new vscode.WorkspaceEdit();
	for (const { path, text, before } of files) {
		const uri = vscode.Uri.joinPath(root, path);
		if (before === undefined) {
			edit.createFile(uri, { contents: new TextEncoder().encode(text), overwrite: false });
		} else {
			const { start, removed, added } = difference(before, text);
			const range = new vscode.Range(placeOf(before, start), placeOf(before, start + removed));
			edit.replace(uri, range, added);
		}
	}
	return edit;
}

/** The one stretch in which two texts differ. */
function difference(
	before: string,
	after: string,
): { start: number; removed: number; added: string } {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	let end = 0;
	while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
	return {
		start,
		removed: before.length - start - end,
		added: after.slice(start, after.length - end),
	};
}

function placeOf(text: string, offset: number): vscode.Position {
	const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
	return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

/** Shows the file that one goes on working in: the route file, else the first. */
async function openFirst(files: readonly PlannedFile[], { root }: Project): Promise<void> {
	const first = files.find(({ path }) => path.includes('/+')) ?? files[0];
	if (first) await vscode.window.showTextDocument(vscode.Uri.joinPath(root, first.path));
}
