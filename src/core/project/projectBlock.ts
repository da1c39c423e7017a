import { fileNameOf } from '../text/fileName.ts';
import type { PackageFact, ProjectFacts } from './project.ts';

/** One route of a project: its folder below the routes folder, and what is in it. */
export interface RouteFolder {
	/** As SvelteKit writes it: `/`, `/shop/[product]`. */
	readonly route: string;
	/** `+page.svelte`, `+server.ts` … */
	readonly files: readonly string[];
}

/** Where the user is in a project. */
export interface ProjectPlace {
	/** The active or attached file, relative to the project, with `/`. */
	readonly file: string | undefined;
	readonly routes: readonly RouteFolder[];
}

const mostRoutes = 8;

/**
 * What holds in a project, as a short text for a model. It is made of names and versions alone:
 * whatever else a manifest holds, an address with a token in it, say, is left out.
 */
export function projectBlock(facts: ProjectFacts, place: ProjectPlace): string {
	const lines = [
		[
			named('SvelteKit', facts.kit.version),
			named('Svelte', facts.svelte.version),
			facts.typescript
				? named('TypeScript', facts.typescriptVersion)
				: `JavaScript${facts.checkJs ? ' checked with JSDoc types' : ''}`,
		].join(', '),
		importLine(facts),
		packageLine(facts),
		`Package manager: ${facts.packageManager}`,
		...placeLines(facts, place),
	];
	return [
		'Facts about the project in this workspace, read from its files:',
		...lines.filter((line) => line !== '').map((line) => `- ${line}`),
	].join('\n');
}

/** Whether an agent works on SvelteKit projects, so that facts about one help it. */
export function isAboutSvelte({
	description,
	prompt,
}: {
	readonly description: string;
	readonly prompt: string;
}): boolean {
	return /svelte/i.test(description) || /svelte/i.test(prompt);
}

function importLine({ lib, libDir }: ProjectFacts): string {
	if (!lib.available) {
		return `Imports from ${plain(libDir)}: the alias ${plain(lib.name)} is not declared yet, so relative paths`;
	}
	const example = `${plain(lib.name)}/…`;
	return `Imports from ${plain(libDir)}: ${example}${lib.needsSuffix ? ' with the ending of the file' : ''}`;
}

function packageLine(facts: ProjectFacts): string {
	const kinds: readonly (readonly [string, PackageFact | undefined])[] = [
		['adapter', facts.adapter],
		['validation', facts.validation],
		['forms', facts.forms],
		['ORM', facts.orm],
		['auth', facts.auth],
		['tests', facts.testRunner],
	];
	const found = kinds.flatMap(([kind, fact]) =>
		fact ? [`${kind} ${named(plain(fact.name), fact.version)}`] : [],
	);
	const missing = kinds.flatMap(([kind, fact]) => (fact ? [] : [kind]));
	const without = missing.length > 0 ? `none for ${missing.join(', ')}` : '';
	return `Packages: ${[...found, without].filter((text) => text !== '').join('; ')}`;
}

function placeLines({ routesDir }: ProjectFacts, { file, routes }: ProjectPlace): string[] {
	if (file === undefined) return [];
	const here = routeOf(file, routesDir);
	const lines = [`Current file: ${plain(file)}${here === undefined ? '' : ` (route ${here})`}`];
	if (here === undefined || routes.length === 0) return lines;
	const parts = partsOf(here);
	const near = routes
		.map((each) => ({ ...each, steps: distance(parts, partsOf(each.route)) }))
		.toSorted((a, b) => a.steps - b.steps)
		.slice(0, mostRoutes)
		.map(({ route, files }) => `${plain(route)} (${files.map(plain).join(', ')})`);
	const more = routes.length > near.length ? `; ${routes.length} in all` : '';
	return [...lines, `Routes near it: ${near.join('; ')}${more}`];
}

/** Groups the paths of files in the routes folder by route, in the order of the routes. */
export function routeFolders(paths: readonly string[], routesDir: string): readonly RouteFolder[] {
	const byRoute = new Map<string, string[]>();
	for (const path of paths.toSorted()) {
		const route = routeOf(path, routesDir);
		if (route === undefined) continue;
		const files = byRoute.get(route) ?? [];
		files.push(fileNameOf(path));
		byRoute.set(route, files);
	}
	return [...byRoute].map(([route, files]) => ({ route, files }));
}

function routeOf(path: string, routesDir: string): string | undefined {
	if (!path.startsWith(`${routesDir}/`)) return undefined;
	return path.slice(routesDir.length, path.lastIndexOf('/')) || '/';
}

function partsOf(route: string): readonly string[] {
	return route.split('/').filter((part) => part !== '');
}

/** The steps from one route folder to another through the tree. */
function distance(a: readonly string[], b: readonly string[]): number {
	let common = 0;
	while (common < a.length && a[common] === b[common]) common++;
	return a.length + b.length - 2 * common;
}

/** A name with its version where that is one: manifests hold URLs, paths and tags there too. */
function named(name: string, version: string | undefined): string {
	const bare = (version ?? '').replace(/^(?:workspace|catalog):/, '');
	return /^[\d^~<>=v*x][\w.^~<>=| *+-]{0,39}$/.test(bare) ? `${name} ${bare}` : name;
}

/** Names of files and packages are data: on one line, and not long. */
function plain(name: string): string {
	return name.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
}
