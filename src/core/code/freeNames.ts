import { blockTypes } from './blockTypes.ts';
import { namesIn } from './moduleShape.ts';
import { asNode, asNodes, asText, childrenOf, type SyntaxNode } from './syntaxTree.ts';

/** The names that are declared between one pair of braces, or by one function or type. */
interface Scope {
	readonly outer: Scope | undefined;
	readonly names: Set<string>;
}

interface Visit {
	readonly node: SyntaxNode;
	readonly parent: SyntaxNode | undefined;
	readonly scope: Scope;
	/** Where `var` declares. */
	readonly functionScope: Scope;
}

/**
 * The names of values and types that code asks for and does not declare itself: what it needs from
 * around it. Parameters, type parameters and what is declared inside are looked through; keys,
 * labels and members are no names.
 */
export function freeNames(roots: readonly SyntaxNode[]): ReadonlySet<string> {
	const top = newScope(undefined);
	const uses: { readonly name: string; readonly scope: Scope }[] = [];
	const open: Visit[] = roots
		.toReversed()
		.map((node) => ({ node, parent: undefined, scope: top, functionScope: top }));
	for (let visit = open.pop(); visit; visit = open.pop()) {
		const { node, parent } = visit;
		if (node.type === 'Identifier' && !isWord(node, parent)) {
			uses.push({ name: asText(node['name']), scope: visit.scope });
		}
		declareNames(visit);
		const inner = innerScope(visit);
		for (const child of childrenOf(node)) {
			if (!isElsewhere(child, node)) open.push({ node: child, parent: node, ...inner });
		}
	}
	return new Set(uses.flatMap(({ name, scope }) => (isDeclared(name, scope) ? [] : [name])));
}

function newScope(outer: Scope | undefined): Scope {
	return { outer, names: new Set() };
}

function isDeclared(name: string, from: Scope): boolean {
	for (let scope: Scope | undefined = from; scope; scope = scope.outer) {
		if (scope.names.has(name)) return true;
	}
	return false;
}

/** Where a node keeps a word that stands for nothing, by type. */
const wordPlaces: Readonly<Record<string, readonly string[]>> = {
	BreakStatement: ['label'],
	ContinueStatement: ['label'],
	ExportAllDeclaration: ['exported'],
	ImportAttribute: ['key'],
	ImportDefaultSpecifier: ['local'],
	ImportNamespaceSpecifier: ['local'],
	ImportSpecifier: ['imported', 'local'],
	LabeledStatement: ['label'],
	MetaProperty: ['meta', 'property'],
	TSEnumMember: ['id'],
	TSNamedTupleMember: ['label'],
	TSQualifiedName: ['right'],
};

/** What names things of another module. */
function isElsewhere(node: SyntaxNode, parent: SyntaxNode): boolean {
	if (parent.type === 'TSImportType') return parent['qualifier'] === node;
	return node.type === 'ExportSpecifier' && asNode(parent['source']) !== undefined;
}

/** A key of a property, a member behind a dot, a label: a word that is looked up nowhere. */
function isWord(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
	if (!parent) return false;
	if ((wordPlaces[parent.type] ?? []).some((place) => parent[place] === node)) return true;
	if (parent.type === 'ExportSpecifier') return parent['local'] !== node;
	if (parent['computed'] === true) return false;
	if (parent.type === 'MemberExpression') return parent['property'] === node;
	// The key of `{ name }` is its value as well, and visited as that.
	return parent['key'] === node && parent['value'] !== node;
}

/** Types that name something inside of them. */
const namingTypes: ReadonlySet<string> = new Set(['TSConditionalType', 'TSMappedType']);

function isDeclaration({ type }: SyntaxNode): boolean {
	return /Declaration$|^TSDeclareFunction$/.test(type);
}

/** The scopes of what stands in a node; parameters belong to what has them. */
function innerScope({ node, scope, functionScope }: Visit): Pick<Visit, 'scope' | 'functionScope'> {
	const isFunction = /Function(?:Declaration|Expression)?$|^TSDeclareMethod$/.test(node.type);
	const typeParameters = asNode(node['typeParameters']);
	const typeNames =
		typeParameters?.type === 'TSTypeParameterDeclaration' ? asNodes(typeParameters['params']) : [];
	const parameters = [
		...(isFunction ? asNodes(node['params']) : []),
		...asNodes(node['parameters']),
		...asNodes([node['param']]),
	].map((each) => asNode(each['parameter']) ?? each);
	// An expression may have a name, which is known inside of it.
	const ownName = isDeclaration(node) || !/^(?:Function|Class)/.test(node.type) ? [] : [node['id']];
	const bound = [...parameters, ...asNodes(ownName)].flatMap(namesIn);
	const isBlock = blockTypes.has(node.type) || namingTypes.has(node.type);
	const isScope = isFunction || isBlock || bound.length > 0 || typeNames.length > 0;
	if (!isScope) return { scope, functionScope };
	const inner = newScope(scope);
	for (const { name } of bound) inner.names.add(name);
	for (const each of typeNames) inner.names.add(asText(each['name']));
	return { scope: inner, functionScope: isFunction ? inner : functionScope };
}

function declareNames({ node, scope, functionScope }: Visit): void {
	switch (node.type) {
		case 'VariableDeclaration':
			for (const declared of asNodes(node['declarations'])) {
				const home = node['kind'] === 'var' ? functionScope : scope;
				for (const { name } of namesIn(asNode(declared['id']))) home.names.add(name);
			}
			break;
		case 'TSTypeParameter':
			// Those of `infer` and of mapped types stand alone.
			scope.names.add(asText(node['name']));
			break;
		default:
			if (isDeclaration(node)) {
				for (const { name } of namesIn(asNode(node['id']))) scope.names.add(name);
			}
	}
}
