import { removeItem } from '../code/listEdits.ts';
import { asNode, asNodes, asText } from '../code/syntaxTree.ts';
import { applyEdits } from '../text/textEdits.ts';
import { hookExport } from './wireHook/hookExport.ts';
import { HooksFile, type Imported } from './wireHook/hooksFile.ts';

/** A hooks file without some of the handles of its `sequence(…)`. */
export interface HooksLeft {
	readonly code: string;
	/** The handles that were taken out, as the file calls them. */
	readonly leftOut: readonly string[];
}

/** The file is read anew after each, and has a handful. */
const mostHooks = 20;

/**
 * Takes handles of other modules out of the `sequence(…)` of a hooks file, with their imports. The
 * last one stays: a file of hooks is to have some.
 */
export function leaveOutHooks(hooks: string, isLeftOut: (handle: Imported) => boolean): HooksLeft {
	const leftOut: string[] = [];
	let code = hooks;
	for (;;) {
		const next = leftOut.length < mostHooks ? withoutOne(code, isLeftOut) : undefined;
		if (!next) return { code, leftOut };
		({ code } = next);
		leftOut.push(next.name);
	}
}

function withoutOne(
	code: string,
	isLeftOut: (handle: Imported) => boolean,
): { readonly code: string; readonly name: string } | undefined {
	const file = HooksFile.read(code);
	const how = file && hookExport(file.body, 'handle');
	if (how?.kind !== 'declared') return undefined;
	const call = file?.sequenceCall(asNode(how.declared.node['init']));
	if (!file || !call) return undefined;
	const items = asNodes(call['arguments']);
	const index = items.findIndex((item) => {
		const imported = item.type === 'Identifier' && file.importOf(asText(item['name']));
		return imported !== false && imported !== undefined && isLeftOut(imported);
	});
	const item = items[index];
	if (!item || items.length === 1) return undefined;
	const name = asText(item['name']);
	const callee = asNode(call['typeArguments']) ?? asNode(call['callee']);
	const open = file.bare.indexOf('(', callee?.end ?? call.start) + 1;
	const inside = { start: open, end: call.end - 1 };
	const edits = [removeItem(file, { items, inside }, index)];
	const own = file.shape.imports.find(({ names }) => names.some(({ local }) => local === name));
	// An import of several names keeps this one, which does no harm.
	if (own?.names.length === 1) {
		const rest = code.slice(own.range.end);
		const behind = /^[ \t]*\r?\n/.exec(rest.slice(0, 200))?.[0].length ?? 0;
		edits.push({ range: { start: own.range.start, end: own.range.end + behind }, newText: '' });
	}
	return { code: applyEdits(code, edits), name };
}
