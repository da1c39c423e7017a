import type { RouteFolder } from './projectBlock.ts';
import { routeParams } from './routes.ts';

/** Longer than any path that is written, in UTF-16 units. */
const longestRoute = 300;
/** So many optional parts at most: each doubles the addresses of a route. */
const mostOptional = 6;

/**
 * The addresses that a route answers for, as SvelteKit compares them to find routes that stand in each
 * other's way: without groups, parameters without their names, with and without each optional part.
 *
 * @param route `/(app)/users/[id]`
 * @returns `/users/<*>`
 */
export function addressesOf(route: string): readonly string[] {
	let addresses = [''];
	let optional = 0;
	for (const segment of segmentsOf(route)) {
		if (isGroup(segment)) continue;
		const key = `/${keyOf(segment)}`;
		const isOptional = segment.startsWith('[[') && ++optional <= mostOptional;
		const longer = addresses.map((address) => address + key);
		addresses = isOptional ? [...longer, ...addresses] : longer;
	}
	return addresses.map((address) => address || '/');
}

/** The address of a route without its groups: `/users/[id]` of `/(app)/users/[id]`. */
export function withoutGroups(route: string): string {
	return `/${segmentsOf(route)
		.filter((segment) => !isGroup(segment))
		.join('/')}`;
}

/** The parts between the slashes. */
export function segmentsOf(route: string): readonly string[] {
	return route.split('/').filter((segment) => segment !== '');
}

/** A folder that is no part of an address: `(app)`. */
export function isGroup(segment: string): boolean {
	return segment.startsWith('(') && segment.endsWith(')');
}

/**
 * The name of a folder as an address has it in code, whatever the quotes or the markup around it: what
 * could end a text, begin an expression or stand for another character is percent-encoded.
 *
 * @returns `undefined` for a parameter, and for names that no address can say so
 */
export function inAddress(segment: string): string | undefined {
	const name = withCharacters(segment);
	// SvelteKit does not decode these, and in markup they mean something else.
	if (/[[\]&=\p{Cs}]/u.test(name)) return undefined;
	return name.replace(/[^\p{L}\p{M}\p{N}\-.~!@()*+,:;$_]/gu, (char) =>
		char === "'" ? '%27' : encodeURIComponent(char),
	);
}

/** Whether the id of a route, which has to be written as it is, can stand in any quotes and in markup. */
export function isPlainId(route: string): boolean {
	return !/['"`\\{}<>&\s\p{C}]/u.test(route);
}

function keyOf(segment: string): string {
	return withCharacters(segment).replace(
		/\[(\[)?(\.\.\.)?[^[\]=]*(=[^[\]]*)?\]\]?/g,
		(_whole, _optional, rest = '', matcher = '*') => `<${rest}${matcher}>`,
	);
}

/** A segment with the characters that `[x+3a]` and `[u+d83d-de00]` stand for. */
function withCharacters(segment: string): string {
	return segment.replace(/\[[ux]\+([\da-f-]+)\]/gi, (_whole, codes: string) =>
		String.fromCodePoint(...codes.split('-').map(codePoint)).replaceAll('/', '%2f'),
	);
}

function codePoint(digits: string): number {
	const code = Number.parseInt(digits, 16);
	return code <= 0x10_ffff ? code : 0xfffd;
}

/** Whether a file is what a route shows: `+page.svelte`, `+page@(app).svelte`. */
export function isPage(path: string): boolean {
	return /(?:^|\/)\+page(?:@[^/]*)?\.svelte$/.test(path);
}

/** Whether a file makes a route answer. */
export function isAnswer(path: string): boolean {
	return /(?:^|\/)\+(?:page|server)\b/.test(path);
}

/** Where the routes of a project are. */
export class RoutePlaces {
	readonly #byRoute: ReadonlyMap<string, RouteFolder>;
	/** The routes with a page or an endpoint, by what they answer for. */
	readonly #byAddress = new Map<string, RouteFolder>();

	readonly #answering: string[] = [];

	constructor(folders: readonly RouteFolder[]) {
		this.#byRoute = new Map(folders.map((folder) => [folder.route, folder]));
		for (const folder of folders) {
			if (!folder.files.some((name) => isAnswer(name))) continue;
			this.#answering.push(folder.route);
			for (const address of addressesOf(folder.route)) {
				if (!this.#byAddress.has(address)) this.#byAddress.set(address, folder);
			}
		}
	}

	/** All routes with a page or an endpoint. */
	get routes(): readonly string[] {
		return this.#answering;
	}

	/**
	 * Where the files of a route go, so that it does not come about twice: to the route that answers for
	 * the same addresses, in whatever groups; else below the route of the project that is above it; else
	 * where it says.
	 */
	placeOf(route: string): string {
		if (route.length > longestRoute) return route;
		const segments = segmentsOf(route);
		for (let length = segments.length; length > 0; length--) {
			const head = `/${segments.slice(0, length).join('/')}`;
			const found = this.#at(head);
			if (found === undefined) continue;
			// Of what is above, only a folder for the very same addresses.
			if (length < segments.length && !hasSameAddresses(found, head)) continue;
			return [found === '/' ? '' : found, ...segments.slice(length)].join('/');
		}
		return `/${segments.join('/')}`;
	}

	/** Whether a page stands at a route, or at another one for the same addresses. */
	hasPage(route: string): boolean {
		const here = this.#byRoute.get(this.placeOf(route));
		return here?.files.some((name) => isPage(name)) === true;
	}

	/** Whether a page or an endpoint answers for an address, given as a route without groups. */
	answers(route: string): boolean {
		return addressesOf(route).some((address) => this.#byAddress.has(address));
	}

	/**
	 * The routes that SvelteKit refuses beside a route, since both answer for the same addresses.
	 */
	clashesOf(route: string): readonly string[] {
		const found = addressesOf(route).flatMap((address) => this.#byAddress.get(address) ?? []);
		return [...new Set(found.map((folder) => folder.route))].filter((each) => each !== route);
	}

	#at(route: string): string | undefined {
		if (this.#byRoute.has(route)) return route;
		const keys = addressesOf(route);
		return keys
			.map((address) => this.#byAddress.get(address)?.route)
			.find((found) => found !== undefined && canTake(found, route));
	}
}

/** Whether a place has all the parameters that the code of a route reads, under whatever names. */
function canTake(place: string, route: string): boolean {
	return routeParams(place).length >= routeParams(route).length;
}

function hasSameAddresses(a: string, b: string): boolean {
	const [first, second] = [a, b].map((route) => addressesOf(route).toSorted().join(' '));
	return first === second;
}
