import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import type { KnowledgeIndex } from '../../core/chat/knowledge.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { targetPaths } from '../../core/insertion/patternRoutes.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import {
	commandLink,
	count,
	escapeMarkdown,
	escapeProse,
	inlineCode,
	inQuotes,
} from '../../core/text/markdownText.ts';
import { labelOf, type Pattern } from '../../core/pattern/patterns.ts';
import type { ProjectFacts } from '../../core/project/project.ts';
import type { AgentSource } from '../../host/agents/agentSource.ts';
import { commandIds } from '../../ids.ts';
import { insertRequest, type PatternPlace } from './insertRequest.ts';
import type { ReplyStream } from './replyStream.ts';

/** More that fit a question are not listed. */
const mostFitting = 8;

/** A pattern fits that is about so much of the question, however few there are to compare it with. */
const fittingShare = 0.6;
/** What fits much worse than the best is about something else. */
const alsoFitting = 0.2;

/** What else is looked through, and for which project. */
export interface PatternsAround {
	/** What all agents know. */
	readonly index: KnowledgeIndex;
	readonly catalog: Catalog;
	readonly facts: ProjectFacts;
}

interface Listed {
	readonly pattern: Pattern;
	readonly place: PatternPlace;
}

/**
 * The answer to `/patterns`: those of all agents that fit the question, the agent's own first; all of
 * the agent's where there is none. Each has a link that inserts it.
 */
export function listPatterns(
	{ handle, origin, uri }: Omit<AgentSource, 'read'>,
	{ patterns }: Pick<AgentDocument, 'patterns'>,
	question: string,
	{ index, catalog, facts }: PatternsAround,
	stream: ReplyStream,
): void {
	const place = { handle, origin, uri: uri.toString() };
	const own = patterns.map((pattern): Listed => ({ pattern, place }));
	if (question.trim() === '') {
		const start = new vscode.MarkdownString(
			own.length === 0
				? `The file of ${inlineCode(`@${handle}`)} has no code patterns.\n`
				: `The patterns of ${inlineCode(`@${handle}`)}:\n`,
		);
		say(start, own, facts, stream);
		return;
	}
	const { findings, isSure, unknown } = index.find(question);
	const [best] = findings;
	const isFitting = best !== undefined && (isSure || best.share >= fittingShare);
	const fitting = findings
		.filter(({ score }) => !isFitting || score >= best.score * alsoFitting)
		.flatMap(({ agent, pattern }): Listed[] => {
			const listed = pattern && catalog.get(agent.handle);
			if (!listed) return [];
			return [
				{ pattern, place: { handle: agent.handle, origin: listed.origin, uri: listed.path } },
			];
		})
		.toSorted((a, b) => Number(b.place.handle === handle) - Number(a.place.handle === handle))
		.slice(0, mostFitting);
	if (fitting.length > 0 && isFitting) {
		say(new vscode.MarkdownString('Patterns that fit:\n'), fitting, facts, stream, handle);
		return;
	}
	const words = inQuotes(unknown, 3);
	const none = words.length > 0 ? `No pattern is about ${words.join(' or ')}.` : 'No pattern fits.';
	const start = new vscode.MarkdownString(escapeMarkdown(none));
	if (own.length > 0) {
		start.appendMarkdown(
			` ${inlineCode(`@${handle}`)} has ${count(own.length, 'pattern')} of its own.`,
		);
	}
	start.appendMarkdown(fitting.length > 0 ? ' Nearest:\n' : '\n');
	say(start, fitting, facts, stream, handle);
}

/** @param handle of the agent whose name is not said beside its patterns */
function say(
	text: vscode.MarkdownString,
	listed: readonly Listed[],
	facts: ProjectFacts,
	stream: ReplyStream,
	handle = listed[0]?.place.handle,
): void {
	// Links run one command, and no other, whatever an agent file says.
	text.isTrusted = { enabledCommands: [commandIds.insertPattern] };
	for (const { pattern, place } of listed) {
		const variant = variantOf(pattern, facts);
		text.appendMarkdown(
			`\n- ${commandLink('Insert', commandIds.insertPattern, insertRequest(place, pattern.id))} **${escapeMarkdown(labelOf(pattern))}**`,
		);
		if (place.handle !== handle) text.appendMarkdown(` of ${inlineCode(`@${place.handle}`)}`);
		if (pattern.summary) text.appendMarkdown(` — ${escapeProse(pattern.summary)}`);
		for (const [i, path] of targetPaths(variant, facts).entries()) {
			text.appendMarkdown(i === 0 ? '  \n  ' : ' · ').appendMarkdown(inlineCode(path));
		}
		for (const [i, name] of variant.packages.entries()) {
			text.appendMarkdown(i === 0 ? ' · needs ' : ', ').appendMarkdown(inlineCode(name));
		}
	}
	stream.markdown(text);
}
