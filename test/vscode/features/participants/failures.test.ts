import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { turnsOf } from '../../../../src/features/participants/turns.ts';
import { AgentFile, assertFailed, requestFor, run } from '../../../helpers/answering.ts';
import { pastTurn } from '../../../helpers/pastTurn.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';

describe('a failure', () => {
	let model: ScriptedModel;
	let agent: AgentFile;
	let logged: string[];

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		agent = new AgentFile('tools: test_write');
		logged = [];
	});

	afterEach(() => agent.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	const quota =
		'The quota for Scripted is used up, or too much was asked in a short time. Wait a while, or choose another model.';
	const ofModel = [
		[
			'NotFound',
			undefined,
			'Scripted is no longer available. Choose another model and ask again.',
			'Choose a Model',
		],
		[
			'NoPermissions',
			undefined,
			'SvelteKit Agents has no permission to use Scripted. Allow it under Manage Model Access, or choose another model.',
			'Manage Model Access',
		],
		[
			'Blocked',
			undefined,
			'Scripted refused the request: a quota is used up or the content is blocked. Wait a while, or choose another model.',
			'Choose a Model',
		],
		['Blocked', 'Monthly quota exceeded', quota, 'Choose a Model'],
	] as const;
	for (const [fail, text, message, button] of ofModel) {
		it(`of the kind ${fail}${text ? ` (${text})` : ''} is one sentence with a button`, async () => {
			model.reply([{ text: 'Half an ' }, { fail, ...(text && { message: text }) }]);
			const { stream, result } = await run(await requestFor('Hello?'), {
				agentUri: agent.uri,
				logged,
			});
			assertFailed({ stream, result }, message, 'Half an ', [button]);
			assert.equal(logged.length, 1);
		});
	}

	it('of a rate limit, told in the provider’s own words, is about the quota', async () => {
		model.reply([{ error: new Error('429 Too Many Requests') }]);
		const { stream, result } = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		assertFailed({ stream, result }, quota, '', ['Choose a Model']);
	});

	const inWords = [
		[
			'a key that is not accepted',
			'Incorrect API key provided: sk-secret.',
			'The server of Scripted did not accept the key. Correct it in VS Code’s list of models, or choose another model.',
			'Manage Models',
		],
		[
			'a model that takes less than VS Code was told',
			'Request Failed: 400 {"error":{"message":"maximum context length is 8192 tokens"}}',
			'What was sent is longer than Scripted takes, or than its server was started for. Ask shorter in a new chat, choose a larger model, or correct its limits in VS Code’s list of models.',
			'Choose a Model',
		],
		[
			'what is no answer',
			'Please check your firewall rules and network connection then try again. Error Code: Failed to parse the response',
			'Scripted sent something that is no answer (Failed to parse the response). Ask again.',
			'Retry',
		],
		[
			'a server that is not there',
			'Please check your firewall rules and network connection then try again. Error Code: fetch failed: connect ECONNREFUSED 127.0.0.1:11434',
			'Scripted could not be reached (fetch failed: connect ECONNREFUSED 127.0.0.1:11434). Ask again.',
			'Retry',
		],
		[
			'a refusal in JSON',
			'Request Failed: 404 {"error":{"message":"no such model"}}',
			'Scripted could not answer (no such model). The log has the details.',
			'Show Log',
		],
	] as const;
	for (const [what, text, message, button] of inWords) {
		it(`of ${what} is told apart by the provider’s words`, async () => {
			model.reply([{ error: new Error(text) }]);
			const { stream, result } = await run(await requestFor('Hello?'), { agentUri: agent.uri });
			assertFailed({ stream, result }, message, '', [button]);
		});
	}

	it('of an answer that reached its greatest length offers to continue', async () => {
		model.reply([{ text: 'Half an ' }, { error: new Error('Response too long.') }]);
		const { stream, result } = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		const message =
			'Scripted has written as much as it may in one answer. Let it continue, or choose another model.';
		assertFailed({ stream, result }, message, 'Half an ', ['Continue']);
	});

	it('of the network within an answer leaves what came, with Retry', async () => {
		const file = vscode.Uri.file('/nowhere/a.ts');
		model.reply([{ text: 'Half an ' }, { error: new Error('read ECONNRESET\n  at stack') }]);
		const request = await requestFor('Hello?', {
			references: [
				{ value: new vscode.Location(file, new vscode.Range(1, 0, 2, 4)) },
				{ value: file },
			],
		});
		const { stream, result } = await run(request, { agentUri: agent.uri, logged });
		const message = 'Scripted stopped answering (read ECONNRESET). Ask again.';
		assertFailed({ stream, result }, message, 'Half an ', ['Retry']);
		const range = { startLineNumber: 2, startColumn: 1, endLineNumber: 3, endColumn: 5 };
		assert.deepEqual(stream.commands, [
			{
				command: 'workbench.action.chat.open',
				title: 'Retry',
				arguments: [
					{ query: '@backend-engineer Hello?', attachFiles: [{ uri: file, range }, file] },
				],
			},
		]);
		assert.match(logged[0] ?? '', /ECONNRESET/);
	});

	it('is asked again in the chat by Retry, with what was attached', async () => {
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		assert.ok(folder);
		const file = vscode.Uri.joinPath(folder, 'src/app.html');
		const broken = [{ text: 'Half an ' }, { error: new Error('read ECONNRESET') }];
		model.reply(broken, [{ text: 'Hi' }], [{ text: 'All' }]);
		const request = await requestFor('What is this?', { references: [{ value: file }] });
		const { stream } = await run(request, { agentUri: agent.uri });
		const [retry] = stream.commands;
		assert.ok(retry);
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		// Other tests may have left another model selected in the chat.
		await ask('@backend-engineer Hello');
		const asked = model.nextRequest();
		await vscode.commands.executeCommand(retry.command, ...(retry.arguments ?? []));
		const { messages } = await asked;
		assert.deepEqual(
			messages.slice(-2).map(({ text }) => text.split('\n')[0]),
			['Attached: src/app.html', 'What is this?'],
		);
	});

	it('of the network before the answer says that the model is not reached, with Retry', async () => {
		model.reply([{ error: new Error('getaddrinfo ENOTFOUND api.example.com') }]);
		const { stream, result } = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		const message =
			'Scripted could not be reached (getaddrinfo ENOTFOUND api.example.com). Ask again.';
		assertFailed({ stream, result }, message, '', ['Retry']);
	});

	it('that nobody knows says what it was and offers the log', async () => {
		model.reply([{ error: new Error('unexpected token\n  at stack') }]);
		const { stream, result } = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		const message = 'Scripted could not answer (unexpected token). The log has the details.';
		assertFailed({ stream, result }, message, '', ['Show Log']);
	});

	it('is an answer without a word, also after tools', async () => {
		const message = 'Scripted sent an empty answer. Ask again, or choose another model.';
		model.reply([]);
		assertFailed(await run(await requestFor('Hello?'), { agentUri: agent.uri }), message, '', [
			'Retry',
		]);
		model.reply([{ tool: 'test_write', callId: '1' }], []);
		const second = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		assertFailed(second, message, '', ['Retry'], {
			toolResults: 'Tools returned for this question:\n\ntest_write {}\ndone',
		});
	});

	it('is no part of what the next question is sent with', () => {
		assert.deepEqual(
			turnsOf('backend-engineer', [
				...pastTurn('One?', 'It broke\\.', { failure: 'It broke\\.' }),
				...pastTurn('Two?', 'Half an\n\nIt broke\\.', { failure: '\n\nIt broke\\.' }),
			]),
			[{ question: 'Two?', answer: 'Half an', toolResults: '' }],
		);
	});

	it('is an agent file that is gone, or that has gone bad', async () => {
		agent.write('');
		const bad = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		assert.match(bad.result.errorDetails?.message ?? '', /^mine\.md: .*Reinstall the extension/);
		agent.remove();
		const gone = await run(await requestFor('Hello?'), { agentUri: agent.uri });
		assert.deepEqual(gone.result, {
			errorDetails: {
				message: 'The agent file mine.md cannot be read. Reinstall the extension to get it back.',
			},
		});
		assert.equal(model.requests.length, 0);
	});

	it('is none when the file goes while the model answers', async () => {
		model.reply([{ text: 'Half ' }, { wait: 'release' }, { text: 'an answer' }]);
		const stream = new RecordingStream();
		const running = run(await requestFor('Hello?'), { agentUri: agent.uri, stream });
		await stream.says('Half');
		agent.remove();
		model.release();
		const { result } = await running;
		assert.equal(stream.text, 'Half an answer');
		assert.equal(result.errorDetails, undefined);
	});

	describe('is none when the user cancels', () => {
		it('before anything is sent', async () => {
			const source = new vscode.CancellationTokenSource();
			source.cancel();
			const { result } = await run(await requestFor('Hello?'), {
				agentUri: agent.uri,
				token: source.token,
				logged,
			});
			assert.deepEqual(result, {});
			assert.deepEqual([model.requests.length, logged], [0, []]);
		});

		it('while the project is read', async () => {
			const svelte = new AgentFile('', 'You know Svelte.\n');
			const source = new vscode.CancellationTokenSource();
			const textFor = async (): Promise<string> => {
				source.cancel();
				return 'facts';
			};
			const { result } = await run(await requestFor('Hello?'), {
				agentUri: svelte.uri,
				token: source.token,
				projects: { get: async () => ({ textFor }) },
			});
			svelte.remove();
			assert.deepEqual(result, {});
			assert.equal(model.requests.length, 0);
		});

		it('while the model thinks', async () => {
			const source = new vscode.CancellationTokenSource();
			model.reply([{ wait: 'cancel' }]);
			const begun = model.nextRequest();
			const running = run(await requestFor('Hello?'), {
				agentUri: agent.uri,
				token: source.token,
				logged,
			});
			await begun;
			source.cancel();
			const { result, stream } = await running;
			assert.deepEqual([result, stream.parts, logged], [{}, [], []]);
			assert.equal(model.requests[0]?.cancelled, true);
		});

		it('while the model speaks', async () => {
			const source = new vscode.CancellationTokenSource();
			class CancellingStream extends RecordingStream {
				override markdown(value: string | vscode.MarkdownString): void {
					super.markdown(value);
					source.cancel();
				}
			}
			model.reply([{ text: 'Begun' }, { wait: 'cancel' }]);
			const { result, stream } = await run(await requestFor('Hello?'), {
				agentUri: agent.uri,
				token: source.token,
				stream: new CancellingStream(),
				logged,
			});
			assert.deepEqual([result, stream.text, logged], [{}, 'Begun', []]);
			assert.equal(model.requests[0]?.cancelled, true);
		});

		it('between two calls of tools', async () => {
			const source = new vscode.CancellationTokenSource();
			model.onTool(() => {
				source.cancel();
				return 'done';
			});
			model.reply([
				{ tool: 'test_write', callId: '1' },
				{ tool: 'test_write', callId: '2' },
			]);
			const { result } = await run(await requestFor('Hello?'), {
				agentUri: agent.uri,
				token: source.token,
				logged,
			});
			assert.deepEqual([result, logged], [{}, []]);
			assert.deepEqual([model.toolCalls.length, model.requests.length], [1, 1]);
		});
	});
});
