import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import { count, escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { UsableDocument } from '../../host/agents/agentSource.ts';
import { chatCommands } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';
import type { AnswerMetadata } from './turns.ts';

/** No more of an agent's examples are offered. */
const mostExamples = 4;

/** The answer to an empty question: what the agent is for, with its examples as what to ask next. */
export function introduce(
	{ agent, patterns }: UsableDocument,
	stream: ReplyStream,
): vscode.ChatResult {
	const text = new vscode.MarkdownString(`${escapeMarkdown(agent.summary)}.`);
	text.appendMarkdown('\n\n');
	if (patterns.length > 0) {
		text.appendMarkdown(
			`${inlineCode(`/${chatCommands.patterns}`)} lists ${count(patterns.length, 'code pattern')}, and `,
		);
	}
	text.appendMarkdown(
		`${inlineCode(`/${chatCommands.about}`)} shows what is sent with a question.`,
	);
	stream.markdown(text);
	const metadata: AnswerMetadata = { examples: firstExamples(agent) };
	return { metadata };
}

/** Questions to begin with, in the words of the agent's author. */
export function firstExamples({ examples }: Agent): readonly PlainText[] {
	return examples.slice(0, mostExamples).map(({ user }) => plainLine(user, 400));
}
