import {
	at,
	computed,
	isConfigObject,
	readConfig,
	readJson,
	textAt,
	type ConfigValue,
} from './configLiterals.ts';
import { rangeOf, readCatalogs, type CatalogTexts } from './catalogs.ts';
import { kitPlugin } from './configRoots.ts';
import { readDatabase, type NamedText, type ProjectDatabase } from './projectDatabase.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** A package that a project declares, with the version that is installed or else the range. */
export interface PackageFact {
	readonly name: string;
	readonly version: string;
}

/** How code of the project imports from its library folder. */
export interface LibAlias {
	/** What stands before the path: `$lib`, `#lib`, or another alias of the project. */
	readonly name: string;
	/** Imports must name the file with its ending, as package.json `imports` resolve them. */
	readonly needsSuffix: boolean;
	/** The alias also works alone, for the folder's index. */
	readonly hasIndex: boolean;
	/** The project declares it, or its Kit brings it along. If not, it has to be declared first. */
	readonly available: boolean;
}

export interface ProjectFacts {
	readonly kit: { readonly version: string | undefined; readonly major: 2 | 3 | undefined };
	readonly svelte: { readonly version: string | undefined; readonly major: number | undefined };
	/** New files are TypeScript. */
	readonly typescript: boolean;
	readonly typescriptVersion: string | undefined;
	/** JavaScript is type-checked, so JSDoc types are welcome. */
	readonly checkJs: boolean;
	readonly lib: LibAlias;
	/** Project-relative folders and files, with `/` and without one at the end. */
	readonly libDir: string;
	readonly routesDir: string;
	readonly hooksServer: string;
	readonly hooksClient: string;
	readonly appTypes: string;
	/** A folder of matchers on Kit 2 (`src/params`), one file on Kit 3 (`src/params.ts`). */
	readonly params: string;
	readonly srcDir: string;
	readonly packageManager: PackageManager;
	readonly zodMajor: 3 | 4 | undefined;
	/** Kit 2 reads variables from `src/env.ts`, as Kit 3 always does. */
	readonly explicitEnv: boolean;
	/** The app is not served from `/`: what its paths begin with is set, or computed. */
	readonly hasBasePath: boolean;
	/** Names and declared ranges of dependencies and devDependencies, those of a catalog looked up. */
	readonly packages: Readonly<Record<string, string>>;
	/** Those of them that are declared for development alone. */
	readonly devPackages: readonly string[];
	/** Versions of packages that are installed, of those whose version matters. */
	readonly installed: Readonly<Record<string, string>>;
	readonly adapter: PackageFact | undefined;
	readonly orm: PackageFact | undefined;
	/** `undefined` where nothing tells of one. */
	readonly database: ProjectDatabase | undefined;
	readonly auth: PackageFact | undefined;
	readonly forms: PackageFact | undefined;
	readonly validation: PackageFact | undefined;
	readonly testRunner: PackageFact | undefined;
}

/**
 * The version of SvelteKit, for people: where nothing is installed, what the range begins with. Empty
 * where it has no number.
 */
export function shownKitVersion({ kit }: Pick<ProjectFacts, 'kit'>): string {
	return kit.version?.replace(/^\D+/, '') ?? '';
}

/** The minor version of a SvelteKit 2, installed or at least asked for; `undefined` where that is not known. */
export function minorOfKit2({ kit }: Pick<ProjectFacts, 'kit'>): number | undefined {
	const minor = /^\D*2\.(\d+)/.exec(kit.version ?? '')?.[1];
	return minor === undefined ? undefined : Number(minor);
}

