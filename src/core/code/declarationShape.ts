import { argumentsOf } from './calls.ts';
import { namesIn } from './moduleShape.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asNode, asNodes, asText, parseModule, walk, type SyntaxNode } from './syntaxTree.ts';

/** What a declaration is, as far as it can be read without running or checking it. */
export type DeclarationShape =
	| FunctionShape
	/** `unknown` is what only running or checking the code could tell. */
	| { readonly kind: 'class' | 'type' | 'value' | 'unknown' }
	/** A table of Drizzle; columns are `undefined` where they cannot be read. */
	| { readonly kind: 'table'; readonly columns: ReadonlySet<string> | undefined };

export interface FunctionShape {
	readonly kind: 'function';
	/** `undefined` where it may hand on a promise without saying so. */
	readonly async: boolean | undefined;
	/** Parameters that every call has to give. */
	readonly required: number;
	/** Parameters that a call can give. */
	readonly most: number;
}

/** A declaration at the top level of a module. */
export interface Declaration {
	readonly shape: DeclarationShape;
	/** The statement, without its `export`. */
	readonly text: string;
}

/** What a module declares at its top level under a name; `undefined` where it does not. */
export function declarationOf(module: ParsedModule, name: string): Declaration | undefined {
	let found: Declaration | undefined;
	for (const statement of module.tree?.body ?? []) {
		const node =
			(statement.type.startsWith('Export') && asNode(statement['declaration'])) || statement;
		const shape = shapeIn(node, name);
		if (!shape) continue;
		const text = module.text.slice(node.start, node.end);
		// Of overloads the calls that one of them takes can be made.
		found = {
			shape: found ? joined(found.shape, shape) : shape,
			text: found ? `${found.text}\n${text}` : text,
		};
	}
	return found;
}

function shapeIn(node: SyntaxNode, name: string): DeclarationShape | undefined {
	if (node.type === 'VariableDeclaration') {
		const declared = asNodes(node['declarations']).find((each) =>
			namesIn(asNode(each['id'])).some((bound) => bound.name === name),
		);
		if (!declared) return undefined;
		const id = asNode(declared['id']);
		const isPlain = id?.type === 'Identifier' && !asNode(id['typeAnnotation']);
		const init = isPlain ? bare(asNode(declared['init'])) : undefined;
		return valueShape(init);
	}
	if (asText(asNode(node['id'])?.['name']) !== name) return undefined;
	switch (node.type) {
		case 'FunctionDeclaration':
		case 'TSDeclareFunction':
			return functionShape(node);
		case 'ClassDeclaration':
			return { kind: 'class' };
		case 'TSInterfaceDeclaration':
		case 'TSTypeAliasDeclaration':
			return { kind: 'type' };
		default:
			return { kind: 'value' };
	}
}

function joined(one: DeclarationShape, other: DeclarationShape): DeclarationShape {
	if (one.kind !== 'function' || other.kind !== 'function') {
		return one.kind === 'type' ? other : one;
	}
	return {
		kind: 'function',
		async: one.async === other.async ? one.async : undefined,
		required: Math.min(one.required, other.required),
		most: Math.max(one.most, other.most),
	};
}

/** An expression without the notes on its type. */
function bare(node: SyntaxNode | undefined): SyntaxNode | undefined {
	let inner = node;
	while (inner && /^(?:TSSatisfies|TSAs|TSNonNull|Parenthesized)Expression$/.test(inner.type)) {
		inner = asNode(inner['expression']);
	}
	return inner;
}

function valueShape(init: SyntaxNode | undefined): DeclarationShape {
	if (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression') {
		return functionShape(init);
	}
	if (init?.type === 'ClassExpression') return { kind: 'class' };
	if (init && /^(?:(?:Object|Array|New)Expression|(?:Template)?Literal)$/.test(init.type)) {
		return { kind: 'value' };
	}
	const table = tableCall(init);
	return table ? { kind: 'table', columns: columnsOf(argumentsOf(table)[1]) } : { kind: 'unknown' };
}

/** The call that makes a table of Drizzle, `pgTable('users', { … })`, where an expression is one. */
export function tableCall(expression: SyntaxNode | undefined): SyntaxNode | undefined {
	const call = bare(expression);
	const callee = asText(asNode(call?.['callee'])?.['name']);
	return call?.type === 'CallExpression' && /^[a-z]\w*Table$/.test(callee) ? call : undefined;
}

function columnsOf(node: SyntaxNode | undefined): ReadonlySet<string> | undefined {
	if (node?.type !== 'ObjectExpression') return undefined;
	const properties = asNodes(node['properties']);
	const names = properties.map(keyOf);
	return names.includes('') ? undefined : new Set(names);
}

/** The name of a property; empty where it has none that can be read. */
export function keyOf(property: SyntaxNode): string {
	if (property.type !== 'Property' || property['computed'] === true) return '';
	const key = asNode(property['key']);
	return asText(key?.['name']) || asText(key?.['value']);
}

