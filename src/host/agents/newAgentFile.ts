import * as vscode from 'vscode';
import { isInAgentPicker } from '../../core/editor/builtInSupport.ts';
import { isFile } from '../platform/files.ts';
import { openFile } from '../platform/openFile.ts';

/**
 * Shows the agent file of a handle: the one that is there, else an unsaved one, which the user saves
 * or not. It lies beside an agent file, or in `.claude/agents` of the workspace; outside of folders on
 * disk it has no place.
 *
 * @param text what is in a new one; asked for when there is none yet
 * @param beside an agent file
 */
export async function showAgentFile(
	handle: string,
	text: () => Promise<string>,
	beside?: vscode.Uri,
): Promise<void> {
	const file = newAgentUri(handle, beside);
	if (file && (await isFile(file))) {
		await vscode.window.showTextDocument(await openFile(file));
		return;
	}
	const content = await text();
	const document = file
		? await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }))
		: await vscode.workspace.openTextDocument({ language: 'chatagent', content });
	const editor = await vscode.window.showTextDocument(document);
	if (document.getText() !== '') return;
	await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
}

function newAgentUri(handle: string, beside: vscode.Uri | undefined): vscode.Uri | undefined {
	if (beside?.scheme === 'file' && isInAgentPicker(beside.path)) {
		return vscode.Uri.joinPath(beside, '..', `${handle}.md`);
	}
	const open = vscode.window.activeTextEditor?.document.uri;
	const folder =
		(open && vscode.workspace.getWorkspaceFolder(open)) ?? vscode.workspace.workspaceFolders?.[0];
	if (folder?.uri.scheme !== 'file') return undefined;
	return vscode.Uri.joinPath(folder.uri, '.claude', 'agents', `${handle}.md`);
}
