import type { TextRange } from '../text/range.ts';
import { ParsedModule } from './parsedModule.ts';
import { readMarkup } from './svelteScripts.ts';
import { parseModule, walk, type SyntaxNode } from './syntaxTree.ts';

/** A piece of code, and where it stands in the file. */
export interface Piece {
	readonly text: string;
	readonly nodes: readonly { readonly node: SyntaxNode; readonly parent: SyntaxNode | undefined }[];
	readonly offset: number;
	/** Whether it stands in the quotes of an attribute. */
	readonly isQuoted: boolean;
}

/**
 * The code in a file: a module is one piece; a Svelte file has its script blocks and what stands in
 * braces in its markup. What does not parse is left out.
 */
export function piecesOf(code: string, isSvelte: boolean): readonly Piece[] {
	return isSvelte ? piecesOfSvelte(code) : pieceOf(new ParsedModule(code), 0);
}

function pieceOf(module: ParsedModule, offset: number): readonly Piece[] {
	const { tree, text } = module;
	return tree ? [{ text, nodes: nodesOf(tree.body), offset, isQuoted: false }] : [];
}

function nodesOf(body: readonly SyntaxNode[]): Piece['nodes'] {
	const nodes: { node: SyntaxNode; parent: SyntaxNode | undefined }[] = [];
	walk(body, (node, parent) => {
		nodes.push({ node, parent });
	});
	return nodes;
}

function piecesOfSvelte(code: string): readonly Piece[] {
	const scripts = new ParsedModule(code).scripts.flatMap(({ content, contentRange }) =>
		pieceOf(content, contentRange.start),
	);
	return [...scripts, ...piecesOfMarkup(code)];
}

/** The code in the markup of a Svelte file. */
export function piecesOfMarkup(code: string): readonly Piece[] {
	const { tags, expressions } = readMarkup(code);
	const inTags = tags.flatMap(({ values, spreads }) => [
		...spreads.flatMap((range) => expressionIn(code, range, false) ?? []),
		...[...values.values()].flatMap((value) => {
			const isQuoted = /["']/.test(code.charAt(value.start - 1));
			const ranges = isExpression(code, value) ? [value] : expressionsIn(code, value);
			return ranges.flatMap((range) => expressionIn(code, range, isQuoted) ?? []);
		}),
	]);
	return [...inTags, ...expressions.flatMap((range) => expressionIn(code, range, false) ?? [])];
}

/** Whether the value of an attribute is one expression in braces. */
export function isExpression(code: string, { start, end }: TextRange): boolean {
	return code[start] === '{' && code[end - 1] === '}' && !code.slice(start + 1, end).includes('}{');
}

/** What stands in braces in a text, braces included. */
export function expressionsIn(code: string, { start, end }: TextRange): readonly TextRange[] {
	return [...code.slice(start, end).matchAll(/\{[^{}]*\}/g)].map(({ 0: text, index }) => ({
		start: start + index,
		end: start + index + text.length,
	}));
}

/** What stands between braces as code; `undefined` for what is none by itself, `{#each …}`. */
function expressionIn(
	code: string,
	{ start, end }: TextRange,
	isQuoted: boolean,
): Piece | undefined {
	const inner = code.slice(start + 1, end - 1);
	const mark = /^\s*(?:[#:@](?:if|else if|key|html|render|each|await|const)\b|\.\.\.)/.exec(inner);
	const from = mark?.[0].length ?? 0;
	const offset = start + from;
	for (const text of readings(inner.slice(from), mark?.[0].trim())) {
		const tree = text.trim() === '' ? undefined : parseModule(`(${text}\n)`);
		if (tree) return { text: `(${text}\n)`, nodes: nodesOf(tree.body), offset, isQuoted };
	}
	return undefined;
}

/** A block has no more of these words. */
const mostReadings = 5;

/** What may be the expression of a block: of “list as item (key)” what stands in front of a word. */
function readings(text: string, mark: string | undefined): readonly string[] {
	const word = mark === '#each' ? /\sas\s/g : mark === '#await' ? /\s(?:then|catch)\b/g : undefined;
	if (!word) return [text];
	const places = [...text.matchAll(word)].slice(0, mostReadings);
	return [...places.map(({ index }) => text.slice(0, index)), text];
}
