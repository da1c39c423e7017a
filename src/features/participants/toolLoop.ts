import * as vscode from 'vscode';
import { fitConversation, TokenCounter, type TooLong } from '../../core/chat/budget.ts';
import type {
	Conversation,
	Message,
	MessagePart,
	ToolCall,
	ToolResult,
	ToolRound,
} from '../../core/chat/conversation.ts';
import type { Delegation } from '../../core/agent/delegations.ts';
import {
	handOffToolName,
	mostHandOffs,
	readHandOff,
	type HandOff,
} from '../../core/chat/handOff.ts';
import { printedCall, type PrintedCall } from '../../core/chat/printedCall.ts';
import { promptText } from '../../core/chat/promptText.ts';
import { providerFault } from '../../core/chat/providerFault.ts';
import { isRepeating, repetitionSpan } from '../../core/chat/repetition.ts';
import { undoneLine, type UndoneCall } from '../../core/chat/undoneCalls.ts';
import type { ImagePart } from '../../core/chat/attachment.ts';
import { readToolInput } from '../../core/chat/toolInput.ts';
import { boundContent, boundRounds } from '../../core/chat/toolResult.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { toolKind } from '../../core/capabilities/toolNames.ts';
import { plain } from '../../core/text/plainText.ts';
import type { FileChange, FileChanges } from '../../host/fileChanges.ts';
import { UserError } from '../../host/userError.ts';
import { isCancellation, signsOf, UselessAnswer } from './failure.ts';
import { noTools, toolsAbsence, type OfferedTools } from './offeredTools.ts';
import { noteRefusedTools } from '../../host/modelTools.ts';

/** Where an answer goes, piece by piece: the chat, or whoever else has asked. */
export interface AnswerSink {
	/** Adds markdown to the answer. */
	text(markdown: string): void;
	/** Adds a line of this extension about a call that did not do what it was for. */
	undone?(call: UndoneCall): void;
}

export interface LoopInput {
	readonly handle: string;
	readonly model: vscode.LanguageModelChat;
	readonly offeredTools: OfferedTools;
	readonly delegations: readonly Delegation[];
	/** Where tools show their progress and ask; `undefined` outside of the chat. */
	readonly toolInvocationToken: vscode.LanguageModelToolInvocationOptions<object>['toolInvocationToken'];
	/** Replies with tool calls that are followed. */
	readonly maxRounds: number;
	readonly sink: AnswerSink;
	readonly changes?: { get(): Promise<FileChanges> };
	readonly token: vscode.CancellationToken;
	readonly log: vscode.LogOutputChannel;
}

/** The same call with the same input may fail so often. */
const mostFailures = 3;
/** Of one reply no more calls are run: a model that calls for thousands has lost its way. */
const mostCalls = 64;
/** The share of the model's limit that a tool is told to stay below. */
const resultShare = 0.25;
/** No model takes more of one result; in UTF-16 units of text and bytes of images. */
const mostOfResult = 1_000_000;
/** What is held of all results while an answer goes on, in the same units. */
const mostOfResults = 8_000_000;

/** What the model said to one request. */
interface Reply {
	readonly text: string;
	readonly calls: readonly ToolCall[];
	readonly dropped: number;
}

/**
 * Asks the model, does what it calls for and asks again, until it answers without a call. What has
 * come so far can be read at any time, also after a failure.
 */
export class ToolLoop {
	text = '';
	readonly handOffs: HandOff[] = [];
	/** What its tools have done to files. */
	readonly changed: FileChange[] = [];
	rounds: readonly ToolRound[] = [];
	/** The model would have gone on, but had as many rounds as it may. */
	ranOut = false;
	/** A call that the model wrote into its answer instead of making it. */
	printed: PrintedCall | undefined;
	/** The model used tools, and after the last of them said nothing. */
	endedSilently = false;
	readonly #input: LoopInput;
	#schemasMade: ReadonlyMap<string, object | undefined> | undefined;
	readonly #failures = new Map<string, number>();
	/** Lines about calls that did not do what they were for. */
	readonly #told = new Set<string>();
	/** Whether the model's server has refused tools. */
	#refusesTools = false;

	constructor(input: LoopInput) {
		this.#input = input;
	}

