import { tokenExpressions } from '../src/core/workspace/secretText.ts';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	asNode,
	asNodes,
	asText,
	parseModule,
	walk,
	type SyntaxNode,
} from '../src/core/code/syntaxTree.ts';
import { growthFaults } from './regexGrowth.ts';
import { repoRoot } from './vscode/paths.ts';

/** A regular expression of the sources. */
export interface FoundRegex {
	/** With the line: `src/core/agent/agent.ts:12`. */
	readonly place: string;
	/** `undefined` where only running the code could tell it. */
	readonly source: string | undefined;
	readonly flags: string;
}

/** A regular expression that may take long by itself, and does not where it is used. */
export interface ToleratedRegex {
	readonly source: string;
	readonly flags: string;
	/** Why, and how long its text is at most. */
	readonly reason: string;
}

/** Each row must be needed: one that is not any more is reported. */
export const toleratedRegexes: readonly ToleratedRegex[] = [
	{
		source: String.raw`\(\?[a-zA-Z-]+\)|\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[:a-zA-Z-]*:)?|\)|\{(\d{1,4})(,(\d{0,4}))?\}|[^]`,
		flags: 'g',
		reason: 'It reads a pattern of at most 1,000 characters.',
	},
	{
		source: '[a-z][a-z0-9+.-]*$',
		flags: 'i',
		reason: 'It reads the 30 characters before an address.',
	},
	{
		source: String.raw`:\/\/(?:[^\s/@]{0,100}@)?([^\s/?#]{1,255})[^\s]*$`,
		flags: '',
		reason: 'It reads the 300 characters before a word.',
	},
	{
		source: String.raw`(?<![\p{L}\p{N}]|[\p{L}\p{N}][-_])(?:[a-z]+[^\p{L}\p{N}\r\n]{0,4})?tools(?![\p{L}\p{N}])`,
		flags: 'giu',
		reason: 'It reads the first 160 characters of a line.',
	},
	{
		source: String.raw`[&!]+[^\p{L}\p{N}\s]{0,8}[ \t]{0,4}\S{0,40}\s|\d{1,4}[.)](?=\s)`,
		flags: 'gu',
		reason: 'It reads a part of the first 160 characters of a line.',
	},
];

/** Expressions that are made of lists when a module is loaded: the file, how often, and what is made. */
const madeRegexes = [
	{ file: 'src/core/workspace/secretText.ts', sites: 3, made: tokenExpressions },
] as const;

/** What is wrong with regular expressions, as sentences: none may take more than linear time. */
export function regexProblems(
	found: readonly FoundRegex[],
	tolerated: readonly ToleratedRegex[],
): readonly string[] {
	const unused = new Set(tolerated);
	const problems = found.flatMap(({ place, source, flags }): readonly string[] => {
		if (source === undefined) {
			return [`${place}: write the expression as a constant, so that it can be checked.`];
		}
		const faults = growthFaults(source, flags);
		const row = tolerated.find((each) => each.source === source && each.flags === flags);
		if (row && faults.length > 0) {
			unused.delete(row);
			return [];
		}
		return faults.map((fault) => `${place}: /${source}/${flags} ${fault}.`);
	});
	for (const { source, flags } of unused) {
		problems.push(`/${source}/${flags} is tolerated and need not be: remove its row.`);
	}
	return problems;
}

/** The regular expressions of all sources. */
export function findRegexes(): readonly FoundRegex[] {
	return globSync('src/**/*.ts', { cwd: repoRoot })
		.map((file) => file.replaceAll('\\', '/'))
		.toSorted()
		.flatMap((file) => {
			const found = regexesIn(readFileSync(path.join(repoRoot, file), 'utf8'), file);
			const known = madeRegexes.find((each) => each.file === file);
			const unread = found.filter(({ source }) => source === undefined).length;
			if (unread !== known?.sites) return found;
			const made = known.made.map(({ source, flags }) => ({ place: file, source, flags }));
			return [...found.filter(({ source }) => source !== undefined), ...made];
		});
}

/** The regular expressions of a module: literals, and what `RegExp` is called with. */
export function regexesIn(code: string, file: string): readonly FoundRegex[] {
	const tree = parseModule(code);
	if (!tree) throw new Error(`${file} could not be parsed.`);
	const constants = new Map<string, SyntaxNode>();
	const found: FoundRegex[] = [];
	const add = ({ start }: SyntaxNode, source: string | undefined, flags: string): void => {
		found.push({ place: `${file}:${code.slice(0, start).split('\n').length}`, source, flags });
	};
	walk(tree.body, (node) => {
		if (node.type === 'VariableDeclarator') {
			const init = asNode(node['init']);
			if (init) constants.set(asText(asNode(node['id'])?.['name']), init);
		}
		const literal = node['regex'] as { pattern: string; flags: string } | undefined;
		if (node.type === 'Literal' && literal) {
			add(node, literal.pattern, literal.flags);
		}
		const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
		if (isCall && asNode(node['callee'])?.['name'] === 'RegExp') {
			const [source, flags] = asNodes(node['arguments']);
			const flagText = flags ? textOf(flags, constants) : '';
			const text = source && flagText !== undefined ? textOf(source, constants) : undefined;
			add(node, text, flagText ?? '');
		}
	});
	return found;
}

/** The text of an expression made of constants; `undefined` for any other. */
function textOf(node: SyntaxNode, constants: ReadonlyMap<string, SyntaxNode>): string | undefined {
	switch (node.type) {
		case 'Literal':
			return typeof node['value'] === 'string' ? node['value'] : undefined;
		case 'Identifier': {
			const constant = constants.get(asText(node['name']));
			return constant && textOf(constant, constants);
		}
		case 'BinaryExpression': {
			const [left, right] = [asNode(node['left']), asNode(node['right'])];
			return node['operator'] === '+' && left && right
				? joined([textOf(left, constants), textOf(right, constants)])
				: undefined;
		}
		case 'TemplateLiteral':
			return templateText(node, 'cooked', constants);
		case 'TaggedTemplateExpression': {
			const tag = asNode(node['tag']);
			const quasi = asNode(node['quasi']);
			const isRaw = asText(asNode(tag?.['property'])?.['name']) === 'raw';
			return isRaw && quasi ? templateText(quasi, 'raw', constants) : undefined;
		}
		default:
			return undefined;
	}
}

function templateText(
	node: SyntaxNode,
	form: 'cooked' | 'raw',
	constants: ReadonlyMap<string, SyntaxNode>,
): string | undefined {
	const expressions = asNodes(node['expressions']);
	return joined(
		asNodes(node['quasis']).flatMap((quasi, i) => {
			const text = (quasi['value'] as Readonly<Record<'cooked' | 'raw', string>>)[form];
			const expression = expressions[i];
			return expression ? [text, textOf(expression, constants)] : [text];
		}),
	);
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
	return texts.includes(undefined) ? undefined : texts.join('');
}
