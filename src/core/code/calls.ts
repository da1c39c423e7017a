import { asNode, asNodes, asText, type SyntaxNode } from './syntaxTree.ts';

/** What a function is given. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
	return asNodes(call['arguments']);
}

/**
 * What a call returns for certain: `defineConfig({ … })` what it is given. `undefined` for any other
 * call, and for what is none.
 */
export function passedThrough(node: SyntaxNode): SyntaxNode | undefined {
	const [given, ...more] = node.type === 'CallExpression' ? argumentsOf(node) : [];
	const name = asText(asNode(node['callee'])?.['name']);
	return more.length === 0 && name.startsWith('define') ? given : undefined;
}
