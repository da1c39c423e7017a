import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ollamaGroup } from '../../src/core/capabilities/ollama.ts';
import { vscodeConnectHost } from '../../src/features/start/connectHost.ts';
import { ProjectReader } from '../../src/host/project/projectReader.ts';
import { Endpoint, textOf } from '../helpers/endpoint.ts';
import { ask } from '../helpers/scriptedModel.ts';

describe('a model that is connected', () => {
	const projects = new ProjectReader();
	let endpoint: Endpoint;

	before(async () => {
		endpoint = await Endpoint.open();
	});

	after(async () => {
		projects.dispose();
		await endpoint.close();
	});

	it('answers in the chat, without an account', async () => {
		const host = vscodeConnectHost({ get: async () => projects }, endpoint.address);
		await host.startChatExtension();
		assert.ok(host.hasChatExtension());
		const model = { name: 'connected:1b', callsTools: true, seesImages: false };
		await host.use(await host.add(ollamaGroup(model, 32_768, host.address)));
		const { models } = await host.look();
		assert.ok(models.some(({ vendor, id }) => vendor === 'customendpoint' && id === model.name));

		endpoint.reply({ response: { content: 'Return the promise.' } });
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		assert.equal((await ask('@backend-engineer How do I stream?', {})).errorDetails, undefined);
		const [request] = endpoint.requests;
		assert.equal(request?.model, model.name);
		assert.match(request.messages.map(textOf).join('\n'), /How do I stream\?/);
	});

	it('takes a name once, and says so', async () => {
		const host = vscodeConnectHost({ get: async () => projects }, endpoint.address);
		const model = { name: 'connected:1b', callsTools: true, seesImages: false };
		await assert.rejects(host.add(ollamaGroup(model, 32_768, host.address)), {
			name: 'UserError',
			message: /did not take the entry, or has one of that name/,
		});
	});
});
