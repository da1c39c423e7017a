import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDatabase } from '../../../src/core/project/projectDatabase.ts';

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
