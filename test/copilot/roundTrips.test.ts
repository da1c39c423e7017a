import assert from 'node:assert/strict';
import path from 'node:path';
import type { ChatCompletionRequest } from '@copilotkit/aimock';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { patternToolId, toolIds } from '../../src/ids.ts';
import { bodyOf } from '../helpers/bundledFiles.ts';
import { startCopilotChat } from '../helpers/copilotChat.ts';
import { apiTypes, calling, Endpoint, textOf } from '../helpers/endpoint.ts';
import { ask } from '../helpers/scriptedModel.ts';

/** What a request says after Copilot's own system message, with tool calls and their results. */
function told({ messages }: ChatCompletionRequest): readonly string[] {
	const [system, ...rest] = messages;
	assert.equal(system?.role, 'system');
	return rest.map((message) => {
		const calls = (message.tool_calls ?? []).map((call) => ` ${call.function.name}()`);
		return `${message.role}: ${textOf(message).trim()}${calls.join('')}`;
	});
}

describe('a model behind the Custom Endpoint of the Copilot Chat', () => {
	let endpoint: Endpoint;

	before(async () => {
		await startCopilotChat();
		endpoint = await Endpoint.open();
	});

	after(() => endpoint.close());

	for (const apiType of apiTypes) {
		describe(`over ${apiType}`, () => {
			let model: vscode.LanguageModelChatSelector;

			before(async () => {
				model = await endpoint.addModel(`round-${apiType}`, apiType);
			});

			beforeEach(() => vscode.commands.executeCommand('workbench.action.chat.newChat'));

			/** Asks as a user does, and returns what the server was sent meanwhile. */
			const send = async (question: string): Promise<readonly ChatCompletionRequest[]> => {
				const result = await ask(question, { modelSelector: model });
				assert.equal(result.errorDetails, undefined);
				return [...endpoint.requests];
			};

			it('gets the whole prompt first, then the project, and the question last', async () => {
				endpoint.reply({ response: { content: 'Return the promise.' } });
				const requests = await send('@backend-engineer How do I stream?');
				assert.equal(requests.length, 1);
				const [request] = requests as [ChatCompletionRequest];
				const all = told(request);
				assert.ok(all[0]?.startsWith(`user: ${bodyOf('backend-engineer').trim()}`));
				assert.match(all.join('\n'), /Facts about the project in this workspace/);
				assert.match(all.at(-1) ?? '', /How do I stream\?$/);
				const names = (request.tools ?? []).map((tool) => tool.function.name);
				assert.ok(names.includes('copilot_readFile') && names.includes('run_in_terminal'));
				// Copilot's tools for these write for its own agents alone.
				const wanted = new Set<string>([patternToolId, toolIds.editFile, toolIds.createFile]);
				assert.deepEqual(
					names.filter((name) => name.startsWith('sveltekitAgents_') && !wanted.has(name)),
					[],
				);
			});

			it('gets the conversation so far', async () => {
				endpoint.reply({ response: { content: 'Return the promise.' } });
				await send('@backend-engineer How do I stream?');
				endpoint.reply({ response: { content: 'Then await it.' } });
				const [request] = await send('@backend-engineer And then?');
				const [first, ...rest] = told(request as ChatCompletionRequest).slice(-3);
				assert.match(first ?? '', /How do I stream\?$/);
				assert.deepEqual(rest, ['assistant: Return the promise.', 'user: And then?']);
			});

			it('may think aloud: nothing else is lost, and the thoughts are not shown', async () => {
				const call = calling('I look.', 'copilot_findFiles', { query: '**/package.json' });
				const thoughts = { reasoning: 'Where is it?', reasoningSignature: 'c2lnbmVk' };
				endpoint.reply(
					{ response: { ...call.response, ...thoughts } },
					{ response: { content: 'There it is.', ...thoughts } },
				);
				const requests = await send('@backend-engineer Where is it called?');
				assert.equal(requests.length, 2);
				const all = told(requests[1] as ChatCompletionRequest);
				assert.ok(all[0]?.startsWith(`user: ${bodyOf('backend-engineer').trim()}`));
				assert.match(
					all.join(' '),
					/Where is it called\? assistant: I look\. (?:assistant: )? ?copilot_findFiles\(\) tool: [^]*package\.json$/,
				);
				endpoint.reply({ response: { content: 'Yes.' } });
				const [next] = await send('@backend-engineer Sure?');
				assert.match(told(next as ChatCompletionRequest).at(-2) ?? '', /There it is\.$/);
				assert.doesNotMatch(JSON.stringify(next?.messages), /Where is it\?"/);
			});

			it('reads a file with the tool of Copilot', async () => {
				const [folder] = vscode.workspace.workspaceFolders ?? [];
				const filePath = path.join(folder?.uri.fsPath ?? '', 'package.json');
				endpoint.reply(
					calling('I look.', 'copilot_readFile', { filePath, startLine: 1, endLine: 5 }),
					{ response: { content: 'It is called kit2-app.' } },
				);
				const requests = await send('@backend-engineer What is it called?');
				assert.equal(requests.length, 2);
				const all = told(requests[1] as ChatCompletionRequest);
				const question = all.findLastIndex((line) => line.startsWith('user: '));
				// The Responses API has an item for the text and one for the call.
				assert.match(
					all.slice(question + 1).join(' '),
					/^assistant: I look\. (?:assistant: )? ?copilot_readFile\(\) tool: [^]*"name": "kit2-app"/,
				);
				assert.equal(requests[1]?.messages.at(-1)?.tool_call_id, 'call_copilot_readFile');
			});
		});
	}
});
