import * as vscode from 'vscode';
import type { ToolRound, Turn } from '../../core/conversation.ts';
import type { HandOff } from '../../core/handOff.ts';
import { isOnceOnly } from '../../core/tools/onceOnly.ts';
import { chatCommands } from '../../ids.ts';

/** What VS Code keeps of an answer for the questions after it; must be JSON. */
export interface AnswerMetadata {
	/** What tools returned, as text. */
	readonly toolResults?: string;
	readonly handOffs?: readonly HandOff[];
	/** What follow-ups are made from. */
	readonly question?: string;
	readonly answer?: string;
}

const maxToolResults = 12_000;
const maxToolResult = 3_000;
const maxAnswer = 6_000;
const notKept =
	'(It may hold secrets and was for that question alone. Read it again if you need it.)';

/** What is worth keeping of an answer, within bounds: VS Code stores it with the conversation. */
export function metadataOf(
	question: string,
	answer: string,
	rounds: readonly ToolRound[],
	handOffs: readonly HandOff[],
): AnswerMetadata {
	const toolResults = toolResultText(rounds);
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
	const { toolResults, handOffs, question, answer } = metadata as Readonly<Record<string, unknown>>;
	return {
		...(typeof toolResults === 'string' && { toolResults }),
		...(Array.isArray(handOffs) && { handOffs: handOffs.filter(isHandOff) }),
		...(typeof question === 'string' && { question }),
		...(typeof answer === 'string' && { answer }),
	};
}

function isHandOff(value: unknown): value is HandOff {
	return (
		typeof value === 'object' &&
		value !== null &&
		'to' in value &&
		'text' in value &&
		typeof value.to === 'string' &&
		typeof value.text === 'string'
	);
}

/** The questions of this conversation that were answered. */
export function turnsOf(history: vscode.ChatContext['history']): readonly Turn[] {
	const turns: Turn[] = [];
	let question: string | undefined;
	for (const turn of history) {
		if (turn instanceof vscode.ChatRequestTurn) {
			// What `/about` shows is about the conversation, not a part of it.
			question = turn.command === chatCommands.about ? undefined : turn.prompt;
		} else if (question !== undefined) {
			const text = turn.response
				.map((part) => (part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : ''))
				.join('');
			const { toolResults = '' } = readMetadata(turn.result.metadata);
			if (text !== '') turns.push({ question, answer: text, toolResults });
			question = undefined;
		}
	}
	return turns;
}

/** Newest first counts: a later result is likelier to be what the next question is about. */
function toolResultText(rounds: readonly ToolRound[]): string {
	const entries: string[] = [];
	let left = maxToolResults;
	for (const { calls, results } of rounds.toReversed()) {
		for (const [i, { name, input }] of [...calls.entries()].toReversed()) {
			const content = results[i]?.content.filter((piece) => typeof piece === 'string').join('\n');
			if (content === undefined) continue;
			const heading = `${name} ${JSON.stringify(input)}`.slice(0, 500);
			const kept = isOnceOnly(input, content) ? notKept : shortened(content);
			const entry = `${heading}\n${kept}`;
			left -= entry.length;
			if (left < 0) break;
			entries.unshift(entry);
		}
	}
	return entries.length === 0 ? '' : `Tools returned for this question:\n\n${entries.join('\n\n')}`;
}

function shortened(text: string): string {
	if (text.length <= maxToolResult) return text;
	return `${text.slice(0, maxToolResult)}\n(${text.length - maxToolResult} more characters)`;
}
