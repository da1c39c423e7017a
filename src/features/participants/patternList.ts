import * as vscode from 'vscode';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { commandLink, escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { libraryPatterns, type LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { labelOf, newestKit, variantFor } from '../../core/pattern/patterns.ts';
import { search } from '../../core/text/search.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';
import { commandIds } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';

/**
 * The answer to `/patterns`: the agent's patterns that fit the question, all when there is none,
 * each with a link that inserts it.
 */
export function listPatterns(
	{ handle, origin, uri }: Omit<AgentSource, 'read'>,
	document: AgentDocument,
	question: string,
	stream: ReplyStream,
): void {
	const patterns = libraryPatterns(handle, document.patterns);
	const text = new vscode.MarkdownString();
	if (patterns.length === 0) {
		text.appendMarkdown(`The file of ${inlineCode(`@${handle}`)} has no code patterns.`);
		stream.markdown(text);
		return;
	}
	/** Which pattern of which file: a handle says it where the file is the extension's own. */
	const request = ({ key, pattern }: LibraryPattern): unknown =>
		origin === 'bundled' ? key : { id: pattern.id, agent: uri.toString() };
	// Links run one command, and no other, whatever an agent file says.
	text.isTrusted = { enabledCommands: [commandIds.insertPattern] };
	const isAll = question.trim() === '';
	const fitting = isAll ? patterns : fittingPatterns(patterns, question);
	if (isAll) text.appendMarkdown(`The patterns of ${inlineCode(`@${handle}`)}:\n`);
	else if (fitting.length > 0)
		text.appendMarkdown(`The patterns of ${inlineCode(`@${handle}`)} that fit:\n`);
	else
		text.appendMarkdown(`No pattern of ${inlineCode(`@${handle}`)} fits. These are all it has:\n`);
	for (const entry of fitting.length > 0 ? fitting : patterns) {
		const { pattern } = entry;
		const { files, packages } = variantFor(pattern, newestKit);
		text.appendMarkdown(`\n- **${escapeMarkdown(labelOf(pattern))}**`);
		const paths = files.flatMap(({ path }) => path ?? []);
		if (paths.length > 0) text.appendMarkdown(` (${paths.map(inlineCode).join(', ')})`);
		text.appendMarkdown(` ${commandLink('Insert', commandIds.insertPattern, request(entry))}`);
		if (pattern.summary) text.appendMarkdown(`  \n  ${escapeMarkdown(pattern.summary)}`);
		if (packages.length > 0)
			text.appendMarkdown(`  \n  Needs ${escapeMarkdown(packages.join(', '))}`);
	}
	stream.markdown(text);
}

function fittingPatterns(
	patterns: readonly LibraryPattern[],
	question: string,
): readonly LibraryPattern[] {
	const documents = patterns.map(({ pattern }) => ({
		title: [pattern.label ?? '', pattern.title, ...pattern.aliases].join(' '),
		parents: pattern.topic,
		text: [pattern.summary, ...variantFor(pattern, newestKit).files.map(({ code }) => code)].join(
			'\n',
		),
	}));
	return search(documents, question).flatMap((i) => patterns[i] ?? []);
}
