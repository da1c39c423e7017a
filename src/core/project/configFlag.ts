import { Bindings } from '../code/bindings.ts';
import { argumentEdit, findMember, memberEdits, type NewMember } from '../code/objectMembers.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { stringLiteral } from '../code/stringLiteral.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import { mergeImports } from '../code/mergeImports.ts';
import { applyEdits, differenceOf } from '../text/textEdits.ts';
import { argumentsOf, passedThrough } from '../code/calls.ts';
import { callsOf, defaultExport, kitPlugin } from './configRoots.ts';
import type { LiftedCode } from '../code/liftedCode.ts';
import type { TextEdit } from '../text/range.ts';

/** An option of SvelteKit or of the Svelte compiler, and what it is to be. */
export interface KitOption {
	/**
	 * Its keys as a `svelte.config` nests them, so that those of SvelteKit itself are below `kit`:
	 * `kit`, `experimental`, `remoteFunctions`.
	 */
	readonly path: readonly string[];
	/** Code where only running it could tell the value, such as an adapter. */
	readonly value: boolean | number | string | readonly string[] | LiftedCode;
}

/** The texts of the files that may hold a project's options. */
export interface KitConfigFiles {
	/** svelte.config.js or .ts; left out where the project has none. */
	readonly svelteConfig?: string | ParsedModule | undefined;
	/** vite.config.js or .ts. */
	readonly viteConfig?: string | ParsedModule | undefined;
}

export type OptionChange =
	| {
			readonly file: keyof KitConfigFiles;
			/** None where the option is set already. They do not overlap. */
			readonly edits: readonly TextEdit[];
	  }
	/** Why the files cannot be changed, and what to write by hand: sentences for the user. */
	| { readonly cannot: string };

/**
 * Sets an option in the configuration that a project has: in the arguments of `sveltekit(…)` where
 * that has some, since SvelteKit then ignores a `svelte.config`, else in the `svelte.config`, else in
 * `sveltekit()`. Objects that are there are extended. A value that is there already stays, unless it
 * is a plain `true` or `false`. The files are read and never run. Never throws.
 */
export function setKitOption(files: KitConfigFiles, option: KitOption): OptionChange {
	if (!option.path.every(isKey) || flatPath(option.path).length === 0) {
		return { cannot: 'The name of the option is not one that can be set.' };
	}
	const vite = files.viteConfig === undefined ? undefined : new ConfigFile(files.viteConfig);
	const calls = vite?.callsOfKit() ?? [];
	const { svelteConfig } = files;
	if (svelteConfig !== undefined && calls.every((call) => argumentsOf(call).length === 0)) {
		const file = new ConfigFile(svelteConfig);
		const root = file.exported();
		return root
			? found('svelteConfig', file.set(root, option.path, option))
			: byHand(option.path, option, file.unread('what it exports by default'));
	}
	// There the options of SvelteKit itself stand beside those of the compiler.
	const path = flatPath(option.path);
	if (!vite) return byHand(path, option, 'The project has no configuration of SvelteKit.');
	const call = theOneOf(calls);
	if (!call) return byHand(path, option, vite.unread('one call of “sveltekit(…)”'));
	const [options, ...more] = argumentsOf(call);
	if (!options) return found('viteConfig', vite.argument(call, path, option));
	return more.length === 0
		? found('viteConfig', vite.set(options, path, option))
		: byHand(path, option, '“sveltekit(…)” is called with several arguments.');
}

/** Sets an option of Vite itself in a `vite.config`, as `setKitOption` does. */
export function setViteOption(viteConfig: string | ParsedModule, option: KitOption): Edits {
	const file = new ConfigFile(viteConfig);
	const root = file.exported();
	return root
		? file.set(root, option.path, option)
		: byHand(option.path, option, file.unread('what it exports by default'));
}

export interface OptionChanges {
	/** The file whose text they change; `undefined` where there are none. */
	readonly file: keyof KitConfigFiles | undefined;
	readonly edits: readonly TextEdit[];
	/** What has to be written by hand, and why: sentences for the user. */
	readonly byHand: readonly string[];
}

