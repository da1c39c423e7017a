import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withFilePaths } from '../../../src/core/insertion/filePaths.ts';
import { planFiles } from '../../../src/core/insertion/insertion.ts';
import { rewrite } from '../../../src/core/insertion/kitRewrites.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import {
	readProjectFacts,
	type ProjectFacts,
	type ProjectInput,
} from '../../../src/core/project/project.ts';
import { resolveTarget } from '../../../src/core/project/routes.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

function factsOf(more: Partial<ProjectInput>, major: 2 | 3 = 2, imports = {}): ProjectFacts {
	return readProjectFacts({
		packageJson: JSON.stringify({ imports, devDependencies: { '@sveltejs/kit': `^${major}.2.0` } }),
		fileNames: ['tsconfig.json'],
		...more,
	}).facts;
}

function fitted(code: string, facts: ProjectFacts, filePath = 'drizzle.config.ts'): string {
	return rewrite(code, { facts, filePath }).code;
}

const plain = factsOf({ fileNames: ['jsconfig.json'] });

describe('paths of files in a text', () => {
	it('mean JavaScript where the project is written in it', () => {
		const code = [
			"import { a } from './src/a.ts';",
			"export default { schema: './src/lib/server/db/*schema.ts', out: './drizzle' };",
			"const types = 'src/app.d.ts', other = \"src/lib/a.ts\", page = 'https://a.b/src/c.ts';",
		];
		assert.deepEqual(fitted(code.join('\n'), plain).split('\n'), [
			code[0],
			"export default { schema: './src/lib/server/db/*schema.js', out: './drizzle' };",
			"const types = 'src/app.d.ts', other = \"src/lib/a.js\", page = 'https://a.b/src/c.ts';",
		]);
	});

	it('lead into the folders of the project, where the files go', () => {
		const { seed, cases } = seedOf(40_211, 400);
		const next = seededRandom(seed);
		const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
		for (let i = 0; i < cases; i++) {
			const folders = [
				'source',
				'src/shared',
				'src/lib/own',
				'app/lib',
				'packages/a b',
				"it's",
				'src',
			];
			const major = pick([2, 3] as const);
			const files = {
				...(next(2) === 0 && { src: pick(['source', 'src/app', 'src']) }),
				...(next(2) === 0 && { routes: pick(folders) }),
				...(major === 2 && next(2) === 0 && { lib: pick(folders) }),
			};
			const imports = major === 3 ? { '#lib/*': `./${pick(folders)}/*` } : {};
			const config = JSON.stringify({ files });
			const facts = factsOf(
				{
					fileNames: [pick(['tsconfig.json', 'jsconfig.json'])],
					...(major === 2
						? { svelteConfig: `export default { kit: ${config} };` }
						: { viteConfig: `export default { plugins: [sveltekit(${config})] };` }),
				},
				major,
				imports,
			);
			const path = pick([
				'src/lib/server/db/schema.ts',
				'src/lib/server/db/*schema.ts',
				'src/lib/**/*.ts',
				'src/routes/api/+server.ts',
				'src/hooks.server.ts',
				'src/app.html',
				'src/app.d.ts',
			]);
			const dot = pick(['', './']);
			const [quote, filePath] = pick([
				["'", 'drizzle.config.ts'],
				['"', 'src/a.ts'],
				["'", 'src/routes/+page.svelte'],
			] as const);
			const statement = `const a = ${quote}${dot}${path}${quote};`;
			const isSvelte = filePath.endsWith('.svelte');
			const code = isSvelte ? `<script>\n${statement}\n</script>\n<p>${path}</p>\n` : statement;
			const once = fitted(code, facts, filePath);
			const [, literal = ''] = /const a = (.*);/.exec(once) ?? [];
			const shown = literal.startsWith('"')
				? (JSON.parse(literal) as string)
				: literal.slice(1, -1);
			const about = `${config} ${JSON.stringify(imports)} ${once}`;
			assert.equal(shown, dot + resolveTarget(path, facts, undefined), about);
			if (isSvelte) assert.ok(once.endsWith(`<p>${path}</p>\n`), about);
		}
	});

	it('are fitted once', () => {
		const code = "const a = './src/lib/a.ts', b = 'src/b.ts';";
		for (const files of [
			{ lib: 'src/lib/own' },
			{ lib: 'src/shared' },
			{ lib: 'src' },
			{ src: 'src/app', lib: 'src/app/lib' },
			{ src: 'source' },
		]) {
			const facts = factsOf({
				svelteConfig: `export default { kit: { files: ${JSON.stringify(files)} } };`,
			});
			const once = fitted(code, facts);
			assert.equal(fitted(once, facts), once, JSON.stringify(files));
		}
	});

	it('lead where the tables are in the configuration that a pattern writes', () => {
		const [pattern] = findPatterns(
			"### Test\n\n```ts\n// src/lib/server/db/schema.ts\nexport const a = 1;\n// drizzle.config.ts\nexport default { schema: './src/lib/server/db/*schema.ts' };\n```\n",
		).patterns;
		assert.ok(pattern);
		for (const [files, folder] of [
			["{ lib: 'src/shared' }", 'src/shared'],
			["{ src: 'source' }", 'source/lib'],
		] as const) {
			const facts = factsOf({ svelteConfig: `export default { kit: { files: ${files} } };` });
			const { files: planned } = planFiles(pattern, facts, { existing: () => undefined });
			assert.deepEqual(
				planned.map(({ path, text }) => [path, text]),
				[
					[`${folder}/server/db/schema.ts`, 'export const a = 1;\n'],
					['drizzle.config.ts', `export default { schema: './${folder}/server/db/*schema.ts' };\n`],
				],
			);
		}
	});

	it('are those of the project in sentences, too', () => {
		const facts = factsOf({
			fileNames: ['jsconfig.json'],
			svelteConfig: "export default { kit: { files: { lib: 'app/shared' } } };",
		});
		assert.equal(
			withFilePaths('Name it in `src/lib/server/cors.ts`, `.env` and src/lib/a.ts.', facts),
			'Name it in `app/shared/server/cors.js`, `.env` and src/lib/a.ts.',
		);
	});
});
