import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { escapeMarkdown, shorten } from '../../core/text/markdownText.ts';
import { visiblePath } from '../../core/text/plainText.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { refusedInRestrictedMode } from '../../core/capabilities/ownTools.ts';
import { guideText } from '../../core/chat/guides.ts';
import { toolEffect } from '../../core/capabilities/toolEffect.ts';
import { toolsOfAgent } from '../../core/agent/agentTools.ts';
import type { ResolvedTool } from '../../core/capabilities/toolNames.ts';
import { manageTrust } from '../../host/manageTrust.ts';
import type { Briefing } from './briefing.ts';
import { targetOf } from './handOffTargets.ts';
import type { ReplyStream } from './replyStream.ts';

const stateWords = {
	absent: 'not in this VS Code',
	unknown: 'unknown',
	disallowed: 'not allowed by the file',
	restricted: 'left out',
} as const;

/** Keys of agent files that ask for more than is done here, with what becomes of them. */
const unusedKeys: Readonly<Record<string, string>> = {
	mcpServers:
		'MCP servers that the file names are not started. Tools of servers that run in VS Code can be used under their names.',
	'mcp-servers':
		'MCP servers that the file names are not started. Tools of servers that run in VS Code can be used under their names.',
	hooks: 'Hooks of the file are commands, and are never run.',
};

/**
 * The answer to `/about`: all that is sent to the model besides the question, and what of the
 * agent's file works here.
 */
export function describe(
	briefing: Briefing,
	catalog: Catalog,
	stream: ReplyStream,
	isTrusted = vscode.workspace.isTrusted,
): void {
	const { handle, uri, document, choice } = briefing;
	const { agent } = document;
	const start = new vscode.MarkdownString(`**@${escapeMarkdown(handle)}** in `);
	stream.markdown(start);
	stream.anchor(uri, visiblePath(fileNameOf(uri.path)));
	const text = new vscode.MarkdownString(`\n\n${escapeMarkdown(agent.summary)}.`);
	text.appendMarkdown(`\n\n**Prompt**: ${escapeMarkdown(lengthOf(agent.prompt))}`);
	text.appendMarkdown(`\n\n**Model**: ${escapeMarkdown(modelText(briefing))}`);
	if (!isTrusted) {
		text.appendMarkdown(
			'\n\n**Restricted Mode**: files are read, and nothing else. Tools that edit, create or fetch refuse.',
		);
	}
	if (isHandbook(choice.model)) {
		text.appendMarkdown(
			'\n\nThe handbook is no language model: it searches the files of the agents and quotes them. So nothing is sent, and no tools are used.',
		);
	} else {
		addSent(text, briefing, isTrusted);
		addTools(text, briefing, isTrusted);
	}
	addHandOffs(text, briefing, catalog);
	addUnused(text, briefing);
	stream.markdown(text);
	if (!isTrusted) stream.button(manageTrust);
}

function addSent(
	text: vscode.MarkdownString,
	{ context, guides: { sent, left } }: Briefing,
	isTrusted: boolean,
): void {
	text.appendMarkdown('\n\n**Sent after the prompt**');
	for (const guide of sent) {
		const { label, text: words } = guide;
		text.appendMarkdown(
			`\n\n${guide.kind === 'skill' ? 'Skill ' : ''}${escaped(label)}, ${escaped(lengthOf(words))}:`,
		);
		text.appendCodeblock(guideText(guide), 'text');
	}
	for (const { label, reason } of left) {
		text.appendMarkdown(`\n\nNot sent: ${escaped(label)}, since ${escaped(reason)}.`);
	}
	if (!isTrusted) {
		text.appendMarkdown(
			'\n\nInstructions and skills of the workspace are not read in Restricted Mode.',
		);
	}
	if (context === '' && sent.length === 0) {
		text.appendMarkdown('\n\nNothing but the conversation, what you attach, and the question.');
	} else if (context !== '') {
		text.appendCodeblock(context, 'text');
	}
}

function addTools(
	text: vscode.MarkdownString,
	{ document: { agent }, offeredTools }: Briefing,
	isTrusted: boolean,
): void {
	text.appendMarkdown('\n\n**Tools**');
	if (agent.tools?.length === 0) {
		text.appendMarkdown(': the file allows none.');
		return;
	}
	if (offeredTools.absence !== '') {
		text.appendMarkdown(': none are used, since this model cannot call any.');
		return;
	}
	text.appendMarkdown(
		agent.tools
			? ': the file allows these. Those that you attach to a question with # are offered too, unless the file forbids them.\n'
			: ': the file lists none, so the agent may use all of these.\n',
	);
	for (const tool of toolsOfAgent(agent, vscode.lm.tools)) {
		// What nobody wrote and VS Code does not have is no news.
		if (agent.tools === undefined && tool.state === 'absent') continue;
		text.appendMarkdown(`\n- ${escaped(tool.written)} → ${escaped(toolText(tool, isTrusted))}`);
	}
}

function toolText(tool: ResolvedTool, isTrusted: boolean): string {
	const { state, note, becomes } = tool;
	const isRefused = !isTrusted && becomes.some((name) => refusedInRestrictedMode.has(name));
	const here = state === 'available' ? toolEffect(tool) : stateWords[state];
	const refused = isRefused ? '; refuses in Restricted Mode' : '';
	return `${here}${refused}${note === '' ? '' : `. ${note}`}`;
}

function addHandOffs(
	text: vscode.MarkdownString,
	{ document: { delegations } }: Briefing,
	catalog: Catalog,
): void {
	if (delegations.length === 0) return;
	text.appendMarkdown('\n\n**Hand-offs**\n');
	for (const { handle: to, triggers } of delegations) {
		const words = `${to}: ${triggers.join('; ')}`;
		const target = targetWords(to, catalog);
		text.appendMarkdown(`\n- ${escaped(target === '' ? words : `${words} ${target}`)}`);
	}
}

function addUnused(text: vscode.MarkdownString, { document: { agent } }: Briefing): void {
	const keys = new Set(agent.frontMatter.entries.map(({ canonical }) => canonical));
	const unused = [...keys].filter((key) => Object.hasOwn(unusedKeys, key));
	if (unused.length === 0) return;
	text.appendMarkdown('\n\n**Not used here**\n');
	for (const key of unused) {
		text.appendMarkdown(`\n- ${escaped(key)}: ${escaped(unusedKeys[key] ?? '')}`);
	}
}

/** “27,932 characters, about 7,000 tokens” */
function lengthOf({ length }: string): string {
	const tokens = length / charactersPerToken;
	const rounded = tokens < 100 ? Math.ceil(tokens) : Math.round(tokens / 100) * 100;
	return `${length.toLocaleString('en')} characters, about ${rounded.toLocaleString('en')} tokens`;
}

/** As the usual tokenizers make them of prose and code in English. */
const charactersPerToken = 4;

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
	const from = isHandbook(model) ? '' : ` (${model.vendor})`;
	return `${model.name}${from}${written}${absent}`;
}
