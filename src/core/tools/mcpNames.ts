import { isGroup } from './toolSpellings.ts';

/** How the names of MCP tools begin in `vscode.lm.tools`. */
export const mcpPrefix = 'mcp_';

/** VS Code keeps so many characters of a server's name, and so many of a tool's whole name. */
const maxServerLength = 13;
const maxMcpLength = 64;

/** Whether this is Claude Code's way to write a tool of a server, or all of its tools. */
export function isMcpName(name: string): boolean {
	return /^mcp__[^\s]+$/i.test(name);
}

/** `github/create_issue` and `github/*`, VS Code's names for tools of a server, as Claude Code's. */
export function serverEntry(name: string): string | undefined {
	const slash = name.lastIndexOf('/');
	const server = name.slice(0, slash);
	if (slash < 1 || slash === name.length - 1 || isGroup(server)) return undefined;
	return `mcp__${server}__${name.slice(slash + 1)}`;
}

/** `mcp__server__tool`; the tool is empty or ends with `*` where several are meant. */
export function splitMcp(name: string): { readonly server: string; readonly tool: string } {
	const rest = name.slice('mcp__'.length);
	const at = rest.indexOf('__');
	return at === -1
		? { server: rest, tool: '' }
		: { server: rest.slice(0, at), tool: rest.slice(at + 2) };
}

/** Whether VS Code cuts the name of a server, so that two may begin alike. */
export function isCut(server: string): boolean {
	return sanitized(server).length > maxServerLength;
}

/** How VS Code begins the names of a server's tools. */
export function mcpNamePrefix(server: string): string {
	return `${mcpPrefix}${sanitized(server).slice(0, maxServerLength)}_`;
}

/**
 * Tests the names that VS Code gives to tools of a server.
 *
 * @param broadly whether to include the tools of servers whose cut names are the same, which get a
 * number
 */
export function mcpMatcher(
	server: string,
	tool: string,
	broadly: boolean,
): (name: string) => boolean {
	const prefix = mcpNamePrefix(server);
	const star = tool.indexOf('*');
	const isWhole = tool === '' || star !== -1;
	const start = tool.slice(0, isWhole ? Math.max(star, 0) : undefined);
	const wanted = withoutDots(prefix + start).slice(0, maxMcpLength);
	const stem = withoutDots(prefix.slice(0, -2));
	return (name) => {
		const found = withoutDots(name);
		if (isWhole ? found.startsWith(wanted) : found === wanted) return true;
		return broadly && found.startsWith(stem) && found.slice(stem.length).includes(`_${start}`);
	};
}

function sanitized(server: string): string {
	return server.toLowerCase().replace(/[^a-z0-9_.-]+/g, '_');
}

/** Dots are allowed in what a server calls its tools, and not in what VS Code calls them. */
function withoutDots(name: string): string {
	return name.replaceAll('.', '_');
}
