import { ParsedModule } from '../../src/core/code/parsedModule.ts';
import { fitAtCursor, planAtCursor } from '../../src/core/insertion/atCursor.ts';
import { indexFolders, planAll } from '../../src/core/insertion/insertion.ts';
import { variantOf } from '../../src/core/insertion/projectVariant.ts';
import { withoutInserted } from '../../src/core/insertion/missingParts.ts';
import { neededParts, type NeededParts } from '../../src/core/insertion/neededParts.ts';
import { projectWarnings } from '../../src/core/insertion/projectWarnings.ts';
import type { TablesWay } from '../../src/core/insertion/tablesWay.ts';
import type { ProjectFiles } from '../../src/core/insertion/projectModules.ts';
import { formatAtCursor } from '../../src/core/insertion/formatAtCursor.ts';
import { formatPlan } from '../../src/core/insertion/formatPlan.ts';
import { readCodeFormat } from '../../src/core/project/readCodeFormat.ts';
import { routeOf } from '../../src/core/insertion/patternRoutes.ts';
import { isConfiguration } from '../../src/core/insertion/mergeConfig.ts';
import { joinPackages, missingPackages } from '../../src/core/insertion/missingPackages.ts';
import type { LibraryPattern } from '../../src/core/pattern/patternLibrary.ts';
import type { Pattern } from '../../src/core/pattern/patterns.ts';
import { installCommands, type PackageToInstall } from '../../src/core/project/installCommands.ts';
import { routeFolders, type RouteFolder } from '../../src/core/project/projectBlock.ts';
import type { ProjectFacts } from '../../src/core/project/project.ts';
import { decisivePackages, readProject } from '../../src/core/project/readProject.ts';
import { resolveTarget } from '../../src/core/project/routes.ts';
import { applyEdits } from '../../src/core/text/textEdits.ts';
import { dangerOf } from '../../src/core/workspace/dangerousFiles.ts';
import { snippetToText } from '../helpers/snippetText.ts';
import { manifestsAmong, type InstallOrder } from './installation.ts';
import type { Files, Scaffold } from './scaffold.ts';
import type { CellMode } from './scaffolds.ts';
import { hashOf } from './tools.ts';

/** One pattern, put into one project in one way. */
export interface Cell {
	readonly scaffold: Scaffold;
	readonly entry: LibraryPattern;
	readonly mode: CellMode;
}

/** What the user has in the end who accepts all that is offered, and nothing else. */
export interface CellPlan {
	readonly cell: Cell;
	/** Stands for the project, the files, the packages and the way they are proved. */
	readonly key: string;
	/** The files that are made or changed, by their paths in the app. */
	readonly files: Files;
	readonly order: InstallOrder;
	/**
	 * What the extension asked about, because names stood there already; what it asked about was left
	 * out. The pattern is then not what it is.
	 */
	readonly conflicts: readonly string[];
	/** Why nothing is written, as the user is told. */
	readonly refusal: string | undefined;
	/** How the user has had the new tables brought into the database. */
	readonly tables: TablesWay | undefined;
	/** The user was told to make the page to sign in on: no pattern that has one suits the project. */
	readonly isSignInOpen: boolean;
}

/** Versions of installed packages, by name. */
export type Versions = Readonly<Record<string, string>>;

/** Raise it when `proveCell` looks at more: then what was proved before has to be proved again. */
const proof = '2';

/**
 * Works out what a pattern makes of a project, with the extension's own code.
 *
 * @param versions what is installed in the project
 */
export async function planCell(
	cell: Cell,
	library: readonly LibraryPattern[],
	versions: Versions,
): Promise<CellPlan> {
	const { scaffold, entry, mode } = cell;
	const user = new User(scaffold, library, versions);
	if (mode === 'after') {
		const { topic } = entry.pattern;
		const others = library.filter((other) => other.handle === entry.handle && other !== entry);
		for (const other of others.filter(({ pattern }) => pattern.topic === topic)) {
			await user.makeOther(other);
		}
	}
	if (mode === 'cursor') await user.insertAtCursor(entry);
	else await user.makeFiles(entry);
	const { written: files, conflicts, refusal, tables, isSignInOpen } = user;
	// As it was written when a migration was the only way.
	const migrates = tables === undefined || tables === 'generate' ? tables !== undefined : tables;
	const commands = user.commands();
	const order = { commands, manifests: manifestsAmong(files) };
	const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const key = hashOf(
		proof,
		scaffold.key,
		JSON.stringify([sorted, commands, conflicts, refusal, migrates]),
		...(isSignInOpen ? ['nobody can sign in'] : []),
	);
	return { cell, key, files, order, conflicts, refusal, tables, isSignInOpen };
}

