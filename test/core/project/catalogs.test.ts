import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { rangeOf, readCatalogs, type CatalogTexts } from '../../../src/core/project/catalogs.ts';
import { readProject, type ReadableFolder } from '../../../src/core/project/readProject.ts';

const manifest = JSON.stringify({
	devDependencies: {
		'@sveltejs/kit': 'catalog:kit-2',
		zod: 'catalog:',
		typescript: 'catalog:none',
	},
});

/** A folder in memory. */
function folder(files: Readonly<Record<string, string>>): ReadableFolder {
	return { names: async () => Object.keys(files), read: async (path) => files[path] };
}

const pnpm =
	'packages: [apps/*]\ncatalog:\n  zod: ^3.24.0\ncatalogs:\n  kit-2:\n    "@sveltejs/kit": ^2.60.0\n';
const bun = {
	catalog: { zod: '^3.24.0' },
	catalogs: { 'kit-2': { '@sveltejs/kit': '^2.60.0' } },
};

describe('versions of a catalog', () => {
	for (const [where, files] of [
		['pnpm-workspace.yaml', { 'pnpm-workspace.yaml': pnpm }],
		[
			'.yarnrc.yml',
			{ '.yarnrc.yml': `nodeLinker: node-modules\n${pnpm.slice(pnpm.indexOf('catalog'))}` },
		],
		['package.json', { 'package.json': JSON.stringify(bun) }],
		[
			'package.json, among the workspaces',
			{ 'package.json': JSON.stringify({ workspaces: { packages: ['*'], ...bun } }) },
		],
	] as const) {
		it(`are read from ${where} above a project`, async () => {
			const app = folder({ 'package.json': manifest, 'tsconfig.json': '{}' });
			const { facts } = await readProject(app, [folder({}), folder(files)]);
			assert.deepEqual(
				[facts.kit, facts.zodMajor, facts.packages],
				[
					{ version: '^2.60.0', major: 2 },
					3,
					{ '@sveltejs/kit': '^2.60.0', zod: '^3.24.0', typescript: 'catalog:none' },
				],
			);
		});
	}

	it('give way to what is installed', async () => {
		const app = folder({
			'package.json': manifest,
			'node_modules/@sveltejs/kit/package.json': '{ "version": "3.1.0" }',
		});
		const { facts } = await readProject(app, [folder({ 'pnpm-workspace.yaml': pnpm })]);
		assert.deepEqual(facts.kit, { version: '3.1.0', major: 3 });
	});

	it('may stand beside the project, and are those of the nearest folder', async () => {
		const app = folder({ 'package.json': manifest, 'pnpm-workspace.yaml': pnpm });
		const other = folder({ 'pnpm-workspace.yaml': pnpm.replaceAll('^2.60.0', '^3.0.0') });
		assert.equal((await readProject(app, [other])).facts.kit.major, 2);
	});

	it('are also called default', () => {
		const catalogs = readCatalogs([{ pnpmWorkspace: 'catalogs:\n  default:\n    zod: ^4\n' }]);
		assert.equal(rangeOf('zod', 'catalog:', catalogs), '^4');
		assert.equal(rangeOf('zod', 'catalog:default', catalogs), '^4');
		assert.equal(rangeOf('zod', '^3', catalogs), '^3');
	});

	for (const texts of [
		{ pnpmWorkspace: 'catalog: [a' },
		{ pnpmWorkspace: 'catalog: text\ncatalogs:\n  - a' },
		{ pnpmWorkspace: `catalog:\n  a: ${'x'.repeat(300_000)}` },
		{ yarnrc: '' },
		{ packageJson: '{ "catalog": ' },
		{ packageJson: '{ "catalog": { "zod": 3 }, "catalogs": null, "workspaces": ["a"] }' },
	] satisfies readonly CatalogTexts[]) {
		it(`are none in ${JSON.stringify(texts).slice(0, 60)}`, () => {
			assert.deepEqual(readCatalogs([texts]), new Map());
		});
	}
});
