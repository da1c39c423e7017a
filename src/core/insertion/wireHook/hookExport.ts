import { moduleExportName } from '../../code/moduleShape.ts';
import { asNode, asNodes, asText, childrenOf, type SyntaxNode } from '../../code/syntaxTree.ts';
import type { TextRange } from '../../text/range.ts';

/** A value that the top level of a module declares. */
export interface Declared {
	readonly name: string;
	/** The name itself, without its type. */
	readonly range: TextRange;
	/** The whole statement, with `export` where it has that. */
	readonly statement: SyntaxNode;
	readonly exported: boolean;
	readonly kind: 'const' | 'variable' | 'function' | 'other';
	/** What declares it: a function, a class, or one declarator of a variable. */
	readonly node: SyntaxNode;
	/** In a pattern, as the key and the name: `const { name } = …`. */
	readonly shorthand: boolean;
	/** A variable that is declared by its name alone, not by a pattern. */
	readonly plain: boolean;
}

/** How a module exports a hook. */
export type HookExport =
	| { readonly kind: 'none' }
	| { readonly kind: 'declared'; readonly declared: Declared }
	| {
			/** `export { local as handle }` */
			readonly kind: 'listed';
			readonly statement: SyntaxNode;
			readonly specifier: SyntaxNode;
			readonly local: string;
	  }
	| {
			/** `export { imported as handle } from '…'` */
			readonly kind: 'passedOn';
			readonly statement: SyntaxNode;
			readonly specifier: SyntaxNode;
			readonly imported: string;
			readonly from: string;
	  }
	/** `export * from '…'`, which may export it. */
	| { readonly kind: 'maybe'; readonly from: string }
	| { readonly kind: 'several' }
	/** As the namespace of another module. */
	| { readonly kind: 'unusual' };

/** How a module exports a name as a value; types of that name do not count. */
export function hookExport(body: readonly SyntaxNode[], name: string): HookExport {
	const found: HookExport[] = [];
	const stars: HookExport[] = [];
	for (const statement of body) {
		if (statement['exportKind'] === 'type') continue;
		if (statement.type === 'ExportAllDeclaration') {
			const from = sourceOf(statement);
			const exported = asNode(statement['exported']);
			if (!exported) stars.push({ kind: 'maybe', from });
			else if (moduleExportName(exported) === name) found.push({ kind: 'unusual' });
		}
		if (statement.type !== 'ExportNamedDeclaration') continue;
		for (const declared of declaredBy(statement)) {
			if (declared.name === name) found.push({ kind: 'declared', declared });
		}
		for (const specifier of asNodes(statement['specifiers'])) {
			if (specifier['exportKind'] === 'type') continue;
			if (moduleExportName(asNode(specifier['exported'])) !== name) continue;
			const local = moduleExportName(asNode(specifier['local']));
			found.push(
				statement['source']
					? {
							kind: 'passedOn',
							statement,
							specifier,
							imported: local,
							from: sourceOf(statement),
						}
					: { kind: 'listed', statement, specifier, local },
			);
		}
	}
	if (found.length > 1) return { kind: 'several' };
	return found[0] ?? stars[0] ?? { kind: 'none' };
}

function sourceOf(statement: SyntaxNode): string {
	return asText(asNode(statement['source'])?.['value']);
}

/** The values that the top level of a module declares, imports left out. */
export function declaredValues(body: readonly SyntaxNode[]): readonly Declared[] {
	return body.flatMap(declaredBy);
}

/** The values that a statement declares. */
export function declaredBy(statement: SyntaxNode): readonly Declared[] {
	const exported = statement.type.startsWith('Export');
	const node = exported ? asNode(statement['declaration']) : statement;
	if (!node || node['declare'] === true) return [];
	if (node.type === 'VariableDeclaration') {
		const kind = node['kind'] === 'const' ? 'const' : 'variable';
		return asNodes(node['declarations']).flatMap((declarator) => {
			const id = asNode(declarator['id']);
			const plain = id?.type === 'Identifier';
			return boundNames(id, false).map((name) => ({
				...name,
				statement,
				exported,
				kind,
				node: declarator,
				plain,
			}));
		});
	}
	const kind = /^(?:FunctionDeclaration|TSDeclareFunction)$/.test(node.type)
		? 'function'
		: /^(?:ClassDeclaration|TSEnumDeclaration|TSModuleDeclaration)$/.test(node.type)
			? 'other'
			: undefined;
	const id = asNode(node['id']);
	if (!kind || id?.type !== 'Identifier') return [];
	const name = { name: asText(id['name']), range: nameRange(id), shorthand: false, plain: true };
	return [{ ...name, statement, exported, kind, node }];
}

interface BoundName {
	readonly name: string;
	readonly range: TextRange;
	readonly shorthand: boolean;
}

/** The names that a binding pattern introduces, with how they stand there. */
function boundNames(pattern: SyntaxNode | undefined, shorthand: boolean): readonly BoundName[] {
	if (!pattern) return [];
	switch (pattern.type) {
		case 'Identifier':
			return [{ name: asText(pattern['name']), range: nameRange(pattern), shorthand }];
		case 'Property':
			return boundNames(asNode(pattern['value']), pattern['shorthand'] === true);
		case 'AssignmentPattern':
			return boundNames(asNode(pattern['left']), shorthand);
		case 'ObjectPattern':
		case 'ArrayPattern':
		case 'RestElement':
			return childrenOf(pattern).flatMap((child) => boundNames(child, false));
		default:
			return [];
	}
}

/** An identifier without the type behind it. */
function nameRange({ start, name }: SyntaxNode): TextRange {
	return { start, end: start + asText(name).length };
}
