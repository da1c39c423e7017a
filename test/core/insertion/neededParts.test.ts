import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { withoutInserted } from '../../../src/core/insertion/missingParts.ts';
import { neededParts, type NeededParts } from '../../../src/core/insertion/neededParts.ts';
import { collectPatterns, findPattern } from '../../../src/core/pattern/patternLibrary.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';

const facts: ProjectFacts = readProjectFacts({
	packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } }),
	fileNames: ['package.json', 'tsconfig.json'],
}).facts;

type Files = Readonly<Record<string, string>>;

function block(title: string, lines: readonly string[], needs = ''): string {
	const said = needs === '' ? '' : `\`\`\`yaml needs\n${needs}\n\`\`\`\n\n`;
	return `### ${title}\n\n${said}\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n\n`;
}

const schema = block(
	'Schema',
	[
		'// src/lib/server/db/schema.ts',
		"import { pgTable, text } from 'drizzle-orm/pg-core';",
		'const id = () => text().primaryKey();',
		"export const roles = ['member', 'admin'] as const;",
		'export type Role = (typeof roles)[number];',
		"export const users = pgTable('users', { id: id(), email: text(), role: text() });",
		"export const messages = pgTable('messages', { id: id(), body: text() });",
		"export const posts = pgTable('posts', { id: id(), by: text().references(() => users.id) });",
	],
	'database: postgres\nnext: [Generate a migration.]',
);
const client = block(
	'Client',
	[
		'// src/lib/server/db/index.ts',
		"import { drizzle } from 'drizzle-orm/node-postgres';",
		"import { env } from '$lib/server/env';",
		'export const db = drizzle(env.DATABASE_URL);',
		'',
		'// drizzle.config.ts',
		"import { defineConfig } from 'drizzle-kit';",
		"export default defineConfig({ dialect: 'postgresql' });",
	],
	'env: { DATABASE_URL: url }\nignored: [pgdata/]\npackages: { pg: ^8 }',
);
const environment = block('Env', [
	'// src/lib/server/env.ts',
	"import { env as all } from '$env/dynamic/private';",
	'export const env = all;',
]);
const session = block(
	'Session',
	[
		'// src/app.d.ts',
		"import type { SessionUser } from '$lib/server/session';",
		'declare global {',
		'\tnamespace App {',
		'\t\tinterface Locals {',
		'\t\t\t/** Who it is. */',
		'\t\t\tuser: SessionUser | null;',
		'\t\t\tsession: string;',
		'\t\t}',
		'\t}',
		'}',
		'export {};',
		'',
		'// src/lib/server/session.ts',
		"import type { Role } from '$lib/server/db/schema';",
		"import { db } from '$lib/server/db';",
		'export type SessionUser = { id: string; role: Role };',
		'export const readSession = () => db;',
		'export const endSession = () => db;',
		'',
		'// src/lib/server/hooks/authenticate.ts',
		"import { readSession } from '$lib/server/session';",
		'export const authenticate = ({ event }) => {',
		'\tevent.locals.user = readSession();',
		'};',
		'',
		'// src/routes/logout/+page.server.ts',
		'export const actions = { default: () => undefined };',
	],
	'hooks: { handle: "authenticate from src/lib/server/hooks/authenticate.ts, 40" }\nnext: [Look at the cookie.]',
);
const parts = [schema, client, environment, session].join('');

function pattern(...lines: readonly string[]): string {
	return block('Own', ['// src/routes/own/+page.server.ts', ...lines]);
}

async function needed(code: readonly string[], files: Files = {}): Promise<NeededParts> {
	const library = collectPatterns([{ handle: 'a', prompt: pattern(...code) + parts }]);
	const entry = findPattern(library, 'own');
	assert.ok(entry);
	return neededParts(entry, library, facts, {
		has: async (path) => Object.hasOwn(files, path),
		read: async (path) => files[path],
	});
}

/** Per pattern its title, and each file with what it is there for. */
async function outline(code: readonly string[], files: Files = {}): Promise<unknown> {
	const { patterns } = await needed(code, files);
	return patterns.map(({ title, variants }) => [
		title,
		...(variants[0]?.files ?? []).map(({ path, only }) =>
			only ? `${path}: ${only.join(' ')}` : path,
		),
	]);
}

async function written(code: readonly string[], files: Files): Promise<unknown> {
	const { patterns } = await needed(code, files);
	const plan = planAll(patterns, facts, { existing: (path) => files[path] });
	return plan.files.map(({ path, text, conflicts }) => [
		path,
		`${text.trimEnd()}\n`,
		conflicts.map(({ name }) => name),
	]);
}

const contact = [
	"import { db } from '$lib/server/db';",
	"import { messages } from '$lib/server/db/schema';",
	"export const actions = { default: async () => db.insert(messages).values({ body: '' }) };",
];

