import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { askAgentToolId, extensionId, patternToolId } from '../../src/ids.ts';
import { allowingTools, startCopilotChat } from '../helpers/copilotChat.ts';
import { bodyOf } from '../helpers/bundledFiles.ts';
import { calling, Endpoint, textOf } from '../helpers/endpoint.ts';
import { ask } from '../helpers/scriptedModel.ts';

describe('VS Code’s own agent, asked without @ in a SvelteKit project', () => {
	let endpoint: Endpoint;
	let model: vscode.LanguageModelChatSelector;
	let root: vscode.Uri;

	before(async () => {
		await startCopilotChat();
		endpoint = await Endpoint.open();
		model = await endpoint.addModel('agent-mode', 'chat-completions');
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		root = folder.uri;
	});

	after(() => endpoint.close());

	it('knows skill, agents and tool, reads the skill, and inserts a pattern that fits', async () => {
		const extension = vscode.extensions.getExtension(extensionId);
		assert.ok(extension);
		const { chatAgents, chatSkills } = extension.packageJSON.contributes as {
			readonly chatAgents: readonly { readonly path: string }[];
			readonly chatSkills: readonly { readonly path: string }[];
		};
		const own = (file: string): vscode.Uri => vscode.Uri.joinPath(extension.extensionUri, file);
		const skill = own(chatSkills[0]?.path ?? '').fsPath;
		endpoint.reply(
			calling('I read.', 'read_file', { filePath: skill, startLine: 1, endLine: 200 }),
			calling('I search.', patternToolId, { query: 'contact form' }),
			calling('I look.', patternToolId, { pattern: 'form-actions' }),
			calling('I insert.', patternToolId, { pattern: 'form-actions', insert: true }),
			{ response: { content: 'The form is there.' } },
		);
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		await allowingTools(async () => {
			await ask('Add a contact form.', { modelSelector: model, mode: 'agent' });
			while (endpoint.requests.length < 5) await endpoint.asked();
		});

		const [first] = endpoint.requests;
		const told = (first?.messages ?? []).map(textOf).join('\n');
		assert.ok(told.includes(`<name>sveltekit-patterns</name>`) && told.includes(skill));
		for (const agent of chatAgents) {
			const name = /^name: '?(.+?)'?$/m.exec(await textAt(own(agent.path)))?.[1] ?? '';
			assert.ok(told.includes(`<name>${name}</name>`), `${name} is an agent of the list`);
		}
		const offered = (first?.tools ?? []).map((tool) => tool.function.name);
		assert.ok(offered.includes(patternToolId), offered.join());

		const results = endpoint.requests[4]?.messages.filter(({ role }) => role === 'tool') ?? [];
		const [read, found, fitted, inserted] = results.map(textOf);
		assert.match(read ?? '', /# SvelteKit patterns/);
		assert.match(found ?? '', /^- form-actions: Contact form/m);
		assert.match(fitted ?? '', /src\/routes\/contact\/\+page\.server\.ts[^]*\$lib\//);
		assert.match(inserted ?? '', /^- src\/routes\/contact\/\+page\.server\.ts \(new\)$/m);
		const file = vscode.Uri.joinPath(root, 'src/routes/contact/+page.server.ts');
		assert.match(await textAt(file), /from '\$lib\/[^]*export const actions/);
	});

	it('gives a task to an agent, which answers with the model that agents were asked with last', async () => {
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		endpoint.reply({ response: { content: 'Hello.' } });
		await ask('@api-architect Which status has a made order?', { modelSelector: model });
		endpoint.reply(
			calling('I ask.', askAgentToolId, {
				agent: 'api-architect',
				task: 'Which status has a missing order?',
			}),
			{ response: { content: 'It has 404.' } },
			{ response: { content: 'The agent says 404.' } },
		);
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		await allowingTools(async () => {
			await ask('Ask an agent about orders.', { modelSelector: model, mode: 'agent' });
			while (endpoint.requests.length < 3) await endpoint.asked();
		});
		const [, asked, last] = endpoint.requests;
		const told = (asked?.messages ?? []).map((message) => textOf(message).trim());
		assert.ok(told.some((text) => text.startsWith(bodyOf('api-architect').trim())));
		assert.match(told.at(-1) ?? '', /Which status has a missing order\?$/);
		const results = (last?.messages ?? []).filter(({ role }) => role === 'tool').map(textOf);
		assert.match(results.join('\n'), /api-architect has answered:\n\nIt has 404\./);
	});
});

async function textAt(file: vscode.Uri): Promise<string> {
	return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
}
