import { quoted } from './quoted.ts';
import {
	DocComments,
	functionTags,
	isTagged,
	returnTags,
	templateTags,
	typedefTags,
	typedParameters,
} from './jsDocTypes.ts';
import { ParsedModule } from './parsedModule.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import {
	asNode,
	asNodes,
	asText,
	parseJavaScript,
	walk,
	type SyntaxNode,
	type SyntaxTree,
} from './syntaxTree.ts';
import { indentAt, lineEndOf } from '../text/textEdits.ts';
import { skipBlankLines, skipBlanks, startOfSpace } from '../text/blanks.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';
import { annotationOf, isEntity, isFunction, TypeText, type TypeNames } from './typeText.ts';
import { RewrittenText } from './rewrittenText.ts';

export interface Stripped {
	readonly code: string;
	/** Why the code still has its types, as a sentence for the user; `undefined` if all went well. */
	readonly note: string | undefined;
}

/** What the JavaScript is for. */
export interface JavaScriptUse {
	/**
	 * It is type-checked: then what is asserted in expressions becomes JSDoc too. Else only functions,
	 * variables and types have JSDoc, which editors show.
	 */
	readonly checked: boolean;
	/** TypeScript reads `@import` comments, as it does from 5.5 on; else `import('…').Name` is written. */
	readonly importTags: boolean;
	/** It is the script of a component, whose markup may use what is imported. */
	readonly inComponent?: boolean;
}

/** A project that checks its JavaScript with a TypeScript of today. */
export const checkedToday: JavaScriptUse = { checked: true, importTags: true };

/**
 * Turns TypeScript into JavaScript that reads as if written by hand: types leave no gaps, comments
 * stay, and the types become JSDoc, so that a checker finds in it what it found in the original. Code
 * that cannot be parsed, or that uses TypeScript which is more than types (enums, namespaces,
 * parameter properties), comes back as it was, with a note.
 */
export function stripTypes(
	module: string | ParsedModule,
	use: JavaScriptUse = checkedToday,
): Stripped {
	const { text: code, tree } = ParsedModule.of(module);
	if (!tree) return { code, note: 'The code could not be parsed, so its types were left in.' };
	const stripping = new Stripping(code, tree, use);
	const stripped = stripping.run();
	if (stripping.beyondTypes) {
		return {
			code,
			note: `${stripping.beyondTypes} cannot be turned into JavaScript: rewrite it by hand.`,
		};
	}
	return parseJavaScript(stripped)
		? { code: stripped === code ? code : withoutLeadingBlank(stripped), note: undefined }
		: { code, note: 'The types could not be taken out safely, so they were left in.' };
}

const typeStatements: ReadonlySet<string> = new Set([
	'TSInterfaceDeclaration',
	'TSTypeAliasDeclaration',
	'TSDeclareFunction',
]);

const beyondTypes: Readonly<Record<string, string>> = {
	TSEnumDeclaration: 'An enum',
	TSModuleDeclaration: 'A namespace',
	TSParameterProperty: 'A constructor parameter with a modifier',
	TSImportEqualsDeclaration: '`import … = require(…)`',
	TSExportAssignment: '`export = …`',
};

/** Functions of the Svelte compiler, which it knows by their names: they stay as they are called. */
const runes = /^\$(?:state(?:\.raw)?|derived(?:\.by)?|props)$/;

/** What a member or a variable that is said to be set later gets instead of the `!`. */
const unset = ' = /** @type {any} */ (undefined)';

/** One module on its way from TypeScript to JavaScript. */
class Stripping {
	/** The first thing that types-only stripping cannot express. */
	beyondTypes: string | undefined;
	readonly #code: string;
	readonly #tree: SyntaxTree;
	readonly #use: JavaScriptUse;
	readonly #result: RewrittenText;
	readonly #docs: DocComments;
	readonly #types: TypeText;
	readonly #onlyTypes: ReadonlySet<SyntaxNode>;
	/** Functions and expressions whose types stand in a comment further out. */
	readonly #told = new Set<SyntaxNode>();
	/** What comes in place of annotations and type arguments; nothing unless it stands here. */
	readonly #inPlace = new Map<SyntaxNode, string>();
	/** Where parentheses open that belong to a comment in front of them. */
	readonly #taken = new Set<number>();
	/** The signatures before a function or a method. */
	readonly #overloads = new Map<SyntaxNode, readonly SyntaxNode[]>();
	/** Interfaces of one name, which TypeScript takes as one. */
	readonly #interfaces: ReadonlyMap<string, readonly SyntaxNode[]>;

