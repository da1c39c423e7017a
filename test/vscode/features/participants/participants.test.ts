import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { guideText } from '../../../../src/core/chat/guides.ts';
import { buildCatalog } from '../../../../src/core/agent/catalog.ts';
import { provideFollowUps } from '../../../../src/features/participants/followUps.ts';
import { bundledAgents } from '../../../../src/generated/agents.ts';
import { isAboutSvelte } from '../../../../src/core/project/projectBlock.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, agentUri, bundledSource, requestFor, run } from '../../../helpers/answering.ts';
import { bodyOf } from '../../../helpers/bundledFiles.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';

describe('participants', () => {
	let model: ScriptedModel;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(async () => {
		model.reset();
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
	});

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	for (const { handle } of bundledAgents) {
		it(`@${handle} sends its file's body first, byte for byte, then the project and the question`, async () => {
			const result = await ask(`@${handle} What do you do?`);
			assert.equal(result.errorDetails, undefined);
			assert.deepEqual(
				model.requests.map(({ messages }) => messages.map(({ role, text }) => [role, text])),
				[[['user', bodyOf(handle)], ...projectOf(handle), ['user', 'What do you do?']]],
			);
		});
	}

	it('sends the questions and answers before this one', async () => {
		model.reply([{ text: 'First ' }, { text: 'answer' }], [{ text: 'Second' }]);
		await ask('@backend-engineer One?');
		await ask('@backend-engineer Two?');
		assert.deepEqual(
			model.requests.at(-1)?.messages.map(({ role, text }) => [role, text]),
			[
				['user', bodyOf('backend-engineer')],
				...projectOf('backend-engineer'),
				['user', 'One?'],
				['assistant', 'First answer'],
				['user', 'Two?'],
			],
		);
	});

	it('sends the instructions of the project after the prompt', async () => {
		const files = new WorkspaceFiles({ 'AGENTS.md': 'Use tabs.\n', 'a.ts': 'one\n' });
		const agent = new AgentFile('', 'You know Svelte.\n');
		await run(await requestFor('One?', { references: [{ value: files.uri('a.ts') }] }), {
			agentUri: agent.uri,
			projects: { get: async () => ({ textFor: async () => 'facts' }) },
		});
		agent.remove();
		await files.remove();
		const label = `${files.name}/AGENTS.md`;
		const instructions = guideText({ kind: 'instructions', label, text: 'Use tabs.\n' });
		const texts = model.requests[0]?.messages.map(({ text }) => text) ?? [];
		assert.deepEqual(
			[...texts.slice(0, 3), texts.at(-1)],
			['You know Svelte.\n', instructions, 'facts', 'One?'],
		);
	});

	it('does not send what /about showed', async () => {
		await ask('@backend-engineer /about');
		await ask('@backend-engineer One?');
		assert.deepEqual(
			model.requests.map(({ messages }) => messages.map(({ role, text }) => [role, text])),
			[[['user', bodyOf('backend-engineer')], ...projectOf('backend-engineer'), ['user', 'One?']]],
		);
	});

	it('reads the file again for each question', async () => {
		const agent = new AgentFile();
		const asked: (string | undefined)[] = [];
		for (const body of ['First.\n', '\nSecond, edited.']) {
			agent.write(`---\nname: mine\ndescription: Mine\n---\n${body}`);
			await run(await requestFor('Hello?'), { agentUri: agent.uri });
			asked.push(model.requests.at(-1)?.messages[0]?.text);
		}
		agent.remove();
		assert.deepEqual(asked, ['First.\n', '\nSecond, edited.']);
	});

	it('sees a file that was changed without a trace in its size and its time', async () => {
		const agent = new AgentFile();
		const asked: (string | undefined)[] = [];
		const question = async (): Promise<void> => {
			await run(await requestFor('Hello?'), { agentUri: agent.uri });
			asked.push(model.requests.at(-1)?.messages[0]?.text);
		};
		const header = '---\nname: mine\ndescription: Mine\n---\n';
		agent.write(`${header}First.`);
		await pause(2_100);
		await question();
		const { atime, mtime } = statSync(agent.uri.fsPath);
		agent.write(`${header}Other.`);
		utimesSync(agent.uri.fsPath, atime, mtime);
		await question();
		agent.remove();
		await question();
		assert.deepEqual(asked, ['First.', 'Other.', 'Other.']);
		assert.equal(model.requests.length, 2);
	});

	it('answers two questions at once, each with its own', async () => {
		const agents = ['one', 'two'].map((stem) => new AgentFile('', `You are ${stem}.\n`, stem));
		model.reply([{ text: 'First' }, { wait: 'release' }], [{ text: 'Second' }]);
		const [first, second] = agents;
		assert.ok(first && second);
		const begun = new RecordingStream();
		const running = run(await requestFor('One?'), { agentUri: first.uri, stream: begun });
		await begun.says('First');
		const { stream } = await run(await requestFor('Two?'), { agentUri: second.uri });
		model.release();
		assert.equal((await running).stream.text, 'First');
		assert.equal(stream.text, 'Second');
		assert.deepEqual(
			model.requests.map(({ messages }) => messages.map(({ text }) => text)),
			[
				['You are one.\n', 'One?'],
				['You are two.\n', 'Two?'],
			],
		);
		for (const agent of agents) agent.remove();
	});

	it('introduces itself when nothing was asked', async () => {
		const { stream, result } = await run(await requestFor('  '));
		assert.equal(result.errorDetails, undefined);
		assert.equal(model.requests.length, 0);
		assert.match(stream.text, /`\/patterns` lists \d+ code patterns, and `\/about` shows/);
	});

	it('introduces itself also beside what VS Code attaches by itself, with examples to go on', async () => {
		const ids = [
			'vscode.customizations.index',
			'vscode.implicit.viewport',
			'vscode.instructions.file.root__file:///AGENTS.md',
		];
		const references = ids.map((id) => ({ id, value: 'automatic' }));
		const { result } = await run(await requestFor('', { references }));
		assert.equal(model.requests.length, 0);
		const source = bundledSource('backend-engineer', agentUri('backend-engineer'));
		const { token } = new vscode.CancellationTokenSource();
		const agents = { ready: Promise.resolve(), catalog: buildCatalog([]) };
		const followUps = await provideFollowUps({ source, agents }, result, token);
		assert.ok(followUps.length >= 2);
		assert.deepEqual(
			followUps.map(({ prompt }) => prompt),
			parseAgent(readFileSync(source.uri.fsPath, 'utf8'), 'x')
				.agent?.examples.slice(0, 4)
				.map(({ user }) => user),
		);
		await run(await requestFor('', { references: [{ id: 'vscode.file', value: 'mine' }] }));
		assert.equal(model.requests.length, 1, 'what somebody attaches is a question');
	});

	it('streams the answer as it comes, and stops the model when the user cancels', async () => {
		model.reply([{ text: 'Begun' }, { wait: 'cancel' }]);
		const source = new vscode.CancellationTokenSource();
		const stream = new RecordingStream();
		const running = run(await requestFor('Long?'), { stream, token: source.token });
		await stream.says('Begun');
		source.cancel();
		assert.deepEqual((await running).result, {});
		assert.equal(stream.text, 'Begun');
		assert.equal(model.requests[0]?.cancelled, true);
	});
});

/** What is told of the workspace of the tests, to agents that it concerns. */
function projectOf(handle: string): readonly (readonly [string, string])[] {
	const prompt = bodyOf(handle);
	// Their descriptions speak of Svelte only where their prompts do.
	return isAboutSvelte({ description: '', prompt }) ? [['user', project]] : [];
}

const project = `Facts about the project in this workspace, read from its files:
- SvelteKit ~2.70.4, Svelte ^5.57.3, TypeScript ^6.0.3
- Imports from src/lib: $lib/…
- Packages: adapter @sveltejs/adapter-node ^5.5.7; none for validation, forms, ORM, auth, tests
- Package manager: npm`;
