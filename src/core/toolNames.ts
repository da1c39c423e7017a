import { askingTools, toolGroups, toolRows } from './tools/toolTable.ts';
import type { ToolKind, ToolRow } from './tools/toolTable.ts';

export type { ToolKind } from './tools/toolTable.ts';

/** A tool that VS Code has, as `vscode.lm.tools` lists it. */
export interface PresentTool {
	readonly name: string;
	readonly tags: readonly string[];
}

/** What one entry of `tools:` became. */
export interface ResolvedTool {
	/** The entry as written; of an absent `tools:` key, a name that could have been written. */
	readonly written: string;
	/** Names in `vscode.lm.tools`. */
	readonly becomes: readonly string[];
	/**
	 * `absent`: VS Code has no such tool now. `unknown`: the name means nothing. `restricted`: the
	 * entry allows less than the tool can do, and VS Code cannot hold the tool to that, so that it is
	 * left out.
	 */
	readonly state: 'available' | 'absent' | 'unknown' | 'disallowed' | 'restricted';
	/** Of several tools, what the mightiest of them does. */
	readonly kind: ToolKind;
	/** Whether the user is asked before one of the tools acts. */
	readonly asksFirst: boolean;
	/** One sentence about anything that the names do not say; may be empty. */
	readonly note: string;
}

/** The names of which VS Code uses the first that it has. */
interface Slot {
	readonly names: readonly string[];
	readonly row: ToolRow;
}

const slotsByRow: ReadonlyMap<string, readonly Slot[]> = new Map(
	toolRows.map((row) => [row.name, row.tools.map((names) => ({ names, row }))] as const),
);

const groups = Object.entries(toolGroups).map(
	([name, rows]) => [name, rows.flatMap((row) => slotsByRow.get(row) ?? [])] as const,
);

/** Spellings in order of preference: of two that differ in case alone, the first means less. */
const spellings: readonly (readonly [string, readonly Slot[]])[] = [
	...toolRows.flatMap(({ name, spellings: others }) =>
		[name, ...others].map((spelling) => [spelling, slotsByRow.get(name) ?? []] as const),
	),
	...[...slotsByRow.values()]
		.flat()
		.flatMap((slot) => slot.names.map((name) => [name, [slot]] as const)),
	...groups,
];
const exactly = firstOfEach(spellings);
const loosely = firstOfEach(spellings.map(([name, slots]) => [skeleton(name), slots]));
const groupsLoosely = firstOfEach(groups.map(([name, slots]) => [skeleton(name), slots]));

/** MCP tools are told from others by the tag that VS Code gives them. */
const mcpTag = 'mcp';
const mcpPrefix = 'mcp_';
/** VS Code keeps so many characters of a server's name, and so many of a tool's whole name. */
const maxServerLength = 13;
const maxMcpLength = 64;

/**
 * Maps the entries of an agent's `tools:` to what VS Code has now.
 *
 * Nothing is ever allowed that the file does not allow: a name that is unknown, absent or cannot be
 * read brings no tool; an entry with arguments, such as `Bash(git:*)`, brings none either, because
 * VS Code's terminal cannot be held to some commands; what `disallowed` names goes, with every other
 * tool that can do the same, and with arguments too. Of several tools of a kind, VS Code's own is
 * taken and the extension's left out.
 *
 * @param tools `undefined`: the key is absent, so that every tool that can be named is allowed
 * @param present `vscode.lm.tools`
 * @returns one item for each entry, in order; for an absent key one for each row of the table
 */
export function resolveTools(
	tools: readonly string[] | undefined,
	disallowed: readonly string[],
	present: readonly PresentTool[],
): readonly ResolvedTool[] {
	const resolver = new Resolver(disallowed, present);
	return tools ? tools.map((entry) => resolver.resolve(entry)) : resolver.resolveEverything();
}

/** The names of all tools that `resolveTools` yields, each once, in the order of `present`. */
export function allowedToolNames(
	tools: readonly string[] | undefined,
	disallowed: readonly string[],
	present: readonly PresentTool[],
): readonly string[] {
	const allowed = new Set(
		resolveTools(tools, disallowed, present).flatMap(({ becomes }) => becomes),
	);
	return present.flatMap(({ name }) => (allowed.has(name) ? [name] : []));
}

const kinds: ReadonlyMap<string, ToolKind> = new Map(
	toolRows.flatMap(({ tools, kind }) => tools.flat().map((name) => [name, kind] as const)),
);

/** What a tool of `vscode.lm.tools` does; `other` for tools that the table does not know. */
export function toolKind(name: string): ToolKind {
	return kinds.get(name) ?? 'other';
}

class Resolver {
	readonly #present: ReadonlySet<string>;
	readonly #bySkeleton: ReadonlyMap<string, readonly string[]>;
	readonly #mcp: readonly string[];
	readonly #denied: ReadonlySet<string>;
	/** Whether anything is disallowed: then a subagent, which is bound by nothing, must be named. */
	readonly #isBound: boolean;

