import { databaseNames, databases, type Database } from '../pattern/needs.ts';
import { labelOf, type Pattern } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import type { DatabaseKind } from '../project/projectDatabase.ts';
import { oldPackages } from './lowestVersions.ts';
import { highest, neededVersions } from './neededVersions.ts';
import { variantOf } from './projectVariant.ts';
import { noServerNote } from './withoutServer.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { toZod3, zodForm } from './zodVersions.ts';

const kindNames: Readonly<Record<DatabaseKind, string>> = {
	...databaseNames,
	d1: 'Cloudflare D1',
	mysql: 'MySQL',
	mongodb: 'MongoDB',
	mssql: 'SQL Server',
	singlestore: 'SingleStore',
	gel: 'Gel',
};

const ormNames: Readonly<Record<string, string>> = {
	'@prisma/client': 'Prisma',
	prisma: 'Prisma',
	kysely: 'Kysely',
	mongoose: 'Mongoose',
	typeorm: 'TypeORM',
	'@mikro-orm/core': 'MikroORM',
	sequelize: 'Sequelize',
	objection: 'Objection',
	knex: 'Knex',
};

/** Imports that work with one database and no other. */
const ownImports: Readonly<Record<Database, RegExp>> = {
	postgres:
		/['"](?:drizzle-orm\/(?:pg-core|pglite|node-postgres|postgres-js|neon-\w+|vercel-postgres)|pg|postgres|@neondatabase\/serverless|@electric-sql\/pglite)['"/]/,
	sqlite:
		/['"](?:drizzle-orm\/(?:sqlite-core|libsql|better-sqlite3|bun-sqlite|expo-sqlite)|@libsql\/client|better-sqlite3)['"/]/,
};

/**
 * What speaks against patterns in a project, as sentences for the user: they are written for another
 * library or database than it has, for newer versions, or for a server.
 *
 * @param patterns the one that the user chose last, before it parts of those that it needs
 */
export function projectWarnings(
	patterns: readonly Pattern[],
	facts: ProjectFacts,
): readonly string[] {
	const chosen = patterns.at(-1);
	if (!chosen) return [];
	const lowest = patterns.reduce<Readonly<Record<string, string>>>((all, pattern) => {
		const own = highest(pattern.needs.lowest, neededVersions(variantOf(pattern, facts).files));
		return highest(all, own);
	}, {});
	const old = oldPackages(lowest, facts);
	const noServer = patterns.map((each) => noServerNote(variantOf(each, facts), facts));
	return [
		...new Set([
			...databaseWarnings(patterns, chosen, facts),
			...zodWarnings(patterns, chosen, facts),
			...old,
			...noServer.filter((note) => note !== undefined),
		]),
	];
}

const superforms = 'sveltekit-superforms';

/**
 * Zod 3 before 3.25 lacks some of what zod 4 has. Beside any zod 3, package managers give Superforms a
 * zod 4 of its own, whose types take no schema of the project.
 */
function zodWarnings(
	patterns: readonly Pattern[],
	chosen: Pattern,
	facts: ProjectFacts,
): readonly string[] {
	const { zodMajor, packages } = facts;
	const version = facts.validation?.version ?? 3;
	const bringsForms = patterns.some((pattern) =>
		variantOf(pattern, facts).packages.includes(superforms),
	);
	if (zodMajor === 3 && bringsForms && packages[superforms] === undefined) {
		return [
			`This project uses zod ${version}; “${labelOf(chosen)}” uses Superforms, whose types need zod 4.`,
		];
	}
	if (zodForm(facts) !== '3') return [];
	const lacking = patterns.flatMap((pattern) =>
		variantOf(pattern, facts).files.flatMap(({ code }) => toZod3(new ParsedModule(code)).lacking),
	);
	if (lacking.length === 0) return [];
	const names = [...new Set(lacking)].map((name) => `\`${name}\``).join(', ');
	return [
		`This project uses zod ${version}; “${labelOf(chosen)}” needs zod 4, or 3.25, for ${names}.`,
	];
}

function databaseWarnings(
	patterns: readonly Pattern[],
	chosen: Pattern,
	facts: ProjectFacts,
): readonly string[] {
	const uses = patterns.map((pattern) => databaseUse(pattern, facts));
	const using = uses.filter(({ isUsed }) => isUsed);
	if (using.length === 0) return [];
	const able = databases.filter((name) => using.every((each) => each.able.includes(name)));
	const usesDrizzle = using.some((each) => each.usesDrizzle);
	const orm = usesDrizzle && facts.orm?.name !== 'drizzle-orm' ? facts.orm : undefined;
	const kind = facts.database?.kind;
	const other = kind !== undefined && !able.some((name) => name === kind) ? kind : undefined;
	if (!orm && other === undefined) return [];
	const has = [
		...(orm ? [ormNames[orm.name] ?? orm.name] : []),
		...(other === undefined || orm?.name === 'mongoose' ? [] : [kindNames[other]]),
	].join(' and ');
	const names = able.map((name) => databaseNames[name]).join(' or ');
	const on = usesDrizzle ? ['Drizzle', ...(names === '' ? [] : ['on', names])].join(' ') : names;
	return [`This project uses ${has}; “${labelOf(chosen)}” is written for ${on}.`];
}

interface DatabaseUse {
	readonly isUsed: boolean;
	readonly usesDrizzle: boolean;
	/** The databases that the code works with. */
	readonly able: readonly Database[];
}

function databaseUse(pattern: Pattern, facts: ProjectFacts): DatabaseUse {
	const { files, packages } = variantOf(pattern, facts);
	const code = files.map((file) => file.code).join('\n');
	const bound = databases.filter((name) => ownImports[name].test(code));
	const said = new Set(pattern.needs.databases);
	const written = new Set(pattern.variants.flatMap(({ dialect }) => dialect ?? []));
	const usesDrizzle = packages.includes('drizzle-orm');
	return {
		isUsed: usesDrizzle || bound.length > 0 || said.size > 0,
		usesDrizzle,
		able: databases.filter((name) => {
			if (written.has(name)) return true;
			return said.size > 0 ? said.has(name) : bound.length === 0 || bound.includes(name);
		}),
	};
}
