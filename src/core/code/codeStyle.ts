import { skipBlanks } from '../text/blanks.ts';
import { styleOf, type ImportStyle } from './mergeImports.ts';
import type { ParsedModule } from './parsedModule.ts';
import { asText, walk, type SyntaxNode } from './syntaxTree.ts';

/** How a module is written. */
export interface CodeStyle extends ImportStyle {
	/** One level of indentation: a tab, or blanks. */
	readonly indent: string;
}

/**
 * The style of a module, as far as it has one: its imports tell, else the first string and the first
 * statement inside a function; else single quotes, semicolons and tabs.
 */
export function codeStyleOf(module: ParsedModule): CodeStyle {
	const { quote = "'", end = ';' } = shownStyle(module);
	return { quote, end, indent: indentUnit(module.text) };
}

/** What of the style of a module can be seen in it. */
export function shownStyle({ text, shape, tree }: ParsedModule): Partial<ImportStyle> {
	const imports = styleOf(text, shape);
	let [quote, end]: (string | undefined)[] = [
		shape.imports.length > 0 ? imports.quote : undefined,
		shape.semicolons === undefined ? undefined : imports.end,
	];
	walk(tree?.body ?? [], (node, parent) => {
		if (quote !== undefined && end !== undefined) return false;
		if (node.type === 'Literal') quote ??= /^['"]/.exec(asText(node['raw']))?.[0];
		if (endsLikeStatement(node, parent)) end ??= endOf(text, node);
		return true;
	});
	return { ...(quote !== undefined && { quote }), ...(end !== undefined && { end }) };
}

function endsLikeStatement(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
	return (
		/^(?:ExpressionStatement|ReturnStatement|VariableDeclaration)$/.test(node.type) &&
		parent?.type === 'BlockStatement'
	);
}

/** What ends a statement; `undefined` for one that shares its line with what follows. */
function endOf(text: string, { end }: SyntaxNode): string | undefined {
	if (text[end - 1] === ';') return ';';
	const next = skipBlanks(text, end);
	return /^(?:\r?\n|\/\/)/.test(text.slice(next, next + 2)) ? '' : undefined;
}

/** The least that a line is indented by, if any is: a tab, or some blanks. */
export function indentUnit(text: string): string {
	let least: string | undefined;
	for (const [blanks = ''] of text.matchAll(/^(?:\t| {2,})(?=[^\s*])/gm)) {
		if (blanks === '\t') return blanks;
		if (least === undefined || blanks.length < least.length) least = blanks;
	}
	return least ?? '\t';
}
