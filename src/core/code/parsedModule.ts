import { readShape, type ModuleShape } from './moduleShape.ts';
import { findScripts, type SvelteScript } from './svelteScripts.ts';
import { parseModule, type SyntaxTree } from './syntaxTree.ts';

/** A script block of a Svelte file, with its content as a module of its own. */
export interface ScriptBlock extends SvelteScript {
	readonly content: ParsedModule;
}

/**
 * The text of a module or a Svelte file, and what is read from it: each once, when it is first asked
 * for. Handed on in place of the text, so that nobody parses it again.
 */
export class ParsedModule {
	readonly text: string;
	#tree: { readonly whole: SyntaxTree | undefined } | undefined;
	#shape: ModuleShape | undefined;
	#scripts: readonly ScriptBlock[] | undefined;

	constructor(text: string) {
		this.text = text;
	}

	/** The module that a text is, or the module itself. */
	static of(code: string | ParsedModule): ParsedModule {
		return typeof code === 'string' ? new ParsedModule(code) : code;
	}

	/** `undefined` for code that is not whole, or that takes unreasonably long to parse. */
	get tree(): SyntaxTree | undefined {
		return (this.#tree ??= { whole: parseModule(this.text) }).whole;
	}

	/** Of code that is half typed, what a scan for keywords finds. */
	get shape(): ModuleShape {
		return (this.#shape ??= readShape(this.text, this.tree));
	}

	/** The script blocks, if the text is a Svelte file. */
	get scripts(): readonly ScriptBlock[] {
		return (this.#scripts ??= findScripts(this.text).map((script) => {
			const { start, end } = script.contentRange;
			return { ...script, content: new ParsedModule(this.text.slice(start, end)) };
		}));
	}
}
