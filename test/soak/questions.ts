import * as vscode from 'vscode';
import { toolIds } from '../../src/ids.ts';
import type { ScriptedModel, Step } from '../fixtures/scripted-model/scriptedModel.d.ts';
import { ask } from '../helpers/scriptedModel.ts';

type Random = (limit: number) => number;

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

	async ask(count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			if (this.#asked % 8 === 0) {
				await vscode.commands.executeCommand('workbench.action.chat.newChat');
			}
			const way = ways[this.#random(ways.length)];
			if (way) await this.#ask(way);
			this.#asked++;
		}
	}

	async #ask(way: Way): Promise<void> {
		const model = this.#model;
		model.reset();
		model.reply(...way.script);
		const begun =
			way.cancels === 'tool'
				? new Promise<void>((resolve) =>
						model.onTool(
							async (_call, token) =>
								new Promise((done) => {
									token.onCancellationRequested(() => done('late'));
									resolve();
								}),
						),
					)
				: way.cancels === 'model'
					? model.nextRequest()
					: undefined;
		if (way.tool) model.onTool(way.tool);
		const handle = handles[this.#random(handles.length)] ?? 'backend-engineer';
		const command = way.command ? `/${way.command} ` : '';
		const asking = ask(`@${handle} ${command}Question ${this.#asked}: how do I load orders?`);
		if (begun) {
			await begun;
			await vscode.commands.executeCommand('workbench.action.chat.cancel');
		}
		const result = (await asking) as vscode.ChatResult | undefined;
		const became = begun ? 'cancelled' : result?.errorDetails ? 'failed' : 'answered';
		this.counts[became] = (this.counts[became] ?? 0) + 1;
		if (became !== way.becomes) {
			const why = result?.errorDetails?.message ?? '';
			this.#fault(`A question with “${way.name}” was ${became}, not ${way.becomes}. ${why}`);
		}
	}
}
