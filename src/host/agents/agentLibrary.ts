import * as vscode from 'vscode';
import { bundledAgents } from '../../generated/agents.ts';
import { headerOf } from '../../core/agent/agentHeader.ts';
import {
	ChangingCatalog,
	everyAgent,
	isOwn,
	type Catalog,
	type CatalogAgent,
	type Origin,
	type ParticipantName,
} from '../../core/agent/catalog.ts';
import { stemOf } from '../../core/agent/agentPlace.ts';
import { isAgentDocument } from '../../core/agent/filePath.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import type { KnownModules } from '../../core/pattern/moduleIndex.ts';
import type { Pattern } from '../../core/pattern/patterns.ts';
import { commandIds } from '../../ids.ts';
import { kindOf, readText } from '../platform/files.ts';
import { plain } from '../../core/text/plainText.ts';
import { AgentFinder, type FoundFiles } from './agentFinder.ts';
import { documentOf, AgentReader, isUsable } from './agentReader.ts';
import type { UnusableFile } from '../../core/editor/agentGroups.ts';
import { manageTrust } from '../manageTrust.ts';
import type { AgentReading, AgentSource, UsableDocument } from './agentSource.ts';
import { fileOf, readPacks } from './installedPacks.ts';
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
	#following: vscode.Disposable | undefined;
	/** The participants that packs declare, by the paths of their files. */
	#participants: ReadonlyMap<string, ParticipantName> = new Map();
	/** The files that packs bring. */
	#packed: ReadonlySet<string> = new Set();
	/** The folders of packs that are refused. */
	#refusedPacks: readonly string[] = [];
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
	 * A file of the user or the workspace as somebody to ask, for as long as it is an agent by its
	 * place, and the workspace is trusted.
	 */
	found(handle: string, origin: 'user' | 'workspace', uri: vscode.Uri): AgentSource {
		const read = async (): Promise<AgentReading> => {
			// The places are known as soon as the files are looked for.
			void this.ready;
			const place = this.#finder?.placeOf(uri);
			if (place === 'not trusted') return { fault: untrusted, remedy: manageTrust };
			if (place === undefined) return { fault: goneFault(handle), remedy: update };
			const reading = await this.#reader.read(uri, origin);
			if (reading.document) return reading;
			const isThere = (await kindOf(uri)) === 'file';
			const open = { title: plain`Open the File`, command: 'vscode.open', arguments: [uri] };
			return { ...reading, remedy: isThere ? open : update };
		};
		return { handle, origin, uri, read };
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
		this.#following?.dispose();
		this.#changed.dispose();
	}

	#current(): { readonly catalog: Catalog; readonly modules: KnownModules } {
		void this.ready;
		return (this.#now ??= { catalog: new ChangingCatalog(this.#catalog), modules: this.#modules.view() });
	}

	async #paths(): Promise<readonly string[]> {
		await this.ready;
		return everyAgent(this.#catalog).map(({ path }) => path);
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
		this.#following = vscode.Disposable.from(
			// Who writes agents for the extension sees at once what becomes of them.
			vscode.workspace.onDidSaveTextDocument(({ uri }) => {
				const saved = this.bundledAt(uri.toString());
				if (saved) void this.#take(saved);
			}),
			vscode.extensions.onDidChange(() => void this.#takePacks()),
		);
		await Promise.all([
			this.#takePacks(),
			this.#finder.find(),
			...this.bundled.map(async (source) => this.#take(source)),
		]);
	}

	/** A file that comes with an extension: it is where it is, and nobody else tells of it. */
	async #take(source: AgentSource): Promise<void> {
		const { uri, origin } = source;
		const reading = await source.read();
		// Meanwhile the extension may have gone.
		if (this.#isDisposed || (origin === 'pack' && !this.#packed.has(uri.toString()))) return;
		if (reading.document) this.#put(uri, origin, reading.document);
		else this.#refuse(uri, origin, reading.fault);
	}

	/** Takes the participants and files of packs as they are now. */
	async #takePacks(): Promise<void> {
		const { packs, refused } = readPacks();
		const named = new Map<string, ParticipantName>();
		const packed = new Set<string>();
		for (const pack of packs) {
			for (const agent of pack.agents) {
				const path = fileOf(pack, agent).toString();
				named.set(path, { id: agent.participant, name: agent.handle });
				if ('path' in agent.file) packed.add(path);
			}
		}
		const before = { named: this.#participants, packed: this.#packed, refused: this.#refusedPacks };
		this.#participants = named;
		this.#packed = packed;
		this.#refusedPacks = refused.map(({ folder }) => folder.toString());
		for (const path of before.refused) this.#drop(path);
		for (const path of before.packed) if (!packed.has(path)) this.#drop(path);
		for (const { folder, reason } of refused) this.#refuse(folder, 'pack', reason);
		for (const path of new Set([...before.named.keys(), ...named.keys()])) {
			const known = this.#catalog.at(path);
			const [old, now] = [known?.participant, named.get(path)];
			if (known && (old?.id !== now?.id || old?.name !== now?.name)) this.#name(known);
		}
		const added = [...packed].filter((path) => !before.packed.has(path));
		await Promise.all(
			added.map(async (path) => {
				const { name = '' } = named.get(path) ?? {};
				await this.#take(this.source({ handle: name, origin: 'pack', uri: vscode.Uri.parse(path) }));
			}),
		);
	}

	/** Puts a file with the participant that it has now. */
	#name({ origin, path, stem, agent }: CatalogAgent): void {
		const participant = this.#participants.get(path);
		this.#catalog.put({ origin, path, stem, agent, ...(participant && { participant }) });
		this.#announce();
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
		const participant = this.#participants.get(path);
		const stem = stemOf(uri.path);
		this.#catalog.put({ origin, path, stem, agent, ...(participant && { participant }) });
		this.#modules.follow(path, () => document.patterns);
		this.#announce();
	}

	#refuse(uri: vscode.Uri, origin: Origin, reason: string): void {
		const path = uri.toString();
		this.#drop(path);
		if (isOwn({ origin })) this.#told.set(path, origin);
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

const untrusted =
	'The workspace is not trusted, so that its agents do not answer. Trust it, and ask again.';
const update = { title: plain`Update My Agents`, command: commandIds.useMyAgents };

function goneFault(handle: string): string {
	return `The file of @${handle} is no agent of this window any more. Update your agents, and the chat forgets it.`;
}

function isAgentFile({ path }: vscode.Uri, text: string): boolean {
	return isAgentDocument({ path, languageId: 'markdown', isUntitled: false, head: text });
}
