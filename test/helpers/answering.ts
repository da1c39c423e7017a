import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { buildCatalog, type Catalog } from '../../src/core/agent/catalog.ts';
import { escapeMarkdown } from '../../src/core/text/markdownText.ts';
import { answer } from '../../src/features/participants/answer.ts';
import type { Participant } from '../../src/features/participants/briefing.ts';
import type { AgentLibrary } from '../../src/host/agents/agentLibrary.ts';
import type { AgentSource } from '../../src/host/agents/agentSource.ts';
import { AgentReader } from '../../src/host/agents/agentReader.ts';
import type { ProjectContext } from '../../src/host/project/projectContext.ts';
import type {
	RecordedMessage,
	RecordedRequest,
} from '../fixtures/scripted-model/scriptedModel.d.ts';
import { extensionPath } from './bundledFiles.ts';
import { RecordingStream } from './recordingStream.ts';

export interface RequestOptions {
	readonly references?: readonly (Partial<vscode.ChatPromptReference> & {
		readonly name?: string;
	})[];
	/** Of the scripted model. */
	readonly modelId?: string;
	readonly command?: string;
	/** Names of tools that the user attached. */
	readonly tools?: readonly string[];
}

/** A question as VS Code gives it to a participant, to a model of the helper extension. */
export async function requestFor(
	prompt: string,
	{ references = [], modelId = 'scripted', command, tools = [] }: RequestOptions = {},
): Promise<vscode.ChatRequest> {
	const [model] = await vscode.lm.selectChatModels({ vendor: 'scripted', id: modelId });
	assert.ok(model, `the scripted model ${modelId} is offered`);
	return {
		prompt,
		references: references.map((reference) => ({ id: 'reference', ...reference })),
		model,
		command,
		toolReferences: tools.map((name) => ({ name })),
	} as unknown as vscode.ChatRequest;
}

export interface RunOptions {
	readonly agentUri?: vscode.Uri;
	readonly handle?: string;
	readonly stream?: RecordingStream;
	readonly token?: vscode.CancellationToken;
	readonly history?: vscode.ChatContext['history'];
	/** Without it there are no other agents. */
	readonly agents?: Participant['agents'];
	/** Without it nothing is told about projects. */
	readonly projects?: { get(): Promise<Pick<ProjectContext, 'textFor'> & Partial<ProjectContext>> };
	/** Keeps what is logged. */
	readonly logged?: string[];
}

export interface Run {
	readonly stream: RecordingStream;
	readonly result: vscode.ChatResult;
}

const reader = new AgentReader();

/** The agents of a catalog, whose files are read as they are. */
export function agentsIn(catalog: Catalog): Participant['agents'] {
	const found: AgentLibrary['found'] = (handle, origin, uri) => ({
		handle,
		origin,
		uri,
		read: async () => reader.read(uri, origin),
	});
	return {
		ready: Promise.resolve(),
		catalog,
		found,
		source: ({ handle, origin, uri }) => ({
			handle,
			origin,
			uri,
			read: async () => reader.read(uri, origin),
		}),
	};
}

const noAgents = agentsIn(buildCatalog([]));

/** A file as the source of an agent that comes with the extension. */
export function bundledSource(handle: string, uri: vscode.Uri): AgentSource {
	return { handle, origin: 'bundled', uri, read: async () => reader.read(uri, 'bundled') };
}

/** The file of an agent that comes with the extension. */
export function agentUri(handle: string): vscode.Uri {
	return vscode.Uri.file(join(extensionPath(), 'agents', `${handle}.md`));
}

/** Calls the handler of a participant outside of the chat. */
export async function run(
	request: vscode.ChatRequest,
	{
		handle = 'backend-engineer',
		agentUri: uri = agentUri(handle),
		stream = new RecordingStream(),
		token = new vscode.CancellationTokenSource().token,
		history = [],
		agents = noAgents,
		projects = { get: async () => ({ textFor: async () => '', projectOf: async () => undefined }) },
		logged = [],
	}: RunOptions = {},
): Promise<Run> {
	const participant = {
		source: bundledSource(handle, uri),
		agents,
		log: recordingLog(logged),
		projects: projects as { get(): Promise<ProjectContext> },
	};
	const result = await answer(participant, request, { history }, stream.asStream, token);
	return { stream, result };
}

/** What is said of a failure: one sentence above a button, and short details. */
export function assertFailed(
	{ stream, result }: Run,
	sentence: string,
	before: string,
	buttons: readonly string[],
	metadata: object = {},
): void {
	const failure = `${before && '\n\n'}${escapeMarkdown(sentence)}`;
	const message = before === '' ? 'The question was not answered.' : 'The answer is not complete.';
	assert.deepEqual(result, { errorDetails: { message }, metadata: { failure, ...metadata } });
	assert.equal(stream.text, before + failure);
	assert.deepEqual(stream.buttons, buttons);
	assert.equal(stream.parts.at(-1)?.kind, 'button', 'the button stands below the sentence');
}

/** An agent file in a folder of its own. */
export class AgentFile {
	readonly #folder = mkdtempSync(join(tmpdir(), 'agents-test-'));
	readonly uri: vscode.Uri;

	/** @param header lines of front matter besides name and description */
	constructor(header = '', body = 'You help.\n', stem = 'mine') {
		this.uri = vscode.Uri.file(join(this.#folder, `${stem}.md`));
		this.write(`---\nname: ${stem}\ndescription: Helps\n${header}${header && '\n'}---\n${body}`);
	}

	write(text: string): void {
		writeFileSync(this.uri.fsPath, text);
	}

	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/** What a request says and calls, message by message. */
export function transcript({ messages }: RecordedRequest): readonly string[] {
	return messages.map(lineOf);
}

function lineOf({ role, parts }: RecordedMessage): string {
	const words = parts.map((part) => {
		switch (part.kind) {
			case 'text':
				return part.text;
			case 'toolCall':
				return `${part.name}(${JSON.stringify(part.input)})`;
			case 'toolResult':
				return part.parts.map((each) => (each.kind === 'text' ? each.text : '(data)')).join('');
			case 'other':
				return '(data)';
		}
	});
	return `${role}: ${words.join(' | ')}`;
}

/** A log that keeps what it is told, one line each. */
export function recordingLog(lines: string[]): vscode.LogOutputChannel {
	const write = (...values: unknown[]): void => void lines.push(values.map(String).join(' '));
	return {
		info: write,
		warn: write,
		error: write,
		debug: write,
		dispose: () => undefined,
	} as unknown as vscode.LogOutputChannel;
}
