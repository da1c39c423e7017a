import { freeNames } from './freeNames.ts';
import { patternFormat } from './codeFormat.ts';
import { fitImport, importLayoutOf } from './importLayout.ts';
import { styleOf, writeImport } from './mergeImports.ts';
import { moduleExportName, namesIn, type ImportStatement } from './moduleShape.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode, type SyntaxTree } from './syntaxTree.ts';
import type { TextRange } from '../text/range.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';

export interface SliceOptions {
	/** The slice is a module of its own: what runs when it is loaded has to run there, too. */
	readonly isNew: boolean;
	/** Names that the module which takes the slice has at its top level already. */
	readonly has?: ReadonlySet<string>;
}

/** A part of a module: some of its exports, and what they refer to. */
export interface ModuleSlice {
	/** The part as a module; what it refers to and leaves out is in the module that takes it. */
	readonly code: string;
	/** Of the names that were asked for those that it exports, in their order. */
	readonly exports: readonly string[];
	/** Some of them are more than types: who asks for it runs it. */
	readonly hasValues: boolean;
	/** It is all of the module. */
	readonly isWhole: boolean;
	/** The names that it declares, exported or not. */
	readonly declared: readonly string[];
}

/** A statement of a module, with what it declares and needs. */
interface Statement {
	readonly node: SyntaxNode;
	/** With the comments that belong to it. */
	readonly range: TextRange;
	/** Names at the top level of the module. */
	readonly declares: readonly string[];
	/** What other modules can import, and the name that it has in this one. */
	readonly exports: ReadonlyMap<string, string>;
	readonly needs: ReadonlySet<string>;
	/** It only says what something is. */
	readonly isType: boolean;
	/** It does something when the module is loaded. */
	readonly isEffect: boolean;
}

/**
 * Cuts out of a module what it takes to export some names: their declarations and all that these refer
 * to, values and types, each with the comments that belong to it, in the module's own order; and the
 * imports that are left to need. Statements that do something come along where the slice is a module
 * of its own, and else where they have to do with what it declares.
 *
 * @returns `undefined` where the module cannot be parsed, or exports none of the names
 */
export function sliceModule(
	module: ParsedModule,
	names: readonly string[],
	{ isNew, has = new Set() }: SliceOptions,
): ModuleSlice | undefined {
	const { tree, shape, text } = module;
	if (!tree) return undefined;
	const statements = statementsOf(module, tree);
	const reach = new Reach(statements, has);
	for (const name of names) reach.takeExport(name);
	const exports = names.filter((name) => reach.exported.has(name));
	if (exports.length === 0) return undefined;
	const hasValues = exports.some((name) => reach.isValue(name));
	if (isNew && hasValues) reach.takeEffects();

	const kept = statements.filter((each) => reach.kept.has(each));
	const needed = new Set(kept.flatMap((each) => reach.needsOf(each)));
	const imports = shape.imports.flatMap((statement): readonly ImportStatement[] => {
		if (statement.kind === 'side-effect') return isNew && hasValues ? [statement] : [];
		const own = statement.names.filter(({ local }) => needed.has(local));
		return own.length === 0 ? [] : [{ ...statement, names: own }];
	});
	const isWhole =
		kept.length === statements.length &&
		imports.length === shape.imports.length &&
		imports.every((each, i) => each.names.length === shape.imports[i]?.names.length) &&
		statements.every((each) => [...each.exports.keys()].every((name) => reach.exported.has(name)));
	const parts = [importLines(module, imports), bodyOf(module, statements, reach)];
	const code = isWhole ? text : parts.filter((part) => part !== '').join('\n\n');
	return {
		code: `${code.trimEnd()}\n`,
		exports,
		hasValues,
		isWhole,
		declared: kept.flatMap(({ declares }) => declares),
	};
}

/** What is reached from the names that were asked for. */
class Reach {
	readonly kept = new Set<Statement>();
	/** The exports among it that were asked for. */
	readonly exported = new Set<string>();
	readonly #has: ReadonlySet<string>;
	readonly #byName: ReadonlyMap<string, readonly Statement[]>;
	readonly #byExport: ReadonlyMap<string, readonly Statement[]>;
	/** What exports things that are not named. */
	readonly #stars: readonly Statement[];
	readonly #effects: readonly Statement[];
	readonly #effectsOn: ReadonlyMap<string, readonly Statement[]>;

