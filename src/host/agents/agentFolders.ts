import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { pathWithin } from '../platform/files.ts';

/** A folder whose files are agents, besides those that every workspace has. */
export interface AgentFolder {
	readonly uri: vscode.Uri;
	readonly origin: 'user' | 'workspace';
	/** Which of its files, and whether those in folders below it, too. */
	readonly takes: 'markdown below it' | 'agent.md in it';
}

/** VS Code's setting for folders with agents; it means the files `*.agent.md` right in them. */
export const locationsSetting = 'chat.agentFilesLocations';

/**
 * The user's own folders, and those that VS Code's setting names: relative to each folder of the
 * workspace, or to the home folder with `~/`.
 */
export function agentFolders(): readonly AgentFolder[] {
	const home = vscode.Uri.file(homedir());
	const own = ['.claude', '.copilot'].map((name): AgentFolder => {
		const uri = vscode.Uri.joinPath(home, name, 'agents');
		return { uri, origin: 'user', takes: 'markdown below it' };
	});
	const setting = vscode.workspace.getConfiguration('chat').get<unknown>('agentFilesLocations');
	const locations = Object.entries(Object(setting) as object).flatMap(([path, isOn]) =>
		isOn === true && /^(?![a-z]:|[\\/])[^\\*?[\]{}]+$/i.test(path) ? path.trim() : [],
	);
	const takes = 'agent.md in it';
	const named = locations.flatMap((path): readonly AgentFolder[] => {
		if (path.startsWith('~/')) {
			return [{ uri: vscode.Uri.joinPath(home, path.slice(2)), origin: 'user', takes }];
		}
		return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => {
			return { uri: vscode.Uri.joinPath(uri, path), origin: 'workspace', takes };
		});
	});
	// In the workspace and in the user's own folders such files are found anyway.
	const isNew = ({ uri }: AgentFolder): boolean =>
		!vscode.workspace.getWorkspaceFolder(uri) && !own.some((folder) => isInFolder(folder, uri));
	return [...own, ...named.filter(isNew)];
}

/** Whether a folder takes a file of a name. */
export function takesName({ takes }: AgentFolder, name: string): boolean {
	return takes === 'agent.md in it' ? /\.agent\.md$/i.test(name) : /\.md$/i.test(name);
}

/** Whether a file or folder is an agent folder itself, or one that it takes. */
export function isInFolder(folder: AgentFolder, uri: vscode.Uri): boolean {
	if (uri.toString() === folder.uri.toString()) return true;
	const path = pathWithin(folder.uri, uri);
	if (path === undefined) return false;
	return folder.takes === 'markdown below it' || !path.includes('/');
}
