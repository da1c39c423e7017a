import assert from 'node:assert/strict';
import { parseEnv } from 'node:util';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { readPatterns } from '../../patterns/library.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const needs = [
	'env:',
	'  TOKEN_SECRET: { kind: secret, about: Signs the tokens }',
	'  MAIL_KEY: { kind: key, about: From the dashboard of the mail service }',
	'  API_URL: { kind: url, value: "http://localhost:8080" }',
];
const [pattern] = findPatterns(
	[
		'### Tokens',
		'',
		'```yaml needs',
		...needs,
		'```',
		'',
		'```ts',
		'// src/lib/server/token.ts',
		"import { env } from '$lib/server/env';",
		'',
		'export const secret = env.TOKEN_SECRET;',
		'```',
	].join('\n'),
).patterns;
const own = readPatterns().find(({ id }) => id === 'environment');
assert.ok(pattern && own);
const both = [own, pattern];

function factsOn(kit: string, viteConfig = '', more: Record<string, string> = {}): ProjectFacts {
	const devDependencies = { '@sveltejs/kit': kit, zod: '^4.1.0', ...more };
	const imports = { '#lib/*': './src/lib/*' };
	const packageJson = JSON.stringify({ devDependencies, imports });
	return readProjectFacts({ packageJson, fileNames: ['tsconfig.json'], viteConfig }).facts;
}

const kit2 = factsOn('^2.70.0');
const kit3 = factsOn('^3.2.0');
const explicit = factsOn(
	'^2.70.0',
	"import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit({ experimental: { explicitEnvironmentVariables: true } })] };\n",
);

const publicNeed = {
	name: 'PUBLIC_API_URL',
	kind: 'url',
	about: '',
	value: 'http://localhost:8080',
	length: 32,
	optional: false,
} as const;

type Files = Readonly<Record<string, string>>;

function plan(patterns: Parameters<typeof planAll>[0], facts: ProjectFacts, files: Files = {}) {
	const planned = planAll(patterns, facts, {
		existing: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
		makeSecret: ({ name, minLength }) => `${name}-`.padEnd(minLength ?? 0, 'x'),
	});
	const texts: Record<string, string> = {};
	for (const { path, text } of planned.files) texts[path] = text;
	return { ...planned, texts, after: { ...files, ...texts } as Record<string, string> };
}

