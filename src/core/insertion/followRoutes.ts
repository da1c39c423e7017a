import { readMarkup } from '../code/svelteScripts.ts';
import { expressionsIn, isExpression, piecesOf, type Piece } from '../code/sveltePieces.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { applyEdits } from '../text/textEdits.ts';
import type { RouteMoves, WrittenPath } from './routeMoves.ts';

/** The attributes that lead somewhere. */
export const leadingAttributes: ReadonlySet<string> = new Set([
	'href',
	'action',
	'formaction',
	'src',
]);

/** Longer than any path that is written, in UTF-16 units. */
const longestPath = 1_000;

/**
 * The code of a pattern's file whose route, or another one of the patterns, goes elsewhere: literals
 * that are such a route, in whole, and links and form actions in markup become the new one, and the
 * names of parameters those of the new one. Words in sentences, comments and imports stay, and so does
 * code that does not parse.
 *
 * @param language what the code is; of others than TypeScript, JavaScript and Svelte nothing is read
 * @param ownRoute the route of the file in the pattern; `undefined` for files outside of routes
 */
export function followRoutes(
	code: string,
	language: string,
	moves: RouteMoves,
	ownRoute: string | undefined,
): string {
	const isSvelte = language === 'svelte';
	if (moves.isEmpty || (!isSvelte && !/^(?:java|type)script$/.test(language))) return code;
	const params = ownRoute === undefined ? noParams : moves.paramsOf(ownRoute);
	const edits = piecesOf(code, isSvelte).flatMap((piece) => [
		...literalEdits(piece, moves),
		...idParamEdits(piece, moves),
		...(params.size > 0 ? paramEdits(piece, params) : []),
	]);
	const all = isSvelte ? [...edits, ...linkEdits(code, moves)] : edits;
	// Two reasons to change one key are one change.
	return applyEdits(code, [...new Map(all.map((edit) => [edit.range.start, edit])).values()]);
}

const noParams: ReadonlyMap<string, string> = new Map();

/** Strings and templates that are a path as a whole. */
function literalEdits({ text, nodes, offset }: Piece, moves: RouteMoves): readonly TextEdit[] {
	return nodes.flatMap(({ node, parent }): readonly TextEdit[] => {
		const written = pathOf(text, node, parent);
		const followed = written && moves.follow(written);
		if (!written || followed === undefined) return [];
		return pathEdits(written, followed, offset + node.start + 1);
	});
}

/** What changes of a path; what is computed in it stays for others to change. */
function pathEdits(
	{ path, holes }: WrittenPath,
	followed: string,
	offset: number,
): readonly TextEdit[] {
	const edits: TextEdit[] = [];
	let [start, done] = [0, 0];
	for (const hole of [...holes, { start: path.length, end: path.length }]) {
		const text = path.slice(hole.start, hole.end);
		const at = text === '' ? followed.length : followed.indexOf(text, done);
		// In another order, or left out.
		if (at === -1) {
			return [{ range: { start: offset, end: offset + path.length }, newText: followed }];
		}
		const range = { start: offset + start, end: offset + hole.start };
		const newText = followed.slice(done, at);
		if (newText !== path.slice(start, hole.start)) edits.push({ range, newText });
		[start, done] = [hole.end, at + text.length];
	}
	return edits;
}

function pathOf(
	code: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
): WrittenPath | undefined {
	if (code[node.start + 1] !== '/' || node.end - node.start > longestPath) return undefined;
	const source = code.slice(node.start + 1, node.end - 1);
	if (node.type === 'Literal') {
		const isModule = parent !== undefined && asNode(parent['source']) === node;
		// What is written with escapes is no path that anybody reads.
		if (isModule || node['value'] !== source) return undefined;
		return pathIn(source, []);
	}
	if (node.type !== 'TemplateLiteral' || parent?.type === 'TaggedTemplateExpression') {
		return undefined;
	}
	const holes = asNodes(node['expressions']).map(({ start, end }) => ({
		start: code.lastIndexOf('${', start) - node.start - 1,
		end: code.indexOf('}', end) - node.start,
	}));
	return source.includes('\\') ? undefined : pathIn(source, holes);
}

/** @param holes the places of what is computed */
function pathIn(source: string, holes: readonly TextRange[]): WrittenPath | undefined {
	let end = 0;
	let next = 0;
	while (end < source.length) {
		const hole = holes[next];
		if (hole?.start === end) {
			({ end } = hole);
			next++;
			continue;
		}
		const char = source[end] ?? '';
		if (char === '?' || char === '#') break;
		if (/[\s\\]/.test(char)) return undefined;
		end++;
	}
	return { path: source.slice(0, end), holes: holes.slice(0, next) };
}

