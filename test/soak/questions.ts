import * as vscode from 'vscode';
import { toolIds } from '../../src/ids.ts';
import { within } from '../../src/host/within.ts';
import type { ScriptedModel, Step } from '../fixtures/scripted-model/scriptedModel.d.ts';
import { ask } from '../helpers/scriptedModel.ts';

type Random = (limit: number) => number;

/** What takes longer has hung, in ms. */
const patience = 60_000;

/** Stands in everything that is provoked to fail, so that the log tells it from what is not. */
export const mark = 'soak on purpose';

const handles = [
	'backend-engineer',
	'svelte-backend-expert',
	'api-architect',
	'database-specialist',
] as const;

/** One way in which a question goes. */
interface Way {
	readonly name: string;
	readonly command?: 'about' | 'patterns';
	/** What the model does, request by request. */
	readonly script: readonly (readonly Step[])[];
	/** What the tools of the helper extension do. */
	readonly tool?: () => string;
	/** The question is cancelled while the model or a tool works. */
	readonly cancels?: 'model' | 'tool';
	readonly becomes: 'answered' | 'failed' | 'cancelled';
}

const failure = (): Error => new Error(mark);
const read = (path: string, callId: string): Step => ({
	tool: toolIds.readFile,
	input: { path },
	callId,
});
const answer: readonly Step[] = [{ text: 'It is done.' }];

const ways: readonly Way[] = [
	{ name: 'text', script: [[{ text: 'A ' }, { text: 'plain answer.' }]], becomes: 'answered' },
	{
		name: 'tools',
		script: [
			[
				{ text: 'I look.' },
				read('src/lib/server/orders.ts', '1'),
				{ tool: toolIds.listFolder, input: { path: 'src' }, callId: '2' },
				{ tool: toolIds.searchText, input: { text: 'order', isRegex: true }, callId: '3' },
				{ tool: toolIds.findFiles, input: { glob: '**/*.ts' }, callId: '4' },
			],
			answer,
		],
		becomes: 'answered',
	},
	{
		name: 'tools that fail',
		script: [
			[read('no/such/file.ts', '1'), read('../../etc/passwd', '2')],
			[{ tool: 'copilot_findTestFiles', input: { path: 'x' }, callId: '3' }],
			answer,
		],
		tool: () => {
			throw failure();
		},
		becomes: 'answered',
	},
	{
		name: 'calls that nobody can run',
		script: [
			[
				{ tool: 'no_such_tool', input: {}, callId: '1' },
				{ tool: toolIds.readFile, input: '{"path": "a', callId: '2' },
				{ tool: toolIds.readFile, input: { path: 5 }, callId: '3' },
			],
			answer,
		],
		becomes: 'answered',
	},
	{
		name: 'very many calls',
		script: [Array.from({ length: 200 }, (_, i) => read('src/app.d.ts', String(i))), answer],
		becomes: 'answered',
	},
	{ name: 'no word', script: [[]], becomes: 'failed' },
	{ name: 'an error', script: [[{ error: failure() }]], becomes: 'failed' },
	{
		name: 'an error within the answer',
		script: [[{ text: 'It is' }, { error: failure() }]],
		becomes: 'failed',
	},
	...(['NoPermissions', 'Blocked', 'NotFound'] as const).map((fail): Way => ({
		name: fail,
		script: [[{ fail, message: mark }]],
		becomes: 'failed',
	})),
	{
		name: 'cancelled before a word',
		script: [[{ wait: 'cancel' }]],
		cancels: 'model',
		becomes: 'cancelled',
	},
	{
		name: 'cancelled within the answer',
		script: [[{ text: 'It is' }, { wait: 'cancel' }]],
		cancels: 'model',
		becomes: 'cancelled',
	},
	{
		name: 'cancelled within a tool',
		script: [[{ tool: 'copilot_findTestFiles', input: { path: 'x' }, callId: '1' }], answer],
		cancels: 'tool',
		becomes: 'cancelled',
	},
	{ name: 'about', command: 'about', script: [], becomes: 'answered' },
	{ name: 'patterns', command: 'patterns', script: [], becomes: 'answered' },
];

