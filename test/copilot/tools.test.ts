import assert from 'node:assert/strict';
import path from 'node:path';
import type { ChatCompletionRequest } from '@copilotkit/aimock';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { forOwnAgentsOnly, toolRows } from '../../src/core/capabilities/toolTable.ts';
import { toolIds } from '../../src/ids.ts';
import { allowingTools, startCopilotChat } from '../helpers/copilotChat.ts';
import { calling, Endpoint, textOf } from '../helpers/endpoint.ts';
import { ask } from '../helpers/scriptedModel.ts';

/** What rows of the table name that is of another extension, or of former versions. */
const fromElsewhere = new Set(['vscode-websearchforcopilot_webSearch', 'copilot_getSearchResults']);

describe('the tools of the real Copilot Chat', () => {
	let endpoint: Endpoint;
	let model: vscode.LanguageModelChatSelector;
	let root: vscode.Uri;

	before(async () => {
		await startCopilotChat();
		endpoint = await Endpoint.open();
		model = await endpoint.addModel('tools', 'chat-completions');
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		root = folder.uri;
	});

	after(() => endpoint.close());

	beforeEach(() => vscode.commands.executeCommand('workbench.action.chat.newChat'));

	it('are those that the table of tools names', () => {
		const present = new Set(vscode.lm.tools.map(({ name }) => name));
		const missing = toolRows.flatMap(({ name, tools }) =>
			tools
				.filter((slot) => !slot.some((tool) => present.has(tool) || fromElsewhere.has(tool)))
				.map((slot) => `${name}: ${slot.join(' or ')}`),
		);
		assert.deepEqual(missing, []);
		const first = toolRows.flatMap(({ tools }) => tools.map(([tool = '']) => tool));
		assert.deepEqual(
			first.filter((tool) => !present.has(tool) && !fromElsewhere.has(tool)),
			[],
		);
	});

	/** Asks, lets every tool run that wants leave, and returns what the model was told by tools. */
	const run = async (tool: string, input: object): Promise<string> => {
		endpoint.reply(calling('I do it.', tool, input), { response: { content: 'Done.' } });
		await allowingTools(async () => {
			// It resolves, too, when a tool asks for leave.
			const result = await ask('@backend-engineer Do it.', { modelSelector: model });
			assert.equal(result?.errorDetails, undefined);
			while (endpoint.requests.length < 2) await endpoint.asked();
		});
		const last = endpoint.requests[1] as ChatCompletionRequest;
		return last.messages
			.filter(({ role }) => role === 'tool')
			.map(textOf)
			.join('\n');
	};

	it('search in the files of the workspace', async () => {
		const found = await run('copilot_findTextInFiles', { query: 'kit2-app', isRegexp: false });
		assert.match(found, /package\.json/);
	});

	it('list files', async () => {
		assert.match(await run('copilot_findFiles', { query: '**/package.json' }), /package\.json/);
	});

	const textIn = async (file: string): Promise<string> =>
		Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, file))).toString();

	it('for edits and new files refuse agents, so that those of the extension are offered', async () => {
		await vscode.workspace.fs.writeFile(
			vscode.Uri.joinPath(root, 'src/kept.ts'),
			Buffer.from('const a = 1;\n'),
		);
		const filePath = path.join(root.fsPath, 'src/kept.ts');
		const edit = { filePath, oldString: 'const a = 1;', newString: 'const a = 3;' };
		const inputs: Readonly<Record<string, object>> = {
			copilot_replaceString: edit,
			copilot_multiReplaceString: {
				explanation: 'x',
				replacements: [{ ...edit, explanation: 'x' }],
			},
			copilot_applyPatch: {
				explanation: 'x',
				input: `*** Begin Patch\n*** Update File: ${filePath}\n@@\n-const a = 1;\n+const a = 3;\n*** End Patch`,
			},
			copilot_createFile: { filePath: path.join(root.fsPath, 'src/never.ts'), content: 'x' },
			copilot_editNotebook: {
				filePath,
				explanation: 'x',
				cellId: 'TOP',
				newCode: 'x',
				language: 'python',
				editType: 'insert',
			},
			copilot_createNewJupyterNotebook: { query: 'x' },
		};
		assert.deepEqual(Object.keys(inputs).toSorted(), [...forOwnAgentsOnly].toSorted());
		for (const [name, input] of Object.entries(inputs)) {
			await assert.rejects(
				async () => vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }),
				/stream|Invalid input/,
				name,
			);
		}
		assert.equal(await textIn('src/kept.ts'), 'const a = 1;\n');

		await run('copilot_findFiles', { query: '**/package.json' });
		const offered = (endpoint.requests[0]?.tools ?? []).map((tool) => tool.function.name);
		assert.deepEqual(
			offered.filter((name) => forOwnAgentsOnly.has(name)),
			[],
		);
		assert.ok(offered.includes(toolIds.editFile) && offered.includes(toolIds.createFile));
	});

	it('leave new files to the extension’s, which asks', async () => {
		await run(toolIds.createFile, { path: 'src/made.ts', text: 'export const made = 1;\n' });
		assert.equal(await textIn('src/made.ts'), 'export const made = 1;\n');
	});

	it('leave edits to the extension’s, which asks', async () => {
		await vscode.workspace.fs.writeFile(
			vscode.Uri.joinPath(root, 'src/changed.ts'),
			Buffer.from('const a = 1;\nconst b = 2;\n'),
		);
		await run(toolIds.editFile, {
			path: 'src/changed.ts',
			oldText: 'const a = 1;',
			newText: 'const a = 3;',
		});
		assert.equal(await textIn('src/changed.ts'), 'const a = 3;\nconst b = 2;\n');
	});

	it('run a command in the terminal', async () => {
		const told = await run('run_in_terminal', {
			command: 'echo answer-$((40+2))',
			explanation: 'Adds.',
			goal: 'Add',
			mode: 'sync',
		});
		assert.match(told, /answer-42/);
	});

	it('say to the model what went wrong', async () => {
		const told = await run('copilot_readFile', {
			filePath: path.join(root.fsPath, 'missing.ts'),
			startLine: 1,
			endLine: 2,
		});
		assert.match(told, /missing\.ts|does not exist|not found/i);
	});
});
