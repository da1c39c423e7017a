import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import { openChatWith } from '../../host/openChat.ts';
import { fittedFiles } from '../../core/insertion/fittedFiles.ts';
import { indexFolders } from '../../core/insertion/insertion.ts';
import { leftToDo } from '../../core/insertion/leftToDo.ts';
import { isConfiguration } from '../../core/insertion/mergeConfig.ts';
import { routeAt, routeOf, targetPaths } from '../../core/insertion/patternRoutes.ts';
import { choiceAt } from '../../core/insertion/placeRoutes.ts';
import { namesOf } from '../../core/insertion/patternNames.ts';
import {
	renamePattern,
	takenInProject,
	type RenamedPattern,
} from '../../core/insertion/renamePattern.ts';
import type { RouteFolder } from '../../core/project/projectBlock.ts';
import type { NameForms } from '../../core/text/nameWords.ts';
import { joinPackages, missingPackages } from '../../core/insertion/missingPackages.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import { withoutInserted } from '../../core/insertion/missingParts.ts';
import { neededParts, type NeededParts } from '../../core/insertion/neededParts.ts';
import { projectWarnings } from '../../core/insertion/projectWarnings.ts';
import {
	findPattern,
	isOfferedIn,
	type LibraryPattern,
} from '../../core/pattern/patternLibrary.ts';
import { labelOf, newestKit, type PatternFile } from '../../core/pattern/patterns.ts';
import { newestFacts, type ProjectFacts } from '../../core/project/project.ts';
import { validateRoutePath } from '../../core/project/routes.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { isSvelteKit, type Project, type ProjectReader } from '../../host/project/projectReader.ts';
import { pickFrom, type PickFrom } from '../../host/quickPick.ts';
import { pathWithin } from '../../host/platform/files.ts';
import { stepDone } from '../../host/stepDone.ts';
import { UserError } from '../../host/userError.ts';
import { doorName } from '../../ids.ts';
import type { Services } from '../../host/services.ts';
import { AgentPatterns, type AgentsPatterns, type PatternSource } from './agentPatterns.ts';
import { offerProject } from './offerProject.ts';
import { PatternCompletions } from './patternCompletions.ts';
import {
	chooseProject,
	editorProject,
	nameAmong,
	titleIn,
	type ChosenProject,
} from './chooseProject.ts';
import { createFiles, type CreatedFiles } from './createFiles.ts';
import { askToGoOn } from './askToGoOn.ts';
import { insertAtCursor, languageOf } from './insertAtCursor.ts';
import { LastInsertion } from './lastInsertion.ts';
import { showLeftToDo } from './showLeftToDo.ts';
import { projectFiles } from './patternTarget.ts';
import { pickName } from './pickName.ts';
import { pickPattern, recentId, type ListedPattern } from './pickPattern.ts';
import { pickRoute } from './pickRoute.ts';
import { RecentPatterns } from './recentPatterns.ts';
import { Preview, type PreviewedText } from './preview.ts';

/** How a pattern is to be inserted; what is left out is asked. */
export interface InsertRequest {
	/**
	 * A pattern's key, `backend-engineer/form-actions`, with any name of the agent before the slash, or
	 * its id where that is unique.
	 */
	readonly id?: string;
	/**
	 * The URI of the agent file that has the pattern, or a name of the agent; without it, a bundled
	 * agent has it.
	 */
	readonly agent?: string;
	readonly at?: 'cursor' | 'files';
	/** For files: the route that takes the route files, `/account`. */
	readonly route?: string;
	/** For files: `false` writes them without a preview. */
	readonly preview?: boolean;
}

/** The actions on the patterns of agents, with VS Code's own dialogs. */
export async function createPatternActions(
	services: Services,
	memory: vscode.Memento,
): Promise<PatternActions> {
	const [agents, projects] = await Promise.all([services.agents.get(), services.projects.get()]);
	const recent = new RecentPatterns(memory);
	return new PatternActions(new AgentPatterns(agents), projects, vscodeDialogs, pickFrom, recent);
}