	constructor(code: string, tree: SyntaxTree, use: JavaScriptUse) {
		this.#code = code;
		this.#tree = tree;
		this.#use = use;
		this.#result = new RewrittenText(code);
		this.#docs = new DocComments(code, tree);
		this.#onlyTypes = use.inComponent ? new Set() : importsUsedAsTypes(tree);
		this.#types = new TypeText(code, tree, use.importTags ? new Map() : this.#importedNames());
		const declared = tree.body.map((node) => asNode(node['declaration']) ?? node);
		this.#interfaces = Map.groupBy(
			declared.filter(({ type }) => type === 'TSInterfaceDeclaration'),
			nameOf,
		);
	}

	run(): string {
		this.#findOverloads(this.#tree.body);
		walk(this.#tree.body, (node, parent) => this.#visit(node, parent));
		this.#writeImports();
		return this.#result.toString();
	}

	#visit(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
		if (isTypeStatement(node)) {
			if (node.type !== 'ImportDeclaration') this.#typeStatement(node);
			return false;
		}
		const unsupported = beyondTypes[node.type];
		if (unsupported) {
			this.beyondTypes ??= unsupported;
			return false;
		}
		if (isFunction(node) && node.type !== 'FunctionDeclaration') this.#functionInside(node);
		switch (node.type) {
			case 'ImportDeclaration':
				return false;
			case 'ExportNamedDeclaration':
				return this.#exportedNames(node);
			case 'ExportDefaultDeclaration':
			case 'ReturnStatement':
				this.#functionAt(node, asNode(node['declaration']) ?? asNode(node['argument']));
				return true;
			case 'ExpressionStatement': {
				const assigned = asNode(asNode(node['expression'])?.['right']);
				this.#functionAt(node, assigned);
				return true;
			}
			case 'FunctionDeclaration':
				this.#function(node, startOf(node, parent));
				return true;
			case 'VariableDeclaration':
				this.#variables(node, parent);
				return true;
			case 'BlockStatement':
			case 'ClassBody':
			case 'StaticBlock':
				this.#findOverloads(asNodes(node['body']));
				return true;
			case 'TSTypeAnnotation':
				this.#replace(beforeMark(this.#code, node.start), node.end, this.#inPlace.get(node));
				return false;
			case 'TSTypeParameterDeclaration':
			case 'TSTypeParameterInstantiation':
				this.#replace(node.start, node.end, this.#inPlace.get(node));
				return false;
			case 'TSAsExpression':
			case 'TSSatisfiesExpression':
				this.#assertion(node, parent);
				return true;
			case 'TSTypeAssertion':
				this.#oldAssertion(node);
				return true;
			case 'TSNonNullExpression':
				this.#nonNull(node, parent);
				return true;
			case 'CallExpression':
			case 'TaggedTemplateExpression':
			case 'TSInstantiationExpression':
				this.#typedCall(node);
				return true;
			case 'NewExpression':
				this.#typedNew(node);
				return true;
			case 'CatchClause':
				this.#caught(node);
				return true;
			case 'Identifier':
				if (node['name'] === 'this' && parent) {
					const { range } = thisParameter(this.#code, node);
					this.#result.replace(range, '');
				} else if (node['optional'] === true && !node['typeAnnotation']) {
					this.#replace(node.end - 1, node.end);
				}
				return true;
			case 'ClassDeclaration':
			case 'ClassExpression':
				this.#class(node, parent);
				return true;
			case 'Property':
				if (parent?.type === 'ObjectExpression') this.#functionAt(node, asNode(node['value']));
				return true;
			case 'PropertyDefinition':
			case 'MethodDefinition':
			case 'TSAbstractMethodDefinition':
			case 'TSAbstractPropertyDefinition':
			case 'TSIndexSignature':
				return this.#member(node);
			default:
				// Types that stand where nothing above expects them are left to the check at the end.
				return true;
		}
	}

	#replace(start: number, end: number, newText = ''): void {
		this.#result.replace({ start, end }, newText);
	}

	#remove(node: TextRange): void {
		this.#result.replace(statementLines(this.#code, this.#tree, node), '');
	}

	#document(at: number, tags: readonly string[], signatures: readonly SyntaxNode[] = []): void {
		if (tags.length === 0 && signatures.length === 0) return;
		const overloads = signatures.map((signature) => {
			const { start } = signature;
			return {
				at: start,
				tags: functionTags(asNode(signature['value']) ?? signature, this.#types),
			};
		});
		const { range, text } = this.#docs.above(at, tags, overloads);
		if (range.start === range.end) this.#result.open(range.start, text);
		else this.#result.replace(range, text);
	}

	// Types

	#typeStatement(node: SyntaxNode): void {
		const declaration = asNode(node['declaration']) ?? node;
		const { type } = declaration;
		const name = nameOf(declaration);
		if (type === 'TSInterfaceDeclaration' || type === 'TSTypeAliasDeclaration') {
			const same = this.#interfaces.get(name) ?? [];
			const isFirst = same.length < 2 || same[0] === declaration;
			const isJoined = same.length > 1 && same.includes(declaration);
			if (isJoined && !isFirst) this.#remove(node);
			else {
				const tags = isJoined
					? joinedTags(same, name, this.#types)
					: typedefTags(declaration, name, this.#types);
				this.#putTypes(node, tags);
			}
			return;
		}
		const tags = type.startsWith('Export') ? this.#reexports(node) : [];
		if (tags.length > 0) {
			const comments = tags.map((tag) => `/** ${tag} */`);
			this.#replace(node.start, node.end, comments.join(lineEndOf(this.#code)));
		} else this.#remove(node);
	}

	#putTypes(node: SyntaxNode, tags: readonly string[]): void {
		const { range, text } = this.#docs.inPlaceOf(node, tags);
		this.#result.replace(range, text);
	}

	/** `@typedef` for each type that is passed on from another module. */
	#reexports(node: SyntaxNode): readonly string[] {
		const source = asNode(node['source']);
		if (!source) return [];
		return asNodes(node['specifiers']).flatMap((each) => {
			if (node['exportKind'] !== 'type' && each['exportKind'] !== 'type') return [];
			const [local, exported] = [nameIn(each, 'local'), nameIn(each, 'exported')];
			const from = quoted(asText(source['value']), this.#code.charAt(source.start));
			return local === '' || exported === ''
				? []
				: [`@typedef {import(${from}).${local}} ${exported}`];
		});
	}

	/** @returns whether what is inside is to be visited */
	#exportedNames(node: SyntaxNode): boolean {
		const names = asNodes(node['specifiers']);
		const kept = names.filter((name) => !isTypeName(name));
		if (kept.length === names.length) return true;
		const comments = this.#reexports(node).map((tag) => `/** ${tag} */`);
		const lineEnd = lineEndOf(this.#code);
		if (kept.length === 0) {
			if (comments.length > 0) this.#replace(node.start, node.end, comments.join(lineEnd));
			else this.#remove(node);
			return false;
		}
		for (const { range, newText } of listEdits(this.#code, names, kept)) {
			this.#result.replace(range, newText);
		}
		const indent = indentAt(this.#code, node.start);
		for (const comment of comments) this.#result.open(node.start, `${comment}${lineEnd}${indent}`);
		return false;
	}

	// Imports

	/** What `import('…')` says in place of the names that are imported as types. */
	#importedNames(): TypeNames {
		const names = new Map<string, string>();
		for (const { node, specifiers } of this.#typeImports()) {
			const source = asText(asNode(node['source'])?.['value']);
			for (const each of specifiers) {
				const imported = nameIn(each, 'imported') || 'default';
				const isNamespace = each.type === 'ImportNamespaceSpecifier';
				const module = `import(${quoted(source, "'")})`;
				names.set(nameIn(each, 'local'), isNamespace ? module : `${module}.${imported}`);
			}
		}
		return names;
	}

	/** The names of each import statement that stand for nothing at run time. */
	#typeImports(): readonly {
		readonly node: SyntaxNode;
		readonly specifiers: readonly SyntaxNode[];
	}[] {
		return this.#tree.body.flatMap((node) => {
			if (node.type !== 'ImportDeclaration') return [];
			const all = asNodes(node['specifiers']);
			const isType = node['importKind'] === 'type';
			const specifiers = all.filter(
				(name) => isType || isTypeName(name) || this.#onlyTypes.has(name),
			);
			return [{ node, specifiers }];
		});
	}

	#writeImports(): void {
		const imports = this.#typeImports();
		const isKept = ({ node, specifiers }: (typeof imports)[number]): boolean =>
			node['importKind'] !== 'type' &&
			specifiers.length < Math.max(1, asNodes(node['specifiers']).length);
		const comments = this.#use.importTags ? this.#importComments(imports) : [];
		const first = imports.find(isKept);
		const lineEnd = lineEndOf(this.#code);
		const replaced = first ? undefined : imports[0]?.node;
		if (first && comments.length > 0) {
			const indent = indentAt(this.#code, first.node.start);
			this.#result.open(
				first.node.start,
				comments.map((comment) => `${comment}${lineEnd}${indent}`).join(''),
			);
		}
		for (const { node, specifiers } of imports) {
			const names = asNodes(node['specifiers']);
			if (isKept({ node, specifiers })) {
				const kept = names.filter((name) => !specifiers.includes(name));
				if (kept.length === names.length) continue;
				for (const { range, newText } of listEdits(this.#code, names, kept)) {
					this.#result.replace(range, newText);
				}
			} else if (node === replaced && comments.length > 0) {
				const indent = indentAt(this.#code, node.start);
				this.#replace(node.start, node.end, comments.join(`${lineEnd}${indent}`));
			} else this.#remove(node);
		}
	}

	/** One `@import` for each module whose types are used. */
	#importComments(
		imports: readonly { readonly node: SyntaxNode; readonly specifiers: readonly SyntaxNode[] }[],
	): readonly string[] {
		const bySource = new Map<string, string[]>();
		const comments: string[] = [];
		for (const { node, specifiers } of imports) {
			const source = asNode(node['source']);
			const from = source ? this.#code.slice(source.start, source.end) : '';
			for (const each of specifiers) {
				const local = nameIn(each, 'local');
				if (!this.#types.used.has(local)) continue;
				if (each.type === 'ImportSpecifier') {
					const names = bySource.get(from) ?? [];
					if (names.length === 0) bySource.set(from, names);
					const imported = nameIn(each, 'imported');
					names.push(imported === local ? local : `${imported} as ${local}`);
				} else {
					const isNamespace = each.type === 'ImportNamespaceSpecifier';
					comments.push(`/** @import ${isNamespace ? `* as ${local}` : local} from ${from} */`);
				}
			}
		}
		const named = [...bySource].map(
			([from, names]) => `/** @import { ${[...new Set(names)].join(', ')} } from ${from} */`,
		);
		return [...comments, ...named];
	}

	// Functions

	#findOverloads(statements: readonly SyntaxNode[]): void {
		let signatures: SyntaxNode[] = [];
		for (const statement of statements) {
			const node = asNode(statement['declaration']) ?? statement;
			if (node.type === 'TSDeclareFunction' && node['declare'] !== true) signatures.push(node);
			else if (isSignature(node)) signatures.push(node);
			else {
				const own = signatures.filter((each) => nameOf(each) === nameOf(node));
				if (own.length > 0) this.#overloads.set(node, own);
				signatures = [];
			}
		}
	}

	/** A function with its comment in front of the statement or the member that it is. */
	#function(node: SyntaxNode, at: number): void {
		this.#document(at, functionTags(node, this.#types), this.#overloads.get(node));
		this.#untaggedParameters(node);
	}

	/** A function that is the value of a statement or a property, which then has the comment. */
	#functionAt(host: SyntaxNode, value: SyntaxNode | undefined): void {
		if (!value || !isFunction(value) || value.type === 'FunctionDeclaration') return;
		// The function of a method has no place of its own for a comment.
		const isMethod = host['method'] === true || /^[gs]et$/.test(asText(host['kind']));
		if (!isMethod && !this.#docs.startsLine(host.start)) return;
		this.#told.add(value);
		this.#function(value, host.start);
	}

	/** A function in the middle of a statement: its types stand in front of its parameters. */
	#functionInside(node: SyntaxNode): void {
		if (this.#told.has(node) || !this.#use.checked) return;
		const typed = typedParameters(node, this.#types);
		const isPlain =
			!node['typeParameters'] &&
			!asNodes(node['params']).some(({ name }) => name === 'this') &&
			typed.every((each) => !each?.isOptional || each.node.type === 'AssignmentPattern');
		if (!isPlain) {
			const comment = this.#docs.frame(functionTags(node, this.#types));
			this.#result.open(node.start, `${comment} `);
			return;
		}
		for (const tag of returnTags(node, this.#types)) {
			this.#result.open(node.start, `/** ${tag} */ `);
		}
		for (const each of typed) {
			if (each) this.#result.open(each.node.start, `/** @type {${each.type}} */ `);
		}
	}

	/** Types of parameters that a comment above cannot tell. */
	#untaggedParameters(node: SyntaxNode): void {
		if (!this.#use.checked) return;
		const typed = typedParameters(node, this.#types);
		for (const [i, each] of typed.entries()) {
			if (each && !isTagged(typed, i)) {
				this.#result.open(each.node.start, `/** @type {${each.type}} */ `);
			}
		}
	}

	// Variables

	#variables(node: SyntaxNode, parent: SyntaxNode | undefined): void {
		const declared = asNodes(node['declarations']);
		const [first] = declared;
		const isInFor = parent?.type.startsWith('For') === true;
		const start = startOf(node, parent);
		if (first && declared.length === 1 && !isInFor && this.#docs.startsLine(start)) {
			this.#document(start, this.#variableTags(first));
			return;
		}
		for (const each of declared) {
			const init = asNode(each['init']);
			const tags = init && isFunction(init) ? [] : this.#variableTags(each);
			if (this.#use.checked)
				for (const tag of tags) this.#result.open(each.start, `/** ${tag} */ `);
		}
	}

	#variableTags(declared: SyntaxNode): readonly string[] {
		const id = asNode(declared['id']);
		const annotation = annotationOf(id);
		const init = asNode(declared['init']);
		if (annotation) {
			const wrapper = asNode(id?.['typeAnnotation']);
			if (declared['definite'] === true && wrapper) this.#inPlace.set(wrapper, unset);
			const type = this.#types.lines(annotation);
			// TypeScript refuses `@type` of an async function by a name that comes by `@import`.
			const isAsync = init !== undefined && isFunction(init) && init['async'] === true;
			const tag = isAsync && this.#use.importTags ? '@satisfies' : '@type';
			return type === undefined ? [] : [`${tag} {${type}}`];
		}
		if (init?.type === 'TSSatisfiesExpression') {
			this.#told.add(init);
			const satisfied = this.#types.lines(asNode(init['typeAnnotation']));
			return satisfied === undefined ? [] : [`@satisfies {${satisfied}}`];
		}
		return init ? this.#valueTags(init) : [];
	}

	/** The tags that a value gives the variable or the member that holds it. */
	#valueTags(value: SyntaxNode): readonly string[] {
		if (isFunction(value)) {
			this.#told.add(value);
			this.#untaggedParameters(value);
			return functionTags(value, this.#types);
		}
		const type = this.#types.made(value) ?? this.#runeType(value);
		if (type === undefined) return [];
		this.#told.add(value);
		return [`@type {${type}}`];
	}

	#runeType(value: SyntaxNode): string | undefined {
		const callee = asNode(value['callee']);
		const [parameter] = asNodes(asNode(value['typeArguments'])?.['params']);
		if (value.type !== 'CallExpression' || !callee || !parameter) return undefined;
		const name = this.#code.slice(callee.start, callee.end);
		const type = runes.test(name) ? this.#types.inline(parameter) : undefined;
		const isEmpty = name.startsWith('$state') && asNodes(value['arguments']).length === 0;
		return type !== undefined && isEmpty && !/\bundefined$/.test(type)
			? `${type} | undefined`
			: type;
	}

	#caught(node: SyntaxNode): void {
		const parameter = asNode(node['param']);
		const type = annotationOf(parameter);
		if (!parameter || !type || type.type === 'TSUnknownKeyword' || !this.#use.checked) return;
		const text = this.#types.inline(type);
		if (text !== undefined) this.#result.open(parameter.start, `/** @type {${text}} */ `);
	}

	// Expressions

	#assertion(node: SyntaxNode, parent: SyntaxNode | undefined): void {
		const expression = asNode(node['expression']);
		const type = this.#types.inline(asNode(node['typeAnnotation']));
		if (!expression) return;
		const kind = node.type === 'TSAsExpression' ? 'type' : 'satisfies';
		const isTold = this.#told.has(node) || type === undefined || !this.#use.checked;
		this.#cast(node, expression, parent, isTold ? undefined : `@${kind} {${type}}`);
	}

	/**
	 * Turns an expression that has a type at its end into one with a comment in front.
	 *
	 * @param tag `undefined` where the type is only taken out
	 */
	#cast(
		node: SyntaxNode,
		expression: SyntaxNode,
		parent: SyntaxNode | undefined,
		tag: string | undefined,
	): void {
		const { end } = expression;
		const comment = tag === undefined ? '' : `/** ${tag} */ `;
		const own = parenthesesInside(this.#code, node, expression);
		const found = parenthesesAround(this.#code, node, parent);
		const around = found && this.#taken.has(found.start) ? undefined : found;
		if (own && comment !== '') this.#taken.add(own.start);
		if (own) {
			if (comment !== '') this.#open(node, comment);
			else if (standsAlone(parent) && expression.type !== 'SequenceExpression') {
				this.#replace(own.start, expression.start);
				this.#replace(end, node.end);
				return;
			}
			this.#replace(own.end, node.end);
		} else if (comment === '') {
			const bare = around && isSimple(expression) ? around : undefined;
			if (bare) this.#replace(bare.start, node.start);
			this.#replace(end, bare?.end ?? node.end);
		} else if (around) {
			this.#result.open(around.start, comment);
			this.#replace(end, node.end);
		} else {
			this.#open(node, `${comment}(`);
			this.#replace(end, node.end, ')');
		}
	}

	/** Opens a parenthesis at the start of a node, which must not become a call of the line above. */
	#open(node: SyntaxNode, text: string): void {
		const isFirst = this.#statementStarts.has(node.start);
		const before = startOfSpace(this.#code, node.start);
		const isApart = before === 0 || /[;{}]/.test(this.#code.charAt(before - 1));
		this.#result.open(node.start, isFirst && !isApart ? `;${text}` : text);
	}

	get #statementStarts(): ReadonlySet<number> {
		return (this.#starts ??= statementStarts(this.#tree));
	}
	#starts: ReadonlySet<number> | undefined;

	/** `<T>x` */
	#oldAssertion(node: SyntaxNode): void {
		const expression = asNode(node['expression']);
		const annotation = asNode(node['typeAnnotation']);
		if (!expression || !annotation) return;
		const close = this.#code.indexOf('>', annotation.end) + 1;
		const type = this.#types.inline(annotation);
		if (type === undefined || !this.#use.checked) {
			this.#replace(node.start, skipSpace(this.#code, close));
			return;
		}
		const comment = `/** @type {${type}} */ `;
		const hasParentheses = expression.start > skipSpace(this.#code, close);
		this.#replace(
			node.start,
			skipSpace(this.#code, close),
			hasParentheses ? comment : `${comment}(`,
		);
		if (!hasParentheses) this.#result.close(node.end, ')');
	}

	/** `x!` */
	#nonNull(node: SyntaxNode, parent: SyntaxNode | undefined): void {
		const expression = asNode(node['expression']);
		if (!expression) return;
		// In parentheses a chain would not go on where it ends.
		const goesOn = parent?.type === 'MemberExpression' || parent?.type === 'CallExpression';
		const isChain = goesOn && this.#code.slice(expression.start, expression.end).includes('?.');
		if (!this.#use.checked || isChain) {
			this.#replace(node.end - 1, node.end);
			return;
		}
		const type = this.#types.query(expression);
		const text = type === undefined ? 'any' : `NonNullable<${type}>`;
		this.#cast(node, expression, parent, `@type {${text}}`);
	}

	/** `f<string>(x)`: JSDoc has no type arguments, but can say which function it is that is called. */
	#typedCall(node: SyntaxNode): void {
		const parameters = asNode(node['typeArguments']);
		const callee = asNode(node['callee']) ?? asNode(node['tag']) ?? asNode(node['expression']);
		if (!parameters || !callee || !this.#use.checked || this.#told.has(node)) return;
		const name = this.#code.slice(callee.start, callee.end);
		const text = this.#types.inline(parameters);
		if (text !== undefined && this.#reduced(node, callee, text)) return;
		if (!isEntity(callee) || name.startsWith('$') || text === undefined) return;
		if (node['optional'] === true || parameters.start < callee.end) return;
		this.#open(node, `/** @type {typeof ${name}${text}} */ (`);
		this.#replace(callee.end, parameters.start);
		this.#inPlace.set(parameters, ')');
	}

	/** `rows.reduce<T>(add, {})`: what it begins with tells as much. */
	#reduced(node: SyntaxNode, callee: SyntaxNode, parameters: string): boolean {
		const [, start] = asNodes(node['arguments']);
		if (!/^reduce(?:Right)?$/.test(nameIn(callee, 'property')) || !start) return false;
		this.#result.open(start.start, `/** @type {${parameters.slice(1, -1)}} */ (`);
		this.#result.close(start.end, ')');
		return true;
	}

	#typedNew(node: SyntaxNode): void {
		const type = this.#use.checked && !this.#told.has(node) ? this.#types.made(node) : undefined;
		if (type === undefined) return;
		this.#result.open(node.start, `/** @type {${type}} */ (`);
		this.#result.close(node.end, ')');
	}

	// Classes

	#class(node: SyntaxNode, parent: SyntaxNode | undefined): void {
		for (const { range, newText } of classHeadEdits(this.#code, node)) {
			this.#result.replace(range, newText);
		}
		if (node.type === 'ClassExpression') return;
		const base = asNode(node['superClass']);
		const parameters = asNode(node['superTypeParameters']) ?? asNode(node['superTypeArguments']);
		const text = parameters && this.#types.inline(parameters);
		const bases =
			base && text !== undefined
				? [`@extends {${this.#code.slice(base.start, base.end)}${text}}`]
				: [];
		const interfaces = asNodes(node['implements']).flatMap((each) => {
			const type = this.#types.inline(each);
			return type === undefined ? [] : [`@implements {${type}}`];
		});
		const tags = [...templateTags(node, this.#types), ...bases, ...interfaces];
		this.#document(startOf(node, parent), tags);
	}

	/** @returns whether what is inside is to be visited */
	#member(node: SyntaxNode): boolean {
		if (isTypeMember(node)) {
			this.#remove(node);
			return false;
		}
		const value = asNode(node['value']);
		const access = accessTags(this.#code, node);
		if (node.type === 'MethodDefinition') {
			if (value) this.#told.add(value);
			const tags = value ? functionTags(value, this.#types) : [];
			const templates = templateTags(node, this.#types);
			this.#document(node.start, [...access, ...templates, ...tags], this.#overloads.get(node));
			if (value) this.#untaggedParameters(value);
		} else this.#document(node.start, [...access, ...this.#fieldTags(node, value)]);
		for (const { range, newText } of memberEdits(this.#code, node)) {
			this.#result.replace(range, newText);
		}
		return true;
	}

	#fieldTags(node: SyntaxNode, value: SyntaxNode | undefined): readonly string[] {
		const annotation = annotationOf(node);
		if (!annotation) return value ? this.#valueTags(value) : [];
		const wrapper = asNode(node['typeAnnotation']);
		if (node['definite'] === true && wrapper) this.#inPlace.set(wrapper, unset);
		const type = this.#types.lines(annotation);
		if (type === undefined) return [];
		return [`@type {${node['optional'] === true ? withUndefined(type) : type}}`];
	}
}

function withUndefined(type: string): string {
	return /=>|\bextends\b/.test(type) ? `(${type}) | undefined` : `${type} | undefined`;
}

/** `@private` and the like of a member of a class. */
function accessTags(code: string, node: SyntaxNode): readonly string[] {
	const key = asNode(node['key']);
	const head = code.slice(
		asNodes(node['decorators']).at(-1)?.end ?? node.start,
		key?.start ?? node.start,
	);
	const words = new Set(head.split(/\s/));
	return ['private', 'protected', 'readonly'].flatMap((word) =>
		words.has(word) ? [`@${word}`] : [],
	);
}

/** Interfaces of one name as the one type that they are together. */
function joinedTags(same: readonly SyntaxNode[], name: string, types: TypeText): readonly string[] {
	const bases = same.flatMap((node) =>
		asNodes(node['extends']).flatMap((each) => types.inline(each) ?? []),
	);
	const members = same.flatMap((node) => {
		const inside = types.inline(asNode(node['body']))?.slice(1, -1).trim() ?? '';
		return inside === '' ? [] : [inside];
	});
	const parts = [...bases, `{ ${members.join('; ')} }`];
	const [first] = same;
	return [...(first ? templateTags(first, types) : []), `@typedef {${parts.join(' & ')}} ${name}`];
}

function nameOf(node: SyntaxNode): string {
	const name = asNode(node['id']) ?? asNode(node['key']);
	return asText(name?.['name']) || asText(name?.['value']);
}

/** A name of an import or export specifier; a text in quotes is none. */
function nameIn(specifier: SyntaxNode, key: string): string {
	return asText(asNode(specifier[key])?.['name']);
}

/** A method of a class without a body. */
function isSignature(node: SyntaxNode): boolean {
	const method = asNode(node['value']);
	return (
		(node.type === 'MethodDefinition' || node.type === 'TSDeclareMethod') &&
		node['abstract'] !== true &&
		method !== undefined &&
		!asNode(method['body'])
	);
}

/** Where a declaration starts, with the word `export` in front of it. */
function startOf(node: SyntaxNode, parent: SyntaxNode | undefined): number {
	return parent?.type.startsWith('Export') ? parent.start : node.start;
}

function statementStarts({ body }: SyntaxTree): ReadonlySet<number> {
	const starts = new Set<number>();
	walk(body, (node) => {
		if (node.type === 'ExpressionStatement') starts.add(node.start);
	});
	return starts;
}

function skipSpace(code: string, at: number): number {
	let end = at;
	while (/\s/.test(code.charAt(end))) end++;
	return end;
}

function isTypeStatement(node: SyntaxNode): boolean {
	if (node.type === 'ImportDeclaration') return node['importKind'] === 'type';
	if (node.type.startsWith('Export')) {
		const declaration = asNode(node['declaration']);
		return (
			node['exportKind'] === 'type' || (declaration !== undefined && isTypeStatement(declaration))
		);
	}
	return (
		typeStatements.has(node.type) || (node['declare'] === true && node.type.endsWith('Declaration'))
	);
}

function isTypeName(specifier: SyntaxNode): boolean {
	return specifier['importKind'] === 'type' || specifier['exportKind'] === 'type';
}

/**
 * Import specifiers without the word `type` whose names occur only in types: at run time the other
 * module may not have them.
 */
function importsUsedAsTypes({ body }: SyntaxTree): ReadonlySet<SyntaxNode> {
	const specifiers = new Map<string, SyntaxNode>();
	for (const node of body) {
		if (node.type !== 'ImportDeclaration') continue;
		for (const each of asNodes(node['specifiers'])) {
			specifiers.set(asText(asNode(each['local'])?.['name']), each);
		}
	}
	const inTypes = new Set<string>();
	const inValues = new Set<string>();
	let valuesUpTo = 0;
	walk(body, (node) => {
		if (node.type === 'ImportDeclaration') return false;
		if (
			node.type === 'TSTypeAnnotation' ||
			node.type.startsWith('TSTypeParameter') ||
			isTypeStatement(node)
		) {
			addNames([node], inTypes);
			return false;
		}
		if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') {
			const type = asNode(node['typeAnnotation']);
			if (type) addNames([type], inTypes);
			const expression = asNode(node['expression']);
			// In a chain such as `a as B as C` the outer expression holds the inner ones.
			if (expression && expression.start >= valuesUpTo) {
				addNames([expression], inValues);
				valuesUpTo = expression.end;
			}
			return true;
		}
		if (node.type === 'Identifier') inValues.add(asText(node['name']));
		return !node.type.startsWith('TSTypeReference');
	});
	return new Set(
		[...specifiers].flatMap(([name, node]) =>
			inTypes.has(name) && !inValues.has(name) ? [node] : [],
		),
	);
}

function addNames(roots: readonly SyntaxNode[], names: Set<string>): void {
	walk(roots, (node) => {
		if (node.type === 'Identifier') names.add(asText(node['name']));
	});
}

/** Takes names out of a list in braces, with their commas. */
function listEdits(
	code: string,
	names: readonly SyntaxNode[],
	kept: readonly SyntaxNode[],
): readonly TextEdit[] {
	const keptNames = new Set(kept);
	const lastKept = names.findLastIndex((name) => keptNames.has(name));
	return names.flatMap((name, i): readonly TextEdit[] => {
		if (keptNames.has(name)) return [];
		const next = names[i + 1];
		const before = names[i - 1];
		if (i < lastKept && next) {
			// `a, { type B, c }` keeps its brace.
			const end = code.slice(name.end, next.start).includes('{')
				? code.indexOf('{', name.end)
				: next.start;
			return [{ range: { start: name.start, end }, newText: '' }];
		}
		if (!before) return [];
		// `a, { type B }` loses its braces.
		const braces = before.type === 'ImportDefaultSpecifier' && name.type === 'ImportSpecifier';
		const end = braces && i === names.length - 1 ? code.indexOf('}', name.end) + 1 : name.end;
		return [{ range: { start: before.end, end }, newText: '' }];
	});
}

/**
 * The lines of a statement or class member with the comment that touches it from above, and one of
 * the blank lines around them.
 */
function statementLines(code: string, { comments }: SyntaxTree, node: TextRange): TextRange {
	let start = node.start - indentAt(code, node.start).length;
	for (let i = lastIndexUpTo(comments, start, ({ end }) => end); i >= 0; i--) {
		const comment = comments[i];
		if (!comment || !/^\r?\n$/.test(code.slice(comment.end, start))) break;
		const lineStart = comment.start - indentAt(code, comment.start).length;
		const aboutFile = startOfSpace(code, lineStart) === 0 || code[lineStart - 1] !== '\n';
		if (aboutFile) break;
		start = lineStart;
	}
	const end = restOfLine(code, node.end);
	if (end === undefined) return node;
	const blankAbove = /(?:^|\n[ \t]*\r?\n|\{[ \t]*\r?\n)$/.test(
		code.slice(Math.max(0, start - 100), start),
	);
	return { start, end: blankAbove ? skipBlankLines(code, end) : end };
}

/**
 * Where the line below starts, if nothing but a semicolon and a comment stands between it and `from`;
 * else `undefined`.
 */
function restOfLine(code: string, from: number): number | undefined {
	let end = skipBlanks(code, from);
	if (code.charAt(end) === ';') end = skipBlanks(code, end + 1);
	if (code.startsWith('//', end)) {
		const feed = code.indexOf('\n', end);
		return feed === -1 ? code.length : feed + 1;
	}
	if (end === code.length) return end;
	const next = code.startsWith('\r\n', end) ? end + 1 : end;
	return code.charAt(next) === '\n' ? next + 1 : undefined;
}

/** Where `?` or `!` before a type annotation starts, or the annotation itself. */
function beforeMark(code: string, start: number): number {
	const end = startOfSpace(code, start);
	return '?!'.includes(code.charAt(end - 1)) && end > 0 ? end - 1 : end;
}

/** Parentheses that group an expression, as in `(value as User).name`. */
function parenthesesAround(
	code: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
): TextRange | undefined {
	const gap = /^\s*\)/.exec(code.slice(node.end, node.end + 50))?.[0];
	const start = startOfSpace(code, node.start) - 1;
	if (!gap || !parent || code[start] !== '(') return undefined;
	const isParameter = asNodes(parent['arguments']).includes(node);
	const isPart = /^(?:If|While|DoWhile|Switch|With|For\w*)Statement$|^ImportExpression$/.test(
		parent.type,
	);
	return isParameter || isPart ? undefined : { start, end: node.end + gap.length };
}

/** Whether an expression needs no parentheses wherever it stands. */
function isSimple({ type }: SyntaxNode): boolean {
	return /^(?:Identifier|ThisExpression|MemberExpression|CallExpression|ArrayExpression)$/.test(
		type,
	);
}

/** Whether what is in the place of an expression has room for any operator. */
function standsAlone(parent: SyntaxNode | undefined): boolean {
	return /^(?:VariableDeclarator|ReturnStatement|AssignmentExpression|TSAsExpression)$/.test(
		parent?.type ?? '',
	);
}

/** Parentheses that keep a type off an operator, as in `(await find()) as User`. */
function parenthesesInside(
	code: string,
	node: SyntaxNode,
	expression: SyntaxNode,
): TextRange | undefined {
	const open = /^\(\s*$/.exec(code.slice(node.start, expression.start))?.[0];
	const close = /^\s*\)/.exec(code.slice(expression.end, expression.end + 50))?.[0];
	return open && close ? { start: node.start, end: expression.end + close.length } : undefined;
}

/** The parameter `this: T` with the comma after it. */
function thisParameter(code: string, node: SyntaxNode): TextEdit {
	const comma = /^\s*,\s*/.exec(code.slice(node.end, node.end + 200))?.[0] ?? '';
	return { range: { start: node.start, end: node.end + comma.length }, newText: '' };
}

function classHeadEdits(code: string, node: SyntaxNode): readonly TextEdit[] {
	const edits = node['abstract'] === true ? wordEdits(code, node, /^abstract\s+/) : [];
	const interfaces = asNodes(node['implements']);
	const first = interfaces[0];
	const last = interfaces.at(-1);
	if (first && last) {
		const word = startOfSpace(code, first.start) - 'implements'.length;
		edits.push({ range: { start: startOfSpace(code, word), end: last.end }, newText: '' });
	}
	return edits;
}

/** Members that exist for the type checker only: overloads, `declare` fields, abstract members. */
function isTypeMember(node: SyntaxNode): boolean {
	const method = asNode(node['value']);
	return (
		node.type.startsWith('TS') ||
		node['declare'] === true ||
		node['abstract'] === true ||
		(node.type === 'MethodDefinition' && method !== undefined && !asNode(method['body']))
	);
}

/** Takes modifiers such as `private` from a member, and the `?` or `!` behind its name. */
function memberEdits(code: string, node: SyntaxNode): readonly TextEdit[] {
	const key = asNode(node['key']);
	if (!key) return [];
	// Decorators may hold classes with modifiers of their own.
	const from = asNodes(node['decorators']).at(-1)?.end ?? node.start;
	const head = code.slice(from, key.start);
	const edits = [...head.matchAll(/\b(?:public|private|protected|readonly|override)\s+/g)].map(
		(word): TextEdit => {
			const start = from + word.index;
			return { range: { start, end: start + word[0].length }, newText: '' };
		},
	);
	const optional = node['optional'] === true && !asNode(node['typeAnnotation']);
	if (optional && code[key.end] === '?') {
		edits.push({ range: { start: key.end, end: key.end + 1 }, newText: '' });
	}
	return edits;
}

function wordEdits(code: string, { start, end }: TextRange, word: RegExp): TextEdit[] {
	const found = word.exec(code.slice(start, end))?.[0];
	return found ? [{ range: { start, end: start + found.length }, newText: '' }] : [];
}

function withoutLeadingBlank(code: string): string {
	return code.replace(/^(?:[ \t]*\r?\n)+/, '');
}
