import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { escapeMarkdown, shorten } from '../../core/text/markdownText.ts';
import { visiblePath } from '../../core/text/plainText.ts';
import { toolEffect } from '../../core/capabilities/toolEffect.ts';
import { resolveTools } from '../../core/capabilities/toolNames.ts';
import type { Briefing } from './briefing.ts';
import { targetOf } from './handOffTargets.ts';
import type { ReplyStream } from './replyStream.ts';

const stateWords = {
	absent: 'not in this VS Code',
	unknown: 'unknown',
	disallowed: 'not allowed by the file',
	restricted: 'left out',
} as const;

/**
 * The answer to `/about`: all that is sent to the model besides the question, and what of the
 * agent's file works here.
 */
export function describe(briefing: Briefing, catalog: Catalog, stream: ReplyStream): void {
	const { handle, uri, document, context, offeredTools } = briefing;
	const { agent, delegations } = document;
	const text = new vscode.MarkdownString();
	text.appendMarkdown(
		`**@${escapeMarkdown(handle)}** · ${agent.prompt.length} characters of prompt in `,
	);
	stream.markdown(text);
	stream.anchor(uri, visiblePath(fileNameOf(uri.path)));
	const rest = new vscode.MarkdownString();
	rest.appendMarkdown(`\n\n${escapeMarkdown(agent.summary)}.`);

	rest.appendMarkdown(`\n\n**Model**: ${escapeMarkdown(modelText(briefing))}`);

	rest.appendMarkdown('\n\n**Sent after the prompt**');
	if (context === '')
		rest.appendMarkdown(': nothing but the conversation, attachments and question');
	else rest.appendCodeblock(context, 'text');

	rest.appendMarkdown('\n\n**Tools**\n');
	const resolved = resolveTools(agent.tools, agent.disallowedTools, vscode.lm.tools);
	if (agent.tools === undefined)
		rest.appendMarkdown('\nThe file names none, so that all that can be named are allowed.\n');
	if (agent.tools?.length === 0) rest.appendMarkdown('\nThe file allows none.\n');
	if (agent.tools) {
		rest.appendMarkdown(
			'\nThose that you attach to a question with # are offered too, unless the file forbids them.\n',
		);
	}
	if (offeredTools.absence !== '') rest.appendMarkdown('\nThis model cannot call tools.\n');
	for (const tool of resolved) {
		const { written, state, note } = tool;
		// What nobody wrote and VS Code does not have is no news.
		if (agent.tools === undefined && state === 'absent') continue;
		const here = state === 'available' ? toolEffect(tool) : stateWords[state];
		const more = note === '' ? '' : `. ${note}`;
		rest.appendMarkdown(`\n- ${escaped(written)} → ${escaped(`${here}${more}`)}`);
	}

	if (delegations.length > 0) {
		rest.appendMarkdown('\n\n**Hand-offs**\n');
		for (const { handle: to, triggers } of delegations) {
			const words = `${to}: ${triggers.join('; ')}`;
			const target = targetWords(to, catalog);
			rest.appendMarkdown(`\n- ${escaped(target === '' ? words : `${words} ${target}`)}`);
		}
	}
	stream.markdown(rest);
}

/** Nobody reads more of what a file says in one place. */
const longestText = 1_000;

function escaped(text: string): string {
	return escapeMarkdown(shorten(text, longestText));
}

/** What a name means, where it does not say so itself. */
function targetWords(name: string, catalog: Catalog): string {
	const target = targetOf(name, catalog);
	if (target.kind === 'missing') return '(no such agent yet)';
	return 'agent' in target && target.agent.handle !== name ? `(@${target.agent.handle})` : '';
}

function modelText({ choice: { model, note }, document: { agent } }: Briefing): string {
	const wanted = [agent.model ?? []].flat().join(', ');
	const written = wanted === '' ? '' : `; the file was written for ${wanted}`;
	const absent = note === undefined ? '' : ', which is not offered here';
	return `${model.name} (${model.vendor})${written}${absent}`;
}
