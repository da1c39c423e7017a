import { mergeInto } from '../code/mergeModule.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { expressionsIn, isExpression, piecesOf, type Piece } from '../code/sveltePieces.ts';
import { readMarkup } from '../code/svelteScripts.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import { minorOfKit2, type ProjectFacts } from '../project/project.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { applyEdits } from '../text/textEdits.ts';
import { leadingAttributes } from './followRoutes.ts';

/**
 * Code for an app that is not served from `/`: the paths in it that lead to the app itself, as
 * redirects, links, requests and comparisons with `pathname` have them, get what the paths of the
 * project begin with: by `resolve()`, before SvelteKit 2.26 by `base`. Other texts that look like
 * paths, those of cookies and files, stay. Code that has that already comes back as it is. Never fails.
 *
 * @param filePath where the code goes, which tells its language
 */
export function withBasePaths(
	module: ParsedModule,
	filePath: string,
	facts: ProjectFacts,
): ParsedModule {
	const isSvelte = filePath.endsWith('.svelte');
	const language = isSvelte ? 'svelte' : /\.[cm]?ts$/.test(filePath) ? 'ts' : 'js';
	if (!facts.hasBasePath || (!isSvelte && !/\.[cm]?[jt]s$/.test(filePath))) return module;
	const code = module.text;
	const pieces = piecesOf(code, isSvelte);
	const imported = hasResolve(facts) ? 'resolve' : 'base';
	const local = localName(imported, module, pieces);
	const prefix = new Prefix(imported, local);
	const links = new Set(isSvelte ? leadingValues(code).map(({ start }) => start) : []);
	const edits = pieces.flatMap((piece) => literalEdits(piece, prefix, links.has(piece.offset)));
	if (isSvelte) for (const edit of attributeEdits(code, prefix)) edits.push(edit);
	if (edits.length === 0) return module;
	const led = applyEdits(code, edits);
	const name = local === imported ? local : `${imported} as ${local}`;
	const { importEdits } = mergeInto(led, `import { ${name} } from '$app/paths';\n`, {
		language,
		typescript: facts.typescript,
	});
	return new ParsedModule(applyEdits(led, importEdits));
}

/** `resolve` came with SvelteKit 2.26; what is not known is new. */
function hasResolve(facts: ProjectFacts): boolean {
	return (minorOfKit2(facts) ?? Infinity) >= 26;
}

/** What code of the file can call it by. */
function localName(imported: string, module: ParsedModule, pieces: readonly Piece[]): string {
	const shapes = [module.shape, ...module.scripts.map(({ content }) => content.shape)];
	const known = shapes
		.flatMap(({ imports }) => imports)
		.filter(({ specifier }) => specifier === '$app/paths')
		.flatMap(({ names }) => names)
		.find((name) => name.imported === imported && !name.typeOnly);
	if (known) return known.local;
	const taken = new Set(
		pieces.flatMap(({ nodes }) =>
			nodes.flatMap(({ node }) => (node.type === 'Identifier' ? [asText(node['name'])] : [])),
		),
	);
	const free = [imported, `${imported}Path`, `app${imported === 'base' ? 'Base' : 'Path'}`];
	return free.find((name) => !taken.has(name)) ?? `${imported}OfApp`;
}

/** How a path says what the paths of the app begin with. */
class Prefix {
	readonly #isResolve: boolean;
	readonly #name: string;

	constructor(imported: 'resolve' | 'base', local: string) {
		this.#isResolve = imported === 'resolve';
		this.#name = local;
	}

	/** Code for a path without anything computed and without `?`, or nothing where it is no page. */
	whole(path: string): string | undefined {
		return this.#isResolve && isPage(path) ? `${this.#name}('${path}')` : undefined;
	}

