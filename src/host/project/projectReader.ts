import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import { routeFolders, type RouteFolder } from '../../core/project/projectBlock.ts';
import type { ProjectFacts } from '../../core/project/project.ts';
import { databaseGlobs } from '../../core/project/projectDatabase.ts';
import { readProject, type ReadableFolder } from '../../core/project/readProject.ts';
import { isFile, pathWithin, readText } from '../platform/files.ts';

/** The project that a file belongs to. */
export interface Project {
	/** The folder of its package.json. */
	readonly root: vscode.Uri;
	readonly facts: ProjectFacts;
	/** What could not be read, as sentences for the user. */
	readonly problems: readonly string[];
}

const mostRouteFiles = 2_000;

/**
 * Reads projects and remembers them until one of their files changes; one watcher tells it. Nothing
 * of a project is run.
 */
export class ProjectReader implements vscode.Disposable {
	readonly #byRoot = new Map<string, Promise<Project>>();
	/** By folder; of folders outside of the workspace nothing tells when a manifest comes or goes. */
	readonly #roots = new Map<string, Promise<vscode.Uri | undefined>>();
	#all: Promise<readonly vscode.Uri[]> | undefined;
	readonly #routes = new Map<string, Promise<readonly RouteFolder[]>>();
	readonly #watcher = vscode.workspace.createFileSystemWatcher(
		`**/{package.json,package-lock.json,pnpm-lock.yaml,pnpm-workspace.yaml,.yarnrc.yml,yarn.lock,bun.lock,svelte.config.*,vite.config.*,drizzle.config.*,wrangler.*,tsconfig.json,jsconfig.json,${databaseGlobs.join()},+page*,+layout*,+server*,+error*}`,
	);
	readonly #subscriptions: readonly vscode.Disposable[];
	/** A file that facts follow from has changed. */
	readonly onDidChange: vscode.Event<void>;
	readonly #changed = new vscode.EventEmitter<void>();

	constructor() {
		this.onDidChange = this.#changed.event;
		const forget = (): void => {
			this.#byRoot.clear();
			this.#roots.clear();
			this.#all = undefined;
			forgetRoutes();
			this.#changed.fire();
		};
		const forgetRoutes = (): void => this.#routes.clear();
		this.#subscriptions = [
			this.#watcher,
			this.#changed,
			// What a route's file says is no fact of the project.
			this.#watcher.onDidChange((uri) => isRouteFile(uri) || forget()),
			this.#watcher.onDidCreate((uri) => (isRouteFile(uri) ? forgetRoutes() : forget())),
			this.#watcher.onDidDelete((uri) => (isRouteFile(uri) ? forgetRoutes() : forget())),
			vscode.workspace.onDidChangeWorkspaceFolders(forget),
		];
	}

	/**
	 * The project whose package.json is nearest above a file, or without a file the first SvelteKit
	 * project of the workspace. `undefined` if there is no package.json.
	 */
	async near(file: vscode.Uri | undefined): Promise<Project | undefined> {
		const root = await this.#rootNear(file && isOnDisk(file) ? file : undefined);
		return root && this.#projectAt(root);
	}

	async #projectAt(root: vscode.Uri): Promise<Project> {
		const key = root.toString();
		let reading = this.#byRoot.get(key);
		if (!reading) {
			reading = projectIn(root);
			this.#byRoot.set(key, reading);
			reading.catch(() => this.#byRoot.delete(key));
		}
		return reading;
	}

	/** The SvelteKit projects of the workspace, those with the shortest path first. */
	async all(): Promise<readonly Project[]> {
		const known = this.#all;
		const looking = (this.#all ??= kitRoots());
		looking.catch(() => (this.#all = undefined));
		const roots = await looking;
		// Of a folder that is deleted VS Code says no more than that: what was in it is gone, too.
		const isGone = known && !(await areThere(roots));
		if (isGone && this.#all === known) this.#all = undefined;
		if (isGone) return this.all();
		return Promise.all(roots.map(async (root) => this.#projectAt(root)));
	}

	/** The folders of a project that make its routes. */
	async routesOf({ root, facts: { routesDir } }: Project): Promise<readonly RouteFolder[]> {
		const key = `${root.toString()} ${routesDir}`;
		let looking = this.#routes.get(key);
		if (!looking) {
			looking = findRoutes(root, routesDir);
			this.#routes.set(key, looking);
			looking.catch(() => this.#routes.delete(key));
		}
		return looking;
	}

	async #rootNear(file: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
		if (file && !vscode.workspace.getWorkspaceFolder(file)) return rootAbove(file);
		const key = file ? vscode.Uri.joinPath(file, '..').toString() : '';
		let looking = this.#roots.get(key);
		if (!looking) {
			looking = file ? rootAbove(file) : rootOfWorkspace();
			this.#roots.set(key, looking);
			looking.catch(() => this.#roots.delete(key));
		}
		return looking;
	}

	dispose(): void {
		for (const subscription of this.#subscriptions) subscription.dispose();
	}
}

/** Whether a project is a SvelteKit project at all. */
export function isSvelteKit({ facts }: Project): boolean {
	return '@sveltejs/kit' in facts.packages || facts.kit.version !== undefined;
}

function isRouteFile({ path }: vscode.Uri): boolean {
	return fileNameOf(path).startsWith('+');
}

async function findRoutes(root: vscode.Uri, routesDir: string): Promise<readonly RouteFolder[]> {
	const pattern = new vscode.RelativePattern(
		root,
		`${routesDir}/**/+{page,layout,server,error}{.,@}*`,
	);
	const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostRouteFiles);
	const paths = uris.flatMap((uri) => pathWithin(root, uri) ?? []);
	return routeFolders(paths, routesDir);
}

function isOnDisk({ scheme }: vscode.Uri): boolean {
	return vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined && scheme !== 'untitled';
}

async function rootAbove(file: vscode.Uri): Promise<vscode.Uri | undefined> {
	for (const folder of foldersAbove(file)) {
		if (await isFile(vscode.Uri.joinPath(folder, 'package.json'))) return folder;
	}
	return undefined;
}

/** The folders above a path, nearest first, up to its workspace folder or the root of the disk. */
function* foldersAbove(uri: vscode.Uri): Generator<vscode.Uri> {
	const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
	let folder = vscode.Uri.joinPath(uri, '..');
	for (;;) {
		yield folder;
		const parent = vscode.Uri.joinPath(folder, '..');
		if (folder.path === top || parent.path === folder.path) return;
		folder = parent;
	}
}

async function rootOfWorkspace(): Promise<vscode.Uri | undefined> {
	const [first] = await kitRoots();
	if (first) return first;
	const [manifest] = await manifests();
	return manifest && vscode.Uri.joinPath(manifest, '..');
}

/** The folders whose package.json names SvelteKit. */
async function kitRoots(): Promise<readonly vscode.Uri[]> {
	const found = await Promise.all(
		(await manifests()).map(async (manifest) => {
			const isKit = (await readText(manifest))?.includes('"@sveltejs/kit"') === true;
			return isKit ? [vscode.Uri.joinPath(manifest, '..')] : [];
		}),
	);
	return found.flat();
}

async function areThere(roots: readonly vscode.Uri[]): Promise<boolean> {
	const found = await Promise.all(
		roots.map(async (root) => isFile(vscode.Uri.joinPath(root, 'package.json'))),
	);
	return !found.includes(false);
}

/** Those with the shortest path first. */
async function manifests(): Promise<readonly vscode.Uri[]> {
	const found = await vscode.workspace.findFiles('**/package.json', '**/node_modules/**', 50);
	return found.toSorted((a, b) => a.path.length - b.path.length);
}

async function projectIn(root: vscode.Uri): Promise<Project> {
	const parents = [...foldersAbove(root)].filter(({ path }) => path !== root.path);
	const { facts, problems } = await readProject(folderAt(root), parents.map(folderAt));
	return { root, facts, problems };
}

function folderAt(folder: vscode.Uri): ReadableFolder {
	return {
		names: () => namesIn(folder),
		read: (path) => readText(vscode.Uri.joinPath(folder, path)),
	};
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
	try {
		return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
	} catch {
		// A folder above the workspace that may not be listed has nothing to tell.
		return [];
	}
}
