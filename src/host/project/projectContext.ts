import * as vscode from 'vscode';
import { projectBlock, routeFolders, type RouteFolder } from '../../core/project/projectBlock.ts';
import { isSvelteKit, ProjectReader, type Project } from './projectReader.ts';

const mostRouteFiles = 2_000;

/** What is told about projects, read from their files once and again when they change. */
export class ProjectContext implements vscode.Disposable {
	readonly #projects = new ProjectReader();
	readonly #routes = new Map<string, Promise<readonly RouteFolder[]>>();
	readonly #watcher = vscode.workspace.createFileSystemWatcher(
		'**/+{page,layout,server,error}*',
		false,
		true,
		false,
	);
	readonly #subscriptions: readonly vscode.Disposable[];

	constructor() {
		const forget = (): void => this.#routes.clear();
		this.#subscriptions = [
			this.#projects,
			this.#watcher,
			this.#watcher.onDidCreate(forget),
			this.#watcher.onDidDelete(forget),
		];
	}

	/**
	 * The facts for a model about the project that a file is in, or without a file about the
	 * workspace's. Empty where that is no SvelteKit project.
	 */
	async textFor(file: vscode.Uri | undefined): Promise<string> {
		const isFolder = vscode.workspace.workspaceFolders?.some(
			({ uri }) => uri.toString() === file?.toString(),
		);
		const inside = file && isFolder ? vscode.Uri.joinPath(file, 'package.json') : file;
		const project = await this.#projects.near(inside);
		if (!project || !isSvelteKit(project)) return '';
		const path = file && pathWithin(project.root, file);
		const inRoutes = path?.startsWith(`${project.facts.routesDir}/`) === true;
		const routes = inRoutes ? await this.#routesOf(project) : [];
		return projectBlock(project.facts, { file: path, routes });
	}

	dispose(): void {
		for (const subscription of this.#subscriptions) subscription.dispose();
	}

	async #routesOf({ root, facts: { routesDir } }: Project): Promise<readonly RouteFolder[]> {
		const key = `${root.toString()} ${routesDir}`;
		let reading = this.#routes.get(key);
		if (!reading) {
			reading = findRoutes(root, routesDir);
			this.#routes.set(key, reading);
			reading.catch(() => this.#routes.delete(key));
		}
		return reading;
	}
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

/** The path of a file below a folder; `undefined` if it is elsewhere. */
function pathWithin(root: vscode.Uri, file: vscode.Uri): string | undefined {
	if (root.scheme !== file.scheme || root.authority !== file.authority) return undefined;
	const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
	return file.path.startsWith(prefix) ? file.path.slice(prefix.length) : undefined;
}
