import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAll, type InsertionPlan } from '../../../src/core/insertion/insertion.ts';
import { neededParts } from '../../../src/core/insertion/neededParts.ts';
import { collectPatterns, findPattern } from '../../../src/core/pattern/patternLibrary.ts';
import { readProject } from '../../../src/core/project/readProject.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

type Files = Readonly<Record<string, string>>;

const prompt = `### Schema

\`\`\`yaml needs
steps: [generateMigration]
\`\`\`

\`\`\`ts
// src/lib/server/db/schema.ts
import { pgTable, text } from 'drizzle-orm/pg-core';
export const users = pgTable('users', { id: text().primaryKey(), email: text() });
export const messages = pgTable('messages', { id: text().primaryKey(), body: text() });
\`\`\`

### Client

\`\`\`ts
// src/lib/server/db/index.ts
import { createPool } from '$lib/server/db/postgres';
export const db = createPool('');
\`\`\`

### Pool

\`\`\`ts
// src/lib/server/db/postgres.ts
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
export const createPool = (url: string) => drizzle({ client: new Pool({ connectionString: url }) });
\`\`\`

### Contact

\`\`\`ts
// src/routes/contact/+page.server.ts
import { db } from '$lib/server/db';
import { messages } from '$lib/server/db/schema';
export const actions = { default: async () => db.insert(messages).values({ id: '1', body: '' }) };
\`\`\`

### Login

\`\`\`ts
// src/routes/login/+page.server.ts
import { db } from '$lib/server/db';
import { users } from '$lib/server/db/schema';
export const actions = { default: async () => db.select().from(users) };
\`\`\`
`;
const library = collectPatterns([{ handle: 'a', prompt }]);

async function insert(
	id: string,
	files: Files,
): Promise<{ readonly warnings: readonly string[]; readonly plan: InsertionPlan }> {
	const manifest = {
		devDependencies: { '@sveltejs/kit': '^2.70.0', svelte: '^5.0.0', 'drizzle-orm': '^0.45.0' },
	};
	const all: Files = { 'package.json': JSON.stringify(manifest), 'tsconfig.json': '{}', ...files };
	const names = [...new Set(Object.keys(all).map((path) => path.split('/', 1)[0] ?? ''))];
	const { facts } = await readProject(
		{ names: async () => names, read: async (path) => all[path] },
		[],
	);
	const entry = findPattern(library, `a/${id}`);
	assert.ok(entry);
	const needed = await neededParts(entry, library, facts, {
		has: async (path) => path in all,
		read: async (path) => all[path],
	});
	const plan = planAll([...needed.patterns, needed.chosen], facts, {
		existing: (path) => all[path],
		routes: [],
	});
	return { warnings: [...plan.warnings, ...needed.warnings], plan };
}

const config = (schema: string): string =>
	`import { defineConfig } from 'drizzle-kit';\nexport default defineConfig({ dialect: 'postgresql', schema: ${schema} });\n`;
const table = (name: string, inDatabase = name): string =>
	`import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const ${name} = pgTable('${inDatabase}', { id: text().primaryKey(), email: text() });\n`;
const client =
	"import { drizzle } from 'drizzle-orm/postgres-js';\nimport postgres from 'postgres';\nexport const db = drizzle(postgres(''));\n";
const newClient = 'src/lib/server/db/index.ts';
const newSchema = 'src/lib/server/db/schema.ts';

const clientSaid = (path: string): string =>
	`This project opens its database in “${path}”: “${newClient}” would be a second client. To keep one, make “${newClient}” first, and let it export that of “${path}” as \`db\`.`;
const tableSaid = (path: string, name: string): string =>
	`This project has the table \`${name}\` in “${path}”: that in “${newSchema}” would be a second. To keep one, let “${newSchema}” export it as \`users\` first.`;
const unreadSaid = (...read: readonly string[]): string =>
	`Add “./${newSchema}” to \`schema\` in drizzle.config.ts: drizzle-kit reads ${read.map((each) => `“${each}”`).join(', ')} alone, and generates no migration for other tables.`;

