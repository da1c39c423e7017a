import { codeStyleOf, type CodeStyle } from '../../code/codeStyle.ts';
import { withoutComments, type ListCode } from '../../code/listEdits.ts';
import type { ModuleShape } from '../../code/moduleShape.ts';
import { visitNames } from '../../code/nameUses.ts';
import { ParsedModule } from '../../code/parsedModule.ts';
import { asNode, asNodes, asText, statementEnd, type SyntaxNode } from '../../code/syntaxTree.ts';
import { skipBlanks } from '../../text/blanks.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import { lineEndOf } from '../../text/textEdits.ts';
import { declaredValues, hookExport, type Declared } from './hookExport.ts';
import { localNames, moduleIdentity, type LocalNames } from './neededImports.ts';

export const kitHooks = '@sveltejs/kit/hooks';

/** A value of another module. */
export interface Imported {
	/** Its name there, or `default`. */
	readonly exported: string;
	readonly from: string;
}

/** A file of hooks that could be parsed. */
export class HooksFile implements ListCode {
	readonly code: string;
	readonly bare: string;
	readonly comments: readonly TextRange[];
	readonly body: readonly SyntaxNode[];
	readonly shape: ModuleShape;
	readonly style: CodeStyle;
	readonly lineEnd: string;
	/** The values that its top level declares, by name. */
	readonly declared: ReadonlyMap<string, Declared>;
	/** The names under which it has SvelteKit's `sequence`. */
	readonly sequence: LocalNames;
	readonly #commentEnds: ReadonlyMap<number, number>;
	#identifiers: ReadonlySet<string> | undefined;
	#imported: ReadonlyMap<string, Imported> | undefined;

	private constructor(
		module: ParsedModule,
		body: readonly SyntaxNode[],
		comments: readonly TextRange[],
	) {
		this.code = module.text;
		this.comments = comments;
		this.bare = withoutComments(this.code, comments);
		this.body = body.map((node) => {
			const end = statementEnd(this.bare, node);
			return end === node.end ? node : { ...node, end };
		});
		this.shape = module.shape;
		this.style = codeStyleOf(module);
		this.lineEnd = lineEndOf(this.code);
		this.declared = new Map(declaredValues(this.body).map((each) => [each.name, each]));
		this.sequence = localNames(this.shape, 'sequence', kitHooks);
		this.#commentEnds = new Map(comments.map(({ start, end }) => [start, end]));
	}

	/** `undefined` for code that cannot be parsed. */
	static read(code: string): HooksFile | undefined {
		const module = new ParsedModule(code);
		return module.tree && new HooksFile(module, module.tree.body, module.tree.comments);
	}

	get indent(): string {
		return this.style.indent;
	}

	/** All names that stand anywhere in the code. */
	get identifiers(): ReadonlySet<string> {
		if (this.#identifiers) return this.#identifiers;
		const names = new Set<string>();
		visitNames(this.body, ({ name }) => names.add(asText(name)));
		return (this.#identifiers = names);
	}

	/** A name of the top level, imports included. */
	isTopLevel(name: string): boolean {
		return this.shape.declarations.some((each) => each.name === name) || this.isImported(name);
	}

	isImported(name: string): boolean {
		return this.importOf(name) !== undefined;
	}

	/** What an imported name stands for. */
	importOf(name: string): Imported | undefined {
		this.#imported ??= new Map(
			this.shape.imports.flatMap(({ specifier, names }) =>
				names.map(({ local, imported }) => [local, { exported: imported, from: specifier }]),
			),
		);
		return this.#imported.get(name);
	}

	/** Whether a node asks for a value that the file imports. */
	isNamed(node: SyntaxNode | undefined, { names, namespaces }: LocalNames): boolean {
		if (node?.type === 'Identifier') return names.has(asText(node['name']));
		const object = asNode(node?.['object']);
		return object?.type === 'Identifier' && namespaces.has(asText(object['name']));
	}

	/** Whether what SvelteKit takes as a hook comes to use a value of another module. */
	uses(hook: string, { exported, from }: Imported): boolean {
		const how = hookExport(this.body, hook);
		const module = moduleIdentity(from);
		switch (how.kind) {
			case 'none':
			case 'several':
			case 'unusual':
				return false;
			case 'maybe':
				return exported === hook && moduleIdentity(how.from) === module;
			case 'passedOn':
				return how.imported === exported && moduleIdentity(how.from) === module;
			case 'declared':
			case 'listed':
				return this.#reaches(
					how.kind === 'listed' ? how.local : hook,
					localNames(this.shape, exported, from),
					exported,
				);
		}
	}