/** Somebody who accepts what the extension offers; the files are in memory. */
class User {
	readonly written = new Map<string, string>();
	readonly conflicts: string[] = [];
	refusal: string | undefined;
	tables: TablesWay | undefined;
	isSignInOpen = false;
	readonly #scaffold: Scaffold;
	readonly #library: readonly LibraryPattern[];
	readonly #versions: Versions;
	readonly #libFolders: readonly string[];
	readonly #packages: PackageToInstall[] = [];
	readonly #files: ProjectFiles = {
		has: async (path) => this.#read(path) !== undefined,
		read: async (path) => this.#read(path),
	};

	constructor(scaffold: Scaffold, library: readonly LibraryPattern[], versions: Versions) {
		this.#scaffold = scaffold;
		this.#library = library;
		this.#versions = versions;
		this.#libFolders = indexFolders(library.map(({ pattern }) => pattern));
	}

	/** Chooses “Create Files…”, the pattern's own route, all files, and to install the packages. */
	async makeFiles(entry: LibraryPattern): Promise<void> {
		const { pattern } = entry;
		const facts = await this.#facts();
		const needed = await this.#needed(entry, facts);
		const patterns = [...needed.patterns, needed.chosen];
		const route = routeOf(variantOf(pattern, facts));
		await this.#create(patterns, facts, route, needed.warnings);
		await this.#addSignIn(needed);
	}

	/** Of what is left to do: adds the pattern without which nobody can sign in. */
	async #addSignIn({ signIns: [signIn], notes }: NeededParts): Promise<void> {
		this.isSignInOpen = !signIn && notes.some((note) => note.includes('nobody can sign in'));
		if (signIn && this.refusal === undefined) await this.makeOther(signIn);
	}

	/** Makes the files of another pattern than the one that the cell is about, unless advised against. */
	async makeOther(entry: LibraryPattern): Promise<void> {
		await this.makeFiles(entry);
		this.refusal = undefined;
	}

	/** Opens the file that the pattern is for and inserts it there, then accepts as above. */
	async insertAtCursor(entry: LibraryPattern): Promise<void> {
		const facts = await this.#facts();
		const needed = await this.#needed(entry, facts);
		const pattern = needed.chosen;
		const variant = variantOf(pattern, facts);
		const file = variant.files.find(({ path }) => path !== undefined) ?? variant.files[0];
		if (!file) throw new Error(`${pattern.id} has no file.`);
		const path = resolveTarget(file.path ?? '', facts, routeOf(variant));
		if (isConfiguration(path)) return this.makeFiles(entry);
		[this.refusal] = [...projectWarnings([pattern], facts), ...needed.warnings];
		if (this.refusal !== undefined) return undefined;
		const before = this.#read(path) ?? '';
		const language = path.endsWith('.svelte') ? 'svelte' : path.endsWith('.ts') ? 'ts' : 'js';
		const target = { module: new ParsedModule(before), language, path } as const;
		const { format } = readCodeFormat(facts, (name) => this.#read(name));
		const indentation = { insertSpaces: !format.useTabs, tabSize: format.tabWidth };
		const style = { facts, libFolders: this.#libFolders, indentation };
		const plain = fitAtCursor(pattern, file, target, style);
		const fitted = await formatAtCursor(plain, target, format, indentation);
		const plan = planAtCursor(fitted, target, before.length, facts);
		if (plan.conflicts.length > 0) {
			this.#note(path, plan.conflicts);
			return undefined;
		}
		const range = { start: plan.offset, end: plan.offset };
		const snippet = { range, newText: snippetToText(plan.snippet) };
		this.written.set(path, applyEdits(before, [...plan.importEdits, snippet]));

		const rest = await withoutInserted(pattern, file, facts, this.#files);
		// As it is now, with what was inserted.
		const others = await this.#needed({ ...entry, pattern }, facts);
		await this.#create([...others.patterns, rest], facts, undefined, others.warnings);
		this.#packages.push(...missingPackages(variant, facts, pattern.needs));
		await this.#addSignIn(others);
		return undefined;
	}

	/** The commands that the user has let run. */
	commands(): readonly string[] {
		const manager = this.#scaffold.around.has('pnpm-workspace.yaml') ? 'pnpm' : 'npm';
		return installCommands(manager, joinPackages(this.#packages));
	}

	async #create(
		patterns: readonly Pattern[],
		facts: ProjectFacts,
		route: string | undefined,
		warnings: readonly string[],
	): Promise<void> {
		const unformatted = planAll(patterns, facts, {
			libFolders: this.#libFolders,
			existing: (path) => this.#read(path),
			routes: this.#routes(facts),
			// Those of a user differ, which changes nothing for what is proved.
			makeSecret: ({ name, minLength = 0 }) => name.padEnd(Math.max(minLength, 32), '-made'),
			...(route !== undefined && { route }),
		});
		const [warning] = [...unformatted.warnings, ...warnings];
		if (warning !== undefined) {
			// The user who takes what is offered is advised against this.
			this.refusal = warning;
			return;
		}
		const { formatOf } = readCodeFormat(facts, (path) => this.#read(path));
		const plan = await formatPlan(unformatted, formatOf);
		for (const { path } of plan.files) {
			const danger = dangerOf(path);
			if (danger?.kind !== 'refused') continue;
			this.refusal = `${path} is not written by patterns. ${danger.reason}`;
			return;
		}
		for (const { path, text, before, conflicts } of plan.files) {
			if (conflicts.length > 0) this.#note(path, conflicts);
			else if (text !== before) this.written.set(path, text);
		}
		this.#packages.push(...plan.missingPackages);
		this.tables ??= plan.tables;
	}

	#needed(entry: LibraryPattern, facts: ProjectFacts): Promise<NeededParts> {
		return neededParts(entry, this.#library, facts, this.#files, this.#routes(facts));
	}

	#routes({ routesDir }: ProjectFacts): readonly RouteFolder[] {
		const { files } = this.#scaffold;
		return routeFolders([...new Set([...files.keys(), ...this.written.keys()])], routesDir);
	}

	#note(path: string, conflicts: readonly { readonly name: string }[]): void {
		const names = conflicts.map(({ name }) => name);
		this.conflicts.push(
			names.includes(path) ? `${path} exists` : `${path} has ${names.join(', ')}`,
		);
	}

	#read(path: string): string | undefined {
		return this.written.get(path) ?? this.#scaffold.files.get(path);
	}

	/** The facts as they are now, with the packages that were offered so far. */
	async #facts(): Promise<ProjectFacts> {
		const { files, around, app } = this.#scaffold;
		const names = [...new Set([...files.keys(), ...this.written.keys()].map(topName))];
		const root = {
			names: async () => [...names, 'node_modules', ...(app === '' ? ['package-lock.json'] : [])],
			read: async (path: string) => this.#installed(path) ?? this.#withPackages(path),
		};
		const parent = {
			names: async () => [...around.keys()].map(topName),
			read: async (path: string) => around.get(path),
		};
		const { facts, problems } = await readProject(root, app === '' ? [] : [parent]);
		if (problems.length > 0) throw new Error(problems.join('\n'));
		return facts;
	}

	#installed(path: string): string | undefined {
		const name = decisivePackages.find((each) => path === `node_modules/${each}/package.json`);
		const version = name && this.#versions[name];
		return version === undefined ? undefined : JSON.stringify({ version });
	}

	#withPackages(path: string): string | undefined {
		const text = this.#read(path);
		if (path !== 'package.json' || text === undefined || this.#packages.length === 0) return text;
		const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
		const added = Object.fromEntries(this.#packages.map(({ name }) => [name, '*']));
		return JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, ...added } });
	}
}

function topName(path: string): string {
	return path.split('/', 1)[0] ?? path;
}
