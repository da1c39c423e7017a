import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { settingIds } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run, transcript } from '../../../helpers/answering.ts';
import { pastTurn } from '../../../helpers/pastTurn.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { onceNote } from '../../../../src/core/workspace/onceOnly.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';

const reads = 'copilot_findTestFiles';
const writes = 'test_write';

describe('the tool loop', () => {
	let model: ScriptedModel;
	let agent: AgentFile;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		agent = new AgentFile(`tools: [${reads}, ${writes}]`);
	});

	afterEach(() => agent.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	const offered = (): readonly string[][] =>
		model.requests.map(({ tools }) => tools.map(({ name }) => name));

	it('offers the tools that the file allows and no others', async () => {
		await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.deepEqual(offered(), [[reads, writes]]);
		assert.deepEqual(model.requests[0]?.tools[0], {
			name: reads,
			description: 'A tool of a kind that only reads.',
			inputSchema: {
				type: 'object',
				properties: { path: { type: 'string' } },
				required: ['path'],
			},
		});
	});

	const restrictions = [
		['tools: []', []],
		['tools: Stranger', []],
		[`tools: [${reads}, ${writes}]\ndisallowedTools: ${writes}`, [reads]],
		[`tools: ${writes}(rm:*)`, []],
	] as const;
	for (const [header, names] of restrictions) {
		it(`offers [${names.join(', ')}] for “${header.replace('\n', ', ')}”`, async () => {
			const restricted = new AgentFile(header);
			await run(await requestFor('Go'), { agentUri: restricted.uri });
			restricted.remove();
			assert.deepEqual(offered(), [names]);
		});
	}

	it('offers what the user attached too, but not what the file forbids', async () => {
		const restricted = new AgentFile(`tools: []\ndisallowedTools: ${writes}`);
		const request = await requestFor('Go', { tools: [reads, writes] });
		await run(request, { agentUri: restricted.uri });
		restricted.remove();
		assert.deepEqual(offered(), [[reads]]);
	});

	it('gives results back until the model answers', async () => {
		model.onTool(({ input }) => `found ${JSON.stringify(input)}`);
		model.reply(
			[{ text: 'I look.' }, { tool: reads, input: { path: 'a' }, callId: '1' }],
			[{ text: 'It is there.' }],
		);
		const { stream, result } = await run(await requestFor('Where?'), { agentUri: agent.uri });
		assert.equal(stream.text, 'I look.\n\nIt is there.');
		assert.deepEqual(model.requests.map(transcript), [
			['user: You help.\n', 'user: Where?'],
			[
				'user: You help.\n',
				'user: Where?',
				`assistant: I look. | ${reads}({"path":"a"})`,
				'user: found {"path":"a"}',
			],
		]);
		assert.deepEqual(result, {
			metadata: {
				question: 'Where?',
				answer: 'I look.\n\nIt is there.',
				toolResults: `Tools returned for this question:\n\n${reads} {"path":"a"}\nfound {"path":"a"}`,
			},
		});
	});

	it('passes the token of the chat, so that progress and confirmations show there', async () => {
		model.reply([{ tool: reads, input: { path: 'a' }, callId: '1' }], [{ text: 'Done' }]);
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		const result = await ask('@backend-engineer Go');
		assert.equal(result.errorDetails, undefined);
		assert.deepEqual(
			model.toolCalls.map(({ name, hasToken }) => [name, hasToken]),
			[[reads, true]],
		);
	});

	it('sends what tools returned for the question before', async () => {
		const toolResults = 'Tools returned for this question:\n\nread a\none';
		await run(await requestFor('And now?'), {
			agentUri: agent.uri,
			history: pastTurn('Before?', 'One.', { toolResults }),
		});
		assert.deepEqual(model.requests.map(transcript), [
			[
				'user: You help.\n',
				'user: Before?',
				`user: ${toolResults}`,
				'assistant: One.',
				'user: And now?',
			],
		]);
	});

	it('keeps what it keeps of tool results small', async () => {
		model.onTool(() => 'x'.repeat(100_000));
		const call = (callId: string) => ({ tool: reads, input: { path: callId }, callId });
		model.reply(['1', '2', '3', '4', '5', '6'].map(call), [{ text: 'Done' }]);
		const { result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		const { length } = JSON.stringify(result.metadata);
		assert.ok(length > 5_000 && length < 15_000, `${length} characters`);
	});

	it('does not send again what the user let be read once', async () => {
		const results: Readonly<Record<string, string>> = {
			'plain.txt': `KEY=linked\n\n${onceNote}`,
			'apps/web/.env.local': 'KEY=named',
			'src/a.ts': 'export {};',
		};
		model.onTool(({ input }) => results[(input as { path: string }).path] ?? '');
		const call = (path: string) => ({ tool: reads, input: { path }, callId: path });
		model.reply(Object.keys(results).map(call), [{ text: 'Done' }]);
		const { result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		const kept = JSON.stringify(result.metadata);
		assert.doesNotMatch(kept, /KEY=/);
		assert.match(kept, /export \{\};/);
		assert.equal(kept.split('was for that question alone').length, 3);
		assert.match(transcript(model.requests[1] ?? assert.fail()).join('\n'), /KEY=linked/);
	});

	it('does not send again what a failed answer had read', async () => {
		model.onTool(() => `KEY=1\n\n${onceNote}`);
		model.reply([{ tool: reads, input: { path: 'a' }, callId: '1' }], [{ fail: 'Blocked' }]);
		const { result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.doesNotMatch(JSON.stringify(result), /KEY=/);
	});

	it('runs 64 calls of a reply and says that there were more', async () => {
		const calls = Array.from({ length: 2_000 }, (_, i) => ({
			tool: reads,
			input: { path: String(i) },
			callId: String(i),
		}));
		const callsBefore = model.toolCalls.length;
		model.reply(calls, [{ text: 'Done' }]);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.equal(model.toolCalls.length - callsBefore, 64);
		const lines = transcript(model.requests[1] ?? assert.fail());
		assert.equal(lines.join('\n').match(/copilot_findTestFiles\(/g)?.length, 64);
		assert.match(lines.at(-1) ?? '', /1936 more calls of this reply were not run: at most 64 are/);
	});

	it('cuts what a tool returns without end', async () => {
		const note = '(Cut here: 4000000 more characters or bytes were returned.)';
		model.setModels([{ id: 'scripted', maxInputTokens: 50_000_000 }]);
		model.onTool(() => 'x'.repeat(5_000_000));
		model.reply([{ tool: reads, input: { path: 'a' }, callId: '1' }], [{ text: 'Done' }]);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		const result = transcript(model.requests.at(-1)!).at(-1) ?? '';
		assert.deepEqual(
			[result.length, result.slice(-note.length)],
			['user: '.length + 1_000_000 + note.length, note],
		);
	});

	it('runs calls side by side when all only read', async () => {
		const begun: (() => void)[] = [];
		// Each waits for the other: one after the other they would never end.
		model.onTool(async () => {
			await new Promise<void>((resolve) => {
				begun.push(resolve);
				if (begun.length === 2) for (const go of begun) go();
			});
			return 'read';
		});
		model.reply(
			[
				{ tool: reads, input: { path: 'a' }, callId: '1' },
				{ tool: reads, input: { path: 'b' }, callId: '2' },
			],
			[{ text: 'Done' }],
		);
		const { result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.equal(result.errorDetails, undefined);
		assert.equal(model.toolCalls.length, 2);
	});

	it('runs calls one after the other, in order, when one may write', async () => {
		const events: string[] = [];
		model.onTool(async ({ name }) => {
			events.push(`${name} begins`);
			await new Promise((resolve) => setImmediate(resolve));
			events.push(`${name} ends`);
			return 'ok';
		});
		model.reply(
			[
				{ tool: writes, callId: '1' },
				{ tool: reads, input: { path: 'a' }, callId: '2' },
			],
			[{ text: 'Done' }],
		);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.deepEqual(events, [
			`${writes} begins`,
			`${writes} ends`,
			`${reads} begins`,
			`${reads} ends`,
		]);
	});

	it('refuses a tool that is not allowed, and says so to the model', async () => {
		const restricted = new AgentFile(`tools: ${reads}`);
		const logged: string[] = [];
		model.reply([{ tool: writes, callId: '1' }], [{ text: 'Done' }]);
		await run(await requestFor('Go'), { agentUri: restricted.uri, logged });
		restricted.remove();
		assert.deepEqual(model.toolCalls, []);
		assert.deepEqual(
			transcript(model.requests.at(-1)!).at(-1),
			`user: ${writes} is not among the tools of this agent and was not run. Its tools: ${reads}.`,
		);
		assert.deepEqual(logged, [
			`@backend-engineer: refused a call of ${writes}, which its file does not allow.`,
		]);
	});

	it('stops after the rounds of the setting and offers to continue', async () => {
		const configuration = vscode.workspace.getConfiguration();
		await configuration.update(settingIds.maxToolRounds, 2, vscode.ConfigurationTarget.Global);
		model.reply([{ tool: writes, callId: '1' }]);
		const { stream, result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		await configuration.update(
			settingIds.maxToolRounds,
			undefined,
			vscode.ConfigurationTarget.Global,
		);
		assert.equal(model.toolCalls.length, 2);
		assert.equal(model.requests.length, 3);
		assert.equal(stream.text, 'I used tools in 2 rounds, which is the limit of one answer.');
		assert.deepEqual(stream.commands, [
			{
				command: 'workbench.action.chat.open',
				title: 'Continue',
				arguments: [{ query: '@backend-engineer Continue.' }],
			},
		]);
		assert.equal(result.errorDetails, undefined);
		assert.match(String(result.metadata?.['toolResults']), /done$/);
	});

	it('ends the answer when the same call fails three times', async () => {
		model.onTool(() => {
			throw new Error('disk on fire');
		});
		model.reply([{ tool: writes, input: { text: 'a' }, callId: '1' }]);
		const logged: string[] = [];
		const { result } = await run(await requestFor('Go'), { agentUri: agent.uri, logged });
		assert.equal(model.toolCalls.length, 3);
		assert.match(
			result.errorDetails?.message ?? '',
			/^The answer was ended, because the same call failed three times\. test_write failed: .*disk on fire/,
		);
		assert.equal(logged.length, 4, 'each failure and the end are logged');
	});

	it('tells the model when a tool throws, and goes on', async () => {
		model.onTool(() => {
			throw new Error('no such file');
		});
		model.reply([{ tool: writes, callId: '1' }], [{ text: 'Then not.' }]);
		const { stream, result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.match(
			transcript(model.requests.at(-1)!).at(-1) ?? '',
			/^user: test_write failed: .*no such file/,
		);
		assert.equal(stream.text, '\n\nNot run: `Test Write` (no such file)\n\nThen not.');
		assert.equal(result.errorDetails, undefined);
	});

	it('tells the model when the user does not let a tool run, and goes on', async () => {
		model.onTool(() => {
			throw new vscode.CancellationError();
		});
		model.reply([{ tool: writes, callId: '1' }], [{ text: 'Then not.' }]);
		const { stream, result } = await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.equal(
			transcript(model.requests.at(-1)!).at(-1),
			'user: The user did not let test_write run. Go on without it.',
		);
		assert.equal(stream.text, '\n\nNot run: `Test Write` (you declined)\n\nThen not.');
		assert.equal(result.errorDetails, undefined);
	});

	it('says of a tool that the agent does not have that it was not run, and once', async () => {
		model.reply(
			[{ tool: 'delete_all', input: {}, callId: '1' }],
			[{ tool: 'delete_all', input: {}, callId: '2' }],
			[{ text: 'Then not.' }],
		);
		const { stream } = await run(await requestFor('Go'), { agentUri: agent.uri });
		const line = 'Not run: `delete_all` (this agent has no such tool)';
		assert.equal(stream.text, `\n\n${line}\n\nThen not.`);
	});

	it('tells the model when it sends broken input, and does not run the tool', async () => {
		model.reply(
			[{ tool: reads, input: '{"path": "a', callId: '1' }],
			[{ tool: reads, input: {}, callId: '2' }],
			[{ text: 'Sorry.' }],
		);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.deepEqual(model.toolCalls, []);
		assert.deepEqual(transcript(model.requests.at(-1)!).slice(2), [
			`assistant: ${reads}({})`,
			'user: The input is not a JSON object. Send one that follows the schema.',
			`assistant: ${reads}({})`,
			'user: The input lacks path. Send all that the schema requires.',
		]);
	});

	it('reads results that are rendered prompts, data or nothing', async () => {
		model.onTool(() => [
			new vscode.LanguageModelPromptTsxPart({ node: { type: 2, text: 'rendered' } }),
			vscode.LanguageModelDataPart.text(' and more', 'text/plain'),
		]);
		model.reply([{ tool: writes, callId: '1' }], [{ text: 'Done' }]);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		model.onTool(() => []);
		model.reply([{ tool: writes, callId: '1' }], [{ text: 'Done' }]);
		await run(await requestFor('Go'), { agentUri: agent.uri });
		assert.deepEqual(
			[1, 3].map((i) => transcript(model.requests[i]!).at(-1)),
			['user: rendered and more', 'user: The tool returned nothing.'],
		);
	});

	it('ends a running tool when the user cancels, and asks no more', async () => {
		const source = new vscode.CancellationTokenSource();
		model.onTool(
			async (_call, token) =>
				new Promise((resolve) => {
					token.onCancellationRequested(() => resolve('late'));
					source.cancel();
				}),
		);
		model.reply([{ tool: writes, callId: '1' }]);
		const { stream, result } = await run(await requestFor('Go'), {
			agentUri: agent.uri,
			token: source.token,
		});
		assert.deepEqual(result, {});
		assert.equal(stream.text, '');
		assert.deepEqual(
			model.toolCalls.map(({ cancelled }) => cancelled),
			[true],
		);
		assert.equal(model.requests.length, 1);
	});

	it('offers nothing to a model without tools and tells it so in one line', async () => {
		model.setModels([{ id: 'plain', capabilities: { toolCalling: false } }]);
		await run(await requestFor('Go', { modelId: 'plain' }), { agentUri: agent.uri });
		assert.deepEqual(offered(), [[]]);
		assert.deepEqual(model.requests.map(transcript), [
			[
				'user: You help.\n',
				'user: You cannot call tools here: you see only what stands in this conversation. Ask for what you miss, and show changes as code.',
				'user: Go',
			],
		]);
	});

	it('leaves tools out that alone are longer than what the model takes', async () => {
		model.setModels([{ id: 'small', maxInputTokens: 60 }]);
		const stream = new RecordingStream();
		await run(await requestFor('Go', { modelId: 'small' }), { agentUri: agent.uri, stream });
		assert.deepEqual(offered(), [[]]);
		assert.equal(stream.text, 'ok');
	});
});