/** The texts and names that facts are read from. What a project does not have is left out. */
export interface ProjectInput {
	readonly packageJson: string | undefined;
	/** Names in the project folder: lockfiles, configurations. */
	readonly fileNames: readonly string[];
	readonly svelteConfig?: string;
	readonly viteConfig?: string;
	/** The configuration of drizzle-kit. */
	readonly drizzleConfig?: NamedText;
	/** The configuration of wrangler, which deploys to Cloudflare. */
	readonly wranglerConfig?: NamedText;
	/** tsconfig.json or jsconfig.json. */
	readonly tsconfig?: string;
	/** The files that may have catalogs of versions, of this folder and those above, nearest first. */
	readonly catalogs?: readonly CatalogTexts[];
	/** By package, from `node_modules/<package>/package.json`. */
	readonly installedVersions?: Readonly<Record<string, string>>;
	/** Names in the folders above, nearest first: a monorepo has its lockfile at its root. */
	readonly parentFileNames?: readonly string[];
	/** The `packageManager` field of a package.json above. */
	readonly parentPackageManager?: string;
}

export interface ProjectReading {
	readonly facts: ProjectFacts;
	/** What could not be read, as sentences for the user. */
	readonly problems: readonly string[];
}

/**
 * Reads the facts about a project that code for it depends on. Never fails: what cannot be read
 * takes the value of a new project on the newest Kit, and a problem says so.
 *
 * The alias of the library folder is `$lib` if the configuration declares it (on Kit 3 a deliberate
 * choice, and the folder is where it leads; Kit 2 has a `$lib` of its own that goes before), else what
 * package.json `imports` maps to the folder, else another alias of the configuration for that folder,
 * else what the Kit version has by itself.
 */
export function readProjectFacts(input: ProjectInput): ProjectReading {
	const problems: string[] = [];
	const manifest = readManifest(input.packageJson, problems);
	const declared = {
		...textEntries(at(manifest, 'dependencies')),
		...textEntries(at(manifest, 'devDependencies')),
	};
	const catalogs = readCatalogs(input.catalogs ?? []);
	const packages = Object.fromEntries(
		Object.entries(declared).map(([name, range]) => [name, rangeOf(name, range, catalogs)]),
	);
	const versionOf = (name: string): string | undefined =>
		input.installedVersions?.[name] ?? packages[name];
	const firstOf = (names: readonly (string | RegExp)[]): PackageFact | undefined => {
		const name = names
			.map((each) =>
				Object.keys(packages).find((key) =>
					typeof each === 'string' ? key === each : each.test(key),
				),
			)
			.find((key) => key !== undefined);
		return name === undefined ? undefined : { name, version: versionOf(name) ?? '' };
	};

	const kitVersion = versionOf('@sveltejs/kit');
	const kitNumber = majorOf(kitVersion);
	const major = kitNumber === undefined ? undefined : kitNumber >= 3 ? 3 : 2;
	const configs = kitConfigs(input, problems);
	const files = new Set(input.fileNames);
	const typescript = writesTypeScript(files, packages);
	const imports = at(manifest, 'imports');
	const alias = ownLibAlias(configs);
	const folders = foldersOf(configs, imports, {
		major,
		ending: typescript ? '.ts' : '.js',
		aliased: alias?.folder ?? '',
	});
	const lib = libAlias(configs, imports, { alias, libDir: folders.libDir, major });
	for (const problem of folderProblems(configs, { alias, lib, folders, major })) {
		problems.push(problem);
	}
	const tsconfig = input.tsconfig === undefined ? undefined : readJson(input.tsconfig);
	const zod = majorOf(versionOf('zod'));
	const svelteVersion = versionOf('svelte');
	return {
		facts: {
			kit: { version: kitVersion, major },
			svelte: { version: svelteVersion, major: majorOf(svelteVersion) },
			typescript,
			typescriptVersion: versionOf('typescript'),
			checkJs: at(tsconfig, 'compilerOptions', 'checkJs') === true,
			lib,
			...folders,
			packageManager: packageManagerOf(input, manifest),
			zodMajor: zod === undefined ? undefined : zod >= 4 ? 4 : 3,
			explicitEnv: configs.some(
				(config) => at(config, 'experimental', 'explicitEnvironmentVariables') === true,
			),
			hasBasePath: configs.some((config) => {
				const base = at(config, 'paths', 'base');
				return base !== undefined && base !== '';
			}),
			packages,
			devPackages: Object.keys(textEntries(at(manifest, 'devDependencies'))).filter(
				(name) => at(manifest, 'dependencies', name) === undefined,
			),
			installed: input.installedVersions ?? {},
			adapter: firstOf([/^@sveltejs\/adapter-/, /^svelte(?:kit)?-adapter-/]),
			orm: firstOf([
				'drizzle-orm',
				'@prisma/client',
				'prisma',
				'kysely',
				'mongoose',
				'typeorm',
				'@mikro-orm/core',
				'sequelize',
				'objection',
				'knex',
			]),
			database: readDatabase({
				packages,
				drizzle: input.drizzleConfig,
				wrangler: input.wranglerConfig,
			}),
			auth: firstOf(['better-auth', '@auth/sveltekit', '@supabase/ssr', /^@clerk\//, 'lucia']),
			forms: firstOf(['sveltekit-superforms', 'formsnap']),
			validation: firstOf(['zod', 'valibot', 'arktype', 'yup', 'joi']),
			testRunner: firstOf(['vitest', 'jest', 'mocha', '@playwright/test']),
		},
		problems,
	};
}

function readManifest(text: string | undefined, problems: string[]): ConfigValue | undefined {
	if (text === undefined) {
		problems.push('No package.json was found, so the code is written for the newest SvelteKit.');
		return undefined;
	}
	const manifest = readJson(text);
	if (isConfigObject(manifest)) return manifest;
	problems.push(
		'The package.json is not valid JSON, so the code is written for the newest SvelteKit. Mend it first.',
	);
	return undefined;
}

/** The string-valued entries of an object. */
function textEntries(value: ConfigValue | undefined): Readonly<Record<string, string>> {
	if (!isConfigObject(value)) return {};
	return Object.fromEntries(
		[...value.entries].flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])),
	);
}

