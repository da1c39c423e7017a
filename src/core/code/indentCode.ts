import { parseModule, walk } from './syntaxTree.ts';

/**
 * Puts `indent` before every line that holds something. Lines inside template literals stay as they
 * are, since their blanks are part of a value; code that does not parse may hold some and stays, too.
 */
export function indentCode(code: string, indent: string): string {
	const tree = parseModule(code);
	if (!tree) return code;
	const inTemplate = new Set<number>();
	walk(tree.body, ({ type, start, end }) => {
		if (type !== 'TemplateElement') return;
		for (let feed = code.indexOf('\n', start); feed !== -1 && feed < end;) {
			inTemplate.add(feed + 1);
			feed = code.indexOf('\n', feed + 1);
		}
	});
	return code.replace(/^(?=[^\r\n])/gm, (_empty, offset: number) =>
		inTemplate.has(offset) ? '' : indent,
	);
}