	/** Whether a value of the top level uses an import, by itself or by other such values. */
	#reaches(name: string, { names, namespaces }: LocalNames, exported: string): boolean {
		const seen = new Set([name]);
		const read = new Set<SyntaxNode>();
		for (const each of seen) {
			if (names.has(each)) return true;
			const node = this.declared.get(each)?.node;
			if (!node || read.has(node)) continue;
			read.add(node);
			let found = false;
			visitNames([node], (identifier, role, parent) => {
				if (role !== 'use' && role !== 'shorthand') return;
				const used = asText(identifier['name']);
				if (!namespaces.has(used)) seen.add(used);
				else if (asText(asNode(parent?.['property'])?.['name']) === exported) found = true;
			});
			if (found) return true;
		}
		return false;
	}

	/**
	 * The edit that puts a statement below another one.
	 *
	 * @param gap empty lines around it; with `none` it goes right below
	 */
	below({ end }: SyntaxNode, text: string, gap: 'lines' | 'none' = 'lines'): TextEdit {
		let place = end;
		for (
			let next: number | undefined = end;
			next !== undefined;
			next = this.#commentEnds.get(place)
		) {
			if (this.code.slice(place, next).includes('\n')) break;
			place = skipBlanks(this.code, next);
		}
		const empty = gap === 'lines' ? this.lineEnd : '';
		const added = `${this.lineEnd}${empty}${this.ended(text, end)}`;
		const lineBreak = /^(?:\r?\n|$)/.exec(this.code.slice(place, place + 2))?.[0];
		if (lineBreak === undefined) {
			return { range: { start: end, end }, newText: `${added}${this.lineEnd}` };
		}
		const next = skipBlanks(this.code, place + lineBreak.length);
		const isLast = next >= this.code.length || /^\r?\n/.test(this.code.slice(next, next + 2));
		return { range: { start: place, end: place }, newText: isLast ? added : `${added}${empty}` };
	}

	/** A statement for a place: without semicolons, what comes after it must not be taken for its end. */
	ended(text: string, place: number): string {
		const next = this.bare.slice(place).trimStart().charAt(0);
		return this.style.end === '' && '([`+-*/.,<?'.includes(next || ' ') ? `${text};` : text;
	}

	/** The arguments of a call of `sequence`, if an expression is one. */
	sequenceCall(expression: SyntaxNode | undefined): SyntaxNode | undefined {
		const node = expression && withoutTypes(expression);
		return node?.type === 'CallExpression' && this.isSequence(asNode(node['callee']))
			? node
			: undefined;
	}

	isSequence(callee: SyntaxNode | undefined): boolean {
		if (callee?.type === 'MemberExpression') {
			return (
				this.isNamed(callee, this.sequence) &&
				asText(asNode(callee['property'])?.['name']) === 'sequence'
			);
		}
		return callee?.type === 'Identifier' && this.isNamed(callee, this.sequence);
	}
}

/** An expression without the types that are claimed for it. */
export function withoutTypes(expression: SyntaxNode): SyntaxNode {
	const claims = /^TS(?:As|Satisfies|NonNull)Expression$|^TSTypeAssertion$/;
	let node = expression;
	while (claims.test(node.type)) {
		const inner = asNode(node['expression']);
		if (!inner) return node;
		node = inner;
	}
	return node;
}

/** Whether an expression may come to nothing, as `dev ? a : undefined` may. */
export function maybeNothing(expression: SyntaxNode | undefined): boolean {
	// By a list: expressions may be deep enough to overflow the stack.
	const open = [expression];
	for (const each of open) {
		const node = each && withoutTypes(each);
		if (!node || /^(?:Literal|ChainExpression|UnaryExpression)$/.test(node.type)) return true;
		if (node.type === 'Identifier' && node['name'] === 'undefined') return true;
		if (node.type === 'LogicalExpression') {
			if (node['operator'] === '&&') return true;
			open.push(asNode(node['right']));
		}
		if (node.type === 'ConditionalExpression') {
			open.push(asNode(node['consequent']), asNode(node['alternate']));
		}
	}
	return false;
}

/** What an expression names, for telling what a handle does: `auth.handle`, `createAuth(options)`. */
export function namesIn(expression: SyntaxNode | undefined): string {
	const names: string[] = [];
	for (let node = expression && withoutTypes(expression); node;) {
		if (node.type === 'Identifier') names.push(asText(node['name']));
		if (node.type === 'MemberExpression') names.push(asText(asNode(node['property'])?.['name']));
		const inner = asNode(node['object']) ?? asNode(node['callee']) ?? asNode(node['argument']);
		node = inner && withoutTypes(inner);
	}
	return names.join(' ');
}

/** Whether a function takes what it is given; what is no function in plain sight does. */
export function takesInput(node: SyntaxNode | undefined): boolean {
	const init =
		node &&
		withoutTypes(node.type === 'VariableDeclarator' ? (asNode(node['init']) ?? node) : node);
	return !(init && /Function/.test(init.type)) || asNodes(init['params']).length > 0;
}