/** Questions in the chat, one after the other, each of which goes one of the ways. */
export class Questions {
	/** By what became of them. */
	readonly counts: Record<string, number> = {};
	readonly #model: ScriptedModel;
	readonly #random: Random;
	readonly #fault: (what: string) => void;
	#asked = 0;

	constructor(model: ScriptedModel, random: Random, fault: (what: string) => void) {
		this.#model = model;
		this.#random = random;
		this.#fault = fault;
	}

	/** How many have been asked. */
	get asked(): number {
		return this.#asked;
	}

	async ask(count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			if (this.#asked % 8 === 0) await newChat();
			const way = ways[this.#random(ways.length)];
			if (way) await this.#ask(way);
			this.#asked++;
		}
	}

	async #ask(way: Way): Promise<void> {
		const handle = handles[this.#random(handles.length)] ?? 'backend-engineer';
		const asking = new Asking(this.#model, way, handle, this.#asked);
		const end = (await within(patience, asking.run())) ?? { became: 'unended', why: asking.at };
		this.counts[end.became] = (this.counts[end.became] ?? 0) + 1;
		if (end.became !== way.becomes) {
			this.#fault(
				`A question to @${handle} with “${way.name}” was ${end.became}, not ${way.becomes}: ${end.why}`,
			);
		}
		if (end.became !== 'unended') return;
		// The questions that follow are asked in another conversation.
		await vscode.commands.executeCommand('workbench.action.chat.cancel');
		await newChat();
	}
}

interface End {
	readonly became: Way['becomes'] | 'unended';
	/** What the user was told of a failure, or where the question stood. */
	readonly why: string;
}

/** One question, which knows where it stands. */
class Asking {
	readonly #model: ScriptedModel;
	readonly #way: Way;
	readonly #query: string;
	#at = 'it was not asked';

	constructor(model: ScriptedModel, way: Way, handle: string, number: number) {
		this.#model = model;
		this.#way = way;
		const command = way.command ? `/${way.command} ` : '';
		this.#query = `@${handle} ${command}Question ${number}: how do I load orders?`;
	}

	/** Where it stands, in words. */
	get at(): string {
		const { requests, toolCalls } = this.#model;
		return `${this.#at}, after ${requests.length} requests to the model and ${toolCalls.length} calls of its tools.`;
	}

	async run(): Promise<End> {
		const model = this.#model;
		model.reset();
		model.reply(...this.#way.script);
		if (this.#way.tool) model.onTool(this.#way.tool);
		const begun = this.#begun();
		const answered = this.#answered();
		// What ends before there is anything to cancel is told as what it became.
		if (!begun || (await Promise.race([begun, answered])) !== 'begun') return answered;
		this.#at = 'it was about to be cancelled';
		await vscode.commands.executeCommand('workbench.action.chat.cancel');
		this.#at = 'it was cancelled';
		await answered;
		return { became: 'cancelled', why: this.at };
	}

	async #answered(): Promise<End> {
		this.#at = 'it was asked';
		const result = (await ask(this.#query)) as vscode.ChatResult | undefined;
		return {
			became: result?.errorDetails ? 'failed' : 'answered',
			why: result?.errorDetails?.message ?? this.at,
		};
	}

	/** Resolves when there is something to cancel, where something will be cancelled. */
	#begun(): Promise<'begun'> | undefined {
		const model = this.#model;
		const { cancels } = this.#way;
		if (cancels === 'model') return model.nextRequest().then(() => 'begun');
		if (cancels === undefined) return undefined;
		return new Promise((resolve) =>
			model.onTool(
				async (_call, token) =>
					new Promise((done) => {
						token.onCancellationRequested(() => done('late'));
						resolve('begun');
					}),
			),
		);
	}
}

async function newChat(): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.chat.newChat');
}
