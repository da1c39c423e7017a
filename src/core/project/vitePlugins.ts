import { Bindings } from '../code/bindings.ts';
import { passedThrough } from '../code/calls.ts';
import { codeStyleOf } from '../code/codeStyle.ts';
import { liftCode } from '../code/liftedCode.ts';
import { insertItem, lineIndent, withoutComments } from '../code/listEdits.ts';
import { mergeImports } from '../code/mergeImports.ts';
import { findMember } from '../code/objectMembers.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import { applyEdits, lineEndOf } from '../text/textEdits.ts';
import { callsOf, defaultExport, kitPlugin } from './configRoots.ts';

export interface AddedPlugins {
	/** The whole text afterwards. */
	readonly text: string;
	/** The plugins that have to be added by hand, by their names. */
	readonly byHand: readonly string[];
}

/**
 * Brings the plugins of one `vite.config` into another one, on the same side of SvelteKit's own: some
 * have to see the files before it. Plugins that are there stay as they are. Never throws.
 *
 * @param code what is added to
 * @param added the configuration with the plugins
 */
export function addPlugins(code: string, added: string | ParsedModule): AddedPlugins {
	const from = ParsedModule.of(added);
	const byHand: string[] = [];
	let text = code;
	let isBefore = true;
	const [, array] = pluginsOf(from);
	for (const plugin of asNodes(array?.['elements'])) {
		const name = calledName(plugin);
		if (callsOf(from, kitPlugin).some(({ start }) => start === plugin.start)) {
			isBefore = false;
			continue;
		}
		const after = withPlugin(text, from, plugin, isBefore);
		if (after === undefined) byHand.push(name ?? 'a plugin');
		else text = after;
	}
	return { text, byHand };
}

function withPlugin(
	code: string,
	from: ParsedModule,
	plugin: SyntaxNode,
	isBefore: boolean,
): string | undefined {
	const module = new ParsedModule(code);
	const called = calledName(plugin);
	const source = from.shape.imports.find(({ names }) =>
		names.some(({ local }) => local === called),
	);
	const imported = source?.names.find(({ local }) => local === called)?.imported;
	if (!source || imported === undefined) return undefined;
	if (callsOf(module, { name: imported, from: source.specifier }, 'imported').length > 0)
		return code;
	const [, array] = pluginsOf(module);
	const lifted = liftCode(from, plugin);
	if (!array || !lifted || !module.tree) return undefined;
	const imports = mergeImports(code, module.shape, new ParsedModule(lifted.imports).shape.imports);
	if (imports.conflicts.length > 0) return undefined;

	const items = asNodes(array['elements']);
	const kit = items.findIndex((item) =>
		callsOf(module, kitPlugin).some(({ start }) => start === item.start),
	);
	const { indent } = codeStyleOf(module);
	const { comments } = module.tree;
	const lineEnd = lineEndOf(code);
	const file = { code, bare: withoutComments(code, comments), comments, lineEnd, indent };
	const inside = { start: array.start + 1, end: array.end - 1 };
	const around = lineIndent(code, items[0]?.start ?? array.start);
	const lines = lifted.code.replace(
		/\n(\t*)/g,
		(_all, tabs: string) => lineEnd + around + indent.repeat(tabs.length),
	);
	const index = isBefore && kit !== -1 ? kit : items.length;
	return applyEdits(code, [...imports.edits, ...insertItem(file, { items, inside }, index, lines)]);
}

function calledName(plugin: SyntaxNode): string | undefined {
	const callee = plugin.type === 'CallExpression' ? asNode(plugin['callee']) : undefined;
	return asText(callee?.['name']) || undefined;
}

/** The object that a configuration exports, and the list of plugins in it. */
function pluginsOf(module: ParsedModule): readonly [SyntaxNode?, SyntaxNode?] {
	const bindings = new Bindings(module.tree?.body ?? []);
	const exported = defaultExport(module);
	const value = exported && bindings.resolve(exported);
	const given = value && passedThrough(value);
	const object = given ? bindings.resolve(given) : value;
	if (object?.type !== 'ObjectExpression') return [];
	const member = findMember(object, 'plugins', bindings);
	const list = member.kind === 'found' ? bindings.resolve(member.value) : undefined;
	return list?.type === 'ArrayExpression' ? [object, list] : [object];
}
