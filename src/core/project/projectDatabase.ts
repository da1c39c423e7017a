import type { ParsedModule } from '../code/parsedModule.ts';
import { readConfig, textAt, type ConfigObject } from './configLiterals.ts';
import type { ProjectFacts } from './project.ts';

/** What a project keeps its data in. */
export type DatabaseKind =
	| 'postgres'
	| 'sqlite'
	| 'd1'
	| 'mysql'
	| 'mongodb'
	| 'mssql'
	| 'singlestore'
	| 'gel';

export interface ProjectDatabase {
	readonly kind: DatabaseKind;
	/** The file or the package that says so. */
	readonly from: string;
}

/** Where databases are told from, as texts. */
export interface DatabaseSources {
	/** Names of dependencies and devDependencies. */
	readonly packages: Readonly<Record<string, string>>;
	/** The configuration of drizzle-kit, and its name. */
	readonly drizzle: NamedText | undefined;
	/** The configuration of Cloudflare's wrangler, and its name. */
	readonly wrangler: NamedText | undefined;
}

export interface NamedText {
	readonly name: string;
	readonly text: string;
}

const dialects: ReadonlyMap<string, DatabaseKind> = new Map<string, DatabaseKind>([
	['postgresql', 'postgres'],
	['cockroach', 'postgres'],
	['sqlite', 'sqlite'],
	['turso', 'sqlite'],
	['mysql', 'mysql'],
	['singlestore', 'singlestore'],
	['mssql', 'mssql'],
	['gel', 'gel'],
]);

/** Drivers that drizzle-kit is told beside a dialect, or, in old versions, instead of it. */
const drivers: ReadonlyMap<string, DatabaseKind> = new Map<string, DatabaseKind>([
	['d1-http', 'd1'],
	['d1', 'd1'],
	['durable-sqlite', 'd1'],
	['pg', 'postgres'],
	['better-sqlite', 'sqlite'],
	['libsql', 'sqlite'],
	['turso', 'sqlite'],
	['mysql2', 'mysql'],
]);

/** Packages that talk to one database; where a project has several, the first of this list counts. */
const clients: readonly (readonly [name: string, kind: DatabaseKind])[] = [
	['postgres', 'postgres'],
	['pg', 'postgres'],
	['@neondatabase/serverless', 'postgres'],
	['@vercel/postgres', 'postgres'],
	['@libsql/client', 'sqlite'],
	['@libsql/client-wasm', 'sqlite'],
	['@tursodatabase/database', 'sqlite'],
	['@tursodatabase/serverless', 'sqlite'],
	['better-sqlite3', 'sqlite'],
	['sqlite3', 'sqlite'],
	['expo-sqlite', 'sqlite'],
	['mysql2', 'mysql'],
	['mysql', 'mysql'],
	['mariadb', 'mysql'],
	['@planetscale/database', 'mysql'],
	['mongoose', 'mongodb'],
	['mongodb', 'mongodb'],
	['mssql', 'mssql'],
	['tedious', 'mssql'],
	['gel', 'gel'],
	['@supabase/supabase-js', 'postgres'],
	// For development and tests it stands beside the real one.
	['@electric-sql/pglite', 'postgres'],
];

/** What of Drizzle is for one database, by what follows `drizzle-orm/`; what ends in `-core` opens none. */
const drizzleParts: ReadonlyMap<string, DatabaseKind> = new Map<string, DatabaseKind>([
	['pg-core', 'postgres'],
	['node-postgres', 'postgres'],
	['postgres-js', 'postgres'],
	['pglite', 'postgres'],
	['neon-http', 'postgres'],
	['neon-serverless', 'postgres'],
	['vercel-postgres', 'postgres'],
	['aws-data-api', 'postgres'],
	['xata-http', 'postgres'],
	['pg-proxy', 'postgres'],
	['bun-sql', 'postgres'],
	['cockroach-core', 'postgres'],
	['cockroach', 'postgres'],
	['sqlite-core', 'sqlite'],
	['libsql', 'sqlite'],
	['better-sqlite3', 'sqlite'],
	['bun-sqlite', 'sqlite'],
	['node-sqlite', 'sqlite'],
	['expo-sqlite', 'sqlite'],
	['op-sqlite', 'sqlite'],
	['sql-js', 'sqlite'],
	['sqlite-proxy', 'sqlite'],
	['tursodatabase', 'sqlite'],
	['d1', 'd1'],
	['durable-sqlite', 'd1'],
	['mysql-core', 'mysql'],
	['mysql2', 'mysql'],
	['mysql-proxy', 'mysql'],
	['planetscale-serverless', 'mysql'],
	['tidb-serverless', 'mysql'],
	['mssql-core', 'mssql'],
	['node-mssql', 'mssql'],
	['singlestore-core', 'singlestore'],
	['singlestore', 'singlestore'],
	['singlestore-proxy', 'singlestore'],
	['gel-core', 'gel'],
	['gel', 'gel'],
]);