/**
 * The major version that a version or range asks for: `^2.5.0`, `3`, `>=2 <4`, `workspace:^2.1.0`,
 * `npm:@x/y@2`. Tags such as `latest` have none.
 */
export function majorOf(version: string | undefined): number | undefined {
	const number = /(?:^|[\s:@^~>=<v])(\d+)(?=\.|$|[\s|<-])/.exec(version ?? '')?.[1];
	return number === undefined ? undefined : Number(number);
}

/** The objects that hold Kit's options, however the project writes them. */
function kitConfigs(input: ProjectInput, problems: string[]): readonly ConfigValue[] {
	const svelte = input.svelteConfig === undefined ? [] : readConfig(input.svelteConfig);
	const vite = input.viteConfig === undefined ? [] : readConfig(input.viteConfig, kitPlugin);
	if (input.svelteConfig?.trim() && svelte.length === 0) {
		problems.push(
			'The svelte.config file could not be read, so its folders and aliases are taken to be the usual ones.',
		);
	}
	return [...svelte.map((config) => at(config, 'kit') ?? config), ...vite];
}

type Folders = Pick<
	ProjectFacts,
	'srcDir' | 'libDir' | 'routesDir' | 'hooksServer' | 'hooksClient' | 'appTypes' | 'params'
>;

