import { appMembers, usedLocals } from '../code/appTypes.ts';
import { canStandIn } from '../code/codeLanguage.ts';
import { projectImports } from '../code/imports.ts';
import { findPatterns, moduleKey, variantFor, type Pattern } from './patterns.ts';

/** A pattern and the agent whose file it is from. */
export interface LibraryPattern {
	/** `<handle>/<pattern id>`: unique among all agents. */
	readonly key: string;
	readonly handle: string;
	readonly pattern: Pattern;
}

/** The patterns of agents, in the order of the agents and of their files. */
export function collectPatterns(
	agents: readonly { readonly handle: string; readonly prompt: string }[],
): readonly LibraryPattern[] {
	return agents.flatMap(({ handle, prompt }) =>
		libraryPatterns(handle, findPatterns(prompt).patterns),
	);
}

/** The patterns of one agent. */
export function libraryPatterns(
	handle: string,
	patterns: readonly Pattern[],
): readonly LibraryPattern[] {
	return patterns.map((pattern) => ({ key: `${handle}/${pattern.id}`, handle, pattern }));
}

/**
 * Finds the pattern that an id names: its key, or its own id where only one agent has a pattern of
 * that id. `undefined` when there is none, or when several have it.
 */
export function findPattern(
	library: readonly LibraryPattern[],
	id: string,
): LibraryPattern | undefined {
	const byKey = library.find(({ key }) => key === id);
	if (byKey) return byKey;
	const byId = library.filter(({ pattern }) => pattern.id === id);
	return byId.length === 1 ? byId[0] : undefined;
}

/**
 * Whether a pattern is for projects: it names a file, or what to type for it. Other blocks are read,
 * not inserted, such as examples in another language.
 */
export function isInsertable({ pattern }: LibraryPattern): boolean {
	return pattern.prefix !== undefined || hasFile(pattern);
}

/**
 * Whether a pattern can be offered while a document is edited: as a file, or in its language.
 *
 * @param language the document's, as VS Code calls it; `undefined` where none is open
 */
export function isOfferedIn(entry: LibraryPattern, language: string | undefined): boolean {
	if (!isInsertable(entry)) return false;
	if (language === undefined || hasFile(entry.pattern)) return true;
	return entry.pattern.variants.some(({ files }) =>
		files.some((file) => canStandIn(file.language, language)),
	);
}

function hasFile({ variants }: Pattern): boolean {
	return variants.some(({ files }) => files.some(({ path }) => path !== undefined));
}

/** What one types in an editor to get a pattern: what its author says, else `kit-` and its id. */
export function completionWord({ pattern }: LibraryPattern): string {
	return pattern.prefix ?? `kit-${pattern.id}`;
}

/** A module that a pattern imports, and the pattern that makes it. */
export interface NeededModule {
	/** The file as the pattern that makes it names it: `src/lib/server/db.ts`. */
	readonly path: string;
	readonly maker: LibraryPattern;
}

/** What a project has of what patterns need. */
export interface ProjectModules {
	/** Whether the project has a file, given as a pattern names it. */
	has(path: string): Promise<boolean>;
	/** Whether its `app.d.ts` declares a member: `Locals.user`. */
	declares(member: string): Promise<boolean>;
}

/**
 * The modules of the project that patterns need beside their own: what they import, members of
 * `App.Locals` that they use, what the patterns that make these need, and so on, as long as the
 * project lacks it.
 *
 * @returns the modules in the order in which they have to be made
 */
export async function neededModules(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	kitMajor: number,
	project: ProjectModules,
): Promise<readonly NeededModule[]> {
	const makers = new Map<string, NeededModule>();
	const declarers = new Map<string, NeededModule>();
	for (const maker of library) {
		for (const { path, code } of variantFor(maker.pattern, kitMajor).files) {
			const key = path === undefined ? '' : moduleKey(path);
			if (path !== undefined && !makers.has(key)) makers.set(key, { path, maker });
			if (path === undefined || !isAppTypes(path)) continue;
			for (const member of appMembers(code)) {
				if (!declarers.has(member)) declarers.set(member, { path, maker });
			}
		}
	}
	const found = new Map<string, NeededModule>();
	const visited = new Set<LibraryPattern>();
	const visit = async (user: LibraryPattern): Promise<void> => {
		visited.add(user);
		const take = async (key: string, needed: NeededModule): Promise<void> => {
			await visit(needed.maker);
			found.set(key, needed);
		};
		for (const { path: importer, code } of variantFor(user.pattern, kitMajor).files) {
			for (const specifier of projectImports(code)) {
				const key = moduleKey(specifier, importer);
				const needed = makers.get(key);
				if (!needed || visited.has(needed.maker) || found.has(key)) continue;
				if (!(await project.has(needed.path))) await take(key, needed);
			}
			for (const name of usedLocals(code)) {
				const key = `Locals.${name}`;
				const needed = declarers.get(key);
				if (!needed || visited.has(needed.maker) || found.has(key)) continue;
				if (!(await project.declares(key))) await take(key, needed);
			}
		}
	};
	await visit(entry);
	return [...found.values()];
}

function isAppTypes(path: string): boolean {
	return /(?:^|\/)app\.d\.ts$/.test(path);
}
