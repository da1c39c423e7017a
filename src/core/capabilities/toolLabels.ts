import { everyOwnTool } from './everyOwnTool.ts';
import { mcpNamePrefix, mcpPrefix } from './mcpNames.ts';
import { editorToolsWithoutRow, toolRows } from './toolTable.ts';

/** A tool in people's words. */
export interface ToolLabel {
	readonly label: string;
	/** Who brings it: “VS Code”. */
	readonly owner: string;
}

/** Tools that VS Code is known to have, whoever brings them. */
const known: ReadonlySet<string> = new Set([
	...toolRows.flatMap(({ tools, within = [] }) => [...tools.flat(), ...within]),
	...Object.values(editorToolsWithoutRow).flat(),
]);

/** Not capitalized within a label. */
const smallWords = /^(?:a|and|at|for|from|in|of|on|or|the|to|with)$/;

/**
 * What people call a tool of `vscode.lm.tools`, of which VS Code tells extensions only the id:
 * `copilot_findTextInFiles` is “Find Text in Files” of GitHub Copilot.
 *
 * @param server the MCP server that brings it, where that is known
 */
export function toolLabel(name: string, server?: string): ToolLabel {
	const own = everyOwnTool.get(name);
	if (own) return { label: own.displayName, owner: 'SvelteKit Agents' };
	const [, prefix = '', rest = name] = /^(copilot|mcp|vscode)_(.+)$/.exec(name) ?? [];
	const label = titleOf(rest.replace(/_internal$/, ''));
	if (prefix === 'copilot') return { label, owner: 'GitHub Copilot' };
	if (`${prefix}_` === mcpPrefix) {
		const start = server === undefined ? '' : mcpNamePrefix(server);
		return start !== '' && name.startsWith(start)
			? { label: titleOf(name.slice(start.length)), owner: `MCP server ${server}` }
			: { label, owner: 'an MCP server' };
	}
	if (name.startsWith('vscode-') || !known.has(name)) {
		// `publisher-extension_tool`
		const end = name.indexOf('_', Math.max(name.lastIndexOf('-'), 0));
		const hasOwner = name.includes('-') && end !== -1 && end < name.length - 1;
		return { label: titleOf(hasOwner ? name.slice(end + 1) : name), owner: 'an extension' };
	}
	return { label, owner: name === 'skill' ? 'GitHub Copilot' : 'VS Code' };
}

/** `find_textInFiles` → “Find Text in Files” */
function titleOf(name: string): string {
	const words = name
		.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
		.split(/[\s_-]+/)
		.filter((word) => word !== '');
	return words
		.map((word, i) => {
			if (i > 0 && smallWords.test(word.toLowerCase())) return word.toLowerCase();
			return word.charAt(0).toUpperCase() + word.slice(1);
		})
		.join(' ');
}
