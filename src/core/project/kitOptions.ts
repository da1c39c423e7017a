import { Bindings } from '../code/bindings.ts';
import { argumentsOf, passedThrough } from '../code/calls.ts';
import { liftCode } from '../code/liftedCode.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import type { KitOption } from './configFlag.ts';
import { callsOf, defaultExport, kitPlugin } from './configRoots.ts';

export interface KitOptionsReading {
	/** Each as deep as it is written, in order. */
	readonly options: readonly KitOption[];
	/** Everything in the configuration that is about SvelteKit is one of the options. */
	readonly isWhole: boolean;
	/** What is none of the options, though it has a name. */
	readonly unread: readonly string[];
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
	const isOne = call !== undefined && moreCalls.length === 0 && more.length === 0;
	if (object?.type !== 'ObjectExpression') {
		return { options: [], isWhole: isOne && !object, unread: [] };
	}
	const reader = new OptionsReader(module, (name) => (beside.has(name) ? [name] : ['kit', name]));
	return readingOf(reader, object, isOne);
}

/**
 * The options that a configuration exports by default, as deep as they are written: those of a
 * `svelte.config`, or what a `vite.config` has beside its plugins. Never throws.
 */
export function exportedOptionsOf(
	code: string | ParsedModule,
	leftOut: readonly string[] = [],
): KitOptionsReading {
	const module = ParsedModule.of(code);
	const bindings = new Bindings(module.tree?.body ?? []);
	const exported = defaultExport(module);
	const value = exported && bindings.resolve(exported);
	const given = value && passedThrough(value);
	const object = given ? bindings.resolve(given) : value;
	if (object?.type !== 'ObjectExpression') return { options: [], isWhole: false, unread: [] };
	const reader = new OptionsReader(module, (name) => (leftOut.includes(name) ? [] : [name]));
	return readingOf(reader, object, true);
}

function readingOf(reader: OptionsReader, object: SyntaxNode, isOne: boolean): KitOptionsReading {
	reader.read(object, []);
	const { options, unread } = reader;
	return { options, isWhole: isOne && reader.isWhole, unread };
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
	readonly unread: string[] = [];
	isWhole = true;
	readonly #module: ParsedModule;
	readonly #placeOf: (name: string) => readonly string[];

	/** @param placeOf where an option at the top stands; nowhere if it is not asked for */
	constructor(module: ParsedModule, placeOf: (name: string) => readonly string[]) {
		this.#module = module;
		this.#placeOf = placeOf;
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
			const isNamed = name !== '' && property['computed'] !== true;
			const path = above.length > 0 ? [...above, name] : this.#placeOf(name);
			if (isNamed && path.length === 0) continue;
			if (!value || !isNamed || property['method'] === true) {
				this.isWhole = false;
				if (isNamed) this.unread.push(name);
				continue;
			}
			if (value.type === 'ObjectExpression' && asNodes(value['properties']).length > 0) {
				this.read(value, path);
				continue;
			}
			const option = literalOf(value) ?? liftCode(this.#module, value);
			if (option === undefined) {
				this.isWhole = false;
				this.unread.push(path.join('.'));
			} else this.options.push({ path, value: option });
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
