import { type Pattern, type PatternFile, type PatternVariant } from '../pattern/patterns.ts';
import type { RouteFolder } from '../project/projectBlock.ts';
import type { ProjectFacts } from '../project/project.ts';
import { isAnswer, isPage, RoutePlaces, segmentsOf } from '../project/routePlaces.ts';
import { resolveTarget } from '../project/routes.ts';
import { visiblePath } from '../text/plainText.ts';
import { followRoutes } from './followRoutes.ts';
import { isRouteFile, routeFolder, routeOf } from './patternRoutes.ts';
import { RouteMoves, type RouteMove } from './routeMoves.ts';
import { missingTargets, standIns } from './routeTargets.ts';

export interface PlaceOptions {
	/** The route that takes the files of the last pattern; their own when it is left out. */
	readonly route?: string;
	/** The route that these files are for, where that cannot be seen by them all. */
	readonly ownRoute?: string;
	/** The routes that the project has. */
	readonly routes?: readonly RouteFolder[];
	/** The text of a project-relative file; `undefined` where there is none. */
	readonly existing: (path: string) => string | undefined;
}

/** A file of a pattern, and the route that it goes to. */
interface Placed {
	readonly file: PatternFile;
	/** In the pattern; `undefined` for a file that is not among the routes. */
	readonly from: string | undefined;
	readonly to: string | undefined;
}

/**
 * Patterns as they suit the routes of a project: their route files go to the route that was chosen, or
 * to the one that the project has for the same addresses, in whatever group, and never beside it.
 * What they say of their own routes follows. A page is left out where the project has one.
 *
 * @returns the patterns with the one variant that suits the project, and what the user has to know
 */
export function placeRoutes(
	patterns: readonly Pattern[],
	facts: ProjectFacts,
	variantOf: (pattern: Pattern) => PatternVariant,
	options: PlaceOptions,
): { readonly patterns: readonly Pattern[]; readonly notes: readonly string[] } {
	const places = new RoutePlaces(options.routes ?? []);
	const variants = patterns.map(variantOf);
	const placed = variants.map((variant, i) => {
		const isLast = i === patterns.length - 1;
		return placesOf(variant, places, isLast ? options : { existing: options.existing });
	});
	const moves = new RouteMoves(placed.toReversed().flat().flatMap(moveOf));
	const hasPage = pageCheck(places, facts, options.existing);
	const files = placed.map((of) =>
		of.flatMap((each): readonly PatternFile[] => {
			const path = pathOf(each);
			if (path !== undefined && isPage(path) && hasPage(path, each.to)) return [];
			const code = followRoutes(each.file.code, each.file.language, moves, each.from);
			return [{ ...each.file, path, code }];
		}),
	);
	const clashes = placed.flat().flatMap((each) => clashNotes(each, places));
	const notes = [
		...clashes,
		...lostNotes(placed.flat(), moves),
		...moves.unwritten.map(
			({ from, to }) =>
				`${visiblePath(to)} has a name that code cannot say as it is: what leads to ${visiblePath(from)} stays as it was, so change it.`,
		),
	];
	// Without the routes of the project nobody knows where they lead.
	if (!options.routes) return { patterns: withFiles(patterns, variants, files), notes };
	const there = new RoutePlaces([...options.routes, ...placed.flat().flatMap(madeBy)]);
	const signs = standIns(files.flat(), there);
	const others = new RouteMoves(signs);
	const result = files.map((of) =>
		of.map((file) => ({
			...file,
			code: followRoutes(file.code, file.language, others, undefined),
		})),
	);
	return {
		patterns: withFiles(patterns, variants, result),
		notes: [
			...notes,
			...signs.map(
				({ from, to }) =>
					`This project has ${visiblePath(to)}: what leads to ${visiblePath(from)} leads there.`,
			),
			...missingTargets(result.flat(), there),
		],
	};
}

/** Where the files of a pattern go whose files for one route go to another one. */
export interface RouteChoice {
	/** The route in the pattern. */
	readonly ownRoute: string;
	readonly route: string;
}

/**
 * Where the rest of a pattern belongs when one of its files goes into a file of a route.
 *
 * @param file of the variant
 * @param route of the file that takes it
 * @returns `undefined` where the pattern has nothing for any route
 */
export function choiceAt(
	{ path }: PatternFile,
	variant: PatternVariant,
	route: string,
): RouteChoice | undefined {
	const own = routeOf(variant);
	const folder = path === undefined ? undefined : routeFolder(path);
	if (own === undefined || !folder) return own === undefined ? undefined : { ownRoute: own, route };
	const [from, to] = [[...folder], [...segmentsOf(route)]];
	// `/signup/[token]` in `/join/[key]` means that the sign-up is at `/join`.
	const shortest = segmentsOf(own).length;
	while (from.length > shortest && to.length > 0 && isAlike(from.at(-1), to.at(-1))) {
		from.pop();
		to.pop();
	}
	return { ownRoute: `/${from.join('/')}`, route: `/${to.join('/')}` };
}

function isAlike(segment = '', other = ''): boolean {
	return segment === other || (segment.startsWith('[') && other.startsWith('['));
}

