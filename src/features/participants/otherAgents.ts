import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { agentFileGlobs } from '../../core/language/agentFilePath.ts';
import { stemOf } from '../../core/catalog.ts';
import { handOffPrompt, type HandedOver, type HandOff } from '../../core/handOff.ts';
import { plain } from '../../core/text/plainText.ts';
import { commandIds } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';

/**
 * Offers the hand-offs that cannot be follow-ups, since these lead to participants only: to an agent
 * of the workspace, which VS Code has in its agent picker, and to one that does not exist, which
 * begins with its file. None in Restricted Mode, in which the workspace's agents mean nothing.
 */
export async function offerOthers(
	handOffs: readonly HandOff[],
	handedOver: HandedOver,
	stream: ReplyStream,
): Promise<void> {
	if (!vscode.workspace.isTrusted) return;
	for (const handOff of handOffs) {
		const { to } = handOff;
		if (bundledAgents.some(({ handle }) => handle === to)) continue;
		const query = handOffPrompt(handOff, handedOver);
		stream.button(
			(await isInWorkspace(to))
				? {
						command: 'workbench.action.chat.open',
						title: plain`Hand off to ${to}`,
						arguments: [{ mode: to, query, isPartialQuery: true }],
					}
				: { command: commandIds.createAgent, title: plain`Create agent ${to}…`, arguments: [to] },
		);
	}
}

async function isInWorkspace(handle: string): Promise<boolean> {
	const files = await vscode.workspace.findFiles(
		`{${agentFileGlobs.join(',')}}`,
		'**/node_modules/**',
	);
	return files.some(({ path }) => stemOf(path).toLowerCase() === handle);
}
