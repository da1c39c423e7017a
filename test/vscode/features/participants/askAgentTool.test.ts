import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
	createAskAgentTool,
	type AskAgentInput,
} from '../../../../src/features/participants/askAgentTool.ts';
import { Services } from '../../../../src/host/services.ts';
import { askAgentToolId } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { recordingLog, transcript } from '../../../helpers/answering.ts';
import { until } from '../../../helpers/agentLibrary.ts';
import { bodyOf, extensionPath } from '../../../helpers/bundledFiles.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';
import { TemporaryFiles } from '../../../helpers/temporaryFiles.ts';
import { textOf } from '../../../helpers/toolCalls.ts';

describe('the tool that asks an agent', () => {
	let model: ScriptedModel;
	let services: Services;
	let files: TemporaryFiles;
	let tool: vscode.LanguageModelTool<AskAgentInput>;

	const header = (name: string, rest = ''): string =>
		`---\nname: ${name}\ndescription: Does ${name}.\n${rest}---\n`;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
		mkdirSync(`${folder}/.claude/agents`, { recursive: true });
		files = new TemporaryFiles(`${folder}/.claude/agents/ask-`, {
			'planner.md': `${header('planner', 'tools: Read\n')}# Changelog\n\nOne line a change, see [log](command:evil.log).\n`,
			'asker.md': `${header('asker', `tools: ${askAgentToolId}\n`)}You ask others.\n`,
		});
		services = new Services(vscode.Uri.file(extensionPath()), () => recordingLog([]));
		const agents = await services.agents.get();
		await until(agents, () => agents.catalog.get('asker') !== undefined);
		tool = createAskAgentTool(services, { lastOther: undefined });
	});

	afterEach(async () => {
		model.reset();
		await model.setAvailable(true);
	});

	after(async () => {
		services.dispose();
		await files.remove();
		await model.setAvailable(false);
	});

	async function call(input: object, token = new vscode.CancellationTokenSource().token) {
		const options = { input: input as AskAgentInput, toolInvocationToken: undefined };
		const result = await tool.invoke(options, token);
		assert.ok(result);
		return textOf(result);
	}

	it('returns the answer of an agent, which has its own prompt and the task', async () => {
		model.reply([{ text: 'Use ' }, { text: 'a queue.' }]);
		const text = await call({ agent: '@api-architect', task: 'How are webhooks retried?' });
		assert.equal(text, 'api-architect has answered:\n\nUse a queue.');
		const [request] = model.requests;
		assert.ok(request);
		const said = transcript(request);
		assert.equal(said[0], `user: ${bodyOf('api-architect')}`);
		assert.equal(said.at(-1), 'user: How are webhooks retried?');
	});

	it('says of an agent of the workspace where its file is, and holds it to its tools', async () => {
		model.reply([{ tool: 'run_in_terminal', input: {} }], [{ text: 'Done.' }]);
		const text = await call({ agent: 'planner', task: 'Write it.' });
		assert.match(
			text,
			/^planner has answered, from \.claude\/agents\/ask-\w+\/planner\.md of this workspace:\n\nDone\.$/,
		);
		const [first, second] = model.requests;
		assert.deepEqual(
			first?.tools.map(({ name }) => name),
			['sveltekitAgents_readFile'],
		);
		assert.match(
			(second && transcript(second).at(-1)) ?? '',
			/run_in_terminal is not among the tools of this agent and was not run/,
		);
	});

	it('does not let an asked agent ask others with it', async () => {
		await call({ agent: 'asker', task: 'Ask somebody.' });
		assert.deepEqual(model.requests[0]?.tools, []);
	});

	it('lets as many answer at once as chains of agents may be long', async () => {
		model.reply([{ wait: 'release' }, { text: 'Done.' }]);
		const coming: Promise<string>[] = [];
		for (let i = 0; i < 4; i++) {
			const next = model.nextRequest();
			coming.push(call({ agent: 'planner', task: `Part ${i}` }));
			await next;
		}
		await assert.rejects(call({ agent: 'planner', task: 'Part 5' }), {
			name: 'ToolError',
			message: /^4 agents are answering already/,
		});
		model.release();
		assert.equal((await Promise.all(coming)).length, 4);
		model.reply([{ text: 'Done.' }]);
		assert.match(await call({ agent: 'planner', task: 'Part 5' }), /^planner has answered/);
	});

	it('says whom an agent would hand over to', async () => {
		model.reply(
			[
				{ text: 'The schema is next.' },
				{ tool: 'hand_off', input: { to: 'database-specialist', text: 'Add an index.' } },
			],
			[{ text: '' }],
		);
		const text = await call({ agent: 'svelte-backend-expert', task: 'The list is slow.' });
		assert.match(
			text,
			/\n\n\[svelte-backend-expert would hand over to database-specialist: Add an index\.\]$/,
		);
	});

	it('lists all agents that there are now, those first that know about the task', async () => {
		const text = await call({ task: 'How are webhooks verified and retried?' });
		assert.match(text, /^The agents are:\n- api-architect: /);
		assert.match(text, /\n- planner: Does planner/);
		assert.deepEqual(model.requests, []);
	});

	it('names all agents where nobody has a name, also those that have just come', async () => {
		const agents = await services.agents.get();
		files.write('late.md', `${header('late-comer')}You come late.\n`);
		await until(agents, () => agents.catalog.get('late-comer') !== undefined);
		await assert.rejects(call({ agent: 'late-commer', task: 'x' }), {
			name: 'ToolError',
			message:
				/^No agent is called late-commer\. Did you mean late-comer\?\nThe agents are:[^]*\n- planner: /,
		});
	});

	it('quotes the handbook where no model can be used, without links that run commands', async () => {
		await model.setAvailable(false);
		const text = await call({ agent: 'planner', task: 'changelog' });
		assert.match(
			text,
			/^No language model can be used for planner, so these are the parts of its own file that fit the task best, from /,
		);
		assert.ok(text.endsWith('\n\n## Changelog\n\nOne line a change, see [log].'), text);
	});

	it('quotes the handbook where the user does not let it use the model', async () => {
		model.reply([{ fail: 'NoPermissions' }]);
		assert.match(
			await call({ agent: 'planner', task: 'changelog' }),
			/^No language model can be used for planner, /,
		);
	});

	it('fails in words for a model, and ends when it is cancelled', async () => {
		await assert.rejects(call({ agent: 'planner' }), { name: 'ToolError', message: /task/ });
		model.reply([{ fail: 'Blocked' }]);
		await assert.rejects(call({ agent: 'planner', task: 'x' }), {
			name: 'ToolError',
			message: /^planner could not answer\. .* refused the request/,
		});
		const source = new vscode.CancellationTokenSource();
		model.reply([{ text: 'a' }, { wait: 'cancel' }]);
		const next = model.nextRequest();
		const coming = call({ agent: 'planner', task: 'x' }, source.token);
		await next;
		source.cancel();
		await assert.rejects(coming, vscode.CancellationError);
	});

	it('is there for every chat, and an agent calls it in a real one', async () => {
		assert.ok(vscode.lm.tools.some(({ name }) => name === askAgentToolId));
		model.reply(
			[{ tool: askAgentToolId, input: { agent: 'api-architect', task: 'Which status?' } }],
			[{ text: '404.' }],
			[{ text: 'It says 404.' }],
		);
		const result = await ask(`@backend-engineer #askAgent Which status is it?`);
		assert.equal(result.errorDetails, undefined);
		assert.equal(model.requests.length, 3);
		const [, , last] = model.requests;
		assert.match((last && transcript(last).at(-1)) ?? '', /api-architect has answered:\n\n404\./);
	});
});