/**
 * One file of a pattern as it suits the route of the file that takes it: what it says of the routes of
 * its pattern, and of the names of their parameters, follows, and what leads to a page that the
 * project has under another name leads there.
 *
 * @param route of the file that takes it; `undefined` for a file outside of the routes
 * @param routes the routes that the project has; nothing is known of them when they are left out
 */
export function fileAtRoute(
	file: PatternFile,
	variant: PatternVariant,
	route: string | undefined,
	routes: readonly RouteFolder[] | undefined,
): PatternFile {
	const places = new RoutePlaces(routes ?? []);
	const choice = route === undefined ? undefined : choiceAt(file, variant, route);
	const placed = placesOf(variant, places, { existing: () => undefined, ...choice });
	const own = placed.find((each) => each.file === file);
	const to = own?.from === undefined ? undefined : (route ?? own.to);
	const first = own?.from === undefined || to === undefined ? [] : [{ from: own.from, to }];
	const moves = new RouteMoves([...first, ...placed.flatMap(moveOf)]);
	const code = followRoutes(file.code, file.language, moves, own?.from);
	const moved = code === file.code ? file : { ...file, code };
	if (!routes) return moved;
	const there = new RoutePlaces([...routes, ...placed.flatMap(madeBy)]);
	const signs = new RouteMoves(standIns([moved], there));
	const signed = followRoutes(code, file.language, signs, undefined);
	return signed === code ? moved : { ...file, code: signed };
}

function withFiles(
	patterns: readonly Pattern[],
	variants: readonly PatternVariant[],
	files: readonly (readonly PatternFile[])[],
): readonly Pattern[] {
	return patterns.map((pattern, i) => {
		const [variant, own] = [variants[i], files[i]];
		if (!variant || !own) return pattern;
		return {
			...pattern,
			variants: [{ ...variant, kit: undefined, dialect: undefined, files: own }],
		};
	});
}

function placesOf(
	variant: PatternVariant,
	places: RoutePlaces,
	{ route, ownRoute = routeOf(variant) }: PlaceOptions,
): readonly Placed[] {
	return variant.files.map((file) => {
		const folder = file.path === undefined ? undefined : routeFolder(file.path);
		if (!folder) return { file, from: undefined, to: undefined };
		const from = `/${folder.join('/')}`;
		return { file, from, to: places.placeOf(inRoute(folder, ownRoute, route)) };
	});
}

/** The route of a folder, moved from the pattern's own route to another one. */
function inRoute(
	folder: readonly string[],
	ownRoute: string | undefined,
	route: string | undefined,
): string {
	const own = segmentsOf(ownRoute ?? '/');
	const isBelow = own.every((part, i) => folder[i] === part);
	if (route === undefined || ownRoute === undefined || !isBelow) return `/${folder.join('/')}`;
	return `/${[...segmentsOf(route), ...folder.slice(own.length)].join('/')}`;
}

function moveOf({ file, from, to }: Placed): readonly RouteMove[] {
	if (from === undefined || to === undefined || !isRouteFile(file.path ?? '')) return [];
	return from === to ? [] : [{ from, to }];
}

/** The routes that answer when a file is there. */
function madeBy({ file, to }: Placed): readonly RouteFolder[] {
	const answers = to !== undefined && isAnswer(file.path ?? '');
	return answers ? [{ route: to, files: ['+page.svelte'] }] : [];
}

function pathOf({ file, to }: Placed): string | undefined {
	if (to === undefined || file.path === undefined) return file.path;
	const name = file.path.slice(file.path.lastIndexOf('/') + 1);
	return `src/routes${to === '/' ? '' : to}/${name}`;
}

/** Tells whether a page is there already: in the project, or by a pattern before. */
function pageCheck(
	places: RoutePlaces,
	facts: ProjectFacts,
	existing: (path: string) => string | undefined,
): (path: string, route: string | undefined) => boolean {
	const made = new Set<string>();
	return (path, route = '/') => {
		const isThere =
			made.has(route) ||
			places.hasPage(route) ||
			existing(resolveTarget(path, facts, undefined)) !== undefined;
		made.add(route);
		return isThere;
	};
}

function clashNotes({ file, to }: Placed, places: RoutePlaces): readonly string[] {
	if (to === undefined || !isAnswer(file.path ?? '')) return [];
	if (places.routes.includes(to)) return [];
	return places
		.clashesOf(to)
		.slice(0, 1)
		.map(
			(other) =>
				`${visiblePath(to)} and ${visiblePath(other)} answer for the same addresses, which SvelteKit refuses: rename one of them.`,
		);
}

function lostNotes(placed: readonly Placed[], moves: RouteMoves): readonly string[] {
	const notes = placed.flatMap(({ from, to }) => {
		const lost = from === undefined ? [] : moves.lostParams(from);
		if (lost.length === 0 || to === undefined) return [];
		const names = lost.map((name) => `params.${name}`).join(' and ');
		return [`The code reads ${names}, which ${visiblePath(to)} does not have: put it in.`];
	});
	return [...new Set(notes)];
}
