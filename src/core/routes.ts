import type { ProjectFacts } from './project.ts';

/** A parameter in a route. */
export interface RouteParam {
	readonly name: string;
	readonly kind: 'required' | 'optional' | 'rest';
	readonly matcher: string | undefined;
}

/**
 * Checks a route as a user types it, `/shop/[product]`, with or without slashes around it, by the
 * rules of SvelteKit's own route scan (2 and 3) and those of file names.
 *
 * @returns one sentence that says what to change; `undefined` if the route is fine
 */
export function validateRoutePath(path: string): string | undefined {
	if (path.trim() === '') return 'Enter a route, for example /account; / is the start page.';
	const segments = segmentsOf(path);
	if (
		path
			.replaceAll('\\', '/')
			.replace(/^\/|\/$/g, '')
			.split('/')
			.some((each) => each === '') &&
		segments.length > 0
	) {
		return 'A part of the route is empty: take out the double slash.';
	}
	let restBefore = false;
	const names = new Set<string>();
	for (const segment of segments) {
		const message = segmentMessage(segment);
		if (message) return message;
		if (restBefore && segment.startsWith('[[')) {
			return `${segment} follows a rest parameter, which takes everything: put it before, or take it out.`;
		}
		restBefore = /^\[\.\.\.[^\]]*\]$/.test(segment);
		for (const { name } of paramsIn(segment)) {
			if (names.has(name)) return `The parameter ${name} occurs twice: rename one of them.`;
			names.add(name);
		}
	}
	return undefined;
}

/** The parameters of a route, in order. Parts that are not valid have none. */
export function routeParams(path: string): readonly RouteParam[] {
	return segmentsOf(path).flatMap(paramsIn);
}

function segmentsOf(path: string): readonly string[] {
	return path
		.trim()
		.split(/[\\/]/)
		.filter((segment) => segment !== '');
}

const paramPattern = /\[(\[)?(\.\.\.)?(\w+)(?:=(\w+))?\]\]?/g;

function paramsIn(segment: string): readonly RouteParam[] {
	return [...segment.matchAll(paramPattern)].map(([, optional, rest, name = '', matcher]) => ({
		name,
		kind: optional ? 'optional' : rest ? 'rest' : 'required',
		matcher,
	}));
}

function segmentMessage(segment: string): string | undefined {
	if (segment === '.' || segment === '..')
		return 'A route cannot leave its folder: take out the dots.';
	if (segment.startsWith('+')) {
		return `${segment} is a file, not a part of the route: name the folder only.`;
	}
	if (segment.startsWith('(') || segment.endsWith(')')) {
		return /^\([^()[\]<>:"|?*#]+\)$/.test(segment)
			? undefined
			: `${segment} is no group: write the name in one pair of parentheses, as in (app).`;
	}
	if (segment.includes('#'))
		return `A folder name cannot hold #: write ${segment.replaceAll('#', '[x+23]')}.`;
	const escapes = /\[[xu]\+([^[\]]*)\]/gi;
	for (const [whole, digits = ''] of segment.matchAll(escapes)) {
		const valid = whole.startsWith('[x') ? /^[\da-f]{2}$/ : /^[\da-f]{4,6}(?:-[\da-f]{4,6})*$/;
		if (!valid.test(digits)) {
			return `${whole} is no character: write [x+3a] with two or [u+d83e] with four to six lower-case hexadecimal digits.`;
		}
	}
	const plain = segment.replace(escapes, '-');
	// oxlint-disable-next-line no-control-regex -- Windows forbids control characters in names
	const illegal = /[<>:"|?*\u0000-\u001f]/.exec(plain)?.[0];
	if (illegal) {
		const code = illegal.charCodeAt(0).toString(16).padStart(2, '0');
		return `Windows has no file names with ${illegal < ' ' ? 'control characters' : illegal}: write [x+${code}].`;
	}
	if (/[. ]$/.test(plain))
		return `Windows has no folder names that end like ${segment}: rename it.`;
	if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain)) {
		return `${segment} is a name that Windows keeps for a device: rename it.`;
	}
	if (plain.split('[').length !== plain.split(']').length) {
		return `The brackets in ${segment} do not pair up: write [name], [[name]] or [...name].`;
	}
	if (plain.includes('[[...'))
		return `${segment} is optional already as a rest parameter: write one pair of brackets.`;
	if (/\](?=\[)/.test(plain))
		return `Two parameters touch in ${segment}: put something between them.`;
	if (/[[\]]/.test(plain.replace(paramPattern, ''))) {
		return `${segment} is no parameter: names and matchers are made of letters, digits and _, as in [id] or [id=integer].`;
	}
	return undefined;
}

/**
 * Where a pattern's file goes in a project. Patterns name files as in a new project
 * (`src/lib/server/x.ts`, `hooks.server.ts`, `routes/api/+server.ts`) or by their role alone
 * (`+page.server.ts`, which goes to `route`).
 *
 * @param patternPath what the author wrote: also `lib/x.ts`, `$lib/x.ts` and `#lib/x.ts`
 * @param route the route that the user chose, for route files without a folder
 * @returns a project-relative path with `/`; it never leaves the project
 */
export function resolveTarget(
	patternPath: string,
	facts: ProjectFacts,
	route: string | undefined,
): string {
	const parts = patternPath
		.trim()
		.split(/[\\/]/)
		.filter((part) => part !== '' && part !== '.' && part !== '..');
	const inSource = parts[0] === 'src' ? parts.slice(1) : parts;
	return withLanguage(placeOf(inSource, parts, facts, route), facts);
}

function placeOf(
	inSource: readonly string[],
	parts: readonly string[],
	facts: ProjectFacts,
	route: string | undefined,
): string {
	const [first = '', ...rest] = inSource;
	if (first === 'lib' || first === '$lib' || first === '#lib') return join(facts.libDir, rest);
	if (first === 'routes') return join(facts.routesDir, rest);
	if (/^hooks\.server\.[jt]s$/.test(first)) return facts.hooksServer;
	if (/^hooks\.client\.[jt]s$/.test(first)) return facts.hooksClient;
	if (first === 'app.d.ts') return facts.appTypes;
	if (first === 'params' || /^params\.[jt]s$/.test(first)) {
		// Kit 2 has a file per matcher, Kit 3 one for all.
		return facts.kit.major === 2 && rest.length > 0 ? join(facts.params, rest) : paramsFile(facts);
	}
	const last = parts.at(-1) ?? '';
	if (last.startsWith('+') || /\.remote\.[jt]s$/.test(last)) {
		// A folder without `routes` before it is a route, `login/+page.server.ts`.
		return parts[0] === 'src'
			? join(facts.srcDir, inSource)
			: join(facts.routesDir, [...segmentsOf(parts.length > 1 ? '' : (route ?? '')), ...parts]);
	}
	return parts[0] === 'src' ? join(facts.srcDir, inSource) : parts.join('/');
}

function paramsFile({ params, kit }: ProjectFacts): string {
	return kit.major === 2 ? `${params}.ts` : params;
}

function join(folder: string, parts: readonly string[]): string {
	return [folder, ...parts].join('/');
}

/** Files of a JavaScript project end in `.js`; declarations stay TypeScript everywhere. */
function withLanguage(path: string, { typescript }: ProjectFacts): string {
	return typescript || path.endsWith('.d.ts') ? path : path.replace(/\.ts$/, '.js');
}
