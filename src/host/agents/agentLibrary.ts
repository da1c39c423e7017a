import * as vscode from 'vscode';
import { bundledAgents } from '../../generated/agents.ts';
import { headerOf } from '../../core/agent/agentHeader.ts';
import { ChangingCatalog, type Catalog, type Origin } from '../../core/agent/catalog.ts';
import { stemOf } from '../../core/agent/agentPlace.ts';
import { isAgentDocument } from '../../core/agent/filePath.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import type { KnownModules } from '../../core/pattern/moduleIndex.ts';
import type { Pattern } from '../../core/pattern/patterns.ts';
import { readText } from '../platform/files.ts';
import { AgentFinder, type FoundFiles } from './agentFinder.ts';
import { documentOf, AgentReader, isUsable } from './agentReader.ts';
import type { AgentSource, UnusableFile, UsableDocument } from './agentSource.ts';
import { readAgentText } from './agentText.ts';
import { LibraryModules } from './libraryModules.ts';
import { ToldFiles } from './toldFiles.ts';
import { Turns } from './turns.ts';

/** Files that are read at the same time. */
const mostReads = 8;
/** Many files change at once when a branch is switched: listeners hear of it once. */
const settleTime = 100;

/**
 * The only reader of agent files: those that the extension brings, the user's own, and those of the
 * workspace unless it is not trusted. It keeps what their headers say, and reads their bodies when
 * they are asked for. `path` of each agent is its URI as text.
 *
 * To make it costs nothing. The agents that the extension brings can be read at once; all others are
 * looked for when the catalog is first asked for, and from then on followed.
 */
export class AgentLibrary implements vscode.Disposable {
	/** The agents that come with the extension, whether or not their files can be read. */
	readonly bundled: readonly AgentSource[];
	/** The catalog, or what is known of modules, has changed. */
	readonly onDidChange: vscode.Event<void>;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #log: vscode.LogOutputChannel;
	readonly #reader = new AgentReader();
	readonly #turns = new Turns(mostReads);
	readonly #catalog = new ChangingCatalog();
	readonly #modules: LibraryModules;
	readonly #unusable = new Map<string, UnusableFile>();
	/** All files that were told of, also those that are being read for the first time. */
	readonly #told = new ToldFiles();
	/** The latest read of each path that is under way: one that was overtaken says nothing. */
	readonly #reads = new Map<string, Promise<void>>();
	/** The catalog and the modules until something changes. */
	#now: { readonly catalog: Catalog; readonly modules: KnownModules } | undefined;
	#finder: AgentFinder | undefined;
	#saving: vscode.Disposable | undefined;
	#ready: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isDisposed = false;

	constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
		this.#log = log;
		this.onDidChange = this.#changed.event;
		this.bundled = bundledAgents.map(({ handle, file }) => {
			const uri = vscode.Uri.joinPath(extensionUri, 'agents', file);
			return this.source({ handle, origin: 'bundled', uri });
		});
		const files = {
			paths: async () => this.#paths(),
			patternsOf: async (path: string) => this.#patternsOf(path),
		};
		this.#modules = new LibraryModules(files, () => this.#announce());
	}

	/** Settles when all files have been read once; never rejects. */
	get ready(): Promise<void> {
		return (this.#ready ??= this.#start());
	}

	/** Empty until the files have been read; another one after each change. */
	get catalog(): Catalog {
		return this.#current().catalog;
	}

	/** What the patterns of all agents make; another one after each change. */
	get modules(): KnownModules {
		return this.#current().modules;
	}

	/** What cannot be used, and why, sorted by path. */
	get unusable(): readonly UnusableFile[] {
		return [...this.#unusable.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
	}

	/** The agent of the extension whose file has a path. */
	bundledAt(path: string): AgentSource | undefined {
		return this.bundled.find(({ uri }) => uri.toString() === path);
	}

	/** An agent as somebody to ask. */
	source({ handle, origin, uri }: Omit<AgentSource, 'read'>): AgentSource {
		return { handle, origin, uri, read: async () => this.#reader.read(uri, origin) };
	}

	/**
	 * The text of a file as it is in the editor, unsaved changes included, else on disk; whether or
	 * not an agent is in it. `undefined` where there is no such file.
	 */
	async inEditor(uri: vscode.Uri): Promise<AgentDocument | undefined> {
		const text = await this.#turns.take(async () => readText(uri));
		return text === undefined ? undefined : documentOf(uri, text);
	}

	dispose(): void {
		this.#isDisposed = true;
		clearTimeout(this.#timer);
		this.#finder?.dispose();
		this.#saving?.dispose();
		this.#changed.dispose();
	}

	#current(): { readonly catalog: Catalog; readonly modules: KnownModules } {
		void this.ready;
		return (this.#now ??= { catalog: new ChangingCatalog(this.#catalog), modules: this.#modules.view() });
	}

	async #paths(): Promise<readonly string[]> {
		await this.ready;
		return this.#catalog.agents.flatMap((agent) =>
			[agent, ...agent.shadows].map(({ path }) => path),
		);
	}

	async #patternsOf(path: string): Promise<readonly Pattern[]> {
		const bundled = this.bundledAt(path);
		if (bundled) return (await bundled.read()).document?.patterns ?? [];
		const uri = vscode.Uri.parse(path);
		const found = await this.#turns.take(async () => readAgentText(uri));
		return found.kind === 'text' ? documentOf(uri, found.text).patterns : [];
	}

	async #start(): Promise<void> {
		const files: FoundFiles = {
			told: this.#told,
			look: async (uri, origin) => this.#look(uri, origin),
			refuse: (uri, origin, reason) => this.#refuse(uri, origin, reason),
			drop: (path) => this.#drop(path),
		};
		this.#finder = new AgentFinder(files, this.#log);
		// Who writes agents for the extension sees at once what becomes of them.
		this.#saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
			const saved = this.bundledAt(uri.toString());
			if (saved) void this.#takeBundled(saved);
		});
		await Promise.all([
			this.#finder.find(),
			...this.bundled.map(async (source) => this.#takeBundled(source)),
		]);
	}

	async #takeBundled(source: AgentSource): Promise<void> {
		const { uri } = source;
		const reading = await source.read();
		if (reading.document) this.#put(uri, 'bundled', reading.document);
		else this.#refuse(uri, 'bundled', reading.fault);
	}

	/** Settles when the file was read as it is now, also where another read does that. */
	async #look(uri: vscode.Uri, origin: Origin): Promise<void> {
		const path = uri.toString();
		this.#told.set(path, origin);
		const read: Promise<void> = this.#read(uri, origin, () => this.#reads.get(path) === read);
		this.#reads.set(path, read);
		await read;
		await this.#reads.get(path);
	}

	async #read(uri: vscode.Uri, origin: Origin, isLatest: () => boolean): Promise<void> {
		const path = uri.toString();
		const found = await this.#turns.take(async () => readAgentText(uri));
		if (this.#isDisposed || !isLatest()) return;
		this.#reads.delete(path);
		if (found.kind === 'fault') this.#refuse(uri, origin, found.fault);
		else if (found.kind === 'missing' || !isAgentFile(uri, found.text)) this.#drop(path);
		else {
			const document = documentOf(uri, found.text);
			if (isUsable(document)) this.#put(uri, origin, document);
			else this.#refuse(uri, origin, document.parseProblems[0]?.message ?? 'No agent is in it.');
		}
	}

	#put(uri: vscode.Uri, origin: Origin, document: UsableDocument): void {
		const path = uri.toString();
		this.#unusable.delete(path);
		const agent = headerOf(document.agent);
		this.#catalog.put({ origin, path, stem: stemOf(uri.path), agent });
		this.#modules.follow(path, () => document.patterns);
		this.#announce();
	}

	#refuse(uri: vscode.Uri, origin: Origin, reason: string): void {
		const path = uri.toString();
		this.#drop(path);
		if (origin !== 'bundled') this.#told.set(path, origin);
		this.#unusable.set(path, { path, origin, reason });
		this.#log.info(`${path} is not used: ${reason}`);
		this.#announce();
	}

	#drop(path: string): void {
		this.#reads.delete(path);
		this.#told.delete(path);
		const isNews = this.#unusable.delete(path) || this.#catalog.at(path) !== undefined;
		this.#catalog.remove(path);
		this.#modules.follow(path, () => []);
		if (isNews) this.#announce();
	}

	#announce(): void {
		this.#now = undefined;
		if (this.#isDisposed) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#changed.fire(), settleTime);
	}
}

function isAgentFile({ path }: vscode.Uri, text: string): boolean {
	return isAgentDocument({ path, languageId: 'markdown', isUntitled: false, head: text });
}
