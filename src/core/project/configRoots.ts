import type { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';

/** What a module exports by default: an expression, or the name that stands for it. */
export function defaultExport({ tree }: ParsedModule): SyntaxNode | undefined {
	for (const statement of tree?.body ?? []) {
		if (statement.type === 'ExportDefaultDeclaration') return asNode(statement['declaration']);
		if (statement.type !== 'ExportNamedDeclaration' || asNode(statement['source'])) continue;
		for (const specifier of asNodes(statement['specifiers'])) {
			const exported = asNode(specifier['exported']);
			const name = asText(exported?.['name']) || asText(exported?.['value']);
			if (name === 'default') return asNode(specifier['local']);
		}
	}
	return undefined;
}

/**
 * The calls of a function that a module imports, by whatever name it has there; by its own name in
 * code that does not import it.
 *
 * @param unless `imported`: none in code that does not import it
 */
export function callsOf(
	{ tree, shape }: ParsedModule,
	called: { readonly name: string; readonly from: string },
	unless?: 'imported',
): readonly SyntaxNode[] {
	const locals = shape.imports
		.filter(({ specifier }) => specifier === called.from)
		.flatMap(({ names }) => names)
		.flatMap(({ imported, local }) => (imported === called.name ? [local] : []));
	const names = new Set(locals.length > 0 || unless ? locals : [called.name]);
	const calls: SyntaxNode[] = [];
	walk(tree?.body ?? [], (node) => {
		if (node.type !== 'CallExpression') return;
		if (names.has(asText(asNode(node['callee'])?.['name']))) calls.push(node);
	});
	return calls;
}

/** The plugin that SvelteKit has for Vite, which takes its options. */
export const kitPlugin = { name: 'sveltekit', from: '@sveltejs/kit/vite' } as const;
