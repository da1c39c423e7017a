import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { bundledAgents } from '../agents.generated.ts';
import { decodeAgentFile, parseAgent } from '../core/agent.ts';
import { agentFileGlobs, isAgentDocument, isAgentPath } from '../core/language/agentFilePath.ts';
import { buildCatalog, stemOf } from '../core/catalog.ts';
import type { AgentFile, CatalogAgent, Origin } from '../core/catalog.ts';
import { maxTextSize, readBounded } from './readFile.ts';

/** More files than any collection has; a workspace with more is read up to here. */
const mostFiles = 2_000;
const settleTime = 100;

/**
 * All agents as their files on disk say: bundled, of the user, and of the workspace unless it is
 * not trusted. `path` of each is its URI as text. Asking costs nothing; files are read when the
 * index is made and again when they change.
 */
export class AgentIndex implements vscode.Disposable {
	/** Settles when the files have been read once; never rejects. */
	readonly ready: Promise<void>;
	readonly onDidChange: vscode.Event<void>;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #extensionUri: vscode.Uri;
	readonly #log: vscode.LogOutputChannel;
	readonly #files = new Map<string, AgentFile>();
	/** The latest read of each path: one that was overtaken by another says nothing. */
	readonly #reads = new Map<string, symbol>();
	readonly #subscriptions: vscode.Disposable[] = [this.#changed];
	#catalog: readonly CatalogAgent[] | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isDisposed = false;

	constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
		this.#extensionUri = extensionUri;
		this.#log = log;
		this.onDidChange = this.#changed.event;
		const home = homeFolder();
		this.#subscriptions.push(
			vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#readWorkspace()),
			vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#rereadWorkspace()),
			// Watchers overlook folders that are made in quick succession.
			vscode.workspace.onDidOpenTextDocument(({ uri }) => {
				if (!this.#files.has(uri.toString())) this.#reread([uri]);
			}),
			vscode.workspace.onDidSaveTextDocument(({ uri }) => {
				const known = this.#files.get(uri.toString());
				if (known) void this.#read(uri, known.origin);
			}),
			...agentFileGlobs.map((glob) => this.#watch(glob, 'workspace')),
			this.#watch(new vscode.RelativePattern(home, '**/*.md'), 'user'),
			// What is done in VS Code itself is known at once, and where files cannot be watched, too.
			vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#reread([uri])),
			vscode.workspace.onDidCreateFiles(({ files }) => this.#reread(files)),
			vscode.workspace.onDidDeleteFiles(({ files }) => this.#reread(files)),
			vscode.workspace.onDidRenameFiles(({ files }) =>
				this.#reread(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
			),
		);
		this.ready = this.#readAll(home);
	}

	/** Empty until the files have been read. */
	get catalog(): readonly CatalogAgent[] {
		return (this.#catalog ??= buildCatalog([...this.#files.values()]));
	}

	dispose(): void {
		this.#isDisposed = true;
		clearTimeout(this.#timer);
		vscode.Disposable.from(...this.#subscriptions).dispose();
	}

	async #readAll(home: vscode.Uri): Promise<void> {
		await Promise.all([
			...bundledAgents.map(({ file }) =>
				this.#read(vscode.Uri.joinPath(this.#extensionUri, 'agents', file), 'bundled'),
			),
			this.#readFolder(home),
			this.#readWorkspace(),
		]);
	}

	async #rereadWorkspace(): Promise<void> {
		for (const [path, { origin }] of this.#files) {
			if (origin === 'workspace') this.#files.delete(path);
		}
		await this.#readWorkspace();
		this.#announce();
	}

	/** Files of a workspace that is not trusted say nothing about other files. */
	async #readWorkspace(): Promise<void> {
		if (!vscode.workspace.isTrusted) return;
		const glob = `{${agentFileGlobs.join(',')}}`;
		try {
			const uris = await vscode.workspace.findFiles(glob, '**/node_modules/**', mostFiles);
			await Promise.all(uris.map((uri) => this.#read(uri, 'workspace')));
		} catch (error) {
			this.#log.error('Agent files of the workspace cannot be found:', error);
		}
	}

	async #readFolder(folder: vscode.Uri): Promise<void> {
		let entries: readonly [string, vscode.FileType][];
		try {
			entries = await vscode.workspace.fs.readDirectory(folder);
		} catch {
			// Most users have no such folder.
			return;
		}
		await Promise.all(
			entries.map(async ([name, type]) => {
				const uri = vscode.Uri.joinPath(folder, name);
				if (type === vscode.FileType.Directory) await this.#readFolder(uri);
				else if (name.endsWith('.md')) await this.#read(uri, 'user');
			}),
		);
	}

	async #read(uri: vscode.Uri, from: Origin): Promise<void> {
		const path = uri.toString();
		const read = Symbol();
		this.#reads.set(path, read);
		const text = await this.#textOf(uri);
		if (this.#reads.get(path) !== read) return;
		const stem = stemOf(uri.path);
		const agent = isIncluded(uri, text) ? parseAgent(text ?? '', stem).agent : undefined;
		const isNews = agent ? true : this.#files.delete(path);
		if (agent) this.#files.set(path, { origin: originOf(uri, from), path, stem, agent });
		if (isNews) this.#announce();
	}

	/** `undefined` where there is no such file, or none of text. */
	async #textOf(uri: vscode.Uri): Promise<string | undefined> {
		const read = await readBounded(uri, maxTextSize);
		if ('failure' in read) {
			this.#log.debug(`${uri.toString()} was not read: ${read.failure}.`, read.cause);
			return undefined;
		}
		const decoded = decodeAgentFile(read.bytes);
		return 'text' in decoded ? decoded.text : undefined;
	}

	/** Reads files again, those below a folder too, and files that are agents by their place. */
	#reread(uris: readonly vscode.Uri[]): void {
		for (const uri of uris) {
			const path = uri.toString();
			for (const [known, { origin }] of this.#files) {
				if (known === path || known.startsWith(`${path}/`)) {
					void this.#read(vscode.Uri.parse(known), origin);
				}
			}
			const isNew = !this.#files.has(path) && isAgentPath(uri.path);
			if (isNew && vscode.workspace.isTrusted && vscode.workspace.getWorkspaceFolder(uri)) {
				void this.#read(uri, 'workspace');
			}
		}
	}

	#watch(pattern: vscode.GlobPattern, origin: Origin): vscode.Disposable {
		const watcher = vscode.workspace.createFileSystemWatcher(pattern);
		const read = (uri: vscode.Uri): void => {
			if (origin === 'user' || vscode.workspace.isTrusted) void this.#read(uri, origin);
		};
		return vscode.Disposable.from(
			watcher,
			watcher.onDidCreate(read),
			watcher.onDidChange(read),
			watcher.onDidDelete(read),
		);
	}

	/** Many files change at once when a branch is switched: listeners hear of it once. */
	#announce(): void {
		this.#catalog = undefined;
		if (this.#isDisposed) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#changed.fire(), settleTime);
	}
}

function homeFolder(): vscode.Uri {
	return vscode.Uri.joinPath(vscode.Uri.file(homedir()), '.claude', 'agents');
}

/** The home folder may be the workspace: then its agents are those of the workspace. */
function originOf(uri: vscode.Uri, from: Origin): Origin {
	const isOpen = vscode.workspace.isTrusted && vscode.workspace.getWorkspaceFolder(uri);
	return from === 'user' && isOpen ? 'workspace' : from;
}

function isIncluded(uri: vscode.Uri, text: string | undefined): boolean {
	if (text === undefined) return false;
	const head = text.slice(0, 4096);
	return isAgentDocument({ path: uri.path, languageId: 'markdown', isUntitled: false, head });
}