describe('what a pattern needs', () => {
	it('is the exports that it imports, with what these need, in the order of making', async () => {
		assert.deepEqual(await outline(contact), [
			['Env', 'src/lib/server/env.ts'],
			['Client', 'drizzle.config.ts', 'src/lib/server/db/index.ts'],
			['Schema', 'src/lib/server/db/schema.ts: messages'],
		]);
		const [schemaFile] = (await needed(contact)).patterns.at(-1)?.variants[0]?.files ?? [];
		assert.equal(
			schemaFile?.code,
			"import { pgTable, text } from 'drizzle-orm/pg-core';\n\nconst id = () => text().primaryKey();\nexport const messages = pgTable('messages', { id: id(), body: text() });\n",
		);
	});

	it('is a type alone where a type is all that is imported, without what the rest would need', async () => {
		const code = [
			"import type { Role } from '$lib/server/db/schema';",
			'export const load = (a: Role) => a;',
		];
		assert.deepEqual(await outline(code), [['Schema', 'src/lib/server/db/schema.ts: Role']]);
		const [{ needs, variants } = assert.fail()] = (await needed(code)).patterns;
		assert.deepEqual([needs.databases, needs.next, variants[0]?.packages], [[], [], []]);
		assert.deepEqual((await needed(contact)).patterns.at(-1)?.needs.next, [
			'Generate a migration.',
		]);
	});

	it('is members of locals with their types, and the hook only where code runs the sessions', async () => {
		assert.deepEqual(await outline(['export const load = ({ locals }) => locals.user;']), [
			['Schema', 'src/lib/server/db/schema.ts: Role'],
			['Session', 'src/lib/server/session.ts: SessionUser', 'src/app.d.ts: Locals.user'],
		]);
		const login = [
			"import { endSession } from '$lib/server/session';",
			'export const load = ({ locals }) => endSession(locals.user);',
		];
		assert.deepEqual(((await outline(login)) as unknown[]).at(-1), [
			'Session',
			'src/app.d.ts: Locals.user Locals.session',
			'src/lib/server/hooks/authenticate.ts',
			'src/lib/server/session.ts',
		]);
		const hooks = async (code: readonly string[]): Promise<unknown> =>
			(await needed(code)).patterns.at(-1)?.needs.hooks.map(({ exported }) => exported);
		assert.deepEqual(await hooks(login), ['authenticate']);
		assert.deepEqual(await hooks(['export const load = ({ locals }) => locals.user;']), []);
	});

	it('is nothing that the project has, whatever the ending of its file', async () => {
		const db = 'export const db = 1;\n';
		const table =
			"import { pgTable } from 'drizzle-orm/pg-core';\nexport const messages = pgTable('m', {});\n";
		for (const [client2, schema2] of [
			['src/lib/server/db/index.ts', 'src/lib/server/db/schema.ts'],
			['src/lib/server/db.js', 'src/lib/server/db/schema.js'],
			['src/lib/server/db/index.js', 'src/lib/server/db/schema/index.ts'],
		] as const) {
			assert.deepEqual(await outline(contact, { [client2]: db, [schema2]: table }), [], schema2);
		}
		const passedOn = {
			'src/lib/server/db/index.ts': "export * from './client';\n",
			'src/lib/server/db/client.ts': db,
			'src/lib/server/db/schema.ts': "export { mails as messages } from '$lib/server/mails';\n",
			'src/lib/server/mails.ts': "export { a as mails } from './a.js';\n",
		};
		assert.deepEqual(await outline(contact, passedOn), []);
	});

	it('is added to a module that lacks it, once, with the imports', async () => {
		const own =
			"import { pgTable, serial, text } from 'drizzle-orm/pg-core';\n\nexport const task = pgTable('task', { id: serial() });\nexport * from './auth.schema';\n";
		const files = {
			'src/lib/server/db/index.ts': 'export const db = 1;\n',
			'src/lib/server/db/schema.ts': own,
			'src/lib/server/db/auth.schema.ts':
				"export const users = pgTable('users', { id: text() });\n",
		};
		const posts = [
			"import { posts } from '$lib/server/db/schema';",
			'export const load = () => posts;',
		];
		const path = 'src/lib/server/db/schema.ts';
		assert.deepEqual(await outline(posts, files), [['Schema', `${path}: posts`]]);
		const added = (await written(posts, files)) as [string, string, string[]][];
		assert.deepEqual(added, [
			[
				path,
				"import { pgTable, serial, text } from 'drizzle-orm/pg-core';\nimport { users } from './auth.schema';\n\nexport const task = pgTable('task', { id: serial() });\nexport * from './auth.schema';\n\nconst id = () => text().primaryKey();\nexport const posts = pgTable('posts', { id: id(), by: text().references(() => users.id) });\n",
				[],
			],
		]);
		const [[, text = ''] = []] = added;
		assert.deepEqual(await outline(posts, { ...files, [path]: text }), []);
		const both = [...posts.slice(0, 1), ...contact.slice(1)];
		assert.deepEqual(await written(both, { ...files, [path]: text }), [
			[
				path,
				`${text}\nexport const messages = pgTable('messages', { id: id(), body: text() });\n`,
				[],
			],
		]);
	});

	it('is no second name for something else: the user is asked', async () => {
		const files = {
			'src/lib/server/db/schema.ts': 'const id = 1;\nexport { id as own };\n',
			'src/lib/server/db/index.ts': 'export const db = 1;\n',
		};
		const [[, , conflicts] = []] = (await written(contact, files)) as unknown[][];
		assert.deepEqual(conflicts, ['id']);
	});

	it('is all of a module where code takes all of it, and members of a namespace otherwise', async () => {
		const all = [
			"import * as schema from '$lib/server/db/schema';",
			'export const load = () => f(schema);',
		];
		assert.deepEqual(await outline(all), [['Schema', 'src/lib/server/db/schema.ts']]);
		const some = [
			"import * as schema from '$lib/server/db/schema';",
			'export const load = (a: schema.Role) => [a, schema.messages];',
		];
		assert.deepEqual(await outline(some), [
			['Schema', 'src/lib/server/db/schema.ts: Role messages'],
		]);
		const late = ["export const load = async () => (await import('$lib/server/db/schema')).users;"];
		assert.deepEqual(await outline(late), [['Schema', 'src/lib/server/db/schema.ts']]);
	});

	it('has the variables and packages that its parts use', async () => {
		const [, client2] = (await needed(contact)).patterns;
		assert.deepEqual(
			[
				client2?.needs.env.map(({ name }) => name),
				client2?.needs.packages.map(({ name }) => name),
				client2?.needs.ignored,
			],
			[['DATABASE_URL'], ['pg'], ['pgdata/']],
		);
	});

	it('says where the project has something else under the same name', async () => {
		const warned = async (code: readonly string[], files: Files): Promise<readonly string[]> =>
			(await needed(code, files)).warnings;
		const path = 'src/lib/server/session.ts';
		const own = (code: string): Files => ({ [path]: `${code}\nexport const readSession = 1;\n` });
		const two = [
			"import { endSession } from '$lib/server/session';",
			'export const load = () => endSession(1, 2);',
		];
		assert.deepEqual(
			[
				await warned(two, own('export function endSession(a: string) {}')),
				await warned(two, own('export const endSession = (a, b, c) => a;')),
				await warned(two, own('export class endSession {}')),
				await warned(two, own('export const endSession = (a, ...more) => a;')),
				await warned(two, own('export const endSession = make();')),
			],
			[
				[`${path} has its own \`endSession\` with one parameter; the code calls it with two.`],
				[`${path} has its own \`endSession\` with three parameters; the code calls it with two.`],
				[`${path} has its own \`endSession\`, a class; the code is written for a function.`],
				[],
				[],
			],
		);
		const schemaPath = 'src/lib/server/db/schema.ts';
		const columns = [
			"import { users, messages } from '$lib/server/db/schema';",
			'export const load = () => [users.id, users.email, users.role, db.insert(messages).values({ body: 1 })];',
		];
		assert.deepEqual(
			await warned(columns, {
				[schemaPath]:
					"export const users = pgTable('users', { id: serial(), email: text() });\nexport const messages = pgTable('m', { id: serial(), text: text() });\n",
			}),
			[
				`${schemaPath} has its own \`users\` without \`role\`, which the code uses.`,
				`${schemaPath} has its own \`messages\` without \`body\`, which the code uses.`,
			],
		);
	});
});

