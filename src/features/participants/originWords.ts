import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { escapeMarkdown } from '../../core/text/markdownText.ts';
import { visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';
import type { ReplyStream } from './replyStream.ts';

/** Where an answer comes from, where that is to be said. */
export interface OriginWords {
	/** The path of the file. */
	readonly place: PlainText;
	readonly words: string;
}

/**
 * Which file answers, where people have to know: that of a workspace is somebody else's work, and one
 * that goes before another agent is not the one that they may know.
 *
 * @param agents is asked for its catalog only where it matters: then all files are looked for
 */
export function originWords(
	{ origin, uri }: Pick<AgentSource, 'origin' | 'uri'>,
	agents: { readonly catalog: Catalog },
): OriginWords | undefined {
	if (origin !== 'workspace' && origin !== 'user') return undefined;
	const hidden = agents.catalog.at(uri.toString())?.shadows[0];
	if (origin === 'user' && !hidden) return undefined;
	const place = vscode.workspace.asRelativePath(
		uri,
		(vscode.workspace.workspaceFolders ?? []).length > 1,
	);
	const whose = origin === 'workspace' ? 'of this workspace' : 'of your own agents';
	const instead = hidden
		? `, which stands in for the agent of its name that ${comesFrom[hidden.origin]}`
		: '';
	return { place: visiblePath(place), words: whose + instead };
}

/** Says, at the start of a conversation, which file answers. */
export function sayOrigin(
	source: AgentSource,
	agents: { readonly catalog: Catalog },
	stream: ReplyStream,
): void {
	const origin = originWords(source, agents);
	if (!origin) return;
	const start = new vscode.MarkdownString('Answered from ');
	stream.markdown(start);
	stream.anchor(source.uri, origin.place);
	stream.markdown(new vscode.MarkdownString(` ${escapeMarkdown(origin.words)}.\n\n`));
}

const comesFrom = {
	bundled: 'comes with the extension',
	pack: 'comes with another extension',
	user: 'is in your home folder',
	workspace: 'is in this workspace',
} as const;