	constructor(statements: readonly Statement[], has: ReadonlySet<string>) {
		this.#has = has;
		this.#byName = indexed(statements, ({ declares }) => declares);
		this.#byExport = indexed(statements, ({ exports }) => [...exports.keys()]);
		this.#stars = statements.filter(({ node }) => isStar(node));
		this.#effects = statements.filter(({ isEffect }) => isEffect);
		this.#effectsOn = indexed(this.#effects, ({ needs }) => [...needs]);
	}

	takeExport(name: string): void {
		const holders = this.#byExport.get(name) ?? this.#stars;
		if (holders.length === 0) return;
		this.exported.add(name);
		for (const each of holders) {
			const local = each.exports.get(name);
			this.#take(each, isList(each) && local !== undefined ? [local] : each.needs);
		}
	}

	takeEffects(): void {
		for (const each of this.#effects) this.#take(each, each.needs);
	}

	/** Whether an export is more than a type. */
	isValue(name: string): boolean {
		return (this.#byExport.get(name) ?? this.#stars).some((statement) => {
			const declared = this.#byName.get(statement.exports.get(name) ?? '') ?? [statement];
			return declared.some(({ isType }) => !isType);
		});
	}

	/** The names that a statement needs; of a list of exports those that were asked for. */
	needsOf(statement: Statement): readonly string[] {
		if (!isList(statement)) return [...statement.needs];
		return [...statement.exports].flatMap(([name, local]) =>
			this.exported.has(name) ? [local] : [],
		);
	}

	#take(first: Statement, needs: Iterable<string>): void {
		const open = [{ statement: first, needs }];
		for (let next = open.pop(); next; next = open.pop()) {
			const { statement } = next;
			const reached = [...next.needs].flatMap((name) =>
				this.#has.has(name) ? [] : (this.#byName.get(name) ?? []),
			);
			const effects = this.kept.has(statement)
				? []
				: statement.declares.flatMap((name) => this.#effectsOn.get(name) ?? []);
			this.kept.add(statement);
			for (const each of [...reached, ...effects]) {
				if (!this.kept.has(each)) open.push({ statement: each, needs: each.needs });
			}
		}
	}
}

function indexed(
	statements: readonly Statement[],
	namesOf: (statement: Statement) => readonly string[],
): ReadonlyMap<string, readonly Statement[]> {
	const index = new Map<string, Statement[]>();
	for (const statement of statements) {
		for (const name of namesOf(statement)) {
			const known = index.get(name);
			if (known) known.push(statement);
			else index.set(name, [statement]);
		}
	}
	return index;
}

/** `export { a, b }`, with or without `from`. */
function isList({ node }: Statement): boolean {
	return asNodes(node['specifiers']).length > 0;
}

function isStar({ type, exported }: SyntaxNode): boolean {
	return type === 'ExportAllDeclaration' && !asNode(exported);
}

/** By the tree, which one text has: modules are cut again and again. */
const knownStatements = new WeakMap<SyntaxTree, readonly Statement[]>();

function statementsOf(module: ParsedModule, tree: SyntaxTree): readonly Statement[] {
	const known = knownStatements.get(tree);
	if (known) return known;
	const { body, comments } = tree;
	let end = 0;
	const statements = body.flatMap((node): readonly Statement[] => {
		const range = rangeWithComments(module.text, comments, node, end);
		({ end } = range);
		if (/^(?:Import|Empty)/.test(node.type) || node['directive'] !== undefined) return [];
		const declaration = node.type.startsWith('Export') ? asNode(node['declaration']) : node;
		const declares = declaration ? declaredIn(declaration) : [];
		const isGlobal = node['global'] === true;
		return [
			{
				node,
				range,
				declares,
				exports: exportsOf(node, declares),
				needs: freeNames([node]),
				isType:
					/^TS(?:Interface|TypeAlias)Declaration$/.test(declaration?.type ?? '') ||
					node['exportKind'] === 'type',
				isEffect: isGlobal || (declares.length === 0 && !node.type.startsWith('Export')),
			},
		];
	});
	knownStatements.set(tree, statements);
	return statements;
}

