import { joinDeclarations } from '../code/envSchema.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { ProjectFacts } from '../project/project.ts';
import { applyEdits } from '../text/textEdits.ts';

/** What a configuration of a pattern makes of those that a project has. */
export interface MergedConfig {
	/** The texts of the files that change, by their paths in the project. */
	readonly texts: ReadonlyMap<string, string>;
	/** What has to be written by hand, as sentences for the user. */
	readonly notes: readonly string[];
}

/**
 * Brings a file of a pattern that is a configuration as a whole into the one that the project has,
 * under whatever ending: of two, only one would count.
 *
 * @param path of the file in the project
 * @param module what the pattern has in it
 * @returns `undefined` for any other file, and where the project has none yet
 */
export function mergeConfig(
	path: string,
	module: ParsedModule,
	{ srcDir, libDir }: ProjectFacts,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const stem = path.replace(/\.[jt]s$/, '');
	const isDeclaration = stem === `${srcDir}/env`;
	if (!isDeclaration && stem !== `${libDir}/server/env`) return undefined;
	const own = configFileOf(path, read);
	const before = own === undefined ? undefined : read(own);
	if (own === undefined || before === undefined || before.trim() === '') return undefined;
	const { exports } = new ParsedModule(before).shape;
	if (!exports.some(({ name }) => name === (isDeclaration ? 'variables' : 'env'))) return undefined;
	const joined = joinDeclarations(before, module);
	if (!joined) return undefined;
	if ('cannot' in joined) return { texts: new Map(), notes: [`${own}: ${joined.cannot}`] };
	return { texts: new Map([[own, applyEdits(before, joined.edits)]]), notes: [] };
}

/** The file that a project has for one of a pattern: the same one, or one with another ending. */
export function configFileOf(
	path: string,
	read: (path: string) => string | undefined,
): string | undefined {
	const stem = path.replace(/\.[cm]?[jt]s$/, '');
	const names = [path, ...['ts', 'js', 'mts', 'mjs'].map((ending) => `${stem}.${ending}`)];
	return names.find((name) => read(name) !== undefined);
}
