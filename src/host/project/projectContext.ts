import * as vscode from 'vscode';
import { projectBlock, type RouteFolder } from '../../core/project/projectBlock.ts';
import { pathWithin } from '../platform/files.ts';
import { isSvelteKit, type Project, type ProjectReader } from './projectReader.ts';

/** What was last told of a project, and from where in it. */
interface Told {
	readonly path: string | undefined;
	readonly routes: readonly RouteFolder[];
	readonly text: string;
}

const noRoutes: readonly RouteFolder[] = [];

/** What is told about projects. */
export class ProjectContext {
	readonly #projects: ProjectReader;
	/** A project that has changed is another one. */
	readonly #told = new WeakMap<Project, Told>();

	constructor(projects: ProjectReader) {
		this.#projects = projects;
	}

	/**
	 * The SvelteKit project that a file is in, or without a file that of the workspace; `undefined` where
	 * there is none.
	 */
	async projectOf(file: vscode.Uri | undefined): Promise<Project | undefined> {
		const project = await this.#projects.near(file);
		return project && isSvelteKit(project) ? project : undefined;
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
		const project = await this.projectOf(inside);
		if (!project) return '';
		const path = file && pathWithin(project.root, file);
		const inRoutes = path?.startsWith(`${project.facts.routesDir}/`) === true;
		const routes = inRoutes ? await this.#projects.routesOf(project) : noRoutes;
		const told = this.#told.get(project);
		if (told?.path === path && told?.routes === routes) return told.text;
		const text = projectBlock(project.facts, { file: path, routes });
		this.#told.set(project, { path, routes, text });
		return text;
	}
}
