import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readMetadata } from '../../src/features/participants/turns.ts';
import { startCopilotChat } from '../helpers/copilotChat.ts';
import { apiTypes, Endpoint, type Reply } from '../helpers/endpoint.ts';
import { ask } from '../helpers/scriptedModel.ts';

/** What goes wrong at a server, and what the user is told. */
const faults: readonly (readonly [name: string, reply: Reply, told: RegExp])[] = [
	[
		'does not accept the key',
		{
			response: {
				error: { message: 'Incorrect API key provided: sk-1', code: 'invalid_api_key' },
				status: 401,
			},
		},
		/did not accept the key\. Correct it in VS Code’s list of models/,
	],
	[
		'lets the user wait',
		{
			response: {
				error: { message: 'Rate limit reached', type: 'rate_limit_error' },
				status: 429,
				retryAfter: 7,
			},
		},
		/too much was asked in a short time\. Wait a while/,
	],
	[
		'was started for less than is sent',
		{
			response: {
				error: {
					message:
						"This model's maximum context length is 4096 tokens. However, your messages resulted in 9000 tokens.",
					code: 'context_length_exceeded',
				},
				status: 400,
			},
		},
		/is longer than .* takes, or than its server was started for/,
	],
	[
		'sends broken JSON',
		{ response: { content: 'Never seen.' }, chaos: { malformedRate: 1 } },
		/sent something that is no answer \(.*\)\. Ask again/,
	],
	[
		'closes the door',
		{ response: { content: 'Never seen.' }, chaos: { disconnectRate: 1 } },
		/could not be reached \(.*\)\. Ask again/,
	],
	[
		'goes away in the middle of an answer',
		{
			response: { content: 'Return the promise, and let the page wait for it in a block.' },
			chunkSize: 5,
			latency: 150,
			disconnectAfterMs: 1_000,
		},
		/(?:stopped answering|could not be reached) \(.*\)\. Ask again/,
	],
];

describe('where the server of a model', () => {
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
				model = await endpoint.addModel(`fault-${apiType}`, apiType);
			});

			beforeEach(() => vscode.commands.executeCommand('workbench.action.chat.newChat'));

			for (const [name, reply, told] of faults) {
				it(`${name}, the user is told what it is, and the server asked once`, async () => {
					endpoint.reply(reply);
					const result = await ask('@backend-engineer How?', { modelSelector: model });
					assert.ok(result.errorDetails, 'it is shown as an error');
					const { failure = 'nothing' } = readMetadata(result.metadata);
					const said = failure.replaceAll('\\', '');
					assert.match(said, told);
					assert.doesNotMatch(said, /sk-1/);
					assert.equal(endpoint.requests.length, 1);
				});
			}

			it('is slow, the user can cancel, and nothing more is asked', async () => {
				endpoint.reply({ response: { content: 'Never seen.' }, latency: 20_000 });
				const asked = endpoint.asked();
				const answer = ask('@backend-engineer How?', { modelSelector: model });
				await asked;
				await vscode.commands.executeCommand('workbench.action.chat.cancel');
				const result = await answer;
				assert.equal(result?.errorDetails?.message, undefined);
				assert.equal(endpoint.requests.length, 1);
			});
		});
	}
});
