import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ids.ts';
import { within } from '../../src/host/within.ts';

/** What takes longer waits for the user, in ms. */
const patience = 4_000;

/** Inserts patterns at the cursor of one document, and takes each back. */
export class Insertions {
	done = 0;
	readonly #document: vscode.TextDocument;
	readonly #fault: (what: string) => void;
	#patterns: readonly string[];
	#next = 0;

	/** @param patterns keys of patterns, in the order in which they are inserted; those that ask are left out */
	constructor(
		document: vscode.TextDocument,
		patterns: readonly string[],
		fault: (what: string) => void,
	) {
		this.#document = document;
		this.#patterns = patterns;
		this.#fault = fault;
	}

	async insert(count: number): Promise<void> {
		const end = this.done + count;
		while (this.done < end) {
			const id = this.#patterns[this.#next++ % this.#patterns.length];
			if (id === undefined) {
				this.#fault('There is no pattern that can be inserted without an answer of the user.');
				return;
			}
			if (await this.#insertOne(id)) this.done++;
			else this.#patterns = this.#patterns.filter((each) => each !== id);
		}
		await vscode.commands.executeCommand('notifications.clearAll');
	}

	/** Whether the pattern was inserted without an answer of the user, and taken back. */
	async #insertOne(id: string): Promise<boolean> {
		const document = this.#document;
		const before = document.getText();
		const editor = await vscode.window.showTextDocument(document);
		editor.selection = new vscode.Selection(0, 0, 0, 0);
		const inserting = vscode.commands.executeCommand(commandIds.insertPattern, {
			id,
			at: 'cursor',
		});
		await within(patience, Promise.race([inserting, changeOf(document)]));
		await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
		// The command itself goes on for as long as its message about packages is shown.
		if (document.getText() === before) return false;
		await vscode.commands.executeCommand('leaveSnippet');
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('undo');
		for (let i = 0; i < 20 && document.getText() !== before; i++) await pause(50);
		if (document.getText() === before) return true;
		this.#fault(`One undo did not take ${id} back.`);
		await vscode.commands.executeCommand('workbench.action.files.revert');
		return true;
	}
}

/** Resolves when the text of a document has changed. */
async function changeOf(document: vscode.TextDocument): Promise<void> {
	await new Promise<void>((resolve) => {
		const subscription = vscode.workspace.onDidChangeTextDocument((change) => {
			if (change.document !== document || change.contentChanges.length === 0) return;
			subscription.dispose();
			resolve();
		});
		setTimeout(() => subscription.dispose(), patience);
	});
}
