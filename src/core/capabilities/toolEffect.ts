import { enumerate } from '../text/markdownText.ts';
import { isMcpName, serverEntry, splitMcp } from './mcpNames.ts';
import { toolLabel } from './toolLabels.ts';
import type { ResolvedTool } from './toolNames.ts';
import { isEveryTool } from './toolSpellings.ts';

/** How the names of tools and of who brings them are shown, where not as plain text. */
export interface ToolStyle {
	readonly label: (text: string) => string;
	readonly owner: (text: string) => string;
}

const plainStyle: ToolStyle = { label: (text) => text, owner: (text) => text };

/** More tools than these are counted. */
const mostLabels = 6;

/** “Read File (SvelteKit Agents), runs without asking”: what an entry that allows something does. */
export function toolEffect(
	{ written, becomes, asksFirst }: ResolvedTool,
	style: ToolStyle = plainStyle,
): string {
	const what = isEveryTool(written.trim())
		? `${becomes.length} tools`
		: shownTools(becomes, serverOf(written), style);
	const some = becomes.length > 2 ? 'some ask first' : 'asks first';
	return `${what}, ${asksFirst ? some : 'runs without asking'}`;
}

/**
 * Tools by the names that people know, each after the others of whoever brings it.
 *
 * @param server the MCP server that brings them, where that is known
 */
export function shownTools(
	names: readonly string[],
	server?: string,
	{ label, owner }: ToolStyle = plainStyle,
): string {
	const shown = names.slice(0, mostLabels).map((name) => toolLabel(name, server));
	const rest = names.length - shown.length;
	const byOwner = [...Map.groupBy(shown, (tool) => tool.owner)].map(([who, tools]) => {
		return `${enumerate(tools.map((tool) => label(tool.label)))} (${owner(who)})`;
	});
	return rest > 0 ? `${byOwner.join(', ')} and ${rest} more` : enumerate(byOwner);
}

/** The MCP server that an entry names; `undefined` for other entries. */
export function serverOf(written: string): string | undefined {
	const name = isMcpName(written) ? written : serverEntry(written);
	if (name === undefined) return undefined;
	const { server } = splitMcp(name);
	return server === '*' ? undefined : server;
}
