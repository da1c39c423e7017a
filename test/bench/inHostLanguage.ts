import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { analyse } from '../../src/core/editor/agentDocument.ts';
import { buildCatalog } from '../../src/core/agent/catalog.ts';
import { validate } from '../../src/core/editor/validate.ts';

/** Milliseconds for each keystroke. */
export interface KeystrokeTimes {
	readonly ours: readonly number[];
	readonly markdown: readonly number[];
	/** The same request again, for which VS Code's markdown has nothing left to do but to answer. */
	readonly roundTrip: readonly number[];
}

const context = { agents: buildCatalog([]) };
const keystrokes = 60;
const uncounted = 15;

/** Called by VS Code in the extension host: types into the file that BENCH_FILE names. */
export async function run(): Promise<void> {
	const uri = vscode.Uri.file(process.env['BENCH_FILE'] ?? '');
	const document = await vscode.workspace.openTextDocument(uri);
	if (document.languageId !== 'markdown') throw new Error(`It is ${document.languageId}.`);
	await vscode.window.showTextDocument(document);
	const symbols = async (): Promise<number> => {
		const start = performance.now();
		const found = await vscode.commands.executeCommand<readonly unknown[] | undefined>(
			'vscode.executeDocumentSymbolProvider',
			uri,
		);
		if (!found?.length) throw new Error('VS Code finds no headings.');
		return performance.now() - start;
	};
	while (!(await isAnswered(symbols))) await new Promise((resolve) => setTimeout(resolve, 200));

	const times = { ours: [] as number[], markdown: [] as number[], roundTrip: [] as number[] };
	for (let i = -uncounted; i < keystrokes; i++) {
		const edit = new vscode.WorkspaceEdit();
		// By turns in the description and in the middle of the body.
		const line = i % 2 === 0 ? 2 : Math.floor(document.lineCount / 2);
		edit.insert(uri, document.lineAt(line).range.end, 'x');
		await vscode.workspace.applyEdit(edit);
		const markdown = await symbols();
		const roundTrip = await symbols();
		const start = performance.now();
		validate(analyse(document.getText(), { stem: 'bench', path: uri.toString() }), context);
		const ours = performance.now() - start;
		if (i < 0) continue;
		times.ours.push(ours);
		times.markdown.push(markdown);
		times.roundTrip.push(roundTrip);
	}
	await writeFile(process.env['BENCH_RESULT'] ?? '', JSON.stringify(times));
	await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** The markdown extension starts when the first markdown file is open. */
async function isAnswered(ask: () => Promise<unknown>): Promise<boolean> {
	try {
		await ask();
		return true;
	} catch {
		// Not yet.
		return false;
	}
}
