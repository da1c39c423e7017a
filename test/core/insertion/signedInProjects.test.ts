import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAll, type InsertionPlan } from '../../../src/core/insertion/insertion.ts';
import { leftToDo } from '../../../src/core/insertion/leftToDo.ts';
import { neededParts, type NeededParts } from '../../../src/core/insertion/neededParts.ts';
import type { LibraryPattern } from '../../../src/core/pattern/patternLibrary.ts';
import { labelOf } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { svProject, type ProjectTexts } from '../../helpers/svProject.ts';
import { readLibrary } from '../../patterns/library.ts';

const library = readLibrary();

/** A new project with nothing in it. */
const newProject: ProjectTexts = {
	'package.json': svProject['package.json']?.replace(/,"(?:better|drizzle|postgres).*/, '}}') ?? '',
	'tsconfig.json': '{}',
};

function factsOf(files: ProjectTexts): ProjectFacts {
	return readProjectFacts({
		packageJson: files['package.json'],
		fileNames: Object.keys(files),
		...(files['drizzle.config.ts'] !== undefined && {
			drizzleConfig: { name: 'drizzle.config.ts', text: files['drizzle.config.ts'] },
		}),
	}).facts;
}

interface Outcome {
	readonly needed: NeededParts;
	readonly plan: InsertionPlan;
	readonly texts: Readonly<Record<string, string>>;
}

async function insert(prefix: string, files: ProjectTexts): Promise<Outcome> {
	const entry = entryOf(prefix);
	const facts = factsOf(files);
	const read = (path: string): string | undefined => files[path];
	const needed = await neededParts(entry, library, facts, {
		has: async (path) => read(path) !== undefined,
		read: async (path) => read(path),
	});
	const plan = planAll([...needed.patterns, needed.chosen], facts, { existing: read, routes: [] });
	const texts = Object.fromEntries(plan.files.map(({ path, text }) => [path, text]));
	return { needed, plan, texts };
}

function entryOf(prefix: string): LibraryPattern {
	const entry = library.find(({ pattern }) => pattern.prefix === prefix);
	assert.ok(entry, prefix);
	return entry;
}

async function warningsOf(prefix: string, files: ProjectTexts): Promise<readonly string[]> {
	return (await insert(prefix, files)).needed.warnings;
}

const betterAuth = 'This project signs users in with Better Auth (src/lib/server/auth.ts) already';
const works = 'Patterns for signed-in users work with its `locals.user`.';

describe('a project that signs users in already', () => {
	const others: readonly (readonly [prefix: string, label: string])[] = [
		['kit-session', 'Sessions in the database'],
		['kit-login', 'Login and logout'],
		['kit-better-auth', 'better-auth with password and GitHub'],
		['kit-supabase', 'Supabase clients and sessions'],
		['kit-superforms', 'Sign-up with Superforms'],
	];
	for (const [prefix, label] of others) {
		it(`is told before “${label}” makes a second way of it`, async () => {
			const [first] = await warningsOf(prefix, svProject);
			assert.equal(first, `${betterAuth}: “${label}” would be a second way beside it. ${works}`);
		});
	}

	it('keeps its own hook, among those that a pattern puts in order', async () => {
		const { needed, texts } = await insert('kit-hooks', svProject);
		assert.deepEqual(needed.notes, [
			'`authenticate` was left out: this project signs users in with Better Auth (src/lib/server/auth.ts) already.',
		]);
		assert.deepEqual(needed.warnings, []);
		assert.match(
			texts['src/hooks.server.ts'] ?? '',
			/sequence\(securityHeaders, rateLimit, handleBetterAuth\);\n$/,
		);
		assert.deepEqual(
			Object.keys(texts).filter((path) => /session|authenticate|db\//.test(path)),
			[],
		);
	});

	it('is told what its hook has to set, where that is not what patterns look for', async () => {
		const files = {
			...svProject,
			'src/hooks.server.ts': "export { handle } from '$lib/server/auth';\n",
			'src/lib/server/auth.ts': "import { SvelteKitAuth } from '@auth/sveltekit';\n",
		};
		const { needed } = await insert('kit-upload', files);
		assert.deepEqual(
			[needed.notes, needed.signIns],
			[
				[
					'This project signs users in with Auth.js (src/lib/server/auth.ts), and its hooks do not set `locals.user`, which “Upload and show images” looks for: set it there.',
				],
				[],
			],
		);
	});
});

describe('the table of users that a project has', () => {
	it('is that of a pattern, too, under the name that it has', async () => {
		const { needed, texts } = await insert('kit-api-key', svProject);
		assert.deepEqual([needed.warnings, needed.notes, needed.signIns], [[], [], []]);
		const tables = texts['src/lib/server/db/schema.ts'] ?? '';
		assert.match(tables, /^import \{ user \} from '\.\/auth\.schema';$/m);
		assert.match(tables, /\.references\(\(\) => user\.id, \{ onDelete: 'cascade' \}\)/);
		assert.deepEqual(
			[...tables.matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name]) => name),
			['task', 'api_keys'],
		);
		const keys = texts['src/lib/server/api-key.ts'] ?? '';
		assert.match(keys, /import \{ apiKeys, user as users, type Scope \}/);
	});

	it('is taken from the module beside, where the tables do not pass it on', async () => {
		const schema = (svProject['src/lib/server/db/schema.ts'] ?? '').replace(/^export \*.*$/m, '');
		const { texts } = await insert('kit-load', {
			...svProject,
			'src/lib/server/db/schema.ts': schema,
		});
		assert.match(
			texts['src/routes/users/[id]/+page.server.ts'] ?? '',
			/import \{ posts \} from '\$lib\/server\/db\/schema';\nimport \{ user as users \} from '\$lib\/server\/db\/auth\.schema';/,
		);
		const tables = texts['src/lib/server/db/schema.ts'] ?? '';
		assert.match(tables, /import \{ user \} from '\.\/auth\.schema';/);
		assert.doesNotMatch(tables, /\busers\b/);
	});

	it('is that of the tables themselves under another name', async () => {
		const schema = (svProject['src/lib/server/db/schema.ts'] ?? '').replace(
			/^export \*.*$/m,
			"export const usersTable = pgTable('users', { id: text('id').primaryKey(), name: text('name') });",
		);
		const { texts } = await insert('kit-load', {
			...svProject,
			'src/lib/server/db/schema.ts': schema,
		});
		const tables = texts['src/lib/server/db/schema.ts'] ?? '';
		assert.equal(tables.match(/pgTable\(\s*'users'/g)?.length, 1);
		assert.match(tables, /references\(\(\) => usersTable\.id/);
	});

	it('is told where it lacks what the code writes', async () => {
		assert.deepEqual(await warningsOf('kit-db-test', svProject), [
			'src/lib/server/db/auth.schema.ts has its own `user` without `passwordHash`, which the code uses.',
		]);
	});

	it('is told where its ids are no text', async () => {
		const ids: readonly (readonly [id: string, kind: string | undefined])[] = [
			["serial('id').primaryKey()", 'a number'],
			['integer().generatedAlwaysAsIdentity()', 'a number'],
			['uuid().defaultRandom().primaryKey()', 'a UUID'],
			["varchar('id', { length: 36 })", undefined],
			["customId('id')", undefined],
		];
		for (const name of ['users', 'user']) {
			for (const [id, kind] of ids) {
				const schema = `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const ${name} = pgTable('${name}', { id: ${id}, name: text('name') });\n`;
				const warnings = await warningsOf('kit-load', {
					...svProject,
					'src/lib/server/db/schema.ts': schema,
				});
				const told =
					kind &&
					`src/lib/server/db/schema.ts has its own \`${name}\`, whose \`id\` is ${kind}; the code refers to it as text.`;
				assert.deepEqual(warnings, told === undefined ? [] : [told], `${name}: ${id}`);
			}
		}
	});

	it('comes with the whole schema only where there is none', async () => {
		const { texts } = await insert('kit-schema', svProject);
		const names = (text: string): readonly (string | undefined)[] =>
			[...text.matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name]) => name);
		assert.ok(!names(texts['src/lib/server/db/schema.ts'] ?? '').includes('users'));
		const { texts: fresh } = await insert('kit-schema', newProject);
		assert.equal(names(fresh['src/lib/server/db/schema.ts'] ?? '')[0], 'users');
	});
});

