import * as vscode from 'vscode';
import type { Finding } from '../../core/chat/knowledge.ts';
import { commandLink, escapeMarkdown } from '../../core/text/markdownText.ts';
import { plain, type PlainText } from '../../core/text/plainText.ts';
import { commandIds } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';

const mostNearest = 5;
/** Of the nearest, those that are much farther away are about something else. */
const nearEnough = 0.3;

/** What comes nearest to a question, each with a link that asks about it. */
export function listNearest(nearest: readonly Finding[], stream: ReplyStream): void {
	const best = nearest[0]?.score ?? 0;
	const shown = nearest
		.filter(({ kind, score }) => kind !== 'agent' && score >= best * nearEnough)
		.slice(0, mostNearest);
	if (shown.length === 0) return;
	const text = new vscode.MarkdownString('Nearest:\n');
	// Links run one command, and no other, whatever an agent file says.
	text.isTrusted = { enabledCommands: [commandIds.askAnother] };
	for (const { agent, title } of shown) {
		text.appendMarkdown(
			`\n- ${commandLink(escapeMarkdown(title), commandIds.askAnother, questionAbout(title), '', agent.handle)} of @${escapeMarkdown(agent.handle)}`,
		);
	}
	stream.markdown(text);
}

/** The question that asks for a part of an agent's file. */
export function questionAbout(title: string): PlainText {
	return plain`Tell me about “${title}”.`;
}
