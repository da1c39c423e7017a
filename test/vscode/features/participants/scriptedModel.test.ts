import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';

describe('the scripted model of the tests', () => {
	let scripted: ScriptedModel;

	before(async () => {
		const extension = vscode.extensions.getExtension<ScriptedModel>('test.scripted-model');
		assert.ok(extension, 'the helper extension is installed');
		scripted = await extension.activate();
	});

	beforeEach(() => scripted.reset());

	after(() => scripted.setAvailable(false));

	it('is not there until it is made available', async () => {
		assert.deepEqual(await vscode.lm.selectChatModels({ vendor: 'scripted' }), []);
		await scripted.setAvailable(true);
		const models = await vscode.lm.selectChatModels({ vendor: 'scripted' });
		assert.deepEqual(
			models.map(({ id }) => id),
			['scripted'],
		);
		await scripted.setAvailable(false);
		assert.deepEqual(await vscode.lm.selectChatModels({ vendor: 'scripted' }), []);
	});

	it('replies what its script says and records the request', async () => {
		scripted.reply([{ text: 'one ' }, { text: 'two' }, { tool: 'look', input: { at: 'a.ts' } }]);
		const { stream } = await ask([vscode.LanguageModelChatMessage.User('Prompt', 'system')], {
			tools: [{ name: 'look', description: 'Looks', inputSchema: { type: 'object' } }],
		});
		const parts: unknown[] = [];
		for await (const part of stream) {
			if (part instanceof vscode.LanguageModelTextPart) parts.push(part.value);
			else if (part instanceof vscode.LanguageModelToolCallPart)
				parts.push([part.name, part.input]);
		}
		assert.deepEqual(parts, ['one ', 'two', ['look', { at: 'a.ts' }]]);
		const [request] = scripted.requests;
		assert.deepEqual(
			request?.messages.map(({ role, name, text }) => ({ role, name, text })),
			[{ role: 'user', name: 'system', text: 'Prompt' }],
		);
		assert.deepEqual(
			request?.tools.map(({ name }) => name),
			['look'],
		);
	});

	it('throws the error that its script names', async () => {
		scripted.reply([{ fail: 'Blocked', message: 'No.' }]);
		await assert.rejects(read(await ask([vscode.LanguageModelChatMessage.User('?')])), {
			code: 'Blocked',
		});
	});

	it('records that a request was cancelled', async () => {
		scripted.reply([{ text: 'a' }, { wait: 'cancel' }]);
		const source = new vscode.CancellationTokenSource();
		const coming = scripted.nextRequest();
		const response = await ask([vscode.LanguageModelChatMessage.User('?')], {}, source.token);
		const request = await coming;
		source.cancel();
		await read(response).catch(() => undefined);
		assert.equal(request.cancelled, true);
	});

	it('goes on when it is released', async () => {
		scripted.reply([{ text: 'a' }, { wait: 'release' }, { text: 'b' }]);
		const coming = scripted.nextRequest();
		const response = await ask([vscode.LanguageModelChatMessage.User('?')]);
		await coming;
		scripted.release();
		assert.equal(await read(response), 'ab');
	});

	async function ask(
		messages: vscode.LanguageModelChatMessage[],
		options: vscode.LanguageModelChatRequestOptions = {},
		token?: vscode.CancellationToken,
	): Promise<vscode.LanguageModelChatResponse> {
		await scripted.setAvailable(true);
		const [model] = await vscode.lm.selectChatModels({ vendor: 'scripted' });
		assert.ok(model);
		return await model.sendRequest(messages, options, token);
	}
});

async function read(response: vscode.LanguageModelChatResponse): Promise<string> {
	let text = '';
	for await (const chunk of response.text) text += chunk;
	return text;
}
