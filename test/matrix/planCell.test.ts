import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { libraryPatterns } from '../../src/core/pattern/patternLibrary.ts';
import { findPatterns } from '../../src/core/pattern/patterns.ts';
import { planCell, type CellPlan } from './planCell.ts';
import { hookFaults, routesAmong } from './proveCell.ts';
import type { Scaffold } from './scaffold.ts';
import type { CellMode } from './scaffolds.ts';

const fence = '```';

const library = libraryPatterns(
	'agent',
	findPatterns(`
## Shop

### Prices

${fence}ts
// src/lib/prices.ts
import { z } from 'zod';

export const price = z.number();
${fence}

### Cart

${fence}ts
// src/routes/cart/+server.ts
import { price } from '$lib/prices';

export function GET() {
	return new Response(String(price.parse(1)));
}
${fence}

### Config

${fence}ts
// playwright.config.ts
import node from '@sveltejs/adapter-node';

export default { node };
${fence}

## Other

### Tables

${fence}yaml needs
steps: [generateMigration]
env: { TABLE_SECRET: secret }
${fence}

${fence}ts
// src/lib/tables.ts
export const tables = [];
${fence}

### Token

${fence}ts
// src/lib/token.ts
import { sign } from 'jose';

export const token = sign;
${fence}
`).patterns,
);

const files = {
	'package.json': '{ "devDependencies": { "@sveltejs/kit": "^2.0.0", "typescript": "^6.0.0" } }',
	'tsconfig.json': '{}',
	'playwright.config.ts': 'export default {};\n',
};

function scaffoldOf(changes: Readonly<Record<string, string>> = {}, app = ''): Scaffold {
	const around = new Map<string, string>(app === '' ? [] : [['pnpm-workspace.yaml', '']]);
	const all = new Map(Object.entries({ ...files, ...changes }));
	const key = JSON.stringify([...all]);
	const fixed = { name: 'plain', about: '', sv: [], base: '', modes: ['files'] } as const;
	return { ...fixed, app, files: all, around, key };
}

async function plan(id: string, scaffold: Scaffold, mode: CellMode = 'files'): Promise<CellPlan> {
	const entry = library.find(({ pattern }) => pattern.id === id);
	assert.ok(entry, id);
	return planCell({ scaffold, entry, mode }, library, {});
}

const prices = "import { z } from 'zod';\n\nexport const price = z.number();\n";

