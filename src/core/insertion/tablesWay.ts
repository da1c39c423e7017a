import { ParsedModule } from '../code/parsedModule.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';
import { drizzleConfigOf, drizzleTables, unreadNote } from './drizzleSchema.ts';
import { configFileOf } from './mergeConfig.ts';

/**
 * How new tables get into the database of a project with Drizzle.
 * - `generate`: a migration is written, and the project applies it when it starts
 * - `migrate`: it is written, and has to be applied
 * - `push`: the project has no migrations, and changes its database directly
 */
export type TablesWay = 'generate' | 'migrate' | 'push';

/**
 * The way that a project has, as its files show it; `undefined` without a configuration of drizzle-kit,
 * which does not know where the tables are then.
 *
 * @param read the text that a project-relative file is to have; `undefined` where there is none
 */
export function tablesWay(
	{ libDir, typescript }: Pick<ProjectFacts, 'libDir' | 'typescript'>,
	read: (path: string) => string | undefined,
): TablesWay | undefined {
	const config = configFileOf('drizzle.config.ts', read);
	if (config === undefined) return undefined;
	const files = moduleFiles(`${libDir}/server/db/index.${typescript ? 'ts' : 'js'}`);
	const client = files.map(read).find((text) => text !== undefined);
	// Without the client it cannot be told, and a migration is of use in any case.
	if (client === undefined || /['"]drizzle-orm\/[\w-]+\/migrator['"]|\bmigrate\(/.test(client)) {
		return 'generate';
	}
	const out = /\bout\s*:\s*['"](?:\.\/)?([\w./-]{1,100}?)\/?['"]/.exec(read(config) ?? '')?.[1];
	return read(`${out ?? 'drizzle'}/meta/_journal.json`) === undefined ? 'push' : 'migrate';
}

/**
 * Whether a project that gets its first configuration of drizzle-kit has tables already, which nothing
 * could bring into a database before.
 *
 * @param before the text that a file has now
 * @param after the text that it is to have
 */
export function tablesWait(
	{ libDir }: Pick<ProjectFacts, 'libDir'>,
	before: (path: string) => string | undefined,
	after: (path: string) => string | undefined,
): boolean {
	const isFirst =
		configFileOf('drizzle.config.ts', before) === undefined &&
		configFileOf('drizzle.config.ts', after) !== undefined;
	const schema = moduleFiles(`${libDir}/server/db/schema.ts`);
	return isFirst && schema.some((path) => before(path) !== undefined);
}

/**
 * What has to be done before tables that are new get a migration, as a sentence for the user;
 * `undefined` where drizzle-kit finds them all.
 *
 * @param files those that are written
 * @param read the text that a file is to have
 */
export function tablesUnread(
	files: readonly {
		readonly path: string;
		readonly text: string;
		readonly before: string | undefined;
	}[],
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): string | undefined {
	const config = drizzleConfigOf(read);
	if (!config) return undefined;
	const paths = files
		.filter(({ path, text, before }) => {
			if (text === before || !/\.[jt]s$/.test(path)) return false;
			const had = new Set(drizzleTables(new ParsedModule(before ?? '')).map(({ name }) => name));
			return drizzleTables(new ParsedModule(text)).some(({ name }) => !had.has(name));
		})
		.map(({ path }) => path);
	return unreadNote(paths, config, facts, read);
}