/** Sets several options, each as `setKitOption` does, whatever becomes of the others. */
export function setKitOptions(files: KitConfigFiles, options: readonly KitOption[]): OptionChanges {
	const { svelteConfig, viteConfig } = files;
	const changed = { svelteConfig, viteConfig };
	let file: keyof KitConfigFiles | undefined;
	const byHandOnly: string[] = [];
	for (const option of options) {
		const change = setKitOption(changed, option);
		if ('cannot' in change) byHandOnly.push(change.cannot);
		else if (change.edits.length > 0) {
			({ file } = change);
			changed[file] = applyEdits(textOf(changed[file]), change.edits);
		}
	}
	const edit = file && differenceOf(textOf(files[file]), textOf(changed[file]));
	return { file, edits: edit ? [edit] : [], byHand: byHandOnly };
}

function textOf(code: string | ParsedModule | undefined): string {
	return typeof code === 'string' ? code : (code?.text ?? '');
}

/** The edits of a text, or why there are none, for the user. */
export type Edits = { readonly edits: readonly TextEdit[] } | { readonly cannot: string };

function found(file: keyof KitConfigFiles, change: Edits): OptionChange {
	return 'cannot' in change ? change : { file, edits: change.edits };
}

/** A configuration may be tested and built in several ways: the call that has options is meant. */
function theOneOf(calls: readonly SyntaxNode[]): SyntaxNode | undefined {
	const withOptions = calls.filter((call) => argumentsOf(call).length > 0);
	const [call, ...more] = withOptions.length > 0 ? withOptions : calls;
	return more.length === 0 ? call : undefined;
}

class ConfigFile {
	readonly #module: ParsedModule;
	readonly #bindings: Bindings;

	constructor(code: string | ParsedModule) {
		this.#module = ParsedModule.of(code);
		this.#bindings = new Bindings(this.#module.tree?.body ?? []);
	}

	/** Why something was not found in the file. */
	unread(what: string): string {
		return this.#module.tree
			? `The configuration does not show ${what} in a way that can be read without running it.`
			: 'The configuration has a syntax error.';
	}

	/** What the file exports by default. */
	exported(): SyntaxNode | undefined {
		return defaultExport(this.#module);
	}

	callsOfKit(): readonly SyntaxNode[] {
		return callsOf(this.#module, kitPlugin);
	}

	/** Gives a call without arguments the option. */
	argument(call: SyntaxNode, path: readonly string[], option: KitOption): Edits {
		return this.#withImports(path, option, [
			argumentEdit(this.#module, call, [this.#member(path, option.value)]),
		]);
	}

	/** Sets the option in the object that an expression stands for. */
	set(root: SyntaxNode, path: readonly string[], option: KitOption): Edits {
		let value = root;
		for (const [i, name] of path.entries()) {
			const object = this.#object(value);
			if (object.type !== 'ObjectExpression') {
				const here = path.slice(0, i).join('.');
				return byHand(
					path,
					option,
					i === 0
						? this.unread('its object')
						: `“${here}” is not an object that can be read without running the configuration.`,
				);
			}
			const member = findMember(object, name, this.#bindings);
			if (member.kind === 'none') {
				const added = this.#member(path.slice(i), option.value);
				return this.#withImports(path, option, memberEdits(this.#module, object, [added]));
			}
			if (member.kind === 'unknown') {
				const here = path.slice(0, i + 1).join('.');
				return byHand(
					path,
					option,
					`Only running the configuration could tell whether it sets “${here}”.`,
				);
			}
			({ value } = member);
		}
		return this.#replaced(value, path, option);
	}

	#replaced(value: SyntaxNode, path: readonly string[], option: KitOption): Edits {
		const node = this.#object(value);
		if (this.#isSame(node, option.value)) return { edits: [] };
		// What a variable is set to may be meant for more than this option.
		const isSwitch = value.type === 'Literal' && typeof node['value'] === 'boolean';
		if (isSwitch && typeof option.value === 'boolean') {
			const range = { start: value.start, end: value.end };
			return { edits: [{ range, newText: String(option.value) }] };
		}
		const replaced =
			path.at(-1) === 'adapter' ? this.#replacedAdapter(node, option.value) : undefined;
		return (
			replaced ??
			byHand(path, option, `“${path.join('.')}” has another value already, which stays.`)
		);
	}

	/** A new project has an adapter that stands for the one that is still to be chosen. */
	#replacedAdapter(node: SyntaxNode, value: KitOption['value']): Edits | undefined {
		if (typeof value !== 'object' || !('code' in value) || node.type !== 'CallExpression')
			return undefined;
		const called = asText(asNode(node['callee'])?.['name']);
		const auto = this.#module.shape.imports.find(
			({ specifier, names }) =>
				specifier === '@sveltejs/adapter-auto' && names.some(({ local }) => local === called),
		);
		const [wanted, ...more] = new ParsedModule(value.imports).shape.imports;
		const local = wanted?.names.find(({ imported }) => imported === 'default')?.local;
		const isCall = local !== undefined && value.code.startsWith(`${local}(`);
		if (!auto || auto.names.length > 1 || !wanted || more.length > 0 || !isCall) return undefined;
		const { start, end } = auto.specifierRange;
		return {
			edits: [
				{ range: { start: start + 1, end: end - 1 }, newText: wanted.specifier },
				{
					range: { start: node.start, end: node.end },
					newText: called + value.code.slice(local.length),
				},
			],
		};
	}

