import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
	sayChanges,
	seeToChanges,
	undoChanges,
} from '../../../../src/features/participants/changedFiles.ts';
import { createToolSet, type ToolSet } from '../../../../src/features/tools/toolSet.ts';
import { FileChanges, type FileChange } from '../../../../src/host/fileChanges.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { messageOf, prepareAndRun } from '../../../helpers/toolCalls.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

describe('what an answer has changed', () => {
	let files: WorkspaceFiles;
	let changes: FileChanges;
	let tools: ToolSet;
	let done: FileChange[];

	beforeEach(() => {
		files = new WorkspaceFiles({ 'orders.ts': 'one\r\ntwo\r\nthree\r\n', 'b.ts': 'b\n' });
		changes = new FileChanges();
		tools = createToolSet(() => true, undefined, undefined, undefined, changes);
		done = [];
	});

	afterEach(async () => {
		changes.dispose();
		await files.remove();
	});

	async function change(tool: 'editFile' | 'createFile', input: object): Promise<void> {
		await prepareAndRun(tools, tool, input);
		const made = changes.take(input);
		assert.ok(made, 'the tool has noted what it did');
		assert.equal(changes.take(input), undefined, 'and once');
		done.push(made);
	}

	const edit = async (path: string, oldText: string, newText: string): Promise<void> =>
		change('editFile', { path: `${files.name}/${path}`, oldText, newText });
	const create = async (path: string, text: string): Promise<void> =>
		change('createFile', { path: `${files.name}/${path}`, text });

	function told(): { readonly text: string; readonly id: unknown; readonly buttons: unknown } {
		const stream = new RecordingStream();
		sayChanges(done, changes, stream.asStream);
		const [id] = (stream.commands[0]?.arguments ?? []) as readonly unknown[];
		return { text: stream.text, id, buttons: stream.commands.map(({ title }) => title) };
	}

	async function undone(id: unknown): Promise<string> {
		const said: string[] = [];
		const tell = (message: string): void => void said.push(message);
		await undoChanges(changes, id, { tell, warn: (message) => tell(`! ${message}`) });
		return said.join('\n');
	}

	it('stands in one line, file by file, with buttons', async () => {
		await edit('orders.ts', 'two', '2');
		await edit('orders.ts', 'three', '3\nfour');
		await create('new/rate.ts', 'export {};\n');
		await edit('new/rate.ts', '{}', '{ a }');
		const { text, buttons } = told();
		assert.equal(text, '\n\nChanged `orders.ts` \\+3 −2 · Created `rate.ts`');
		assert.deepEqual(buttons, ['Undo', 'Show Changes']);
	});

	it('is not mentioned where nothing is left of it', async () => {
		await edit('b.ts', 'b', 'c');
		await edit('b.ts', 'c', 'b');
		assert.deepEqual(told(), { text: '', id: undefined, buttons: [] });
	});

	it('is taken back byte for byte, with the folders that were made', async () => {
		await edit('orders.ts', 'two', '2');
		await edit('orders.ts', 'three', '3\nfour');
		await create('new/deep/rate.ts', 'export {};\n');
		await edit('new/deep/rate.ts', '{}', '{ a }');
		const { id } = told();
		assert.equal(await undone(id), 'Taken back: orders.ts and rate.ts.');
		assert.equal(files.read('orders.ts'), 'one\r\ntwo\r\nthree\r\n');
		assert.equal(existsSync(files.uri('new').fsPath), false);
		assert.equal(await messageOf(undone(id)), 'All of it was taken back already.');
	});

	it('stays where a file has changed since, saved or not, or was changed in between', async () => {
		await edit('orders.ts', 'two', '2');
		await edit('b.ts', 'b', 'c');
		await create('rate.ts', 'export {};\n');
		files.write('orders.ts', 'mine\n');
		const document = await vscode.workspace.openTextDocument(files.uri('rate.ts'));
		const typing = new vscode.WorkspaceEdit();
		typing.insert(document.uri, new vscode.Position(0, 0), '// mine\n');
		await vscode.workspace.applyEdit(typing);
		const { id } = told();
		const left = 'Left as it is, since it has changed in the meantime: orders.ts and rate.ts.';
		assert.equal(await undone(id), `! Taken back: b.ts. ${left}`);
		assert.equal(files.read('orders.ts'), 'mine\n');
		assert.equal(files.read('b.ts'), 'b\n');
		assert.equal(files.read('rate.ts'), 'export {};\n');
		assert.equal(document.getText(), '// mine\nexport {};\n');
		await document.save();
		done = [];
		await edit('b.ts', 'b', 'c');
		files.write('b.ts', 'c\nmine\n');
		await edit('b.ts', 'c\n', 'd\n');
		assert.match(await undone(told().id), /^! Left as it is, .*: b\.ts\.$/);
		assert.equal(files.read('b.ts'), 'd\nmine\n');
	});

	it('is taken back in an editor with changes of the user, which are kept', async () => {
		const document = await vscode.workspace.openTextDocument(files.uri('b.ts'));
		const typing = new vscode.WorkspaceEdit();
		typing.insert(document.uri, new vscode.Position(1, 0), 'mine\n');
		await vscode.workspace.applyEdit(typing);
		await edit('b.ts', 'b\n', 'c\n');
		assert.equal(document.getText(), 'c\nmine\n');
		assert.equal(await undone(told().id), 'Taken back: b.ts.');
		assert.deepEqual(
			[document.getText(), document.isDirty, files.read('b.ts')],
			['b\nmine\n', true, 'b\n'],
		);
	});

	it('is shown beside what was there before', async () => {
		await edit('b.ts', 'b', 'c');
		const { id } = told();
		await seeToChanges(changes, id, 'show');
		const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
		assert.ok(input instanceof vscode.TabInputTextDiff);
		const before = await vscode.workspace.openTextDocument(input.original);
		assert.deepEqual(
			[before.getText(), input.modified.toString()],
			['b\n', files.uri('b.ts').toString()],
		);
		await create('rate.ts', 'export {};\n');
		await seeToChanges(changes, told().id, 'show');
		assert.equal(
			vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith('Changed by the answer'),
			true,
		);
	});

	it('is held for some answers and some calls, and no longer', async () => {
		const one: FileChange = {
			uri: files.uri('b.ts'),
			label: 'b.ts',
			place: undefined,
			before: 'b',
			after: 'c',
		};
		for (let i = 0; i < 100; i++) changes.note({ i }, one);
		const held = Array.from({ length: 100 }, (_, i) => changes.take({ i })).filter(Boolean);
		assert.equal(held.length, 16);
		const large = { ...one, after: 'x'.repeat(9_000_000) };
		for (let i = 0; i < 3; i++) changes.note({ i }, large);
		assert.deepEqual(
			[0, 1, 2].map((i) => changes.take({ i }) === large),
			[false, true, true],
		);
		const ids = Array.from({ length: 60 }, () => changes.keep([one]).id);
		assert.equal(ids.filter((id) => changes.get(id)).length, 50);
		const [first, ...more] = [0, 1, 2].map(() => changes.keep([large]).id);
		assert.equal(changes.get(first), undefined);
		assert.ok(more.every((id) => changes.get(id)));
	});

	it('is not known of an answer of another window', async () => {
		assert.match(
			await messageOf(seeToChanges(changes, '17', 'undo')),
			/^What this answer has changed is not known any more\./,
		);
	});
});