	/**
	 * What comes first in a path, as an expression, and where the rest of the path begins.
	 *
	 * @param path up to what is computed in it
	 */
	head(path: string, isComputedNext: boolean): { readonly code: string; readonly rest: number } {
		if (!this.#isResolve) return { code: this.#name, rest: 0 };
		const end = /[?#]/.exec(path)?.index ?? path.length;
		const isWhole = end < path.length || !isComputedNext;
		const whole = isWhole ? this.whole(path.slice(0, end)) : undefined;
		return whole === undefined
			? { code: `${this.#name}('/')`, rest: 1 }
			: { code: whole, rest: end };
	}
}

/** Files of the static folder, the beginnings of paths, and paths with a query are no pages. */
function isPage(path: string): boolean {
	return path === '/' || !/[?#]|\/$|\.\w+$/.test(path);
}

/** A path that code may have, without a host; not what has escapes or could end a text. */
function isPath(text: string): boolean {
	return /^\/(?!\/)[^\s\\'"`{}<>$]*$/.test(text);
}

function literalEdits(piece: Piece, prefix: Prefix, isLink: boolean): TextEdit[] {
	const parents = new Map(piece.nodes.map(({ node, parent }) => [node, parent]));
	return piece.nodes.flatMap(({ node }) => {
		const isText = node.type === 'Literal' || node.type === 'TemplateLiteral';
		return isText && leads(node, parents, isLink) ? pathEdit(node, piece, prefix) : [];
	});
}

function pathEdit(node: SyntaxNode, { text, offset }: Piece, prefix: Prefix): readonly TextEdit[] {
	const [start, end] = [node.start + 1, node.end - 1];
	const range = { start: offset + node.start, end: offset + node.end };
	if (node.type === 'Literal') {
		const path = text.slice(start, end);
		if (node['value'] !== path || !isPath(path)) return [];
		const whole = prefix.whole(path);
		if (whole !== undefined) return [{ range, newText: whole }];
		const { code, rest } = prefix.head(path, false);
		return [{ range, newText: `\`\${${code}}${path.slice(rest)}\`` }];
	}
	const [first] = asNodes(node['expressions']);
	const hole = first ? text.lastIndexOf('${', first.start) : end;
	const path = text.slice(start, hole);
	if (!isPath(path)) return [];
	const whole = first ? undefined : prefix.whole(path);
	if (whole !== undefined) return [{ range, newText: whole }];
	const { code, rest } = prefix.head(path, first !== undefined);
	const at = offset + start;
	return [{ range: { start: at, end: at + rest }, newText: `\${${code}}` }];
}

/** Links and form actions in markup: `href="/users/{user.id}"`. */
function attributeEdits(code: string, prefix: Prefix): readonly TextEdit[] {
	return leadingValues(code).flatMap((range): readonly TextEdit[] => {
		if (isExpression(code, range)) return [];
		const [hole] = expressionsIn(code, range);
		const path = code.slice(range.start, hole?.start ?? range.end);
		if (!isPath(path)) return [];
		const whole = hole ? undefined : prefix.whole(path);
		const quote = code[range.start - 1];
		const isQuoted = (quote === '"' || quote === "'") && code[range.end] === quote;
		if (whole !== undefined) {
			const outer = isQuoted ? { start: range.start - 1, end: range.end + 1 } : range;
			return [{ range: outer, newText: `{${whole}}` }];
		}
		const head = prefix.head(path, hole !== undefined);
		const { start } = range;
		return [{ range: { start, end: start + head.rest }, newText: `{${head.code}}` }];
	});
}

/** The values of attributes that lead somewhere, without their quotes. */
function leadingValues(code: string): readonly TextRange[] {
	return readMarkup(code).tags.flatMap(({ values }) =>
		[...values].flatMap(([name, range]) =>
			leadingAttributes.has(name.toLowerCase()) ? [range] : [],
		),
	);
}

type Parents = ReadonlyMap<SyntaxNode, SyntaxNode | undefined>;

/**
 * Whether a text is used as a path of the app.
 *
 * @param isLink whether its piece is the value of an attribute that leads somewhere
 */
function leads(node: SyntaxNode, parents: Parents, isLink: boolean): boolean {
	let inner = node;
	let outer = parents.get(node);
	while (outer && standsFor(inner, outer)) {
		inner = outer;
		outer = parents.get(outer);
	}
	if (!outer) return false;
	switch (outer.type) {
		case 'CallExpression':
			return isLeadingArgument(inner, outer);
		case 'NewExpression': {
			const [path, host] = asNodes(outer['arguments']);
			return calledName(outer) === 'URL' && host !== undefined && path === inner;
		}
		case 'BinaryExpression': {
			const others = [asNode(outer['left']), asNode(outer['right'])];
			const isComparison = /^[!=]==?$/.test(asText(outer['operator']));
			return isComparison && others.some((each) => each !== inner && isPathname(each));
		}
		case 'Property':
			return outer['value'] === inner && /^location$/i.test(keyOf(outer));
		case 'AssignmentPattern':
			return outer['right'] === inner && isFallback(outer, parents);
		case 'ExpressionStatement':
			return isLink;
		default:
			return false;
	}
}

/** Whether a node has the value of one in it, maybe. */
function standsFor(inner: SyntaxNode, outer: SyntaxNode): boolean {
	return outer.type === 'ConditionalExpression'
		? outer['test'] !== inner
		: /^(?:Logical|Parenthesized|TSAs|TSSatisfies|TSNonNull)Expression$/.test(outer.type);
}

/** Functions that lead somewhere, with the place of the path among their arguments. */
const leadingCalls: ReadonlyMap<string, number> = new Map([
	['redirect', 1],
	['goto', 0],
	['fetch', 0],
	['pushState', 0],
	['replaceState', 0],
	['preloadData', 0],
	['preloadCode', 0],
]);

function isLeadingArgument(argument: SyntaxNode, call: SyntaxNode): boolean {
	const name = calledName(call);
	const given = asNodes(call['arguments']);
	const object = asNode(asNode(call['callee'])?.['object']);
	if (leadingCalls.has(name)) return given[leadingCalls.get(name) ?? 0] === argument;
	if (name === 'startsWith') return isPathname(object);
	if (name === 'set' || name === 'append') {
		return /^location$/i.test(asText(given[0]?.['value'])) && given[1] === argument;
	}
	// expect(thrown.location).toBe('/login')
	if (!/^to(?:Be|Equal|StrictEqual)$/.test(name) || calledName(object) !== 'expect') return false;
	const [told] = asNodes(object?.['arguments']);
	return told !== undefined && lastNames(told).includes('location');
}

/** `f` of `f(…)`, `a.f(…)` and `new f(…)`. */
function calledName(call: SyntaxNode | undefined): string {
	return nameOf(asNode(call?.['callee']));
}

/** The name that an expression ends in: `pathname` of `event.url.pathname`. */
function nameOf(node: SyntaxNode | undefined): string {
	return asText((node?.type === 'MemberExpression' ? asNode(node['property']) : node)?.['name']);
}

/** The names that the operands of an expression end in. */
function lastNames(node: SyntaxNode): readonly string[] {
	const operands = [asNode(node['left']), asNode(node['right'])].filter(
		(each) => each !== undefined,
	);
	return node.type === 'LogicalExpression' ? operands.map(nameOf) : [nameOf(node)];
}

function isPathname(node: SyntaxNode | undefined): boolean {
	return nameOf(node) === 'pathname';
}

function keyOf(property: SyntaxNode): string {
	const key = asNode(property['key']);
	return asText(key?.['name']) || asText(key?.['value']);
}

/** Whether the default of a parameter is where a function leads to. */
function isFallback(pattern: SyntaxNode, parents: Parents): boolean {
	if (/redirect|returnTo|fallback/i.test(nameOf(asNode(pattern['left'])))) return true;
	let outer = parents.get(pattern);
	while (outer && !/Function/.test(outer.type)) outer = parents.get(outer);
	const named = outer && (asNode(outer['id']) ?? asNode(parents.get(outer)?.['id']));
	return /redirect|goto/i.test(nameOf(named));
}
