import {
	commentsAround,
	commentsOfImport,
	withoutImportComments,
	type CommentsAround,
} from './importComments.ts';
import { scanModule } from './moduleScan.ts';
import { shifted, type TextRange } from '../text/range.ts';
import {
	statementEnd,
	asNode,
	asNodes,
	asText,
	childrenOf,
	parseModule,
	type SyntaxNode,
	type SyntaxTree,
} from './syntaxTree.ts';

/** One name that an import statement brings in. */
export interface ImportedName {
	/** The name in the other module; `default` and `*` for default and namespace imports. */
	readonly imported: string;
	readonly local: string;
	/** Imported as a type, by `import type` or by its own `type` modifier. */
	readonly typeOnly: boolean;
	readonly range: TextRange;
	/** Comments of the statement that are about it; also those of the statement as a whole. */
	readonly comments?: CommentsAround;
}

export interface ImportStatement {
	readonly range: TextRange;
	readonly kind: 'side-effect' | 'value' | 'type';
	readonly specifier: string;
	/** The specifier with its quotes. */
	readonly specifierRange: TextRange;
	readonly names: readonly ImportedName[];
	/** From `{` to behind `}`. */
	readonly braces: TextRange | undefined;
	/** ` with { type: 'json' }`, as written but for comments; usually empty. */
	readonly attributes: string;
	/** Comments of a statement without names. */
	readonly comments?: readonly string[];
}

/** A name that a module declares or exports, and where. */
export interface ModuleName {
	readonly name: string;
	readonly range: TextRange;
}

/** What a module shows to the outside: imports, exports, and the names at its top level. */
export interface ModuleShape {
	readonly imports: readonly ImportStatement[];
	readonly exports: readonly ModuleName[];
	/** Names declared at the top level, imports left out. */
	readonly declarations: readonly ModuleName[];
	/** Behind the last import of those that open the module, or else of all; `undefined` without any. */
	readonly importsEnd: number | undefined;
	/** Behind the last directive; 0 without one. */
	readonly directivesEnd: number;
	/** Statements end with semicolons; `undefined` when there is none to judge by. */
	readonly semicolons: boolean | undefined;
	/** The code could be parsed; otherwise the shape holds what a scan for keywords finds. */
	readonly whole: boolean;
}

/**
 * The shape of a module. Never fails: code that is half typed is scanned for keywords.
 *
 * @param tree what `parseModule` makes of the code
 */
export function readShape(code: string, tree: SyntaxTree | undefined): ModuleShape {
	if (tree) return { ...shapeOf(tree.body, code), whole: true };
	const statements = scanModule(code).flatMap(({ start, text }) =>
		(parseModule(text)?.body ?? []).map((node) => ({ node, start })),
	);
	const shapes = statements.map(({ node, start }) => ({
		start,
		shape: shapeOf([node], code.slice(start)),
	}));
	const all = <T>(pick: (shape: Omit<ModuleShape, 'whole'>, start: number) => readonly T[]): T[] =>
		shapes.flatMap(({ shape, start }) => pick(shape, start));
	return {
		imports: all((shape, start) => shape.imports.map((statement) => moved(statement, start))),
		exports: all((shape, start) => shape.exports.map((name) => movedName(name, start))),
		declarations: all((shape, start) => shape.declarations.map((name) => movedName(name, start))),
		importsEnd: importsEndOf(
			statements.map(({ node, start }) => ({
				type: node.type,
				end: start + endOf(node, code.slice(start, start + node.end)),
			})),
		),
		directivesEnd: 0,
		// Declarations are scanned only up to their names.
		semicolons: shapes.find(({ shape }) => shape.imports.length > 0)?.shape.semicolons,
		whole: false,
	};
}

function shapeOf(body: readonly SyntaxNode[], code: string): Omit<ModuleShape, 'whole'> {
	const directives = body.filter((node) => node['directive'] !== undefined);
	const statements = body.filter((node) => node['directive'] === undefined);
	const simple = body.find((node) => node.type !== 'FunctionDeclaration' && endsSimply(node));
	return {
		imports: statements
			.filter((node) => node.type === 'ImportDeclaration')
			.map((node) => importOf(node, code)),
		exports: statements.flatMap(exportsOf),
		declarations: statements.flatMap(declarationsOf),
		importsEnd: importsEndOf(
			statements.map((node) => ({ type: node.type, end: endOf(node, code) })),
		),
		directivesEnd: directives.at(-1)?.end ?? 0,
		semicolons: simple && code[endOf(simple, code) - 1] === ';',
	};
}

/** The end of a statement; a semicolon on a line below an import begins what stands there. */
function endOf(node: SyntaxNode, code: string): number {
	if (node.type !== 'ImportDeclaration') return statementEnd(code, node);
	if (code[node.end - 1] !== ';') return node.end;
	const source = asNode(node['source'])?.end ?? node.end;
	const brace = code.slice(source, node.end).lastIndexOf('}');
	const from = brace === -1 ? source : source + brace + 1;
	return code.slice(from, node.end).includes('\n') ? from : node.end;
}

function importsEndOf(
	statements: readonly { readonly type: string; readonly end: number }[],
): number | undefined {
	const firstOther = statements.findIndex(({ type }) => type !== 'ImportDeclaration');
	const opening = firstOther === -1 ? statements : statements.slice(0, firstOther);
	return (opening.at(-1) ?? statements.findLast(({ type }) => type === 'ImportDeclaration'))?.end;
}

/** Statements that end with a semicolon in code that uses semicolons. */
function endsSimply(node: SyntaxNode): boolean {
	if (node.type === 'ExportNamedDeclaration') {
		const declaration = asNode(node['declaration']);
		return !declaration || endsSimply(declaration);
	}
	return ['ImportDeclaration', 'VariableDeclaration', 'ExpressionStatement'].includes(node.type);
}

