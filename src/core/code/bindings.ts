import { blockTypes } from './blockTypes.ts';
import { namesIn } from './moduleShape.ts';
import { asNode, asNodes, asText, childrenOf, walk, type SyntaxNode } from './syntaxTree.ts';

/** The names that are declared in one pair of braces, with what they are set to. */
interface Scope {
	readonly outer: Scope | undefined;
	readonly values: Map<string, SyntaxNode | undefined>;
	/** Those that are set again or changed later on. */
	readonly changed: Set<string>;
}

/** A name that is set or changed later on, as seen from where that happens. */
interface Changed {
	readonly name: string;
	readonly scope: Scope;
}

interface Visit {
	readonly node: SyntaxNode;
	readonly scope: Scope;
	/** Where `var` declares. */
	readonly functionScope: Scope;
}

/** Variables that stand for each other would never end, and nobody hands a value on so often. */
const mostSteps = 50;

/** What the variables of a module stand for, as far as that can be told without running it. */
export class Bindings {
	readonly #scopes = new Map<SyntaxNode, Scope>();

	/** @param body the statements of the module */
	constructor(body: readonly SyntaxNode[]) {
		const top = newScope(undefined);
		const changed: Changed[] = [];
		const open: Visit[] = body
			.toReversed()
			.map((node) => ({ node, scope: top, functionScope: top }));
		for (let visit = open.pop(); visit; visit = open.pop()) {
			const { node } = visit;
			if (node.type === 'Identifier') this.#scopes.set(node, visit.scope);
			declareNames(visit);
			for (const name of changedNames(node)) changed.push({ name, scope: visit.scope });
			const inner = innerScope(visit);
			for (const child of childrenOf(node)) open.push({ node: child, ...inner });
		}
		for (const { name, scope } of changed) scopeOf(name, scope)?.changed.add(name);
	}

	/**
	 * What an expression stands for, with variables and notes on its type looked through: itself where
	 * that cannot be told. A variable that is set again or changed later on stands for nothing.
	 */
	resolve(expression: SyntaxNode): SyntaxNode {
		return this.#resolve(expression, false);
	}

	/** The same, but for what variables are at first, whatever happens to them later on. */
	resolveAtFirst(expression: SyntaxNode): SyntaxNode {
		return this.#resolve(expression, true);
	}

	#resolve(expression: SyntaxNode, atFirst: boolean): SyntaxNode {
		let node = expression;
		for (let steps = 0; steps < mostSteps; steps++) {
			const next = this.#behind(node, atFirst);
			if (!next) break;
			node = next;
		}
		return node;
	}

	#behind(node: SyntaxNode, atFirst: boolean): SyntaxNode | undefined {
		switch (node.type) {
			case 'TSAsExpression':
			case 'TSSatisfiesExpression':
			case 'TSNonNullExpression':
			case 'TSTypeAssertion':
			case 'ParenthesizedExpression':
				return asNode(node['expression']);
			case 'Identifier': {
				const name = asText(node['name']);
				const from = this.#scopes.get(node);
				const scope = from && scopeOf(name, from);
				return scope && (atFirst || !scope.changed.has(name)) ? scope.values.get(name) : undefined;
			}
			default:
				return undefined;
		}
	}
}

function newScope(outer: Scope | undefined): Scope {
	return { outer, values: new Map(), changed: new Set() };
}

function scopeOf(name: string, from: Scope): Scope | undefined {
	let scope: Scope | undefined = from;
	while (scope && !scope.values.has(name)) scope = scope.outer;
	return scope;
}

const functions: ReadonlySet<string> = new Set([
	'FunctionDeclaration',
	'FunctionExpression',
	'ArrowFunctionExpression',
]);

/** The scopes of what stands in a node; parameters belong to the function that has them. */
function innerScope({ node, scope, functionScope }: Visit): Pick<Visit, 'scope' | 'functionScope'> {
	const isFunction = functions.has(node.type);
	if (!isFunction && !blockTypes.has(node.type)) return { scope, functionScope };
	const inner = newScope(scope);
	const bound = [...asNodes(node['params']), ...asNodes([node['param']])];
	for (const { name } of bound.flatMap(namesIn)) inner.values.set(name, undefined);
	return { scope: inner, functionScope: isFunction ? inner : functionScope };
}

function declareNames({ node, scope, functionScope }: Visit): void {
	const declare = (home: Scope, name: string, value: SyntaxNode | undefined): void => {
		home.values.set(name, home.values.has(name) ? undefined : value);
	};
	switch (node.type) {
		case 'VariableDeclaration':
			for (const declared of asNodes(node['declarations'])) {
				const id = asNode(declared['id']);
				const value = id?.type === 'Identifier' ? asNode(declared['init']) : undefined;
				for (const { name } of namesIn(id)) {
					declare(node['kind'] === 'var' ? functionScope : scope, name, value);
				}
			}
			break;
		case 'ImportDeclaration':
			for (const imported of asNodes(node['specifiers'])) {
				declare(scope, asText(asNode(imported['local'])?.['name']), undefined);
			}
			break;
		case 'FunctionDeclaration':
		case 'ClassDeclaration':
		case 'TSEnumDeclaration':
		case 'TSModuleDeclaration':
			for (const { name } of namesIn(asNode(node['id']))) declare(scope, name, undefined);
			break;
		default:
			break;
	}
}

/** The names that a node sets anew or whose members it changes. */
function changedNames(node: SyntaxNode): readonly string[] {
	switch (node.type) {
		case 'AssignmentExpression':
		case 'ForInStatement':
		case 'ForOfStatement':
			return namesSetIn(asNode(node['left']));
		case 'UpdateExpression':
			return namesSetIn(asNode(node['argument']));
		case 'UnaryExpression':
			return node['operator'] === 'delete' ? namesSetIn(asNode(node['argument'])) : [];
		case 'CallExpression': {
			const callee = asNode(node['callee']);
			const onObject = asText(asNode(callee?.['object'])?.['name']) === 'Object';
			// `Object.assign(config, …)`; what comes behind the first is only read.
			return onObject ? namesSetIn(asNodes(node['arguments'])[0]) : [];
		}
		default:
			return [];
	}
}

function namesSetIn(target: SyntaxNode | undefined): readonly string[] {
	if (!target || target.type === 'VariableDeclaration') return [];
	const names: string[] = [];
	const members = new Set<SyntaxNode | undefined>();
	walk([target], (node) => {
		if (node.type === 'MemberExpression') members.add(asNode(node['property']));
		if (node.type === 'Identifier' && !members.has(node)) names.push(asText(node['name']));
	});
	return names;
}
