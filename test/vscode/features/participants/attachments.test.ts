import assert from 'node:assert/strict';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readAttachments } from '../../../../src/features/participants/attachments.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run, type RequestOptions } from '../../../helpers/answering.ts';
import { extensionPath } from '../../../helpers/bundledFiles.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { privateKey, sampleSecrets } from '../../../helpers/sampleSecrets.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

const secret = sampleSecrets['Stripe live key'] ?? '';
const icon = join(extensionPath(), 'media', 'icon.png');

describe('what is attached to a question', () => {
	let model: ScriptedModel;
	let agent: AgentFile;
	let folder: string;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		agent = new AgentFile('tools: []');
		folder = mkdtempSync(join(tmpdir(), 'agents-attached-'));
	});

	afterEach(() => {
		agent.remove();
		rmSync(folder, { recursive: true });
	});

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	/** Writes files, asks with what is attached, and returns the messages about it. */
	async function sent(
		references: NonNullable<RequestOptions['references']>,
		modelId = 'scripted',
	): Promise<readonly string[]> {
		await run(await requestFor('Why?', { references, modelId }), { agentUri: agent.uri });
		const messages = model.requests.at(-1)?.messages.slice(1, -1) ?? [];
		return messages.map(({ text }) => text.replaceAll(`${folder}/`, ''));
	}

	function file(name: string, text: string | Uint8Array): vscode.Uri {
		const path = join(folder, name);
		writeFileSync(path, text);
		return vscode.Uri.file(path);
	}

	it('is sent before the question, in its order, with paths and lines', async () => {
		const hooks = file('hooks.server.ts', 'one\ntwo\nthree\n');
		assert.deepEqual(
			await sent([
				{ value: new vscode.Location(hooks, new vscode.Range(1, 1, 2, 3)) },
				{ value: new vscode.Location(hooks, new vscode.Range(1, 0, 1, 3)), name: 'sym:load' },
				{ value: hooks },
			]),
			[
				'Attached: hooks.server.ts\n```ts\none\ntwo\nthree\n```',
				'Attached: load in hooks.server.ts, line 2\n```ts\ntwo\n```',
				'Attached: hooks.server.ts, lines 2-3\n```ts\nwo\nthr\n```',
			],
		);
	});

	it('may be a folder or a text', async () => {
		mkdirSync(join(folder, 'lib', 'server'), { recursive: true });
		file('lib/a.ts', '');
		assert.deepEqual(
			await sent([
				{ value: 'npm ERR!', modelDescription: 'terminal output' },
				{ value: vscode.Uri.file(join(folder, 'lib')) },
			]),
			[
				'Attached: folder lib\n```\na.ts\nserver/\n```',
				'Attached: terminal output\n```\nnpm ERR!\n```',
			],
		);
	});

	it('may be a problem, also where VS Code gives no more than its message', async () => {
		const uri = file('a.ts', 'let x: string = 1;\n');
		const message = 'Type number is not assignable to type string.';
		const problem = new vscode.Diagnostic(new vscode.Range(0, 4, 0, 5), message);
		problem.source = 'ts';
		const shown = vscode.languages.createDiagnosticCollection('test');
		shown.set(uri, [problem]);
		const text = `Attached: problem\n\`\`\`\na.ts, line 1: error (ts): ${message}\n\`\`\``;
		assert.deepEqual(
			await sent([
				{ value: { diagnostics: [] }, name: message },
				{ value: { diagnostics: [[uri, [problem]]] } },
			]),
			[text, text],
		);
		shown.dispose();
	});

	it('is an image only for a model that takes images', async () => {
		const image = { mimeType: 'image/png', data: async () => readFileSync(icon) };
		model.setModels([{}, { id: 'seeing', capabilities: { toolCalling: true, imageInput: true } }]);
		assert.deepEqual(await sent([{ value: image }]), [
			'Attached: image (not sent: this model takes no images)',
		]);
		await sent([{ value: image }, { value: vscode.Uri.file(icon) }], 'seeing');
		assert.deepEqual(
			model.requests
				.at(-1)
				?.messages.slice(1, -1)
				.map(({ parts }) => parts.map(({ kind }) => kind)),
			[
				['text', 'other'],
				['text', 'other'],
			],
		);
	});

	it('is named when it cannot be sent', async () => {
		assert.deepEqual(
			await sent([
				{ value: { odd: true }, modelDescription: 'something odd' },
				{ value: vscode.Uri.file(join(folder, 'gone.ts')) },
				{
					value: new vscode.Location(
						vscode.Uri.file(join(folder, 'gone.ts')),
						new vscode.Position(0, 0),
					),
				},
				{ value: file('app.wasm', new Uint8Array([0, 97, 115, 109])) },
			]),
			[
				'Attached: app.wasm (not sent: it is a binary file)',
				'Attached: gone.ts (not sent: it no longer exists)',
				'Attached: gone.ts (not sent: it no longer exists)',
				'Attached: something odd (not sent: this kind of attachment cannot be read)',
			],
		);
	});

	it('is no file with secrets unless the user attached it', async () => {
		const env = file('.env', 'TOKEN=abc');
		assert.deepEqual(
			await sent([
				{ id: 'vscode.implicit.file', value: env },
				{ id: 'vscode.file', value: env },
			]),
			[
				'Attached: .env\n```env\nTOKEN=abc\n```',
				'Attached: .env (not sent: it may hold secrets, and you did not attach it yourself)',
			],
		);
	});

	it('is no secret that VS Code attached by itself, whatever the file is called or leads to', async () => {
		const code = file('config.ts', `one\nexport const key = '${secret}';\nthree\n`);
		file('.env', 'TOKEN=abc');
		symlinkSync(join(folder, '.env'), join(folder, 'notes.txt'));
		const reason = 'it may hold secrets, and you did not attach it yourself';
		const notes = vscode.Uri.file(join(folder, 'notes.txt'));
		assert.deepEqual(
			await sent([
				{
					id: 'vscode.implicit.viewport',
					value: new vscode.Location(code, new vscode.Range(0, 0, 0, 3)),
				},
				{
					id: 'vscode.implicit.selection',
					value: new vscode.Location(code, new vscode.Range(1, 0, 2, 3)),
				},
				{ id: 'vscode.implicit.file', value: code },
				{ id: 'vscode.implicit.file', value: notes },
				{ id: 'vscode.instructions.file.reference__x', value: code },
				{ id: 'vscode.implicit.string', value: `key ${secret}`, modelDescription: 'a page' },
			]),
			[
				`Attached: a page (not sent: ${reason})`,
				`Attached: config.ts (not sent: ${reason})`,
				`Attached: notes.txt (not sent: ${reason})`,
				`Attached: config.ts (not sent: ${reason})`,
				`Attached: config.ts (not sent: ${reason})`,
				'Attached: config.ts, line 1\n```ts\none\n```',
			],
		);
	});

	it('is sent with secrets that its name does not tell of only if the user agrees, each time', async () => {
		const code = file('config.ts', `one\nexport const key = '${secret}';\n`);
		const key = file('key.txt', `${privateKey()}\n`);
		file('.env', 'TOKEN=abc');
		symlinkSync(join(folder, '.env'), join(folder, 'notes.txt'));
		const references = [
			{ id: 'vscode.file', value: code },
			{ id: 'vscode.file', value: new vscode.Location(key, new vscode.Range(4, 0, 5, 3)) },
			{ id: 'vscode.file', value: vscode.Uri.file(join(folder, 'notes.txt')) },
			{ id: 'pasted', value: `key ${secret}`, name: 'clipboard' },
			{ id: 'vscode.file', value: vscode.Uri.file(join(folder, '.env')) },
		];
		const ask = async (...answers: (string | undefined)[]): Promise<readonly string[]> => {
			const dialogs = new PreparedDialogs(...answers);
			const read = await readAttachments(references, false, dialogs);
			return [
				...read.map((each) => `${each.kind} ${each.label.replaceAll(`${folder}/`, '')}`),
				...dialogs.asked.map((question) => question.replaceAll(/\S*\//g, '')),
			];
		};
		const questions = ['clipboard', 'notes.txt', 'key.txt', 'config.ts'].map(
			(label) => `Send ${label} to the language model? [Send It]`,
		);
		assert.deepEqual(await ask('Send It', 'Send It', 'Send It', 'Send It'), [
			'text .env',
			'text clipboard',
			'text notes.txt',
			'text key.txt',
			'text config.ts',
			...questions,
		]);
		assert.deepEqual(await ask(undefined, undefined, undefined, undefined), [
			'text .env',
			'named clipboard',
			'named notes.txt',
			'named key.txt',
			'named config.ts',
			...questions,
		]);
	});

	it('is what its file holds at each question', async () => {
		const uri = file('hooks.ts', 'one');
		const texts: string[] = [];
		for (const text of ['two', 'six', secret, 'ten']) {
			writeFileSync(uri.fsPath, text);
			texts.push(...(await sent([{ value: uri, id: 'vscode.implicit.file' }])));
		}
		assert.deepEqual(texts, [
			'Attached: hooks.ts\n```ts\ntwo\n```',
			'Attached: hooks.ts\n```ts\nsix\n```',
			'Attached: hooks.ts (not sent: it may hold secrets, and you did not attach it yourself)',
			'Attached: hooks.ts\n```ts\nten\n```',
		]);
		rmSync(uri.fsPath);
		assert.deepEqual(await sent([{ value: uri }]), [
			'Attached: hooks.ts (not sent: it no longer exists)',
		]);
	});

	it('is read again where its file has changed and looks the same, and kept where it has not', async () => {
		const uri = file('page.ts', 'one');
		const asked = async (): Promise<readonly string[]> => sent([{ value: uri }]);
		await pause(2_100);
		assert.deepEqual(await asked(), ['Attached: page.ts\n```ts\none\n```']);
		assert.deepEqual(await asked(), ['Attached: page.ts\n```ts\none\n```']);
		const { atime, mtime } = statSync(uri.fsPath);
		writeFileSync(uri.fsPath, 'two');
		utimesSync(uri.fsPath, atime, mtime);
		assert.deepEqual(await asked(), ['Attached: page.ts\n```ts\ntwo\n```']);
	});

	it('is cut around what is selected when the model has no room for all of it', async () => {
		const text = Array.from({ length: 2_000 }, (_, i) => `line ${i + 1}`).join('\n');
		const uri = file('long.ts', text);
		model.setModels([{ maxInputTokens: 1_000 }]);
		const [whole, selection] = await sent([
			{ value: new vscode.Location(uri, new vscode.Range(999, 0, 1_000, 9)) },
			{ value: uri },
		]);
		assert.match(
			whole ?? '',
			/^Attached: long\.ts, lines \d+-\d+ of 2000 \(cut around lines 1000-1001 to fit the model\)\n```ts\nline \d+\n[^]*line 1000\nline 1001\n/,
		);
		assert.equal(selection, 'Attached: long.ts, lines 1000-1001\n```ts\nline 1000\nline 1001\n```');
	});
});
