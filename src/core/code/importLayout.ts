import { maskText } from './moduleScan.ts';
import { ParsedModule } from './parsedModule.ts';
import { indentationOf, type CodeFormat } from './codeFormat.ts';

/** How an import is written that is too long for a line. */
export interface ImportLayout {
	/** One level of indentation. */
	readonly unit: string;
	readonly tabWidth: number;
	readonly printWidth: number;
	readonly trailingComma: boolean;
	readonly bracketSpacing: boolean;
}

/** How a project that formats its code so writes its imports. */
export function importLayoutOf(format: CodeFormat): ImportLayout {
	const { tabWidth, printWidth, trailingComma, bracketSpacing } = format;
	return {
		unit: indentationOf(format),
		tabWidth,
		printWidth,
		trailingComma: trailingComma !== 'none',
		bracketSpacing,
	};
}

/**
 * An import as Prettier has it where it does not fit on its line: each name in braces on a line of its
 * own. One that fits, or that has nothing to break, comes back as it is.
 *
 * @param line one import statement on one line; a comment may follow it, which does not count
 * @param indent what stands before it on its line, and below
 */
export function fitImport(
	line: string,
	layout: ImportLayout,
	{ indent = '', lineEnd = '\n' }: { readonly indent?: string; readonly lineEnd?: string } = {},
): string {
	// Most of them are short.
	if ((indent.length + line.length) * layout.tabWidth <= layout.printWidth) return line;
	const [statement] = new ParsedModule(line).shape.imports;
	if (!statement?.braces) return line;
	const { range, braces, names } = statement;
	const isCommented = names.some(({ comments }) => comments !== undefined);
	const before = indent + line.slice(0, range.end);
	const fits = widthOf(before, layout.tabWidth) <= layout.printWidth && !before.includes('\n');
	if (fits || (names.length < 2 && !isCommented)) return line;
	const items = itemsBetween(line, braces.start + 1, braces.end - 1);
	return [
		line.slice(0, braces.start + 1),
		items.map((item) => `${indent}${layout.unit}${item}`).join(`,${lineEnd}`) +
			(layout.trailingComma ? ',' : ''),
		indent + line.slice(braces.end - 1),
	].join(lineEnd);
}

/** What stands between commas, without the blanks around it. */
function itemsBetween(line: string, start: number, end: number): readonly string[] {
	const masked = maskText(line);
	const items: string[] = [];
	let from = start;
	for (let at = masked.indexOf(',', from); at !== -1 && at < end; at = masked.indexOf(',', from)) {
		items.push(line.slice(from, at).trim());
		from = at + 1;
	}
	items.push(line.slice(from, end).trim());
	return items.filter((item) => item !== '');
}

function widthOf(line: string, tabWidth: number): number {
	let width = 0;
	for (const character of line) width += character === '\t' ? tabWidth : 1;
	return width;
}