/** Where and for what a pattern is inserted. */
interface InsertionPlace extends ChosenProject {
	/** The agent file that the pattern is from, where it is not one of this extension. */
	readonly file: PlainText | undefined;
	/** Names the file, where it is not one of this extension. */
	readonly uri: vscode.Uri | undefined;
	readonly library: readonly LibraryPattern[];
	readonly libFolders: readonly string[];
	readonly editor: vscode.TextEditor | undefined;
	readonly facts: ProjectFacts;
}

/** What is inserted, and where its agent's other patterns are. */
interface FoundPattern {
	readonly entry: LibraryPattern;
	readonly place: InsertionPlace;
}

/** A pattern that is to be made as files, before the user has said where. */
interface PlaceChoice {
	readonly title: PlainText;
	readonly place: InsertionPlace;
	readonly entry: LibraryPattern;
	/** The pattern's own route. */
	readonly own: string | undefined;
	/** Those of the project. */
	readonly routes: readonly RouteFolder[];
}

/** What the user has chosen. */
interface ChosenPlace {
	readonly route: string | undefined;
	readonly entry: LibraryPattern;
	readonly library: readonly LibraryPattern[];
}

/** What the pattern commands and completions do. Loaded when the first of them is used. */
export class PatternActions {
	/** Where the patterns come from. */
	readonly source: PatternSource;
	/** What can be taken back. */
	readonly last = new LastInsertion();
	readonly #projects: ProjectReader;
	readonly #dialogs: Dialogs;
	readonly #pickFrom: PickFrom;
	readonly #recent: RecentPatterns | undefined;
	readonly #completions = new PatternCompletions();
	/** What was shown stays open. */
	#preview: Preview | undefined;
	/** The outside of a project is mentioned once. */
	#toldNoProject = false;

	constructor(
		source: PatternSource,
		projects: ProjectReader,
		dialogs: Dialogs,
		lists: PickFrom = pickFrom,
		recent?: RecentPatterns,
	) {
		this.source = source;
		this.#projects = projects;
		this.#dialogs = dialogs;
		this.#pickFrom = lists;
		this.#recent = recent;
	}

