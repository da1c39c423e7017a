import * as vscode from 'vscode';
import { isOwn, type CatalogAgent, type Origin } from '../../core/agent/catalog.ts';
import { stemOf } from '../../core/agent/agentPlace.ts';
import { askedAs, isParticipant, isSameName, nearestAgent } from '../../core/agent/names.ts';
import { namedAgent } from '../../core/chat/routing.ts';
import type { UnusableFile } from '../../core/editor/agentGroups.ts';
import { count, escapeMarkdown, inlineCode, shorten } from '../../core/text/markdownText.ts';
import { visiblePath } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { fileProblems } from '../../host/agents/fileProblems.ts';
import { chooseAgent } from '../../host/agents/chooseAgent.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { manageTrust } from '../../host/manageTrust.ts';
import { doorCommands } from '../../ids.ts';
import { sourceOf } from './knowingAgents.ts';
import type { ReplyStream } from './replyStream.ts';

const originTitles: Readonly<Record<Origin, string>> = {
	workspace: 'In this workspace',
	user: 'Your own',
	pack: 'From other extensions',
	bundled: 'From this extension',
};

/** More are counted. */
const mostListed = 100;
const mostUnusable = 20;
/** The files of more agents are not looked through for problems. */
const mostChecked = 50;

/** The answer to `/list`: all agents by origin, with their tools and problems, and what is none. */
export async function listAgents(agents: AgentLibrary, stream: ReplyStream): Promise<void> {
	const problems = await countProblems(agents);
	const text = new vscode.MarkdownString();
	for (const origin of ['workspace', 'user', 'pack', 'bundled'] as const) {
		const all = agents.catalog.agents.filter((agent) => agent.origin === origin);
		if (all.length === 0) continue;
		text.appendMarkdown(`\n\n**${escapeMarkdown(originTitles[origin])}**\n`);
		for (const agent of all.slice(0, mostListed)) {
			const { name, words } = lineOf(agent, problems.get(agent.path) ?? 0);
			text.appendMarkdown(`\n- **${escapeMarkdown(name)}** — ${escapeMarkdown(words)}`);
		}
		const more = all.length - mostListed;
		if (more > 0) text.appendMarkdown(`\n- and ${count(more, 'more agent')}`);
	}
	const { unusable } = agents;
	if (unusable.length > 0) {
		text.appendMarkdown('\n\n**Cannot be used**\n');
		for (const { path, reason } of unusable.slice(0, mostUnusable)) {
			text.appendMarkdown(`\n- ${inlineCode(placeOf(path))}: ${escapeMarkdown(reason)}`);
		}
		const more = unusable.length - mostUnusable;
		if (more > 0) text.appendMarkdown(`\n- and ${count(more, 'more file')}`);
	}
	stream.markdown(text);
	if (!vscode.workspace.isTrusted && unusable.some(({ origin }) => origin === 'workspace')) {
		stream.button(manageTrust);
	}
}

function lineOf(
	listed: CatalogAgent,
	problems: number,
): { readonly name: string; readonly words: string } {
	const { handle, agent, shadows } = listed;
	const tools = agent.tools?.length === 0 ? 'none' : agent.tools?.join(', ');
	const hidden = shadows.map((shadow) => originWords[shadow.origin]);
	const parts = [
		shorten(agent.summary, 200) || 'no description',
		...(tools === undefined ? [] : [`tools: ${shorten(tools, 200)}`]),
		...(askedAs(listed) === handle ? [] : [`asked as @${askedAs(listed)}`]),
		...(hidden.length > 0 ? [`goes before the one ${hidden.join(' and ')}`] : []),
		...(problems > 0 ? [`${count(problems, 'problem')} in its file`] : []),
	];
	return { name: isParticipant(listed) ? `@${handle}` : handle, words: parts.join(' · ') };
}

const originWords: Readonly<Record<Origin, string>> = {
	workspace: 'of this workspace',
	user: 'of your own',
	pack: 'of another extension',
	bundled: 'of this extension',
};

/** What is wrong in the files of the user and the workspace, hints aside, by their paths. */
async function countProblems(agents: AgentLibrary): Promise<ReadonlyMap<string, number>> {
	const { catalog } = agents;
	const own = catalog.agents.filter(isOwn);
	const counted = await Promise.all(
		own.slice(0, mostChecked).map(async (agent): Promise<readonly [string, number]> => {
			const { document } = await sourceOf(agents, agent).read();
			if (!document) return [agent.path, 0];
			const found = fileProblems(document, catalog, agent.path);
			return [
				agent.path,
				found.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
			];
		}),
	);
	return new Map(counted);
}

function placeOf(path: string): string {
	return visiblePath(vscode.workspace.asRelativePath(vscode.Uri.parse(path)));
}

/**
 * The answer to `/use`.
 *
 * @returns the agent that the conversation keeps to from now on
 */
export async function useAgent(
	agents: AgentLibrary,
	name: string,
	stream: ReplyStream,
): Promise<string | undefined> {
	const written = name.trim().replace(/^@/, '');
	const agent =
		written === ''
			? await chooseAgent(agents.catalog.agents, vscodeDialogs)
			: namedAgent(written.endsWith(':') ? written : `${written}:`, agents.catalog)?.agent;
	if (agent) {
		stream.markdown(
			new vscode.MarkdownString(
				`**@${escapeMarkdown(agent.handle)}** answers in this conversation from now on. ${inlineCode(`/${doorCommands.use}`)} chooses again.`,
			),
		);
		return agent.handle;
	}
	if (written !== '') sayUnnamed(agents, written, stream);
	stream.markdown(new vscode.MarkdownString('Each question finds its own agent.'));
	return undefined;
}

/** The file by a name that is there, and no agent: with what it takes to use it. */
export function unusableNamed(agents: AgentLibrary, name: string): UnusableFile | undefined {
	return agents.unusable.find(({ path }) => {
		const { path: file } = vscode.Uri.parse(path);
		return isSameName(stemOf(file), name);
	});
}

/** Says that nobody has a name, and why where there is a file by it. */
export function sayUnnamed(agents: AgentLibrary, name: string, stream: ReplyStream): void {
	const file = unusableNamed(agents, name);
	if (file) {
		stream.markdown(
			new vscode.MarkdownString(
				`${inlineCode(placeOf(file.path))} cannot be asked: ${escapeMarkdown(file.reason)}\n\n`,
			),
		);
		if (file.origin === 'workspace' && !vscode.workspace.isTrusted) stream.button(manageTrust);
		return;
	}
	const near = nearestAgent(name, agents.catalog);
	const text = new vscode.MarkdownString(
		`No agent is called ${escapeMarkdown(shorten(name, 100))}.`,
	);
	if (near) text.appendMarkdown(` Did you mean **${escapeMarkdown(near.handle)}**?`);
	stream.markdown(text.appendMarkdown(` ${inlineCode(`/${doorCommands.list}`)} shows all.\n\n`));
}
