import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ProjectContext } from '../../../../src/host/project/projectContext.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import { chatCommands } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run } from '../../../helpers/answering.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';

const ofWorkspace = `Facts about the project in this workspace, read from its files:
- SvelteKit ~2.70.4, Svelte ^5.57.3, TypeScript ^6.0.3
- Imports from src/lib: $lib/…
- Packages: adapter @sveltejs/adapter-node ^5.5.7; none for validation, forms, ORM, auth, tests
- Package manager: npm`;

describe('what an agent is told of the project', () => {
	const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
	let projects: ProjectReader;
	let context: ProjectContext;
	let model: ScriptedModel;
	let agent: AgentFile;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		projects = new ProjectReader();
		context = new ProjectContext(projects);
		agent = new AgentFile('tools: []', 'You know SvelteKit.\n');
	});

	afterEach(async () => {
		projects.dispose();
		agent.remove();
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	/** The messages between the prompt and the question. */
	async function told(references: readonly vscode.Uri[] = []): Promise<readonly string[]> {
		const request = await requestFor('Why?', {
			references: references.map((value) => ({ value })),
		});
		await run(request, { agentUri: agent.uri, projects: { get: async () => context } });
		return (
			model.requests
				.at(-1)
				?.messages.slice(1, -1)
				.map(({ text }) => text) ?? []
		);
	}

	it('is a message after the prompt, about the project of the workspace', async () => {
		assert.deepEqual(await told(), [ofWorkspace]);
	});

	it('names the active file and the routes near it', async () => {
		assert.ok(workspace);
		const file = vscode.Uri.joinPath(workspace, 'src/routes/orders/+page.server.ts');
		await vscode.window.showTextDocument(file);
		assert.deepEqual(await told(), [
			`${ofWorkspace}
- Current file: src/routes/orders/+page.server.ts (route /orders)
- Routes near it: /orders (+page.server.ts, +page.svelte); / (+page.svelte)`,
		]);
	});

	it('is about the project of an attached file, wherever that is', async () => {
		const other = new TemporaryProject('kit3', { 'pnpm-lock.yaml': '', 'src/lib/a.ts': 'one\n' });
		const [block = ''] = await told([other.uri('src/lib/a.ts')]);
		await other.remove();
		assert.equal(
			block,
			`Facts about the project in this workspace, read from its files:
- SvelteKit ^3.2.0, Svelte ^5.57.0, TypeScript ^6.0.0
- Imports from src/lib: #lib/… with the ending of the file
- Packages: validation zod ^4.0.0; none for adapter, forms, ORM, auth, tests
- Package manager: pnpm
- Current file: src/lib/a.ts`,
		);
	});

	it('is about the package of a monorepo that the active file is in', async () => {
		assert.ok(workspace);
		const folder = join(workspace.fsPath, 'packages/shop');
		mkdirSync(join(folder, 'src'), { recursive: true });
		const manifest = { devDependencies: { '@sveltejs/kit': '^3.0.0' } };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		writeFileSync(join(folder, 'src/a.ts'), '');
		await vscode.window.showTextDocument(vscode.Uri.file(join(folder, 'src/a.ts')));
		const [block = ''] = await told();
		rmSync(join(workspace.fsPath, 'packages'), { recursive: true });
		assert.equal(block.split('\n')[1], '- SvelteKit ^3.0.0, Svelte, JavaScript');
	});

	it('changes with the project', async () => {
		assert.ok(workspace);
		assert.deepEqual(await told(), [ofWorkspace]);
		const manifest = vscode.Uri.joinPath(workspace, 'package.json');
		const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(manifest));
		const watcher = vscode.workspace.createFileSystemWatcher('**/package.json');
		const write = async (content: string): Promise<void> => {
			const changed = new Promise<void>((resolve) => watcher.onDidChange(() => resolve()));
			await vscode.workspace.fs.writeFile(manifest, new TextEncoder().encode(content));
			await changed;
		};
		await write(text.replace('~2.70.4', '~2.71.0'));
		const [block = ''] = await told();
		await write(text);
		watcher.dispose();
		assert.equal(block, ofWorkspace.replace('~2.70.4', '~2.71.0'));
	});

	it('is nothing where the agent has nothing to do with Svelte', async () => {
		agent.remove();
		agent = new AgentFile('tools: []', 'You write Go.\n');
		assert.deepEqual(await told(), []);
	});

	it('is nothing where the project has nothing to do with SvelteKit', async () => {
		const other = new TemporaryProject('kit2', {
			'package.json': '{"devDependencies":{"express":"^5.0.0"}}',
			'a.ts': 'one\n',
		});
		const messages = await told([other.uri('a.ts')]);
		await other.remove();
		assert.equal(messages.length, 1);
		assert.match(messages[0] ?? '', /^Attached:/);
	});

	it('is shown by /about as it is sent, with tools, hand-offs and model', async () => {
		const header = [
			'model: sonnet',
			'tools: [test_write, Stranger, Bash(git:*), WebSearch]',
			'handoffs:',
			'  - label: Tune it',
			'    agent: database-specialist',
			'    prompt: Tune this',
			'  - label: Draw it',
			'    agent: painter',
			'    prompt: Draw this',
		].join('\n');
		agent.remove();
		agent = new AgentFile(header, 'You know SvelteKit.\n');
		const { stream, result } = await run(await requestFor('', { command: chatCommands.about }), {
			agentUri: agent.uri,
			handle: 'mine',
			projects: { get: async () => context },
		});
		assert.deepEqual(result, {});
		assert.equal(model.requests.length, 0);
		assert.ok(stream.text.includes(`\n${ofWorkspace}\n`), stream.text);
		const plain = stream.text.replaceAll('\\', '');
		for (const line of [
			'**@mine** in mine.md',
			'**Prompt**: 20 characters, about 5 tokens',
			'**Model**: Scripted (scripted); the file was written for sonnet',
			'- test_write → Test Write (an extension), runs without asking',
			'- Stranger → unknown',
			'- Bash(git:*) → left out',
			'- WebSearch → not in this VS Code',
			'- database-specialist: ',
			'- painter: ',
		]) {
			assert.ok(plain.includes(line), `${line} is in\n${plain}`);
		}
	});
});
