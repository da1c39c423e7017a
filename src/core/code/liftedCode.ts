import { lineStartAt } from '../text/lineStarts.ts';
import { styleOf, writeImport } from './mergeImports.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asText, walk, type SyntaxNode } from './syntaxTree.ts';

/** Code that can stand in another module. */
export interface LiftedCode {
	/** Its lines end with LF and are indented by tabs, below the first one. */
	readonly code: string;
	/** The import statements that it needs. */
	readonly imports: string;
}

/**
 * The code of an expression with what it imports; `undefined` if it needs more of its module.
 *
 * @param known names that the module in which it is to stand declares, too
 */
export function liftCode(
	{ text, shape }: ParsedModule,
	expression: SyntaxNode,
	known: ReadonlySet<string> = new Set(),
): LiftedCode | undefined {
	const used = new Set<string>();
	walk([expression], (node) => {
		if (node.type === 'Identifier') used.add(asText(node['name']));
	});
	if (shape.declarations.some(({ name }) => used.has(name) && !known.has(name))) return undefined;
	const imports = shape.imports.flatMap((statement) => {
		const names = statement.names.filter(({ local }) => used.has(local));
		return names.length > 0 ? [writeImport({ ...statement, names }, styleOf(text, shape))] : [];
	});
	return { code: dedented(text, expression), imports: imports.join('\n') };
}

/** Code that starts in the middle of a line, without the indentation of that line. */
function dedented(text: string, { start, end }: SyntaxNode): string {
	const line = lineStartAt(text, start);
	const indent = /^[ \t]*/.exec(text.slice(line, start))?.[0] ?? '';
	return text
		.slice(start, end)
		.split(/\r?\n/)
		.map((each, i) => (i > 0 && each.startsWith(indent) ? each.slice(indent.length) : each))
		.join('\n');
}
