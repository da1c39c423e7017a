import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { toolsAbsence } from '../../../../src/features/participants/offeredTools.ts';
import { escapeMarkdown } from '../../../../src/core/text/markdownText.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run, transcript } from '../../../helpers/answering.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

const reads = 'copilot_findTestFiles';
const prompt = 'user: You help.\n';

/** Small and local models, and servers that were not started for tools. */
describe('a weak model', () => {
	let model: ScriptedModel;
	let agent: AgentFile;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		agent = new AgentFile(`tools: ${reads}`);
	});

	afterEach(() => agent.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	it('that cannot call tools is sent none, and told so', async () => {
		model.setModels([{ capabilities: { toolCalling: false } }]);
		await run(await requestFor('Where?'), { agentUri: agent.uri });
		assert.deepEqual(model.requests.map(transcript), [
			[prompt, `user: ${toolsAbsence}`, 'user: Where?'],
		]);
		assert.deepEqual(model.requests[0]?.tools, []);
	});

	it('whose server refuses tools is asked without them, at once and from then on', async () => {
		model.setModels([{ id: 'no-tools' }]);
		const refusal = new Error(
			'Request Failed: 400 {"error":{"message":"gemma:2b does not support tools"}}',
		);
		model.reply([{ error: refusal }], [{ text: 'I see no files.' }]);
		const options = { agentUri: agent.uri, logged: [] as string[] };
		const { stream, result } = await run(
			await requestFor('Where?', { modelId: 'no-tools' }),
			options,
		);
		assert.equal(result.errorDetails, undefined);
		assert.equal(stream.text, 'I see no files.');
		await run(await requestFor('And now?', { modelId: 'no-tools' }), options);
		assert.deepEqual(
			model.requests.map((request) => [request.tools.length, ...transcript(request)]),
			[
				[1, prompt, 'user: Where?'],
				[0, prompt, `user: ${toolsAbsence}`, 'user: Where?'],
				[0, prompt, `user: ${toolsAbsence}`, 'user: And now?'],
			],
		);
		assert.deepEqual(options.logged, [
			'@backend-engineer: Scripted takes no tools, and is asked without.',
		]);
	});

	it('with room for the question alone is sent no tools, and told so', async () => {
		const two = new AgentFile(`tools: [${reads}, test_write]`);
		model.setModels([{ maxInputTokens: 75 }]);
		const logged: string[] = [];
		await run(await requestFor('Where?'), { agentUri: two.uri, logged });
		two.remove();
		assert.deepEqual(model.requests.map(transcript), [
			[prompt, `user: ${toolsAbsence}`, 'user: Where?'],
		]);
		assert.deepEqual(model.requests[0]?.tools, []);
		assert.deepEqual(logged, ['@backend-engineer: left out all tools to fit Scripted.']);
	});

	it('with room for some tools is offered those that agents need most', async () => {
		const all = new AgentFile('', 'You help.\n');
		model.setModels([{ maxInputTokens: 7_000 }]);
		const logged: string[] = [];
		await run(await requestFor('Where?'), { agentUri: all.uri, logged });
		all.remove();
		const names = model.requests[0]?.tools.map(({ name }) => name) ?? [];
		assert.ok(names.includes('sveltekitAgents_readFile') && names.includes('run_in_terminal'));
		assert.ok(!names.includes('runSubagent'));
		assert.deepEqual(logged, ['@backend-engineer: left out some tools to fit Scripted.']);
	});

	it('that writes a call into its answer has it said, and nothing is run', async () => {
		model.reply([
			{ text: `<tool_call>\n{"name": "${reads}", "arguments": {"path": "a"}}\n</tool_call>` },
		]);
		const { stream, result } = await run(await requestFor('Where?'), { agentUri: agent.uri });
		assert.equal(result.errorDetails, undefined);
		assert.deepEqual(model.toolCalls, []);
		assert.match(
			stream.text,
			/Scripted wrote a call of `copilot_findTestFiles` into its answer instead of making it, so nothing was run\. Choose a model that can call tools, or have its server read them\.$/,
		);
		assert.deepEqual(stream.buttons, ['Choose a Model']);
	});

	for (const said of ['', '\n', ' \n\t\n']) {
		it(`that answers with ${JSON.stringify(said)} is said to be empty`, async () => {
			model.reply([{ text: said }]);
			const { stream, result } = await run(await requestFor('Where?'), { agentUri: agent.uri });
			const message = 'Scripted sent an empty answer. Ask again, or choose another model.';
			assert.deepEqual(result.errorDetails, { message: 'The question was not answered.' });
			assert.ok(stream.text.endsWith(escapeMarkdown(message)), stream.text);
			assert.deepEqual(stream.buttons, ['Retry']);
		});
	}

	it('that says nothing after its tools is asked to go on', async () => {
		model.reply(
			[{ text: 'I look.' }, { tool: reads, input: { path: 'a' }, callId: '1' }],
			[{ text: '\n' }],
		);
		const { stream, result } = await run(await requestFor('Where?'), { agentUri: agent.uri });
		assert.equal(result.errorDetails, undefined);
		assert.match(stream.text, /^I look\.\s+Scripted said no more after its tools\.$/);
		assert.deepEqual(stream.commands, [
			{
				command: 'workbench.action.chat.open',
				title: 'Continue',
				arguments: [{ query: '@backend-engineer Continue.' }],
			},
		]);
	});

	it('that says the same over and over is stopped', async () => {
		const again = 'I will look at the file.\n';
		model.reply([
			...Array.from({ length: 40 }, () => ({ text: again.repeat(10) })),
			{ wait: 'cancel' },
		]);
		const { stream, result } = await run(await requestFor('Where?'), { agentUri: agent.uri });
		const message =
			'Scripted said the same over and over, so the answer was ended. Ask again, or choose another model.';
		assert.deepEqual(result.errorDetails, { message: 'The answer is not complete.' });
		assert.ok(stream.text.endsWith(`\n\n${escapeMarkdown(message)}`), stream.text);
		assert.deepEqual(stream.buttons, ['Retry']);
		// It hears of it in its own process.
		while (model.requests[0]?.cancelled === false) await new Promise((go) => setImmediate(go));
	});
});
