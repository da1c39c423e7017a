import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planFiles } from '../../../src/core/insertion/insertion.ts';
import { projectWarnings } from '../../../src/core/insertion/projectWarnings.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';

function factsOf(packages: Readonly<Record<string, string>>): ProjectFacts {
	const packageJson = JSON.stringify({ dependencies: { '@sveltejs/kit': '^2.70.0', ...packages } });
	return readProjectFacts({ packageJson, fileNames: ['tsconfig.json'] }).facts;
}

function pattern(code: string, before = ''): Pattern {
	const [found] = findPatterns(
		`### Posts\n\n${before}\`\`\`ts\n// src/lib/a.ts\n${code}\n\`\`\`\n`,
	).patterns;
	assert.ok(found);
	return found;
}

const query =
	"import { eq } from 'drizzle-orm';\nimport { db } from '$lib/server/db';\nexport const a = () => db(eq);";
const table = "import { pgTable } from 'drizzle-orm/pg-core';\nexport const a = pgTable('a', {});";
const both = '```yaml needs\ndatabase: [postgres, sqlite]\n```\n\n';

describe('what speaks against a pattern in a project', () => {
	it('is another library for the database, or another database', () => {
		const cases: readonly (readonly [Pattern, Readonly<Record<string, string>>, string?])[] = [
			[pattern(query), {}],
			[pattern(query), { 'drizzle-orm': '1', 'better-sqlite3': '1' }],
			[pattern(query), { pg: '1' }],
			[
				pattern(query),
				{ '@prisma/client': '1' },
				'Prisma; “Posts” is written for Drizzle on Postgres or SQLite.',
			],
			[
				pattern(query),
				{ mongoose: '1' },
				'Mongoose; “Posts” is written for Drizzle on Postgres or SQLite.',
			],
			[
				pattern(query),
				{ kysely: '1', mysql2: '1' },
				'Kysely and MySQL; “Posts” is written for Drizzle on Postgres or SQLite.',
			],
			[
				pattern(query, both),
				{ mongodb: '1' },
				'MongoDB; “Posts” is written for Drizzle on Postgres or SQLite.',
			],
			[
				pattern(table),
				{ '@libsql/client': '1' },
				'SQLite; “Posts” is written for Drizzle on Postgres.',
			],
			[pattern(table, both), { '@libsql/client': '1' }],
			[pattern('export const a = 1;\na;'), { '@prisma/client': '1', mysql2: '1' }],
		];
		for (const [each, packages, said] of cases) {
			const expected = said === undefined ? [] : [`This project uses ${said}`];
			const facts = factsOf(packages);
			assert.deepEqual(projectWarnings([each], facts), expected, Object.keys(packages).join());
			const plan = planFiles(each, facts, { existing: () => undefined });
			assert.deepEqual(plan.warnings, expected);
		}
	});

	it('is what a pattern brings along as well, in the name of the one that was chosen', () => {
		const own = { ...pattern('export const b = 1;\nb;'), title: 'Own' };
		assert.deepEqual(projectWarnings([pattern(table), own], factsOf({ mysql2: '1' })), [
			'This project uses MySQL; “Own” is written for Drizzle on Postgres.',
		]);
	});

	it('is a zod 3 where Superforms would come along, which brings a zod 4 of its own', () => {
		const forms = pattern(
			"import { superValidate } from 'sveltekit-superforms';\nsuperValidate(1);",
		);
		const plain = pattern('export const b = 1;');
		const warned = (zod: string, others = {}): readonly string[] =>
			projectWarnings([forms, plain], factsOf({ zod, ...others }));
		assert.deepEqual(
			[warned('3.25.76'), warned('3.24.1'), warned('4.1.0')],
			[
				['This project uses zod 3.25.76; “Posts” uses Superforms, whose types need zod 4.'],
				['This project uses zod 3.24.1; “Posts” uses Superforms, whose types need zod 4.'],
				[],
			],
		);
		assert.deepEqual(warned('3.25.76', { 'sveltekit-superforms': '2.30.0' }), []);
	});

	it('is a zod that has nothing like what the code calls', () => {
		const newer = pattern(
			"import { z } from 'zod';\nexport const a = (e) => z.treeifyError(e) ?? z.email();",
		);
		assert.deepEqual(
			['4.0.0', '3.25.0', '3.24.1'].map((zod) => projectWarnings([newer], factsOf({ zod }))),
			[
				[],
				[],
				['This project uses zod 3.24.1; “Posts” needs zod 4, or 3.25, for `z.treeifyError`.'],
			],
		);
		const old = pattern("import { z } from 'zod';\nexport const a = () => z.email();");
		assert.deepEqual(projectWarnings([old], factsOf({ zod: '3.24.1' })), []);
	});
});
