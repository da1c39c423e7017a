import * as vscode from 'vscode';
import type { ToolRound, Turn } from '../../core/chat/conversation.ts';
import type { HandOff } from '../../core/chat/handOff.ts';
import { keptResults } from '../../core/chat/keptResults.ts';
import { chatCommands, doorCommands } from '../../ids.ts';
import { readDoorMetadata } from './doorMetadata.ts';

/** What VS Code keeps of an answer for the questions after it; must be JSON. */
export interface AnswerMetadata {
	/** What tools returned, as text. */
	readonly toolResults?: string;
	readonly handOffs?: readonly HandOff[];
	/** What follow-ups are made from. */
	readonly question?: string;
	readonly answer?: string;
	/** What of the answer tells that there is none, or that it broke off, as it was said. */
	readonly failure?: string;
	/** Questions to begin with, which an agent has introduced itself with. */
	readonly examples?: readonly string[];
}

/** What these show is about the conversation, not a part of it. */
const aside: ReadonlySet<string> = new Set([
	chatCommands.about,
	doorCommands.list,
	doorCommands.use,
]);

const maxAnswer = 6_000;

/** What is worth keeping of an answer, within bounds: VS Code stores it with the conversation. */
export function metadataOf(
	question: string,
	answer: string,
	rounds: readonly ToolRound[],
	handOffs: readonly HandOff[],
): AnswerMetadata {
	const toolResults = keptResults(rounds);
	return {
		question: question.slice(0, maxAnswer),
		answer: answer.length > maxAnswer ? answer.slice(-maxAnswer) : answer,
		...(toolResults !== '' && { toolResults }),
		...(handOffs.length > 0 && { handOffs }),
	};
}

/** Reads what `metadataOf` made, in this version or another. */
export function readMetadata(metadata: unknown): AnswerMetadata {
	if (typeof metadata !== 'object' || metadata === null) return {};
	const { toolResults, handOffs, question, answer, failure, examples } = metadata as Readonly<
		Record<string, unknown>
	>;
	return {
		...(typeof toolResults === 'string' && { toolResults }),
		...(Array.isArray(handOffs) && { handOffs: handOffs.filter(isHandOff) }),
		...(typeof question === 'string' && { question }),
		...(typeof answer === 'string' && { answer }),
		...(typeof failure === 'string' && { failure }),
		...(Array.isArray(examples) && {
			examples: examples.filter((each) => typeof each === 'string'),
		}),
	};
}

function isHandOff(value: unknown): value is HandOff {
	return (
		typeof value === 'object' &&
		value !== null &&
		'to' in value &&
		'text' in value &&
		typeof value.to === 'string' &&
		typeof value.text === 'string' &&
		(!('button' in value) || isButton(value.button))
	);
}

function isButton(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'label' in value &&
		typeof value.label === 'string'
	);
}

/**
 * The questions of this conversation that an agent has answered: what others have said where one door
 * leads to all of them, and what their tools have read, is not for it.
 */
export function turnsOf(handle: string, history: vscode.ChatContext['history']): readonly Turn[] {
	const turns: Turn[] = [];
	let question: string | undefined;
	for (const turn of history) {
		if (turn instanceof vscode.ChatRequestTurn) {
			question = turn.command && aside.has(turn.command) ? undefined : turn.prompt;
		} else if (question !== undefined) {
			const { asked = handle } = readDoorMetadata(turn.result.metadata) ?? {};
			if (asked !== handle) {
				question = undefined;
				continue;
			}
			const said = turn.response
				.map((part) => (part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : ''))
				.join('');
			const { toolResults = '', failure = '' } = readMetadata(turn.result.metadata);
			const text = said.endsWith(failure) ? said.slice(0, said.length - failure.length) : said;
			if (text !== '') turns.push({ question, answer: text, toolResults });
			question = undefined;
		}
	}
	return turns;
}
