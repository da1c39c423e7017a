import * as vscode from 'vscode';
import type { Catalog, CatalogAgent } from '../../core/agent/catalog.ts';
import { isBuiltInAgent, isParticipant, resolveAgent } from '../../core/agent/names.ts';
import { isInAgentPicker } from '../../core/editor/builtInSupport.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { HandOff } from '../../core/chat/handOff.ts';
import { participantIdPrefix } from '../../ids.ts';

/** Who a hand-off goes to, and how one gets there. */
export type HandOffTarget =
	| { readonly kind: 'participant'; readonly agent: CatalogAgent; readonly id: string }
	/** An agent that VS Code lists in its own agent picker. */
	| { readonly kind: 'picker'; readonly agent: CatalogAgent; readonly mode: string }
	/** An agent file that nobody can ask. */
	| { readonly kind: 'file'; readonly agent: CatalogAgent }
	/** One that VS Code or Claude Code brings along. */
	| { readonly kind: 'built-in' }
	| { readonly kind: 'missing' };

/** Finds out what a name of a hand-off means here. */
export function targetOf(name: string, catalog: Catalog): HandOffTarget {
	const agent = resolveAgent(name, catalog);
	if (!agent) return { kind: isBuiltInAgent(name) ? 'built-in' : 'missing' };
	if (isParticipant(agent)) {
		return {
			kind: 'participant',
			agent,
			id: agent.participant?.id ?? participantIdPrefix + agent.handle,
		};
	}
	// VS Code goes by the name in the file.
	if (isInAgentPicker(vscode.Uri.parse(agent.path).path)) {
		return { kind: 'picker', agent, mode: agent.agent.name };
	}
	return { kind: 'file', agent };
}

/** Whether a hand-off to a participant is a follow-up: these ask at once, with the chat's model. */
export function isFollowUp({ button }: HandOff): boolean {
	return !button || (button.sends && button.model === undefined);
}

/** What a hand-off is offered with: the words of the file, else the name of the agent. */
export function labelOf({ button }: HandOff, name: PlainText): PlainText {
	return button && button.label !== '' ? plainLine(button.label) : plain`Hand off to ${name}`;
}
