import assert from 'node:assert/strict';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { noNeeds, readNeeds } from '../../../src/core/pattern/needs.ts';

describe('what a pattern needs', () => {
	it('is read from a mapping', () => {
		const { needs, problems } = readNeeds(
			[
				'packages:',
				'  zod: ^4.10',
				"  '@sveltejs/adapter-node': { 2: ^5, 3: ^6.0.1 }",
				'dev: [vitest]',
				'env:',
				'  TOKEN_SECRET: secret',
				'  API_URL: { kind: url, value: "http://localhost:8080", about: where the API is }',
				'  MAIL_FROM: { kind: text, optional: true }',
				'hooks:',
				'  handle:',
				'    - limitRate from src/lib/server/rate-limit.ts, 20',
				'    - headers from src/lib/server/headers.ts',
				'  handleError: report from src/lib/server/report.ts',
				'config: [experimental.remoteFunctions]',
				"lowest: { '@sveltejs/kit': 2.10, zod: 4 }",
				'database: postgres',
				'ignored: [uploads/, pgdata]',
				'next:',
				'  - Run `npx drizzle-kit generate`.',
				'steps: [generateMigration, openEnv]',
			].join('\n'),
			0,
		);
		assert.deepEqual(problems, []);
		assert.deepEqual(needs, {
			packages: [
				{ name: 'zod', range: { 2: '^4.10', 3: '^4.10' }, dev: false },
				{ name: '@sveltejs/adapter-node', range: { 2: '^5', 3: '^6.0.1' }, dev: false },
				{ name: 'vitest', range: { 2: '', 3: '' }, dev: true },
			],
			env: [
				variable('TOKEN_SECRET', 'secret'),
				{
					...variable('API_URL', 'url'),
					value: 'http://localhost:8080',
					about: 'where the API is',
				},
				{ ...variable('MAIL_FROM', 'text'), optional: true },
			],
			hooks: [
				hook('handle', 'limitRate', 'src/lib/server/rate-limit.ts', 20),
				hook('handle', 'headers', 'src/lib/server/headers.ts'),
				hook('handleError', 'report', 'src/lib/server/report.ts'),
			],
			config: ['experimental.remoteFunctions'],
			lowest: { '@sveltejs/kit': '2.10', zod: '4' },
			databases: ['postgres'],
			ignored: ['uploads/', 'pgdata'],
			next: ['Run `npx drizzle-kit generate`.'],
			steps: ['generateMigration', 'openEnv'],
		});
	});

	it('names steps and never commands', () => {
		for (const step of ['rm -rf', 'install', '{ generateMigration: rm }']) {
			const { needs, problems } = readNeeds(`steps: [${step}]`, 0);
			assert.deepEqual([needs.steps, problems.length], [[], 1], step);
		}
	});

	it('sets no variable that tells programs what to run', () => {
		for (const name of ['PATH', 'NODE_OPTIONS', 'BROWSER', 'LD_PRELOAD', 'GIT_SSH_COMMAND']) {
			const { needs, problems } = readNeeds(`env: { ${name}: text, OWN: text }`, 0);
			assert.deepEqual(needs.env, [variable('OWN', 'text')]);
			assert.equal(problems.length, 1, name);
		}
	});

	it('is nothing where the block is empty', () => {
		const nothing = { needs: noNeeds, label: undefined, aliases: [], problems: [] };
		assert.deepEqual(readNeeds('\n', 0), nothing);
	});

	it('may begin with what people search for', () => {
		const text = 'title: Sessions in the database\naliases: [csrf, middleware, upload file]\n';
		assert.deepEqual(readNeeds(text, 0), {
			needs: noNeeds,
			label: 'Sessions in the database',
			aliases: ['csrf', 'middleware', 'upload file'],
			problems: [],
		});
	});

	for (const [text, message] of [
		['title: ""', '“title” cannot be read; write one line, such as `Sessions in the database`.'],
		['title: [a]', '“title” cannot be read; write one line, such as `Sessions in the database`.'],
		[
			'title: "a\\nb"',
			'“title” cannot be read; write one line, such as `Sessions in the database`.',
		],
		[
			'title: "a\\u202eb"',
			'“title” cannot be read; write one line, such as `Sessions in the database`.',
		],
		[
			'aliases: []',
			'“aliases” cannot be read; write a list of words, such as `[csrf, upload file]`.',
		],
		[
			'aliases: [a, "b\\nc"]',
			'“aliases” cannot be read; write a list of words, such as `[csrf, upload file]`.',
		],
	] as const) {
		it(`has no such words in ${text}`, () => {
			const { label, problems } = readNeeds(text, 0);
			assert.deepEqual([label, problems.map((each) => each.message)], [undefined, [message]]);
		});
	}

	it('loses only what cannot be read, and says where it stands', () => {
		const text = 'packages:\n  zod: ^4\n  left-pad: latest\nwishes: many\nnext: []\n';
		const { needs, problems } = readNeeds(text, 100);
		assert.deepEqual(
			needs.packages.map(({ name }) => name),
			['zod'],
		);
		assert.deepEqual(
			problems.map(({ message, range }) => [
				text.slice(range.start - 100, range.end - 100),
				message,
			]),
			[
				['latest', '“packages” cannot be read; write packages with ranges, such as `zod: ^4`.'],
				[
					'wishes',
					'Patterns have no need called “wishes”; write title, aliases, packages, dev or ….',
				],
				['[]', '“next” cannot be read; write a list of sentences.'],
			],
		);
	});

	for (const text of ['just words', '- a list', 'a: [', 'a: 1\na: 2', `a: ${'x'.repeat(9_000)}`]) {
		it(`is not read from ${text.slice(0, 12)}`, () => {
			const { needs, problems } = readNeeds(text, 0);
			assert.deepEqual(needs, noNeeds);
			assert.deepEqual(
				problems.map(({ code }) => code),
				['pattern-needs'],
			);
		});
	}

	// What is written into a command line, a file or an import has to be what it seems to be.
	const hostile = [
		'packages: { "zod; rm -rf": ^4 }',
		'packages: { zod: "^4 && curl x" }',
		'packages: { zod: "git+https://evil.example/x" }',
		'packages: { zod: "npm:evil@1" }',
		'packages: { zod: "file:../x" }',
		'packages: { zod: latest }',
		'packages: [--global]',
		'dev: [../x]',
		'env: { "A\\nB": secret }',
		'env: { path: text }',
		'env: { A: { kind: text, value: "x\\nB=1" } }',
		'env: { A: { kind: secret, length: 1e9 } }',
		'env: { A: script }',
		'hooks: { handle: "x from ../../x.ts" }',
		'hooks: { handle: "x from https://evil.example/x.js" }',
		'hooks: { handle: "x(); y from src/x.ts" }',
		'hooks: { toString: "x from src/x.ts" }',
		'config: [csrf.checkOrigin]',
		'config: ["experimental.__proto__.x"]',
		'lowest: { zod: "$(x)" }',
		'database: mysql',
		'ignored: ["../x"]',
		'ignored: ["!.env"]',
		'ignored: ["x\\n!.env"]',
		'ignored: [src, src/, src/lib, src/routes/, Static, tests/, drizzle, .github/]',
		'ignored: [package.json, package-lock.json, bun.lock, vite.config.ts, web/tsconfig.json]',
		'env: { HTTPS_PROXY: { kind: url, value: http://evil.example } }',
		'env: { NO_PROXY: { kind: text, value: "*" } }',
		'env: { PRISMA_QUERY_ENGINE_LIBRARY: { kind: text, value: ./evil.node } }',
		'env: { SSL_CERT_FILE: { kind: text, value: ./evil.pem } }',
		'env: { DOTENV_CONFIG_PATH: { kind: text, value: ./evil } }',
		'hooks: { handle: "handle from src/hooks.server.ts" }',
		'hooks: { init: "start from src/hooks.server/index.js" }',
		'hooks: { init: "start from src/hooks.ts" }',
		'next: ["two\\nlines"]',
		'__proto__: { x: y }',
	];
	for (const text of hostile) {
		it(`is not ${text}`, () => {
			const { needs, problems } = readNeeds(text, 0);
			assert.deepEqual(needs, noNeeds);
			assert.ok(problems.length > 0);
		});
	}
});