function foldersOf(
	configs: readonly ConfigValue[],
	imports: ConfigValue | undefined,
	{
		major,
		ending,
		aliased,
	}: {
		readonly major: 2 | 3 | undefined;
		readonly ending: '.ts' | '.js';
		/** Where the `$lib` of the configuration leads; empty where that cannot be told. */
		readonly aliased: string;
	},
): Folders {
	const file = (...path: readonly string[]): string | undefined =>
		configs
			.map((config) => textAt(config, 'files', ...path))
			.map((text) => text && cleanPath(text))
			.find((text) => text);
	const withEnding = (path: string): string => (/\.[jt]s$/.test(path) ? path : path + ending);
	const srcDir = file('src') ?? 'src';
	const params = file('params') ?? `${srcDir}/params`;
	// Kit 3 knows no library folder: it is where the alias leads.
	const imported = cleanPath(targetOf(at(imports, '#lib/*'))?.split('*')[0] ?? '');
	return {
		srcDir,
		libDir: (major === 2 ? file('lib') : aliased || imported) || `${srcDir}/lib`,
		routesDir: file('routes') ?? `${srcDir}/routes`,
		hooksServer: withEnding(file('hooks', 'server') ?? `${srcDir}/hooks.server`),
		hooksClient: withEnding(file('hooks', 'client') ?? `${srcDir}/hooks.client`),
		appTypes: `${srcDir}/app.d.ts`,
		params: major === 2 ? params : withEnding(params),
	};
}

/** A relative path without `./` and a slash at the end; `''` for paths that leave the project. */
function cleanPath(path: string): string {
	const parts = path
		.replaceAll('\\', '/')
		.split('/')
		.filter((part) => part !== '' && part !== '.');
	return parts.includes('..') || /^(?:\/|[A-Za-z]:)/.test(path) ? '' : parts.join('/');
}

/** Scaffolds mark a JavaScript project by its jsconfig.json, also when they check it with TypeScript. */
function writesTypeScript(
	files: ReadonlySet<string>,
	packages: Readonly<Record<string, string>>,
): boolean {
	if (files.has('tsconfig.json')) return true;
	return (
		!files.has('jsconfig.json') && ('typescript' in packages || Object.keys(packages).length === 0)
	);
}

function packageManagerOf(input: ProjectInput, manifest: ConfigValue | undefined): PackageManager {
	const declared = [textAt(manifest, 'packageManager'), input.parentPackageManager];
	for (const text of declared) {
		const name = /^(npm|pnpm|yarn|bun)(?:@|$)/.exec(text ?? '')?.[1];
		if (name) return name as PackageManager;
	}
	for (const names of [input.fileNames, input.parentFileNames ?? []]) {
		const found = lockfiles.find(([file]) => names.includes(file));
		if (found) return found[1];
	}
	return 'npm';
}

const lockfiles: readonly (readonly [file: string, manager: PackageManager])[] = [
	['pnpm-lock.yaml', 'pnpm'],
	['bun.lock', 'bun'],
	['bun.lockb', 'bun'],
	['yarn.lock', 'yarn'],
	['package-lock.json', 'npm'],
	['npm-shrinkwrap.json', 'npm'],
	['pnpm-workspace.yaml', 'pnpm'],
];

/** The aliases that the configuration declares, in order. */
function aliasesOf(
	configs: readonly ConfigValue[],
): readonly (readonly [name: string, target: ConfigValue])[] {
	return configs.flatMap((config) => {
		const alias = at(config, 'alias');
		return isConfigObject(alias) ? [...alias.entries] : [];
	});
}

/** The `$lib` that a configuration declares. */
interface OwnLibAlias {
	/** The folder that it leads to; empty for one outside of the project, or that is computed. */
	readonly folder: string;
	/** It also works alone, for the folder's index. */
	readonly hasIndex: boolean;
}

function ownLibAlias(configs: readonly ConfigValue[]): OwnLibAlias | undefined {
	const aliases = new Map(aliasesOf(configs));
	const hasIndex = aliases.has('$lib');
	// Beside `$lib/*`, `$lib` is the index alone.
	const target = aliases.get('$lib/*') ?? aliases.get('$lib');
	if (target === undefined) return undefined;
	return { folder: typeof target === 'string' ? folderBehind(target) : '', hasIndex };
}

/** The folder that an alias leads to, `src/shared` for `./src/shared/*`. */
function folderBehind(target: string): string {
	return cleanPath(target.replace(/\/\*$/, ''));
}

