import type { ParsedModule } from '../code/parsedModule.ts';
import { walk } from '../code/syntaxTree.ts';
import type { TextEdit } from '../text/range.ts';

/**
 * Lets the paths and globs of source files that stand in a module as texts, such as the `schema` of
 * drizzle-kit, mean JavaScript. Imports are none of them.
 */
export function plainFilePaths({ tree }: ParsedModule): readonly TextEdit[] {
	const edits: TextEdit[] = [];
	walk(tree?.body ?? [], ({ type, value, end }, parent) => {
		if (type !== 'Literal' || typeof value !== 'string' || value.length > longest) return;
		if (/^(?:Import|Export)/.test(parent?.type ?? '')) return;
		if (!/^(?:\.\/)?src\/\S*(?<!\.d)\.ts$/.test(value)) return;
		// Before the closing quote.
		edits.push({ range: { start: end - 3, end: end - 1 }, newText: 'js' });
	});
	return edits;
}

/** Nobody has a longer path. */
const longest = 300;
