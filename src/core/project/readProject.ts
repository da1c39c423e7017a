import type { CatalogTexts } from './catalogs.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { readProjectFacts, type ProjectFacts, type ProjectReading } from './project.ts';
import {
	databaseModules,
	databaseOfModules,
	type NamedText,
	type ProjectDatabase,
} from './projectDatabase.ts';

/** A folder that facts about a project are read from. */
export interface ReadableFolder {
	/** The names of what is in it; none where it may not be listed. */
	readonly names: () => Promise<readonly string[]>;
	/** The text of a file in it or below it, by its path with `/`; `undefined` where there is none. */
	readonly read: (path: string) => Promise<string | undefined>;
}

/** Packages whose installed version decides how code is written. */
export const decisivePackages = [
	'@sveltejs/kit',
	'svelte',
	'typescript',
	'zod',
	'drizzle-orm',
	'sveltekit-superforms',
	'better-auth',
	'@supabase/ssr',
] as const;

/** The names that the files of a project's configuration may have, the first that is there counts. */
export const configNames = {
	svelteConfig: ['svelte.config.js', 'svelte.config.ts', 'svelte.config.mjs'],
	viteConfig: ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs'],
	tsconfig: ['tsconfig.json', 'jsconfig.json'],
	drizzleConfig: [
		'drizzle.config.ts',
		'drizzle.config.js',
		'drizzle.config.mjs',
		'drizzle.config.mts',
	],
	wranglerConfig: ['wrangler.jsonc', 'wrangler.json', 'wrangler.toml'],
} as const;

/**
 * Reads the facts about a project from its folder and those above. Nothing of it is run.
 *
 * @param parents the folders above, nearest first: a monorepo has its lockfile and packages there
 */
export async function readProject(
	root: ReadableFolder,
	parents: readonly ReadableFolder[],
): Promise<ProjectReading> {
	const fileNames = await root.names();
	const read = async (names: readonly string[]): Promise<string | undefined> => {
		const name = names.find((each) => fileNames.includes(each));
		return name === undefined ? undefined : root.read(name);
	};
	const named = async (names: readonly string[]): Promise<NamedText | undefined> => {
		const name = names.find((each) => fileNames.includes(each));
		const text = name === undefined ? undefined : await root.read(name);
		return name === undefined || text === undefined ? undefined : { name, text };
	};
	const [
		packageJson,
		svelteConfig,
		viteConfig,
		tsconfig,
		drizzleConfig,
		wranglerConfig,
		parentNames,
		versions,
		catalogs,
	] = await Promise.all([
		read(['package.json']),
		read(configNames.svelteConfig),
		read(configNames.viteConfig),
		read(configNames.tsconfig),
		named(configNames.drizzleConfig),
		named(configNames.wranglerConfig),
		Promise.all(parents.map((folder) => folder.names())),
		Promise.all(decisivePackages.map((name) => installedVersion([root, ...parents], name))),
		Promise.all([root, ...parents].map(catalogTexts)),
	]);
	const parentPackageManager = catalogs
		.slice(1)
		.map(({ packageJson: text }) => text && fieldOf(text, 'packageManager'))
		.find((field) => field);
	const installed = decisivePackages.flatMap((name, i) =>
		versions[i] === undefined ? [] : [[name, versions[i]] as const],
	);
	const { facts, problems } = readProjectFacts({
		packageJson,
		fileNames,
		...(svelteConfig !== undefined && { svelteConfig }),
		...(viteConfig !== undefined && { viteConfig }),
		...(tsconfig !== undefined && { tsconfig }),
		...(drizzleConfig && { drizzleConfig }),
		...(wranglerConfig && { wranglerConfig }),
		installedVersions: Object.fromEntries(installed),
		parentFileNames: parentNames.flat(),
		catalogs,
		...(parentPackageManager && { parentPackageManager }),
	});
	const database = facts.database ?? (await databaseInCode(facts, root));
	return { facts: { ...facts, database }, problems };
}

/**
 * The database of a project that uses Drizzle, as its code has it: runtimes bring clients along, and
 * without drizzle-kit nothing else says it.
 */
async function databaseInCode(
	facts: ProjectFacts,
	root: ReadableFolder,
): Promise<ProjectDatabase | undefined> {
	if (!Object.hasOwn(facts.packages, 'drizzle-orm')) return undefined;
	const modules = await Promise.all(
		databaseModules(facts).map(async (path) => {
			const text = await root.read(path);
			return text === undefined ? [] : [{ path, module: new ParsedModule(text) }];
		}),
	);
	return databaseOfModules(modules.flat());
}

async function catalogTexts(folder: ReadableFolder): Promise<CatalogTexts> {
	const names = ['pnpm-workspace.yaml', '.yarnrc.yml', 'package.json'];
	const [pnpmWorkspace, yarnrc, packageJson] = await Promise.all(
		names.map(async (name) => folder.read(name)),
	);
	return { pnpmWorkspace, yarnrc, packageJson };
}

async function installedVersion(
	folders: readonly ReadableFolder[],
	name: string,
): Promise<string | undefined> {
	for (const folder of folders) {
		const text = await folder.read(`node_modules/${name}/package.json`);
		if (text !== undefined) return fieldOf(text, 'version');
	}
	return undefined;
}

/** A text member of a JSON object; `undefined` where the text is not JSON or has no such member. */
function fieldOf(json: string, name: string): string | undefined {
	try {
		const value: unknown = JSON.parse(json);
		if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
		const field: unknown = Reflect.get(value, name);
		return typeof field === 'string' ? field : undefined;
	} catch {
		// A broken package.json of the project itself is reported by the facts; others do not matter.
		return undefined;
	}
}