/** Runtimes' own clients; their databases are no packages. */
const builtIn: ReadonlyMap<string, DatabaseKind> = new Map<string, DatabaseKind>([
	['bun:sqlite', 'sqlite'],
	['node:sqlite', 'sqlite'],
]);

/** Speaks to an API, beside which a client of the database is no second one. */
const apis: ReadonlySet<string> = new Set(['@supabase/supabase-js']);

/** What a module that opens a database imports for that; `undefined` for any other. */
export function clientOf(module: ParsedModule): string | undefined {
	return valueImports(module).find((specifier) => {
		const part = drizzlePart(specifier);
		if (part !== undefined) return drizzleParts.has(part) && !part.endsWith('-core');
		return builtIn.has(specifier) || (isPackagedClient(specifier) && !apis.has(specifier));
	});
}

function isPackagedClient(specifier: string): boolean {
	return clients.some(([name]) => name === specifier);
}

/** `pg-core` of `drizzle-orm/pg-core`, `d1` of `drizzle-orm/d1/migrator`. */
function drizzlePart(specifier: string): string | undefined {
	return /^drizzle-orm\/([\w-]+)/.exec(specifier)?.[1];
}

function valueImports({ shape }: ParsedModule): readonly string[] {
	return shape.imports.flatMap(({ kind, specifier }) => (kind === 'type' ? [] : [specifier]));
}

/**
 * The database that modules of a project are written for, as they import it: what opens one says more
 * than what has its tables. `undefined` where none does.
 */
export function databaseOfModules(
	modules: readonly { readonly path: string; readonly module: ParsedModule }[],
): ProjectDatabase | undefined {
	const found = modules.flatMap(({ path, module }) =>
		valueImports(module).flatMap((specifier) => {
			const part = drizzlePart(specifier);
			const name = part ?? specifier;
			const kind = (part === undefined ? builtIn : drizzleParts).get(name);
			return kind === undefined ? [] : [{ kind, from: path, isClient: !name.endsWith('-core') }];
		}),
	);
	const first = found.find(({ isClient }) => isClient) ?? found[0];
	return first && { kind: first.kind, from: first.from };
}

const databaseFolders = ['db', 'database', 'drizzle'] as const;
const databaseFiles = 'index client connection database drizzle schema tables'.split(' ');
const databaseNames = [...databaseFolders, 'sql', 'postgres', 'schema', 'tables'];

/** Globs, below any folder, of the modules that `databaseModules` names. */
export const databaseGlobs: readonly string[] = [
	...databaseFolders.map((folder) => `${folder}/*`),
	...databaseNames,
].flatMap((glob) => [`${glob}.ts`, `${glob}.js`]);

/** Where projects have their client and their tables, those of new projects first. */
export function databaseModules({
	libDir,
	srcDir,
	typescript,
}: Pick<ProjectFacts, 'libDir' | 'srcDir' | 'typescript'>): readonly string[] {
	const names = [
		...databaseFolders.flatMap((folder) => databaseFiles.map((name) => `${folder}/${name}`)),
		...databaseNames,
	];
	const folders = new Set([`${libDir}/server`, libDir, `${srcDir}/server`, srcDir]);
	const ending = typescript ? '.ts' : '.js';
	return [...folders].flatMap((folder) => names.map((name) => `${folder}/${name}${ending}`));
}

/**
 * The database that a project uses: what the configuration of drizzle-kit says, else a binding to D1
 * that wrangler is told of, else the client among its packages. Nothing of it is run.
 */
export function readDatabase({
	packages,
	drizzle,
	wrangler,
}: DatabaseSources): ProjectDatabase | undefined {
	const said = drizzle && drizzleKind(drizzle.text);
	if (said) return { kind: said, from: drizzle.name };
	if (wrangler && /\bd1_databases\b/.test(wrangler.text))
		return { kind: 'd1', from: wrangler.name };
	const client = clients.find(([name]) => Object.hasOwn(packages, name));
	return client && { kind: client[1], from: client[0] };
}

/** The objects that a configuration of drizzle-kit may mean. */
export function drizzleConfigs(text: string): readonly ConfigObject[] {
	return [...readConfig(text, { name: 'defineConfig', from: 'drizzle-kit' }), ...readConfig(text)];
}

function drizzleKind(text: string): DatabaseKind | undefined {
	for (const config of drizzleConfigs(text)) {
		const driver = drivers.get(textAt(config, 'driver') ?? '');
		const dialect = dialects.get(textAt(config, 'dialect') ?? '');
		if (driver === 'd1') return driver;
		if (dialect ?? driver) return dialect ?? driver;
	}
	return undefined;
}
