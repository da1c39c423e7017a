import type { PatternVariant } from '../pattern/patterns.ts';
import { routeFolders } from '../project/projectBlock.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';

/**
 * The route whose folder holds a pattern's route files, `/products`; `undefined` if it has none. Of
 * several folders it is the one above all. Files that name no folder, `+page.server.ts`, are for the
 * route that the user chooses: `/` until then.
 */
export function routeOf({ files }: PatternVariant): string | undefined {
	const folders = files.flatMap(({ path }) => {
		if (path === undefined || !isRouteFile(path)) return [];
		const folder = routeFolder(path);
		return folder ? [folder] : [];
	});
	const [first, ...others] = folders;
	if (!first) return undefined;
	let shared = first.length;
	for (const other of others) {
		const differs = first.findIndex((part, i) => other[i] !== part);
		if (differs !== -1) shared = Math.min(shared, differs);
	}
	return `/${first.slice(0, shared).join('/')}`;
}

/**
 * The folders between `routes` and a file, `products` of `src/routes/products/+page.server.ts`, none
 * for a route file without any folder; `undefined` for files that are not among the routes.
 */
export function routeFolder(path: string): readonly string[] | undefined {
	const [first, ...rest] = path.replace(/^src\//, '').split('/');
	if (first !== 'routes') return rest.length === 0 && isRouteFile(path) ? [] : undefined;
	return rest.slice(0, -1).filter((part) => part !== '');
}

/** Whether SvelteKit reads the file as a part of a route: `+page.svelte`, `posts.remote.ts`. */
export function isRouteFile(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return name.startsWith('+') || name.includes('.remote.', 1);
}

/** The route that a file of a project is a part of; `undefined` for one that is none. */
export function routeAt(path: string, { routesDir }: ProjectFacts): string | undefined {
	return isRouteFile(path) ? routeFolders([path], routesDir)[0]?.route : undefined;
}

/** Where the files of a pattern would be in a project, at its own route. */
export function targetPaths(variant: PatternVariant, facts: ProjectFacts): readonly string[] {
	const own = routeOf(variant);
	return variant.files.flatMap(({ path }) =>
		path === undefined ? [] : resolveTarget(path, facts, own),
	);
}
