import { argumentsOf } from '../code/calls.ts';
import { liftCode } from '../code/liftedCode.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import type { KitOption } from './configFlag.ts';
import { callsOf, kitPlugin } from './configRoots.ts';

export interface KitOptionsReading {
	/** Each as deep as it is written, in order. */
	readonly options: readonly KitOption[];
	/** Everything in the configuration that is about SvelteKit is one of the options. */
	readonly isWhole: boolean;
}

/**
 * The options that a `vite.config` gives to `sveltekit(…)`, each by itself, so that they can be set in
 * another configuration. Left out is what is spread, what needs more than imports, and what comes
 * behind a hundred others. Never throws.
 */
export function kitOptionsOf(code: string | ParsedModule): KitOptionsReading {
	const module = ParsedModule.of(code);
	const [call, ...moreCalls] = callsOf(module, kitPlugin);
	const [object, ...more] = call ? argumentsOf(call) : [];
	if (object?.type !== 'ObjectExpression') {
		return { options: [], isWhole: call !== undefined && !object && moreCalls.length === 0 };
	}
	const reader = new OptionsReader(module);
	reader.read(object, []);
	const isWhole = reader.isWhole && more.length === 0 && moreCalls.length === 0;
	return { options: reader.options, isWhole };
}

/** What `sveltekit(…)` takes beside the options of SvelteKit itself. */
const beside: ReadonlySet<string> = new Set(
	'compilerOptions dynamicCompileOptions emitCss extensions inspector onwarn preprocess vitePlugin'.split(
		' ',
	),
);

/** For each option the configuration that gets it is read anew, and none has as many. */
const mostOptions = 100;

class OptionsReader {
	readonly options: KitOption[] = [];
	isWhole = true;
	readonly #module: ParsedModule;

	constructor(module: ParsedModule) {
		this.#module = module;
	}

	read(object: SyntaxNode, above: readonly string[]): void {
		for (const property of asNodes(object['properties'])) {
			if (this.options.length === mostOptions) {
				this.isWhole = false;
				return;
			}
			const key = asNode(property['key']);
			const value = asNode(property['value']);
			const name = asText(key?.['name']) || asText(key?.['value']);
			if (!value || name === '' || property['computed'] === true || property['method'] === true) {
				this.isWhole = false;
				continue;
			}
			const isKits = above.length === 0 && !beside.has(name);
			const path = [...(isKits ? ['kit'] : above), name];
			if (value.type === 'ObjectExpression' && asNodes(value['properties']).length > 0) {
				this.read(value, path);
				continue;
			}
			const option = literalOf(value) ?? liftCode(this.#module, value);
			if (option === undefined) this.isWhole = false;
			else this.options.push({ path, value: option });
		}
	}
}

/** A value that can be compared without running anything. */
function literalOf(node: SyntaxNode): boolean | number | string | readonly string[] | undefined {
	if (node.type === 'Literal') {
		const { value } = node;
		return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
			? value
			: undefined;
	}
	if (node.type !== 'ArrayExpression') return undefined;
	const texts = asNodes(node['elements']).map(literalOf);
	const areAll = Array.isArray(node['elements']) && texts.length === node['elements'].length;
	return areAll && texts.every((text) => typeof text === 'string') ? texts : undefined;
}
