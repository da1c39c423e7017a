import * as vscode from 'vscode';
import {
	fitCode,
	indexFolders,
	missingPackages,
	routeOf,
	variantOf,
} from '../../core/insertion.ts';
import { findPattern, type LibraryPattern } from '../../core/patternLibrary.ts';
import { newestKit } from '../../core/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../core/project.ts';
import { resolveTarget, validateRoutePath } from '../../core/routes.ts';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { isSvelteKit, ProjectReader, type Project } from '../../host/projectFacts.ts';
import { UserError } from '../../host/run.ts';
import { BundledLibrary } from './bundledLibrary.ts';
import { completionsFor } from './completion.ts';
import { createFiles } from './createFiles.ts';
import { insertAtCursor } from './insertAtCursor.ts';
import { offerPackages } from './packages.ts';
import { pickPattern } from './pickPattern.ts';
import { pickRoute } from './pickRoute.ts';
import type { PreviewedText } from './preview.ts';

/** How a pattern is to be inserted; what is left out is asked. */
export interface InsertRequest {
	/** A pattern's key, `backend-engineer/form-actions`, or its id where that is unique. */
	readonly id?: string;
	readonly at?: 'cursor' | 'files';
	/** For files: the route that takes the route files, `/account`. */
	readonly route?: string;
	/** For files: `false` writes them without a preview. */
	readonly preview?: boolean;
}

/** Facts for code outside of any project: the newest SvelteKit, in TypeScript. */
const newestFacts: ProjectFacts = readProjectFacts({ packageJson: '{}', fileNames: [] }).facts;

/** Where the patterns come from. */
export interface PatternSource {
	read(): Promise<readonly LibraryPattern[]>;
}

/** The actions on the patterns of the bundled agents, with VS Code's own dialogs. */
export function createPatternActions(extensionUri: vscode.Uri): PatternActions {
	return new PatternActions(new BundledLibrary(extensionUri), vscodeDialogs);
}

/** What the pattern commands and completions do. Loaded when the first of them is used. */
export class PatternActions implements vscode.Disposable {
	readonly #library: PatternSource;
	readonly #projects = new ProjectReader();
	readonly #dialogs: Dialogs;
	/** The outside of a project is mentioned once. */
	#toldNoProject = false;

	constructor(library: PatternSource, dialogs: Dialogs) {
		this.#library = library;
		this.#dialogs = dialogs;
	}

