import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { pathWithin } from '../platform/files.ts';
import { isRepository } from '../platform/repository.ts';

/** A folder whose files are agents, besides those that every workspace has. */
export interface AgentFolder {
	readonly uri: vscode.Uri;
	readonly origin: 'user' | 'workspace';
	/** Which of its files, and whether those in folders below it, too. */
	readonly takes: 'markdown below it' | 'agent.md in it';
}

/** VS Code's setting for agents of the folders above, up to the root of the repository. */
const parentsSetting = 'chat.useCustomizationsInParentRepositories';

/** VS Code's setting for folders with agents; it means the files `*.agent.md` right in them. */
const locationsSetting = 'chat.agentFilesLocations';

/** The settings that the folders follow from. */
export const folderSettings: readonly string[] = [locationsSetting, parentsSetting];

/**
 * The user's own folders, those above the workspace where VS Code's setting asks for them, and those
 * that another setting names: relative to each folder of the workspace and above it, or to the home
 * folder with `~/`.
 */
export function agentFolders(
	open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
): readonly AgentFolder[] {
	const home = vscode.Uri.file(homedir());
	const [own, ofUser] = [ownFolders(), namedByUser()];
	const parents = parentsOf(open, home);
	// VS Code searches no files in what is not on a disk, where no extension has brought it a search.
	const notSearched = open.filter(({ scheme }) => scheme !== 'file');
	const walked = [...notSearched, ...parents].flatMap((parent) =>
		['.claude', '.github'].map((name): AgentFolder => {
			const uri = vscode.Uri.joinPath(parent, name, 'agents');
			return { uri, origin: 'workspace', takes: 'markdown below it' };
		}),
	);
	const chat = vscode.workspace.getConfiguration('chat');
	const locations = locationsIn(chat.get('agentFilesLocations'));
	const takes = 'agent.md in it';
	const named = locations.flatMap((path): readonly AgentFolder[] => {
		if (path.startsWith('~/')) {
			const uri = vscode.Uri.joinPath(home, path.slice(2));
			// What only a workspace names is no folder of other windows.
			const isOwn = ofUser.some((each) => each.uri.toString() === uri.toString());
			return [{ uri, origin: isOwn ? 'user' : 'workspace', takes }];
		}
		return [...open, ...parents].map((uri) => {
			return { uri: vscode.Uri.joinPath(uri, path), origin: 'workspace', takes };
		});
	});
	// In the workspace such files are found anyway, and a folder is taken once.
	const isOpen = ({ uri }: AgentFolder): boolean =>
		uri.scheme === 'file' &&
		open.some((each) => each.path === uri.path || pathWithin(each, uri) !== undefined);
	const all = [...own, ...walked].filter((folder) => folder.origin === 'user' || !isOpen(folder));
	const isNew = (folder: AgentFolder): boolean =>
		!isOpen(folder) && !all.some((each) => isInFolder(each, folder.uri));
	return [...all, ...named.filter(isNew)];
}

/**
 * Whether a file is one of the user's own agents in some windows, and not in this one: its workspace
 * has switched the folder off.
 */
export function isLeftOutHere(uri: vscode.Uri): boolean {
	const isIn = (folder: AgentFolder): boolean =>
		folder.origin === 'user' && isInFolder(folder, uri);
	return namedByUser().some(isIn) && !agentFolders().some(isIn);
}

/** The folders of agents in the home folder that every user has. */
function ownFolders(): readonly AgentFolder[] {
	const home = vscode.Uri.file(homedir());
	return ['.claude', '.copilot'].map((name) => {
		const uri = vscode.Uri.joinPath(home, name, 'agents');
		return { uri, origin: 'user', takes: 'markdown below it' };
	});
}

/** The folders that the user's own settings name in the home folder, whatever those of a workspace say. */
function namedByUser(): readonly AgentFolder[] {
	const home = vscode.Uri.file(homedir());
	const said = vscode.workspace.getConfiguration('chat').inspect('agentFilesLocations');
	return locationsIn(said?.globalValue)
		.filter((path) => path.startsWith('~/'))
		.map((path) => {
			const uri = vscode.Uri.joinPath(home, path.slice(2));
			return { uri, origin: 'user', takes: 'agent.md in it' };
		});
}

/** The paths of folders that a value of the setting switches on. */
function locationsIn(value: unknown): readonly string[] {
	return Object.entries(Object(value) as object).flatMap(([path, isOn]) =>
		isOn === true && /^(?![a-z]:|[\\/])[^\\*?[\]{}]+$/i.test(path) ? path.trim() : [],
	);
}

/** The folders above those of the workspace, as far as the roots of their repositories. */
function parentsOf(open: readonly vscode.Uri[], home: vscode.Uri): readonly vscode.Uri[] {
	if (vscode.workspace.getConfiguration().get<unknown>(parentsSetting) !== true) return [];
	const found = open.flatMap((uri) => upToRepository(uri, home));
	return [...new Map(found.map((uri) => [uri.toString(), uri])).values()];
}

/** As VS Code has it: no repository has the home folder as its root, and without one there are none. */
function upToRepository(folder: vscode.Uri, home: vscode.Uri): readonly vscode.Uri[] {
	const above: vscode.Uri[] = [];
	for (let at = folder; ; ) {
		if (isRepository(at)) return above;
		const parent = vscode.Uri.joinPath(at, '..');
		const isEnd = parent.path === at.path || parent.toString() === home.toString();
		if (isEnd || parent.path === '/') return [];
		above.push(parent);
		at = parent;
	}
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
