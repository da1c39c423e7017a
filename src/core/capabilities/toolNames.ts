import { ownValue } from '../text/ownValue.ts';
import { DeniedTools, mcpToolsOf } from './deniedTools.ts';
import type { PresentTool } from './deniedTools.ts';
import { isCut, isMcpName, mcpMatcher, mcpPrefix, serverEntry, splitMcp } from './mcpNames.ts';
import { toolLabel } from './toolLabels.ts';
import { isEveryTool, otherToolsOf, slotsOf, slotsOfRow, splitArgument } from './toolSpellings.ts';
import type { Slot } from './toolSpellings.ts';
import { askingTools, editorToolsWithoutRow, forOwnAgentsOnly, toolRows } from './toolTable.ts';
import type { ToolKind } from './toolTable.ts';

export type { PresentTool } from './deniedTools.ts';
export type { ToolKind } from './toolTable.ts';

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

/**
 * Maps the entries of an agent's `tools:` to what VS Code has now.
 *
 * Nothing is ever allowed that the file does not allow: a name that is unknown, absent or cannot be
 * read brings no tool; an entry with arguments, such as `Bash(git:*)`, brings none either, because
 * VS Code's terminal cannot be held to some commands; what `disallowed` names goes, with every other
 * tool that can do the same, and with arguments too. Of several tools of a kind, VS Code's own is
 * taken and the extension's left out, unless only Copilot's own agents can use VS Code's.
 *
 * @param tools `undefined`: the key is absent, so that every tool that can be named is allowed
 * @param present `vscode.lm.tools`
 * @param subagents the agents that this one may call; `undefined`: any. VS Code cannot hold a tool to
 * some of them, so that with a list none is offered that calls an agent
 * @returns one item for each entry, in order; for an absent key one for each row of the table
 */
export function resolveTools(
	tools: readonly string[] | undefined,
	disallowed: readonly string[],
	present: readonly PresentTool[],
	subagents?: readonly string[],
): readonly ResolvedTool[] {
	const resolver = new Resolver(disallowed, present, subagents);
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
	readonly #mcp: readonly string[];
	readonly #denied: ReadonlySet<string>;
	/** Whether anything is disallowed: then a subagent, which is bound by nothing, must be named. */
	readonly #isBound: boolean;
	/** An entry of `disallowedTools` that might mean any tool, so that none is left. */
	readonly #unreadable: string | undefined;
	/** What cannot be offered since it would call agents that the file does not name, and why. */
	readonly #agentCallers: ReadonlySet<string>;
	readonly #agentNote: string;

	constructor(
		disallowed: readonly string[],
		present: readonly PresentTool[],
		subagents: readonly string[] | undefined,
	) {
		this.#present = new Set(
			present.map(({ name }) => name).filter((name) => !forOwnAgentsOnly.has(name)),
		);
		this.#mcp = mcpToolsOf(present);
		const denied = new DeniedTools(present);
		const names = new Set<string>();
		for (const entry of new Set(disallowed)) {
			const found = denied.by(entry);
			if (!found) this.#unreadable ??= entry;
			for (const name of found ?? present.map((tool) => tool.name)) names.add(name);
		}
		this.#denied = names;
		this.#isBound = disallowed.length > 0;
		this.#agentCallers = new Set(
			subagents ? ['Task', 'askAgent'].flatMap((name) => denied.by(name) ?? []) : [],
		);
		this.#agentNote =
			subagents?.length === 0
				? 'The file allows no other agents: agents names none.'
				: 'VS Code cannot hold the tool to the agents that agents names, so that it is left out.';
	}

	/** What an absent key allows, row by row. */
	resolveEverything(): readonly ResolvedTool[] {
		const rows = toolRows
			.filter(({ tools, byNameOnly }) => tools.length > 0 && !byNameOnly)
			.map(({ name }) => this.#resolveSlots(name, slotsOfRow(name), true));
		return this.#mcp.length > 0 ? [...rows, this.#resolveNames('mcp__*', this.#mcp)] : rows;
	}

	resolve(written: string): ResolvedTool {
		const entry = written.trim();
		if (isEveryTool(entry)) return this.#wildcard(written);
		const { name, argument } = splitArgument(entry);
		if (argument !== undefined && argument !== '*') return this.#restricted(written, name);
		const slots = slotsOf(name);
		if (slots) return this.#resolveSlots(written, slots, false);
		const server = isMcpName(name) ? name : serverEntry(name);
		if (server !== undefined) return this.#resolveMcp(written, server);
		if (this.#present.has(name)) return this.#resolveNames(written, [name]);
		return this.#resolveWithoutRow(written, name);
	}

	/** Spelled loosely it brings nothing: nobody knows what such a tool does, so no guess is safe. */
	#resolveWithoutRow(written: string, name: string): ResolvedTool {
		if (otherToolsOf(name) === undefined) return unknown(written);
		const tools = ownValue(editorToolsWithoutRow, name) ?? [];
		if (tools.some((tool) => forOwnAgentsOnly.has(tool))) {
			return nothing(written, 'absent', ownAgentsOnly);
		}
		return this.#resolveNames(
			written,
			tools.filter((tool) => this.#present.has(tool)),
		);
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
		if (isWhole && isCut(server)) {
			return nothing(
				written,
				'restricted',
				'VS Code cuts the name of this server, so that its tools cannot be told from others; name each tool.',
			);
		}
		const names = this.#mcp.filter(mcpMatcher(server, tool, false));
		const note = isWhole ? `Every tool of the server “${server}”.` : '';
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
		const callable = names.filter((name) => !this.#agentCallers.has(name));
		if (callable.length === 0) return nothing(written, 'restricted', this.#agentNote, slots);
		const left = callable.filter((name) => !this.#denied.has(name));
		if (left.length === 0) {
			return nothing(written, 'disallowed', this.#denial(), slots);
		}
		const taken = callable.filter((name) => this.#denied.has(name));
		const loss =
			taken.length > 0
				? `Without ${taken.map((name) => toolLabel(name).label).join(', ')}: disallowed.`
				: '';
		return available(written, left, [note, loss].filter((text) => text !== '').join(' '));
	}

	#denial(): string {
		return this.#unreadable === undefined
			? 'disallowedTools takes it away.'
			: `disallowedTools names “${this.#unreadable}”, which is no tool, so that none is allowed.`;
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

const ownAgentsOnly = 'Only Copilot’s own agents can use this tool.';
const copilotOnly = 'VS Code has this tool only with GitHub Copilot.';

/** Whether a tool is absent, and there where GitHub Copilot is. */
export function isOfCopilot({ note }: ResolvedTool): boolean {
	return note === copilotOnly;
}

function absenceOf(slots: readonly Slot[]): string {
	const names = slots.flatMap((slot) => slot.names);
	if (names.length === 0) return 'VS Code has no such tool.';
	if (names.every((name) => forOwnAgentsOnly.has(name))) return ownAgentsOnly;
	return names.every((name) => name === 'skill' || name.startsWith('copilot_'))
		? copilotOnly
		: 'VS Code has no such tool now.';
}

function isSubagent({ row }: Slot): boolean {
	return row.name === 'Task' || row.name === 'askAgent';
}
