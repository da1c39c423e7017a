import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import type { Delegation } from '../../core/agent/delegations.ts';
import { handOffTool, handOffToolName } from '../../core/chat/handOff.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { allowedToolNames, resolveTools } from '../../core/capabilities/toolNames.ts';
import { callsTools } from '../../host/languageModels.ts';

/** Providers refuse requests with more. */
const mostTools = 127;

/** What a model may call while it answers for an agent. */
export interface OfferedTools {
	/** Tools of VS Code. */
	readonly tools: readonly vscode.LanguageModelChatTool[];
	/** All that is offered: with the private tool for hand-offs, if there is one. */
	readonly all: readonly vscode.LanguageModelChatTool[];
	/** All of them as the model reads them, or nearly so; empty where none is offered. */
	readonly text: string;
	/** A sentence for a model that is offered none although the agent has some; else empty. */
	readonly absence: string;
}

const none: OfferedTools = { tools: [], all: [], text: '', absence: '' };

/** What was last offered for an agent, and all that it follows from besides the agent. */
interface Offer {
	readonly from: readonly unknown[];
	readonly offered: OfferedTools;
}

/** From one question to the next the same is offered, mostly. */
const lastOffers = new WeakMap<Agent, Offer>();

/**
 * The tools that an agent's file allows and VS Code has, with those that the user attached to the
 * question unless the file forbids them. None for models that cannot call tools, nor for the
 * handbook, which is no model.
 */
export function offerTools(
	agent: Agent,
	delegations: readonly Delegation[],
	model: vscode.LanguageModelChat,
	attached: readonly vscode.ChatLanguageModelToolReference[],
): OfferedTools {
	if (isHandbook(model)) return none;
	const present = vscode.lm.tools;
	const canCall = callsTools(model);
	const from = [
		delegations,
		canCall,
		attached.map(({ name }) => name).join(),
		...present.flatMap(({ name, description, inputSchema, tags }) => [
			name,
			description,
			inputSchema,
			tags.join(),
		]),
	];
	const last = lastOffers.get(agent);
	if (last?.from.length === from.length && last.from.every((each, i) => each === from[i])) {
		return last.offered;
	}
	const offered = select(agent, delegations, canCall, attached, present);
	lastOffers.set(agent, { from, offered });
	return offered;
}

function select(
	agent: Agent,
	delegations: readonly Delegation[],
	canCall: boolean,
	attached: readonly vscode.ChatLanguageModelToolReference[],
	present: readonly vscode.LanguageModelToolInformation[],
): OfferedTools {
	const allowed = new Set(allowedToolNames(agent.tools, agent.disallowedTools, present));
	for (const { name } of attached) {
		const [resolved] = resolveTools([name], agent.disallowedTools, present);
		for (const found of resolved?.becomes ?? []) allowed.add(found);
	}
	const tools = present
		.filter(({ name }) => allowed.has(name) && name !== handOffToolName)
		.slice(0, mostTools)
		.map(({ name, description, inputSchema }) => ({
			name,
			description,
			...(inputSchema && { inputSchema }),
		}));
	if (!canCall) return { ...none, absence: tools.length > 0 ? cannotCall : '' };
	const all = delegations.length > 0 ? [...tools, handOffTool(delegations)] : tools;
	return { tools, all, text: all.length > 0 ? JSON.stringify(all) : '', absence: '' };
}

const cannotCall =
	'You cannot call tools here: you see only what stands in this conversation. Ask for what you miss, and show changes as code.';
