import { readConfig, textAt } from './configLiterals.ts';

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

function drizzleKind(text: string): DatabaseKind | undefined {
	const configs = [
		...readConfig(text, { name: 'defineConfig', from: 'drizzle-kit' }),
		...readConfig(text),
	];
	for (const config of configs) {
		const driver = drivers.get(textAt(config, 'driver') ?? '');
		const dialect = dialects.get(textAt(config, 'dialect') ?? '');
		if (driver === 'd1') return driver;
		if (dialect ?? driver) return dialect ?? driver;
	}
	return undefined;
}
