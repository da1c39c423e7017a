import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { resolveTools } from '../../core/toolNames.ts';
import type { Briefing } from './briefing.ts';

const stateWords = {
	available: '',
	absent: 'not in this VS Code',
	unknown: 'unknown',
	disallowed: 'not allowed by the file',
	restricted: 'left out',
} as const;

/**
 * The answer to `/about`: all that is sent to the model besides the question, and what of the
 * agent's file works here.
 */
export function describe(briefing: Briefing, stream: vscode.ChatResponseStream): void {
	const { handle, agentUri, reading, context, offeredTools } = briefing;
	const { agent, delegations } = reading;
	stream.markdown(`**@${handle}** · ${agent.prompt.length} characters of prompt in `);
	stream.anchor(agentUri, agentUri.path.slice(agentUri.path.lastIndexOf('/') + 1));
	const text = new vscode.MarkdownString('\n\n');
	text.appendText(`${agent.summary}.`);

	text.appendMarkdown('\n\n**Model**: ').appendText(modelText(briefing));

	text.appendMarkdown('\n\n**Sent after the prompt**');
	if (context === '')
		text.appendMarkdown(': nothing but the conversation, attachments and question');
	else text.appendCodeblock(context, 'text');

	text.appendMarkdown('\n\n**Tools**\n');
	const resolved = resolveTools(agent.tools, agent.disallowedTools, vscode.lm.tools);
	if (agent.tools === undefined)
		text.appendMarkdown('\nThe file names none, so that all that can be named are allowed.\n');
	if (agent.tools?.length === 0) text.appendMarkdown('\nThe file allows none.\n');
	if (agent.tools) {
		text.appendMarkdown(
			'\nThose that you attach to a question with # are offered too, unless the file forbids them.\n',
		);
	}
	if (offeredTools.absence !== '') text.appendMarkdown('\nThis model cannot call tools.\n');
	for (const { written, becomes, state, asksFirst, note } of resolved) {
		// What nobody wrote and VS Code does not have is no news.
		if (agent.tools === undefined && state === 'absent') continue;
		text.appendMarkdown('\n- ').appendText(written).appendMarkdown(' → ');
		text.appendText(becomes.length > 0 ? becomes.join(', ') : stateWords[state]);
		if (asksFirst) text.appendText(' (asks first)');
		if (note !== '') text.appendText(`. ${note}`);
	}

	if (delegations.length > 0) {
		text.appendMarkdown('\n\n**Hand-offs**\n');
		for (const { handle: to, triggers } of delegations) {
			text.appendMarkdown('\n- ').appendText(`${to}: ${triggers.join('; ')}`);
			if (!bundledAgents.some((other) => other.handle === to))
				text.appendText(' (no such agent yet)');
		}
	}
	stream.markdown(text);
}

function modelText({ choice: { model, note }, reading: { agent } }: Briefing): string {
	const wanted = [agent.model ?? []].flat().join(', ');
	const written = wanted === '' ? '' : `; the file was written for ${wanted}`;
	const absent = note === '' ? '' : ', which is not offered here';
	return `${model.name} (${model.vendor})${written}${absent}`;
}
