import type { ImagePart, Attachment } from './attachment.ts';
import type { Guide } from './guides.ts';

/** What a model asks to be done; `input` is as it sent it, and may not be what the tool takes. */
export interface ToolCall {
	readonly kind: 'toolCall';
	readonly callId: string;
	readonly name: string;
	readonly input: unknown;
}

/** What became of a tool call. */
export interface ToolResult {
	readonly kind: 'toolResult';
	readonly callId: string;
	readonly content: readonly (string | ImagePart)[];
}

export type MessagePart = string | ImagePart | ToolCall | ToolResult;

/** A message to a language model, free of any editor's types. */
export interface Message {
	readonly role: 'user' | 'assistant';
	readonly parts: readonly MessagePart[];
}

/** A question that was asked before and what was answered. */
export interface Turn {
	readonly question: string;
	readonly answer: string;
	/** What tools returned for it, as text; empty when none was used. */
	readonly toolResults: string;
}

/** One reply of the model that called tools, and what they returned. */
export interface ToolRound {
	readonly text: string;
	readonly calls: readonly ToolCall[];
	readonly results: readonly ToolResult[];
}

export interface Conversation {
	/** The system prompt: sent first, verbatim. */
	readonly prompt: string;
	/** Sent after the prompt. */
	readonly guides: readonly Guide[];
	/** What the model should know of the project and of itself; empty when there is nothing. */
	readonly context: string;
	/** Oldest first. */
	readonly history: readonly Turn[];
	readonly attachments: readonly Attachment[];
	readonly question: string;
	/** What happened since the question, oldest first. */
	readonly rounds: readonly ToolRound[];
	/** The tools on offer as the model reads them; empty when there are none. */
	readonly tools: string;
}

/** A message of the user that is one text. */
export function userMessage(text: string): Message {
	return { role: 'user', parts: [text] };
}

/**
 * The messages of one turn of the past. Tool results stand in it as text: a model that is offered
 * other tools by now, or none, would refuse calls of tools that it does not know.
 */
export function turnMessages({ question, answer, toolResults }: Turn): readonly Message[] {
	return [
		userMessage(question),
		...(toolResults === '' ? [] : [userMessage(toolResults)]),
		{ role: 'assistant', parts: [answer] },
	];
}

/** The two messages of a round: the model's reply with its calls, and the results. */
export function roundMessages({ text, calls, results }: ToolRound): readonly Message[] {
	return [
		{ role: 'assistant', parts: text === '' ? calls : [text, ...calls] },
		{ role: 'user', parts: results },
	];
}
