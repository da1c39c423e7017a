import { packagesOf } from '../code/imports.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { clientOf, databaseModules } from '../project/projectDatabase.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';
import { inQuotes } from '../text/markdownText.ts';
import { visiblePath } from '../text/plainText.ts';
import {
	drizzleConfigOf,
	drizzleTables,
	unreadNote,
	type DrizzleConfig,
	type DrizzleTable,
} from './drizzleSchema.ts';
import { isUsersTable } from './ownUsers.ts';
import { modulePath } from './projectModules.ts';
import { hookModules } from './projectSignIn.ts';

/** What patterns have for a file of a project. */
export interface WantedModule {
	/** The file, project-relative. */
	readonly path: string;
	/** The code for it, or what of it is lacking there. */
	readonly module: ParsedModule;
	/** What the project exports there already; `undefined` where there is no such file. */
	readonly has: ReadonlySet<string> | undefined;
}

/** A module that a project has, and what it is to the database. */
interface OwnModule {
	readonly path: string;
	readonly isClient: boolean;
	readonly isDrizzle: boolean;
	readonly tables: readonly DrizzleTable[];
}

/** Whether code has to do with a database, so that it is worth looking for what the project has. */
export function concernsDatabase({ module }: WantedModule): boolean {
	return clientOf(module) !== undefined || drizzleTables(module).length > 0;
}

/**
 * What patterns would make a second time of a project's database, wherever it has its own: a client,
 * tables of the same name, and tables where drizzle-kit looks for none. Sentences for the user.
 *
 * @param places the files that patterns make: what the project has there is used as it is
 * @param read the text of a project-relative file; `undefined` where there is none
 */
export function secondDatabase(
	wanted: readonly WantedModule[],
	places: ReadonlySet<string>,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): readonly string[] {
	const config = drizzleConfigOf(read);
	const own = ownModules(facts, config, read).filter(({ path }) => !places.has(path));
	const tabled = wanted.filter((each) => newTables(each).length > 0).map(({ path }) => path);
	const unread = config && unreadNote(tabled, config, facts, read);
	return [
		...secondClient(wanted, own, facts),
		...secondTables(wanted, own),
		...(unread === undefined ? [] : [unread]),
	];
}

function ownModules(
	facts: ProjectFacts,
	config: DrizzleConfig | undefined,
	read: (path: string) => string | undefined,
): readonly OwnModule[] {
	const texts = new Map<string, ParsedModule>();
	const schemas = (config?.schema ?? []).map((each) => each.replace(/^\.\//, ''));
	const beside = schemas.flatMap((schema) => {
		const folder = schema.slice(0, schema.lastIndexOf('/') + 1);
		const isFile = /^[^*?{[]+\.[cm]?[jt]s$/.test(schema);
		const names = 'index client connection database db drizzle'.split(' ');
		const files = names.flatMap((name) => [`${folder}${name}.ts`, `${folder}${name}.js`]);
		return /^(?:\.\.|\/|[A-Za-z]:)|[*?{[]/.test(folder)
			? []
			: [...(isFile ? [schema] : []), ...files];
	});
	for (const path of [...beside, ...databaseModules(facts)]) {
		const text = read(path);
		if (text !== undefined) texts.set(path, new ParsedModule(text));
	}
	for (const [path, module] of hookModules(facts, read)) texts.set(path, module);
	return [...texts]
		.map(([path, module]) => ({
			path,
			isClient: clientOf(module) !== undefined && module.shape.exports.length > 0,
			isDrizzle: packagesOf(module.text).includes('drizzle-orm'),
			tables: drizzleTables(module),
		}))
		.filter(({ isClient, tables }) => isClient || tables.length > 0);
}

function secondClient(
	wanted: readonly WantedModule[],
	own: readonly OwnModule[],
	facts: ProjectFacts,
): readonly string[] {
	const first = own.find(({ isClient }) => isClient);
	const made = wanted.filter(({ has, module }) => !has && clientOf(module) !== undefined);
	if (!first || made.length === 0) return [];
	// What the others import is the one that passes the connection on.
	const files = new Set(made.map(({ path }) => path));
	const fronts = wanted.filter(
		({ path, module }) =>
			/\/index\.[jt]s$/.test(path) &&
			module.shape.imports.some(({ specifier }) => {
				const target = modulePath(specifier, path, facts);
				return target !== undefined && moduleFiles(target).some((each) => files.has(each));
			}),
	);
	// Where the project has that, it stays as it is.
	if (fronts.some(({ has }) => has)) return [];
	const second = [...fronts, ...made].find(({ module }) => module.shape.exports.length > 0);
	const name = second?.module.shape.exports[0]?.name;
	if (!second || name === undefined) return [];
	const [here, there] = inQuotes([first.path, second.path].map((path) => visiblePath(path)));
	const what = first.isDrizzle ? `that of ${here}` : `Drizzle with that of ${here}`;
	return [
		`This project opens its database in ${here}: ${there} would be a second client. To keep one, make ${there} first, and let it export ${what} as \`${name}\`.`,
	];
}

function secondTables(
	wanted: readonly WantedModule[],
	own: readonly OwnModule[],
): readonly string[] {
	const known = own.map(({ path, tables }) => ({ path, firstOf: tableFinder(tables) }));
	return wanted.flatMap((each) =>
		known.flatMap(({ path, firstOf }) => {
			const twice = newTables(each).flatMap((table) => {
				const first = firstOf(table);
				return first === undefined ? [] : [{ first, second: table.name }];
			});
			if (twice.length === 0) return [];
			const names = twice.map((table) => `\`${table.first}\``).join(', ');
			const as = twice.map((table) => `\`${table.second}\``).join(', ');
			const [here, there] = inQuotes([path, each.path].map((file) => visiblePath(file)));
			return [
				twice.length === 1
					? `This project has the table ${names} in ${here}: that in ${there} would be a second. To keep one, let ${there} export it as ${as} first.`
					: `This project has the tables ${names} in ${here}: those in ${there} would be second ones. To keep one of each, let ${there} export them as ${as} first.`,
			];
		}),
	);
}

/** Finds the table that is the same as another one, by what it is called in code or in the database. */
function tableFinder(tables: readonly DrizzleTable[]): (table: DrizzleTable) => string | undefined {
	const names = new Set(tables.map(({ name }) => name));
	const byDatabase = new Map(tables.map(({ name, inDatabase }) => [inDatabase ?? '', name]));
	const users = tables.find(({ name }) => isUsersTable(name))?.name;
	return ({ name, inDatabase }) => {
		if (names.has(name)) return name;
		const same = inDatabase === undefined ? undefined : byDatabase.get(inDatabase);
		return same ?? (isUsersTable(name) ? users : undefined);
	};
}

function newTables({ module, has }: WantedModule): readonly DrizzleTable[] {
	return drizzleTables(module).filter(({ name }) => has?.has(name) !== true);
}
