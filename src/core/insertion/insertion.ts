import { mergeAppTypes } from '../code/appTypes.ts';
import { joinPackages, missingPackages } from './missingPackages.ts';
import { isSameButLayout } from '../code/declarationShape.ts';
import { lackingPart } from './lackingPart.ts';
import { mergeConfig } from './mergeConfig.ts';
import { mergeHooks } from './mergeHooks.ts';
import { planEnv, type MakeSecret, type VariableToFillIn } from './planEnv.ts';
import { hooksFileOf, planNeeds, wireOptionsFor } from './planNeeds.ts';
import { variantOf } from './projectVariant.ts';
import { errorTypeNote } from './ownErrorType.ts';
import { outsidePrerendered } from './prerenderedAround.ts';
import { projectWarnings } from './projectWarnings.ts';
import { tablesUnread, tablesWait, tablesWay, type TablesWay } from './tablesWay.ts';
import { rewriteModule, type RewrittenModule } from './kitRewrites.ts';
import { mergeInto, type Conflict } from '../code/mergeModule.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import {
	labelOf,
	type Pattern,
	type PatternFile,
	type PatternVariant,
} from '../pattern/patterns.ts';
import type { NextStep } from '../pattern/needs.ts';
import type { PackageToInstall } from '../project/installCommands.ts';
import type { ProjectFacts } from '../project/project.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import { resolveTarget } from '../project/routes.ts';
import { stripSvelteTypes } from '../code/stripSvelteTypes.ts';
import { placeRoutes } from './placeRoutes.ts';
import type { RouteFolder } from '../project/projectBlock.ts';
import { stripTypes } from '../code/stripTypes.ts';
import { javaScriptUse } from './javaScriptUse.ts';
import { withFilePaths } from './filePaths.ts';
import { applyEdits, lineEndOf } from '../text/textEdits.ts';

export interface PlannedFile {
	/** Project-relative, with `/`. */
	readonly path: string;
	/** The whole text that the file is to have. */
	readonly text: string;
	/** The text that it has now; `undefined` for a file that is to be made. */
	readonly before: string | undefined;
	/** Names that the file has already: the user has to be asked before `text` is written. */
	readonly conflicts: readonly Conflict[];
	/** Of a part of what a pattern makes: the exports, or members of `app.d.ts`, that it adds. */
	readonly adds?: readonly string[];
	/** What the pattern that it is from is called; of several that write into it, the last. */
	readonly from: string;
}

export interface InsertionPlan {
	readonly files: readonly PlannedFile[];
	/** npm packages that the code needs and the project does not declare, sorted by name. */
	readonly missingPackages: readonly PackageToInstall[];
	/** What speaks against it in this project, as sentences for the user, who is asked first. */
	readonly warnings: readonly string[];
	/** What the code could not be fitted to, as sentences for the user. */
	readonly notes: readonly string[];
	/** What is left to do by hand, as the patterns say it. */
	readonly next: readonly string[];
	/** The variables whose values only the user knows. */
	readonly toFillIn: readonly VariableToFillIn[];
	/** What is left to do that a button starts, of the patterns that change something. */
	readonly steps: readonly NextStep[];
	/** How the tables that are new get into the database; `undefined` where there are none. */
	readonly tables: TablesWay | undefined;
	/** The values of secrets in the texts of the files: nothing may show them. */
	readonly secrets: readonly string[];
}

export interface PlanOptions {
	/** The route that takes the pattern's route files, `/account`; their own when it is left out. */
	readonly route?: string;
	/** The route that these files are for in the pattern, where that cannot be seen by them all. */
	readonly ownRoute?: string;
	/** The routes that the project has. */
	readonly routes?: readonly RouteFolder[];
	/** The text of a project-relative file; `undefined` where there is none. */
	readonly existing: (path: string) => string | undefined;
	/** Folders below the library folder that an index file stands for, such as `server/db`. */
	readonly libFolders?: readonly string[];
	/** Makes the values of secrets; without it they are left empty. */
	readonly makeSecret?: MakeSecret;
}

/**
 * Works out the files that a pattern makes in a project. Files that exist are merged with: their
 * own text stays, imports are joined, members of `app.d.ts` are added, hooks are wired. Never fails.
 */
export function planFiles(
	pattern: Pattern,
	facts: ProjectFacts,
	options: PlanOptions,
): InsertionPlan {
	return planAll([pattern], facts, options);
}

/**
 * Plans several patterns for one project, in order: a later one is merged into what an earlier one
 * makes, and what they need of the project's own files comes last. The route is that of the last
 * pattern, which the others are needed for.
 */
