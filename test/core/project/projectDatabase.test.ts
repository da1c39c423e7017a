import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDatabase } from '../../../src/core/project/projectDatabase.ts';
import { readProject } from '../../../src/core/project/readProject.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const nothing = { packages: {}, drizzle: undefined, wrangler: undefined } as const;

function said(text: string, packages: readonly string[] = []): unknown {
	return readDatabase({
		...nothing,
		packages: Object.fromEntries(packages.map((name) => [name, '1'])),
		drizzle: { name: 'drizzle.config.ts', text },
	})?.kind;
}

describe('the database of a project', () => {
	it('is what the configuration of drizzle-kit says, whatever clients there are', () => {
		const config = (members: string): string =>
			`import { defineConfig } from 'drizzle-kit';\nif (!process.env.DATABASE_URL) throw new Error('DATABASE_URL is not set');\nexport default defineConfig({ schema: './x.ts', ${members} });\n`;
		assert.deepEqual(
			[
				"dialect: 'postgresql'",
				"dialect: 'sqlite'",
				"dialect: 'turso'",
				"dialect: 'mysql'",
				"dialect: 'sqlite', driver: 'd1-http'",
				"dialect: 'sqlite', driver: 'expo'",
				"driver: 'better-sqlite'",
				"dialect: 'postgresql', driver: 'pglite'",
			].map((members) => said(config(members), ['pg'])),
			['postgres', 'sqlite', 'sqlite', 'mysql', 'd1', 'sqlite', 'sqlite', 'postgres'],
		);
		assert.equal(said("export default { dialect: 'sqlite' } satisfies Config;\n"), 'sqlite');
		assert.equal(
			said("const dialect = 'sqlite';\nconst config = { dialect };\nexport default config;\n"),
			'sqlite',
		);
	});

	it('is told by the client where the configuration does not say it', () => {
		assert.equal(said('export default {', ['better-sqlite3']), 'sqlite');
		assert.equal(said('export default { dialect: process.env.D };', ['postgres']), 'postgres');
		const clients = ['pg', '@libsql/client', 'mysql2', 'mongoose', '@electric-sql/pglite', 'zod'];
		assert.deepEqual(
			clients.map((name) => readDatabase({ ...nothing, packages: { [name]: '^1' } })),
			[
				{ kind: 'postgres', from: 'pg' },
				{ kind: 'sqlite', from: '@libsql/client' },
				{ kind: 'mysql', from: 'mysql2' },
				{ kind: 'mongodb', from: 'mongoose' },
				{ kind: 'postgres', from: '@electric-sql/pglite' },
				undefined,
			],
		);
		const both = { 'better-sqlite3': '^1', '@electric-sql/pglite': '^1' };
		assert.equal(readDatabase({ ...nothing, packages: both })?.from, 'better-sqlite3');
	});

	it('is D1 where wrangler is told of one', () => {
		const wrangler = { name: 'wrangler.jsonc', text: '{ "d1_databases": [{ "binding": "DB" }] }' };
		assert.deepEqual(readDatabase({ ...nothing, wrangler }), {
			kind: 'd1',
			from: 'wrangler.jsonc',
		});
		const other = { name: 'wrangler.toml', text: 'name = "d1"\n' };
		assert.equal(readDatabase({ ...nothing, wrangler: other }), undefined);
	});
});

describe('the database of a project that only its code tells', () => {
	const packages = { '@sveltejs/kit': '^2.70.0', 'drizzle-orm': '^0.45.0' };

	async function databaseOf(
		files: Readonly<Record<string, string>>,
		dependencies: Readonly<Record<string, string>> = packages,
		config = 'tsconfig.json',
	): Promise<unknown> {
		const all: Readonly<Record<string, string>> = {
			'package.json': JSON.stringify({ dependencies }),
			[config]: '{}',
			...files,
		};
		const names = [...new Set(Object.keys(all).map((path) => path.split('/', 1)[0] ?? ''))];
		const { facts } = await readProject(
			{ names: async () => names, read: async (path) => all[path] },
			[],
		);
		return facts.database;
	}

	it('is that of the part of Drizzle that it imports, the client before the tables', async () => {
		const { seed, cases } = seedOf(60_311, 120);
		const next = seededRandom(seed);
		const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
		for (let i = 0; i < cases; i++) {
			const [kind, core, drivers] = pick([
				['postgres', 'pg-core', ['node-postgres', 'postgres-js', 'pglite', 'neon-http', 'bun-sql']],
				['sqlite', 'sqlite-core', ['bun-sqlite', 'better-sqlite3', 'libsql', 'libsql/web']],
				['d1', 'sqlite-core', ['d1', 'durable-sqlite']],
				['mysql', 'mysql-core', ['mysql2', 'planetscale-serverless']],
			] as const);
			const [ending, config] = pick([
				['ts', 'tsconfig.json'],
				['js', 'jsconfig.json'],
			] as const);
			const client = `${pick(['src/lib/server/db/index', 'src/lib/db', 'src/db/client', 'src/lib/server/database'])}.${ending}`;
			const schema = `${pick(['src/lib/server/db/schema', 'src/lib/schema', 'src/db/tables'])}.${ending}`;
			const files = {
				[schema]: `import { text } from 'drizzle-orm/${core}';\nexport const a = text();\n`,
				[client]: `import { drizzle } from 'drizzle-orm/${pick<string>(drivers)}';\nexport const db = drizzle();\n`,
			};
			assert.deepEqual(
				await databaseOf(files, packages, config),
				{ kind, from: client },
				JSON.stringify(files),
			);
			if (kind === 'd1') continue;
			assert.deepEqual(
				await databaseOf({ [schema]: files[schema] ?? '' }, packages, config),
				{ kind, from: schema },
				schema,
			);
		}
	});

	it('is that of a client that its runtime brings', async () => {
		const code =
			"import { Database } from 'bun:sqlite';\nexport const db = new Database('a.db');\n";
		assert.deepEqual(await databaseOf({ 'src/lib/server/db.ts': code }), {
			kind: 'sqlite',
			from: 'src/lib/server/db.ts',
		});
	});

	it('is not told by types, comments and other code, nor in spite of what says it', async () => {
		const sqlite = "import { drizzle } from 'drizzle-orm/bun-sqlite';\n";
		for (const code of [
			"import type { BunSQLiteDatabase } from 'drizzle-orm/bun-sqlite';\n",
			`// ${sqlite}`,
			`export const code = \`${sqlite}\`;\n`,
			"import { eq } from 'drizzle-orm';\nimport a from 'drizzle-orm/constructor';\n",
			'import {',
		]) {
			assert.equal(await databaseOf({ 'src/lib/server/db/index.ts': code }), undefined, code);
		}
		const files = { 'src/lib/server/db/index.ts': sqlite };
		assert.deepEqual(await databaseOf(files, { ...packages, pg: '^8' }), {
			kind: 'postgres',
			from: 'pg',
		});
		assert.equal(await databaseOf(files, { '@sveltejs/kit': '^2.70.0' }), undefined);
	});
});
