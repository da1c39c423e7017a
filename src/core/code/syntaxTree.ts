import { Parser } from 'acorn';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import type { TextRange } from '../text/range.ts';
import { withoutStacks } from '../text/withoutStacks.ts';

/** A node of an ESTree, with the extensions for TypeScript. */
export interface SyntaxNode {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [key: string]: unknown;
}

export interface SyntaxTree {
	/** The top-level statements. */
	readonly body: readonly SyntaxNode[];
	/** All comments, in order. */
	readonly comments: readonly TextRange[];
}

declare module 'acorn' {
	/** What acorn does not declare as public, but plugins override. */
	interface Parser {
		nextToken(): void;
		declareName(): void;
		checkExport(): void;
		checkLocalExport(): void;
		readonly pos: number;
		raise(pos: number, message: string): never;
		raiseRecoverable(pos: number, message: string): never;
	}
}

class TooManyTokens extends Error {}

/**
 * Arrow functions with type parameters make the parser try twice, and nested ones 2ⁿ times, so a
 * file of 100 bytes could block the editor. Real code reads each token about twice.
 */
const tokensPerCharacter = 3;

function bounded(Base: typeof Parser): typeof Parser {
	return class extends Base {
		#left = 1000 + tokensPerCharacter * this.input.length;
		override nextToken(): void {
			if (--this.#left < 0) throw new TooManyTokens();
			super.nextToken();
		}
		// The parser's own errors count the lines above them, and it tries much that fails.
		override raise(pos: number, message: string): never {
			const error = new SyntaxError(message);
			throw Object.assign(error, { pos, loc: { line: 1, column: pos }, raisedAt: this.pos });
		}
		override raiseRecoverable(pos: number, message: string): never {
			return this.raise(pos, message);
		}
		// Names that are declared twice are what callers look for: no reason to give up.
		override declareName(): void {}
		override checkExport(): void {}
		override checkLocalExport(): void {}
	};
}

const JavaScriptParser = Parser.extend(bounded);
const TypeScriptParser = Parser.extend(tsPlugin(), bounded);

/**
 * Parses a module. TypeScript is tried first in either language, since it takes nearly all
 * JavaScript. Names that are declared or exported twice are no errors.
 *
 * @returns `undefined` for code that is not whole, or that takes unreasonably long to parse
 */
export function parseModule(code: string): SyntaxTree | undefined {
	const known = knownTrees.get(code)?.deref();
	if (known) return known;
	const tree = parseWith(TypeScriptParser, code) ?? parseWith(JavaScriptParser, code);
	if (tree) {
		knownTrees.set(code, new WeakRef(tree));
		collected.register(tree, code);
	}
	return tree;
}

/**
 * One insertion asks about the same few texts dozens of times, from places that do not know of each
 * other. A tree is kept only for as long as the garbage collector leaves it.
 */
const knownTrees = new Map<string, WeakRef<SyntaxTree>>();

const collected = new FinalizationRegistry((code: string) => {
	// It may have been parsed anew meanwhile.
	if (knownTrees.get(code)?.deref() === undefined) knownTrees.delete(code);
});

/** Parses a module that must do without TypeScript syntax; `undefined` as in `parseModule`. */
export function parseJavaScript(code: string): SyntaxTree | undefined {
	return parseWith(JavaScriptParser, code);
}

function parseWith(Dialect: typeof Parser, code: string): SyntaxTree | undefined {
	const comments = new Map<number, TextRange>();
	try {
		const program = withoutStacks(() =>
			Dialect.parse(code, {
				ecmaVersion: 'latest',
				sourceType: 'module',
				locations: true,
				allowAwaitOutsideFunction: true,
				allowReturnOutsideFunction: true,
				// A parser that tries something twice meets its comments twice.
				onComment: (_block, _text, start, end) => comments.set(start, { start, end }),
			}),
		);
		return {
			body: asNodes(program.body),
			comments: [...comments.values()].toSorted((a, b) => a.start - b.start),
		};
	} catch {
		// Mostly a SyntaxError; hostile code also overflows the stack or exhausts the token budget.
		// To the caller all of these are the same: code that cannot be understood.
		return undefined;
	}
}

/**
 * The end of a statement. Without semicolons, one on a line below in front of other code is no part of it:
 * it guards what stands there.
 *
 * @param code the module; where comments in front of the semicolon do not count, with blanks for them
 */
export function statementEnd(code: string, { type, start, end }: SyntaxNode): number {
	const canEnd = /^(?:Variable|Import|Export\w+)Declaration$|^ExpressionStatement$/.test(type);
	if (!canEnd || code[end - 1] !== ';') return end;
	const before = code.slice(start, end - 1);
	const own = before.trimEnd();
	const isAlone = /^[^\S\n]*(?:\n|$)/.test(code.slice(end));
	return before.includes('\n', own.length) && !isAlone ? start + own.length : end;
}

/** A value of a node's property as a node; `undefined` if it is something else. */
export function asNode(value: unknown): SyntaxNode | undefined {
	return isNode(value) ? value : undefined;
}

function isNode(value: unknown): value is SyntaxNode {
	return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The nodes in a list-valued property; holes and missing lists are left out. */
export function asNodes(value: unknown): readonly SyntaxNode[] {
	return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A text-valued property, such as the `name` of an identifier; `''` if it is something else. */
export function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The nodes directly below a node, in no particular order. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
	const children: SyntaxNode[] = [];
	for (const key in node) {
		// Lists of all values, made for each node, took a good part of the time that trees are read in.
		if (key === 'loc') continue;
		const value = node[key];
		if (typeof value !== 'object') continue;
		if (Array.isArray(value)) {
			for (const item of value) if (isNode(item)) children.push(item);
		} else if (isNode(value)) children.push(value);
	}
	return children;
}

/**
 * Calls `visit` with every node and its parents, nearest last. Nodes below one for which `visit`
 * returns `false` are left out. Deep trees do not overflow the stack.
 */
export function walk(
	roots: readonly SyntaxNode[],
	visit: (node: SyntaxNode, parent: SyntaxNode | undefined) => boolean | void,
): void {
	const open: SyntaxNode[] = roots.toReversed();
	const parents: (SyntaxNode | undefined)[] = open.map(() => undefined);
	for (let node = open.pop(); node; node = open.pop()) {
		const parent = parents.pop();
		if (visit(node, parent) === false) continue;
		const children = childrenOf(node);
		for (let i = children.length - 1; i >= 0; i--) {
			const child = children[i];
			if (child) {
				open.push(child);
				parents.push(node);
			}
		}
	}
}
