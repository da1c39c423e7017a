import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { bundledAgents } from '../../src/agents.generated.ts';
import { answer } from '../../src/features/participants/answer.ts';
import type { ScriptedModel } from '../fixtures/scripted-model/scriptedModel.d.ts';
import { bodyOf, extensionPath } from '../helpers/bundledFiles.ts';
import { RecordingStream } from '../helpers/recordingStream.ts';
import { ask, scriptedModel } from '../helpers/scriptedModel.ts';

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
		it(`@${handle} sends its file's body first, byte for byte, then the question`, async () => {
			const result = await ask(`@${handle} What do you do?`);
			assert.equal(result.errorDetails, undefined);
			assert.deepEqual(
				model.requests.map(({ messages }) => messages.map(({ role, text }) => [role, text])),
				[
					[
						['user', bodyOf(handle)],
						['user', 'What do you do?'],
					],
				],
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
				['user', 'One?'],
				['assistant', 'First answer'],
				['user', 'Two?'],
			],
		);
	});

	it('keeps the newest turns when the model takes no more', async () => {
		const prompt = bodyOf('backend-engineer-polyglot');
		model.setModels([{ maxInputTokens: Math.ceil(prompt.length / 4) + 200 }]);
		model.reply([{ text: 'long '.repeat(1_000) }], [{ text: 'short' }]);
		await ask('@backend-engineer-polyglot One?');
		await ask('@backend-engineer-polyglot Two?');
		await ask('@backend-engineer-polyglot Three?');
		assert.deepEqual(
			model.requests.at(-1)?.messages.map(({ text }) => text),
			[prompt, 'Two?', 'short', 'Three?'],
		);
	});

	it('sends attached files and selections with their paths and lines before the question', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'agents-test-'));
		const file = vscode.Uri.file(join(folder, 'hooks.server.ts'));
		await writeFile(file.fsPath, 'one\ntwo\nthree\n');
		const request = await requestFor('Why?', [
			{ id: 'selection', value: new vscode.Location(file, new vscode.Range(1, 0, 2, 5)) },
			{ id: 'file', value: file },
		]);
		await run(request);
		await rm(folder, { recursive: true });
		const path = file.fsPath;
		assert.deepEqual(
			model.requests[0]?.messages.slice(1).map(({ text }) => text),
			[
				`Attached: ${path}\n\`\`\`ts\none\ntwo\nthree\n\`\`\``,
				`Attached: ${path}, lines 2-3\n\`\`\`ts\ntwo\nthree\n\`\`\``,
				'Why?',
			],
		);
	});

	it('sends an image only to a model that takes images', async () => {
		const icon = join(extensionPath(), 'media', 'icon.png');
		const image = { mimeType: 'image/png', data: async () => readFile(icon) };
		await run(await requestFor('What is this?', [{ id: 'image', value: image }]));
		model.setModels([{ id: 'seeing', capabilities: { toolCalling: true, imageInput: true } }]);
		const seen = await run(
			await requestFor('What is this?', [{ id: 'image', value: image }], 'seeing'),
		);
		assert.deepEqual(seen.result, {});
		assert.deepEqual(
			model.requests.map(({ messages }) => messages[1]?.parts.map(({ kind }) => kind)),
			[['text'], ['text', 'other']],
		);
		assert.equal(
			model.requests[0]?.messages[1]?.text,
			'Attached: image (not sent: this model takes no images)',
		);
	});

	it('names what it cannot send', async () => {
		const gone = vscode.Uri.file('/nowhere/gone.ts');
		const binary = vscode.Uri.file(join(extensionPath(), 'media', 'icon.png'));
		await run(
			await requestFor('?', [
				{ id: 'b', value: binary },
				{ id: 'a', value: gone },
			]),
		);
		assert.deepEqual(
			model.requests[0]?.messages.slice(1, 3).map(({ text }) => text.replace(/.*\//, '')),
			[
				'gone.ts (not sent: it no longer exists)',
				'icon.png (not sent: this model takes no images)',
			],
		);
	});

	it('reads the file again for each question', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'agents-test-'));
		const agentUri = vscode.Uri.file(join(folder, 'mine.md'));
		const asked: (string | undefined)[] = [];
		for (const body of ['First.\n', '\nSecond, edited.']) {
			await writeFile(agentUri.fsPath, `---\nname: mine\ndescription: Mine\n---\n${body}`);
			await run(await requestFor('Hello?'), { agentUri });
			asked.push(model.requests.at(-1)?.messages[0]?.text);
		}
		await rm(folder, { recursive: true });
		assert.deepEqual(asked, ['First.\n', '\nSecond, edited.']);
	});

	it('introduces itself when nothing was asked', async () => {
		const { stream, result } = await run(await requestFor('  '));
		assert.deepEqual(result, {});
		assert.equal(model.requests.length, 0);
		assert.match(stream.text, /You could ask:/);
	});

	it('streams the answer as it comes, and stops the model when the user cancels', async () => {
		model.reply([{ text: 'Begun' }, { wait: 'cancel' }]);
		const source = new vscode.CancellationTokenSource();
		const stream = new RecordingStream();
		const begun = model.nextRequest();
		const running = run(await requestFor('Long?'), { stream, token: source.token });
		await begun;
		while (stream.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
		source.cancel();
		assert.deepEqual((await running).result, {});
		assert.equal(stream.text, 'Begun');
		assert.equal(model.requests[0]?.cancelled, true);
	});

	const failures = [
		[
			'NotFound',
			'Scripted is no longer available. Choose another model and ask again.',
			['Choose a Model'],
		],
		[
			'NoPermissions',
			'SvelteKit Agents has no permission to use Scripted. Allow it under Manage Model Access, or choose another model.',
			['Manage Model Access'],
		],
		[
			'Blocked',
			'Scripted refused the request: a quota is used up or the content is blocked. Wait a while, or choose another model.',
			['Choose a Model'],
		],
	] as const;
	for (const [fail, message, buttons] of failures) {
		it(`explains ${fail} in one sentence with a button`, async () => {
			model.reply([{ text: 'Half an ' }, { fail }]);
			const { stream, result } = await run(await requestFor('Hello?'));
			assert.deepEqual(result, { errorDetails: { message } });
			assert.deepEqual(stream.buttons, buttons);
			assert.equal(stream.text, 'Half an ', 'what came before the failure stays');
		});
	}

	it('says what an unknown failure was and offers the log', async () => {
		model.reply([{ error: new Error('socket hang up\n  at stack') }]);
		const { stream, result } = await run(await requestFor('Hello?'));
		assert.deepEqual(result, {
			errorDetails: {
				message: 'Scripted could not answer: socket hang up. Ask again; the log has the details.',
			},
		});
		assert.deepEqual(stream.buttons, ['Show Log']);
	});

	it('says so when the model sends nothing', async () => {
		model.reply([]);
		const { result } = await run(await requestFor('Hello?'));
		assert.deepEqual(result, {
			errorDetails: {
				message: 'Scripted sent an empty answer. Ask again, or choose another model.',
			},
		});
	});

	it('names an agent file that is gone', async () => {
		const agentUri = vscode.Uri.file('/nowhere/lost.md');
		const { result } = await run(await requestFor('Hello?'), { agentUri });
		assert.deepEqual(result, {
			errorDetails: {
				message: 'The agent file lost.md cannot be read. Reinstall the extension to get it back.',
			},
		});
	});
});

async function requestFor(
	prompt: string,
	references: readonly vscode.ChatPromptReference[] = [],
	id = 'scripted',
): Promise<vscode.ChatRequest> {
	const [model] = await vscode.lm.selectChatModels({ vendor: 'scripted', id });
	assert.ok(model, `the scripted model ${id} is offered`);
	return {
		prompt,
		references,
		model,
		command: undefined,
		toolReferences: [],
	} as unknown as vscode.ChatRequest;
}

async function run(
	request: vscode.ChatRequest,
	{
		agentUri = vscode.Uri.file(join(extensionPath(), 'agents', 'backend-engineer.md')),
		stream = new RecordingStream(),
		token = new vscode.CancellationTokenSource().token,
	} = {},
): Promise<{ stream: RecordingStream; result: vscode.ChatResult }> {
	const log = vscode.window.createOutputChannel('participants test', { log: true });
	try {
		const participant = { handle: 'backend-engineer', agentUri, log };
		const result = await answer(participant, request, { history: [] }, stream.asStream, token);
		return { stream, result };
	} finally {
		log.dispose();
	}
}
