import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import { routeFolders, type RouteFolder } from '../../core/project/projectBlock.ts';
import { readProjectFacts, type ProjectFacts } from '../../core/project/project.ts';
import { isFile, pathWithin, readText } from '../platform/files.ts';

/** The project that a file belongs to. */
export interface Project {
	/** The folder of its package.json. */
	readonly root: vscode.Uri;
	readonly facts: ProjectFacts;
	/** What could not be read, as sentences for the user. */
	readonly problems: readonly string[];
}

/** Packages whose installed version decides how code is written. */
const decisivePackages = ['@sveltejs/kit', 'svelte', 'typescript', 'zod'];

const configNames = {
	svelteConfig: ['svelte.config.js', 'svelte.config.ts', 'svelte.config.mjs'],
	viteConfig: ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs'],
	tsconfig: ['tsconfig.json', 'jsconfig.json'],
} as const;

const mostRouteFiles = 2_000;

/**
 * Reads projects and remembers them until one of their files changes; one watcher tells it. Nothing
 * of a project is run.
 */
export class ProjectReader implements vscode.Disposable {
	readonly #byRoot = new Map<string, Promise<Project>>();
	/** By folder; of folders outside of the workspace nothing tells when a manifest comes or goes. */
	readonly #roots = new Map<string, Promise<vscode.Uri | undefined>>();
	readonly #routes = new Map<string, Promise<readonly RouteFolder[]>>();
	readonly #watcher = vscode.workspace.createFileSystemWatcher(
		'**/{package.json,package-lock.json,pnpm-lock.yaml,yarn.lock,bun.lock,svelte.config.*,vite.config.*,tsconfig.json,jsconfig.json,+page*,+layout*,+server*,+error*}',
	);
	readonly #subscriptions: readonly vscode.Disposable[];

	constructor() {
		const forget = (): void => {
			this.#byRoot.clear();
			this.#roots.clear();
			forgetRoutes();
		};
		const forgetRoutes = (): void => this.#routes.clear();
		this.#subscriptions = [
			this.#watcher,
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
		if (!root) return undefined;
		const key = root.toString();
		let reading = this.#byRoot.get(key);
		if (!reading) {
			reading = readProject(root);
			this.#byRoot.set(key, reading);
			reading.catch(() => this.#byRoot.delete(key));
		}
		return reading;
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
	const manifests = await vscode.workspace.findFiles('**/package.json', '**/node_modules/**', 50);
	const sorted = manifests.toSorted((a, b) => a.path.length - b.path.length);
	for (const manifest of sorted) {
		if ((await readText(manifest))?.includes('"@sveltejs/kit"')) {
			return vscode.Uri.joinPath(manifest, '..');
		}
	}
	return sorted[0] && vscode.Uri.joinPath(sorted[0], '..');
}

async function readProject(root: vscode.Uri): Promise<Project> {
	const fileNames = await namesIn(root);
	const read = async (names: readonly string[]): Promise<string | undefined> => {
		const name = names.find((each) => fileNames.includes(each));
		return name === undefined ? undefined : readText(vscode.Uri.joinPath(root, name));
	};
	const parents = [...foldersAbove(root)].filter(({ path }) => path !== root.path);
	const [packageJson, svelteConfig, viteConfig, tsconfig, parentNames, parentManifests, versions] =
		await Promise.all([
			read(['package.json']),
			read(configNames.svelteConfig),
			read(configNames.viteConfig),
			read(configNames.tsconfig),
			Promise.all(parents.map(namesIn)),
			Promise.all(parents.map((folder) => readText(vscode.Uri.joinPath(folder, 'package.json')))),
			Promise.all(decisivePackages.map((name) => installedVersion([root, ...parents], name))),
		]);
	const parentPackageManager = parentManifests
		.map((text) => text && fieldOf(text, 'packageManager'))
		.find((field) => field);
	const installed = decisivePackages.flatMap((name, i) =>
		versions[i] === undefined ? [] : [[name, versions[i]] as const],
	);
	const { facts, problems } = readProjectFacts({
		packageJson,
		fileNames,
		...(svelteConfig !== undefined && { svelteConfig }),
		...(viteConfig !== undefined && { viteConfig }),
		...(tsconfig !== undefined && { tsconfig }),
		installedVersions: Object.fromEntries(installed),
		parentFileNames: parentNames.flat(),
		...(parentPackageManager && { parentPackageManager }),
	});
	return { root, facts, problems };
}

async function installedVersion(
	folders: readonly vscode.Uri[],
	name: string,
): Promise<string | undefined> {
	for (const folder of folders) {
		const text = await readText(vscode.Uri.joinPath(folder, 'node_modules', name, 'package.json'));
		if (text !== undefined) return fieldOf(text, 'version');
	}
	return undefined;
}

/** A text member of a JSON object; `undefined` where the text is not JSON or has no such member. */
function fieldOf(json: string, name: string): string | undefined {
	try {
		const value: unknown = JSON.parse(json);
		if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
		const field: unknown = Reflect.get(value, name);
		return typeof field === 'string' ? field : undefined;
	} catch {
		// A broken package.json of the project itself is reported by the facts; others do not matter.
		return undefined;
	}
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
	try {
		return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
	} catch {
		// A folder above the workspace that may not be listed has nothing to tell.
		return [];
	}
}
