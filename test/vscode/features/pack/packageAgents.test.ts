import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { packageAgents } from '../../../../src/features/pack/packageAgents.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { UserError } from '../../../../src/host/userError.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { MemoryState } from '../../../helpers/memoryState.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';
import { recordingLog } from '../../../helpers/answering.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';
import { skip } from '../../../helpers/skip.ts';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const files = ['shop-agents-1.0.0.vsix', 'shop-agents-1.0.1.vsix'];

function agent(name: string, body: string): string {
	return `---\nname: ${name}\ndescription: Helps with ${name}.\n---\n${body}`;
}

describe('packaging a folder of agents', function () {
	this.timeout(120_000);
	let library: AgentLibrary;
	let model: ScriptedModel;
	let logged: string[];
	let memory: MemoryState;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		library = newLibrary();
		logged = [];
		memory = new MemoryState();
		write('.claude/agents/stock-keeper.md', agent('stock-keeper', 'You know the stock.\n'));
		write('.claude/agents/database-specialist.md', agent('database-specialist', 'You are ours.\n'));
		write('.claude/agents/README.md', '# Ours\n');
	});

	afterEach(async () => {
		library.dispose();
		for (const name of ['.claude', 'outside.md', ...files]) {
			rmSync(join(workspace, name), { recursive: true, force: true });
		}
		const id = 'acme.shop-agents';
		if (!vscode.extensions.getExtension(id)) return;
		await vscode.commands.executeCommand('workbench.extensions.uninstallExtension', id);
	});

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	function write(path: string, text: string): void {
		const file = join(workspace, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}

	async function packageIt(
		dialogs: PreparedDialogs,
		given = true,
	): Promise<vscode.Uri | undefined> {
		const folder = vscode.Uri.file(join(workspace, '.claude/agents'));
		return packageAgents(given ? folder : undefined, {
			library,
			memory,
			dialogs,
			enter: dialogs.enter,
			openFolder: async () => undefined,
			log: recordingLog(logged),
		});
	}

	it('makes participants that answer as soon as the package is installed', async () => {
		const dialogs = new PreparedDialogs('shop-agents', 'acme', '', 'Install Here');
		const uri = await packageIt(dialogs);
		assert.equal(uri?.fsPath, join(workspace, 'shop-agents-1.0.0.vsix'));
		assert.deepEqual(dialogs.asked.slice(2), [
			'Package Agents as Extension 1.0.0',
			'shop-agents-1.0.0.vsix is written, with @database-specialist and @stock-keeper. Left out: 1 file; the log says why. [Install Here]',
		]);
		await until(library, () => library.catalog.get('stock-keeper')?.shadows[0]?.origin === 'pack');
		// The agents of this workspace are no participants; those of the package are.
		const result = await ask('@stock-keeper What is left?');
		assert.equal(result.errorDetails, undefined);
		assert.equal(model.requests[0]?.messages[0]?.text, 'You know the stock.\n');
		const extension = vscode.extensions.getExtension('acme.shop-agents');
		const manifest = extension?.packageJSON as
			| { readonly contributes: { readonly chatAgents: unknown } }
			| undefined;
		assert.deepEqual(manifest?.contributes.chatAgents, [
			{ path: './vscode/database-specialist.agent.md' },
			{ path: './vscode/stock-keeper.agent.md' },
		]);
	});

	it('puts a packaged agent in the place of one of its name that comes along', async () => {
		await packageIt(new PreparedDialogs('shop-agents', 'acme', '', 'Install Here'));
		await until(library, () => library.catalog.get('stock-keeper')?.shadows.length === 1);
		const result = await ask('@database-specialist Who are you?');
		assert.equal(result.errorDetails, undefined);
		assert.equal(model.requests[0]?.messages[0]?.text, 'You are ours.\n');
	});

	it('offers the folders that have agents, and the next version and publisher of the last time', async () => {
		await library.ready;
		await packageIt(
			new PreparedDialogs('.claude/agents', 'shop-agents', 'acme', '', undefined),
			false,
		);
		const again = new PreparedDialogs('.claude/agents', 'shop-agents', '', '', undefined);
		await packageIt(again, false);
		assert.equal(again.asked[2], 'Package Agents as Extension acme');
		assert.equal(again.asked[3], 'Package Agents as Extension 1.0.1');
		assert.match(again.asked[0] ?? '', /\.claude\/agents \| Another Folder…$/);
	});

	it('replaces a package only when told so, and never what a link in its place leads to', async function () {
		if (process.platform === 'win32') skip(this, 'links need rights on Windows');
		write('outside.md', 'Mine.');
		symlinkSync('outside.md', join(workspace, 'shop-agents-1.0.0.vsix'));
		const refusing = new PreparedDialogs('shop-agents', 'acme', '1.0.0', undefined);
		assert.equal(await packageIt(refusing), undefined);
		assert.equal(refusing.asked.at(-1), 'shop-agents-1.0.0.vsix is already there. [Replace]');
		await packageIt(new PreparedDialogs('shop-agents', 'acme', '1.0.0', 'Replace', undefined));
		assert.equal(readFileSync(join(workspace, 'outside.md'), 'utf8'), 'Mine.');
	});

	it('takes nothing that a link leads to', async function () {
		if (process.platform === 'win32') skip(this, 'links need rights on Windows');
		write('outside.md', agent('outside', 'Not for others.\n'));
		symlinkSync('../../outside.md', join(workspace, '.claude/agents/outside.md'));
		symlinkSync('..', join(workspace, '.claude/agents/loop'));
		const dialogs = new PreparedDialogs('shop-agents', 'acme', '', undefined);
		await packageIt(dialogs);
		assert.match(
			dialogs.asked.at(-1) ?? '',
			/with @database-specialist and @stock-keeper\. Left out: 3 files/,
		);
		assert.ok(logged.some((line) => line.includes('outside.md is not in it: It is a link.')));
	});

	it('writes nothing where an agent cannot be used, and says which', async () => {
		write('.claude/agents/code.md', '---js\n1\n---\nYou.\n');
		await assert.rejects(packageIt(new PreparedDialogs()), (error) => {
			assert.ok(error instanceof UserError);
			assert.match(
				error.message,
				/^code\.md cannot be packaged: .+\. Mend or move what cannot be used\.$/,
			);
			return true;
		});
		assert.ok(!existsSync(join(workspace, 'shop-agents-1.0.0.vsix')));
	});
});
