import type * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { askedAs } from '../../core/agent/names.ts';
import { followUpQuestions } from '../../core/chat/followUps.ts';
import { plainQuestion } from '../../core/chat/plainQuestion.ts';
import { plain, type PlainText } from '../../core/text/plainText.ts';
import { handOffPrompt, type HandOff } from '../../core/chat/handOff.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { Participant } from './briefing.ts';
import { isFollowUp, labelOf, targetOf } from './handOffTargets.ts';
import { readMetadata } from './turns.ts';

/**
 * What the chat offers after an answer: hand-offs to agents that there are, else questions that lead
 * on; after an introduction, what to begin with. Nothing after an error or a command.
 */
export async function provideFollowUps(
	{
		source,
		agents,
	}: Pick<Participant, 'source'> & { readonly agents: Pick<AgentLibrary, 'ready' | 'catalog'> },
	result: vscode.ChatResult,
	token: vscode.CancellationToken,
): Promise<vscode.ChatFollowup[]> {
	const { handOffs = [], question, answer, examples = [] } = readMetadata(result.metadata);
	if (examples.length > 0) return examples.map(asFollowUp);
	if (result.errorDetails || question === undefined || answer === undefined) return [];
	if (handOffs.length > 0) {
		await agents.ready;
		if (token.isCancellationRequested) return [];
		return toParticipants(handOffs, agents.catalog).map(({ handOff, label, id }) => ({
			// VS Code shows it as markdown.
			label,
			prompt: handOffPrompt(handOff, { from: source.handle, question, answer }),
			participant: id,
		}));
	}
	const { document } = await source.read();
	if (token.isCancellationRequested || !document) return [];
	return followUpQuestions(document.agent.prompt, question, answer).map(asFollowUp);
}

/** A question to click on, in the words of a file. */
export function asFollowUp(question: string): vscode.ChatFollowup {
	return { prompt: plainQuestion(question) };
}

/** The hand-offs that ask participants at once, which is what follow-ups do; each of these once. */
function toParticipants(
	handOffs: readonly HandOff[],
	catalog: Catalog,
): readonly { readonly handOff: HandOff; readonly label: PlainText; readonly id: string }[] {
	const found = handOffs.filter(isFollowUp).flatMap((handOff) => {
		const target = targetOf(handOff.to, catalog);
		if (target.kind !== 'participant') return [];
		const label = labelOf(handOff, plain`@${askedAs(target.agent)}`);
		return [{ handOff, label, id: target.id }];
	});
	// Two names may mean one agent.
	return found.filter(
		({ id, label }, i) =>
			found.findIndex((other) => other.id === id && other.label === label) === i,
	);
}
