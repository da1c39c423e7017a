import assert from 'node:assert/strict';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { leftToDo } from '../../../src/core/insertion/leftToDo.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

const { patterns } = findPatterns(
	[
		'### Tables',
		'',
		'```yaml needs',
		'steps: [generateMigration]',
		'next: [Look at the migration before it is applied.]',
		'```',
		'',
		'```ts',
		'// src/lib/server/db/schema.ts',
		'export const users = 1;',
		'```',
		'',
		'### Mail',
		'',
		'```yaml needs',
		'env: { MAIL_KEY: key, TOKEN_SECRET: secret }',
		'packages: { resend: ^6 }',
		'```',
		'',
		'```ts',
		'// src/lib/server/mail.ts',
		"import { Resend } from 'resend';",
		'```',
		'',
		'### Client',
		'',
		'```ts',
		'// drizzle.config.ts',
		'export default {};',
		'```',
	].join('\n'),
);
const [tables, mail, client] = patterns as [Pattern, Pattern, Pattern];

const { facts } = readProjectFacts({
	packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } }),
	fileNames: ['tsconfig.json', 'pnpm-lock.yaml'],
});

function todo(all: readonly Pattern[], files: Readonly<Record<string, string>>, unticked = '') {
	const plan = planAll(all, facts, {
		existing: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
		makeSecret: () => 'secret',
	});
	const written = plan.files.filter(({ path }) => path !== unticked);
	return leftToDo({ ...plan, files: written }, facts.packageManager);
}

const config = { 'drizzle.config.js': 'export default {};\n' };
const migration = {
	kind: 'updateTables',
	way: 'generate',
	commands: ['pnpm exec drizzle-kit generate'],
};
const look = ['Look at the migration before it is applied.'];

describe('what is left to do', () => {
	it('starts with the packages, then the migration, then the values', () => {
		assert.deepEqual(todo([tables, mail], config), {
			actions: [
				{ kind: 'install', packages: ['resend'], commands: ['pnpm add resend@6'] },
				migration,
				{ kind: 'openEnv', file: '.env', names: ['MAIL_KEY'] },
			],
			sentences: look,
		});
	});

	it('has no migration where no schema changes, or nothing can make one', () => {
		const there = { 'src/lib/server/db/schema.ts': 'export const users = 1;\n' };
		assert.deepEqual(todo([tables], { ...config, ...there }).actions, []);
		assert.deepEqual(todo([tables], there).actions, []);
		assert.deepEqual(todo([tables], {}).actions, []);
		assert.deepEqual(todo([tables], config).actions, [migration]);
		// Of a pattern that was inserted at the cursor, no file is left to write.
		const rest = { ...tables, variants: tables.variants.map((each) => ({ ...each, files: [] })) };
		assert.deepEqual(todo([rest], config).actions, [migration]);
	});

	it('has the migration of tables that were there before anything could make one', () => {
		const there = { 'src/lib/server/db/schema.ts': 'export const users = 1;\n' };
		assert.deepEqual(todo([client], there).actions, [migration]);
		assert.deepEqual(todo([client], {}).actions, []);
		assert.deepEqual(todo([client], { ...config, ...there }).actions, []);
	});

	it('brings tables into the database in the way that the project has', () => {
		const index = 'src/lib/server/db/index.ts';
		const plain = { ...config, [index]: 'export const db = drizzle(client);\n' };
		const migrating = "import { migrate } from 'drizzle-orm/libsql/migrator';\n";
		const ways: readonly (readonly [files: Readonly<Record<string, string>>, way: string])[] = [
			[plain, 'push'],
			[{ ...config, 'src/lib/server/db.js': 'export const db = 1;\n' }, 'push'],
			[{ ...plain, 'drizzle/meta/_journal.json': '{}' }, 'generate migrate'],
			[
				{
					...plain,
					'drizzle.config.js': "export default { out: './migrations/' };\n",
					'migrations/meta/_journal.json': '{}',
				},
				'generate migrate',
			],
			[{ ...plain, 'migrations/meta/_journal.json': '{}' }, 'push'],
			[{ ...plain, [index]: migrating }, 'generate'],
			[config, 'generate'],
		];
		for (const [files, way] of ways) {
			const [action] = todo([tables], files).actions;
			const commands = way.split(' ').map((each) => `pnpm exec drizzle-kit ${each}`);
			assert.deepEqual(action?.kind === 'updateTables' ? action.commands : [], commands);
		}
	});

	it('opens no file that has nothing to fill in', () => {
		const filled = { '.env': 'MAIL_KEY=a\n' };
		const installs = [{ kind: 'install', packages: ['resend'], commands: ['pnpm add resend@6'] }];
		assert.deepEqual(todo([mail], filled).actions, installs);
		assert.deepEqual(todo([mail], {}, '.env').actions, installs);
		assert.deepEqual(todo([mail], { '.env': 'MAIL_KEY=\n' }, '.env').actions.at(-1), {
			kind: 'openEnv',
			file: '.env',
			names: ['MAIL_KEY'],
		});
	});
});
