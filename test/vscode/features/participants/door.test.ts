import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { answerAsDoor } from '../../../../src/features/participants/door.ts';
import { readDoorMetadata } from '../../../../src/features/participants/doorMetadata.ts';
import { Services } from '../../../../src/host/services.ts';
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
		});
		services = new Services(vscode.Uri.file(extensionPath()), recordingLog([]));
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

	it('asks no model where nobody writes about it, and names what is near', async () => {
		const { stream, asked } = await say('kubernetes ingress controller');
		assert.deepEqual(asked, []);
		assert.match(stream.text, /^Nothing about ingress here/);
		assert.match(stream.text, /\[Health Check\]\(command:sveltekitAgents\.askAnother/);
	});

	it('lists all agents with origin and tools', async () => {
		const { stream } = await say('', 'list');
		assert.match(
			stream.text,
			/\*\*In this workspace\*\*[^]*\*\*release\\-planner\*\* — Plans releases[^]*tools\\: Read[^]*\*\*From this extension\*\*[^]*@api\\-architect/,
		);
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

	it('offers three first questions to who greets', async () => {
		for (const greeting of ['', 'hi']) {
			const { stream, result, asked } = await say(greeting);
			assert.match(stream.text, /^Ask anything about the server side of this SvelteKit/);
			assert.equal(readDoorMetadata(result.metadata)?.questions?.length, 3);
			assert.deepEqual(asked, []);
		}
	});

	it('says that nobody has a name', async () => {
		const { stream, asked } = await say('@release-planer when?');
		assert.match(stream.text, /^No agent is called release\\-planer\. Did you mean \*\*release/);
		assert.deepEqual(asked, []);
	});
});