export function planAll(
	asked: readonly Pattern[],
	facts: ProjectFacts,
	{ existing, libFolders = [], makeSecret = () => '', ...options }: PlanOptions,
): InsertionPlan {
	const files = new Map<string, PlannedFile>();
	const packages: PackageToInstall[] = [];
	const placed = placeRoutes(asked, facts, (each) => variantOf(each, facts), {
		existing,
		...options,
	});
	const { patterns } = placed;
	const notes = new Set(placed.notes);
	const errorNote = errorTypeNote(
		patterns.flatMap((each) => variantOf(each, facts).files),
		() => existing(facts.appTypes),
	);
	if (errorNote !== undefined) notes.add(errorNote);
	const toFillIn = new Map<string, VariableToFillIn>();
	const secrets = new Set<string>();
	const keptSecret: MakeSecret = (variable) => {
		const secret = makeSecret(variable);
		if (secret !== '') secrets.add(secret);
		return secret;
	};
	const textOf = (path: string): string | undefined => files.get(path)?.text ?? existing(path);
	const add = (file: PlannedFile): void => {
		const conflicts = [...(files.get(file.path)?.conflicts ?? []), ...file.conflicts];
		files.set(file.path, { ...file, before: existing(file.path), conflicts });
	};
	const steps = new Set<NextStep>();
	for (const pattern of patterns) {
		const variant = variantOf(pattern, facts);
		const planned = planOwnFiles(pattern, variant, facts, { existing: textOf, libFolders });
		for (const file of planned.files) add(file);
		for (const note of planned.notes) notes.add(note);
		for (const each of missingPackages(variant, facts, pattern.needs)) {
			if (!planned.unused.has(each.name)) packages.push(each);
		}
		// What stands in the project as it is leaves nothing to do; without files it is there by now.
		const isThere = planned.files.every(({ path, text }) => text === existing(path));
		if (isThere && planned.files.length > 0) continue;
		for (const step of pattern.needs.steps) steps.add(step);
	}
	const made = [...files.values()].filter(({ before }) => before === undefined);
	for (const file of outsidePrerendered(made, facts, textOf)) files.set(file.path, file);
	for (const pattern of patterns) {
		const from = labelOf(pattern);
		const write = (path: string, text: string): void => {
			const adds = files.get(path)?.adds;
			add({ path, text, before: undefined, conflicts: [], from, ...(adds && { adds }) });
		};
		const texts = { read: textOf, write, existing };
		const { needs } = pattern;
		for (const note of planNeeds(needs, facts, libFolders, texts)) notes.add(note);
		if (needs.env.length === 0) continue;
		const env = planEnv(needs.env, facts, texts, keptSecret);
		for (const note of env.notes) notes.add(note);
		for (const each of env.toFillIn) toFillIn.set(each.name, each);
	}
	if (tablesWait(facts, existing, textOf)) steps.add('generateMigration');
	const hasNewTables = steps.has('generateMigration');
	const unread = hasNewTables ? tablesUnread([...files.values()], facts, textOf) : undefined;
	if (unread !== undefined) notes.add(unread);
	return {
		files: [...files.values()],
		missingPackages: joinPackages(packages),
		warnings: projectWarnings(patterns, facts),
		notes: [...notes],
		next: [
			...new Set(
				patterns.flatMap(({ needs }) => needs.next.map((each) => withFilePaths(each, facts))),
			),
		],
		toFillIn: [...toFillIn.values()],
		steps: [...steps],
		tables: hasNewTables && unread === undefined ? tablesWay(facts, textOf) : undefined,
		secrets: [...secrets],
	};
}

