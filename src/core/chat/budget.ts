import {
	roundMessages,
	turnMessages,
	userMessage,
	type Conversation,
	type Message,
	type MessagePart,
	type ToolResult,
	type ToolRound,
	type Turn,
} from './conversation.ts';
import { cutGuide, guideText, type Guide } from './guides.ts';
import { LastUsed } from '../text/lastUsed.ts';
import { cutToFit, labelled, notSent, type Attachment } from './attachment.ts';

// Written here instead of taken from @vscode/prompt-tsx: that package asks the model to count each
// piece of every request, where most requests need no count at all, its prompts are JSX, which Node
// does not run without a compiler, and what it prunes cannot be cut around a line.

/** What fits a model of a conversation, in the order in which it is sent. */
export interface Fitted {
	readonly messages: readonly Message[];
	/** The tools themselves leave room for nothing else: they must not be offered. */
	readonly dropsTools: boolean;
	/** What had to be left out or cut, as phrases for the log. */
	readonly losses: readonly string[];
}

/** A prompt or a question that alone is longer than what the model takes, in tokens. */
export interface TooLong {
	readonly tooLong: { readonly prompt: number; readonly question: number; readonly limit: number };
}

/** What chat formats add to a message's text for its role and its borders, in tokens. */
const tokensPerMessage = 8;
/** Models charge for an image by its size; this is above what a screenshot costs. */
const tokensPerImage = 1_600;
/** A text of this many UTF-16 units has at least one token, whatever the tokenizer. */
const maxLengthPerToken = 8;
/** No part of a text has exactly the tokens of its share of the length. */
const partSurplus = 1.1;
/** With fewer tokens a cut file says nothing. */
const minAttachmentTokens = 60;
/** Guides take no more than this share of the room where not everything fits. */
const guideShare = 0.25;
/** The words that say what is left out take about so many UTF-16 units. */
const noteLength = 80;
/** The share of the room, of what attachments leave at least, that is kept for tool results. */
const toolShare = 0.25;

/** Counts tokens with a model, each text once, and only texts that it is told to count. */
export class TokenCounter {
	readonly #counted = new Map<string, number>();
	readonly #count: (text: string) => PromiseLike<number>;

	/** @param count the model's own count of one text */
	constructor(count: (text: string) => PromiseLike<number>) {
		this.#count = count;
	}

