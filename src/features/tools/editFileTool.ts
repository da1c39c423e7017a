import * as vscode from 'vscode';
import { Consent } from '../../host/consent.ts';
import {
	linesOf,
	replaceText,
	type Replacement,
	type ReplacementFailure,
} from '../../core/workspace/replaceText.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import { findSecrets } from '../../core/workspace/secretText.ts';
import { showReplacement } from '../../core/workspace/shownChange.ts';
import {
	canEncode,
	editDocument,
	openEditable,
	type EditableDocument,
	type EditFailure,
} from '../../host/editableDocument.ts';
import type { FileChange, FileChanges } from '../../host/fileChanges.ts';
import { followLinks } from '../../host/platform/realPaths.ts';
import { ToolError } from '../../host/toolError.ts';
import { placeOf, resolveInWorkspace, type WorkspacePath } from './workspacePaths.ts';
import { dangersOf, refuseToWrite, secretText, type FileGuard } from './guardedFiles.ts';
import { nearestText } from './nearestPath.ts';
import { requireTrust, withCodeBlock, type Tool, type Trust } from './tool.ts';

export interface EditFileInput {
	readonly path: string;
	readonly oldText: string;
	readonly newText: string;
	readonly replaceAll?: boolean;
}

interface Plan {
	readonly file: WorkspacePath;
	readonly editable: EditableDocument;
	readonly replacement: Replacement;
}

/** What the user was shown the change of. */
interface Shown {
	readonly uri: string;
	readonly id: string;
	readonly text: string;
}

/** Replaces an exact text in a file, once the user has seen the change and agreed. */
export class EditFileTool implements Tool<EditFileInput> {
	readonly #consent = new Consent<Shown>();
	readonly #isTrusted: Trust;
	readonly #guard: FileGuard;
	readonly #changes: FileChanges;

	constructor(isTrusted: Trust, guard: FileGuard, changes: FileChanges) {
		this.#isTrusted = isTrusted;
		this.#guard = guard;
		this.#changes = changes;
	}

	async prepare(
		input: EditFileInput,
		token: vscode.CancellationToken,
	): Promise<vscode.PreparedToolInvocation> {
		const file = await this.#find(input);
		// Whether a text is in the file must not be told before the user agrees that it is looked at.
		if (file.isSecret) await this.#guard.askToWrite(file, dangersOf(file));
		let editable = await openFile(file, token);
		if (!file.isSecret && tellsOfSecret(editable, input)) {
			await this.#guard.askToWrite(file, [secretText]);
			editable = await openFile(file, token);
		}
		const plan = await makePlan(file, editable, input);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		this.#consent.show(input, shownOf(file, editable));
		return {
			invocationMessage: plain`Editing ${file.shown}`,
			confirmationMessages: {
				title: 'Edit this file?',
				message: withCodeBlock(
					[file.shown, sentences(plan)],
					showReplacement(editable.text, plan.replacement).text,
					'diff',
				),
			},
		};
	}

	async run(input: EditFileInput, token: vscode.CancellationToken): Promise<string> {
		const agreed = this.#consent.take(input);
		const file = await this.#find(input);
		if (!agreed) throw new ToolError(`The user has not agreed to edit ${file.label}.`);
		const plan = await this.#agreedPlan(agreed, file, input, token);
		const isAsked = await this.#askAboutRest(plan);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		const latest = isAsked
			? // While the user was asked, anything may have happened to the file and the folders above it.
				await this.#agreedPlan(agreed, await this.#find(input), input, token)
			: plan;
		const { told, change } = await edit(latest);
		this.#changes.note(input, change);
		return told;
	}

	/** Tells nothing about a file or a text other than those that the user has seen. */
	async #agreedPlan(
		agreed: Shown,
		file: WorkspacePath,
		input: EditFileInput,
		token: vscode.CancellationToken,
	): Promise<Plan> {
		if (agreed.uri !== file.uri.toString()) throw hasChanged(file);
		const editable = await openFile(file, token);
		const { id, text } = shownOf(file, editable);
		if (agreed.id !== id || agreed.text !== text) throw hasChanged(file);
		return makePlan(file, editable, input);
	}

	async #find({ path }: EditFileInput): Promise<WorkspacePath> {
		requireTrust(this.#isTrusted, 'editing a file');
		const file = await resolveInWorkspace(path);
		await refuseToWrite(file);
		return file;
	}

	/**
	 * Asks about what the chat's confirmation is not enough for.
	 *
	 * @returns whether the user was asked
	 */
	async #askAboutRest({ file, editable, replacement }: Plan): Promise<boolean> {
		const { hidden } = showReplacement(editable.text, replacement);
		const known = file.isSecret ? [] : dangersOf(file);
		const reasons = hidden === undefined ? known : [...known, plainLine(hidden)];
		if (reasons.length > 0) await this.#guard.askToWrite(file, reasons);
		return reasons.length > 0;
	}
}

