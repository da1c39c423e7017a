import * as vscode from 'vscode';
import { openChat } from '../../host/openChat.ts';
import type { Catalog } from '../../core/agent/catalog.ts';
import { askedAs } from '../../core/agent/names.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { resolveModel } from '../../core/capabilities/modelChoice.ts';
import { handOffPrompt, type HandedOver, type HandOff } from '../../core/chat/handOff.ts';
import { plain } from '../../core/text/plainText.ts';
import { listModels } from '../../host/languageModels.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';
import { commandIds } from '../../ids.ts';
import { isFollowUp, labelOf, targetOf } from './handOffTargets.ts';
import type { ReplyStream } from './replyStream.ts';

/** Where hand-offs are offered. */
export interface Offering {
	readonly catalog: Catalog;
	readonly stream: ReplyStream;
	readonly token: vscode.CancellationToken;
}

/**
 * Offers the hand-offs that cannot be follow-ups, since these ask participants, and at once: those
 * that only fill the input or that choose a model, and those to an agent that VS Code has in its agent
 * picker, to one that has only a file, and to one that does not exist, which begins with its file. In
 * Restricted Mode, in which the workspace's agents mean nothing, there are buttons to participants
 * alone.
 */
export async function offerButtons(
	handOffs: readonly HandOff[],
	handedOver: HandedOver,
	{ catalog, stream, token }: Offering,
): Promise<void> {
	const isAsked = handOffs.some(({ button }) => button?.model !== undefined);
	const models = isAsked ? (await listModels()).models.filter((model) => !isHandbook(model)) : [];
	if (token.isCancellationRequested) return;
	const offered = new Set<string>();
	for (const handOff of handOffs) {
		const button = buttonFor(handOff, handedOver, catalog, models);
		// Two names may mean one agent.
		if (!button || offered.has(button.title)) continue;
		offered.add(button.title);
		stream.button(button);
	}
}

function buttonFor(
	handOff: HandOff,
	handedOver: HandedOver,
	catalog: Catalog,
	models: readonly vscode.LanguageModelChat[],
): ShownCommand | undefined {
	const { to, button } = handOff;
	const target = targetOf(to, catalog);
	if (target.kind !== 'participant' && !vscode.workspace.isTrusted) return undefined;
	const query = handOffPrompt(handOff, handedOver);
	const how = {
		isPartialQuery: button?.sends !== true,
		...selectorFor(button?.model, models),
	};
	switch (target.kind) {
		case 'built-in':
			return undefined;
		case 'participant': {
			if (isFollowUp(handOff)) return undefined;
			const name = askedAs(target.agent);
			return {
				command: openChat,
				title: labelOf(handOff, plain`@${name}`),
				arguments: [{ query: `@${name} ${query}`, ...how }],
			};
		}
		case 'picker':
			return {
				command: openChat,
				title: labelOf(handOff, plain`${target.agent.handle}`),
				arguments: [{ mode: target.mode, query, ...how }],
			};
		case 'file': {
			const { handle, path } = target.agent;
			return {
				command: commandIds.openAgent,
				title: plain`Open agent ${handle}`,
				arguments: [path],
			};
		}
		case 'missing':
			return {
				command: commandIds.createAgent,
				title: plain`Create agent ${to}…`,
				arguments: [to],
			};
	}
}

/** VS Code shows an error for a model that it does not have: then the chat keeps its own. */
function selectorFor(
	wanted: string | undefined,
	models: readonly vscode.LanguageModelChat[],
): { readonly modelSelector?: vscode.LanguageModelChatSelector } {
	const choice = resolveModel(wanted, models);
	if (choice.kind !== 'model') return {};
	const { vendor, id } = choice.model;
	return { modelSelector: { vendor, id } };
}