	/** Inserts a pattern. Throws a UserError that says what to do when it cannot. */
	async insert({ id, at, route, preview = true }: InsertRequest): Promise<void> {
		const library = await this.#library.read();
		const libFolders = indexFolders(library.map(({ pattern }) => pattern));
		const editor = vscode.window.activeTextEditor;
		const project = await this.#projects.near(editor?.document.uri);
		this.#mention(project);
		const facts = project?.facts ?? newestFacts;
		const entry =
			id === undefined
				? await this.#pick(library, facts, libFolders)
				: (findPattern(library, id) ?? (await this.#replace(id, library, facts, libFolders)));
		if (!entry) return;

		const { pattern } = entry;
		const way = at ?? (await this.#chooseWay(entry, facts, editor, project));
		if (way === 'cursor') {
			const target = editor ?? (await this.#newEditor(entry, facts));
			const insertion = { pattern, facts, root: project?.root, libFolders };
			if (target && (await insertAtCursor(target, insertion, this.#dialogs))) {
				await this.#offerPackages(entry, facts, project);
			}
		} else if (way === 'files') {
			if (!project) {
				throw new UserError(
					'There is no project to make files in. Open a folder with a package.json, or insert the pattern at the cursor.',
				);
			}
			const own = routeOf(variantOf(pattern, facts));
			const wrong = route === undefined ? undefined : validateRoutePath(route);
			if (wrong !== undefined) throw new UserError(wrong);
			const chosen = route ?? (own && (await pickRoute(pattern.title, own, project)));
			if (own !== undefined && chosen === undefined) return;
			const creation = { pattern, project, route: chosen, libFolders, preview };
			const plan = await createFiles(creation, this.#dialogs);
			if (!plan) return;
			for (const note of plan.notes) void this.#dialogs.tell(note);
			await this.#offerPackages(entry, facts, project);
		}
	}

	/** The patterns as completions at a place of a document; none outside SvelteKit projects. */
	async complete(
		document: vscode.TextDocument,
		word: vscode.Range,
		token: vscode.CancellationToken,
	): Promise<vscode.CompletionItem[]> {
		const project = await this.#projects.near(document.uri);
		if (!project || !isSvelteKit(project) || token.isCancellationRequested) return [];
		const library = await this.#library.read();
		return token.isCancellationRequested ? [] : completionsFor(library, project, document, word);
	}

	dispose(): void {
		this.#projects.dispose();
	}

	#mention(project: Project | undefined): void {
		for (const problem of project?.problems ?? []) void this.#dialogs.tell(problem);
		if ((project && isSvelteKit(project)) || this.#toldNoProject) return;
		this.#toldNoProject = true;
		void this.#dialogs.tell(
			`This is no SvelteKit project, so patterns are written for SvelteKit ${newestKit}.`,
		);
	}

	async #pick(
		library: readonly LibraryPattern[],
		facts: ProjectFacts,
		libFolders: readonly string[],
	): Promise<LibraryPattern | undefined> {
		return pickPattern(library, facts.kit.major ?? newestKit, (entry) =>
			previewOf(entry, facts, libFolders),
		);
	}

	/** Says that an id, of a keybinding or a link, is gone, and lets the user choose another. */
	async #replace(
		id: string,
		library: readonly LibraryPattern[],
		facts: ProjectFacts,
		libFolders: readonly string[],
	): Promise<LibraryPattern | undefined> {
		const choose = 'Choose a Pattern';
		const chosen = await this.#dialogs.tell(
			`No pattern has the id “${id}”. Choose another, and change the keybinding or link that names it.`,
			[choose],
		);
		if (chosen !== choose) return undefined;
		return this.#pick(library, facts, libFolders);
	}

	async #chooseWay(
		{ pattern }: LibraryPattern,
		facts: ProjectFacts,
		editor: vscode.TextEditor | undefined,
		project: Project | undefined,
	): Promise<'cursor' | 'files' | undefined> {
		const { files } = variantOf(pattern, facts);
		const paths = files.flatMap(({ path }) => path ?? []);
		if (!project || paths.length === 0) return 'cursor';
		if (!editor) return 'files';
		const name = fileName(editor.document.uri.path);
		const cursor = {
			label: '$(edit) Insert at the Cursor',
			description: name,
			way: 'cursor',
		} as const;
		const create = {
			label: paths.length === 1 ? '$(new-file) Create File…' : '$(new-file) Create Files…',
			description: paths.join(', '),
			way: 'files',
		} as const;
		const fits = paths.some((path) => fileName(path) === name);
		const chosen = await this.#dialogs.choose(fits ? [cursor, create] : [create, cursor], {
			title: pattern.title,
			placeHolder: 'Where should the pattern go?',
		});
		return chosen?.way;
	}

	async #newEditor(
		{ pattern }: LibraryPattern,
		facts: ProjectFacts,
	): Promise<vscode.TextEditor | undefined> {
		const open = 'New File';
		const chosen = await this.#dialogs.tell(
			`No editor is open for “${pattern.title}”. Open a file, or take a new one.`,
			[open],
		);
		if (chosen !== open) return undefined;
		const language = variantOf(pattern, facts).files[0]?.language ?? 'typescript';
		const document = await vscode.workspace.openTextDocument({ language });
		return vscode.window.showTextDocument(document);
	}

	async #offerPackages(
		{ pattern }: LibraryPattern,
		facts: ProjectFacts,
		project: Project | undefined,
	): Promise<void> {
		if (!project) return;
		const missing = missingPackages(variantOf(pattern, facts), facts);
		await offerPackages(pattern.title, missing, project, this.#dialogs);
	}
}

/** All files of a pattern in one text, each as it would be written in the project. */
function previewOf(
	{ key, pattern }: LibraryPattern,
	facts: ProjectFacts,
	libFolders: readonly string[],
): PreviewedText {
	const { files } = variantOf(pattern, facts);
	const own = routeOf(variantOf(pattern, facts));
	const parts = files.map((file) => {
		const path = resolveTarget(file.path ?? '', facts, own);
		const { code } = fitCode(file, facts, path, libFolders);
		return file.path === undefined ? code : `${comment(path)}\n${code}`;
	});
	const first = files[0]?.path;
	return { key, name: first ? fileName(first) : `${pattern.id}.ts`, text: parts.join('\n') };
}

function comment(path: string): string {
	if (/\.(?:svelte|html|md)$/.test(path)) return `<!-- ${path} -->`;
	return path.endsWith('.sql') ? `-- ${path}` : `// ${path}`;
}

function fileName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
