import { DeniedTools } from './deniedTools.ts';
import { isMcpName, serverEntry, splitMcp } from './mcpNames.ts';
import { resolveTools } from './toolNames.ts';
import { isKnownTool } from './toolSpellings.ts';
import { toolRows } from './toolTable.ts';

/** VS Code's way to write a tool in an agent file, and all tools that it stands for. */
interface Reference {
	readonly written: string;
	/** One of these has to be allowed, */
	readonly tools: readonly string[];
	/** and none of these may be disallowed. */
	readonly covers: readonly string[];
}

/** Of the spellings of a row, the one of VS Code's agent files; former ones have other words in front. */
const current = /^(?:read|search|edit|execute|web|agent|vscode)\/\w+$/;

const references: readonly Reference[] = toolRows.flatMap(({ name, spellings, tools, within }) => {
	const written = name === 'TodoWrite' ? 'todo' : spellings.find((each) => current.test(each));
	if (written === undefined) return [];
	// Every tool that edits is behind one name.
	if (written === 'edit/editFiles') {
		return [{ written, tools: tools.flat(), covers: [...tools.flat(), ...(within ?? [])] }];
	}
	const [own = []] = tools;
	return [{ written, tools: own, covers: own }];
});

/** All tools of the table, as if VS Code had each. */
const everyTool = [...new Set(toolRows.flatMap(({ tools }) => tools.flat()))].map((name) => ({
	name,
	tags: [],
}));

/**
 * The tools of an agent as the agent files of VS Code name them. Nothing is allowed that the file
 * does not allow: what VS Code has no name for is left out, and so is a name that also stands for a
 * tool that is disallowed.
 *
 * @returns `undefined` where every tool is allowed
 */
export function editorReferences(
	tools: readonly string[] | undefined,
	disallowed: readonly string[],
): readonly string[] | undefined {
	if (!tools && disallowed.length === 0) return undefined;
	const resolved = resolveTools(tools, disallowed, everyTool);
	const allowed = new Set(resolved.flatMap(({ becomes }) => becomes));
	const denies = new DeniedTools(everyTool);
	const denied = new Set(disallowed.flatMap((entry) => denies.by(entry) ?? []));
	const own = references
		.filter((each) => each.tools.some((name) => allowed.has(name)))
		.filter(({ covers }) => !covers.some((name) => denied.has(name)))
		.map(({ written }) => written);
	// What is disallowed of servers cannot be told from here.
	const ofServers = disallowed.length > 0 ? [] : (tools ?? []).flatMap(serverReference);
	return [...new Set([...own, ...ofServers])];
}

/** `mcp__github__create_issue` and `github/create_issue` as VS Code writes them. */
function serverReference(written: string): readonly string[] {
	const entry = isMcpName(written) ? written : serverEntry(written);
	if (entry === undefined || !/^[\w.@/*:-]+$/.test(written)) return [];
	const { server, tool } = splitMcp(entry);
	// `Bash/Write` is rather two tools than one of a server.
	if (server.includes('*') || /\*./.test(tool) || isKnownTool(server)) return [];
	return [`${server}/${tool === '' ? '*' : tool}`];
}