	constructor(disallowed: readonly string[], present: readonly PresentTool[]) {
		this.#present = new Set(present.map(({ name }) => name));
		this.#bySkeleton = Map.groupBy(this.#present, skeleton);
		this.#mcp = present.flatMap(({ name, tags }) => (tags.includes(mcpTag) ? [name] : []));
		this.#denied = new Set(disallowed.flatMap((entry) => this.#denials(entry)));
		this.#isBound = disallowed.length > 0;
	}

	/** What an absent key allows, row by row. */
	resolveEverything(): readonly ResolvedTool[] {
		const rows = toolRows
			.filter(({ tools }) => tools.length > 0)
			.map((row) => this.#resolveSlots(row.name, slotsByRow.get(row.name) ?? [], true));
		return this.#mcp.length > 0 ? [...rows, this.#resolveNames('mcp__*', this.#mcp)] : rows;
	}

	resolve(written: string): ResolvedTool {
		const entry = written.trim();
		if (isWildcard(entry)) return this.#wildcard(written);
		const { name, argument } = splitArgument(entry);
		if (argument !== undefined && argument !== '*') return this.#restricted(written, name);
		const slots = slotsOf(name);
		if (slots) return this.#resolveSlots(written, slots, false);
		const server = isMcpName(name) ? name : serverEntry(name);
		if (server !== undefined) return this.#resolveMcp(written, server);
		if (this.#present.has(name)) return this.#resolveNames(written, [name]);
		return unknown(written);
	}

	#wildcard(written: string): ResolvedTool {
		const all = this.resolveEverything().flatMap(({ becomes }) => becomes);
		const names = [...new Set(all)];
		return names.length > 0
			? available(written, names, 'Every tool that can be named.')
			: nothing(written, this.#isBound ? 'disallowed' : 'absent', '');
	}

	#restricted(written: string, name: string): ResolvedTool {
		const slots = slotsOf(name);
		if (!slots) return unknown(written);
		return nothing(
			written,
			'restricted',
			`VS Code cannot hold the tool to what stands in brackets, so that it is left out; write “${name}” to allow all of it.`,
			slots,
		);
	}

	#resolveSlots(written: string, slots: readonly Slot[], isImplied: boolean): ResolvedTool {
		const found = slots.flatMap(({ names }) => names.find((name) => this.#present.has(name)) ?? []);
		if (found.length === 0) return nothing(written, 'absent', absenceOf(slots), slots);
		const leavesBounds = isImplied && this.#isBound && slots.some(isSubagent);
		const note = slots.some(isSubagent) ? 'A subagent has tools of its own choice.' : '';
		if (leavesBounds) {
			return nothing(
				written,
				'disallowed',
				'A subagent would not be bound by disallowedTools, so that it has to be allowed by name.',
				slots,
			);
		}
		return this.#resolveNames(written, [...new Set(found)], note, slots);
	}

	#resolveMcp(written: string, name: string): ResolvedTool {
		const { server, tool } = splitMcp(name);
		if (server === '*' && (tool === '' || tool === '*')) {
			return this.#resolveNames(written, this.#mcp);
		}
		if (/\*./.test(tool) || server.includes('*')) return unknown(written);
		const isWhole = tool === '' || tool.endsWith('*');
		if (isWhole && sanitized(server).length > maxServerLength) {
			return nothing(
				written,
				'restricted',
				'VS Code cuts the name of this server, so that its tools cannot be told from others; name each tool.',
			);
		}
		const names = this.#mcp.filter(mcpMatcher(server, tool, false));
		const note = isWhole
			? `Every tool whose name starts with ${mcpNamePrefix(server)} in VS Code.`
			: '';
		return this.#resolveNames(written, names, note);
	}

	#resolveNames(
		written: string,
		names: readonly string[],
		note = '',
		slots: readonly Slot[] = [],
	): ResolvedTool {
		if (names.length === 0) {
			return nothing(written, 'absent', 'VS Code has no such tool now.', slots);
		}
		const left = names.filter((name) => !this.#denied.has(name));
		if (left.length === 0) {
			return nothing(written, 'disallowed', 'disallowedTools takes it away.', slots);
		}
		const taken = names.filter((name) => this.#denied.has(name));
		const loss = taken.length > 0 ? `Without ${taken.join(', ')}, which is disallowed.` : '';
		return available(written, left, [note, loss].filter((text) => text !== '').join(' '));
	}

	/**
	 * The tools that an entry of `disallowedTools` takes away. An entry with arguments counts for the
	 * whole tool; of a spelling that is not exact, every reading counts.
	 */
	#denials(written: string): readonly string[] {
		const [head = ''] = written.split('(', 1);
		const name = head.trim();
		if (isWildcard(name)) return [...this.#present];
		const bare = name.replace(/\/\*$/, '');
		const key = skeleton(bare);
		const slots =
			exactly.get(bare) ??
			[loosely.get(key), groupsLoosely.get(key)].flatMap((found) => found ?? []);
		const byTable = slots.flatMap(({ names, row }) => [...names, ...(row.within ?? [])]);
		const direct = this.#bySkeleton.get(key) ?? [];
		return [...byTable, ...direct, ...this.#mcpDenials(name)];
	}

	#mcpDenials(name: string): readonly string[] {
		const entry = isMcpName(name) ? name : serverEntry(name);
		if (entry === undefined) return [];
		const { server, tool } = splitMcp(entry);
		return server.includes('*') ? this.#mcp : this.#mcp.filter(mcpMatcher(server, tool, true));
	}
}

function available(written: string, becomes: readonly string[], note: string): ResolvedTool {
	return {
		written,
		becomes,
		state: 'available',
		kind: mightiest(becomes.map(toolKind)),
		asksFirst: becomes.some((name) => askingTools.has(name) || name.startsWith(mcpPrefix)),
		note,
	};
}

function nothing(
	written: string,
	state: ResolvedTool['state'],
	note: string,
	slots: readonly Slot[] = [],
): ResolvedTool {
	const kind = mightiest(slots.map(({ row }) => row.kind));
	return { written, becomes: [], state, kind, asksFirst: false, note };
}

function unknown(written: string): ResolvedTool {
	return nothing(written, 'unknown', 'No tool of this name is known, so that it allows nothing.');
}

const byMight = ['run', 'write', 'web', 'other', 'read'] as const;

function mightiest(kindsOfAll: readonly ToolKind[]): ToolKind {
	return byMight.find((kind) => kindsOfAll.includes(kind)) ?? 'other';
}

function absenceOf(slots: readonly Slot[]): string {
	const names = slots.flatMap((slot) => slot.names);
	if (names.length === 0) return 'VS Code has no such tool.';
	return names.every((name) => name.startsWith('copilot_'))
		? 'VS Code has this tool only with GitHub Copilot.'
		: 'VS Code has no such tool now.';
}

function isSubagent({ row }: Slot): boolean {
	return row.name === 'Task';
}

function isWildcard(entry: string): boolean {
	return entry === '*' || entry.toLowerCase() === 'all';
}

/** `Bash(git:*)` → `Bash` and `git:*`. */
function splitArgument(entry: string): { name: string; argument?: string } {
	const open = entry.indexOf('(');
	if (open === -1 || !entry.endsWith(')')) return { name: entry };
	return { name: entry.slice(0, open).trim(), argument: entry.slice(open + 1, -1).trim() };
}

/** What is left of a spelling without case and separators. */
function skeleton(name: string): string {
	return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** The slots that a spelling stands for; `edit/*` is the group `edit`. */
function slotsOf(name: string): readonly Slot[] | undefined {
	const group = name.endsWith('/*') ? groupsLoosely.get(skeleton(name.slice(0, -2))) : undefined;
	return group ?? exactly.get(name) ?? loosely.get(skeleton(name));
}

function firstOfEach(
	pairs: readonly (readonly [string, readonly Slot[]])[],
): ReadonlyMap<string, readonly Slot[]> {
	return new Map(pairs.toReversed());
}

function isMcpName(name: string): boolean {
	return /^mcp__[^\s]+$/i.test(name);
}

/** `github/create_issue` and `github/*`, VS Code's names for tools of a server, as Claude Code's. */
function serverEntry(name: string): string | undefined {
	const slash = name.lastIndexOf('/');
	const server = name.slice(0, slash);
	if (slash < 1 || slash === name.length - 1 || groupsLoosely.has(skeleton(server)))
		return undefined;
	return `mcp__${server}__${name.slice(slash + 1)}`;
}

/** `mcp__server__tool`; the tool is empty or ends with `*` where several are meant. */
function splitMcp(name: string): { server: string; tool: string } {
	const rest = name.slice('mcp__'.length);
	const at = rest.indexOf('__');
	return at === -1
		? { server: rest, tool: '' }
		: { server: rest.slice(0, at), tool: rest.slice(at + 2) };
}

function sanitized(server: string): string {
	return server.toLowerCase().replace(/[^a-z0-9_.-]+/g, '_');
}

/** How VS Code begins the names of a server's tools. */
function mcpNamePrefix(server: string): string {
	return `${mcpPrefix}${sanitized(server).slice(0, maxServerLength)}_`;
}

/**
 * Tests the names that VS Code gives to tools of a server.
 *
 * @param broadly whether to include the tools of servers whose cut names are the same, which get a
 * number
 */
function mcpMatcher(server: string, tool: string, broadly: boolean): (name: string) => boolean {
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

/** Dots are allowed in what a server calls its tools, and not in what VS Code calls them. */
function withoutDots(name: string): string {
	return name.replaceAll('.', '_');
}
