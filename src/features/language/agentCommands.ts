import * as vscode from 'vscode';
import { openChatWith } from '../../host/openChat.ts';
import { chatWith } from './chatWith.ts';
import { isOwn, origins, type CatalogAgent } from '../../core/agent/catalog.ts';
import {
	askedAs,
	isBuiltInAgent,
	isParticipant,
	newHandle,
	resolveAgent,
} from '../../core/agent/names.ts';
import { newAgentText, type HandedTask } from '../../core/editor/agentTemplate.ts';
import { patternItems } from '../../core/editor/outline.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { openFile } from '../../host/platform/openFile.ts';
import { chooseAgent } from '../../host/agents/chooseAgent.ts';
import { showAgentFile } from '../../host/agents/newAgentFile.ts';
import { pickFrom } from '../../host/quickPick.ts';
import { UserError } from '../../host/userError.ts';
import { rangeIn } from '../../host/textPositions.ts';
import { chatCommands, doorName } from '../../ids.ts';
import { pickNewAgent } from './pickNewAgent.ts';

/**
 * Opens an agent's file.
 *
 * @param argument as `agentAt` takes it
 */
export async function openAgent(agents: AgentLibrary, argument: unknown): Promise<void> {
	const file = await agentAt(agents, argument);
	if (!file) return;
	await vscode.window.showTextDocument(await openFile(vscode.Uri.parse(file.path)));
}

/**
 * Opens the chat with a question to an agent begun: as its participant, else through the one that
 * answers for all.
 *
 * @param argument as `agentAt` takes it
 */
export async function ask(agents: AgentLibrary, argument: unknown): Promise<void> {
	const agent = await agentAt(agents, argument);
	if (!agent) return;
	const query = isParticipant(agent) ? `@${askedAs(agent)} ` : `@${doorName} ${agent.handle}: `;
	await openChatWith({ query, isPartialQuery: true });
}

/** Shows in the chat what an agent sends. */
export async function showAbout(agents: AgentLibrary, argument: unknown): Promise<void> {
	const agent = await agentAt(agents, argument);
	if (!agent) return;
	const about = `/${chatCommands.about}`;
	const query = isParticipant(agent)
		? `@${askedAs(agent)} ${about}`
		: `@${doorName} ${about} ${agent.handle}`;
	await openChatWith({ query });
}

/** Makes an agent file of the workspace, to be changed, of one that is elsewhere. */
export async function copyToWorkspace(agents: AgentLibrary, argument: unknown): Promise<void> {
	const agent = await agentAt(agents, argument);
	if (!agent) return;
	await showAgentFile(agent.handle, async () => textOf(agents, agent));
}

/** Lets the user give an agent another name, everywhere that it is mentioned. */
export async function renameAgent(agents: AgentLibrary, argument: unknown): Promise<void> {
	const agent = await agentAt(agents, argument);
	if (!agent) return;
	const document = await openFile(vscode.Uri.parse(agent.path));
	const editor = await vscode.window.showTextDocument(document);
	const { nameRange } = agent.agent;
	if (!nameRange)
		throw new UserError('The file has no name yet; its problem offers to give it one.');
	const { start } = rangeIn(document, nameRange);
	editor.selection = new vscode.Selection(start, start);
	await vscode.commands.executeCommand('editor.action.rename', [document.uri, start]);
}

async function textOf(agents: AgentLibrary, { path }: CatalogAgent): Promise<string> {
	const document = await agents.inEditor(vscode.Uri.parse(path));
	if (!document) throw new UserError(gone);
	return document.text;
}

const gone = 'This agent file is no longer there.';

/**
 * The agent that a command is about.
 *
 * @param argument a path as the catalog has it, or a row of the view with such a path; without either
 * the user is asked
 * @returns `undefined` when the user leaves without choosing
 * @throws UserError where the catalog has no such file: a link opens no other
 */
async function agentAt(agents: AgentLibrary, argument: unknown): Promise<CatalogAgent | undefined> {
	await agents.ready;
	const path = typeof argument === 'object' ? partOf(argument, 'path') : argument;
	if (path === undefined) return chooseAgent(agents.catalog.agents, vscodeDialogs);
	const agent = typeof path === 'string' ? agents.catalog.at(path) : undefined;
	if (!agent) throw new UserError(gone);
	return agent;
}

