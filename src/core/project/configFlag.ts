import { Bindings } from '../code/bindings.ts';
import { argumentEdit, findMember, memberEdits, type NewMember } from '../code/objectMembers.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { stringLiteral } from '../code/stringLiteral.ts';
import type { SyntaxNode } from '../code/syntaxTree.ts';
import { argumentsOf, passedThrough } from '../code/calls.ts';
import { callsOf, defaultExport, kitPlugin } from './configRoots.ts';
import type { TextEdit } from '../text/range.ts';

/** An option of SvelteKit or of the Svelte compiler, and what it is to be. */
export interface KitOption {
	/**
	 * Its keys as a `svelte.config` nests them, so that those of SvelteKit itself are below `kit`:
	 * `kit`, `experimental`, `remoteFunctions`.
	 */
	readonly path: readonly string[];
	readonly value: boolean | number | string;
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
	if (!option.path.every(isKey) || option.path.length === 0) {
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
	const path = option.path[0] === 'kit' ? option.path.slice(1) : option.path;
	if (!vite) return byHand(path, option, 'The project has no configuration of SvelteKit.');
	const call = theOneOf(calls);
	if (!call) return byHand(path, option, vite.unread('one call of “sveltekit(…)”'));
	const [options, ...more] = argumentsOf(call);
	if (!options) return found('viteConfig', { edits: [vite.argument(call, path, option)] });
	return more.length === 0
		? found('viteConfig', vite.set(options, path, option))
		: byHand(path, option, '“sveltekit(…)” is called with several arguments.');
}

type Edits = { readonly edits: readonly TextEdit[] } | { readonly cannot: string };

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

	argument(call: SyntaxNode, path: readonly string[], { value }: KitOption): TextEdit {
		return argumentEdit(this.#module, call, [this.#member(path, value)]);
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
				return { edits: memberEdits(this.#module, object, [added]) };
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
		const { type, value: present } = this.#object(value);
		if (type === 'Literal' && present === option.value) return { edits: [] };
		// What a variable is set to may be meant for more than this option.
		const isSwitch = value.type === 'Literal' && typeof present === 'boolean';
		if (isSwitch && typeof option.value === 'boolean') {
			const range = { start: value.start, end: value.end };
			return { edits: [{ range, newText: String(option.value) }] };
		}
		return byHand(path, option, `“${path.join('.')}” has another value already, which stays.`);
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
		return typeof value === 'string' ? stringLiteral(value, this.#module) : String(value);
	}
}

const deepestCalls = 10;

function isKey(key: string): boolean {
	return /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__';
}

function byHand(
	path: readonly string[],
	{ value }: KitOption,
	why: string,
): { readonly cannot: string } {
	return { cannot: `${why} Set “${path.join('.')}” to ${JSON.stringify(value)} by hand.` };
}
