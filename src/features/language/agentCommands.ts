import * as vscode from 'vscode';
import { analyse } from '../../core/agentDocument.ts';
import { isInAgentPicker } from '../../core/language/builtInSupport.ts';
import { newHandle } from '../../core/language/agentNames.ts';
import { newAgentText } from '../../core/language/agentTemplate.ts';
import { stemOf } from '../../core/catalog.ts';
import { patternItems } from '../../core/symbols.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { openFile } from '../../host/openFile.ts';
import { isFile } from '../../host/readFile.ts';
import { registerCommand, UserError } from '../../host/run.ts';
import { rangeIn } from '../../host/textPositions.ts';
import { commandIds } from '../../ids.ts';
import type { LanguageContext } from './languageContext.ts';

/** The commands behind the links of hovers and lenses. */
export function registerAgentCommands(
	{ agents, log }: LanguageContext,
	dialogs: Dialogs,
): vscode.Disposable {
	return vscode.Disposable.from(
		registerCommand(commandIds.openAgent, log, async (path) => {
			const files = agents.catalog.flatMap((agent) => [agent, ...agent.shadows]);
			const file = files.find((each) => each.path === path);
			if (!file) throw new UserError('This agent file is no longer there.');
			await vscode.window.showTextDocument(await openFile(vscode.Uri.parse(file.path)));
		}),
		registerCommand(commandIds.createAgent, log, async (name) => {
			await createAgent(newHandle(String(name)));
		}),
		registerCommand(commandIds.goToPattern, log, async (path) => {
			await goToPattern(vscode.Uri.parse(String(path)), dialogs);
		}),
	);
}

/** Opens an unsaved agent file, or the one that is there already. */
async function createAgent(handle: string): Promise<void> {
	const file = newAgentUri(handle);
	if (file && (await isFile(file))) {
		await vscode.window.showTextDocument(await openFile(file));
		return;
	}
	const content = newAgentText(handle);
	const document = file
		? await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }))
		: await vscode.workspace.openTextDocument({ language: 'chatagent', content });
	const editor = await vscode.window.showTextDocument(document);
	if (document.getText() !== '') return;
	await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
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

async function goToPattern(uri: vscode.Uri, dialogs: Dialogs): Promise<void> {
	const document = await openFile(uri);
	const items = patternItems(analyse(document.getText(), { stem: stemOf(uri.path) }));
	const choices = items.map(({ name, detail, selection }) => {
		return { label: plainLine(name), description: visiblePath(detail), selection };
	});
	const chosen = await dialogs.choose(choices, {
		placeHolder: plain`Which pattern?`,
		matchOnDescription: true,
	});
	if (!chosen) return;
	const { start } = rangeIn(document, chosen.selection);
	const editor = await vscode.window.showTextDocument(document);
	editor.selection = new vscode.Selection(start, start);
	editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}
