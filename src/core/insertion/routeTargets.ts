import { ParsedModule } from '../code/parsedModule.ts';
import { readMarkup } from '../code/svelteScripts.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import type { PatternFile } from '../pattern/patterns.ts';
import { segmentsOf, withoutGroups, type RoutePlaces } from '../project/routePlaces.ts';
import { visiblePath } from '../text/plainText.ts';
import { isPlainAddress, type RouteMove } from './routeMoves.ts';

const signInNames = ['login', 'log-in', 'signin', 'sign-in'];
/** The names that one page goes by in different projects. */
const families: readonly (readonly string[])[] = [
	signInNames,
	['signup', 'sign-up', 'register', 'join'],
	['logout', 'log-out', 'signout', 'sign-out'],
];

/** Whether a page of this name, the last part of a route, is where users sign in. */
export function isSignInPage(name: string): boolean {
	return signInNames.includes(name);
}

/**
 * Pages that code leads to under one name and the project has under another, each the only one of its
 * kind: `/login`, where the project has `/(auth)/sign-in`.
 *
 * @param places the routes of the project, and those that the patterns make
 */
export function standIns(files: readonly PatternFile[], places: RoutePlaces): readonly RouteMove[] {
	return missing(files, places).flatMap(({ target }): readonly RouteMove[] => {
		const name = segmentsOf(target).at(-1) ?? '';
		const family = families.find((names) => names.includes(name));
		const found = places.routes.filter((route) => {
			const last = segmentsOf(withoutGroups(route)).at(-1) ?? '';
			return !route.includes('[') && isPlainAddress(route) && family?.includes(last);
		});
		const [only, ...more] = found;
		return only !== undefined && more.length === 0 ? [{ from: target, to: only }] : [];
	});
}

/** What leads to where nothing is, as sentences for the user. */
export function missingTargets(
	files: readonly PatternFile[],
	places: RoutePlaces,
): readonly string[] {
	return missing(files, places).map(
		({ target, path }) =>
			`${visiblePath(path)} leads to ${visiblePath(target)}, which this project does not have: make it, or change the address.`,
	);
}

interface Missing {
	readonly target: string;
	/** The first file that leads there. */
	readonly path: string;
}

function missing(files: readonly PatternFile[], places: RoutePlaces): readonly Missing[] {
	const found = new Map<string, Missing>();
	for (const { code, language, path = '' } of files) {
		for (const target of targetsOf(code, language)) {
			if (!found.has(target) && !places.answers(target)) found.set(target, { target, path });
		}
	}
	return [...found.values()];
}

/** The addresses of the app that code redirects to, goes to or links to, as far as they are plain. */
function targetsOf(code: string, language: string): readonly string[] {
	if (language === 'svelte') {
		const { tags } = readMarkup(code);
		const links = tags.flatMap(({ attributes }) => plainPath(attributes.get('href') ?? ''));
		const scripts = new ParsedModule(code).scripts.flatMap(({ content }) => calledWith(content));
		return [...scripts, ...links];
	}
	const isCode = language === 'typescript' || language === 'javascript';
	return isCode ? calledWith(new ParsedModule(code)) : [];
}

/** Which argument of a function is where it leads to. */
const leading: Readonly<Record<string, number>> = { redirect: 1, goto: 0 };

function calledWith({ tree }: ParsedModule): readonly string[] {
	const targets: string[] = [];
	walk(tree?.body ?? [], (node) => {
		const name = asText(asNode(node['callee'])?.['name']);
		if (node.type !== 'CallExpression' || !Object.hasOwn(leading, name)) return;
		const target = unresolved(asNodes(node['arguments'])[leading[name] ?? 0]);
		for (const path of plainPath(textOf(target))) targets.push(path);
	});
	return targets;
}

/** The path in `resolve(path)`. */
function unresolved(node: SyntaxNode | undefined): SyntaxNode | undefined {
	const isResolve =
		node?.type === 'CallExpression' && asNode(node['callee'])?.['name'] === 'resolve';
	return isResolve ? asNodes(node['arguments'])[0] : node;
}

/** What a string says, or a template up to what is asked of the page. */
function textOf(node: SyntaxNode | undefined): string {
	if (node?.type === 'BinaryExpression' && node['operator'] === '+') {
		let left: SyntaxNode | undefined = node;
		while (left?.type === 'BinaryExpression') left = asNode(left['left']);
		const start = textOf(left);
		return /[?#]/.test(start) ? start : '';
	}
	if (node?.type !== 'TemplateLiteral') return asText(node?.['value']);
	const [first, ...others] = asNodes(node['quasis']);
	const start = cookedOf(first);
	// What is put into the path itself is known only when the code runs.
	return others.length === 0 || /[?#]/.test(start) ? start : '';
}

function cookedOf(quasi: SyntaxNode | undefined): string {
	const value = quasi?.['value'];
	return typeof value === 'object' && value !== null && 'cooked' in value
		? String(value.cooked)
		: '';
}

/** An absolute path of the app without what is asked of it; the start page is everywhere. */
function plainPath(text: string): readonly string[] {
	const [path = ''] = text.split(/[?#]/, 1);
	return /^\/(?!\/)[\w./~-]+$/.test(path) && path.length < 200 ? [path] : [];
}