function declaredIn(node: SyntaxNode): readonly string[] {
	if (node['global'] === true) return [];
	const ids =
		node.type === 'VariableDeclaration'
			? asNodes(node['declarations']).map((each) => asNode(each['id']))
			: /Declaration$|^TSDeclareFunction$/.test(node.type)
				? [asNode(node['id'])]
				: [];
	return ids.flatMap((id) => namesIn(id).map(({ name }) => name));
}

function exportsOf(node: SyntaxNode, declares: readonly string[]): ReadonlyMap<string, string> {
	switch (node.type) {
		case 'ExportDefaultDeclaration':
			return new Map([['default', declares[0] ?? asText(asNode(node['declaration'])?.['name'])]]);
		case 'ExportAllDeclaration': {
			const exported = asNode(node['exported']);
			return new Map(exported ? [[moduleExportName(exported), '']] : []);
		}
		case 'ExportNamedDeclaration':
			return new Map([
				...declares.map((name) => [name, name] as const),
				...asNodes(node['specifiers']).map(
					(each) =>
						[
							moduleExportName(asNode(each['exported']) ?? each),
							node['source'] ? '' : moduleExportName(asNode(each['local'])),
						] as const,
				),
			]);
		default:
			return new Map(
				node['isExport'] === true ? declares.map((name) => [name, name] as const) : [],
			);
	}
}

/**
 * A statement with the comments right above it, down from the last blank line, and the one behind it
 * on its line.
 *
 * @param floor where what stands above ends
 */
function rangeWithComments(
	text: string,
	comments: readonly TextRange[],
	node: SyntaxNode,
	floor: number,
): TextRange {
	let { start } = node;
	for (let i = lastIndexUpTo(comments, node.start, (each) => each.start); i >= 0; i--) {
		const comment = comments[i];
		if (!comment || comment.start < floor) break;
		if (!/^[ \t]*(?:\r?\n[ \t]*)?$/.test(text.slice(comment.end, start))) break;
		({ start } = comment);
	}
	return { start, end: endOfLine(text, node.end) };
}

/** Behind a comment that follows on the line; where something else follows, at once. */
function endOfLine(text: string, offset: number): number {
	const rest = /[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=\r?\n|$))?/y;
	rest.lastIndex = offset;
	const found = rest.exec(text)?.[0].trimEnd() ?? '';
	return offset + found.length;
}

/** Lines of code are not longer, where they can be broken. */
const layout = importLayoutOf(patternFormat);

function importLines(module: ParsedModule, imports: readonly ImportStatement[]): string {
	const { text, shape } = module;
	const style = styleOf(text, shape);
	return imports
		.map((statement) => {
			const original = shape.imports.find(
				({ range }) => range.start === statement.range.start && range.end === statement.range.end,
			);
			if (original?.names.length === statement.names.length) {
				return text.slice(statement.range.start, statement.range.end);
			}
			return fitImport(writeImport(statement, style), layout);
		})
		.join('\n');
}

function bodyOf(
	{ text, shape }: ParsedModule,
	statements: readonly Statement[],
	{ kept, exported }: Pick<Reach, 'kept' | 'exported'>,
): string {
	let code = '';
	let end = shape.importsEnd ?? 0;
	let isApart = false;
	for (const each of statements) {
		isApart ||= /\n[ \t]*\r?\n/.test(text.slice(end, each.range.start));
		({ end } = each.range);
		if (!kept.has(each)) continue;
		code += `${code === '' ? '' : isApart ? '\n\n' : '\n'}${textOf(text, each, exported)}`;
		isApart = false;
	}
	return code;
}

/** A statement as it stands there; of a list of exports those that were asked for. */
function textOf(text: string, { node, range }: Statement, exported: ReadonlySet<string>): string {
	const specifiers = asNodes(node['specifiers']);
	const wanted = specifiers.filter((each) =>
		exported.has(moduleExportName(asNode(each['exported']) ?? each)),
	);
	const [first] = specifiers;
	const last = specifiers.at(-1);
	if (!first || !last || wanted.length === specifiers.length) {
		return text.slice(range.start, range.end);
	}
	const names = wanted.map(({ start, end }) => text.slice(start, end)).join(', ');
	const behind = text.slice(last.end, range.end).replace(/^\s*,?\s*/, '');
	return `${text.slice(range.start, first.start).trimEnd()} ${names} ${behind}`;
}
