import type * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { followUpQuestions } from '../../core/followUps.ts';
import { plain } from '../../core/text/plainText.ts';
import { handOffPrompt, mostHandOffs } from '../../core/handOff.ts';
import { participantIdPrefix } from '../../ids.ts';
import { readAgent } from './readAgent.ts';
import { readMetadata } from './turns.ts';

/**
 * What the chat offers after an answer: hand-offs to agents that there are, else questions that lead
 * on. Nothing after an error or a command.
 */
export async function provideFollowUps(
	handle: string,
	agentUri: vscode.Uri,
	result: vscode.ChatResult,
	token: vscode.CancellationToken,
): Promise<vscode.ChatFollowup[]> {
	const { handOffs = [], question, answer } = readMetadata(result.metadata);
	if (result.errorDetails || question === undefined || answer === undefined) return [];
	if (handOffs.length > 0) {
		return handOffs
			.filter(({ to }) => bundledAgents.some((agent) => agent.handle === to))
			.slice(0, mostHandOffs)
			.map((handOff) => ({
				// VS Code shows it as markdown.
				label: plain`Hand off to @${handOff.to}`,
				prompt: handOffPrompt(handOff, { from: handle, question, answer }),
				participant: participantIdPrefix + handOff.to,
			}));
	}
	const { agent } = await readAgent(agentUri);
	if (token.isCancellationRequested) return [];
	return followUpQuestions(agent.prompt, question, answer).map((prompt) => ({ prompt }));
}
