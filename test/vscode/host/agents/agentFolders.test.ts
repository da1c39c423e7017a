import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { agentFolders, isLeftOutHere, takesName } from '../../../../src/host/agents/agentFolders.ts';
import { readAgentText } from '../../../../src/host/agents/agentText.ts';
import { walkFolder } from '../../../../src/host/agents/walkFolder.ts';
import { MemoryTree } from '../../../helpers/memoryTree.ts';

describe('the agents of a folder that is not on a disk', () => {
	const tree = new MemoryTree(
		{
			'/shop/.claude/agents/auditor.md': '---\nname: auditor\n---\nYou.\n',
			'/shop/.claude/agents/notes.txt': 'x',
			'/shop/.claude/agents/closed/a.md': 'x',
			'/shop/.claude/agents/deep/er/b.md': 'x',
			'/shop/.github/agents/c.agent.md': 'x',
			'/shop/src/app.ts': 'x',
		},
		['/shop/.claude/agents/closed'],
	);
	const shop = vscode.Uri.from({ scheme: MemoryTree.scheme, path: '/shop' });
	let registered: vscode.Disposable;

	before(() => {
		registered = vscode.workspace.registerFileSystemProvider(MemoryTree.scheme, tree);
	});

	after(() => registered.dispose());

	it('are found through VS Code’s file system, which searches none there', async () => {
		const folders = agentFolders([shop]).filter(({ origin }) => origin === 'workspace');
		assert.deepEqual(
			folders.map(({ uri }) => uri.toString()),
			['test-tree:/shop/.claude/agents', 'test-tree:/shop/.github/agents'],
		);
		const walks = await Promise.all(
			folders.map(async (folder) =>
				walkFolder(folder.uri, {
					accepts: (name) => takesName(folder, name),
					isDeep: true,
					most: 100,
				}),
			),
		);
		assert.deepEqual(
			walks.flatMap(({ files }) => files.map(({ path }) => path)),
			[
				'/shop/.claude/agents/auditor.md',
				'/shop/.claude/agents/deep/er/b.md',
				'/shop/.github/agents/c.agent.md',
			],
		);
		assert.ok(!tree.read.some((path) => !path.endsWith('/')), 'no file was read for that');
	});

	it('are without those of a folder that cannot be read, which is said', async () => {
		const from = vscode.Uri.joinPath(shop, '.claude/agents');
		const walk = { accepts: (name: string) => name.endsWith('.md'), isDeep: true, most: 100 };
		const { faults } = await walkFolder(from, walk);
		assert.deepEqual(
			faults.map(({ uri, reason }) => [uri.path, reason]),
			[
				[
					'/shop/.claude/agents/closed',
					'The folder cannot be read. Look at its permissions.',
				],
			],
		);
	});

	it('are read there', async () => {
		const read = await readAgentText(vscode.Uri.joinPath(shop, '.claude/agents/auditor.md'));
		assert.equal(read.kind === 'text' && read.text, '---\nname: auditor\n---\nYou.\n');
	});
});

describe('the folders of the home folder that a setting names', () => {
	const chat = vscode.workspace.getConfiguration('chat');
	const { Global, Workspace } = vscode.ConfigurationTarget;
	const name = 'agentFilesLocations';

	after(async () => {
		for (const target of [Workspace, Global]) await chat.update(name, undefined, target);
	});

	function named(): readonly string[] {
		return agentFolders()
			.filter(({ takes }) => takes === 'agent.md in it')
			.map(({ origin, uri }) => `${origin} ${uri.path.slice(vscode.Uri.file(homedir()).path.length)}`);
	}

	it('are the user’s own only where the user’s own settings name them', async () => {
		await chat.update(name, { '~/mine': true, '~/off': true }, Global);
		await chat.update(name, { '~/theirs': true, '~/off': false }, Workspace);
		assert.deepEqual(named().toSorted(), ['user /mine', 'workspace /theirs']);
	});

	it('are known where a workspace switches them off, so that other windows keep their agents', () => {
		const at = (path: string): vscode.Uri => vscode.Uri.joinPath(vscode.Uri.file(homedir()), path);
		const left = ['off/a.agent.md', 'mine/a.agent.md', 'theirs/a.agent.md', 'else/a.agent.md'].filter(
			(path) => isLeftOutHere(at(path)),
		);
		assert.deepEqual(left, ['off/a.agent.md']);
	});
});
