import assert from 'node:assert/strict';
import { oldPackages } from '../../../src/core/insertion/lowestVersions.ts';
import { projectWarnings } from '../../../src/core/insertion/projectWarnings.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

describe('packages that are too old for a pattern', () => {
	it('are told by what is installed, else by what is declared', () => {
		for (const [declared, installed, needed, shown] of [
			['^0.29.0', undefined, '0.36', '0.29.0'],
			['~0.29', undefined, '0.36', '0.29'],
			['0.29', undefined, '0.36', '0.29'],
			['>=0.29 <1', undefined, '0.36', '0.29'],
			['^1.0.0 || ^2.0.0', undefined, '3', '2.0.0'],
			['^1.0.0 || ^2.0.0', undefined, '2', undefined],
			['workspace:^1.2.0', undefined, '2', '1.2.0'],
			['npm:@own/orm@1.2.0', undefined, '2', '1.2.0'],
			['^0.29.0', '0.36.4', '0.36', undefined],
			['^0.36.0', '0.35.9', '0.36', '0.35.9'],
			['^0.36.0', '0.36.0-beta.1', '0.36', undefined],
			['^1.10.0', undefined, '1.9', undefined],
			['^1.9.0', undefined, '1.10', '1.9.0'],
			['^4', undefined, '4.0', undefined],
			['latest', undefined, '2', undefined],
			['*', undefined, '2', undefined],
			['', undefined, '2', undefined],
			['<2', undefined, '2', undefined],
			['catalog:', undefined, '2', undefined],
			['github:own/orm', undefined, '2', undefined],
			['file:../1.0', undefined, '2', undefined],
			['https://host/1.0.tgz', undefined, '2', undefined],
			[undefined, undefined, '2', undefined],
		] as const) {
			assert.deepEqual(
				oldPackages(
					{ 'drizzle-orm': needed },
					{
						packages: declared === undefined ? {} : { 'drizzle-orm': declared },
						installed: installed === undefined ? {} : { 'drizzle-orm': installed },
					},
				),
				shown === undefined ? [] : [`drizzle-orm ${shown}: this pattern needs ${needed} or newer.`],
				`${declared} ${installed}`,
			);
		}
	});

	it('are none that only a prototype has', () => {
		for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
			const lowest = JSON.parse(`{ "${name}": "1" }`) as Record<string, string>;
			assert.deepEqual(oldPackages(lowest, { packages: {}, installed: {} }), []);
		}
	});

	it('are called as people call them', () => {
		assert.deepEqual(
			oldPackages(
				{ '@sveltejs/kit': '2.27' },
				{ packages: { '@sveltejs/kit': '^2.20.0' }, installed: {} },
			),
			['SvelteKit 2.20.0: this pattern needs 2.27 or newer.'],
		);
	});
});

describe('a project with packages that are too old', () => {
	it('is told before anything is written, once for all patterns that come', () => {
		const [pattern] = findPatterns(
			"### Posts\n\n```yaml needs\nlowest: { '@sveltejs/kit': 2.27 }\n```\n\n```ts\n// src/lib/posts.ts\nexport const posts = 1;\n```\n",
		).patterns;
		assert.ok(pattern);
		const packageJson = JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.20.0' } });
		const { facts } = readProjectFacts({ packageJson, fileNames: [] });
		assert.deepEqual(projectWarnings([pattern, pattern], facts), [
			'SvelteKit 2.20.0: this pattern needs 2.27 or newer.',
		]);
	});
});