describe('a block that says what a pattern needs', () => {
	const code = (name: string) =>
		`\`\`\`ts\n// src/lib/${name}.ts\nexport const ${name} = 1;\n\`\`\`\n`;
	const needs = (text: string) => `\`\`\`yaml needs\n${text}\n\`\`\`\n\n`;
	const read = (body: string) => {
		const { patterns, problems } = findPatterns(body);
		return {
			patterns: patterns.map(({ title, summary, needs: { packages, next } }) => [
				title,
				summary,
				...packages.map(({ name }) => name),
				...next,
			]),
			problems: problems.map(({ message }) => message),
		};
	};

	it('is no code, belongs to the pattern that follows, and leaves it the text above', () => {
		const body = `### Mail\n\nSends mail.\n\n${needs('packages: { resend: ^6 }')}${code('mail')}\n### Other\n\nDoes more.\n\n${code('other')}`;
		assert.deepEqual(read(body), {
			patterns: [
				['Mail', 'Sends mail.', 'resend'],
				['Other', 'Does more.'],
			],
			problems: [],
		});
	});

	it('says under which words the pattern is listed, of several blocks the first', () => {
		const body = `### Mail\n\n${needs('title: Send mail\naliases: [smtp]')}${code('mail')}\n${needs('title: Other\naliases: [smtp, post]')}${code('other')}\n### Plain\n\n${code('plain')}`;
		assert.deepEqual(
			findPatterns(body).patterns.map(({ title, label, aliases }) => ({ title, label, aliases })),
			[
				{ title: 'Mail', label: 'Send mail', aliases: ['smtp', 'post'] },
				{ title: 'Plain', label: undefined, aliases: [] },
			],
		);
	});

	it('may stand above each of several blocks of one pattern', () => {
		const body = `### Mail\n\n${needs('packages: [resend]')}${code('mail')}\n${needs('next: [Verify your domain.]')}${code('other')}`;
		assert.deepEqual(read(body), {
			patterns: [['Mail', '', 'resend', 'Verify your domain.']],
			problems: [],
		});
	});

	it('is reported where no pattern follows', () => {
		const unused = 'No pattern follows in this section; put the block above its code.';
		const lost = needs('packages: [zod]');
		assert.deepEqual(read(`### Mail\n\n${code('mail')}\n${lost}`).problems, [unused]);
		assert.deepEqual(read(`### Mail\n\n${lost}### Other\n\n${code('other')}`), {
			patterns: [['Other', '']],
			problems: [unused],
		});
		assert.deepEqual(read(`### Mail\n\n${lost}${lost}${code('mail')}`).problems, [unused]);
	});

	it('is any other block without that word', () => {
		const body = '### Mail\n\n```yaml title="Needs"\npackages: [zod]\n```\n';
		assert.deepEqual(read(body).patterns, [['Needs', '']]);
	});
});

function variable(name: string, kind: string) {
	return { name, kind, about: '', value: '', length: 32, optional: false };
}

function hook(name: string, exported: string, from: string, order?: number) {
	return { hook: name, exported, from, ...(order !== undefined && { order }) };
}
