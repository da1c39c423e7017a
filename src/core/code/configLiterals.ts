import { asNode, asNodes, asText, parseModule, walk, type SyntaxNode } from './syntaxTree.ts';

/** What a configuration says literally. Values that would have to be computed are `computed`. */
export type ConfigValue =
	| string
	| number
	| boolean
	| null
	| readonly ConfigValue[]
	| ConfigObject
	| typeof computed;

export interface ConfigObject {
	readonly entries: ReadonlyMap<string, ConfigValue>;
}

/** Stands for a value that only running the configuration could tell. */
export const computed = Symbol('computed');

/**
 * The objects in a configuration file that may be meant: what it exports by default, or the
 * arguments of the calls of a function named `call`. The file is read, never run, so untrusted
 * workspaces are safe; variables at its top level and `satisfies` are looked through.
 *
 * @returns nothing for code that does not parse or has none
 */
export function readConfig(code: string, call?: string): readonly ConfigObject[] {
	const tree = parseModule(code);
	if (!tree) return [];
	const variables = new Map<string, SyntaxNode>();
	for (const statement of tree.body) {
		const declaration = asNode(statement['declaration']) ?? statement;
		for (const declared of asNodes(declaration['declarations'])) {
			const init = asNode(declared['init']);
			if (init) variables.set(asText(asNode(declared['id'])?.['name']), init);
		}
	}
	const roots: SyntaxNode[] = [];
	const reading = { variables, left: mostValues(code) };
	walk(tree.body, (node) => {
		if (call === undefined && node.type === 'ExportDefaultDeclaration') {
			const exported = asNode(node['declaration']);
			if (exported) roots.push(exported);
		} else if (call !== undefined && node.type === 'CallExpression') {
			if (asText(asNode(node['callee'])?.['name']) === call)
				for (const argument of asNodes(node['arguments'])) roots.push(argument);
		}
	});
	return roots
		.map((root) => valueOf(root, reading, 0))
		.filter((value): value is ConfigObject => isConfigObject(value));
}

/** Reads JSON with comments and trailing commas, such as a tsconfig; `undefined` if it is broken. */
export function readJson(text: string): ConfigValue | undefined {
	const tree = parseModule(`(${text.replace(/^\uFEFF/, '')}\n)`);
	const expression = asNode(tree?.body[0]?.['expression']);
	const reading = { variables: new Map(), left: mostValues(text) };
	return expression && tree?.body.length === 1 ? valueOf(expression, reading, 0) : undefined;
}

/** The value at a path of keys, `undefined` if there is none. */
export function at(
	value: ConfigValue | undefined,
	...path: readonly string[]
): ConfigValue | undefined {
	let current = value;
	for (const key of path) {
		current = isConfigObject(current) ? current.entries.get(key) : undefined;
	}
	return current;
}

/** The text at a path of keys, `undefined` if there is none or it would have to be computed. */
export function textAt(
	value: ConfigValue | undefined,
	...path: readonly string[]
): string | undefined {
	const found = at(value, ...path);
	return typeof found === 'string' ? found : undefined;
}

export function isConfigObject(value: ConfigValue | undefined): value is ConfigObject {
	return (
		typeof value === 'object' &&
		value !== null &&
		'entries' in value &&
		value.entries instanceof Map
	);
}

/** Variables that stand for each other would never end, and no configuration nests this deep. */
const deepest = 50;

interface Reading {
	readonly variables: ReadonlyMap<string, SyntaxNode>;
	/** How many more values are read; the rest counts as computed. */
	left: number;
}

/**
 * Each value is written with a character at least. More are read only where variables are used many
 * times, and variables that use variables would grow to any size.
 */
function mostValues(code: string): number {
	return code.length + 1000;
}

function valueOf(node: SyntaxNode, reading: Reading, depth: number): ConfigValue {
	if (depth > deepest || reading.left <= 0) return computed;
	reading.left--;
	const { variables } = reading;
	const read = (inner: SyntaxNode): ConfigValue => valueOf(inner, reading, depth + 1);
	switch (node.type) {
		case 'Literal': {
			const { value } = node;
			return value === null || ['string', 'number', 'boolean'].includes(typeof value)
				? (value as string | number | boolean | null)
				: computed;
		}
		case 'TemplateLiteral': {
			const [text, ...more] = asNodes(node['quasis']);
			return text && more.length === 0
				? asText((text['value'] as { cooked?: string }).cooked)
				: computed;
		}
		case 'ArrayExpression':
			return asNodes(node['elements']).map(read);
		case 'ObjectExpression':
			return {
				entries: new Map(asNodes(node['properties']).flatMap((each) => entryOf(each, read))),
			};
		case 'Identifier': {
			const variable = variables.get(asText(node['name']));
			return variable ? read(variable) : computed;
		}
		case 'TSAsExpression':
		case 'TSSatisfiesExpression': {
			const inner = asNode(node['expression']);
			return inner ? read(inner) : computed;
		}
		case 'CallExpression': {
			// `defineConfig({ … })` returns what it is given.
			const [first, ...more] = asNodes(node['arguments']);
			const name = asText(asNode(node['callee'])?.['name']);
			return first && more.length === 0 && name.startsWith('define') ? read(first) : computed;
		}
		default:
			return computed;
	}
}

function entryOf(
	property: SyntaxNode,
	read: (node: SyntaxNode) => ConfigValue,
): readonly (readonly [string, ConfigValue])[] {
	const key = asNode(property['key']);
	const value = asNode(property['value']);
	if (property.type === 'SpreadElement') {
		const argument = asNode(property['argument']);
		const spread = argument && read(argument);
		return isConfigObject(spread) ? [...spread.entries] : [];
	}
	if (!key || !value || property['computed'] === true) return [];
	return [[asText(key['name']) || String(key['value']), read(value)]];
}
