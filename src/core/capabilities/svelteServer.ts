import { mcpPrefix } from './mcpNames.ts';

/** How the official MCP server of Svelte is started, and where it is on the web. */
const marks = ['@sveltejs/mcp', 'mcp.svelte.dev'] as const;

/** Whether a configuration of MCP servers has the official one of Svelte, whatever it is called there. */
export function namesSvelteServer(configuration: string): boolean {
	return marks.some((mark) => configuration.includes(mark));
}

/** Tools of that server among those of VS Code. */
export interface SvelteTools {
	/** Lists what the documentation has. */
	readonly sections?: string;
	/** Gives parts of it. */
	readonly documentation?: string;
	/** Says what is wrong with a component. */
	readonly autofixer?: string;
}

/** The tools of the official MCP server of Svelte; none has all unless it is there. */
export function svelteTools(names: readonly string[]): SvelteTools {
	const find = (tool: string): string | undefined =>
		names.find((name) => name.startsWith(mcpPrefix) && name.endsWith(`_${tool}`));
	const autofixer = find('svelte-autofixer');
	// Other servers may have a `get-documentation`, too.
	if (autofixer === undefined) return {};
	const server = autofixer.slice(0, -'svelte-autofixer'.length);
	const of = (tool: string): string | undefined =>
		names.find((name) => name === `${server}${tool}`);
	const [sections, documentation] = [of('list-sections'), of('get-documentation')];
	return {
		...(sections !== undefined && { sections }),
		...(documentation !== undefined && { documentation }),
		autofixer,
	};
}

/**
 * Tells a model to use the tools of that server which it is offered; empty where there are none.
 *
 * @param names the names of all tools that it is offered
 */
export function svelteServerText(names: readonly string[]): string {
	const { sections, documentation, autofixer } = svelteTools(names);
	if (autofixer === undefined) return '';
	const lookUp =
		documentation === undefined
			? ''
			: ` Where you are not sure of Svelte or SvelteKit, read its documentation with ${documentation}${
					sections === undefined ? '' : ` (${sections} lists the sections)`
				} instead of guessing.`;
	return `The official MCP server of Svelte is here.${lookUp} Before you show or write a component or a module with runes, check it with ${autofixer}, and again after each change until it finds nothing.`;
}
