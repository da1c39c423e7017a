import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import type { Delegation } from '../../core/agent/delegations.ts';
import { handOffTool, handOffToolName } from '../../core/chat/handOff.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { toolsOfAgent } from '../../core/agent/agentTools.ts';
import { toolRows } from '../../core/capabilities/toolTable.ts';
import { callsTools } from '../../host/modelTools.ts';

/** Providers refuse requests with more. */
const mostTools = 127;

/** What a model may call while it answers for an agent. */
export interface OfferedTools {
	/** Tools of VS Code. */
	readonly tools: readonly vscode.LanguageModelChatTool[];
	/** All that is offered: with the private tool for hand-offs, if there is one. */
	readonly all: readonly vscode.LanguageModelChatTool[];
	/** All, those that agents need most, and none: the first that leaves room is offered. */
	readonly sets: readonly ToolSet[];
	/** A sentence for a model that is offered none although the agent has some; else empty. */
	readonly absence: string;
}

/** Tools that are offered together. */
export interface ToolSet {
	readonly tools: readonly vscode.LanguageModelChatTool[];
	/** As the model reads them, or nearly so; empty where there is none. */
	readonly text: string;
}

export const noTools: ToolSet = { tools: [], text: '' };

const none: OfferedTools = { tools: [], all: [], sets: [noTools], absence: '' };

/** What an agent needs most, where a model takes little: to read, search, edit, and run. */
const mostNeeded: ReadonlySet<string> = new Set(
	['Read', 'LS', 'Glob', 'Grep', 'Edit', 'Write', 'Bash'].flatMap(
		(name) => toolRows.find((row) => row.name === name)?.tools.flat() ?? [],
	),
);

/** What was last offered for an agent, and all that it follows from besides the agent. */
interface Offer {
	readonly delegations: readonly Delegation[];
	readonly canCall: boolean;
	/** The names of tools that the user attached. */
	readonly attached: string;
	readonly present: readonly vscode.LanguageModelToolInformation[];
	readonly offered: OfferedTools;
}

/** From one question to the next the same is offered, mostly. */
const lastOffers = new WeakMap<Agent, Offer>();

/**
 * The tools that an agent's file allows and VS Code has, with those that the user attached to the
 * question unless the file forbids them. None for models that cannot call tools, nor for the
 * handbook, which is no model.
 *
 * @param withoutTool a tool that counts as one that VS Code does not have
 */
export function offerTools(
	agent: Agent,
	delegations: readonly Delegation[],
	model: vscode.LanguageModelChat,
	attached: readonly vscode.ChatLanguageModelToolReference[],
	withoutTool?: string,
): OfferedTools {
	if (isHandbook(model)) return none;
	const { tools } = vscode.lm;
	const present =
		withoutTool === undefined ? tools : tools.filter(({ name }) => name !== withoutTool);
	const canCall = callsTools(model);
	const names = attached.map(({ name }) => name).join();
	const last = lastOffers.get(agent);
	if (
		last?.delegations === delegations &&
		last.canCall === canCall &&
		last.attached === names &&
		last.present.length === present.length &&
		last.present.every((tool, i) => isSameTool(tool, present[i]))
	) {
		return last.offered;
	}
	const offered = select(agent, delegations, canCall, attached, present);
	lastOffers.set(agent, { delegations, canCall, attached: names, present, offered });
	return offered;
}

/** VS Code makes the objects anew when its list of tools changes, also those of tools that stay. */
function isSameTool(
	tool: vscode.LanguageModelToolInformation,
	other: vscode.LanguageModelToolInformation | undefined,
): boolean {
	if (tool === other || !other) return tool === other;
	const { name, description, inputSchema, tags } = other;
	return (
		tool.name === name &&
		tool.description === description &&
		tool.inputSchema === inputSchema &&
		tool.tags.join() === tags.join()
	);
}

function select(
	agent: Agent,
	delegations: readonly Delegation[],
	canCall: boolean,
	attached: readonly vscode.ChatLanguageModelToolReference[],
	present: readonly vscode.LanguageModelToolInformation[],
): OfferedTools {
	const attachedNames = attached.map(({ name }) => name);
	const resolved = [
		...toolsOfAgent(agent, present),
		...toolsOfAgent(agent, present, attachedNames),
	];
	const allowed = new Set(resolved.flatMap(({ becomes }) => becomes));
	const tools = present
		.filter(({ name }) => allowed.has(name) && name !== handOffToolName)
		.slice(0, mostTools)
		.map(({ name, description, inputSchema }) => ({
			name,
			description,
			...(inputSchema && { inputSchema }),
		}));
	if (!canCall) return { ...none, absence: tools.length > 0 ? toolsAbsence : '' };
	const all = delegations.length > 0 ? [...tools, handOffTool(delegations)] : tools;
	const most = all.filter(({ name }) => mostNeeded.has(name) || name === handOffToolName);
	const sets = [all, ...(most.length < all.length ? [most] : [])].filter(
		({ length }) => length > 0,
	);
	return {
		tools,
		all,
		sets: [...sets.map((each) => ({ tools: each, text: JSON.stringify(each) })), noTools],
		absence: '',
	};
}

/** Tells a model that it is offered no tools although the agent has some. */
export const toolsAbsence =
	'You cannot call tools here: you see only what stands in this conversation. Ask for what you miss, and show changes as code.';