async function openFile(
	file: WorkspacePath,
	token: vscode.CancellationToken,
): Promise<EditableDocument> {
	const { label, uri, folder, target } = file;
	const editable = await openEditable(uri);
	// Since the path was resolved, a link may have taken the place of what was there.
	const led = await followLinks(folder.uri, uri);
	if (!('target' in led) || led.target !== target) throw hasChanged(file);
	if (!('failure' in editable)) return editable;
	const { failure, reason, cause } = editable;
	switch (failure) {
		case 'behind':
			throw hasChanged(file);
		case 'folder':
			throw new ToolError(`${label} is a folder. Name a file.`);
		case 'missing':
			throw new ToolError(`No file ${label}.${await nearestText(file, 'file', token)}`);
		case 'lineEnds':
			throw new ToolError(
				`${label} ${reason}. The user can do that first, with the command “Change End of Line Sequence”.`,
			);
		case 'other':
			throw new ToolError(`${label} ${reason}.`, { cause });
	}
}

async function makePlan(
	file: WorkspacePath,
	editable: EditableDocument,
	input: EditFileInput,
): Promise<Plan> {
	const { label } = file;
	const replacement = replace(editable, input);
	if (typeof replacement === 'string') throw new ToolError(refusals[replacement](label));
	const { encoding } = editable.document;
	if (!(await canEncode(replacement.after, encoding))) {
		throw new ToolError(
			`newText has characters that ${label} cannot hold in its encoding ${encoding}.`,
		);
	}
	return { file, editable, replacement };
}

function replace(
	{ document, text }: EditableDocument,
	{ oldText, newText, replaceAll = false }: EditFileInput,
): Replacement | ReplacementFailure {
	const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
	return replaceText(text, oldText, newText, replaceAll, lineEnd);
}

/** Whether the answer to an edit lets a model guess a password or key that stands in the text. */
function tellsOfSecret(editable: EditableDocument, input: EditFileInput): boolean {
	const secrets = findSecrets(editable.text);
	if (secrets.length === 0) return false;
	const replacement = replace(editable, input);
	if (typeof replacement === 'string') return replacement !== 'same';
	return replacement.places.some((place) =>
		secrets.some((secret) => secret.start < place.end && secret.end > place.start),
	);
}

const refusals: Readonly<Record<ReplacementFailure, (label: string) => string>> = {
	same: () => 'oldText and newText are the same, so that nothing would change.',
	missing: (label) =>
		`${label} does not have that text. Read the file and give oldText exactly as it stands there, indentation included.`,
	several: (label) =>
		`${label} has that text more than once. Give more of what stands around it, or set replaceAll.`,
	tooMany: (label) =>
		`${label} has that text so often that the edit would be too large. Give more of what stands around it.`,
};

const editFailures: Readonly<Record<EditFailure, (label: string) => string>> = {
	changed: (label) => `${label} has changed since it was looked at. Read it and try again.`,
	notApplied: (label) => `VS Code did not apply the edit to ${label}. Is the file read-only?`,
	notSaved: (label) => `${label} could not be saved, so that the edit was taken back.`,
};

function sentences({ replacement: { places }, editable }: Plan): string {
	const change = places.length === 1 ? 'One place changes.' : `${places.length} places change.`;
	return editable.isDirty
		? `${change} The file has unsaved changes of yours, so that it is not saved.`
		: change;
}

function shownOf({ uri }: WorkspacePath, { file, text }: EditableDocument): Shown {
	return { uri: uri.toString(), id: file.id, text };
}

function hasChanged({ label }: WorkspacePath): ToolError {
	return new ToolError(
		`${label} has changed since it was read or the user agreed. Read it and try again.`,
	);
}

async function edit({
	file,
	editable,
	replacement,
}: Plan): Promise<{ readonly told: string; readonly change: FileChange }> {
	const { label } = file;
	const place = await placeOf(file);
	const result = await editDocument(editable, replacement, place);
	if (typeof result === 'string') throw new ToolError(editFailures[result](label));
	const { isSaved, hasMoreChanges } = result;
	const lines = linesOf(editable.text, replacement.places, 20);
	const notes = [
		`Edited ${label} at line ${lines.join(', ')}.`,
		...(isSaved ? [] : ['It has unsaved changes of the user, so that it is not saved.']),
		...(hasMoreChanges
			? ['Saving it changed more, as the user’s settings say. Read it before the next edit.']
			: []),
	];
	const { uri } = file;
	const after = hasMoreChanges ? editable.document.getText() : replacement.after;
	return {
		told: notes.join(' '),
		change: { uri, label, place, before: editable.text, after },
	};
}
