import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
	answerAsDoor,
	askAnother,
	followDoor,
} from '../../../../src/features/participants/door.ts';
import { readDoorMetadata } from '../../../../src/features/participants/doorMetadata.ts';
import { Services } from '../../../../src/host/services.ts';
import { commandIds } from '../../../../src/ids.ts';
import { recordingLog, requestFor } from '../../../helpers/answering.ts';
import { extensionPath } from '../../../helpers/bundledFiles.ts';
import { pastTurn } from '../../../helpers/pastTurn.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { mkdirSync } from 'node:fs';
import { TemporaryFiles } from '../../../helpers/temporaryFiles.ts';

describe('@sveltekit', () => {
	let model: ScriptedModel;
	let services: Services;
	let files: TemporaryFiles;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
		mkdirSync(`${folder}/.claude/agents`, { recursive: true });
		files = new TemporaryFiles(`${folder}/.claude/agents/door-`, {
			'release-planner.md':
				'---\nname: release-planner\ndescription: Plans releases.\ntools: Read\n---\nYou plan releases.\n',
			'bird-one.md': birds('bird-one'),
			'bird-two.md': birds('bird-two'),
			'slip.md': '---\nname: slip\ndescription: Has a slip.\ntools: Raed\n---\nYou slip.\n',
			'empty-one.md': '',
		});
		services = new Services(vscode.Uri.file(extensionPath()), () => recordingLog([]));
		await (
			await services.agents.get()
		).ready;
	});

	after(async () => {
		services.dispose();
		await files.remove();
		model.reset();
		await model.setAvailable(false);
	});

	function birds(name: string): string {
		return `---\nname: ${name}\ndescription: Helps.\n---\n\n## Ospreys\n\nOspreys are queues of this shop.\n`;
	}

	interface Said {
		readonly stream: RecordingStream;
		readonly result: vscode.ChatResult;
		/** The prompts of the agents that the model was asked as. */
		readonly asked: readonly string[];
	}

	async function say(
		prompt: string,
		command?: string,
		history: vscode.ChatContext['history'] = [],
	): Promise<Said> {
		const known = model.requests.length;
		const stream = new RecordingStream();
		const { token } = new vscode.CancellationTokenSource();
		const request = await requestFor(prompt, command === undefined ? {} : { command });
		const result = await answerAsDoor(services, request, { history }, stream.asStream, token);
		const asked = model.requests.slice(known).map(({ messages }) => {
			const [first] = messages[0]?.parts ?? [];
			return first?.kind === 'text' ? first.text : '';
		});
		return { stream, result, asked };
	}

	it('answers as the agent that knows, says which, and offers another', async () => {
		const { stream, result, asked } = await say('How do I upload an image?');
		assert.match(stream.text, /^Answered as \*\*@backend\\-engineer\*\* — File Upload/);
		assert.match(asked[0] ?? '', /^\s*# Backend Engineer Agent/);
		assert.equal(stream.buttons.at(-1), 'Ask Another Agent…');
		assert.equal(readDoorMetadata(result.metadata)?.asked, 'backend-engineer');
	});

	it("asks the workspace's own agent by its name, without any pack", async () => {
		const { stream, asked } = await say('release-planner: write a changelog');
		assert.deepEqual(asked, ['You plan releases.\n']);
		assert.match(stream.text, /^Answered from .*release-planner\.md of this workspace/);
	});

	it('takes the name with and without @ and colon, and leaves the rest to the agent', async () => {
		for (const start of ['release-planner ', '@release-planner ', '@release-planner: ']) {
			const known = model.requests.length;
			const { asked } = await say(`${start}write a changelog`);
			assert.deepEqual(asked, ['You plan releases.\n'], start);
			const [question] = model.requests[known]?.messages.at(-1)?.parts ?? [];
			assert.deepEqual(question, { kind: 'text', text: 'write a changelog' }, start);
		}
	});

	it('goes on with the agent that has answered, in what leads on from its answer', async () => {
		const { result } = await say('backend-engineer: How do I upload an image in a form?');
		const { token } = new vscode.CancellationTokenSource();
		const next = await followDoor(services, result, token);
		assert.ok(next.length > 0);
		for (const { prompt, label } of next) assert.equal(prompt, `backend-engineer: ${label}`);
	});

	it('offers two that know about as much as buttons, and asks no model', async () => {
		const { stream, result, asked } = await say('ospreys');
		assert.deepEqual(asked, []);
		assert.equal(stream.text, 'Two agents know about this:');
		assert.deepEqual(stream.buttons.toSorted(), ['@bird-one: Ospreys', '@bird-two: Ospreys']);
		for (const { command, title, arguments: given } of stream.commands) {
			const handle = title.includes('bird-one') ? 'bird-one' : 'bird-two';
			assert.deepEqual([command, given], [commandIds.askAnother, ['ospreys', undefined, handle]]);
		}
		assert.equal(readDoorMetadata(result.metadata)?.asked, '');
	});

	it('asks nobody where a button names an agent that has gone meanwhile', async () => {
		const known = model.requests.length;
		await askAnother(await services.agents.get(), 'ospreys', undefined, 'gone-meanwhile');
		assert.equal(model.requests.length, known);
	});

	it('asks no model where nobody writes about it, and names what is near', async () => {
		const { stream, asked } = await say('kubernetes ingress controller');
		assert.deepEqual(asked, []);
		assert.match(stream.text, /^Nothing about “ingress” here/);
		assert.match(stream.text, /\[Health Check\]\(command:sveltekitAgents\.askAnother/);
	});

	it('lists all agents with origin and tools', async () => {
		const { stream } = await say('', 'list');
		assert.match(
			stream.text,
			/\*\*In this workspace\*\*[^]*\*\*release\\-planner\*\* — Plans releases[^]*tools\\: Read[^]*\*\*From this extension\*\*[^]*@api\\-architect/,
		);
	});

	it('lists what is wrong with files, and what cannot be used with its reason', async () => {
		const { stream, result } = await say('', 'list');
		assert.match(stream.text, /\*\*slip\*\* — Has a slip[^\n]*1 problem in its file/);
		assert.match(
			stream.text,
			/\*\*Cannot be used\*\*[^]*\n- `\.claude\/agents\/door-\w+\/empty-one\.md`: \S/,
		);
		assert.deepEqual(result.metadata, { asked: '' });
	});

	it('says why a file by the name that is asked for is no agent', async () => {
		const { stream, asked } = await say('empty-one: are you there?');
		assert.match(stream.text, /^`[^`]*empty-one\.md` cannot be asked: \S/);
		assert.deepEqual(asked, []);
	});

	it('keeps to none after /use of a name that nobody has', async () => {
		const { stream, result } = await say('nobody-here', 'use');
		assert.match(stream.text, /^No agent is called nobody\\-here\.[^]*Each question finds its own/);
		assert.deepEqual(result.metadata, { asked: '' });
	});

	it('finds another agent where the one that is kept has gone, and says so', async () => {
		const history = pastTurn('x', 'y', { asked: '', uses: 'gone-meanwhile' });
		const { stream, asked } = await say('How do I upload an image?', undefined, history);
		assert.match(stream.text, /^`@gone-meanwhile` is no longer there, so another agent answers\./);
		assert.match(asked[0] ?? '', /^\s*# Backend Engineer Agent/);
	});

	it('lets a name go before the agent that is kept', async () => {
		const history = pastTurn('x', 'y', { asked: '', uses: 'release-planner' });
		const { result } = await say('@bird-one ospreys', undefined, history);
		const { asked, uses } = readDoorMetadata(result.metadata) ?? {};
		assert.deepEqual([asked, uses], ['bird-one', 'release-planner']);
	});

	it('keeps to one agent after /use', async () => {
		const chosen = await say('release-planner', 'use');
		const metadata = chosen.result.metadata as object;
		assert.deepEqual(metadata, { asked: '', uses: 'release-planner' });
		const history = pastTurn('release-planner', chosen.stream.text, metadata);
		const { stream, asked, result } = await say('How do I upload an image?', undefined, history);
		assert.deepEqual(asked, ['You plan releases.\n']);
		assert.match(stream.text, /^Answered as \*\*@release\\-planner\*\* — kept by \\\/use\n/);
		assert.equal(readDoorMetadata(result.metadata)?.uses, 'release-planner');
	});

	it('shows what an agent sends that no @ reaches, and asks whose where none is named', async () => {
		const { stream, asked } = await say('release-planner', 'about');
		assert.match(stream.text, /\*\*Prompt\*\*: 19 characters/);
		assert.match(stream.text, /Read/);
		assert.deepEqual(asked, []);
		const kept = await say('release-planner', 'use');
		const metadata = kept.result.metadata as object;
		const history = pastTurn('release-planner', kept.stream.text, metadata);
		const again = await say('', 'about', history);
		assert.match(again.stream.text, /\*\*Prompt\*\*: 19 characters/);
		assert.match((await say('', 'about')).stream.text, /^Say whose: `\/about` and the name/);
		assert.match((await say('nobody-here', 'about')).stream.text, /^No agent is called nobody/);
	});

	it('offers three first questions to who greets', async () => {
		for (const greeting of ['', 'hi']) {
			const { stream, result, asked } = await say(greeting);
			assert.match(stream.text, /^Ask anything about the server side of this SvelteKit/);
			assert.equal(readDoorMetadata(result.metadata)?.questions?.length, 3);
			assert.deepEqual(asked, []);
			const { token } = new vscode.CancellationTokenSource();
			const next = await followDoor(services, result, token);
			assert.deepEqual(
				next.map(({ prompt }) => prompt),
				readDoorMetadata(result.metadata)?.questions,
			);
		}
	});

	it('says that nobody has a name', async () => {
		const { stream, asked } = await say('@release-planer when?');
		assert.match(stream.text, /^No agent is called release\\-planer\. Did you mean \*\*release/);
		assert.deepEqual(asked, []);
	});
});