	/** Inserts a pattern. Throws a UserError that says what to do when it cannot. */
	async insert(request: InsertRequest): Promise<void> {
		const { library, id, file } = await this.#libraryFor(request);
		const editor = vscode.window.activeTextEditor;
		const chosen = await chooseProject(editor?.document.uri, this.#projects, this.#dialogs);
		if (!chosen) return;
		const { project } = chosen;
		this.#mention(project);
		const start: InsertionPlace = {
			...patternsOf(library, file),
			editor,
			...chosen,
			facts: project?.facts ?? newestFacts,
		};
		const found = await this.#find(id, start, file);
		if (!found) return;
		const { entry, place } = found;
		const isMerged = project !== undefined && isWholeConfiguration(entry, place.facts);
		const way = isMerged ? 'files' : (request.at ?? (await this.#chooseWay(entry, place)));
		if (way === 'cursor') await this.#insertAtCursor(entry, place);
		if (way === 'files') await this.#makeFiles(entry, place, request);
	}

	/** Takes back the files of the last insertion. Throws a UserError where there was none. */
	async undo(): Promise<void> {
		await this.last.takeBack(this.#dialogs);
	}

	/** Shows a pattern as it would be inserted, beside what the user works in. */
	async preview(request: InsertRequest): Promise<void> {
		const { library, id } = await this.#libraryFor(request);
		const entry = id === undefined ? undefined : findPattern(library, id);
		if (!entry) throw new UserError('This pattern is no longer there.');
		const project = (await editorProject(this.#projects)) ?? (await this.#projects.all())[0];
		const libFolders = indexFolders(library.map(({ pattern }) => pattern));
		this.#preview ??= new Preview();
		await this.#preview.show(previewOf(entry, project?.facts ?? newestFacts, libFolders));
	}

	dispose(): void {
		this.#preview?.dispose();
	}

	/** The patterns as completions at a place of a document; none outside SvelteKit projects. */
	async complete(
		document: vscode.TextDocument,
		word: vscode.Range,
		token: vscode.CancellationToken,
	): Promise<vscode.CompletionItem[]> {
		const project = await this.#projects.near(document.uri);
		if (!project || !isSvelteKit(project) || token.isCancellationRequested) return [];
		const library = await this.source.read();
		if (token.isCancellationRequested) return [];
		const routes = await this.#projects.routesOf(project);
		if (token.isCancellationRequested) return [];
		return this.#completions.provide({ library, project, routes, document, word }, token);
	}

	/**
	 * Offers what else the pattern of a completion needs, now that it is in the editor, as the command does.
	 *
	 * @param key of the pattern
	 * @param path of the file of the pattern that was inserted
	 */
	async finishCompletion(key: string, path: string | undefined): Promise<void> {
		const editor = vscode.window.activeTextEditor;
		const library = await this.source.read();
		const entry = findPattern(library, key);
		const project = editor && (await this.#projects.near(editor.document.uri));
		if (!entry || !project) return;
		const { facts } = project;
		const { files } = variantOf(entry.pattern, facts);
		const inserted = files.find((file) => file.path === path);
		const place = {
			...patternsOf(library, undefined),
			editor,
			project,
			name: nameAmong(await this.#projects.all(), project),
			facts,
		};
		// The completion has shown what speaks against it.
		const warnings = projectWarnings([entry.pattern], facts);
		if (!inserted) return;
		await this.#remember(entry, place);
		await this.#offerRest(entry, inserted, editor, place, warnings);
	}

	/** Adds to a completion what only the one that is chosen needs. */
	resolveCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
		return this.#completions.resolve(item);
	}

	/** The patterns among which the one that is asked for is, with its id among them. */
	async #libraryFor({ id, agent }: InsertRequest): Promise<{
		readonly library: readonly LibraryPattern[];
		readonly id: string | undefined;
		/** Where they are from, unless from this extension. */
		readonly file: vscode.Uri | undefined;
	}> {
		if (agent !== undefined) {
			const own = await this.source.of(agent);
			if (!own) throw new UserError('The agent file with this pattern is gone.');
			return { library: own.patterns, id, file: own.file };
		}
		const bundled = await this.source.read();
		const slash = id?.lastIndexOf('/') ?? -1;
		const unnamed = { library: bundled, id, file: undefined };
		if (id === undefined || slash < 1 || findPattern(bundled, id)) return unnamed;
		const own = await this.source.of(id.slice(0, slash));
		const key = own?.patterns.find(({ pattern }) => pattern.id === id.slice(slash + 1))?.key;
		if (!own || key === undefined) return unnamed;
		if (own.file) return { library: own.patterns, id: key, file: own.file };
		// What a bundled agent's pattern imports may be in another bundled agent's.
		return {
			library: findPattern(bundled, key) ? bundled : own.patterns,
			id: key,
			file: undefined,
		};
	}

	#mention(project: Project | undefined): void {
		for (const problem of project?.problems ?? []) {
			void this.#dialogs.tell(plainLine(problem, 400));
		}
		if ((project && isSvelteKit(project)) || this.#toldNoProject) return;
		this.#toldNoProject = true;
		void offerProject(newestKit, this.#dialogs);
	}

	async #find(
		id: string | undefined,
		place: InsertionPlace,
		file: vscode.Uri | undefined,
	): Promise<FoundPattern | undefined> {
		const known = id === undefined ? undefined : findPattern(place.library, id);
		if (known) return { entry: known, place };
		if (id !== undefined) {
			const choose = 'Choose a Pattern';
			const chosen = await this.#dialogs.tell(
				plain`No pattern has the id “${id}”. Choose another, and change the keybinding or link that names it.`,
				[choose],
			);
			if (chosen !== choose) return undefined;
		}
		return this.#chooseFromList(place, file);
	}

	/** @param file the agent file whose patterns these are alone; without it, those of all agents are listed */
	async #chooseFromList(
		place: InsertionPlace,
		file: vscode.Uri | undefined,
	): Promise<FoundPattern | undefined> {
		const { facts, editor } = place;
		const language = editor && languageOf(editor.document);
		const listed = ({ patterns, file: from }: AgentsPatterns): readonly ListedPattern[] =>
			patterns
				.filter((entry) => isOfferedIn(entry, language))
				.map((entry) => ({ ...entry, file: from }));
		const offered = listed({ patterns: place.library, file });
		if (offered.length === 0) {
			throw new UserError(
				'No pattern of this agent file suits this place. A code block becomes one by “file=” or “prefix=” behind its language.',
			);
		}
		let others: readonly AgentsPatterns[] = [];
		const readOthers = async (): Promise<readonly ListedPattern[]> => {
			others = file === undefined ? ((await this.source.own?.()) ?? []) : [];
			return others.flatMap(listed);
		};
		const placeOf = (from: vscode.Uri | undefined): InsertionPlace => {
			const agent = others.find((each) => each.file?.toString() === from?.toString());
			return agent ? { ...place, ...patternsOf(agent.patterns, agent.file) } : place;
		};
		const list = {
			patterns: offered,
			others: readOthers(),
			recent: this.#recent?.ids ?? [],
			kitMajor: facts.kit.major ?? newestKit,
			title: titleIn('Add SvelteKit Pattern', place),
			nameOf: agentFileName,
			pathsOf: ({ pattern }: LibraryPattern) => targetPaths(variantOf(pattern, facts), facts),
		};
		const chosen = await pickPattern(
			list,
			(entry) => previewOf(entry, facts, placeOf(entry.file).libFolders),
			this.#pickFrom,
		);
		if (!chosen) return undefined;
		if ('entry' in chosen) {
			const { key, file: from } = chosen.entry;
			const chosenPlace = placeOf(from);
			const entry = chosenPlace.library.find((each) => each.key === key);
			return entry && { entry, place: chosenPlace };
		}
		// The user sees the question before it is sent, and may ask somebody else.
		const query = `@${doorName} ${chosen.question}`;
		const options = { query, isPartialQuery: true };
		await openChatWith(options);
		return undefined;
	}

	async #insertAtCursor(chosen: LibraryPattern, place: InsertionPlace): Promise<void> {
		const { editor, project, facts, libFolders } = place;
		const target = editor ?? (await this.#newEditor(chosen, facts));
		const needed = await this.#needed(chosen, place);
		const pattern = needed.chosen;
		const entry = { ...chosen, pattern };
		const warnings = [...projectWarnings([pattern], facts), ...needed.warnings];
		const title = titleIn(labelOf(pattern), place);
		if (!(await askToGoOn(title, warnings, this.#dialogs))) return;
		const routes = project && (await this.#projects.routesOf(project));
		const insertion = { pattern, title, facts, root: project?.root, libFolders, routes };
		const inserted = target && (await insertAtCursor(target, insertion, this.#dialogs));
		if (!inserted) return;
		await this.#remember(entry, place);
		await this.#offerRest(entry, inserted, target, place, warnings);
	}

	/** Offers what else there is to a pattern of which one file is in the editor. */
	async #offerRest(
		entry: LibraryPattern,
		inserted: PatternFile,
		target: vscode.TextEditor,
		place: InsertionPlace,
		warnings: readonly string[],
	): Promise<void> {
		const { project, facts, libFolders } = place;
		const { pattern } = entry;
		if (!project) return;
		const path = pathWithin(project.root, target.document.uri);
		const route = path === undefined ? undefined : routeAt(path, facts);
		const choice =
			route === undefined ? undefined : choiceAt(inserted, variantOf(pattern, facts), route);

		// The pattern's other files, what all of them import, and what it needs may be missing still.
		const rest = await withoutInserted(pattern, inserted, facts, projectFiles(project));
		const needed = await this.#needed(entry, place);
		const title = labelOf(pattern);
		const creation = {
			patterns: [...needed.patterns, rest],
			warnings: needed.warnings,
			known: warnings,
			title,
			project,
			projectName: place.name,
			libFolders,
			preview: true,
			source: place.file,
			isFollowUp: true,
			routes: await this.#projects.routesOf(project),
			...choice,
		};
		const { next, steps } = pattern.needs;
		const nothing = {
			files: [],
			missingPackages: [],
			notes: [],
			toFillIn: [],
			tables: undefined,
		};
		const plan = (await createFiles(creation, this.#dialogs, this.#pickFrom)) ?? {
			...nothing,
			next,
			steps: steps.filter((step) => step === 'openEnv'),
		};
		const ownPackages = missingPackages(variantOf(pattern, facts), facts, pattern.needs);
		const packages = joinPackages([...plan.missingPackages, ...ownPackages]);
		await this.#showLeftToDo({ ...plan, missingPackages: packages }, needed, entry, place);
	}

	async #makeFiles(
		entry: LibraryPattern,
		place: InsertionPlace,
		{ route, preview = true }: InsertRequest,
	): Promise<void> {
		const { project, facts, libFolders } = place;
		const { pattern } = entry;
		if (!project) {
			throw new UserError(
				'There is no project to make files in. Open a folder with a package.json, or insert the pattern at the cursor.',
			);
		}
		const wrong = route === undefined ? undefined : validateRoutePath(route);
		if (wrong !== undefined) throw new UserError(wrong);
		const own = routeOf(variantOf(pattern, facts));
		const routes = await this.#projects.routesOf(project);
		const title = titleIn(labelOf(pattern), place);
		const choice = { title, place, entry, own, routes };
		const chosen = await this.#choosePlaceAndNames(choice, route);
		if (!chosen) return;
		const needed = await this.#needed(chosen.entry, { ...place, library: chosen.library });
		const creation = {
			patterns: [...needed.patterns, needed.chosen],
			warnings: needed.warnings,
			known: [],
			title: labelOf(pattern),
			project,
			projectName: place.name,
			libFolders,
			preview,
			source: place.file,
			routes,
			...(chosen.route !== undefined && { route: chosen.route }),
		};
		const plan = await createFiles(creation, this.#dialogs, this.#pickFrom);
		if (!plan) return;
		await this.#remember(entry, place);
		await this.#showLeftToDo(plan, needed, entry, place);
	}

	/** Has the list begin with it the next time. */
	async #remember({ key }: LibraryPattern, { uri }: InsertionPlace): Promise<void> {
		await this.#recent?.use(recentId({ key, file: uri }));
	}

	/**
	 * The route for the pattern's files, and the pattern with the names that the user has chosen for what
	 * it is about. Where a request says the route, nothing is asked. `undefined` when the user leaves.
	 */
	async #choosePlaceAndNames(
		{ title, place, entry, own, routes }: PlaceChoice,
		asked: string | undefined,
	): Promise<ChosenPlace | undefined> {
		const { facts, project, library } = place;
		if (asked !== undefined || !project) return { route: asked, entry, library };
		for (;;) {
			const route = own && (await pickRoute(title, own, routes, this.#pickFrom));
			if (own !== undefined && route === undefined) return undefined;
			let renamed = { entry, library };
			const before: (typeof renamed)[] = [];
			const names = namesOf(entry, library, facts, route);
			let refused: string | undefined;
			while (before.length < names.length) {
				const name = names[before.length];
				if (!name) break;
				const current = renamed;
				const rename = (to: NameForms): RenamedPattern =>
					renamePattern(current.entry, current.library, facts, { from: name.forms, to });
				const hasBack = before.length > 0 || own !== undefined;
				const chosen = await pickName(title, name, (to) => rename(to).refusal, this.#pickFrom, {
					hasBack,
					...(refused !== undefined && { refused }),
				});
				refused = undefined;
				if (chosen === undefined) return undefined;
				if (chosen === 'back') {
					const last = before.pop();
					if (!last) break;
					renamed = last;
					continue;
				}
				if (chosen !== name.forms) {
					const next = rename(chosen);
					refused = next.refusal ?? (await takenInProject(next, facts, projectFiles(project)));
					if (refused !== undefined) continue;
					renamed = { entry: next.entry, library: next.library };
				}
				before.push(current);
			}
			if (before.length === names.length) return { route, ...renamed };
		}
	}

	async #showLeftToDo(
		plan: Parameters<typeof leftToDo>[0] & Pick<CreatedFiles, 'written'>,
		needed: NeededParts,
		{ pattern }: LibraryPattern,
		place: InsertionPlace,
	): Promise<void> {
		stepDone('hasInserted');
		const { written } = plan;
		if (written) this.last.note(labelOf(pattern), written);
		const { project, facts, file, library } = place;
		if (!project) return;
		const title = titleIn(labelOf(pattern), place);
		await showLeftToDo(leftToDo(plan, facts.packageManager, needed), {
			title: file === undefined ? title : plain`${title} of ${file}`,
			project,
			dialogs: this.#dialogs,
			pickFrom: this.#pickFrom,
			...(written && { undo: { count: written.count, run: () => this.undo() } }),
			addPattern: async (key) => {
				const other = findPattern(library, key);
				// What was inserted leads to the route that it has.
				const route = other && routeOf(variantOf(other.pattern, facts));
				if (other) await this.#makeFiles(other, place, route === undefined ? {} : { route });
			},
		});
	}

	async #needed(
		entry: LibraryPattern,
		{ library, project, facts }: InsertionPlace,
	): Promise<NeededParts> {
		if (!project) {
			return { patterns: [], chosen: entry.pattern, warnings: [], notes: [], signIns: [] };
		}
		const routes = await this.#projects.routesOf(project);
		return neededParts(entry, library, facts, projectFiles(project), routes);
	}

	async #chooseWay(
		{ pattern }: LibraryPattern,
		{ facts, editor, project, name: projectName }: InsertionPlace,
	): Promise<'cursor' | 'files' | undefined> {
		const paths = targetPaths(variantOf(pattern, facts), facts);
		if (!project || paths.length === 0) return 'cursor';
		if (!editor) return 'files';
		const name = fileNameOf(editor.document.uri.path);
		const cursor = {
			label: plain`$(edit) Insert at the Cursor`,
			description: visiblePath(name),
			way: 'cursor',
		} as const;
		const create = {
			label:
				paths.length === 1 ? plain`$(new-file) Create File…` : plain`$(new-file) Create Files…`,
			description: plain`${paths.map((path) => visiblePath(path))}`,
			way: 'files',
		} as const;
		const fits = paths.some((path) => fileNameOf(path) === name);
		const chosen = await this.#dialogs.choose(fits ? [cursor, create] : [create, cursor], {
			title: titleIn(labelOf(pattern), { name: projectName }),
			placeHolder: plain`Where should the pattern go?`,
		});
		return chosen?.way;
	}

	async #newEditor(
		{ pattern }: LibraryPattern,
		facts: ProjectFacts,
	): Promise<vscode.TextEditor | undefined> {
		const open = 'New File';
		const chosen = await this.#dialogs.tell(
			plain`No editor is open for “${labelOf(pattern)}”. Open a file first, or use a new one.`,
			[open],
		);
		if (chosen !== open) return undefined;
		const language = variantOf(pattern, facts).files[0]?.language ?? 'typescript';
		const document = await vscode.workspace.openTextDocument({ language });
		return vscode.window.showTextDocument(document);
	}
}

/** A pattern that is brought into the configuration of the project, wherever the cursor is. */
function isWholeConfiguration({ pattern }: LibraryPattern, facts: ProjectFacts): boolean {
	return variantOf(pattern, facts).files.every(({ path }) => isConfiguration(path ?? ''));
}

/** What an agent brings, and the file that it is from, as the place of an insertion has them. */
function patternsOf(
	library: readonly LibraryPattern[],
	uri: vscode.Uri | undefined,
): Pick<InsertionPlace, 'library' | 'libFolders' | 'file' | 'uri'> {
	const libFolders = indexFolders(library.map(({ pattern }) => pattern));
	return { library, libFolders, uri, file: uri && agentFileName(uri) };
}

/** All files of a pattern in one text, each as it would be written in the project. */
function previewOf(
	{ key, pattern }: LibraryPattern,
	facts: ProjectFacts,
	libFolders: readonly string[],
): PreviewedText {
	const files = fittedFiles(pattern, facts, libFolders);
	const parts = files.map(({ path, text }) =>
		path === undefined ? text : `${comment(path)}\n${text}`,
	);
	const first = files[0]?.file.path;
	return { key, name: first ? fileNameOf(first) : `${pattern.id}.ts`, text: parts.join('\n') };
}

/** A file as the user knows it: a path in the workspace, else the whole one. */
function agentFileName(uri: vscode.Uri): PlainText {
	return visiblePath(vscode.workspace.asRelativePath(uri));
}

function comment(path: string): string {
	if (/\.(?:svelte|html|md)$/.test(path)) return `<!-- ${path} -->`;
	return path.endsWith('.sql') ? `-- ${path}` : `// ${path}`;
}