function functionShape(node: SyntaxNode): FunctionShape {
	const params = asNodes(node['params']).filter((each) => each['name'] !== 'this');
	const needed = params.findLastIndex(
		(each) =>
			each.type !== 'RestElement' && each.type !== 'AssignmentPattern' && each['optional'] !== true,
	);
	const isOpen = params.at(-1)?.type === 'RestElement';
	return {
		kind: 'function',
		async: isAsync(node),
		required: needed + 1,
		most: isOpen ? Infinity : params.length,
	};
}

/** Whether a function gives a promise; `undefined` where only its types could tell. */
function isAsync(node: SyntaxNode): boolean | undefined {
	if (node['async'] === true) return true;
	const said = asNode(asNode(node['returnType'])?.['typeAnnotation']);
	if (said) {
		const name = asText(asNode(said['typeName'])?.['name']);
		if (/^Promise(?:Like)?$/.test(name)) return true;
		return said.type.endsWith('Keyword') && said.type !== 'TSAnyKeyword' ? false : undefined;
	}
	const body = asNode(node['body']);
	if (!body) return undefined;
	const results = body.type === 'BlockStatement' ? returnedIn(body) : [body];
	return results.some(mayBePromise) ? undefined : false;
}

/** What a function returns; functions inside of it return for themselves. */
function returnedIn(body: SyntaxNode): readonly SyntaxNode[] {
	const found: SyntaxNode[] = [];
	walk([body], (node) => {
		if (/Function(?:Declaration|Expression)$/.test(node.type)) return false;
		const result = node.type === 'ReturnStatement' ? asNode(node['argument']) : undefined;
		if (result) found.push(result);
		return true;
	});
	return found;
}

function mayBePromise(expression: SyntaxNode): boolean {
	const node = bare(expression);
	if (!node) return false;
	const branches = asNodes([node['consequent'], node['alternate'], node['left'], node['right']]);
	if (/^(?:Conditional|Logical)Expression$/.test(node.type)) return branches.some(mayBePromise);
	return /^(?:Call|New|Import|Chain|TaggedTemplate)Expression$/.test(node.type);
}

/** Whether two declarations say the same, however they are formatted, and whatever comments say. */
export function isSameText(one: string, other: string): boolean {
	const [here, there] = [parseModule(one), parseModule(other)];
	if (here && there) return isSameTree(here.body, there.body);
	return !here && !there && isSameButLayout(one, other);
}

/** Whether two texts of any language have the same characters, but for blanks, quotes and what ends lines. */
export function isSameButLayout(one: string, other: string): boolean {
	return compact(one) === compact(other);
}

function compact(text: string): string {
	return text
		.replace(/"/g, "'")
		.replace(/\s+/g, '')
		.replace(/[,;](?=[)\]};]|$)/g, '')
		.replace(/;/g, '');
}

/** What only says where something stands, or how it is written. Of regular expressions there is `regex`. */
const layout: ReadonlySet<string> = new Set(['start', 'end', 'loc', 'range', 'raw', 'extra']);

/** Compares two trees without recursion, since code may nest deeply. */
function isSameTree(one: unknown, other: unknown): boolean {
	const open: [unknown, unknown][] = [[one, other]];
	for (let pair = open.pop(); pair; pair = open.pop()) {
		const [here, there] = pair.map(withoutParentheses);
		if (Object.is(here, there)) continue;
		if (typeof here !== 'object' || typeof there !== 'object' || !here || !there) return false;
		if (Array.isArray(here) !== Array.isArray(there)) return false;
		const [own, its] = [new Map(entriesOf(here)), new Map(entriesOf(there))];
		if (own.size !== its.size) return false;
		for (const [key, value] of own) {
			if (!its.has(key)) return false;
			open.push([value, its.get(key)]);
		}
	}
	return true;
}

function withoutParentheses(value: unknown): unknown {
	let inner = value;
	for (let node = asNode(inner); node?.type === 'TSParenthesizedType'; node = asNode(inner)) {
		inner = node['typeAnnotation'];
	}
	return inner;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
	if (Array.isArray(value)) {
		// Without semicolons one of them can stand in front of a bracket.
		const items = value.filter((each) => asNode(each)?.type !== 'EmptyStatement');
		return Object.entries<unknown>(items);
	}
	return Object.entries(value)
		.filter(([key, each]) => each !== undefined && !(each instanceof RegExp) && !layout.has(key))
		.map(([key, each]) => [key, key === 'key' ? withoutQuotes(value, each) : each] as const);
}

/** The key of a member, which says the same in quotes. */
function withoutQuotes(member: object, key: unknown): unknown {
	const name = asNode(key);
	const isPlain = !('computed' in member && member.computed === true);
	return isPlain && name?.type === 'Literal' && typeof name['value'] === 'string'
		? { type: 'Identifier', name: name['value'] }
		: key;
}
