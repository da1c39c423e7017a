import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { readGuides, type Guides } from '../../../../src/features/participants/guides.ts';
import { settingIds } from '../../../../src/ids.ts';
import { sampleSecrets } from '../../../helpers/sampleSecrets.ts';
import { TemporaryFiles } from '../../../helpers/temporaryFiles.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

describe('what follows a prompt', () => {
	const made: TemporaryFiles[] = [];

	function make(given: Readonly<Record<string, string>>): WorkspaceFiles {
		const files = new WorkspaceFiles(given);
		made.push(files);
		return files;
	}

	afterEach(async () => {
		for (const files of made.splice(0)) await files.remove();
	});

	it('are the nearest instructions above the current file', async () => {
		const files = make({
			'AGENTS.md': 'Far.\n',
			'app/AGENTS.md': 'Near.\n',
			'app/CLAUDE.md': 'Of another kind.\n',
			'app/src/lib/a.ts': '',
			'b.ts': '',
		});
		const near = await told(files, 'app/src/lib/a.ts');
		const path = `${files.name}/app/AGENTS.md`;
		assert.deepEqual(near, {
			sent: [{ kind: 'instructions', label: path, text: 'Near.\n' }],
			left: [],
		});
		assert.deepEqual(textsOf(await told(files, 'b.ts')), ['Far.\n']);
	});

	it('are never those of a package that is installed', async () => {
		const files = make({
			'AGENTS.md': 'Own.\n',
			'node_modules/evil/AGENTS.md': 'Theirs.\n',
			'node_modules/evil/lib/a.js': '',
		});
		assert.deepEqual(textsOf(await told(files, 'node_modules/evil/lib/a.js')), ['Own.\n']);
	});

	it('are those of Claude Code where there are no others', async () => {
		const files = make({ 'CLAUDE.md': 'Claude.\n', 'app/a.ts': '' });
		assert.deepEqual(textsOf(await told(files, 'app/a.ts')), ['Claude.\n']);
	});

	it('are as they stand now, unsaved changes included', async () => {
		const files = make({ 'AGENTS.md': 'One.\n', 'a.ts': '' });
		assert.deepEqual(textsOf(await told(files, 'a.ts')), ['One.\n']);
		files.write('AGENTS.md', 'Two, longer.\n');
		assert.deepEqual(textsOf(await told(files, 'a.ts')), ['Two, longer.\n']);
		const uri = files.uri('AGENTS.md');
		const document = await vscode.workspace.openTextDocument(uri);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(uri, new vscode.Position(0, 0), 'Unsaved. ');
		await vscode.workspace.applyEdit(edit);
		assert.deepEqual(textsOf(await told(files, 'a.ts')), ['Unsaved. Two, longer.\n']);
		await document.save();
	});

	it('are none in Restricted Mode, where the setting or the file says so, or where they are attached', async () => {
		const files = make({ 'AGENTS.md': 'Rules.\n', 'a.ts': '' });
		assert.deepEqual(textsOf(await told(files, 'a.ts', { isTrusted: false })), []);
		assert.deepEqual(textsOf(await told(files, 'a.ts', { header: 'omitClaudeMd: true' })), []);
		assert.deepEqual(textsOf(await told(files, 'a.ts', { attached: ['AGENTS.md'] })), []);
		const settings = vscode.workspace.getConfiguration();
		await settings.update(settingIds.instructions, false, vscode.ConfigurationTarget.Global);
		const without = await told(files, 'a.ts');
		await settings.update(settingIds.instructions, undefined, vscode.ConfigurationTarget.Global);
		assert.deepEqual(without, { sent: [], left: [] });
		assert.deepEqual(textsOf(await told(files, 'a.ts')), ['Rules.\n']);
	});

	it('hold no secret, and are no link out of the workspace', async () => {
		const [secret] = Object.values(sampleSecrets);
		const files = make({ 'AGENTS.md': `The key is\n${String(secret)}\n`, 'a.ts': '' });
		const label = `${files.name}/AGENTS.md`;
		assert.deepEqual(await told(files, 'a.ts'), {
			sent: [],
			left: [{ label, reason: 'it may hold secrets' }],
		});
		const outside = new TemporaryFiles(join(tmpdir(), 'agents-outside-'), { 'x.md': 'Other.\n' });
		const linked = make({ 'a.ts': '', '.env': 'A=b\n' });
		made.push(outside);
		symlinkSync(outside.uri('x.md').fsPath, linked.uri('AGENTS.md').fsPath);
		assert.deepEqual(await told(linked, 'a.ts'), {
			sent: [],
			left: [
				{
					label: `${linked.name}/AGENTS.md`,
					reason: 'it is a link that leads out of the workspace',
				},
			],
		});
		const toSecret = make({ 'a.ts': '', '.env': 'A=b\n' });
		symlinkSync('.env', toSecret.uri('AGENTS.md').fsPath);
		assert.deepEqual(
			(await told(toSecret, 'a.ts')).left.map(({ reason }) => reason),
			['it may hold secrets'],
		);
	});

	it('are the skills that the file names, without their headers', async () => {
		const root = vscode.workspace.workspaceFolders?.[0]?.uri;
		assert.ok(root);
		const folder = vscode.Uri.joinPath(root, '.claude', 'skills');
		const write = async (name: string, text: string): Promise<void> =>
			vscode.workspace.fs.writeFile(
				vscode.Uri.joinPath(folder, name, 'SKILL.md'),
				new TextEncoder().encode(text),
			);
		await write('tables', '---\nname: tables\ndescription: x\n---\nNames are plural.\n');
		await write('private', '---\nname: private\ndisable-model-invocation: true\n---\nNo.\n');
		const files = make({ 'a.ts': '' });
		const header = 'skills: [tables, nowhere, private]';
		const found = await told(files, 'a.ts', { header });
		const restricted = await told(files, 'a.ts', { header, isTrusted: false });
		await vscode.workspace.fs.delete(folder, { recursive: true });
		assert.deepEqual(found, {
			sent: [{ kind: 'skill', label: 'tables', text: 'Names are plural.\n' }],
			left: [
				{ label: 'nowhere', reason: 'there is no such skill' },
				{ label: 'private', reason: 'its file keeps agents from using it by themselves' },
			],
		});
		assert.deepEqual(
			restricted.left.map(({ label }) => label),
			['tables', 'nowhere', 'private'],
		);
	});
});

interface Options {
	readonly header?: string;
	readonly isTrusted?: boolean;
	readonly attached?: readonly string[];
}

async function told(
	files: WorkspaceFiles,
	path: string,
	{ header = '', isTrusted = true, attached = [] }: Options = {},
): Promise<Guides> {
	const { agent } = parseAgent(`---\nname: a\ndescription: b\n${header}\n---\n`, 'a');
	assert.ok(agent);
	const uris = attached.map((each) => files.uri(each));
	return readGuides(agent, { file: files.uri(path), attached: uris, isTrusted });
}

function textsOf({ sent }: Guides): readonly string[] {
	return sent.map(({ text }) => text);
}