describe('a database that a project has in files of its own', () => {
	it('is said before a second client, a second table and tables that drizzle-kit does not find', async () => {
		const { seed, cases } = seedOf(50_311, 60);
		const next = seededRandom(seed);
		const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
		for (let i = 0; i < cases; i++) {
			const clientPath = pick([
				'src/db/client.ts',
				'src/db/index.ts',
				'src/lib/db.ts',
				'src/lib/server/database.ts',
				'src/lib/server/drizzle/index.ts',
				'src/lib/server/db/connection.ts',
				'src/server/db/client.ts',
			]);
			const schemaPath = pick([
				'src/db/schema.ts',
				'src/lib/server/tables.ts',
				'src/lib/server/database/schema.ts',
				'data/tables.ts',
			]);
			const dot = pick(['', './']);
			const schema = pick([`'${dot}${schemaPath}'`, `['${dot}${schemaPath}']`]);
			const [name, inDatabase] = pick([
				['users', 'users'],
				['user', 'user'],
				['people', 'users'],
				['usersTable', 'accounts'],
			] as const);
			const files = {
				'drizzle.config.ts': config(schema),
				[clientPath]: client,
				[schemaPath]: table(name, inDatabase),
			};
			const about = JSON.stringify(files);
			const login = await insert('login', files);
			const unread = unreadSaid(dot + schemaPath);
			assert.deepEqual(
				login.warnings,
				[clientSaid(clientPath), tableSaid(schemaPath, name), unread],
				about,
			);
			assert.deepEqual([login.plan.tables, login.plan.notes], [undefined, [unread]], about);
			const contact = await insert('contact', files);
			assert.deepEqual(contact.warnings, [clientSaid(clientPath), unread], about);
		}
	});

	it('is said where only its code opens it, without Drizzle', async () => {
		const { warnings } = await insert('contact', {
			'src/lib/server/sql.ts':
				"import postgres from 'postgres';\nexport const sql = postgres('');\n",
		});
		assert.deepEqual(warnings, [
			clientSaid('src/lib/server/sql.ts').replace('export that of', 'export Drizzle with that of'),
		]);
	});

	it('is found behind the hooks, too', async () => {
		const { warnings } = await insert('contact', {
			'src/hooks.server.ts':
				"import { db } from '$lib/storage/pg';\nexport const handle = () => db;\n",
			'src/lib/storage/pg.ts': client,
		});
		assert.deepEqual(warnings, [clientSaid('src/lib/storage/pg.ts')]);
	});

	it('is no second one where the modules of patterns pass it on, or there is none', async () => {
		const own = { 'src/db/client.ts': client, 'src/db/schema.ts': table('users') };
		for (const files of [
			{},
			{ 'src/lib/server/db/index.ts': client, 'src/lib/server/db/schema.ts': table('users') },
			{
				...own,
				[newClient]: "export { db } from '../../../db/client';\n",
				[newSchema]: "export { users } from '../../../db/schema';\n",
			},
			{
				'src/lib/supabase.ts':
					"import { createClient } from '@supabase/supabase-js';\nexport const supabase = createClient('', '');\n",
			},
			{ 'src/lib/server/db.test.ts': client, 'src/lib/server/db/schema.test.ts': table('users') },
		]) {
			const { warnings } = await insert('login', files);
			assert.deepEqual(warnings, [], JSON.stringify(files));
		}
	});
});

describe('tables that are new', () => {
	it('get a migration where the configuration names their file in any way, or cannot be told', async () => {
		for (const schema of [
			"'./src/lib/server/db/schema.ts'",
			"'src/lib/server/db/schema.ts'",
			"['./src/other.ts', './src/lib/server/db/schema.ts']",
			"'./src/lib/server/db/*.ts'",
			"'./src/lib/server/db/*schema.ts'",
			"'./src/**/schema.ts'",
			"'./src/lib/server/db/{schema,auth}.ts'",
			"'./src/lib/server/db'",
			"'./src/lib/server/db/'",
			'process.env.SCHEMA',
			"['./src/other.ts', ...more]",
			"'./src/db/all.ts'",
		]) {
			const { warnings, plan } = await insert('contact', {
				'drizzle.config.ts': config(schema),
				'src/db/all.ts': "export * from './more';\n",
				'src/db/more.ts': "export * from '../lib/server/db/schema';\n",
			});
			assert.deepEqual([warnings, plan.tables], [[], 'push'], schema);
		}
	});

	it('get none where it names others, which is said before and after', async () => {
		for (const [schema, ...read] of [
			["'./src/db/schema.ts'", './src/db/schema.ts'],
			["['./src/a.ts', 'src/lib/server/*.ts']", './src/a.ts', 'src/lib/server/*.ts'],
			["'./src/lib/server'", './src/lib/server'],
			["'../shared/schema.ts'", '../shared/schema.ts'],
		] as const) {
			const { warnings, plan } = await insert('contact', { 'drizzle.config.ts': config(schema) });
			const said = unreadSaid(...read);
			assert.deepEqual([warnings, plan.notes, plan.tables], [[said], [said], undefined], schema);
		}
	});
});