function partOf(value: object | null, key: string): unknown {
	return (value as Readonly<Record<string, unknown>> | null)?.[key];
}

/**
 * Opens the chat with an agent where VS Code itself has it: as a participant, or in its picker.
 *
 * @param argument as `agentAt` takes it
 * @throws UserError where the chat has no such agent
 */
export async function askAgent(agents: AgentLibrary, argument: unknown): Promise<void> {
	const file = await agentAt(agents, argument);
	if (!file) return;
	const chat = chatWith(file, file.path);
	if (!chat) {
		throw new UserError('This agent is not in the chat; move its file to .claude/agents.');
	}
	await openChatWith(chat);
}

/**
 * Opens an unsaved agent file, or the one that is there already. It starts from what an agent file
 * says that hands over to this name: the one that is open, else any that is known.
 *
 * @param argument a name, or a row of the view with one; without either the user is asked
 */
export async function createAgent(agents: AgentLibrary, argument: unknown): Promise<void> {
	const beside = vscode.window.activeTextEditor?.document.uri;
	const name = typeof argument === 'object' ? partOf(argument, 'missing') : argument;
	if (typeof name === 'string') return create(agents, name, beside);
	await agents.ready;
	const chosen = await pickNewAgent(agents.catalog, await missingAgents(agents), pickFrom);
	if (!chosen) return undefined;
	if ('name' in chosen) return create(agents, chosen.name, beside);
	const { copyOf } = chosen;
	return showAgentFile(copyOf.handle, async () => textOf(agents, copyOf));
}

async function create(agents: AgentLibrary, name: string, beside?: vscode.Uri): Promise<void> {
	const handle = newHandle(name);
	await showAgentFile(handle, async () => newAgentText(handle, await taskOf(agents, name)), beside);
}

/** The names that the user's own agent files hand over to, and that no agent has. */
async function missingAgents(agents: AgentLibrary): Promise<readonly string[]> {
	const own = agents.catalog.agents.filter(isOwn);
	const files = await Promise.all(
		own.slice(0, mostSearched).map(async ({ path }) => agents.inEditor(vscode.Uri.parse(path))),
	);
	const names = files.flatMap((file) => file?.delegations.map(({ target }) => target) ?? []);
	return [...new Set(names)].filter(
		(name) => !isBuiltInAgent(name) && !resolveAgent(name, agents.catalog),
	);
}

/** More files are not searched for one that hands over to a name. */
const mostSearched = 200;

async function taskOf(agents: AgentLibrary, name: string): Promise<HandedTask | undefined> {
	await agents.ready;
	const open = vscode.window.activeTextEditor?.document.uri;
	const known = agents.catalog.agents.toSorted((a, b) => rankOf(a) - rankOf(b));
	const paths = known.slice(0, mostSearched).map(({ path }) => path);
	for (const path of [...(open ? [open.toString()] : []), ...paths]) {
		const file = await agents.inEditor(vscode.Uri.parse(path));
		const delegation = file?.delegations.find(
			({ target }) => newHandle(target) === newHandle(name),
		);
		if (!file || !delegation) continue;
		const from = agents.catalog.at(path)?.handle ?? newHandle(file.agent?.name ?? file.stem);
		return { from, delegation };
	}
	return undefined;
}

function rankOf({ origin }: CatalogAgent): number {
	return -origins.indexOf(origin);
}

/** Lets the user choose a pattern of an agent file, and shows it. */
export async function goToPattern(agents: AgentLibrary, path: string): Promise<void> {
	const uri = vscode.Uri.parse(path);
	const file = await agents.inEditor(uri);
	if (!file) throw new UserError('This agent file is no longer there.');
	const items = patternItems(file);
	const choices = items.map(({ name, detail, selection }) => {
		return { label: plainLine(name), description: visiblePath(detail), selection };
	});
	const chosen = await vscodeDialogs.choose(choices, {
		placeHolder: plain`Which pattern?`,
		matchOnDescription: true,
	});
	if (!chosen) return;
	const document = await openFile(uri);
	const { start } = rangeIn(document, chosen.selection);
	const editor = await vscode.window.showTextDocument(document);
	editor.selection = new vscode.Selection(start, start);
	editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}