describe('a project that has what a pattern makes', () => {
	it('is told of its client and of the tables of a library', async () => {
		assert.deepEqual(await warningsOf('kit-db', svProject), [
			'This project has what “Database client and migrations” makes: `db` in src/lib/server/db/index.ts. Other patterns use that as it is.',
		]);
		assert.deepEqual(await warningsOf('kit-better-auth-schema', svProject), [
			'This project has what “better-auth Tables” makes: `user`, `session`, `account`, `verification` in src/lib/server/db/auth.schema.ts. Other patterns use that as it is.',
		]);
	});

	it('is told nothing of what the pattern itself has written', async () => {
		const { texts } = await insert('kit-db', newProject);
		assert.deepEqual(await warningsOf('kit-db', { ...newProject, ...texts }), []);
	});
});

describe('a project in which nobody can sign in', () => {
	for (const prefix of ['kit-api-key', 'kit-upload', 'kit-csv', 'kit-guards', 'kit-layout-load']) {
		it(`is offered a way with ${prefix}`, async () => {
			const { needed, plan } = await insert(prefix, newProject);
			const { actions, sentences } = leftToDo(plan, 'npm', needed);
			assert.deepEqual(actions[0], {
				kind: 'addPattern',
				key: entryOf('kit-login').key,
				label: 'Login and logout',
			});
			assert.equal(
				sentences[0],
				`“${labelOf(needed.chosen)}” is for signed-in users, and nobody can sign in here yet: add “Login and logout” or “better-auth with password and GitHub”.`,
			);
		});
	}

	it('is offered none with what needs nobody, and with what signs users in', async () => {
		for (const prefix of [
			'kit-action',
			'kit-session',
			'kit-login',
			'kit-better-auth',
			'kit-hooks',
		]) {
			assert.deepEqual((await insert(prefix, newProject)).needed.signIns, [], prefix);
		}
	});

	it('is offered that of the library that it has', async () => {
		const { needed } = await insert('kit-upload', {
			'package.json': svProject['package.json'] ?? '',
			'tsconfig.json': '{}',
		});
		assert.equal(needed.signIns[0]?.pattern.prefix, 'kit-better-auth');
	});

	describe('with the sessions of a pattern', () => {
		const hooks = {
			'src/hooks.server.ts':
				"export { authenticate as handle } from '$lib/server/hooks/authenticate';\n",
			'src/lib/server/hooks/authenticate.ts':
				"import { readSession } from '$lib/server/session';\nexport const authenticate = async ({ event, resolve }) => {\n\tevent.locals.user = await readSession(event);\n\treturn resolve(event);\n};\n",
		};
		const offered = async (
			files: ProjectTexts,
			routes: readonly string[] | undefined,
		): Promise<readonly (string | undefined)[]> => {
			const all = { ...newProject, ...files };
			const needed = await neededParts(
				entryOf('kit-upload'),
				library,
				factsOf(all),
				{ has: async (path) => path in all, read: async (path) => all[path] },
				routes?.map((route) => ({ route, files: ['+page.svelte'] })),
			);
			return needed.signIns.map(({ pattern }) => pattern.prefix);
		};

		it('is offered the page that builds on them, and no second way', async () => {
			assert.deepEqual(await offered(hooks, ['/', '/signup']), ['kit-login']);
		});

		it('is offered none where it has one, or where nobody knows its routes', async () => {
			assert.deepEqual(await offered(hooks, ['/', '/(auth)/sign-in']), []);
			assert.deepEqual(await offered(hooks, undefined), []);
		});

		it('is offered none where the sessions are its own', async () => {
			const own = {
				'src/hooks.server.ts': hooks['src/lib/server/hooks/authenticate.ts'],
			};
			assert.deepEqual(await offered(own, ['/']), []);
		});
	});

	it('is offered none from a library that has none', async () => {
		const entry = entryOf('kit-upload');
		const own = library.filter(({ pattern }) => /kit-(?:upload|guards)/.test(pattern.prefix ?? ''));
		const needed = await neededParts(entry, own, factsOf(newProject), {
			has: async () => false,
			read: async () => undefined,
		});
		assert.deepEqual(
			[needed.notes, needed.signIns],
			[
				[
					'“Upload and show images” is for signed-in users, and nobody can sign in here yet: set `locals.user` in a hook, and make the page to sign in on.',
				],
				[],
			],
		);
	});

	it('is offered none that does not suit the project, and told why', async () => {
		const manifest = newProject['package.json'] ?? '';
		const zod3 = {
			...newProject,
			'package.json': manifest.replace(/"devDependencies":\s*\{/, '$&"zod":"3.25.76",'),
		};
		assert.notEqual(zod3['package.json'], manifest);
		const { needed } = await insert('kit-upload', zod3);
		assert.deepEqual(needed.signIns, []);
		const [first = '', ...reasons] = needed.notes;
		assert.match(
			first,
			/nobody can sign in here yet: set `locals\.user` in a hook, and make the page/,
		);
		assert.ok(
			reasons.some((reason) => reason.includes('“Login and logout” uses Superforms')),
			reasons.join('\n'),
		);
	});
});
