import { authSchema } from './authSchema.ts';
import { toolVersions } from './tools.ts';

/** A project of the Svelte CLI that patterns are put into. */
export interface ScaffoldRecipe {
	readonly name: string;
	/** What sort of project it stands for, in a few words. */
	readonly about: string;
	/** What `sv create` is told besides the template. */
	readonly sv: readonly string[];
	/** Where the app is inside the workspace; empty for a workspace that is the app. */
	readonly app?: string;
	/** What its paths begin with; empty for an app that is served from `/`. */
	readonly base?: string;
	/** What its owner changed since; the files of the app, by path, to be changed in place. */
	readonly edit?: (files: Map<string, string>) => void;
	/** Files of the workspace around the app, made of those of the app. */
	readonly around?: (files: Map<string, string>) => Readonly<Record<string, string>>;
	/** How patterns are put into it. */
	readonly modes: readonly CellMode[];
}

/**
 * How a pattern gets into a project: its files are made; or it is inserted at the cursor of an editor
 * with its first file, and then the files that are offered are made; or it is the last of its topic,
 * all others of which were made before.
 */
export type CellMode = 'files' | 'cursor' | 'after';

/** Package versions are those that this moment knew: a result stays true however packages go on. */
export const asOf = '2026-11-28T00:00:00Z';

const typescript = ['--types', 'ts'] as const;
const betterAuth = 'better-auth=demo:password';
const secret = 'BETTER_AUTH_SECRET="of-thirty-two-characters-or-more-for-tests"';

const database = (url: string): string =>
	[`DATABASE_URL="${url}"`, 'ORIGIN="http://localhost:4173"', secret, ''].join('\n');

