import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { answer } from '../../src/features/participants/answer.ts';
import { AgentLibrary } from '../../src/host/agents/agentLibrary.ts';
import { ProjectContext } from '../../src/host/project/projectContext.ts';
import { ProjectReader } from '../../src/host/project/projectReader.ts';
import { pastTurn } from '../helpers/pastTurn.ts';

/** Milliseconds from handler to request. */
export interface AnswerTimes {
	readonly handler: HandlerTimes;
	/** With turns before the question, files attached, facts about a project and tools. */
	readonly busyHandler: HandlerTimes;
}

interface HandlerTimes {
	readonly ours: readonly number[];
	readonly baseline: readonly number[];
}

/** Milliseconds that extensions took to start, by id. */
export type StartTimes = Readonly<Record<string, number>>;

const questions = 100;
const uncounted = 20;

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
	const starting = process.env['BENCH_START'];
	const result =
		starting === undefined ? await timeAnswers() : await timeActivations(starting.split(' '));
	await writeFile(process.env['BENCH_RESULT'] ?? '', JSON.stringify(result));
}

async function timeAnswers(): Promise<AnswerTimes> {
	return {
		handler: await timeHandlers({ references: [], history: [] }),
		busyHandler: await timeHandlers(await busyQuestion()),
	};
}

/** Starts extensions one after the other. */
async function timeActivations(ids: readonly string[]): Promise<StartTimes> {
	const times: Record<string, number> = {};
	for (const id of ids) {
		const extension = vscode.extensions.getExtension(id);
		if (!extension) throw new Error(`${id} is not installed.`);
		await quiet();
		times[id] = await timeActivation(extension);
	}
	return times;
}

/** Resolves when the extension host has been idle for a moment, or has not become so in a while. */
async function quiet(): Promise<void> {
	for (let i = 0; i < 40; i++) {
		const before = performance.eventLoopUtilization();
		await pause(100);
		if (performance.eventLoopUtilization(before).utilization < 0.05) return;
	}
}

async function timeActivation(extension: vscode.Extension<unknown>): Promise<number> {
	if (extension.isActive) throw new Error(`${extension.id} has started before it was asked to.`);
	const start = performance.now();
	await extension.activate();
	return performance.now() - start;
}

interface Question {
	readonly references: readonly vscode.ChatPromptReference[];
	readonly history: vscode.ChatContext['history'];
}

const turns = 10;
const files = 5;
const fewestTools = 30;

async function busyQuestion(): Promise<Question> {
	const uris = await vscode.workspace.findFiles('src/**/*.{ts,svelte,html}', undefined, files);
	if (uris.length < files) throw new Error(`The workspace has only ${uris.length} files.`);
	if (vscode.lm.tools.length < fewestTools) {
		throw new Error(`There are only ${vscode.lm.tools.length} tools.`);
	}
	const answered = 'A load function may return promises, which stream. '.repeat(20);
	return {
		references: uris.map((value, i) => ({ id: `file${i}`, value })),
		history: Array.from({ length: turns }, (_, i) => pastTurn(`Question ${i}?`, answered)).flat(),
	};
}

async function timeHandlers({ references, history }: Question): Promise<HandlerTimes> {
	const root = process.env['BENCH_EXTENSION'] ?? '';
	const reader = new ProjectReader();
	const context = new ProjectContext(reader);
	const projects = { get: async () => context };
	const agentUri = vscode.Uri.file(join(root, 'agents', 'backend-engineer.md'));
	const log = vscode.window.createOutputChannel('bench', { log: true });
	const agents = new AgentLibrary(vscode.Uri.file(root), log);
	const handle = 'backend-engineer';
	const source = agents.source({ handle, origin: 'bundled', uri: agentUri });
	const token = new vscode.CancellationTokenSource().token;
	const prompt = new TextDecoder().decode(await vscode.workspace.fs.readFile(agentUri));

	const handlers = {
		baseline: async (request: vscode.ChatRequest) => {
			const messages = [
				vscode.LanguageModelChatMessage.User(prompt),
				vscode.LanguageModelChatMessage.User(request.prompt),
			];
			const response = await request.model.sendRequest(messages, {}, token);
			for await (const part of response.stream) void part;
		},
		ours: async (request: vscode.ChatRequest) => {
			const participant = { source, agents, log, projects };
			const { errorDetails } = await answer(
				participant,
				request,
				{ history },
				new SilentStream() as unknown as vscode.ChatResponseStream,
				token,
			);
			if (errorDetails) throw new Error(errorDetails.message);
		},
	};
	const times = { ours: [] as number[], baseline: [] as number[] };
	for (let i = -uncounted; i < questions; i++) {
		for (const name of ['ours', 'baseline'] as const) {
			const request = new TimedRequest(references);
			await handlers[name](request as unknown as vscode.ChatRequest);
			if (i >= 0) times[name].push(request.sentAfter);
		}
	}
	reader.dispose();
	agents.dispose();
	log.dispose();
	return times;
}

/** A request whose model answers at once and tells how long it took until it was asked. */
class TimedRequest {
	readonly prompt = 'How do I stream slow data from a load function?';
	readonly references: readonly vscode.ChatPromptReference[];
	readonly toolReferences = [];
	readonly #start = performance.now();
	sentAfter = Number.NaN;

	constructor(references: readonly vscode.ChatPromptReference[]) {
		this.references = references;
	}

	readonly model = {
		name: 'Timed',
		id: 'timed',
		vendor: 'bench',
		maxInputTokens: 100_000,
		sendRequest: async () => {
			this.sentAfter = performance.now() - this.#start;
			return {
				stream: (async function* () {
					yield new vscode.LanguageModelTextPart('Answer.');
				})(),
			};
		},
	};
}

class SilentStream {
	markdown(): void {}
	button(): void {}
}
