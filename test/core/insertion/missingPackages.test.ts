import assert from 'node:assert/strict';
import { joinPackages, missingPackages } from '../../../src/core/insertion/missingPackages.ts';
import { noNeeds } from '../../../src/core/pattern/needs.ts';
import { findPatterns, variantFor } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

const body = [
	'### Jobs',
	'',
	'```ts',
	'// src/lib/server/jobs.ts',
	"import { randomUUID } from 'node:crypto';",
	"import pg from 'pg';",
	"import { z } from 'zod';",
	'',
	'// drizzle.config.ts',
	"import { defineConfig } from 'drizzle-kit';",
	'',
	'// src/lib/server/jobs.test.ts',
	"import { z } from 'zod';",
	"import { it } from 'vitest';",
	'```',
].join('\n');
const [jobs] = findPatterns(body).patterns;
const variant = jobs && variantFor(jobs, 2);

function facts(files: readonly string[], devDependencies: Record<string, string> = {}) {
	const packageJson = JSON.stringify({
		devDependencies: { '@sveltejs/kit': '^2.70.0', ...devDependencies },
	});
	return readProjectFacts({ packageJson, fileNames: files }).facts;
}

describe('the packages that a pattern needs', () => {
	it('are those of the app and those of tests, configurations and types', () => {
		assert.ok(variant);
		assert.deepEqual(missingPackages(variant, facts(['tsconfig.json']), noNeeds), [
			development('@types/node'),
			development('@types/pg'),
			development('drizzle-kit'),
			runtime('pg'),
			development('vitest'),
			runtime('zod'),
		]);
	});

	it('are without those of the project, and without types where nothing is checked', () => {
		assert.ok(variant);
		assert.deepEqual(
			missingPackages(variant, facts(['jsconfig.json'], { zod: '^3', vitest: '^4' }), noNeeds),
			[development('drizzle-kit'), runtime('pg')],
		);
	});

	it('are with what adapter-node must not bundle, in the range that is declared', () => {
		assert.ok(variant);
		const none = { ...variant, files: [] };
		const adapter = { name: '@sveltejs/adapter-node', range: { 2: '^5', 3: '^6' }, dev: true };
		const needs = { ...noNeeds, packages: [adapter] };
		const has = (devDependencies: Record<string, string>) =>
			missingPackages(none, facts(['tsconfig.json'], devDependencies), needs).filter(
				({ name }) => name !== '@sveltejs/adapter-node',
			);
		const moved = (name: string, range: string) => ({ name, range, dev: false, moves: true });
		assert.deepEqual(has({ '@libsql/client': '^0.17.0', vite: '^8.0.0' }), [
			moved('@libsql/client', '^0.17.0'),
		]);
		assert.deepEqual(has({ sharp: '1"; rm -rf ~; "' }), [moved('sharp', '')]);
		assert.deepEqual(has({ '@sveltejs/adapter-node': '^5', sharp: '^0.34.0' }), []);
	});

	it('are in the versions and for the use that the pattern says', () => {
		assert.ok(variant);
		const packages = [
			{ name: 'zod', range: { 2: '^4', 3: '^5' }, dev: true },
			{ name: 'postgres', range: { 2: '', 3: '' }, dev: false },
		] as const;
		const needs = { ...noNeeds, packages };
		assert.deepEqual(
			missingPackages(
				variant,
				facts(['tsconfig.json'], { 'drizzle-kit': '^1', vitest: '^4', pg: '^8' }),
				needs,
			),
			[
				development('@types/node'),
				development('@types/pg'),
				runtime('postgres'),
				development('zod', '^4'),
			],
		);
	});

	it('of several patterns are for development where that is so for all of them', () => {
		assert.deepEqual(
			joinPackages([
				development('a'),
				runtime('a', '^1'),
				development('b', '^2'),
				development('b'),
			]),
			[runtime('a', '^1'), development('b', '^2')],
		);
	});
});

function runtime(name: string, range = '') {
	return { name, range, dev: false };
}

function development(name: string, range = '') {
	return { name, range, dev: true };
}
