import { patternFormat, type CodeFormat } from '../code/codeFormat.ts';
import { indentUnit, shownStyle } from '../code/codeStyle.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import { lineEndOf } from '../text/textEdits.ts';

/** A file whose style stands for that of others. */
export interface Neighbour {
	readonly name: string;
	readonly text: string | undefined;
}

/** The style that most of some files have; nothing where there are none, or where they do not show it. */
export function neighbourStyle(files: readonly Neighbour[]): Partial<CodeFormat> {
	const styles = files.flatMap(({ name, text }) => {
		if (text === undefined) return [];
		const module = new ParsedModule(text);
		const code = name.endsWith('.svelte') ? module.scripts[0]?.content : module;
		return code && code.text.includes('\n') && code.tree ? [styleShown(code)] : [];
	});
	const most = <T extends keyof Shown>(key: T): Shown[T] | undefined =>
		mostFrequent(styles.flatMap(({ [key]: value }) => (value === undefined ? [] : [value])));
	const indent = most('indent');
	const quote = most('quote');
	const end = most('end');
	const bracketSpacing = most('bracketSpacing');
	const arrowParens = most('arrowParens');
	const endOfLine = most('endOfLine');
	const trailingComma = commaOf(most('commaInLists'), most('commaInCalls'));
	return {
		...(indent !== undefined && {
			useTabs: indent === '\t',
			tabWidth: indent === '\t' ? patternFormat.tabWidth : indent.length,
		}),
		...(quote !== undefined && { singleQuote: quote === "'" }),
		...(end !== undefined && { semi: end === ';' }),
		...(trailingComma !== undefined && { trailingComma }),
		...(bracketSpacing !== undefined && { bracketSpacing }),
		...(arrowParens !== undefined && { arrowParens }),
		...(endOfLine !== undefined && { endOfLine }),
	};
}

/** What of its style a file shows. */
interface Shown {
	readonly indent: string | undefined;
	readonly quote: string | undefined;
	readonly end: string | undefined;
	readonly endOfLine: 'lf' | 'crlf';
	/** A comma behind the last of several lines, in objects, lists and imports. */
	readonly commaInLists: boolean | undefined;
	readonly commaInCalls: boolean | undefined;
	readonly bracketSpacing: boolean | undefined;
	readonly arrowParens: 'always' | 'avoid' | undefined;
}

function styleShown(module: ParsedModule): Shown {
	const { text, tree } = module;
	let [commaInLists, commaInCalls, bracketSpacing]: (boolean | undefined)[] = [];
	let arrowParens: Shown['arrowParens'];
	walk(tree?.body ?? [], (node) => {
		const [items, isCall] = itemsOf(node);
		const last = items.at(-1);
		if (last) {
			const comma = commaBehind(text.slice(last.end, node.end));
			if (isCall) commaInCalls ??= comma;
			else commaInLists ??= comma;
		}
		const inner = /^Object(?:Expression|Pattern)$/.test(node.type)
			? text.slice(node.start + 1, node.end)
			: '';
		if (/^[^\S\r\n]*[^\s}]/.test(inner)) bracketSpacing ??= inner.startsWith(' ');
		const [parameter, ...more] = asNodes(node['params']);
		if (node.type !== 'ArrowFunctionExpression' || more.length > 0) return;
		if (parameter?.type !== 'Identifier' || asNode(parameter['typeAnnotation'])) return;
		arrowParens ??= text.slice(node.start, parameter.start).includes('(') ? 'always' : 'avoid';
	});
	const spaced = /^import\s+(?:type\s+)?\{( ?)[^\s}]/m.exec(text)?.[1];
	if (spaced !== undefined) bracketSpacing ??= spaced !== '';
	const { quote, end } = shownStyle(module);
	const indent = /^(?:\t| {2,})[^\s*]/m.test(text) ? indentUnit(text) : undefined;
	const endOfLine = lineEndOf(text) === '\r\n' ? 'crlf' : 'lf';
	return { indent, quote, end, endOfLine, commaInLists, commaInCalls, bracketSpacing, arrowParens };
}

/** What a node lists, and whether a call does. */
function itemsOf(node: SyntaxNode): readonly [items: readonly SyntaxNode[], isCall: boolean] {
	switch (node.type) {
		case 'ObjectExpression':
			return [asNodes(node['properties']), false];
		case 'ArrayExpression':
			return [asNodes(node['elements']), false];
		case 'CallExpression':
			return [asNodes(node['arguments']), true];
		default:
			return [[], false];
	}
}

/** Whether a comma stands behind the last of several lines; `undefined` where it is on the last line. */
function commaBehind(rest: string): boolean | undefined {
	const trimmed = rest.trimStart();
	const hasComma = trimmed.startsWith(',');
	return /^[^\S\n]*\n/.test(hasComma ? trimmed.slice(1) : rest) ? hasComma : undefined;
}

function commaOf(
	inLists: boolean | undefined,
	inCalls: boolean | undefined,
): CodeFormat['trailingComma'] | undefined {
	if (inLists === undefined) return inCalls ? 'all' : undefined;
	if (!inLists) return 'none';
	return inCalls === false ? 'es5' : 'all';
}

function mostFrequent<T>(items: readonly T[]): T | undefined {
	const groups = [...Map.groupBy(items, (item) => item)];
	return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
