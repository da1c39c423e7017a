import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import type { Origin } from '../../core/agent/catalog.ts';
import { agentFileGlobs, isAgentPath } from '../../core/agent/filePath.ts';
import { isInInstalledPackage } from '../platform/installedPackage.ts';
import { kindOf, pathWithin } from '../platform/files.ts';
import { FolderWatchers } from '../platform/folderWatchers.ts';
import {
	agentFolders,
	folderSettings,
	isInFolder,
	takesName,
	type AgentFolder,
} from './agentFolders.ts';
import type { ToldFiles } from './toldFiles.ts';
import { tooManyFiles, walkFolder } from './walkFolder.ts';

/** More files than any collection has. */
const mostFiles = 20_000;
/** Files that wait to be read. */
const atOnce = 100;
/** Many files are deleted at once when a branch is switched. */
const settleTime = 20;

const excluded = '**/node_modules/**';
const agentFiles = `{${agentFileGlobs.join(',')}}`;
/** VS Code says of a folder that came with all that is in it no more than that it came. */
const newFolders =
	'{**/.claude,**/.github,**/.claude/agents,**/.github/agents,**/.claude/agents/**,**/.github/agents/**}';

const notTrusted =
	'The workspace is not trusted, so that its agents are not used. Trust it with “Workspaces: Manage Workspace Trust”.';

/** What is done with the files that are found; each is told by its URI. */
export interface FoundFiles {
	/** A file is there, has changed or is gone; settles when it was read. Never rejects. */
	look(uri: vscode.Uri, origin: Origin): Promise<void>;
	/** A file or folder is there and cannot be used. */
	refuse(uri: vscode.Uri, origin: Origin, reason: string): void;
	/** A file is none of those that are asked for any more. */
	drop(path: string): void;
	/** All that was told and not taken back. */
	readonly told: Pick<ToldFiles, 'has' | 'isAt' | 'at'>;
}

/**
 * Finds the agent files of the user and of the workspace, and follows what becomes of them. Files of
 * a workspace that is not trusted are found and not read.
 */
