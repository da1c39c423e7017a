import {
	neededModules,
	type LibraryPattern,
	type NeededModule,
} from '../pattern/patternLibrary.ts';
import { newestKit, type Pattern, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { variantOf } from './insertion.ts';

/** Whether a project has a file, given by its path inside the project. */
export type HasFile = (path: string) => Promise<boolean>;

/**
 * The modules that a pattern imports and a project lacks, of each pattern that makes some of them the
 * first, in the order in which they have to be made.
 *
 * @param library the patterns that may make them
 */
export async function modulesToMake(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	hasFile: HasFile,
): Promise<readonly NeededModule[]> {
	const needed = await neededModules(entry, library, facts.kit.major ?? newestKit, (path) =>
		hasModule(hasFile, resolveTarget(path, facts, undefined)),
	);
	return needed.filter(({ maker }, i) => needed.findIndex((other) => other.maker === maker) === i);
}

/** A pattern without the file of it that was inserted; `undefined` when a project has the others. */
export async function withoutInserted(
	pattern: Pattern,
	inserted: PatternFile,
	facts: ProjectFacts,
	hasFile: HasFile,
): Promise<Pattern | undefined> {
	const others = variantOf(pattern, facts).files.filter(
		(file) => file !== inserted && file.path !== undefined,
	);
	const present = await Promise.all(
		others.map(({ path }) => hasModule(hasFile, resolveTarget(path ?? '', facts, undefined))),
	);
	const missing = others.filter((_file, i) => !present[i]);
	if (missing.length === 0) return undefined;
	const [variant] = pattern.variants;
	return variant && { ...pattern, variants: [{ ...variant, kit: undefined, files: missing }] };
}

/** Whether a project has a module, also as JavaScript, or as a file where an index is meant. */
async function hasModule(hasFile: HasFile, path: string): Promise<boolean> {
	const base = path.replace(/(?:\/index)?\.[jt]s$/, '');
	if (base === path) return hasFile(path);
	const endings = ['.ts', '.js', '/index.ts', '/index.js'];
	const found = await Promise.all(endings.map((ending) => hasFile(base + ending)));
	return found.includes(true);
}
