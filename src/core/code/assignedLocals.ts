import { keyOf } from './declarationShape.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from './syntaxTree.ts';

/**
 * The members of `App.Locals` that code gives a value to, each once: by `event.locals.user = …`, by
 * `locals = { user }` and by `Object.assign(locals, { user })`.
 */
export function assignedLocals({ tree }: ParsedModule): readonly string[] {
	const names = new Set<string>();
	const addKeys = (node: SyntaxNode | undefined): void => {
		for (const property of asNodes(node?.['properties'])) names.add(keyOf(property));
	};
	walk(tree?.body ?? [], (node) => {
		if (node.type === 'AssignmentExpression') {
			const left = asNode(node['left']);
			if (isLocals(left)) addKeys(asNode(node['right']));
			else if (left?.type === 'MemberExpression' && isLocals(asNode(left['object']))) {
				const key = asNode(left['property']);
				names.add(left['computed'] === true ? asText(key?.['value']) : asText(key?.['name']));
			}
		} else if (node.type === 'CallExpression') {
			const callee = asNode(node['callee']);
			const [target, ...sources] = asNodes(node['arguments']);
			const isAssign =
				asText(asNode(callee?.['object'])?.['name']) === 'Object' &&
				asText(asNode(callee?.['property'])?.['name']) === 'assign';
			if (isAssign && isLocals(target)) sources.forEach(addKeys);
		}
	});
	names.delete('');
	return [...names];
}

/** `locals` and `event.locals`. */
function isLocals(node: SyntaxNode | undefined): boolean {
	if (node?.type === 'Identifier') return node['name'] === 'locals';
	if (node?.type !== 'MemberExpression' || node['computed'] === true) return false;
	return asText(asNode(node['property'])?.['name']) === 'locals';
}
