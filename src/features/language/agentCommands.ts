import * as vscode from 'vscode';
import { chatWith, openChat } from './chatWith.ts';
import { isInAgentPicker } from '../../core/editor/builtInSupport.ts';
import { origins, type CatalogAgent } from '../../core/agent/catalog.ts';
import { newHandle } from '../../core/agent/names.ts';
import { newAgentText, type HandedTask } from '../../core/editor/agentTemplate.ts';
import { patternItems } from '../../core/editor/outline.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { openFile } from '../../host/platform/openFile.ts';
import { isFile } from '../../host/platform/files.ts';
import { UserError } from '../../host/userError.ts';
import { rangeIn } from '../../host/textPositions.ts';

/**
 * Opens an agent's file.
 *
 * @param path as the catalog has it
 * @throws UserError where the catalog has no such file: a link opens no other
 */
export async function openAgent(agents: AgentLibrary, path: unknown): Promise<void> {
	await agents.ready;
	const file = typeof path === 'string' ? agents.catalog.at(path) : undefined;
	if (!file) throw new UserError('This agent file is no longer there.');
	await vscode.window.showTextDocument(await openFile(vscode.Uri.parse(file.path)));
}

/**
 * Opens the chat with an agent.
 *
 * @param path as the catalog has it
 * @throws UserError where the catalog has no such file, or the chat no such agent
 */
export async function askAgent(agents: AgentLibrary, path: unknown): Promise<void> {
	await agents.ready;
	const file = typeof path === 'string' ? agents.catalog.at(path) : undefined;
	if (!file) throw new UserError('This agent file is no longer there.');
	const chat = chatWith(file, file.path);
	if (!chat) {
		throw new UserError('This agent is not in the chat; move its file to .claude/agents.');
	}
	await vscode.commands.executeCommand(openChat, chat);
}

/**
 * Opens an unsaved agent file, or the one that is there already. It starts from what an agent file
 * says that hands over to this name: the one that is open, else any that is known.
 */
export async function createAgent(agents: AgentLibrary, name: string): Promise<void> {
	const handle = newHandle(name);
	const file = newAgentUri(handle);
	if (file && (await isFile(file))) {
		await vscode.window.showTextDocument(await openFile(file));
		return;
	}
	const content = newAgentText(handle, await taskOf(agents, name));
	const document = file
		? await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }))
		: await vscode.workspace.openTextDocument({ language: 'chatagent', content });
	const editor = await vscode.window.showTextDocument(document);
	if (document.getText() !== '') return;
	await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
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

/** Beside the agent file that is open, else in `.claude/agents`; none outside of folders on disk. */
function newAgentUri(handle: string): vscode.Uri | undefined {
	const open = vscode.window.activeTextEditor?.document.uri;
	if (open?.scheme === 'file' && isInAgentPicker(open.path)) {
		return vscode.Uri.joinPath(open, '..', `${handle}.md`);
	}
	const folder =
		(open && vscode.workspace.getWorkspaceFolder(open)) ?? vscode.workspace.workspaceFolders?.[0];
	if (folder?.uri.scheme !== 'file') return undefined;
	return vscode.Uri.joinPath(folder.uri, '.claude', 'agents', `${handle}.md`);
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