	#isSame(node: SyntaxNode, value: KitOption['value']): boolean {
		if (typeof value !== 'object') return node.type === 'Literal' && node['value'] === value;
		if ('code' in value) {
			const code = this.#module.text.slice(node.start, node.end);
			return (
				withoutBlanks(code) === withoutBlanks(value.code) && this.#imports(value)?.length === 0
			);
		}
		const texts = asNodes(node['elements']).map((each) => this.#object(each)['value']);
		return (
			node.type === 'ArrayExpression' &&
			texts.length === value.length &&
			texts.every((text, i) => text === value[i])
		);
	}

	/** The edits that bring in what code needs; `undefined` if one of its names is taken. */
	#imports({ imports }: LiftedCode): readonly TextEdit[] | undefined {
		const { text, shape } = this.#module;
		const merged = mergeImports(text, shape, new ParsedModule(imports).shape.imports);
		return merged.conflicts.length > 0 ? undefined : merged.edits;
	}

	#withImports(path: readonly string[], option: KitOption, edits: readonly TextEdit[]): Edits {
		const { value } = option;
		if (typeof value !== 'object' || !('code' in value)) return { edits };
		const imports = this.#imports(value);
		return imports
			? { edits: [...imports, ...edits] }
			: byHand(path, option, 'A name that it needs stands for something else in the file.');
	}

	/** What an expression stands for: an object, if that can be told. */
	#object(expression: SyntaxNode): SyntaxNode {
		let node = this.#bindings.resolve(expression);
		for (let depth = 0; depth < deepestCalls; depth++) {
			const given = passedThrough(node);
			if (!given) break;
			node = this.#bindings.resolve(given);
		}
		return node;
	}

	#member(path: readonly string[], value: KitOption['value']): NewMember {
		const [name = '', ...rest] = path;
		return {
			name,
			value: rest.length > 0 ? [this.#member(rest, value)] : this.#literal(value),
		};
	}

	#literal(value: KitOption['value']): string {
		if (typeof value === 'string') return stringLiteral(value, this.#module);
		if (typeof value !== 'object') return String(value);
		if ('code' in value) return value.code;
		return `[${value.map((each) => stringLiteral(each, this.#module)).join(', ')}]`;
	}
}

const deepestCalls = 10;

function isKey(key: string): boolean {
	return /^[A-Za-z_$][\w$-]*$/.test(key) && key !== '__proto__';
}

/** Keys as they are given to `sveltekit(…)`, which has those of `kit` beside the others. */
function flatPath(path: readonly string[]): readonly string[] {
	return path[0] === 'kit' ? path.slice(1) : path;
}

function withoutBlanks(code: string): string {
	return code.replace(/\s+/g, '');
}

function byHand(
	path: readonly string[],
	{ value }: KitOption,
	why: string,
): { readonly cannot: string } {
	const name = `“${path.join('.')}”`;
	const isCode = typeof value === 'object' && 'code' in value;
	return {
		cannot: `${why} ${isCode ? `Write ${name} there` : `Set ${name} to ${JSON.stringify(value)}`} by hand.`,
	};
}