export class AgentFinder implements vscode.Disposable {
	readonly #files: FoundFiles;
	readonly #log: vscode.LogOutputChannel;
	readonly #subscriptions: readonly vscode.Disposable[];
	#folders: readonly AgentFolder[] = [];
	#folderWatchers: readonly vscode.Disposable[] = [];
	readonly #near = new FolderWatchers((uri) => this.#noteChanged(uri));
	readonly #deleted = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(files: FoundFiles, log: vscode.LogOutputChannel) {
		this.#files = files;
		this.#log = log;
		const agents = vscode.workspace.createFileSystemWatcher(agentFiles);
		const folders = vscode.workspace.createFileSystemWatcher(newFolders, false, false, true);
		const all = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
		const look = (uri: vscode.Uri): void => void this.#look(uri);
		this.#subscriptions = [
			agents,
			agents.onDidCreate(look),
			agents.onDidChange(look),
			folders,
			folders.onDidCreate((uri) => void this.#searchNew(uri)),
			// One that goes and comes again at once has changed, as VS Code puts it.
			folders.onDidChange((uri) => void this.#searchNew(uri)),
			all,
			all.onDidDelete((uri) => this.#noteDeleted([uri])),
			vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#findInWorkspace()),
			vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void this.#changeFolders(added)),
			vscode.workspace.onDidChangeConfiguration((event) => {
				const isMeant = folderSettings.some((name) => event.affectsConfiguration(name));
				if (isMeant) void this.#changeFolders([]);
			}),
			// What is done in VS Code itself is known at once, and where files cannot be watched, too.
			// A file that is opened may be one that watchers have overlooked.
			vscode.workspace.onDidOpenTextDocument(({ uri }) => {
				if (!files.told.has(uri.toString())) look(uri);
			}),
			vscode.workspace.onDidSaveTextDocument(({ uri }) => look(uri)),
			vscode.workspace.onDidCreateFiles(({ files: uris }) => this.#noteCreated(uris)),
			vscode.workspace.onDidDeleteFiles(({ files: uris }) => this.#noteDeleted(uris)),
			vscode.workspace.onDidRenameFiles(({ files: uris }) => {
				this.#noteDeleted(uris.map(({ oldUri }) => oldUri));
				this.#noteCreated(uris.map(({ newUri }) => newUri));
			}),
		];
	}

	/** Tells all files that there are; settles when they were read. Never rejects. */
	async find(): Promise<void> {
		const folders = this.#watchFolders().filter(({ origin }) => origin === 'user');
		await Promise.all([...folders.map(async (folder) => this.#walk(folder)), this.#findInWorkspace()]);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#near.dispose();
		vscode.Disposable.from(...this.#subscriptions, ...this.#folderWatchers).dispose();
	}

	async #findInWorkspace(): Promise<void> {
		const folders = this.#folders.filter(({ origin }) => origin === 'workspace');
		await Promise.all([
			...folders.map(async (folder) => this.#walk(folder)),
			...(vscode.workspace.workspaceFolders ?? []).map(async (folder) => this.#search(folder)),
		]);
	}

	async #search(folder: vscode.WorkspaceFolder): Promise<void> {
		this.#followFolders();
		const uris = await this.#findFiles(new vscode.RelativePattern(folder, agentFiles));
		// Meanwhile the folder may have gone.
		if (!vscode.workspace.getWorkspaceFolder(folder.uri)) return;
		if (uris.length > mostFiles) {
			this.#files.refuse(folder.uri, 'workspace', tooManyFiles(mostFiles));
		}
		await this.#lookAt(uris.slice(0, mostFiles));
	}

	/** Something has come into the workspace: if it is a folder, agent files may be in it. */
	async #searchNew(uri: vscode.Uri): Promise<void> {
		if (!vscode.workspace.getWorkspaceFolder(uri) || (await kindOf(uri)) !== 'folder') return;
		await this.#lookAt(await this.#findFiles(new vscode.RelativePattern(uri, '**/*.md')));
	}

	async #findFiles(pattern: vscode.RelativePattern): Promise<readonly vscode.Uri[]> {
		try {
			return await vscode.workspace.findFiles(pattern, excluded, mostFiles + 1);
		} catch (error) {
			this.#log.error(`Agent files of ${pattern.baseUri.toString()} cannot be found:`, error);
			return [];
		}
	}

	/** Tells the files of a folder, or of one below it. */
	async #walk(folder: AgentFolder, from = folder.uri): Promise<void> {
		if (!isUsed(folder)) return;
		const isDeep = folder.takes === 'markdown below it';
		const accepts = (name: string): boolean => takesName(folder, name);
		this.#followFolders();
		const { files, folders, faults } = await walkFolder(from, { accepts, isDeep, most: mostFiles });
		if (!this.#folders.includes(folder)) return;
		for (const each of folders) this.#near.follow(each);
		for (const { uri, reason } of faults) this.#files.refuse(uri, folder.origin, reason);
		await this.#lookAt(files);
	}

	/** Looks at files, some at a time, so that other code has its turn and the last may have gone. */
	async #lookAt(uris: readonly vscode.Uri[]): Promise<void> {
		for (let i = 0; i < uris.length; i += atOnce) {
			await Promise.all(uris.slice(i, i + atOnce).map(async (uri) => this.#look(uri)));
		}
	}

	async #look(uri: vscode.Uri): Promise<void> {
		const place = this.placeOf(uri);
		if (place === 'not trusted') this.#files.refuse(uri, 'workspace', notTrusted);
		else if (place) {
			this.#near.follow(vscode.Uri.joinPath(uri, '..'));
			await this.#files.look(uri, place);
		}
	}

	/** The origin of a file that is an agent by its place. */
	placeOf(uri: vscode.Uri): Origin | 'not trusted' | undefined {
		const folder = this.#folders.find(
			(each) => isInFolder(each, uri) && takesName(each, uri.path) && isUsed(each),
		);
		// As in the search, what packages bring is nobody's agent here.
		const isOpen =
			isAgentPath(uri.path) &&
			vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
			!isInInstalledPackage(uri);
		// The home folder may be the workspace: then its agents are those of the workspace.
		if (isOpen && vscode.workspace.isTrusted) return 'workspace';
		return folder?.origin ?? (isOpen ? 'not trusted' : undefined);
	}

	/** The folders of the workspace, or the setting for other folders, have changed. */
	async #changeFolders(added: readonly vscode.WorkspaceFolder[]): Promise<void> {
		const before = new Set(this.#folders.map(keyOf));
		const folders = this.#watchFolders().filter((folder) => !before.has(keyOf(folder)));
		const moved: vscode.Uri[] = [];
		for (const [path, origin] of this.#files.told.at()) {
			const uri = vscode.Uri.parse(path);
			if (!this.#isAsked(uri)) this.#files.drop(path);
			else if (this.placeOf(uri) !== origin) moved.push(uri);
		}
		await Promise.all([
			this.#lookAt(moved),
			...folders.map(async (folder) => this.#walk(folder)),
			...added.map(async (folder) => this.#search(folder)),
		]);
	}

	/** Whether a file or folder is in a place that is looked at. */
	#isAsked(uri: vscode.Uri): boolean {
		if (vscode.workspace.getWorkspaceFolder(uri)) return true;
		return this.#folders.some((folder) => isInFolder(folder, uri));
	}

	/** Takes the folders as they are now. */
	#watchFolders(): readonly AgentFolder[] {
		vscode.Disposable.from(...this.#folderWatchers).dispose();
		const known = new Map(this.#folders.map((folder) => [keyOf(folder), folder]));
		this.#folders = agentFolders().map((folder) => known.get(keyOf(folder)) ?? folder);
		this.#folderWatchers = this.#folders.map((folder) => this.#watch(folder));
		return this.#folders;
	}

	#watch(folder: AgentFolder): vscode.Disposable {
		const pattern = folder.takes === 'markdown below it' ? '**' : '*';
		const watcher = vscode.workspace.createFileSystemWatcher(
			new vscode.RelativePattern(folder.uri, pattern),
		);
		const isMeant = ({ path }: vscode.Uri): boolean => takesName(folder, path);
		return vscode.Disposable.from(
			watcher,
			watcher.onDidChange((uri) => void (isMeant(uri) && this.#look(uri))),
			watcher.onDidCreate(
				(uri) => void (isMeant(uri) ? this.#look(uri) : this.#walk(folder, uri)),
			),
			watcher.onDidDelete((uri) => this.#noteDeleted([uri])),
		);
	}

	/** Folders of agents may come, with the folders above them: what leads to them is watched as well. */
	#followFolders(): void {
		const own = this.#folders.filter(({ takes }) => takes === 'markdown below it');
		const open = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
			['.claude', '.github'].map((name) => vscode.Uri.joinPath(uri, name, 'agents')),
		);
		for (const agents of [...own.map(({ uri }) => uri), ...open]) {
			const above = vscode.Uri.joinPath(agents, '..');
			this.#near.follow(vscode.Uri.joinPath(above, '..'), fileNameOf(above.path));
			this.#near.follow(above, fileNameOf(agents.path));
			this.#near.follow(agents);
		}
	}

	/** Something has happened in a folder that is watched by itself. */
	#noteChanged(uri: vscode.Uri): void {
		if (!/\.md$/i.test(uri.path)) this.#followFolders();
		this.#noteCreated([uri]);
		this.#noteDeleted([uri]);
		for (const folder of this.#folders) {
			const isIn = isInFolder(folder, uri);
			// Of a folder above the agents' only what leads to these is of interest.
			if (isIn && !takesName(folder, uri.path)) void this.#walk(folder, uri);
			else if (!isIn && pathWithin(uri, folder.uri) !== undefined) void this.#walk(folder);
		}
	}

	#noteCreated(uris: readonly vscode.Uri[]): void {
		for (const uri of uris) {
			void this.#look(uri);
			void this.#searchNew(uri);
		}
	}

	/** Looks again at files that were deleted, or that were in a folder that was. */
	#noteDeleted(uris: readonly vscode.Uri[]): void {
		for (const uri of uris) {
			const path = uri.toString();
			if (this.#files.told.isAt(path)) this.#deleted.add(path);
		}
		if (this.#deleted.size === 0) return;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const files = [...this.#deleted].flatMap((path) => this.#files.told.at(path));
			this.#deleted.clear();
			for (const path of new Set(files.map(([each]) => each))) {
				const uri = vscode.Uri.parse(path);
				const place = this.placeOf(uri);
				if (place === undefined || place === 'not trusted') this.#files.drop(path);
				else void this.#files.look(uri, place);
			}
		}, settleTime);
	}
}

function isUsed({ origin }: AgentFolder): boolean {
	return origin === 'user' || vscode.workspace.isTrusted;
}

function keyOf({ uri, origin, takes }: AgentFolder): string {
	return `${origin} ${takes} ${uri.toString()}`;
}