	/** Counts, side by side, what has not been counted yet. */
	async countAll(texts: readonly string[]): Promise<void> {
		const fresh = [...new Set(texts)].filter((text) => text !== '' && !this.#counted.has(text));
		await Promise.all(fresh.map(async (text) => this.#counted.set(text, await this.#count(text))));
	}

	/** The count where there is one, else an upper estimate. */
	tokens(text: string): number {
		return this.#counted.get(text) ?? maxTokens(text);
	}

	/** Takes a part of a counted text to have its share of the tokens, and some more. */
	derive(part: string, whole: string): void {
		const share = part.length / Math.max(whole.length, 1);
		const tokens = Math.ceil(this.tokens(whole) * share * partSurplus);
		this.#counted.set(part, Math.min(tokens, maxTokens(part)));
	}
}

/**
 * Makes the messages of a conversation: prompt, guides, context, history, attachments, question, rounds.
 *
 * Where they exceed the model's limit, prompt and question stay whole; guides get a share of the rest;
 * then attachments, context, tool results and history get room, in this order. Attachments are cut
 * around their focus, guides and tool results at their end, older ones first; of the history the newest
 * turns stay.
 *
 * @param limit the model's input limit in tokens
 * @param counter is asked to count only when an upper estimate exceeds the limit, and then once
 */
export async function fitConversation(
	conversation: Conversation,
	limit: number,
	counter: TokenCounter,
): Promise<Fitted | TooLong> {
	const whole = [
		userMessage(conversation.prompt),
		...conversation.guides.map(guideMessage),
		...contextMessages(conversation.context),
		...conversation.history.flatMap(turnMessages),
		...conversation.attachments.map(wholeAttachment),
		userMessage(conversation.question),
		...conversation.rounds.flatMap(roundMessages),
	];
	const estimate = maxTokens(conversation.tools) + tokensOf(whole, maxTokens);
	if (estimate <= limit) return { messages: whole, dropsTools: false, losses: [] };
	await counter.countAll(textsToCount(conversation, limit));
	return new Fitting(conversation, limit, counter).fit();
}

class Fitting {
	readonly #conversation: Conversation;
	readonly #limit: number;
	readonly #counter: TokenCounter;
	readonly #losses: string[] = [];
	#left = 0;

	constructor(conversation: Conversation, limit: number, counter: TokenCounter) {
		this.#conversation = conversation;
		this.#limit = limit;
		this.#counter = counter;
	}

	fit(): Fitted | TooLong {
		const { prompt, question, tools } = this.#conversation;
		const [promptTokens, questionTokens, toolTokens] = [prompt, question, tools].map((text) =>
			this.#counter.tokens(text),
		) as [number, number, number];
		this.#left = this.#limit - promptTokens - questionTokens - 2 * tokensPerMessage;
		if (this.#left < 0) {
			return {
				tooLong: { prompt: promptTokens, question: questionTokens, limit: this.#limit },
			};
		}
		const dropsTools = tools !== '' && toolTokens > this.#left;
		if (dropsTools) this.#losses.push('all tools');
		else this.#left -= toolTokens;

		const guides = this.#fitGuides();
		const reserve = tools === '' || dropsTools ? 0 : Math.floor(this.#left * toolShare);
		this.#left -= reserve;
		const attachments = this.#fitAttachments();
		this.#left += reserve;
		const context = this.#fitContext();
		const rounds = this.#fitRounds();
		const history = this.#fitHistory();
		const messages = [
			userMessage(prompt),
			...guides,
			...context,
			...history,
			...attachments,
			userMessage(question),
			...rounds,
		];
		return { messages, dropsTools, losses: this.#losses };
	}

	#cost(messages: readonly Message[]): number {
		return tokensOf(messages, (text) => this.#counter.tokens(text));
	}

	/** Small ones stay whole; the others share what is left of their share. */
	#fitGuides(): readonly Message[] {
		const { guides } = this.#conversation;
		const fitted = new Map<Guide, Message>();
		let room = Math.floor(this.#left * guideShare);
		let waiting = guides.length;
		const pieces = guides.map((guide) => {
			const bounded = cutGuide(guide, this.#limit * maxLengthPerToken);
			return { guide, bounded, cost: this.#cost([guideMessage(bounded)]) };
		});
		for (const { guide, bounded, cost } of pieces.toSorted((a, b) => a.cost - b.cost)) {
			const share = Math.floor(room / waiting--);
			const message =
				cost <= share && bounded === guide
					? guideMessage(guide)
					: this.#shorterGuide(bounded, cost, share);
			if (!message) continue;
			fitted.set(guide, message);
			const taken = this.#cost([message]);
			room = Math.max(0, room - taken);
			this.#left = Math.max(0, this.#left - taken);
		}
		return guides.flatMap((guide) => fitted.get(guide) ?? []);
	}

	#shorterGuide(guide: Guide, cost: number, share: number): Message | undefined {
		if (share < minAttachmentTokens) {
			this.#losses.push(guide.label);
			return undefined;
		}
		this.#losses.push(`part of ${guide.label}`);
		const whole = guideText(guide);
		const most = (whole.length * (share - tokensPerMessage)) / Math.max(cost, 1) / partSurplus;
		const around = whole.length - guide.text.length + noteLength;
		const cut = cutGuide(guide, Math.min(Math.floor(most) - around, guide.text.length - 1));
		const text = guideText(cut);
		this.#counter.derive(text, whole);
		return userMessage(text);
	}

	/** Small attachments stay whole; the others share what is left. */
	#fitAttachments(): readonly Message[] {
		const { attachments } = this.#conversation;
		const pieces = attachments.map((attachment, index) => {
			const message = boundedAttachment(attachment, this.#limit);
			return { attachment, index, message, cost: this.#cost([message]) };
		});
		const fitted = new Map<number, Message>();
		let waiting = pieces.length;
		for (const { attachment, index, message, cost } of pieces.toSorted((a, b) => a.cost - b.cost)) {
			const share = Math.floor(this.#left / waiting--);
			const taken = cost <= share ? message : this.#shorter(attachment, message, cost, share);
			fitted.set(index, taken);
			this.#left = Math.max(0, this.#left - Math.min(this.#cost([taken]), share));
		}
		return pieces.map(({ index, message }) => fitted.get(index) ?? message);
	}

	#shorter(attachment: Attachment, message: Message, cost: number, share: number): Message {
		this.#losses.push(`part of ${attachment.label}`);
		if (attachment.kind !== 'text' || share < minAttachmentTokens) {
			return userMessage(notSent(attachment.label, 'the model has no room for it'));
		}
		const whole = textOf(message);
		const maxLength = (whole.length * (share - tokensPerMessage)) / cost / partSurplus;
		const cut = cutToFit(attachment, Math.floor(maxLength));
		this.#counter.derive(cut, whole);
		return userMessage(cut);
	}

	#fitContext(): readonly Message[] {
		const messages = contextMessages(this.#conversation.context);
		if (this.#take(messages)) return messages;
		this.#losses.push('the project facts');
		return [];
	}

	#fitRounds(): readonly Message[] {
		const kept: (readonly Message[])[] = [];
		for (const round of this.#conversation.rounds.toReversed()) {
			const messages = roundMessages(round);
			if (this.#take(messages)) {
				kept.push(messages);
				continue;
			}
			const shorter = roundMessages(this.#shorterRound(round));
			this.#losses.push('part of a tool result');
			// The calls of a round without room for a word about its results go with them.
			if (!this.#take(shorter)) break;
			kept.push(shorter);
		}
		return kept.toReversed().flat();
	}

	/** The round with its results cut to what is left, all by the same measure. */
	#shorterRound(round: ToolRound): ToolRound {
		const empty = { ...round, results: round.results.map((result) => cutResult(result, 0)) };
		const room = this.#left - this.#cost(roundMessages(empty));
		const cost = this.#cost(roundMessages({ ...round, text: '', calls: [] }));
		const share = Math.max(0, room / cost / partSurplus);
		const results = round.results.map((result) => cutResult(result, share));
		for (const [i, { content }] of results.entries()) {
			for (const [j, piece] of content.entries()) {
				const whole = round.results[i]?.content[j];
				if (typeof piece === 'string' && typeof whole === 'string') {
					this.#counter.derive(piece, whole);
				}
			}
		}
		return { ...round, results };
	}

	#fitHistory(): readonly Message[] {
		const { history } = this.#conversation;
		const kept: (readonly Message[])[] = [];
		for (const turn of history.toReversed()) {
			const forms = [turnMessages(turn), turnMessages({ ...turn, toolResults: '' })];
			const form = forms.find((messages) => this.#take(messages));
			if (!form) break;
			kept.push(form);
		}
		const lost = history.length - kept.length;
		if (lost > 0) this.#losses.push(`the ${lost} oldest of ${history.length} turns`);
		return kept.toReversed().flat();
	}

	#take(messages: readonly Message[]): boolean {
		const cost = this.#cost(messages);
		if (cost > this.#left) return false;
		this.#left -= cost;
		return true;
	}
}

/** Texts that decide what fits. What is certainly too much is not among them. */
function textsToCount(conversation: Conversation, limit: number): readonly string[] {
	const messages = [
		...conversation.guides.map((guide) => guideMessage(cutGuide(guide, limit * maxLengthPerToken))),
		...conversation.attachments.map((attachment) => boundedAttachment(attachment, limit)),
		...conversation.rounds.flatMap(roundMessages),
		...newestTurns(conversation.history, limit).flatMap(turnMessages),
	];
	return [
		conversation.prompt,
		conversation.question,
		conversation.tools,
		conversation.context,
		...messages.flatMap(({ parts }) => parts.flatMap(textsOf)),
	];
}

/** The turns that could fit if nothing else were sent. */
function newestTurns(history: readonly Turn[], limit: number): readonly Turn[] {
	let left = limit * maxLengthPerToken;
	let start = history.length;
	for (const { question, answer } of history.toReversed()) {
		left -= question.length + answer.length;
		if (left < 0) break;
		start--;
	}
	return history.slice(start);
}

function guideMessage(guide: Guide): Message {
	return userMessage(guideText(guide));
}

function contextMessages(context: string): readonly Message[] {
	return context === '' ? [] : [userMessage(context)];
}

function wholeAttachment(attachment: Attachment): Message {
	switch (attachment.kind) {
		case 'text':
			return userMessage(labelled(attachment));
		case 'image':
			return { role: 'user', parts: [`Attached: ${attachment.label}`, attachment.image] };
		case 'named':
			return userMessage(notSent(attachment.label, attachment.reason));
	}
}

/** The attachment, cut where it is certainly longer than the limit. */
function boundedAttachment(attachment: Attachment, limit: number): Message {
	return attachment.kind === 'text'
		? userMessage(cutToFit(attachment, limit * maxLengthPerToken))
		: wholeAttachment(attachment);
}

/** @param share of its length that stays, from 0 to 1 */
function cutResult(result: ToolResult, share: number): ToolResult {
	return {
		...result,
		content: result.content.map((piece) => {
			if (typeof piece !== 'string') return 'An image, left out to fit the model.';
			const rest = piece.slice(0, Math.floor(piece.length * share));
			const note = `(${piece.length - rest.length} of ${piece.length} characters left out to fit the model)`;
			const cut = rest === '' ? note : `${rest}\n${note}`;
			return cut.length < piece.length ? cut : piece;
		}),
	};
}

function textOf({ parts }: Message): string {
	return parts.filter((part) => typeof part === 'string').join('');
}

function textsOf(part: MessagePart): readonly string[] {
	if (typeof part === 'string') return [part];
	if (part.kind === 'image') return [];
	if (part.kind === 'toolCall') return [callText(part.name, part.input)];
	return part.content.filter((piece) => typeof piece === 'string');
}

function callText(name: string, input: unknown): string {
	return name + JSON.stringify(input);
}

function tokensOf(messages: readonly Message[], tokens: (text: string) => number): number {
	let sum = 0;
	for (const { parts } of messages) {
		sum += tokensPerMessage;
		for (const part of parts) {
			for (const text of textsOf(part)) sum += tokens(text);
			if (typeof part === 'object') sum += imagesIn(part) * tokensPerImage;
		}
	}
	return sum;
}

function imagesIn(part: Exclude<MessagePart, string>): number {
	if (part.kind === 'image') return 1;
	return part.kind === 'toolResult'
		? part.content.filter((piece) => typeof piece !== 'string').length
		: 0;
}

/** Estimates of longer texts are kept for the next question: the prompt, guides and tools stay. */
const worthKeeping = 2_000;
const longestKept = 100_000;
const mostEstimates = 20;
const estimates = new LastUsed<string, number>(mostEstimates);

/**
 * More tokens than the usual tokenizers make of a text: they need one for about four ASCII
 * characters of prose, three of code, and up to two for another UTF-16 unit.
 */
function maxTokens(text: string): number {
	if (text.length < worthKeeping || text.length > longestKept) return estimateOf(text);
	const tokens = estimates.get(text) ?? estimateOf(text);
	estimates.set(text, tokens);
	return tokens;
}

function estimateOf(text: string): number {
	let others = 0;
	// Several times as fast as a look at each character: most texts have few others.
	for (const [run] of text.matchAll(/[^\0-\x7F]+/g)) others += run.length;
	return (text.length - others) * 0.5 + others * 2;
}
