import { appMembers } from '../code/appTypes.ts';
import {
	neededModules,
	type LibraryPattern,
	type NeededModule,
} from '../pattern/patternLibrary.ts';
import { newestKit, type Pattern, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { variantOf } from './insertion.ts';

/** The files of a project, by their paths inside it. */
export interface ProjectFiles {
	has(path: string): Promise<boolean>;
	/** `undefined` where there is no such file. */
	read(path: string): Promise<string | undefined>;
}

/**
 * The modules that a pattern needs and a project lacks, of each pattern that makes some of them the
 * first, in the order in which they have to be made.
 *
 * @param library the patterns that may make them
 */
export async function modulesToMake(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	files: ProjectFiles,
): Promise<readonly NeededModule[]> {
	let members: readonly string[] | undefined;
	const needed = await neededModules(entry, library, facts.kit.major ?? newestKit, {
		has: (path) => hasModule(files, resolveTarget(path, facts, undefined)),
		declares: async (member) => {
			members ??= appMembers((await files.read(facts.appTypes)) ?? '');
			return members.includes(member);
		},
	});
	return needed.filter(({ maker }, i) => needed.findIndex((other) => other.maker === maker) === i);
}

/** What is left of a pattern, besides the file of it that was inserted and those that a project has. */
export async function withoutInserted(
	pattern: Pattern,
	inserted: PatternFile,
	facts: ProjectFacts,
	files: ProjectFiles,
): Promise<Pattern> {
	const variant = variantOf(pattern, facts);
	const others = variant.files.filter((file) => file !== inserted && file.path !== undefined);
	const present = await Promise.all(
		others.map(({ path }) => hasModule(files, resolveTarget(path ?? '', facts, undefined))),
	);
	const missing = others.filter((_file, i) => !present[i]);
	return { ...pattern, variants: [{ ...variant, kit: undefined, files: missing }] };
}

/** Whether a project has a module, also as JavaScript, or as a file where an index is meant. */
async function hasModule(files: ProjectFiles, path: string): Promise<boolean> {
	const base = path.replace(/(?:\/index)?\.[jt]s$/, '');
	if (base === path) return files.has(path);
	const endings = ['.ts', '.js', '/index.ts', '/index.js'];
	const found = await Promise.all(endings.map((ending) => files.has(base + ending)));
	return found.includes(true);
}
