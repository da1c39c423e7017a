import { hookNames } from '../pattern/needs.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import { wireHook, type HookToWire, type WireOptions } from './wireHook.ts';
import { orderOf } from './wireHook/handleOrder.ts';
import { hookExport } from './wireHook/hookExport.ts';
import { HooksFile } from './wireHook/hooksFile.ts';

/**
 * A hooks file with the hooks of another one, whose hooks all are those of other modules: such files
 * only put them together, so that each can be put in by itself.
 *
 * @returns `undefined` where the addition has code of its own, or what is there cannot be changed
 */
export function mergeHooks(
	before: string,
	addition: string,
	options: WireOptions,
): { readonly text: string; readonly notes: readonly string[] } | undefined {
	const hooks = hooksOf(addition);
	if (!hooks) return undefined;
	let text = before;
	const notes: string[] = [];
	for (const hook of hooks) {
		const wired = wireHook(text, hook, options);
		if ('cannot' in wired) return undefined;
		({ text } = wired);
		if (wired.note !== undefined) notes.push(wired.note);
	}
	return { text, notes };
}

/** The hooks of other modules that a file puts together, in its order. */
function hooksOf(code: string): readonly HookToWire[] | undefined {
	const file = HooksFile.read(code);
	if (!file) return undefined;
	const hooks: HookToWire[] = [];
	for (const name of hookNames) {
		const how = hookExport(file.body, name);
		if (how.kind === 'none') continue;
		if (how.kind === 'passedOn') {
			hooks.push({ name, exported: how.imported, from: how.from });
			continue;
		}
		const value = how.kind === 'declared' ? asNode(how.declared.node['init']) : undefined;
		const parts = value && partsOf(value, file);
		if (!parts) return undefined;
		for (const part of parts) {
			const found = file.importOf(asText(part['name']));
			if (part.type !== 'Identifier' || !found) return undefined;
			const order = name === 'handle' ? orderOf([found.exported, found.from]) : undefined;
			hooks.push({ name, ...found, ...(order !== undefined && { order }) });
		}
	}
	const isWhole = file.shape.exports.every(({ name }) => hookNames.some((each) => each === name));
	return isWhole && hooks.length > 0 ? hooks : undefined;
}

/** `a` and `b` of `sequence(a, b)`; any other expression itself. */
function partsOf(value: SyntaxNode, file: HooksFile): readonly SyntaxNode[] {
	return value.type === 'CallExpression' && file.isNamed(asNode(value['callee']), file.sequence)
		? asNodes(value['arguments'])
		: [value];
}
