import { declarationOf } from '../code/declarationShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import {
	isContractName,
	isSharedKey,
	keysIn,
	renameNames,
	type Renaming,
} from '../code/renameNames.ts';
import { asNodes, asText, asNode, walk } from '../code/syntaxTree.ts';
import type { LibraryPattern } from '../pattern/patternLibrary.ts';
import { moduleKey, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { segmentsOf } from '../project/routePlaces.ts';
import { resolveTarget } from '../project/routes.ts';
import { camelOf, NameChange, type NameForms } from '../text/nameWords.ts';
import { visiblePath } from '../text/plainText.ts';
import { differencesOf, type Importer } from './existingExports.ts';
import { followRoutes } from './followRoutes.ts';
import { isRouteFile, routeFolder, routeOf } from './patternRoutes.ts';
import { ProjectModules, type ProjectFiles } from './projectModules.ts';
import { variantOf } from './projectVariant.ts';
import { RouteMoves, type RouteMove } from './routeMoves.ts';

/** A pattern in which something is called otherwise, and those that it may need. */
export interface RenamedPattern {
	readonly entry: LibraryPattern;
	/** In it too, where modules share what is renamed. */
	readonly library: readonly LibraryPattern[];
	/** Why the name cannot be taken, as one sentence; what is renamed is not fit to be used then. */
	readonly refusal: string | undefined;
	/** Where modules of the project may have the new names. */
	readonly exports: readonly RenamedExport[];
}

interface RenamedExport {
	/** The path of the module, as a pattern writes it. */
	readonly path: string;
	readonly name: string;
	readonly expected: ParsedModule;
}

/** A file of the library that speaks of what is renamed. */
interface Renamed {
	readonly file: PatternFile & { readonly path: string };
	readonly path: string;
	readonly exports: ReadonlySet<string>;
}

/**
 * A pattern in which what it is about is called otherwise, in its names, files, texts and routes; in
 * the modules that it shares with other patterns the exports of that name, and what belongs to them.
 */
export function renamePattern(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	{ from, to }: { readonly from: NameForms; readonly to: NameForms },
): RenamedPattern {
	const change = new NameChange(from, to);
	const filesOf = ({ pattern }: LibraryPattern): readonly PatternFile[] =>
		variantOf(pattern, facts).files;
	const isOwn = (each: LibraryPattern): boolean => each.key === entry.key;
	const owned = new Map<string, Renamed>();
	const keys = new Set<string>();
	const members = new Set<string>();
	const own = (file: PatternFile & { readonly path: string }, ofEntry: boolean): void => {
		const module = scriptOf(file);
		const exports = exportsIn(module, change);
		owned.set(moduleKey(file.path), { file, path: renamedPath(file.path, change), exports });
		const { objects, types } = keysIn(module, change);
		for (const name of [...objects, ...types]) {
			const isBare = change.isWhole(name);
			if (!isBare || (ofEntry && objects.has(name) && !isSharedKey(name))) members.add(name);
		}
	};
	const others: (PatternFile & { readonly path: string })[] = [];
	for (const each of [entry, ...library.filter((other) => !isOwn(other))]) {
		for (const file of filesOf(each)) {
			if (file.path === undefined) continue;
			const key = moduleKey(file.path);
			keys.add(key);
			if (owned.has(key)) continue;
			const named = { ...file, path: file.path };
			if (!isOwn(each) && !mayMention(file.code, change)) continue;
			if (isOwn(each) || exportsIn(scriptOf(file), change).size > 0) own(named, isOwn(each));
			else others.push(named);
		}
	}
	// Who imports what is renamed has to follow, too.
	for (const file of others) {
		const imports = scriptOf(file).shape.imports.some(({ specifier, names }) => {
			const there = owned.get(moduleKey(specifier, file.path));
			if (there && there.path !== there.file.path) return true;
			return names.some(({ imported }) => there?.exports.has(imported) === true);
		});
		if (imports) own(file, false);
	}
	const taken = new Set<string>();
	for (const [key, { path }] of owned) {
		const newKey = moduleKey(path);
		if (newKey !== key && keys.has(newKey)) taken.add(camelOf(to.many));
	}
	const renamingAt = (path: string): Renaming => ({
		change,
		members,
		importOf: (specifier) => {
			const found = /^(?:[$#]lib\/|\.\.?\/)/.test(specifier)
				? owned.get(moduleKey(specifier, path))
				: undefined;
			return {
				specifier:
					found && found.path !== found.file.path ? renamedPath(specifier, change) : specifier,
				renames: (name) => found?.exports.has(name) === true,
			};
		},
	});
	const renamedExports: RenamedExport[] = [];
	const rename = (file: PatternFile, moves: RouteMoves): PatternFile => {
		const known = file.path === undefined ? undefined : owned.get(moduleKey(file.path));
		if (!known && file.path !== undefined) return file;
		const folder = file.path === undefined ? undefined : routeFolder(file.path);
		const route = folder && `/${folder.join('/')}`;
		const routed = followRoutes(file.code, file.language, moves, route);
		const renamed = renameNames(routed, file.language, renamingAt(file.path ?? ''));
		for (const name of renamed.taken) taken.add(name);
		const expected = new ParsedModule(renamed.code);
		if (known && !isRouteFile(known.path)) {
			for (const { name } of expected.shape.exports) {
				const { path } = known;
				if (isNew(name, to)) renamedExports.push({ path, name, expected });
			}
		}
		return { ...file, path: known?.path ?? file.path, code: renamed.code };
	};
	const renameAll = (each: LibraryPattern): LibraryPattern => {
		const { pattern } = each;
		const variant = variantOf(pattern, facts);
		const placed = isOwn(each) ? placeRenamed(variant.files, routeOf(variant), change) : undefined;
		const files = (placed?.files ?? variant.files).map((file, i) => {
			const renamed = rename(variant.files[i] ?? file, placed?.moves ?? noMoves);
			return placed ? { ...renamed, path: file.path } : renamed;
		});
		if (files.every((file, i) => file === variant.files[i])) return each;
		const { hooks } = pattern.needs;
		const needs = {
			...pattern.needs,
			hooks: hooks.map((hook) => {
				const module = owned.get(moduleKey(hook.from));
				if (!module) return hook;
				const { exports, path } = module;
				const exported = exports.has(hook.exported) ? change.of(hook.exported) : undefined;
				return { ...hook, from: path, exported: exported ?? hook.exported };
			}),
		};
		const variants = [{ ...variant, kit: undefined, dialect: undefined, files }];
		return { ...each, pattern: { ...pattern, needs, variants } };
	};
	const renamedEntry = renameAll(entry);
	const renamedLibrary = library.map((each) => (isOwn(each) ? renamedEntry : renameAll(each)));
	const [clash] = taken;
	return {
		entry: renamedEntry,
		library: renamedLibrary,
		refusal:
			clash === undefined
				? undefined
				: `“${clash}” stands for something else in the code: choose another name.`,
		exports: renamedExports,
	};
}

/**
 * Why a project cannot take what is renamed, as one sentence: it has something else of that name.
 *
 * @returns `undefined` where nothing speaks against it
 */
export async function takenInProject(
	{ entry, exports }: RenamedPattern,
	facts: ProjectFacts,
	files: ProjectFiles,
): Promise<string | undefined> {
	const modules = new ProjectModules(files, facts);
	for (const { path, name, expected } of exports) {
		const existing = await modules.find(resolveTarget(path, facts, undefined));
		if (!existing) continue;
		const place = existing.exports.get(name);
		const shown = visiblePath(existing.path);
		const refusal = `${shown} has something else called “${name}”: choose another name.`;
		const ours = declarationOf(expected, name);
		if (!place) {
			const { declarations, imports } = existing.module.shape;
			const isThere =
				declarations.some((each) => each.name === name) ||
				imports.some(({ names }) => names.some(({ local }) => local === name));
			if (isThere || hasTable(existing.module, expected, name)) return refusal;
			continue;
		}
		const theirs = declarationOf(place.module, place.local);
		if (!theirs || !ours) continue;
		const importers = importersOf(entry, facts, path, name);
		const [difference] = differencesOf({
			path: place.path,
			name,
			own: theirs,
			expected: ours,
			importers,
		});
		if (difference !== undefined) return refusal;
	}
	return undefined;
}

const noMoves = new RouteMoves([]);

/** A module, or the scripts of a page as one. */
function scriptOf({ code, language }: PatternFile): ParsedModule {
	return new ParsedModule(
		language === 'svelte'
			? new ParsedModule(code).scripts.map(({ content }) => content.text).join('\n')
			: code,
	);
}

/** Whether code may have a name for it; tells the many files apart that need not be parsed. */
function mayMention(code: string, { from }: NameChange): boolean {
	const text = code.toLowerCase();
	return [from.many, from.one].some(([first = '']) => text.includes(first));
}

function exportsIn({ shape }: ParsedModule, change: NameChange): ReadonlySet<string> {
	const names = shape.exports.map(({ name }) => name);
	return new Set(names.filter((name) => !isContractName(name) && change.of(name) !== undefined));
}

function isNew(name: string, to: NameForms): boolean {
	return new NameChange(to, to).of(name) !== undefined;
}

/** A path or a specifier whose file is called by the name: `$lib/server/orders`, `posts.remote.ts`. */
function renamedPath(path: string, change: NameChange): string {
	const start = path.lastIndexOf('/') + 1;
	const name = path.slice(start);
	const [stem = ''] = name.split('.', 1);
	const newStem = /^[a-z][\w-]*$/i.test(stem) ? change.of(stem, 'kebab') : undefined;
	return newStem === undefined ? path : path.slice(0, start) + newStem + name.slice(stem.length);
}

/** Files below the pattern's own route, whose place is chosen, go to folders of the new name. */
function placeRenamed(
	files: readonly PatternFile[],
	ownRoute: string | undefined,
	change: NameChange,
): { readonly files: readonly PatternFile[]; readonly moves: RouteMoves } {
	const own = segmentsOf(ownRoute ?? '/').length;
	const moves: RouteMove[] = [];
	const placed = files.map((file) => {
		const { path } = file;
		if (path === undefined) return file;
		const renamed = renamedPath(path, change);
		const folder = routeFolder(path);
		if (!folder || !isRouteFile(path)) return { ...file, path: renamed };
		const to = folder.map((segment, i) =>
			i < own || segment.includes('[') ? segment : (change.of(segment, 'kebab') ?? segment),
		);
		const [before, after] = [`/${folder.join('/')}`, `/${to.join('/')}`];
		if (before === after) return { ...file, path: renamed };
		moves.push({ from: before, to: after });
		const name = renamed.slice(renamed.lastIndexOf('/') + 1);
		return { ...file, path: `src/routes${after}/${name}` };
	});
	return { files: placed, moves: new RouteMoves(moves) };
}

/** Whether a module has a table that the database knows by the name that one of this name gets. */
function hasTable(module: ParsedModule, expected: ParsedModule, name: string): boolean {
	const own = tablesIn(expected).get(name);
	return own !== undefined && [...tablesIn(module).values()].includes(own);
}

/** The names that tables have in the database, by those of their variables. */
function tablesIn({ tree }: ParsedModule): ReadonlyMap<string, string> {
	const tables = new Map<string, string>();
	walk(tree?.body ?? [], (node) => {
		if (node.type !== 'VariableDeclarator') return;
		const call = asNode(node['init']);
		const callee = asText(asNode(call?.['callee'])?.['name']);
		const name = asText(asNodes(call?.['arguments'])[0]?.['value']);
		if (callee.endsWith('Table') && name !== '') {
			tables.set(asText(asNode(node['id'])?.['name']), name);
		}
	});
	return tables;
}

function importersOf(
	{ pattern }: LibraryPattern,
	facts: ProjectFacts,
	path: string,
	name: string,
): readonly Importer[] {
	return variantOf(pattern, facts).files.flatMap((file) => {
		const module = scriptOf(file);
		return module.shape.imports.flatMap(({ specifier, names }) => {
			if (moduleKey(specifier, file.path) !== moduleKey(path)) return [];
			const found = names.find(({ imported }) => imported === name);
			return found ? [{ module, local: found.local }] : [];
		});
	});
}