function libAlias(
	configs: readonly ConfigValue[],
	imports: ConfigValue | undefined,
	{
		alias,
		libDir,
		major,
	}: {
		readonly alias: OwnLibAlias | undefined;
		readonly libDir: string;
		readonly major: 2 | 3 | undefined;
	},
): LibAlias {
	const builtIn = { name: '$lib', needsSuffix: false, hasIndex: true, available: true };
	const own = alias && { ...builtIn, hasIndex: alias.hasIndex || major === 2 };
	// Of several ways, one whose folder is known.
	if (own && (major === 2 || alias.folder !== '')) return own;
	const subpath = subpathAlias(imports, libDir);
	if (subpath) return subpath;
	const other = aliasesOf(configs).find(
		([name, target]) =>
			typeof target === 'string' && cleanPath(target) === libDir && !name.includes('*'),
	);
	if (other && major !== 2) return { ...builtIn, name: other[0] };
	if (own || major === 2) return own ?? builtIn;
	return { name: '#lib', needsSuffix: true, hasIndex: true, available: false };
}

/** What the configuration says of folders that does not hold, or cannot be told, as sentences. */
function folderProblems(
	configs: readonly ConfigValue[],
	{
		alias,
		lib,
		folders: { libDir, ...folders },
		major,
	}: {
		readonly alias: OwnLibAlias | undefined;
		readonly lib: LibAlias;
		readonly folders: Folders;
		readonly major: 2 | 3 | undefined;
	},
): readonly string[] {
	const taken: Readonly<Record<string, string>> = {
		src: folders.srcDir,
		routes: folders.routesDir,
		...(major === 2 && { lib: libDir }),
	};
	const problems = Object.entries(taken)
		.filter(([name]) => configs.some((config) => at(config, 'files', name) === computed))
		.map(
			([name, folder]) =>
				`The configuration of SvelteKit computes “files.${name}”, which is not run, so the folder is taken to be “${folder}”. Write the path there as a text.`,
		);
	if (!alias) return problems;
	const { folder } = alias;
	if (major === 2 && folder !== '' && folder !== libDir) {
		problems.push(
			`On SvelteKit 2, “$lib” leads to “${libDir}”, whatever “alias” says: set “files.lib” to “${folder}” in the configuration of SvelteKit if files are to go there.`,
		);
	}
	if (major !== 2 && folder === '' && lib.name === '$lib') {
		problems.push(
			`The configuration of SvelteKit has an alias “$lib” that leads out of the project or is computed, which is not run, so files go to “${libDir}”. Write the path there as a text, such as “src/lib”.`,
		);
	}
	return problems;
}

/** The alias that package.json `imports` has for the library folder: `#lib/*`, or `#*` for `src`. */
function subpathAlias(imports: ConfigValue | undefined, libDir: string): LibAlias | undefined {
	if (!isConfigObject(imports)) return undefined;
	for (const [key, value] of imports.entries) {
		const [prefix = '', suffix] = key.split('*');
		const [before = '', after] = targetOf(value)?.split('*') ?? [];
		const parent = cleanPath(before);
		const from = parent === '' ? '' : `${parent}/`;
		if (suffix === undefined || after === undefined || !`${libDir}/`.startsWith(from)) continue;
		const name = (prefix + `${libDir}/`.slice(from.length)).replace(/\/$/, '');
		return {
			name,
			needsSuffix: after === '' || suffix !== '',
			hasIndex: imports.entries.has(name),
			available: true,
		};
	}
	return undefined;
}

/** The path that an entry of `imports` leads to; the first one of several conditions. */
function targetOf(value: ConfigValue | undefined): string | undefined {
	if (typeof value === 'string') return value;
	if (isConfigObject(value)) {
		return [...value.entries.values()].map(targetOf).find((target) => target !== undefined);
	}
	return undefined;
}

/** Facts for code outside of any project: the newest SvelteKit, in TypeScript. */
export const newestFacts: ProjectFacts = readProjectFacts({
	packageJson: '{}',
	fileNames: [],
}).facts;