	/** By the names of the tools; most answers call none. */
	get #schemas(): ReadonlyMap<string, object | undefined> {
		return (this.#schemasMade ??= new Map(
			this.#input.offeredTools.tools.map(({ name, inputSchema }) => [name, inputSchema]),
		));
	}

	/**
	 * @param conversation what is sent besides the rounds and tools of this answer
	 * @throws UserError when the prompt does not fit, the model says nothing, or a call keeps failing;
	 * whatever the model throws
	 */
	async run(conversation: Omit<Conversation, 'rounds' | 'tools'>): Promise<void> {
		const { model, offeredTools, maxRounds, token } = this.#input;
		const counter = new TokenCounter((text) => model.countTokens(text, token));
		for (;;) {
			const reply = await this.#reply({ ...conversation, rounds: this.rounds }, counter);
			if (!reply || token.isCancellationRequested) return;
			const { text, calls, dropped } = reply;
			const onlyHandsOff = calls.every(({ name }) => name === handOffToolName);
			if (calls.length > 0 && !(onlyHandsOff && text !== '')) {
				if (this.rounds.length === maxRounds) {
					this.ranOut = true;
					return;
				}
				const results = withDropped(await this.#runAll(calls), dropped);
				this.rounds = boundRounds([...this.rounds, { text, calls, results }], mostOfResults);
				if (token.isCancellationRequested) return;
				continue;
			}
			for (const call of calls) this.#handOff(call);
			if (this.text.trim() === '' && this.handOffs.length === 0) {
				throw new UselessAnswer(
					`${model.name} sent an empty answer. Ask again, or choose another model.`,
				);
			}
			this.endedSilently = text.trim() === '' && this.handOffs.length === 0;
			const names = offeredTools.all.map(({ name }) => name);
			this.printed = isHandbook(model) ? undefined : printedCall(text, names);
			return;
		}
	}

	/**
	 * Asks the model once; again without tools where its server refuses them, whatever VS Code was told
	 * of the model. `undefined` when the user has cancelled.
	 */
	async #reply(
		conversation: Omit<Conversation, 'tools'>,
		counter: TokenCounter,
	): Promise<Reply | undefined> {
		const { handle, model, token, log } = this.#input;
		const { messages, offered } = await this.#fit(conversation, counter);
		if (token.isCancellationRequested) return undefined;
		try {
			return await this.#ask(messages, offered);
		} catch (error) {
			if (offered.length === 0 || providerFault(signsOf(error)) !== 'noTools') throw error;
			log.info(`@${handle}: ${model.name} takes no tools, and is asked without.`);
			noteRefusedTools(model);
			this.#refusesTools = true;
			return await this.#reply(conversation, counter);
		}
	}

	/** With all tools, or where they leave no room, with those that agents need most, or with none. */
	async #fit(
		conversation: Omit<Conversation, 'tools'>,
		counter: TokenCounter,
	): Promise<{ messages: readonly Message[]; offered: readonly vscode.LanguageModelChatTool[] }> {
		const { handle, model, offeredTools, log } = this.#input;
		const { all, sets } = offeredTools;
		for (const { tools: offered, text: tools } of this.#refusesTools ? [noTools] : sets) {
			const lacksTools = offered.length === 0 && all.length > 0;
			const fitted = await fitConversation(
				{
					...conversation,
					context: lacksTools ? withAbsence(conversation.context) : conversation.context,
					tools,
				},
				model.maxInputTokens,
				counter,
			);
			if ('tooLong' in fitted) throw new UserError(tooLongMessage(handle, model.name, fitted));
			if (fitted.dropsTools) continue;
			const lost = lacksTools ? ['all tools'] : offered.length < all.length ? ['some tools'] : [];
			const losses = [...(this.#refusesTools ? [] : lost), ...fitted.losses];
			if (losses.length > 0) {
				log.info(`@${handle}: left out ${losses.join(', ')} to fit ${model.name}.`);
			}
			return { messages: fitted.messages, offered };
		}
		throw new Error('A conversation without tools has none to drop.');
	}

	/** Streams the model's reply to the user and returns what it says and calls. */
	async #ask(
		messages: readonly Message[],
		offered: readonly vscode.LanguageModelChatTool[],
	): Promise<Reply> {
		const { handle, model, sink, token, log } = this.#input;
		const nameOfFirst = isHandbook(model) ? handle : undefined;
		const request = new vscode.CancellationTokenSource();
		const cancelled = token.onCancellationRequested(() => request.cancel());
		let text = '';
		const calls: ToolCall[] = [];
		let dropped = 0;
		let isWhole = false;
		try {
			const response = await model.sendRequest(
				messages.map((message, i) => toModelMessage(message, i === 0 ? nameOfFirst : undefined)),
				{
					justification: plain`@${handle} answers with the model that you chose in the chat.`,
					...(offered.length > 0 && { tools: [...offered] }),
				},
				request.token,
			);
			let looked = 0;
			for await (const part of response.stream) {
				if (token.isCancellationRequested) break;
				if (part instanceof vscode.LanguageModelToolCallPart) {
					const { callId, name, input } = part;
					if (calls.length < mostCalls) calls.push({ kind: 'toolCall', callId, name, input });
					else dropped++;
				} else if (part instanceof vscode.LanguageModelTextPart && part.value !== '') {
					// What a model says between calls are paragraphs of their own.
					const value = text === '' && this.text !== '' ? `\n\n${part.value}` : part.value;
					sink.text(value);
					this.text += value;
					text += part.value;
					if (text.length - looked < repetitionSpan / 4) continue;
					looked = text.length;
					if (!isHandbook(model) && isRepeating(text)) throw repeats(model);
				}
			}
			isWhole = true;
		} finally {
			// Whoever stops reading stops the model, too.
			if (!isWhole) request.cancel();
			request.dispose();
			cancelled.dispose();
		}
		if (dropped > 0) log.warn(`@${handle}: left out ${dropped} calls of one reply.`);
		return { text, calls, dropped };
	}

	/** Side by side where all only read, else one after the other. */
	async #runAll(calls: readonly ToolCall[]): Promise<readonly ToolResult[]> {
		const onlyRead = calls.every(({ name }) => {
			const kind = toolKind(name);
			return name === handOffToolName || kind === 'read' || kind === 'web';
		});
		if (onlyRead) {
			// All settle before one failure ends the answer: nothing is left running.
			const settled = await Promise.allSettled(calls.map((call) => this.#run(call)));
			return settled.map((each) => {
				if (each.status === 'rejected') throw each.reason;
				return each.value;
			});
		}
		const results: ToolResult[] = [];
		for (const call of calls) {
			if (this.#input.token.isCancellationRequested) break;
			results.push(await this.#run(call));
		}
		return results;
	}

	async #run(call: ToolCall): Promise<ToolResult> {
		if (call.name === handOffToolName && !this.#schemas.has(call.name)) {
			return textResult(call, this.#handOff(call));
		}
		const { handle, token, log } = this.#input;
		if (!this.#schemas.has(call.name)) {
			const names = [...this.#schemas.keys()].join(', ') || 'none';
			log.warn(`@${handle}: refused a call of ${call.name}, which its file does not allow.`);
			this.#tellUndone({ ...call, outcome: 'unknown' });
			return this.#failed(
				call,
				`${call.name} is not among the tools of this agent and was not run. Its tools: ${names}.`,
			);
		}
		const checked = readToolInput(call.input, this.#schemas.get(call.name));
		if ('fault' in checked) return this.#failed(call, checked.fault);
		try {
			return await this.#invoke(call, checked.input);
		} catch (error) {
			if (token.isCancellationRequested) throw new vscode.CancellationError();
			if (isCancellation(error)) {
				this.#tellUndone({ ...call, outcome: 'declined' });
				return textResult(call, `The user did not let ${call.name} run. Go on without it.`);
			}
			log.error(`@${handle}: ${call.name}:`, error);
			this.#tellUndone({ ...call, outcome: 'failed', message: messageOf(error) });
			return this.#failed(call, `${call.name} failed: ${messageOf(error)}`);
		}
	}

	async #invoke(call: ToolCall, input: object): Promise<ToolResult> {
		const { model, toolInvocationToken, token } = this.#input;
		const { content } = await vscode.lm.invokeTool(
			call.name,
			{
				input,
				toolInvocationToken,
				tokenizationOptions: {
					tokenBudget: Math.floor(model.maxInputTokens * resultShare),
					countTokens: (text, countToken) => model.countTokens(text, countToken ?? token),
				},
			},
			token,
		);
		if (toolKind(call.name) === 'write') {
			const change = (await this.#input.changes?.get())?.take(input);
			if (change) this.changed.push(change);
		}
		const pieces = content.flatMap(fromResultPart);
		return {
			kind: 'toolResult',
			callId: call.callId,
			content:
				pieces.length > 0 ? boundContent(pieces, mostOfResult) : ['The tool returned nothing.'],
		};
	}

	/** Says once what a call has not done: VS Code shows all calls as done. */
	#tellUndone(call: UndoneCall): void {
		const line = undoneLine(call);
		if (this.#told.has(line)) return;
		this.#told.add(line);
		this.#input.sink.undone?.(call);
	}

	/** Notes a hand-off; the words are for the model. */
	#handOff(call: ToolCall): string {
		const handOff = readHandOff(call.input, this.#input.delegations);
		if (typeof handOff === 'string') return handOff;
		const isKnown = this.handOffs.some(({ to }) => to === handOff.to);
		if (!isKnown && this.handOffs.length < mostHandOffs) this.handOffs.push(handOff);
		return `Noted: after your answer the user is offered to hand over to ${handOff.to}.`;
	}

	/** @throws UserError when the same call has failed too often */
	#failed(call: ToolCall, message: string): ToolResult {
		const key = `${call.name} ${JSON.stringify(call.input)}`;
		const failures = (this.#failures.get(key) ?? 0) + 1;
		this.#failures.set(key, failures);
		if (failures === mostFailures) {
			throw new UserError(
				`The answer was ended, because the same call failed three times. ${firstLine(message)}`,
			);
		}
		return textResult(call, message);
	}
}

function repeats({ name }: vscode.LanguageModelChat): UselessAnswer {
	return new UselessAnswer(
		`${name} said the same over and over, so the answer was ended. Ask again, or choose another model.`,
	);
}

function withAbsence(context: string): string {
	return [context, toolsAbsence].filter((text) => text !== '').join('\n\n');
}

/** The results, of which the last says that there were more calls. */
function withDropped(results: readonly ToolResult[], dropped: number): readonly ToolResult[] {
	const last = results.at(-1);
	if (!last || dropped === 0) return results;
	const note = `[${dropped} more calls of this reply were not run: at most ${mostCalls} are. Call again for what you still need.]`;
	return [...results.slice(0, -1), { ...last, content: [...last.content, note] }];
}

function tooLongMessage(
	handle: string,
	modelName: string,
	{ tooLong: { prompt, question, limit } }: TooLong,
): string {
	const what =
		prompt > limit
			? `The prompt of @${handle} has about ${Math.round(prompt)} tokens`
			: `The prompt of @${handle} and the question have about ${Math.round(prompt + question)} tokens`;
	const remedy =
		prompt > limit ? 'Choose a model that takes more.' : 'Ask shorter, or choose a larger model.';
	return `${what}, and ${modelName} takes ${limit}. ${remedy}`;
}

/** @param name tells the handbook, which is no language model, whose prompt this message is */
function toModelMessage({ role, parts }: Message, name?: string): vscode.LanguageModelChatMessage {
	return new vscode.LanguageModelChatMessage(
		role === 'user'
			? vscode.LanguageModelChatMessageRole.User
			: vscode.LanguageModelChatMessageRole.Assistant,
		parts.map(toModelPart),
		name,
	);
}

function toModelPart(part: MessagePart): vscode.LanguageModelInputPart {
	if (typeof part === 'string') return new vscode.LanguageModelTextPart(part);
	switch (part.kind) {
		case 'image':
			return vscode.LanguageModelDataPart.image(part.data, part.mime);
		case 'toolCall':
			return new vscode.LanguageModelToolCallPart(part.callId, part.name, inputOf(part));
		case 'toolResult':
			return new vscode.LanguageModelToolResultPart(part.callId, part.content.map(toModelPart));
	}
}

/** Providers take objects alone; the result says what was wrong with another input. */
function inputOf({ input }: ToolCall): object {
	return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
}

function fromResultPart(part: unknown): readonly (string | ImagePart)[] {
	if (part instanceof vscode.LanguageModelTextPart) return part.value === '' ? [] : [part.value];
	if (part instanceof vscode.LanguageModelPromptTsxPart) return [promptText(part.value)];
	if (part instanceof vscode.LanguageModelDataPart) {
		const { mimeType, data } = part;
		if (mimeType.startsWith('image/')) return [{ kind: 'image', mime: mimeType, data }];
		const isText = mimeType.startsWith('text/') || mimeType.endsWith('json');
		if (!isText) return [`(${mimeType.slice(0, 100)}, not shown)`];
		// As many bytes as are certainly more characters than are kept.
		return [new TextDecoder().decode(data.subarray(0, mostOfResult * 4 + 4))];
	}
	return [];
}

function textResult({ callId }: ToolCall, text: string): ToolResult {
	return { kind: 'toolResult', callId, content: [text] };
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function firstLine(text: string): string {
	const line = (text.split('\n')[0] ?? '').slice(0, 300);
	return /[.!?]$/.test(line) ? line : `${line}.`;
}
