import { Bindings } from '../code/bindings.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, parseModule, type SyntaxNode } from '../code/syntaxTree.ts';
import { argumentsOf, passedThrough } from '../code/calls.ts';
import { pathReader } from './configPaths.ts';
import { callsOf, defaultExport } from './configRoots.ts';

/**
 * What a configuration says literally; the paths of its folder count, which are relative then. Values
 * that would have to be computed are `computed`.
 */
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
	/**
	 * The keys whose values are certain, where something is spread into the object that only running the
	 * configuration could tell: those behind it. Else all are.
	 */
	readonly certain?: ReadonlySet<string>;
}

/** Stands for a value that only running the configuration could tell. */
export const computed = Symbol('computed');

/**
 * The objects in a configuration file that may be meant: what it exports by default, or the
 * arguments of the calls of a function. The file is read, never run, so untrusted workspaces are
 * safe; variables and `satisfies` are looked through.
 *
 * @param variables what those stand for that are changed later on: what they are at first, or nothing
 * @returns nothing for code that does not parse or has none
 */
export function readConfig(
	code: string | ParsedModule,
	called?: { readonly name: string; readonly from: string },
	variables: 'at first' | 'unchanged' = 'at first',
): readonly ConfigObject[] {
	const module = ParsedModule.of(code);
	const roots = called
		? callsOf(module, called).flatMap(argumentsOf)
		: asNodes([defaultExport(module)]);
	const reading = {
		bindings: new Bindings(module.tree?.body ?? []),
		pathOf: pathReader(module),
		left: mostValues(module.text),
		variables,
	};
	return roots
		.map((root) => valueOf(root, reading, 0))
		.filter((value): value is ConfigObject => isConfigObject(value));
}

/** Reads JSON with comments and trailing commas, such as a tsconfig; `undefined` if it is broken. */
export function readJson(text: string): ConfigValue | undefined {
	const tree = parseModule(`(${text.replace(/^\uFEFF/, '')}\n)`);
	const expression = asNode(tree?.body[0]?.['expression']);
	const bindings = new Bindings(tree?.body ?? []);
	const pathOf = (): undefined => undefined;
	const reading = { bindings, pathOf, left: mostValues(text), variables: 'at first' } as const;
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
	readonly bindings: Bindings;
	readonly pathOf: ReturnType<typeof pathReader>;
	/** How many more values are read; the rest counts as computed. */
	left: number;
	readonly variables: 'at first' | 'unchanged';
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
				: (reading.pathOf(node, read) ?? computed);
		}
		case 'ArrayExpression':
			return asNodes(node['elements']).map(read);
		case 'ObjectExpression':
			return objectOf(node, read);
		case 'CallExpression': {
			const given = passedThrough(node);
			return given ? read(given) : (reading.pathOf(node, read) ?? computed);
		}
		default: {
			const { bindings, variables } = reading;
			const meant =
				variables === 'at first' ? bindings.resolveAtFirst(node) : bindings.resolve(node);
			return meant === node ? (reading.pathOf(node, read) ?? computed) : read(meant);
		}
	}
}

function objectOf(node: SyntaxNode, read: (inner: SyntaxNode) => ConfigValue): ConfigObject {
	const entries = new Map<string, ConfigValue>();
	let certain: Set<string> | undefined;
	for (const property of asNodes(node['properties'])) {
		const key = asNode(property['key']);
		const value = asNode(property['value']);
		if (property.type === 'SpreadElement') {
			const argument = asNode(property['argument']);
			const spread = argument && read(argument);
			const whole = isConfigObject(spread) ? spread : undefined;
			if (!whole || whole.certain) certain = new Set(whole?.certain);
			for (const [each, known] of whole?.entries ?? []) {
				entries.set(each, known);
				if (!whole?.certain) certain?.add(each);
			}
		} else if (!key || !value) continue;
		else if (property['computed'] === true) certain = new Set();
		else {
			const name = asText(key['name']) || String(key['value']);
			entries.set(name, read(value));
			certain?.add(name);
		}
	}
	return certain ? { entries, certain } : { entries };
}
