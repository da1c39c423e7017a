import { asNodes, asText, walk, type SyntaxNode } from './syntaxTree.ts';
import type { TextEdit } from '../text/range.ts';

/**
 * What a name stands for where it is met.
 * - `use`: its value or its type is asked for
 * - `shorthand`: likewise, as `{ name }`, where it is the key as well
 * - `assigned`: it gets another value
 * - `other`: it is declared, or something that is not told apart
 */
export type NameRole = 'use' | 'shorthand' | 'assigned' | 'other';

export interface NameUse {
	/** Offset of the name. */
	readonly start: number;
	readonly shorthand: boolean;
}

export interface NameUses {
	readonly uses: readonly NameUse[];
	/** The name may get another value after its declaration. */
	readonly assigned: boolean;
	/** The name is declared a second time, inside something, or used in a way that is not understood. */
	readonly unsure: boolean;
}

/** Where a node that holds an expression keeps it, by type. */
const expressionPlaces: Readonly<Record<string, readonly string[]>> = {
	ArrayExpression: ['elements'],
	ArrowFunctionExpression: ['body'],
	AssignmentExpression: ['right'],
	AssignmentPattern: ['right'],
	AwaitExpression: ['argument'],
	BinaryExpression: ['left', 'right'],
	CallExpression: ['callee', 'arguments'],
	ChainExpression: ['expression'],
	ConditionalExpression: ['test', 'consequent', 'alternate'],
	ExportDefaultDeclaration: ['declaration'],
	ExpressionStatement: ['expression'],
	IfStatement: ['test'],
	LogicalExpression: ['left', 'right'],
	MemberExpression: ['object', 'property'],
	NewExpression: ['callee', 'arguments'],
	PropertyDefinition: ['value'],
	ReturnStatement: ['argument'],
	SequenceExpression: ['expressions'],
	SpreadElement: ['argument'],
	TaggedTemplateExpression: ['tag'],
	TemplateLiteral: ['expressions'],
	ThrowStatement: ['argument'],
	TSAsExpression: ['expression'],
	TSInstantiationExpression: ['expression'],
	TSNonNullExpression: ['expression'],
	TSSatisfiesExpression: ['expression'],
	TSTypeAssertion: ['expression'],
	TSTypeQuery: ['exprName'],
	UnaryExpression: ['argument'],
	VariableDeclarator: ['init'],
	YieldExpression: ['argument'],
};

/** Where a node keeps a word that is no name of a value, by type. */
const wordPlaces: Readonly<Record<string, string>> = {
	BreakStatement: 'label',
	ContinueStatement: 'label',
	ImportAttribute: 'key',
	ImportSpecifier: 'imported',
	LabeledStatement: 'label',
	TSEnumMember: 'id',
	TSNamedTupleMember: 'label',
	TSQualifiedName: 'right',
	TSTypeReference: 'typeName',
};

/** Calls `visit` with every identifier that is no mere word, such as the key of a property. */
export function visitNames(
	roots: readonly SyntaxNode[],
	visit: (name: SyntaxNode, role: NameRole, parent: SyntaxNode | undefined) => void,
): void {
	const inPattern = new Set<SyntaxNode>();
	const passedOn = new Set<SyntaxNode>();
	const inList = new Set<SyntaxNode>();
	walk(roots, (node, parent) => {
		for (const place of expressionPlaces[node.type] ?? []) {
			for (const each of asNodes(node[place])) inList.add(each);
		}
		if (node.type === 'ObjectPattern') {
			for (const property of asNodes(node['properties'])) inPattern.add(property);
		} else if (node.type === 'ExportNamedDeclaration' && node['source']) {
			for (const specifier of asNodes(node['specifiers'])) passedOn.add(specifier);
		} else if (node.type === 'Identifier') {
			const role = parent ? roleIn(parent, node) : 'use';
			if (role) visit(node, role, parent);
		}
	});

	function roleIn(parent: SyntaxNode, node: SyntaxNode): NameRole | undefined {
		const { type } = parent;
		if (parent[wordPlaces[type] ?? ''] === node) return undefined;
		const isKey = (place: string): boolean => parent[place] === node && parent['computed'] !== true;
		if (type === 'MemberExpression' && isKey('property')) return undefined;
		if (type === 'Property') {
			if (isKey('key')) return undefined;
			if (inPattern.has(parent)) return 'other';
			return parent['shorthand'] === true ? 'shorthand' : 'use';
		}
		if (isKey('key')) return undefined;
		if (type === 'ExportSpecifier') {
			return passedOn.has(parent) || parent['local'] !== node ? undefined : 'use';
		}
		if (type === 'UpdateExpression') return 'assigned';
		if (/^(?:AssignmentExpression|For(?:Of|In)Statement)$/.test(type) && parent['left'] === node) {
			return 'assigned';
		}
		const isExpression =
			inList.has(node) || (expressionPlaces[type] ?? []).some((place) => parent[place] === node);
		return isExpression ? 'use' : 'other';
	}
}

/**
 * Where a name that is declared at the top level of a module is used.
 *
 * @param declaredAt offsets at which the name stands in its own declarations
 */
export function usesOf(
	body: readonly SyntaxNode[],
	name: string,
	declaredAt: readonly number[],
): NameUses {
	const uses = new Map<number, NameUse>();
	let [assigned, unsure] = [false, false];
	visitNames(body, (node, role) => {
		const { start } = node;
		if (asText(node['name']) !== name || declaredAt.includes(start)) return;
		if (role === 'assigned') assigned = true;
		else if (role === 'other') unsure = true;
		else uses.set(start, { start, shorthand: role === 'shorthand' });
	});
	return { uses: [...uses.values()], assigned, unsure };
}

/** Gives the uses of a name another one. */
export function renameUses(
	uses: readonly NameUse[],
	{ from, to }: { readonly from: string; readonly to: string },
): readonly TextEdit[] {
	return uses.map(({ start, shorthand }) => {
		const end = start + from.length;
		return shorthand
			? { range: { start: end, end }, newText: `: ${to}` }
			: { range: { start, end }, newText: to };
	});
}
