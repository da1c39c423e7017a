import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { escapeMarkdown } from '../../core/text/markdownText.ts';
import { visiblePath } from '../../core/text/plainText.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';
import type { ReplyStream } from './replyStream.ts';

/**
 * Says, at the start of a conversation, which file answers: that of a workspace is somebody else's
 * work, and one that goes before another agent is not the one that people may know.
 */
export function sayOrigin(
	{ origin, uri }: AgentSource,
	catalog: Catalog,
	stream: ReplyStream,
): void {
	const hidden = catalog.at(uri.toString())?.shadows[0];
	if (origin !== 'workspace' && (origin !== 'user' || !hidden)) return;
	const place = vscode.workspace.asRelativePath(
		uri,
		(vscode.workspace.workspaceFolders ?? []).length > 1,
	);
	const start = new vscode.MarkdownString('Answered from ');
	stream.markdown(start);
	stream.anchor(uri, visiblePath(place));
	const whose = origin === 'workspace' ? 'of this workspace' : 'of your own agents';
	const instead = hidden
		? `, which stands in for the agent of its name that ${comesFrom[hidden.origin]}`
		: '';
	stream.markdown(new vscode.MarkdownString(` ${escapeMarkdown(whose + instead)}.\n\n`));
}

const comesFrom = {
	bundled: 'comes with the extension',
	pack: 'comes with another extension',
	user: 'is in your home folder',
	workspace: 'is in this workspace',
} as const;
