import * as vscode from 'vscode';
import type { Action, LeftToDo } from '../../core/insertion/leftToDo.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { plainSentence } from '../../core/text/plainSentence.ts';
import { linesOfWidth } from '../../core/text/linesOfWidth.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { openFile } from '../../host/platform/openFile.ts';
import type { Project } from '../../host/project/projectReader.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';
import { commandIds } from '../../ids.ts';

/** What is longer than a row shows is not run by one key. */
const longestCommand = 400;

/** So much of a sentence can be read in a row of VS Code's lists. */
const rowWidth = 72;

export interface LeftToDoPlace {
	/** The pattern, as the user knows it, with its file where it is not one of this extension. */
	readonly title: PlainText;
	readonly project: Project;
	readonly dialogs: Dialogs;
	readonly pickFrom: PickFrom;
	/** Makes the files of another pattern in the same project. */
	readonly addPattern: (key: string) => Promise<void>;
	/** Takes back what was written, if anything was. */
	readonly undo?: { readonly count: number; readonly run: () => Promise<void> };
}

/** What a row of the list does. */
type Choice = Action | 'undo';

/**
 * Shows what is left to do after an insertion, once: what can be started from the list, and what only
 * the user can do. It stays until everything was started or the user leaves. In Restricted Mode
 * nothing is run: commands can be copied.
 */
export async function showLeftToDo(todo: LeftToDo, place: LeftToDoPlace): Promise<void> {
	const { title, pickFrom } = place;
	const started = new Set<Action>();
	const terminal = new OneTerminal(place.project.root);
	const { undo } = place;
	if (todo.actions.length === 0 && todo.sentences.length === 0) {
		if (undo) void offerUndo(place);
		return;
	}
	for (;;) {
		const chosen = await pickFrom<Choice>({
			title: plain`${title}: left to do`,
			placeholder:
				todo.actions.length > 0
					? plain`Press Enter on what is to be done now, Escape to leave`
					: plain`Escape closes this list`,
			staysOpen: true,
			rows: () => [
				...todo.actions.map((action) => rowOf(action, started.has(action))),
				...sentenceRows(todo),
				...undoRows(undo),
			],
		});
		const [action] = chosen ?? [];
		if (!action) return;
		if (action === 'undo') return undo?.run();
		await start(action, terminal, place);
		started.add(action);
		if (started.size === todo.actions.length) return;
	}
}

/** Where nothing is left to do, what was done is said, and can be taken back. */
async function offerUndo({ title, dialogs }: LeftToDoPlace): Promise<void> {
	const button = 'Undo';
	if ((await dialogs.tell(plain`“${title}” is inserted.`, [button])) !== button) return;
	await vscode.commands.executeCommand(commandIds.undoPattern);
}

function undoRows(undo: LeftToDoPlace['undo']): readonly (Row<Choice> | Heading)[] {
	if (!undo) return [];
	const { count } = undo;
	const label = count === 1 ? plain`Take the file back` : plain`Take all ${count} files back`;
	return [{ heading: plain`undo` }, { icon: 'discard', label, value: 'undo' }];
}

function rowOf(action: Action, isStarted: boolean): Row<Action> {
	const row = isStarted ? { icon: 'check' } : { icon: iconOf(action), value: action };
	switch (action.kind) {
		case 'install': {
			const names = action.packages;
			return {
				...row,
				label: mayRun(action.commands)
					? plain`Install ${names} in a terminal`
					: plain`Copy the command for ${names}`,
				detail: commandLine(action.commands),
			};
		}
		case 'updateTables':
			return {
				...row,
				label: mayRun(action.commands)
					? tablesLabels[action.way]
					: plain`Copy the command for the tables`,
				detail: commandLine(action.commands),
			};
		case 'addPattern':
			return { ...row, label: plain`Add “${plainLine(action.label)}”…` };
		case 'openEnv':
			return {
				...row,
				label: plain`Open ${visiblePath(action.file)}`,
				...(action.names.length > 0 && { detail: plain`Fill in ${action.names}` }),
			};
	}
}

const tablesLabels = {
	generate: plain`Generate the migration in a terminal`,
	migrate: plain`Generate and apply the migration in a terminal`,
	push: plain`Push the tables to the database in a terminal`,
} as const;

function iconOf(action: Action): string {
	if (action.kind === 'openEnv') return 'key';
	if (action.kind === 'addPattern') return 'add';
	if (!mayRun(action.commands)) return 'copy';
	return action.kind === 'install' ? 'cloud-download' : 'database';
}

function commandLine(commands: readonly string[]): PlainText {
	return plainLine(commands.join(', then '), longestCommand);
}

function mayRun(commands: readonly string[]): boolean {
	return vscode.workspace.isTrusted && commands.join(', then ').length <= longestCommand;
}

/** Rows do not break their lines: a long sentence has several. */
function sentenceRows({ actions, sentences }: LeftToDo): readonly (Row<Action> | Heading)[] {
	if (sentences.length === 0) return [];
	const rows = sentences.flatMap((sentence) =>
		linesOfWidth(plainLine(plainSentence(sentence), 400), rowWidth).map((line, i) => ({
			icon: i === 0 ? 'circle-small-filled' : 'blank',
			label: plainLine(line, 400),
		})),
	);
	return actions.length > 0 ? [{ heading: plain`by hand` }, ...rows] : rows;
}

async function start(action: Action, terminal: OneTerminal, place: LeftToDoPlace): Promise<void> {
	if (action.kind === 'openEnv') return openInProject(action.file, place);
	if (action.kind === 'addPattern') return place.addPattern(action.key);
	if (mayRun(action.commands)) terminal.run(action.commands);
	else await vscode.env.clipboard.writeText(action.commands.join('\n'));
}

async function openInProject(file: string, { project, dialogs }: LeftToDoPlace): Promise<void> {
	try {
		const document = await openFile(vscode.Uri.joinPath(project.root, file));
		await vscode.window.showTextDocument(document);
	} catch {
		// It may be gone by now: the list goes on.
		void dialogs.tell(plain`${visiblePath(file)} cannot be opened.`);
	}
}

/** Runs commands one after the other where the user sees them, also while one of them still runs. */
class OneTerminal {
	readonly #cwd: vscode.Uri;
	#terminal: vscode.Terminal | undefined;

	constructor(cwd: vscode.Uri) {
		this.#cwd = cwd;
	}

	run(commands: readonly string[]): void {
		const isOpen = this.#terminal !== undefined && this.#terminal.exitStatus === undefined;
		if (!isOpen) {
			this.#terminal = vscode.window.createTerminal({ name: 'Left to do', cwd: this.#cwd });
		}
		this.#terminal?.show(true);
		for (const command of commands) this.#terminal?.sendText(command);
	}
}
