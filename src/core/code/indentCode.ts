import { parseModule, walk, type SyntaxNode, type SyntaxTree } from './syntaxTree.ts';
import type { TextRange } from '../text/range.ts';

/**
 * Puts `indent` before every line that holds something. Lines inside of texts and template literals stay
 * as they are, since their blanks are part of a value; code that does not parse may hold some and stays,
 * too.
 *
 * @param comments `kept` leaves the lines inside of comments alone, but for those that begin with a star:
 * Prettier moves no others, so that they would go further each time the code is formatted
 */
export function indentCode(
	code: string,
	indent: string,
	comments: 'moved' | 'kept' = 'moved',
): string {
	const tree = parseModule(code);
	if (!tree) return code;
	const still = new Set<number>();
	for (const { start, end } of stillRanges(code, tree, comments)) {
		for (let feed = code.indexOf('\n', start); feed !== -1 && feed < end;) {
			still.add(feed + 1);
			feed = code.indexOf('\n', feed + 1);
		}
	}
	return code.replace(/^(?=[^\r\n])/gm, (_empty, offset: number) =>
		still.has(offset) ? '' : indent,
	);
}

function stillRanges(
	code: string,
	tree: SyntaxTree,
	comments: 'moved' | 'kept',
): readonly TextRange[] {
	const kept = comments === 'kept' ? tree.comments : [];
	const values: TextRange[] = [];
	walk(tree.body, (node) => {
		if (isValue(node)) values.push(node);
	});
	return [
		...values,
		...kept.filter(
			({ start, end }) => !/^[^\n]*(?:\n[ \t]*\*[^\n]*)*$/.test(code.slice(start, end)),
		),
	];
}

/** A piece of a template, or a text, which may go on behind a `\` at the end of a line. */
function isValue({ type, value }: SyntaxNode): boolean {
	return type === 'TemplateElement' || (type === 'Literal' && typeof value === 'string');
}

/** Whether the lines of a node are a part of what it is, with the blanks that they begin with. */
export function holdsBlanks(node: SyntaxNode): boolean {
	return node.type === 'TemplateLiteral' || isValue(node);
}
