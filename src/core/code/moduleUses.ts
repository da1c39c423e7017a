import { projectImports } from './imports.ts';
import { moduleExportName } from './moduleShape.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from './syntaxTree.ts';

/** What code uses of another module of its project. */
export interface ModuleUse {
	/** As the code writes it. */
	readonly specifier: string;
	/** The names that it imports or passes on; `default` for the default. */
	readonly names: ReadonlySet<string>;
	/** It may use any of them, or what happens when the module is loaded. */
	readonly all: boolean;
	/** The names among them that are more than types to the code. */
	readonly values: ReadonlySet<string>;
	/** The names that values have in the code. */
	readonly locals: ReadonlyMap<string, string>;
}

/**
 * What code uses of the modules of its project, each module once: names of imports and re-exports, of
 * `typeof import('…')`, and the members of namespaces of which nothing else is used. Of a Svelte file
 * its scripts count.
 */
export function projectUses(module: ParsedModule): readonly ModuleUse[] {
	const isMarkup = module.text.trimStart().startsWith('<');
	const parts = isMarkup ? module.scripts.map(({ content }) => content) : [module];
	const found = new Map<string, Use>();
	const useOf = (specifier: string): Use => {
		const known = found.get(specifier) ?? newUse();
		found.set(specifier, known);
		return known;
	};
	for (const part of parts) {
		for (const specifier of projectImports(part.text)) useOf(specifier);
		if (!part.tree) continue;
		const { body } = part.tree;
		for (const { specifier, names, kind } of part.shape.imports) {
			const use = useOf(specifier);
			use.isSeen = true;
			if (kind === 'side-effect') use.all = true;
			for (const { imported, local, typeOnly } of names) {
				if (imported === '*') addMembers(use, body, local);
				else addName(use, imported, typeOnly);
				if (imported !== '*' && !typeOnly) use.locals.set(imported, local);
			}
		}
		for (const node of body) addPassedOn(node, useOf);
		walk(body, (node) => {
			if (node.type !== 'TSImportType') return;
			const argument = asNode(node['argument']) ?? asNode(node['source']);
			const use = useOf(asText(argument?.['value']));
			use.isSeen = true;
			const name = leftmost(asNode(node['qualifier']));
			if (name === undefined) use.all = true;
			else addName(use, name, true);
		});
	}
	const wanted = new Set(parts.flatMap(({ text }) => projectImports(text)));
	return [...found].flatMap(([specifier, { isSeen, all, ...use }]) =>
		// What was found in the text and not in the tree is loaded while the code runs.
		wanted.has(specifier) ? [{ specifier, ...use, all: all || !isSeen }] : [],
	);
}

interface Use {
	readonly names: Set<string>;
	readonly values: Set<string>;
	readonly locals: Map<string, string>;
	all: boolean;
	isSeen: boolean;
}

function newUse(): Use {
	return { names: new Set(), values: new Set(), locals: new Map(), all: false, isSeen: false };
}

function addName(use: Use, name: string, typeOnly: boolean): void {
	use.names.add(name);
	if (!typeOnly) use.values.add(name);
}

/** `export { a } from '…'` and `export * from '…'`. */
function addPassedOn(node: SyntaxNode, useOf: (specifier: string) => Use): void {
	const source = asNode(node['source']);
	if (!source || !node.type.startsWith('Export')) return;
	const use = useOf(asText(source['value']));
	use.isSeen = true;
	if (node.type === 'ExportAllDeclaration') use.all = true;
	for (const each of asNodes(node['specifiers'])) {
		const typeOnly = node['exportKind'] === 'type' || each['exportKind'] === 'type';
		addName(use, moduleExportName(asNode(each['local'])), typeOnly);
	}
}

/** The members of a namespace, as long as nothing else happens to it. */
function addMembers(use: Use, body: readonly SyntaxNode[], local: string): void {
	const members = new Set<SyntaxNode>();
	walk(body, (node, parent) => {
		if (node.type === 'MemberExpression' && node['computed'] !== true) {
			const object = asNode(node['object']);
			if (asText(object?.['name']) === local && object) {
				members.add(object);
				addName(use, asText(asNode(node['property'])?.['name']), false);
			}
		} else if (node.type === 'TSQualifiedName') {
			const left = asNode(node['left']);
			if (asText(left?.['name']) === local && left) {
				members.add(left);
				addName(use, asText(asNode(node['right'])?.['name']), true);
			}
		} else if (
			node.type === 'Identifier' &&
			node['name'] === local &&
			!members.has(node) &&
			parent?.type !== 'ImportNamespaceSpecifier'
		) {
			use.all = true;
		}
	});
}

function leftmost(node: SyntaxNode | undefined): string | undefined {
	let name = node;
	while (name?.type === 'TSQualifiedName') name = asNode(name['left']);
	return name && asText(name['name']);
}