describe('the variables of a pattern', () => {
	it('are declared in the schema that comes along, named in the example, and have values', () => {
		const { texts, notes, toFillIn, secrets } = plan(both, kit2);
		assert.match(
			texts['src/lib/server/env.ts'] ?? '',
			/z\.object\(\{[^}]*\n\tTOKEN_SECRET: z\.string\(\)\.min\(32\),\n\tMAIL_KEY: z\.string\(\)\.min\(1\),\n\tAPI_URL: z\.url\(\)\n\}\)/,
		);
		assert.deepEqual(parseEnv(texts['.env'] ?? ''), {
			TOKEN_SECRET: 'TOKEN_SECRET-xxxxxxxxxxxxxxxxxxx',
			MAIL_KEY: '',
			API_URL: 'http://localhost:8080',
		});
		assert.deepEqual(parseEnv(texts['.env.example'] ?? ''), {
			TOKEN_SECRET: '',
			MAIL_KEY: '',
			API_URL: 'http://localhost:8080',
		});
		assert.match(texts['.gitignore'] ?? '', /^\/\.env$/m);
		assert.deepEqual(notes, []);
		assert.deepEqual(toFillIn, [{ name: 'MAIL_KEY', file: '.env', isAdded: true }]);
		assert.deepEqual(secrets, ['TOKEN_SECRET-xxxxxxxxxxxxxxxxxxx']);
	});

	it('are marked for browsers in src/env.ts, and in no schema of private ones', () => {
		const open = { ...pattern, needs: { ...pattern.needs, env: [publicNeed] } };
		for (const facts of [kit3, explicit]) {
			const { texts } = plan([own, open], facts);
			assert.match(
				texts['src/env.ts'] ?? '',
				/\n\tPUBLIC_API_URL: \{ \.\.\.required\(z\.url\(\)\), public: true \}\n\}\)/,
			);
		}
		const bare = plan([open], kit3).texts['src/env.ts'] ?? '';
		assert.match(bare, /PUBLIC_API_URL: \{[^}]*public: true/);
		const { texts, notes } = plan([own, open], kit2);
		assert.doesNotMatch(texts['src/lib/server/env.ts'] ?? '', /PUBLIC/);
		assert.deepEqual(parseEnv(texts['.env'] ?? ''), { PUBLIC_API_URL: publicNeed.value });
		assert.deepEqual(notes, []);
	});

	it('are not asked for in a module that has no schema, where browsers know all of them', () => {
		const open = { ...pattern, needs: { ...pattern.needs, env: [publicNeed] } };
		for (const text of [
			'export const env = make();\n',
			"export { env } from '$env/dynamic/private';\n",
			'export {',
		]) {
			assert.deepEqual(plan([open], kit2, { 'src/lib/server/env.ts': text }).notes, [], text);
		}
	});

	it('are declared nowhere where the project passes the environment on as it is', () => {
		for (const text of [
			"export { env } from '$env/dynamic/private';\n",
			"import { env as all } from '$env/dynamic/private';\n\nexport const env = all;\n",
			'export const env = process.env;\n',
		]) {
			const files = { 'src/lib/server/env.ts': text };
			const { notes, texts, after, missingPackages } = plan(both, kit2, files);
			assert.deepEqual([notes, after['src/lib/server/env.ts'], missingPackages], [[], text, []]);
			assert.deepEqual(Object.keys(parseEnv(texts['.env'] ?? '')).toSorted(), [
				'API_URL',
				'MAIL_KEY',
				'TOKEN_SECRET',
			]);
		}
		const { notes } = plan([pattern], kit2, {
			'src/lib/server/env.ts': 'export const env = make();\n',
		});
		assert.deepEqual(notes, [
			'src/lib/server/env.ts: The module has no schema that its variables are checked against. Declare “TOKEN_SECRET”, “MAIL_KEY”, “API_URL” there by hand.',
		]);
	});

	it('are declared in src/env.ts where SvelteKit takes them from there', () => {
		for (const facts of [kit3, explicit]) {
			const { texts, notes } = plan(both, facts);
			assert.deepEqual(notes, []);
			assert.match(
				texts['src/env.ts'] ?? '',
				/defineEnvVars\(\{[^}]*\n\tTOKEN_SECRET: required\(z\.string\(\)\.min\(32\)\),\n\tMAIL_KEY: required\(z\.string\(\)\.min\(1\)\),\n\tAPI_URL: required\(z\.url\(\)\)\n\}\)/,
			);
			assert.match(
				texts['src/lib/server/env.ts'] ?? '',
				/export \* as env from '\$app\/env\/private'/,
			);
		}
		assert.equal(variantOf(own, kit2).files.length, 1);
	});

	it('join the declarations that a project has already', () => {
		const declared = [
			"import { defineEnvVars } from '@sveltejs/kit/env';",
			'',
			'export const variables = defineEnvVars({',
			'\tPORT: {},',
			'});',
			'',
		].join('\n');
		for (const facts of [kit3, explicit]) {
			const { texts, files } = plan(both, facts, { 'src/env.ts': declared });
			const text = texts['src/env.ts'] ?? '';
			assert.deepEqual(
				files.flatMap(({ conflicts }) => conflicts),
				[],
			);
			assert.equal(text.match(/export const variables/g)?.length, 1, text);
			assert.match(text, /\tPORT: \{\},\n\tTOKEN_SECRET: /);
		}
	});

	it('are only those of the pattern and of those that it needs', () => {
		const { texts } = plan([own], kit2);
		assert.deepEqual(Object.keys(texts), ['src/lib/server/env.ts']);
	});

	it('are declared by hand where the module cannot be read, which is said', () => {
		const code = "export const env = load('.env');\n";
		const { texts, notes } = plan([pattern], kit2, { 'src/lib/server/env.ts': code });
		assert.equal(texts['src/lib/server/env.ts'], undefined);
		assert.match(
			notes.join('\n'),
			/^src\/lib\/server\/env\.ts: .* Declare “TOKEN_SECRET”, “MAIL_KEY”, “API_URL” there by hand\.$/,
		);
		assert.ok(texts['.env']);
	});

	it('are found in a module of any ending', () => {
		const code =
			"import { z } from 'zod';\nimport { env as values } from '$env/dynamic/private';\n\nexport const env = z.object({\n\tPORT: z.string()\n}).parse(values);\n";
		for (const name of ['env.js', 'env/index.ts']) {
			const { after } = plan([pattern], kit2, { [`src/lib/server/${name}`]: code });
			assert.match(after[`src/lib/server/${name}`] ?? '', /MAIL_KEY: z\.string\(\)\.min\(1\)/);
			assert.equal(name !== 'env.ts' && after['src/lib/server/env.ts'], undefined);
		}
	});

	it('go where version control does not see them', () => {
		const tracked = plan([pattern], kit2, { '.gitignore': '.env*\n!.env\n', '.env': 'A=1\n' });
		assert.equal(tracked.after['.env'], 'A=1\n');
		assert.match(tracked.after['.env.local'] ?? '', /^TOKEN_SECRET=/m);
		assert.equal(tracked.after['.gitignore'], '.env*\n!.env\n');
		assert.deepEqual(tracked.toFillIn, [{ name: 'MAIL_KEY', file: '.env.local', isAdded: true }]);

		const local = plan([pattern], kit2, { '.env.local': 'A=1\n', '.gitignore': '*.local\n' });
		assert.equal(local.after['.env'], undefined);
		assert.match(local.after['.env.local'] ?? '', /^A=1\n\n(?:#.*\n)?TOKEN_SECRET=/);
		assert.equal(local.after['.gitignore'], '*.local\n');
	});

	it('are not set again where another file sets them', () => {
		const { after } = plan([pattern], kit2, {
			'.env': 'A=1\n',
			'.env.development': 'TOKEN_SECRET=mine\nMAIL_KEY=mine\n',
			'.env.sample': 'API_URL=\n',
		});
		assert.deepEqual(parseEnv(after['.env'] ?? ''), { A: '1', API_URL: 'http://localhost:8080' });
		assert.deepEqual(Object.keys(parseEnv(after['.env.sample'] ?? '')).toSorted(), [
			'API_URL',
			'MAIL_KEY',
			'TOKEN_SECRET',
		]);
		assert.equal(after['.env.example'], undefined);
	});

	it('are filled in by hand where a value waits for it already', () => {
		const { toFillIn, after } = plan([pattern], kit2, { '.env': 'API_URL=\nMAIL_KEY=abc' });
		assert.deepEqual(toFillIn, [{ name: 'API_URL', file: '.env', isAdded: false }]);
		assert.match(after['.env'] ?? '', /^API_URL=\nMAIL_KEY=abc\n/);
	});

	it('change nothing the second time, and no value that is there, in files of any form', () => {
		const { seed, cases } = seedOf(71, 120);
		const random = seededRandom(seed);
		const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
		const lines = [
			'# a comment',
			'export TOKEN_SECRET=kept',
			'token_secret=other case',
			'TOKEN_SECRET = "kept twice"',
			'#MAIL_KEY=',
			'MAIL_KEY=',
			"API_URL='https://kept.example' # why",
			'DATABASE_URL="postgres://root:p#ss@localhost/a"',
			'KEY="-----BEGIN\nabc\n-----END"',
			'',
			'   ',
		];
		const modules = [
			undefined,
			"import { z } from 'zod';\nimport { env as values } from '$env/dynamic/private';\n\nexport const env = z\n  .object({ PORT: z.coerce.number() })\n  .parse(values)\n",
			"import { z } from 'zod';\nimport { env as values } from '$env/dynamic/private';\nexport const env = z.object({\n    API_URL: z.string(),\n}).parse(values);",
		];
		for (let i = 0; i < cases; i++) {
			const text = Array.from({ length: random(6) }, () => pick(lines)).join('\n');
			const ended = pick([text, `${text}\n`, `\uFEFF${text}\n`]);
			const end = pick(['\n', '\r\n']);
			const module = pick(modules);
			const files: Record<string, string> = { '.env': ended.replaceAll('\n', end) };
			if (module) files['src/lib/server/env.ts'] = module.replaceAll('\n', end);
			const patterns: readonly Pattern[] = module ? [pattern] : both;
			const first = plan(patterns, kit2, files);
			const before = parseEnv((files['.env'] ?? '').replace('\uFEFF', ''));
			const values = parseEnv((first.after['.env'] ?? '').replace('\uFEFF', ''));
			const about = JSON.stringify({ i, files, values });
			for (const [name, value] of Object.entries(before)) {
				if (value !== '') assert.equal(values[name], value, about);
			}
			for (const name of ['TOKEN_SECRET', 'MAIL_KEY', 'API_URL'])
				assert.ok(Object.hasOwn(values, name), about);
			if (end === '\r\n' && (files['.env'] ?? '').includes('\n'))
				assert.doesNotMatch(first.after['.env'] ?? '', /[^\r]\n/, about);
			assert.ok((first.after['.env'] ?? '').startsWith(files['.env'] ?? ''), about);
			assert.deepEqual(plan(patterns, kit2, first.after).after, first.after, about);
		}
	});
});
