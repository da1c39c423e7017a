import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { indexFolders, planAll, planFiles } from '../../../src/core/insertion/insertion.ts';
import { routeOf } from '../../../src/core/insertion/patternRoutes.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';

const kit2 = factsOf({ devDependencies: { '@sveltejs/kit': '^2.70.0', zod: '^4.0.0' } });
const kit3 = factsOf({
	imports: { '#lib': './src/lib/index.js', '#lib/*': './src/lib/*' },
	devDependencies: { '@sveltejs/kit': '^3.2.0' },
});

function factsOf(manifest: object): ProjectFacts {
	const packageJson = JSON.stringify(manifest);
	return readProjectFacts({ packageJson, fileNames: ['package.json', 'tsconfig.json'] }).facts;
}

function pattern(...blocks: readonly string[]): Pattern {
	const [found] = findPatterns(`### Test\n\n${blocks.join('\n\n')}\n`).patterns;
	assert.ok(found);
	return found;
}

const none = { existing: () => undefined };
const load = pattern(
	"```ts\n// src/routes/products/+page.server.ts\nimport { db } from '$lib/server/db';\nimport { z } from 'zod';\nexport const load = () => db(z);\n// src/routes/products/export/+server.ts\nexport const GET = () => new Response();\n// src/lib/server/db/index.ts\nexport const db = (x: unknown) => x;\n```",
);

describe('insertion', () => {
	it('keeps the route of the pattern unless another is asked for', () => {
		const paths = (route?: string): string[] =>
			planFiles(load, kit2, { ...none, ...(route !== undefined && { route }) }).files.map(
				({ path }) => path,
			);
		assert.equal(routeOf(variantOf(load, kit2)), '/products');
		assert.deepEqual(paths(), [
			'src/routes/products/+page.server.ts',
			'src/routes/products/export/+server.ts',
			'src/lib/server/db/index.ts',
		]);
		assert.deepEqual(paths('/shop/[id]/'), [
			'src/routes/shop/[id]/+page.server.ts',
			'src/routes/shop/[id]/export/+server.ts',
			'src/lib/server/db/index.ts',
		]);
		assert.deepEqual(paths('/'), [
			'src/routes/+page.server.ts',
			'src/routes/export/+server.ts',
			'src/lib/server/db/index.ts',
		]);
	});

	it('names the file of an index where the alias does not find it', () => {
		const libFolders = indexFolders([load]);
		assert.deepEqual(libFolders, ['server/db']);
		const text = (facts: ProjectFacts): string | undefined =>
			planFiles(load, facts, { ...none, libFolders }).files[0]?.text.split('\n')[0];
		assert.equal(text(kit2), "import { db } from '$lib/server/db';");
		assert.equal(text(kit3), "import { db } from '#lib/server/db/index.js';");
	});

	it('names the packages that the project does not declare', () => {
		assert.deepEqual(planFiles(load, kit2, none).missingPackages, []);
		assert.deepEqual(planFiles(load, kit3, none).missingPackages, [
			{ name: 'zod', range: '', dev: false },
		]);
	});

	it('takes the variant of the Kit version', () => {
		const both = pattern(
			'```ts kit=2\n// src/hooks.server.ts\nexport const kit = 2;\n```',
			'```ts kit=3\n// src/hooks.server.ts\nexport const kit = 3;\n```',
		);
		const text = (facts: ProjectFacts): string | undefined =>
			planFiles(both, facts, none).files[0]?.text;
		assert.equal(text(kit2), 'export const kit = 2;\n');
		assert.equal(text(kit3), 'export const kit = 3;\n');
	});

	it('merges into a file that exists and reports names that are taken', () => {
		const before = "import { a } from 'a';\n\nexport const load = a;\n";
		const [file] = planFiles(load, kit2, {
			existing: (path) => (path.endsWith('+page.server.ts') ? before : undefined),
		}).files;
		assert.deepEqual(
			file?.conflicts.map(({ name }) => name),
			['load'],
		);
		assert.match(
			file?.text ?? '',
			/^import \{ a \} from 'a';\nimport \{ db \} from '\$lib\/server\/db';\n/,
		);
		assert.ok(file?.text.includes('export const load = a;'), 'what was there stays');
	});

	it('leaves a file alone that is the same already, whatever its line ends', () => {
		const text = 'export const db = (x: unknown) => x;\r\n';
		const files = planFiles(load, kit2, {
			existing: (path) => (path.endsWith('db/index.ts') ? text : undefined),
		}).files;
		assert.deepEqual(files[2], {
			path: 'src/lib/server/db/index.ts',
			text,
			before: text,
			conflicts: [],
			from: 'Test',
		});
	});

	it('does not touch a file that it cannot merge', () => {
		const svelte = pattern('```svelte file=src/lib/Form.svelte\n<form></form>\n```');
		const [file] = planFiles(svelte, kit2, { existing: () => '<p>mine</p>' }).files;
		assert.equal(file?.text, '<p>mine</p>');
		assert.deepEqual(
			file?.conflicts.map(({ name }) => name),
			['src/lib/Form.svelte'],
		);
	});

	it('merges what several patterns write into one file, and moves only the last one', () => {
		const types = (member: string): Pattern =>
			pattern(
				`\`\`\`ts\n// src/app.d.ts\ndeclare global {\n\tnamespace App {\n\t\tinterface Locals {\n\t\t\t${member}\n\t\t}\n\t}\n}\n\nexport {};\n\`\`\``,
			);
		const { files } = planAll([types('a: string;'), types('b: string;'), load], kit2, {
			...none,
			route: '/x',
		});
		assert.deepEqual(
			files.map(({ path }) => path),
			[
				'src/app.d.ts',
				'src/routes/x/+page.server.ts',
				'src/routes/x/export/+server.ts',
				'src/lib/server/db/index.ts',
			],
		);
		assert.equal(
			files[0]?.text,
			'declare global {\n\tnamespace App {\n\t\tinterface Locals {\n\t\t\ta: string;\n\t\t\tb: string;\n\t\t}\n\t}\n}\n\nexport {};\n',
		);
		assert.equal(files[0]?.before, undefined);
	});
});
