import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { handOffPrompt, type HandedOver, type HandOff } from '../../core/chat/handOff.ts';
import { plain } from '../../core/text/plainText.ts';
import { commandIds } from '../../ids.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';
import { targetOf } from './handOffTargets.ts';
import type { ReplyStream } from './replyStream.ts';

/**
 * Offers the hand-offs that cannot be follow-ups, since these lead to participants only: to an agent
 * that VS Code has in its agent picker, to one that has only a file, and to one that does not exist,
 * which begins with its file. None in Restricted Mode, in which the workspace's agents mean nothing.
 */
export function offerOthers(
	handOffs: readonly HandOff[],
	handedOver: HandedOver,
	catalog: Catalog,
	stream: ReplyStream,
): void {
	if (!vscode.workspace.isTrusted) return;
	const offered = new Set<string>();
	for (const handOff of handOffs) {
		const button = buttonFor(handOff, handedOver, catalog);
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
): ShownCommand | undefined {
	const { to } = handOff;
	const target = targetOf(to, catalog);
	switch (target.kind) {
		case 'participant':
		case 'built-in':
			return undefined;
		case 'picker': {
			const query = handOffPrompt(handOff, handedOver);
			return {
				command: 'workbench.action.chat.open',
				title: plain`Hand off to ${target.agent.handle}`,
				arguments: [{ mode: target.mode, query, isPartialQuery: true }],
			};
		}
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