/** One `ImportDeclaration` node, as it stands in `code`. */
function importOf(node: SyntaxNode, code: string): ImportStatement {
	const source = asNode(node['source']);
	const sourceRange = source ? rangeOf(source) : rangeOf(node);
	const range = { start: node.start, end: endOf(node, code) };
	const text = code.slice(range.start, range.end);
	const comments = commentsOfImport(text);
	const bare = withoutImportComments(text, comments);
	const specifiers = asNodes(node['specifiers']);
	const around = commentsAround(
		text,
		comments,
		specifiers.map((name) => shifted(rangeOf(name), -node.start)),
	);
	const head = bare.slice(0, sourceRange.start - node.start);
	const braces = bracesOf(head, specifiers, node.start);
	return {
		range,
		kind:
			node['importKind'] === 'type' ? 'type' : /\bfrom\s*$/.test(head) ? 'value' : 'side-effect',
		specifier: asText(source?.['value']),
		specifierRange: sourceRange,
		names: specifiers.map((name, i) => importedName(name, node, around[i])),
		braces: braces && shifted(braces, node.start),
		attributes: bare
			.slice(sourceRange.end - node.start)
			.replace(/;\s*$/, '')
			.trimEnd(),
		...(specifiers.length === 0 &&
			comments.length > 0 && { comments: comments.map((comment) => comment.text) }),
	};
}

/** The braces around the names of an import, in the text before its module. */
function bracesOf(
	head: string,
	specifiers: readonly SyntaxNode[],
	start: number,
): TextRange | undefined {
	// A name in quotes may hold a brace.
	const first = specifiers.find(({ type }) => type === 'ImportSpecifier');
	const open = first ? head.lastIndexOf('{', first.start - start) : head.indexOf('{');
	return open === -1 ? undefined : { start: open, end: head.lastIndexOf('}') + 1 };
}

function importedName(
	node: SyntaxNode,
	statement: SyntaxNode,
	comments: CommentsAround | undefined,
): ImportedName {
	const local = asText(asNode(node['local'])?.['name']);
	const imported = asNode(node['imported']);
	return {
		imported:
			node.type === 'ImportDefaultSpecifier'
				? 'default'
				: node.type === 'ImportNamespaceSpecifier'
					? '*'
					: moduleExportName(imported) || local,
		local,
		typeOnly: statement['importKind'] === 'type' || node['importKind'] === 'type',
		range: rangeOf(node),
		...(comments && { comments }),
	};
}

/** The name of an identifier, or of a name in quotes as in `export { a as 'b-c' }`. */
export function moduleExportName(node: SyntaxNode | undefined): string {
	return asText(node?.['name']) || asText(node?.['value']);
}

function exportsOf(node: SyntaxNode): readonly ModuleName[] {
	if (node.type === 'ExportDefaultDeclaration') {
		return [{ name: 'default', range: { start: node.start, end: node.start + 'export'.length } }];
	}
	if (node.type === 'ExportAllDeclaration') {
		const exported = asNode(node['exported']);
		return exported ? [{ name: moduleExportName(exported), range: rangeOf(exported) }] : [];
	}
	if (node.type !== 'ExportNamedDeclaration') return [];
	const declaration = asNode(node['declaration']);
	if (declaration) return declarationsOf(declaration);
	return asNodes(node['specifiers']).map((specifier) => {
		const exported = asNode(specifier['exported']) ?? specifier;
		return { name: moduleExportName(exported), range: rangeOf(exported) };
	});
}

function declarationsOf(node: SyntaxNode): readonly ModuleName[] {
	if (node.type.startsWith('Export')) {
		const declaration = asNode(node['declaration']);
		return declaration ? declarationsOf(declaration) : [];
	}
	if (node.type === 'VariableDeclaration') {
		return asNodes(node['declarations']).flatMap((declared) => namesIn(asNode(declared['id'])));
	}
	// `declare global { … }` and `declare module '…'` name nothing of this module.
	if (node['global'] === true) return [];
	return node.type.endsWith('Declaration') || node.type === 'TSDeclareFunction'
		? namesIn(asNode(node['id'])).filter(({ name }) => name !== '')
		: [];
}

/** The names that a binding pattern introduces: `{ a, b: [c, ...d], e = 1 }`. */
export function namesIn(pattern: SyntaxNode | undefined): readonly ModuleName[] {
	if (!pattern) return [];
	switch (pattern.type) {
		case 'Identifier': {
			const name = asText(pattern['name']);
			// The range of a name with a type annotation covers the annotation, too.
			return [{ name, range: { start: pattern.start, end: pattern.start + name.length } }];
		}
		case 'Property':
			return namesIn(asNode(pattern['value']));
		case 'AssignmentPattern':
			return namesIn(asNode(pattern['left']));
		case 'ObjectPattern':
		case 'ArrayPattern':
		case 'RestElement':
			return childrenOf(pattern)
				.filter((child) => child.type !== 'TSTypeAnnotation')
				.flatMap(namesIn);
		default:
			return [];
	}
}

function rangeOf({ start, end }: SyntaxNode): TextRange {
	return { start, end };
}

function movedName<T extends { readonly range: TextRange }>(name: T, by: number): T {
	return { ...name, range: shifted(name.range, by) };
}

function moved(statement: ImportStatement, by: number): ImportStatement {
	return {
		...movedName(statement, by),
		specifierRange: shifted(statement.specifierRange, by),
		names: statement.names.map((name) => movedName(name, by)),
		braces: statement.braces && shifted(statement.braces, by),
	};
}
