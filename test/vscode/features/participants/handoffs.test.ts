import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { provideFollowUps } from '../../../../src/features/participants/followUps.ts';
import { commandIds } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';
import {
	AgentFile,
	bundledSource,
	requestFor,
	run,
	transcript,
	type Run,
} from '../../../helpers/answering.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

const header = `tools: []
handoffs:
  - label: Tune
    agent: database-specialist
    prompt: "Bring [queries] to [target]."
    send: true
  - label: Draw
    agent: svelte-component-architect
    prompt: "Build components for: [screens]."`;

const body = `You help.

## Sessions

Sessions are renewed before they expire.
`;

describe('after an answer', () => {
	let model: ScriptedModel;
	let agent: AgentFile;
	let agents: AgentLibrary;
	const { token } = new vscode.CancellationTokenSource();

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
		agents = newLibrary();
	});

	beforeEach(() => {
		model.reset();
		agent = new AgentFile(header, body);
	});

	afterEach(() => agent.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
		agents.dispose();
	});

	async function asked(question = 'Why is /orders slow?', modelId = 'scripted'): Promise<Run> {
		return run(await requestFor(question, { modelId }), {
			agentUri: agent.uri,
			handle: 'mine',
			agents,
		});
	}

	async function offered({ result }: Run): Promise<readonly vscode.ChatFollowup[]> {
		// VS Code stores results as JSON.
		const stored = JSON.parse(JSON.stringify(result)) as vscode.ChatResult;
		const source = bundledSource('mine', agent.uri);
		return provideFollowUps({ source, agents }, stored, token);
	}

	const handOff = (to: string, text: string, callId = '1') => ({
		tool: 'hand_off',
		input: { to, text },
		callId,
	});

	it('the model is offered to hand over to the agents of the file', async () => {
		await asked();
		assert.deepEqual(
			model.requests[0]?.tools.map(({ name, description }) => [
				name,
				description.split('\n').slice(1),
			]),
			[
				[
					'hand_off',
					[
						'- database-specialist: Tune. Text: "Bring [queries] to [target]."',
						'- svelte-component-architect: Draw. Text: "Build components for: [screens]."',
					],
				],
			],
		);
	});

	it('a hand-off is a follow-up to the other participant, with what it has to know', async () => {
		model.reply([
			{ text: 'The index does not help.' },
			handOff('database-specialist', 'Bring the order list to 50 ms.'),
		]);
		const done = await asked();
		assert.deepEqual(await offered(done), [
			{
				label: 'Tune',
				participant: 'sveltekit-agents.database-specialist',
				prompt: `Bring the order list to 50 ms.

Handed over by the agent mine, which was asked:

> Why is /orders slow?

and answered, in short:

> The index does not help.`,
			},
		]);
		assert.deepEqual(done.stream.commands, []);
		assert.equal(model.requests.length, 1, 'the call needs no further reply');
	});

	it('a call without an answer is answered, and a bad one told to the model', async () => {
		model.reply(
			[handOff('nobody', 'x')],
			[handOff('database-specialist', 'Bring [queries] to 50 ms.')],
			[handOff('database-specialist', 'Bring the list to 50 ms.')],
			[{ text: 'Ask the specialist.' }],
		);
		const done = await asked();
		assert.deepEqual(
			transcript(model.requests.at(-1)!)
				.filter((line) => line.startsWith('user: '))
				.slice(-3),
			[
				'user: There is no agent to hand over to under this name. Use one of: database-specialist, svelte-component-architect.',
				'user: Put what you know in the place of [queries] and call again.',
				'user: Noted: after your answer the user is offered to hand over to database-specialist.',
			],
		);
		assert.deepEqual(
			(await offered(done)).map(({ label }) => label),
			['Tune'],
		);
	});

	it('an agent that does not exist can be created', async () => {
		model.reply([
			{ text: 'Done.' },
			handOff('svelte-component-architect', 'Build components for: the order list.'),
		]);
		const done = await asked();
		assert.deepEqual(await offered(done), []);
		assert.deepEqual(done.stream.commands, [
			{
				command: commandIds.createAgent,
				title: 'Create agent svelte-component-architect…',
				arguments: ['svelte-component-architect'],
			},
		]);
	});

	it('an agent of the workspace is chosen in VS Code’s own agent picker', async () => {
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		assert.ok(folder);
		const file = vscode.Uri.joinPath(folder, '.claude/agents/svelte-component-architect.md');
		const text = '---\nname: svelte-component-architect\n---\n';
		await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
		await until(agents, () => agents.catalog.at(file.toString()) !== undefined);
		model.reply([{ text: 'Done.' }, handOff('svelte-component-architect', 'Build the list.')]);
		const done = await asked();
		await vscode.workspace.fs.delete(file);
		assert.deepEqual(done.stream.commands, [
			{
				command: 'workbench.action.chat.open',
				title: 'Draw',
				arguments: [
					{
						mode: 'svelte-component-architect',
						query:
							'Build the list.\n\nHanded over by the agent mine, which was asked:\n\n> Why is /orders slow?\n\nand answered, in short:\n\n> Done.',
						isPartialQuery: true,
					},
				],
			},
		]);
	});

	it('each button of the file does what the file says', async () => {
		model.setModels([
			{ id: 'scripted', capabilities: { toolCalling: true } },
			{ id: 'large', capabilities: { toolCalling: true } },
		]);
		agent = new AgentFile(
			`tools: []
handoffs:
  - label: Check the plan
    agent: database-specialist
    prompt: Look at the plan.
  - label: Check it now
    agent: database-specialist
    prompt: Look at it now.
    send: true
  - label: Check it well
    agent: database-specialist
    prompt: Look twice.
    send: true
    model: large
  - label: Ask somebody
    agent: database-specialist
    prompt: Look.
    send: true
    model: gone-9`,
			body,
		);
		model.reply([{ text: 'Done.' }, handOff('database-specialist', 'In words of the model.')]);
		const done = await asked();
		const more =
			'\n\nHanded over by the agent mine, which was asked:\n\n> Why is /orders slow?\n\nand answered, in short:\n\n> Done.';
		const button = (title: string, text: string, how: object): object => ({
			command: 'workbench.action.chat.open',
			title,
			arguments: [{ query: `@database-specialist ${text}${more}`, ...how }],
		});
		assert.deepEqual(done.stream.commands, [
			button('Check the plan', 'Look at the plan.', { isPartialQuery: true }),
			button('Check it well', 'Look twice.', {
				isPartialQuery: false,
				modelSelector: { vendor: 'scripted', id: 'large' },
			}),
			button('Ask somebody', 'Look.', { isPartialQuery: false }),
		]);
		assert.deepEqual(await offered(done), [
			{
				label: 'Check it now',
				participant: 'sveltekit-agents.database-specialist',
				prompt: `Look at it now.${more}`,
			},
		]);
	});

	it('a model without tools is understood by what it says', async () => {
		model.setModels([{ id: 'plain', capabilities: { toolCalling: false } }]);
		model.reply([{ text: 'It needs the plan.\nAsk the database specialist about the index.' }]);
		const [followUp] = await offered(await asked('Slow?', 'plain'));
		assert.equal(followUp?.participant, 'sveltekit-agents.database-specialist');
		assert.match(
			followUp.prompt,
			/^Bring Ask the database specialist about the index to target\.\n/,
		);
	});

	it('there are questions about what is near in the file where nothing is handed over', async () => {
		model.reply([{ text: 'Sessions of users are kept in the database.' }]);
		assert.deepEqual(await offered(await asked('How do I renew a login?')), []);
		model.reply([{ text: 'Renew it.' }]);
		assert.deepEqual(await offered(await asked('When does a login expire, and what renews it?')), [
			{ prompt: 'Tell me more about “Sessions”' },
		]);
	});

	it('there is nothing after an error, a command or an introduction', async () => {
		model.reply([{ text: 'Sessions' }, { error: new Error('broken') }]);
		assert.deepEqual(await offered(await asked('When does a login expire?')), []);
		assert.deepEqual(await offered(await asked('')), []);
	});
});