/** `href="/users/{user.id}"`: what stands in braces is computed. */
function linkEdits(code: string, moves: RouteMoves): readonly TextEdit[] {
	return readMarkup(code).tags.flatMap(({ values }) =>
		[...values].flatMap(([name, range]): readonly TextEdit[] => {
			const isLong = range.end - range.start > longestPath;
			if (isLong || !leadingAttributes.has(name.toLowerCase()) || isExpression(code, range))
				return [];
			const source = code.slice(range.start, range.end);
			const holes = expressionsIn(code, range).map(({ start, end }) => ({
				start: start - range.start,
				end: end - range.start,
			}));
			const written = pathIn(source, holes);
			const followed = written && moves.follow(written);
			if (!written || followed === undefined) return [];
			return pathEdits(written, followed, range.start);
		}),
	);
}

/** The parameters that go with a route id: `resolve('/users/[id]', { id })`. */
function idParamEdits(piece: Piece, moves: RouteMoves): readonly TextEdit[] {
	return piece.nodes.flatMap(({ node }) => {
		if (node.type !== 'CallExpression') return [];
		const [id, values] = asNodes(node['arguments']);
		const params = moves.paramsOf(asText(id?.['value']));
		return values?.type === 'ObjectExpression' && params.size > 0
			? keyEdits(values, params, piece)
			: [];
	});
}

/** The names of parameters where code reads them, and where it lists the pages of a route. */
function paramEdits(piece: Piece, params: ReadonlyMap<string, string>): readonly TextEdit[] {
	const { nodes, offset } = piece;
	const edits: TextEdit[] = [];
	const entries = nodes.find(({ node }) => isEntries(node))?.node;
	for (const { node } of nodes) {
		const property = asNode(node['property']);
		if (node.type === 'MemberExpression' && property && isParams(asNode(node['object']))) {
			const isComputed = node['computed'] === true;
			const newName = params.get(asText(property[isComputed ? 'value' : 'name']));
			if (newName === undefined) continue;
			if (!isComputed && keyOf(newName) !== newName) {
				const start = offset + (asNode(node['object'])?.end ?? property.start);
				const newText = `${node['optional'] === true ? '?.' : ''}[${keyOf(newName)}]`;
				edits.push({ range: { start, end: offset + property.end }, newText });
				continue;
			}
			const inset = isComputed ? 1 : 0;
			const range = {
				start: offset + property.start + inset,
				end: offset + property.end - inset,
			};
			edits.push({ range, newText: newName });
		}
		const destructured = destructuredParams(node);
		for (const edit of destructured ? keyEdits(destructured, params, piece) : []) edits.push(edit);
		const isInEntries = entries && node.start >= entries.start && node.end <= entries.end;
		if (isInEntries && node.type === 'ObjectExpression') {
			for (const edit of keyEdits(node, params, piece)) edits.push(edit);
		}
	}
	return edits;
}

/** `params`, `event.params`, `page.params`. */
function isParams(node: SyntaxNode | undefined): boolean {
	if (node?.type === 'Identifier') return node['name'] === 'params';
	return (
		node?.type === 'MemberExpression' &&
		node['computed'] !== true &&
		asNode(node['property'])?.['name'] === 'params'
	);
}

/** The pattern or object that has the parameters as its keys. */
function destructuredParams(node: SyntaxNode): SyntaxNode | undefined {
	const isObject = (each: SyntaxNode | undefined): boolean =>
		each?.type === 'ObjectPattern' || each?.type === 'ObjectExpression';
	if (node.type === 'VariableDeclarator') {
		const id = asNode(node['id']);
		return id?.type === 'ObjectPattern' && isParams(asNode(node['init'])) ? id : undefined;
	}
	if (node.type !== 'Property' || asNode(node['key'])?.['name'] !== 'params') return undefined;
	const value = asNode(node['value']);
	const inner = value?.type === 'AssignmentPattern' ? asNode(value['left']) : value;
	return isObject(inner) ? inner : undefined;
}

function isEntries(node: SyntaxNode): boolean {
	const named = (each: SyntaxNode | undefined): boolean =>
		asNode(each?.['id'])?.['name'] === 'entries';
	if (node.type !== 'ExportNamedDeclaration') return false;
	const declared = asNode(node['declaration']);
	return named(declared) || asNodes(declared?.['declarations']).some(named);
}

function keyEdits(
	object: SyntaxNode,
	names: ReadonlyMap<string, string>,
	{ offset }: Piece,
): readonly TextEdit[] {
	return asNodes(object['properties']).flatMap((property): readonly TextEdit[] => {
		const key = asNode(property['key']);
		if (property.type !== 'Property' || property['computed'] === true || !key) return [];
		const newName = names.get(asText(key['name']));
		if (newName === undefined) return [];
		const start = offset + key.start;
		// `{ id }` is a key and a variable, whose name stays.
		return property['shorthand'] === true
			? [{ range: { start, end: start }, newText: `${keyOf(newName)}: ` }]
			: [{ range: { start, end: offset + key.end }, newText: keyOf(newName) }];
	});
}

/** The name of a parameter as a key, which may begin with a digit. */
function keyOf(name: string): string {
	return /^\d/.test(name) ? `'${name}'` : name;
}