/** The projects, the plainest first. */
export const scaffoldRecipes: readonly ScaffoldRecipe[] = [
	{
		name: 'typescript',
		about: 'minimal, TypeScript',
		sv: typescript,
		modes: ['files', 'cursor', 'after'],
	},
	{
		name: 'javascript',
		about: 'minimal, JavaScript with checked JSDoc',
		sv: ['--types', 'jsdoc'],
		modes: ['files', 'cursor', 'after'],
	},
	{
		name: 'postgres',
		about: 'Drizzle on Postgres, better-auth, Vitest, Prettier',
		sv: [
			...typescript,
			'--add',
			'prettier',
			'vitest=usages:unit',
			'drizzle=database:postgresql+client:postgres.js+docker:no',
			betterAuth,
		],
		edit: (files) => {
			files.set('.env', database('postgres://postgres@127.0.0.1:54329/postgres'));
			files.set('src/lib/server/db/auth.schema.ts', authSchema('postgresql'));
			pinBetterAuth(files);
		},
		modes: ['files', 'after'],
	},
	{
		name: 'sqlite',
		about: 'Drizzle on SQLite, better-auth',
		sv: [...typescript, '--add', 'drizzle=database:sqlite+client:libsql', betterAuth],
		edit: (files) => {
			files.set('.env', database('file:local.db'));
			files.set('src/lib/server/db/auth.schema.ts', authSchema('sqlite'));
			pinBetterAuth(files);
		},
		modes: ['files'],
	},
	{
		name: 'kit3',
		about: 'SvelteKit 3',
		sv: [...typescript, '--add', 'experimental=versions:kit+features:none'],
		edit: (files) => {
			// The add-on asks for `next`, which stands for nothing since 3.0 is out, and for an adapter
			// that has no version for it.
			change(files, 'package.json', '"@sveltejs/kit": "next"', '"@sveltejs/kit": "^3.2.0"');
			change(
				files,
				'package.json',
				'"@sveltejs/adapter-auto": "next"',
				'"@sveltejs/adapter-node": "^6.0.1"',
			);
			change(files, 'vite.config.ts', '@sveltejs/adapter-auto', '@sveltejs/adapter-node');
		},
		modes: ['files', 'cursor'],
	},
	{
		name: 'zod3',
		about: 'zod 3',
		sv: typescript,
		edit: (files) =>
			change(
				files,
				'package.json',
				'"devDependencies": {',
				'"dependencies": {\n\t\t"zod": "^3.24.0"\n\t},\n\t"devDependencies": {',
			),
		modes: ['files'],
	},
	{
		name: 'pnpm-catalog',
		about: 'a pnpm workspace with catalogs',
		sv: typescript,
		app: 'apps/web',
		around: (files) => {
			const text = files.get('package.json') ?? '';
			const manifest = JSON.parse(text) as { devDependencies: Record<string, string> };
			const ranges = Object.entries(manifest.devDependencies);
			manifest.devDependencies = Object.fromEntries(ranges.map(([name]) => [name, 'catalog:']));
			files.set('package.json', `${JSON.stringify(manifest, undefined, '\t')}\n`);
			const catalog = ranges.map(([name, range]) => `  "${name}": "${range}"\n`).join('');
			const root = { name: 'shop', private: true, packageManager: `pnpm@${toolVersions.pnpm}` };
			return {
				'package.json': `${JSON.stringify(root, undefined, '\t')}\n`,
				'pnpm-workspace.yaml': `packages:\n  - "apps/*"\ncatalog:\n${catalog}`,
			};
		},
		modes: ['files'],
	},
	{
		name: 'groups',
		about: 'route groups, served from `/shop`',
		sv: typescript,
		base: '/shop',
		edit: (files) => {
			change(
				files,
				'vite.config.ts',
				'sveltekit({\n',
				"sveltekit({\n\t\t\tpaths: { base: '/shop' },\n\n",
			);
			const home = files.get('src/routes/+page.svelte') ?? '';
			files.delete('src/routes/+page.svelte');
			const layout =
				'<script lang="ts">\n\tlet { children } = $props();\n</script>\n\n<main>{@render children()}</main>\n';
			files.set('src/routes/(marketing)/+layout.svelte', layout);
			files.set('src/routes/(marketing)/+page.svelte', home);
			files.set('src/routes/(marketing)/contact/+page.svelte', '<h1>Contact</h1>\n');
			files.set('src/routes/(auth)/login/+page.svelte', '<h1>Sign in</h1>\n');
			files.set('src/routes/(app)/+layout.svelte', layout);
			files.set('src/routes/(app)/account/+page.svelte', '<h1>Account</h1>\n');
		},
		modes: ['files'],
	},
	{
		name: 'hooks-js',
		about: 'hooks.server.js in a TypeScript project',
		sv: typescript,
		edit: (files) => {
			files.set(
				'src/hooks.server.js',
				[
					"/** @type {import('@sveltejs/kit').Handle} */",
					'export async function handle({ event, resolve }) {',
					'\tconst response = await resolve(event);',
					"\tresponse.headers.set('x-served-by', 'shop');",
					'\treturn response;',
					'}',
					'',
				].join('\n'),
			);
		},
		modes: ['files'],
	},
	{
		name: 'spaces',
		about: 'Prettier with two spaces, double quotes, no semicolons',
		sv: [...typescript, '--add', 'prettier'],
		edit: (files) => {
			change(files, 'prettier.config.js', 'useTabs: true', 'useTabs: false,\n\tsemi: false');
			change(files, 'prettier.config.js', 'singleQuote: true', 'singleQuote: false');
		},
		modes: ['files', 'cursor'],
	},
];

/** With a range, the library and its command line can end up as two versions that do not go together. */
function pinBetterAuth(files: Map<string, string>): void {
	for (const name of ['auth', 'better-auth']) {
		change(files, 'package.json', `"${name}": "^1.6.23"`, `"${name}": "1.7.7"`);
	}
}

function change(files: Map<string, string>, path: string, from: string, to: string): void {
	const text = files.get(path);
	if (!text?.includes(from)) throw new Error(`${path} of the Svelte CLI has no ${from} any more.`);
	files.set(path, text.replace(from, to));
}
