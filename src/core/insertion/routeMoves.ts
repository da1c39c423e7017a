import {
	inAddress,
	isGroup,
	isPlainId,
	segmentsOf,
	withoutGroups,
} from '../project/routePlaces.ts';
import { routeParams } from '../project/routes.ts';

/** A route of a pattern that goes to another route of the project. */
export interface RouteMove {
	/** As the pattern has it: `/users/[id]`. */
	readonly from: string;
	/** Where its files go: `/(app)/authors/[slug]`. */
	readonly to: string;
}

/** A path with what is computed in it left open, as the code writes it: `/users/${id}`. */
export interface WrittenPath {
	/** Up to `?` or `#`. */
	readonly path: string;
	/** The places of what is computed, in `path`; none of them has a slash that counts. */
	readonly holes: readonly { readonly start: number; readonly end: number }[];
}

/** The routes of patterns that go elsewhere, and what becomes of paths that name them. */
export class RouteMoves {
	readonly #moves: readonly Move[];
	readonly #unwritten = new Map<string, RouteMove>();

	/** @param moves of two with one `from` the first counts */
	constructor(moves: readonly RouteMove[]) {
		const byFrom = new Map<string, Move>();
		for (const each of moves) {
			const move = readMove(each);
			if (move && !byFrom.has(each.from)) byFrom.set(each.from, move);
		}
		this.#moves = [...byFrom.values()].toSorted((a, b) => b.from.length - a.from.length);
	}

	/** Nothing has to be followed. */
	get isEmpty(): boolean {
		return this.#moves.length === 0;
	}

	/** The moves that code was asked to follow and cannot, since no code can say where they go. */
	get unwritten(): readonly RouteMove[] {
		return [...this.#unwritten.values()];
	}

	/**
	 * The path that a path of the pattern's code has to become.
	 *
	 * @returns `undefined` where it names no route that has moved, or none that can be written
	 */
	follow(written: WrittenPath): string | undefined {
		const segments = splitPath(written);
		if (!segments) return undefined;
		const isId = segments.some(({ text, isOpen }) => !isOpen && /^\(|\[/.test(text));
		const named = segments.filter(({ text }) => !isGroup(text));
		for (const move of this.#moves) {
			const values = match(move, named);
			if (!values) continue;
			const rest = named.slice(values.taken).map(({ text }) => text);
			if (isId ? !isPlainId(move.to) : !isPlainAddress(move.to)) {
				this.#unwritten.set(move.id, { from: move.id, to: move.to });
				return undefined;
			}
			const head = isId ? segmentsOf(move.to) : fill(move, values.byParam);
			if (!head) return undefined;
			const path = `/${[...head, ...rest].join('/')}`;
			return path === written.path ? undefined : path;
		}
		return undefined;
	}

	/** The new names of the parameters of a route, by the old ones; those alone that have changed. */
	paramsOf(from: string): ReadonlyMap<string, string> {
		const move = this.#moves.find((each) => each.id === from);
		return new Map([...(move?.params ?? [])].filter(([before, after]) => before !== after));
	}

	/** The parameters of a route that the place it goes to does not have. */
	lostParams(from: string): readonly string[] {
		const move = this.#moves.find((each) => each.id === from);
		if (!move) return [];
		return routeParams(from).flatMap(({ name }) => (move.params.has(name) ? [] : [name]));
	}
}

interface Move {
	/** The route as the pattern has it. */
	readonly id: string;
	/** Without groups. */
	readonly from: readonly string[];
	readonly to: string;
	/** The names of parameters at `to`, by those at `from`. */
	readonly params: ReadonlyMap<string, string>;
}

function readMove({ from, to }: RouteMove): Move | undefined {
	const parts = segmentsOf(withoutGroups(from));
	// The start page is named by everybody.
	if (parts.length === 0 || from === to) return undefined;
	const [before, after] = [routeParams(from), routeParams(to)];
	// What a place has more of stands in front, a language, say.
	const ahead = Math.max(0, after.length - before.length);
	const params = before.flatMap(({ name }, i): readonly (readonly [string, string])[] => {
		const there = after[ahead + i];
		return there ? [[name, there.name]] : [];
	});
	return { id: from, from: parts, to, params: new Map(params) };
}

interface Segment {
	readonly text: string;
	/** What is computed stands in it. */
	readonly isOpen: boolean;
}

function splitPath({ path, holes }: WrittenPath): readonly Segment[] | undefined {
	if (!path.startsWith('/') || path.startsWith('//')) return undefined;
	const segments: Segment[] = [];
	let start = 1;
	let next = 0;
	let isOpen = false;
	for (let at = 1; at <= path.length; at++) {
		const hole = holes[next];
		if (hole && at === hole.start) {
			isOpen = true;
			at = hole.end - 1;
			next++;
			continue;
		}
		if (at < path.length && path[at] !== '/') continue;
		segments.push({ text: path.slice(start, at), isOpen });
		start = at + 1;
		isOpen = false;
	}
	return segments;
}

interface Matched {
	/** How many segments of the path the route takes. */
	readonly taken: number;
	readonly byParam: ReadonlyMap<string, string>;
}

function match({ from }: Move, path: readonly Segment[]): Matched | undefined {
	if (path.length < from.length) return undefined;
	const byParam = new Map<string, string>();
	let isKnown = false;
	for (const [i, part] of from.entries()) {
		const segment = path[i];
		if (!segment) return undefined;
		if (segment.text === part) {
			for (const { name } of routeParams(part)) byParam.set(name, part);
			isKnown ||= !part.includes('[');
			continue;
		}
		const [param, ...more] = routeParams(part);
		const isWhole = /^\[[^[\]]+\]$|^\[\[[^[\]]+\]\]$/.test(part);
		if (!param || more.length > 0 || !isWhole || segment.text === '') return undefined;
		// Any word fits a parameter: that the route is meant has to be seen by something else.
		if (!segment.isOpen && (!isKnown || /[()[\]]/.test(segment.text))) return undefined;
		if (param.kind === 'rest') {
			byParam.set(
				param.name,
				path
					.slice(i)
					.map(({ text }) => text)
					.join('/'),
			);
			return { taken: path.length, byParam };
		}
		byParam.set(param.name, segment.text);
	}
	return { taken: from.length, byParam };
}

/** Whether code can say the address of a route. */
export function isPlainAddress(route: string): boolean {
	return segmentsOf(withoutGroups(route)).every(
		(part) => routeParams(part).length > 0 || inAddress(part) !== undefined,
	);
}

/** The segments of the new route with the values of the old one. */
function fill(
	{ to, params }: Move,
	byParam: ReadonlyMap<string, string>,
): readonly string[] | undefined {
	const filled: string[] = [];
	for (const part of segmentsOf(withoutGroups(to))) {
		const [param, ...more] = routeParams(part);
		if (!param) {
			const said = inAddress(part);
			if (said === undefined) return undefined;
			filled.push(said);
			continue;
		}
		const old = [...params].find(([, after]) => after === param.name)?.[0];
		const value = old === undefined ? undefined : byParam.get(old);
		if (value !== undefined && more.length === 0 && /^\[+[^[\]]+\]+$/.test(part))
			filled.push(value);
		else if (param.kind !== 'optional' || more.length > 0) return undefined;
	}
	return filled;
}