describe('the rest of a pattern whose file was inserted', () => {
	it('is what the inserted file uses and the project lacks', async () => {
		const [entry] = collectPatterns([
			{
				handle: 'a',
				prompt: block('Events', [
					'// src/lib/server/events.ts',
					'export const emit = () => 1;',
					'export const listen = () => 2;',
					'// src/routes/events/+server.ts',
					"import { emit } from '$lib/server/events';",
					'export const GET = () => emit();',
				]),
			},
		]);
		const route = entry?.pattern.variants[0]?.files[1];
		assert.ok(entry && route);
		const rest = async (own: string | undefined): Promise<unknown> => {
			const files = { has: async () => own !== undefined, read: async () => own };
			const left = await withoutInserted(entry.pattern, route, facts, files);
			return left?.variants[0]?.files.map(({ code }) => code);
		};
		assert.deepEqual(
			[
				await rest(undefined),
				await rest('export const listen = 1;'),
				await rest('export const emit = 1;'),
			],
			[
				['export const emit = () => 1;\nexport const listen = () => 2;\n'],
				['export const emit = () => 1;\n'],
				[],
			],
		);
	});

	it('has what is added to files that every project has', async () => {
		const [entry] = collectPatterns([
			{
				handle: 'a',
				prompt: block('Names', [
					'// src/lib/server/names.ts',
					'export const name = (event) => event.locals.name;',
					'// src/app.d.ts',
					'declare global { namespace App { interface Locals { name: string } } }',
					'export {};',
					'// vite.config.ts',
					'export default { server: { port: 1 } };',
				]),
			},
		]);
		const [inserted, ...others] = entry?.pattern.variants[0]?.files ?? [];
		assert.ok(entry && inserted);
		const files = { has: async () => true, read: async () => 'export {};\n' };
		const left = await withoutInserted(entry.pattern, inserted, facts, files);
		assert.deepEqual(left.variants[0]?.files, others);
	});
});
