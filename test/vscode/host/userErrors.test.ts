import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { within } from '../../../src/host/within.ts';
import { validateRoutePath } from '../../../src/core/project/routes.ts';
import { commandIds } from '../../../src/ids.ts';
import { clearNotifications, needPage, notification } from '../../helpers/page.ts';
import { TemporaryFiles } from '../../helpers/temporaryFiles.ts';
import { TemporaryProject } from '../../helpers/temporaryProject.ts';

/** A route of each kind that cannot be one. */
const wrongRoutes = [
	'',
	'/a//b',
	'/..',
	'/+page',
	'/(a',
	'/a#b',
	'/[x+3A]',
	'/a:b',
	'/a.',
	'/con',
	'/[bad',
	'/[[...a]]',
	'/[a][b]',
	'/[a-b]',
	'/[...a]/[[b]]',
	'/[a]/[a]',
] as const;

/**
 * The extension as it is built, not its sources: what a command throws in one file of the bundle is
 * recognised in another. What the user sees is read from the page.
 */
describe('a command of the built extension that cannot do its work', function () {
	let project: TemporaryFiles | undefined;

	before(async function () {
		needPage(this);
		await vscode.extensions.getExtension('sveltekit-agents.sveltekit-agents')?.activate();
	});

	beforeEach(clearNotifications);

	afterEach(async () => {
		await project?.remove();
		project = undefined;
	});

	async function said(command: string, ...args: readonly unknown[]): Promise<string> {
		const ended = vscode.commands.executeCommand(command, ...args);
		const text = await notification();
		await left(ended);
		return text;
	}

	/** Leaves the list of what is left to do, if one comes, until the command has ended. */
	async function left(ended: Thenable<unknown>): Promise<void> {
		const state = { hasEnded: false };
		const ending = Promise.resolve(ended).then(() => (state.hasEnded = true));
		while (!state.hasEnded) {
			await within(100, ending);
			await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
		}
	}

	/** What is said about inserting a pattern of the bundled agents. */
	async function saidOf(request: {
		readonly id?: string;
		readonly agent?: string;
		readonly at: 'cursor' | 'files';
		readonly route?: string;
	}): Promise<string> {
		return said(commandIds.insertPattern, { id: 'form-actions', preview: false, ...request });
	}

	it('says what is wrong with a route, for each way in which one can be wrong', async () => {
		const found: [string, string][] = [];
		for (const route of wrongRoutes) found.push([route, await saidOf({ at: 'files', route })]);
		const expected = wrongRoutes.map((route) => [route, validateRoutePath(route)]);
		assert.deepEqual(found, expected);
		assert.equal(new Set(expected.map(([, text]) => text)).size, wrongRoutes.length);
	});

	it('says that the agent file of a pattern is gone', async () => {
		const agent = vscode.Uri.file(join(tmpdir(), 'gone.md')).toString();
		assert.equal(await saidOf({ agent, at: 'files' }), 'The agent file with this pattern is gone.');
	});

	it('says that there is no project to make files in', async () => {
		project = new TemporaryFiles(join(tmpdir(), 'no-project-'), { 'a.ts': '' });
		await vscode.window.showTextDocument(project.uri('a.ts'));
		// Which is said once in a window.
		await saidOf({ at: 'cursor' });
		assert.match(await saidOf({ at: 'files' }), /^There is no project to make files in\. Open a /);
	});

	it('says that a file stands where a folder is to be', async () => {
		project = new TemporaryProject('kit2', { 'src/routes/contact': 'a file, no folder' });
		await vscode.window.showTextDocument(project.uri('package.json'));
		assert.equal(
			await saidOf({ at: 'files', route: '/contact' }),
			'src/routes/contact is a file, and src/routes/contact/+page.server.ts needs a folder there. Rename the file or choose another place. Nothing was written.',
		);
	});

	it('says that a file was changed behind the preview', async () => {
		project = new TemporaryProject('kit2');
		await vscode.window.showTextDocument(project.uri('package.json'));
		const request = { id: 'form-actions', at: 'files', route: '/contact' };
		const ended = vscode.commands.executeCommand(commandIds.insertPattern, request);
		await previewIsOpen();
		project.write('src/routes/contact/+page.server.ts', '// mine\n');
		await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
		const text = await notification();
		await ended;
		assert.equal(
			text,
			'src/routes/contact/+page.server.ts was changed in the meantime, so nothing was written. Insert the pattern once more.',
		);
	});

	it('says that a document is read-only', async () => {
		const provider = vscode.workspace.registerTextDocumentContentProvider('frozen', {
			provideTextDocumentContent: () => 'frozen',
		});
		const uri = vscode.Uri.parse('frozen:/a.ts');
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
		const text = await saidOf({ at: 'cursor' });
		provider.dispose();
		await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
		assert.match(text, /a\.ts cannot be changed: it is read-only\. Open a file that you can edit /);
	});

	it('says that patterns do not go into notebooks', async () => {
		const notebook = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
		project = new TemporaryProject('kit2', { 'notes.ipynb': notebook });
		const document = await vscode.workspace.openNotebookDocument(project.uri('notes.ipynb'));
		const edit = new vscode.WorkspaceEdit();
		const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'typescript');
		edit.set(document.uri, [vscode.NotebookEdit.insertCells(0, [cell])]);
		assert.ok(await vscode.workspace.applyEdit(edit));
		await vscode.window.showNotebookDocument(document);
		await vscode.commands.executeCommand('notebook.cell.edit');
		const text = await saidOf({ at: 'cursor' });
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		assert.match(text, /^SvelteKit has no notebooks, so patterns do not go into a cell\. Open a /);
	});

	it('says that an agent file is no longer there', async () => {
		project = new TemporaryProject('kit2', { '.claude/agents/a.md': '---\nname: a\n---\nYou.\n' });
		await vscode.window.showTextDocument(project.uri('.claude/agents/a.md'));
		await commandIsThere(commandIds.openAgent);
		assert.equal(
			await said(commandIds.openAgent, project.uri('gone.md').toString()),
			'This agent file is no longer there.',
		);
	});

	it('names the log, and no inner detail, where it did not expect to fail', async () => {
		project = new TemporaryProject('kit2', { '.claude/agents/a.md': '---\nname: a\n---\nYou.\n' });
		await vscode.window.showTextDocument(project.uri('.claude/agents/a.md'));
		await commandIsThere(commandIds.goToPattern);
		assert.equal(
			await said(commandIds.goToPattern, 'ü:/a.md'),
			'SvelteKit Agents could not do that. The log has the details.',
		);
	});
});

/** The commands for agent files come with the first of these that is opened. */
async function commandIsThere(id: string): Promise<void> {
	while (!(await vscode.commands.getCommands(true)).includes(id)) {
		// Each look is a question to VS Code and its answer.
	}
}

async function previewIsOpen(): Promise<void> {
	const isOpen = (): boolean =>
		vscode.window.visibleTextEditors.some(
			({ document: { uri } }) => uri.scheme === 'sveltekit-pattern',
		);
	if (isOpen()) return;
	await new Promise<void>((resolve) => {
		const subscription = vscode.window.onDidChangeVisibleTextEditors(() => {
			if (!isOpen()) return;
			subscription.dispose();
			resolve();
		});
	});
}
