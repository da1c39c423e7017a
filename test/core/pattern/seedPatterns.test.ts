import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { findPatterns, missingModules } from '../../../src/core/pattern/patterns.ts';
import { readCorpus, type CorpusFile } from '../../helpers/corpusFiles.ts';

/** Title and target files of every pattern in the original agent files, as a reader finds them. */
const expected = {
	'000_3975b592e920478d': [
		['Load Functions', '+page.server.ts'],
		['Form Actions', '+page.server.ts'],
		['Zod + SuperForms Integration', 'lib/schemas.ts', '+page.server.ts'],
	],
	'001_73e92116bd1bd764': [
		['Security-First Development', 'hooks.server.ts'],
		['Advanced Form Actions with File Upload', '+page.server.ts'],
		['REST API with Advanced Features', '+server.ts'],
		['Advanced Authentication System', 'lucia.ts'],
		['Protected Routes Pattern', 'lib/server/auth/guards.ts', '+page.server.ts'],
		['API Versioning Pattern', 'routes/api/[version]/products/+server.ts'],
	],
	'002_7eb6c7a07a78ab6e': [],
	'003_03850917d9bc1542': [],
	'004_449cddfcf6b524cb': [],
};

describe('the patterns of the original agent files', () => {
	let seeds: readonly CorpusFile[] = [];

	before(function () {
		seeds = readCorpus('seeds') ?? [];
		if (seeds.length === 0) this.skip();
	});

	function body(stem: string): string {
		const text = seeds.find((file) => file.stem === stem)?.text ?? '';
		return parseAgent(text, stem).agent?.prompt ?? '';
	}

	it('are all found, with the files they are for', () => {
		const found = seeds.map(({ stem }) => [
			stem,
			findPatterns(body(stem)).patterns.map(({ title, variants }) =>
				[title].concat(variants.flatMap(({ files }) => files.map(({ path }) => path ?? ''))),
			),
		]);
		assert.deepEqual(Object.fromEntries(found), expected);
	});

	it('name the packages that they import', () => {
		const found = ['000_3975b592e920478d', '001_73e92116bd1bd764'].flatMap((stem) =>
			findPatterns(body(stem)).patterns.map(({ id, variants }) =>
				[id].concat(variants.flatMap(({ packages }) => packages)),
			),
		);
		assert.deepEqual(found, [
			['load-functions'],
			['form-actions'],
			['zod-superforms-integration', 'sveltekit-superforms', 'zod'],
			['security-first-development'],
			['advanced-form-actions-with-file-upload', 'sveltekit-superforms', 'zod'],
			['rest-api-with-advanced-features', 'sveltekit-rate-limiter', 'zod'],
			['advanced-authentication-system', '@lucia-auth/adapter-prisma', 'lucia'],
			['protected-routes-pattern'],
			['api-versioning-pattern'],
		]);
	});

	it('end before the prose where the closing marker was forgotten, and a fix puts it there', () => {
		const text = body('000_3975b592e920478d');
		const { patterns, problems } = findPatterns(text);
		const code = patterns.at(-1)?.variants[0]?.files[1]?.code;
		assert.ok(code?.endsWith('    return { form };\n  }\n};\n'));
		const codeEnd = text.indexOf('\n\n## Best Practices You Enforce');
		assert.deepEqual(
			problems.map(({ code: problem, severity, range, fix }) => [
				problem,
				severity,
				text.slice(range.start, range.end),
				fix?.edits,
			]),
			[
				[
					'fence-unclosed',
					'warning',
					'```typescript',
					[
						{ range: { start: codeEnd, end: codeEnd }, newText: '\n```' },
						{ range: { start: text.lastIndexOf('```'), end: text.length }, newText: '' },
					],
				],
			],
		);
		for (const { stem } of seeds.slice(1)) assert.deepEqual(findPatterns(body(stem)).problems, []);
	});

	it('import modules of the project that no pattern makes', () => {
		const missing = missingModules(findPatterns(body('001_73e92116bd1bd764')).patterns);
		assert.deepEqual(
			missing.map(({ pattern, specifier }) => `${pattern}: ${specifier}`),
			[
				'security-first-development: $lib/server/auth',
				'security-first-development: $lib/server/rate-limit',
				'advanced-form-actions-with-file-upload: $lib/server/storage',
				'advanced-form-actions-with-file-upload: $lib/server/db',
				'advanced-form-actions-with-file-upload: $lib/server/auth',
				'rest-api-with-advanced-features: $lib/server/crypto',
				'rest-api-with-advanced-features: $lib/server/db',
				'rest-api-with-advanced-features: $lib/server/redis',
				'advanced-authentication-system: ./db',
				'api-versioning-pattern: ./v1',
				'api-versioning-pattern: ./v2',
			],
		);
	});
});