describe('the plan of a cell', () => {
	it('has the files of the pattern and of what it imports, and installs what both need', async () => {
		const { files: made, order, conflicts, refusal } = await plan('cart', scaffoldOf());
		assert.deepEqual([...made.keys()].toSorted(), [
			'src/lib/prices.ts',
			'src/routes/cart/+server.ts',
		]);
		assert.equal(made.get('src/lib/prices.ts'), prices);
		assert.deepEqual(order, { commands: ['npm install zod'], manifests: new Map() });
		assert.deepEqual({ conflicts, refusal }, { conflicts: [], refusal: undefined });
	});

	it('asks for nothing that the project has', async () => {
		const own = "export const price = 'one';\n";
		const manifest = '{ "dependencies": { "@sveltejs/kit": "^2.0.0", "zod": "^4.0.0" } }';
		const scaffold = scaffoldOf({ 'src/lib/prices.js': own, 'package.json': manifest });
		const { files: made, order } = await plan('cart', scaffold);
		assert.deepEqual([[...made.keys()], order.commands], [['src/routes/cart/+server.ts'], []]);
	});

	it('generates the migrations of a schema, and has secrets that are the same each time', async () => {
		const scaffold = scaffoldOf({ 'drizzle.config.ts': 'export default {};\n' });
		for (const mode of ['files', 'cursor'] as const) {
			const { tables, files: made } = await plan('tables', scaffold, mode);
			assert.equal(tables, 'generate');
			assert.match(made.get('.env') ?? '', /^TABLE_SECRET=TABLE_SECRET-made[-made]{15}/);
		}
		assert.equal((await plan('tables', scaffoldOf())).tables, undefined);
	});

	it('installs with the package manager of the workspace', async () => {
		const { order } = await plan('cart', scaffoldOf({}, 'apps/web'));
		assert.deepEqual(order.commands, ['pnpm add zod']);
	});

	it('says what stood there already, and leaves it', async () => {
		const { files: made, conflicts, order } = await plan('config', scaffoldOf());
		assert.deepEqual([...made], []);
		assert.deepEqual(conflicts, ['playwright.config.ts has default']);
		assert.deepEqual(order.commands, ['npm install --save-dev @sveltejs/adapter-node']);
	});

	it('comes to the same files at the cursor', async () => {
		const [asFiles, atCursor] = [
			await plan('cart', scaffoldOf()),
			await plan('cart', scaffoldOf(), 'cursor'),
		];
		const texts = ({ files: made }: CellPlan): unknown =>
			Object.fromEntries([...made].map(([path, text]) => [path, text.trimEnd()]));
		assert.deepEqual(texts(atCursor), texts(asFiles));
		assert.deepEqual(atCursor.order, asFiles.order);
	});

	it('makes the others of its topic first, and those of no other', async () => {
		const { files: made, conflicts, order } = await plan('prices', scaffoldOf(), 'after');
		assert.deepEqual([...made.keys()], ['src/lib/prices.ts', 'src/routes/cart/+server.ts']);
		assert.deepEqual(conflicts, ['playwright.config.ts has default']);
		assert.deepEqual(order.commands, [
			'npm install zod',
			'npm install --save-dev @sveltejs/adapter-node',
		]);
	});

	it('has another key for another project, pattern or list of packages, and else the same', async () => {
		const entry = library.find(({ pattern }) => pattern.id === 'prices');
		assert.ok(entry);
		const any = { 2: '', 3: '' };
		const packages = ['zod', 'pg'].map((name) => ({ name, range: any, dev: false }));
		const needs = { ...entry.pattern.needs, packages };
		const withMore = { ...entry, pattern: { ...entry.pattern, needs } };
		const plans = await Promise.all([
			plan('prices', scaffoldOf()),
			plan('prices', scaffoldOf()),
			plan('prices', scaffoldOf({ 'README.md': 'Nothing of it is planned.' })),
			plan('token', scaffoldOf()),
			planCell({ scaffold: scaffoldOf(), entry: withMore, mode: 'files' }, [withMore], {}),
		]);
		const [first, ...others] = plans.map(({ key }) => key);
		assert.equal(others[0], first);
		assert.equal(new Set([first, ...others]).size, 4);
		assert.deepEqual(plans.at(-1)?.order.commands, ['npm install pg zod']);
	});
});

describe('what is asked of a project', () => {
	const among = (...names: readonly string[]): readonly string[] =>
		routesAmong(new Map(names.map((name) => [name, ''])));

	it('is the start page, and each route that came', () => {
		assert.deepEqual(among('src/lib/a.ts', 'src/routes/about/+layout.server.ts'), ['/']);
		assert.deepEqual(
			among(
				'src/routes/(app)/users/[id=integer]/+page.server.ts',
				'src/routes/(app)/users/[id=integer]/+page.svelte',
				'src/routes/[[lang]]/help/[...rest]/+page.ts',
				'src/routes/api/[version]/+server.js',
				'src/routes/posts/posts.remote.ts',
			),
			['/', '/api/v1', '/help/1', '/users/1'],
		);
	});

	it('is that its hooks run', () => {
		const hook = 'src/lib/server/hooks/cors.ts';
		const root = "import { cors } from '$lib/server/hooks/cors';\n";
		const faults = (all: Readonly<Record<string, string>>): readonly string[] =>
			hookFaults(new Map(Object.entries(all)));
		assert.deepEqual(faults({ [hook]: '', 'src/hooks.server.ts': root }), []);
		assert.deepEqual(faults({ [hook]: '', 'src/lib/cors.test.ts': root }), [
			`hooks: ${hook} is imported by nothing`,
		]);
		assert.deepEqual(faults({ 'src/hooks.server.js': '', 'src/hooks.server.ts': '' }), [
			'hooks: Kit loads only one of src/hooks.server.js and src/hooks.server.ts',
		]);
	});
});