/** The files of one pattern, each merged with what is there. */
function planOwnFiles(
	pattern: Pattern,
	variant: PatternVariant,
	facts: ProjectFacts,
	{ existing, libFolders = [] }: PlanOptions,
): {
	readonly files: readonly PlannedFile[];
	readonly notes: readonly string[];
	/** Packages that nothing of what is written imports, though the pattern does. */
	readonly unused: ReadonlySet<string>;
} {
	const unused = new Set<string>();
	const planned = new Map<string, PlannedFile>();
	const notes = new Set<string>();
	for (const file of variant.files) {
		if (file.path === undefined) continue;
		const resolved = resolveTarget(file.path, facts, undefined);
		const path =
			resolved === facts.hooksServer
				? hooksFileOf(facts, existing)
				: (moduleFiles(resolved).find((each) => existing(each) !== undefined) ?? resolved);
		const fitted = fitCode(file, facts, path, libFolders);
		for (const note of fitted.notes) notes.add(note);
		const config = mergeConfig(path, fitted.module, facts, existing);
		for (const note of config?.notes ?? []) notes.add(note);
		for (const name of config?.unused ?? []) unused.add(name);
		for (const [own, text] of config?.texts ?? []) {
			const before = existing(own);
			planned.set(own, { path: own, text, before, conflicts: [], from: labelOf(pattern) });
		}
		if (config) continue;
		const before = existing(path);
		const merged = mergeLacking(file, { path, before, module: fitted.module }, (part) =>
			fitCode(part, facts, path, libFolders),
		);
		const isRefused = before !== undefined && merged.conflicts.length > 0;
		const hooks =
			isRefused && resolved === facts.hooksServer
				? mergeHooks(before, fitted.module.text, wireOptionsFor(path, facts))
				: undefined;
		for (const note of hooks?.notes ?? []) notes.add(note);
		const result = hooks ? { path, text: hooks.text, before, conflicts: [] } : merged;
		const adds = file.only && { adds: file.only };
		planned.set(path, { ...result, ...adds, from: labelOf(pattern) });
	}
	return { files: [...planned.values()], notes: [...notes], unused };
}

/**
 * The code of one file of a pattern as it suits a project: alias, Kit version, libraries; without
 * types where the target is JavaScript.
 *
 * @param path the project-relative target
 */
export function fitCode(
	file: PatternFile,
	facts: ProjectFacts,
	path: string,
	libFolders: readonly string[] = [],
): RewrittenModule {
	const context = { facts, filePath: path, libFolders };
	const rewritten = rewriteModule(new ParsedModule(file.code), context);
	const isSvelte = file.language === 'svelte';
	const isPlain = isSvelte ? !facts.typescript : /\.[cm]?js$/.test(path);
	if (!isPlain || (!isSvelte && file.language !== 'typescript')) return rewritten;
	const strip = isSvelte ? stripSvelteTypes : stripTypes;
	const { code, note } = strip(rewritten.module, javaScriptUse(facts));
	return {
		module: new ParsedModule(code),
		notes: note === undefined ? rewritten.notes : [...rewritten.notes, note],
	};
}

/** The folders that index files of patterns stand for in imports, below the library folder. */
export function indexFolders(patterns: readonly Pattern[]): readonly string[] {
	return patterns.flatMap(({ variants }) =>
		variants.flatMap(({ files }) =>
			files.flatMap(
				({ path }) => /^(?:src\/|\$)?lib\/(.+)\/index\.[jt]s$/.exec(path ?? '')?.[1] ?? [],
			),
		),
	);
}

/** Merges a file with what is there; of code that is there already only what is lacking. */
function mergeLacking(
	file: PatternFile,
	{ path, before, module }: { path: string; before: string | undefined; module: ParsedModule },
	fit: (part: PatternFile) => RewrittenModule,
): Omit<PlannedFile, 'from'> {
	const merged = mergeFile(path, before, module);
	if (before === undefined || merged.conflicts.length === 0 || !/\.[cm]?[jt]s$/.test(path)) {
		return merged;
	}
	const part = lackingPart(file, module, new ParsedModule(before));
	if (!part) return merged;
	if (part.code === '') return { path, text: before, before, conflicts: [] };
	return mergeFile(path, before, fit(part).module);
}

function mergeFile(
	path: string,
	before: string | undefined,
	module: ParsedModule,
): Omit<PlannedFile, 'from'> {
	const code = module.text;
	if (before === undefined || before.trim() === '')
		return { path, text: code, before, conflicts: [] };
	if (isSameButLayout(before, code)) {
		return { path, text: before, before, conflicts: [] };
	}
	if (path.endsWith('.d.ts')) {
		const { edits, conflicts, whole } = mergeAppTypes(before, code);
		return {
			path,
			text: applyEdits(before, edits),
			before,
			conflicts: whole ? conflicts : [wholeFile(path, before)],
		};
	}
	if (!/\.[cm]?[jt]s$/.test(path))
		return { path, text: before, before, conflicts: [wholeFile(path, before)] };
	const { importEdits, body, conflicts } = mergeInto(before, module, {
		language: path.endsWith('ts') ? 'ts' : 'js',
	});
	const lineEnd = lineEndOf(before);
	const text = `${applyEdits(before, importEdits).trimEnd()}${lineEnd}${lineEnd}${body}${lineEnd}`;
	return { path, text, before, conflicts };
}

/** Files that cannot be merged are a conflict as a whole. */
function wholeFile(path: string, before: string): Conflict {
	return { name: path, range: { start: 0, end: before.length } };
}
