import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { askedLanguage } from '../../core/chat/askedLanguage.ts';
import { handbookAnswer } from '../../core/chat/handbookAnswer.ts';
import type { Finding } from '../../core/chat/knowledge.ts';
import { fittedFiles } from '../../core/insertion/fittedFiles.ts';
import { indexFolders } from '../../core/insertion/insertion.ts';
import { labelOf, newestKit, type Pattern } from '../../core/pattern/patterns.ts';
import { newestFacts, shownKitVersion, type ProjectFacts } from '../../core/project/project.ts';
import {
	codeFence,
	count,
	enumerate,
	escapeMarkdown,
	escapeProse,
	inlineCode,
	inQuotes,
} from '../../core/text/markdownText.ts';
import { plain } from '../../core/text/plainText.ts';
import { quotePoints } from '../../core/text/quotedPoints.ts';
import type { UsableDocument } from '../../host/agents/agentSource.ts';
import { commandIds } from '../../ids.ts';
import type { Participant } from './briefing.ts';
import { insertRequest } from './insertRequest.ts';
import { firstExamples } from './introduction.ts';
import { knowledgeOf } from './knowingAgents.ts';
import { listNearest, questionAbout } from './nearestTopics.ts';
import { listPatterns } from './patternList.ts';
import { saidByModel, type ReplyStream } from './replyStream.ts';
import { turnsOf, type AnswerMetadata } from './turns.ts';

/** Longer files are shown by the button that inserts them. */
const mostLines = 80;
const mostUnknown = 3;

/** What the handbook is asked. */
interface Asked {
	readonly question: string;
	/** The language that code is wanted in, where that is said. */
	readonly typescript?: boolean;
}

/** Reads a question that may be about the one before it: “and in JavaScript?” */
export function askedOf(
	prompt: string,
	handle: string,
	history: vscode.ChatContext['history'],
): Asked {
	const language = askedLanguage(prompt);
	if (!language) return { question: prompt };
	const { typescript, isAll } = language;
	const before = isAll
		? turnsOf(handle, history).findLast(({ question }) => !askedLanguage(question)?.isAll)
		: undefined;
	return { question: before?.question ?? prompt, typescript };
}

/**
 * Answers a question in the words of the agents' own files, without a language model: one pattern, of
 * which the first file is shown as it suits the project, or a few points of a section; or says that
 * nobody writes about it, and what comes nearest.
 */
export async function answerFromHandbook(
	{ source, agents, projects }: Participant,
	{ agent }: UsableDocument,
	{ question, typescript }: Asked,
	stream: ReplyStream,
	token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
	const index = await knowledgeOf(agents);
	if (token.isCancellationRequested) return {};
	const found = handbookAnswer(question, source.handle, index);
	switch (found.kind) {
		case 'greeting': {
			const text = new vscode.MarkdownString();
			text.appendMarkdown(
				`Ask ${inlineCode(`@${source.handle}`)} a question, and the handbook quotes what the agents' files say about it; no language model is needed.`,
			);
			stream.markdown(text);
			return next(firstExamples(agent));
		}
		case 'nothing':
			sayNothing(found.unknown, stream);
			listNearest(found.nearest, stream);
			offerModel(stream);
			return {};
		case 'found': {
			const { best, neighbours } = found;
			if (best.pattern) {
				const context = await projects.get();
				const project = await context.projectOf(vscode.window.activeTextEditor?.document.uri);
				if (token.isCancellationRequested) return {};
				sayPattern(
					best,
					best.pattern,
					{ facts: project?.facts, typescript },
					agents.catalog,
					stream,
				);
			} else saySection(best, stream);
			offerModel(stream);
			return next(neighbours.map(({ title }) => questionAbout(title)));
		}
	}
}

/** Answers `/patterns`. */
export async function answerWithPatterns(
	{ source, agents, projects }: Participant,
	document: UsableDocument,
	question: string,
	stream: ReplyStream,
	token: vscode.CancellationToken,
): Promise<void> {
	const [index, context] = await Promise.all([knowledgeOf(agents), projects.get()]);
	const project = await context.projectOf(vscode.window.activeTextEditor?.document.uri);
	if (token.isCancellationRequested) return;
	const facts = project?.facts ?? newestFacts;
	listPatterns(source, document, question, { index, catalog: agents.catalog, facts }, stream);
}

function next(questions: readonly string[]): vscode.ChatResult {
	const metadata: AnswerMetadata = { examples: questions };
	return { metadata };
}

function headOf({ title, agent, pattern }: Finding): vscode.MarkdownString {
	return new vscode.MarkdownString(
		`**${escapeMarkdown(pattern ? labelOf(pattern) : title)}** · from ${inlineCode(`@${agent.handle}`)} · no language model was used\n\n`,
	);
}

function sayPattern(
	finding: Finding,
	pattern: Pattern,
	shownFor: ShownFor,
	catalog: Catalog,
	stream: ReplyStream,
): void {
	const { agent } = finding;
	const { facts: known, typescript } = shownFor;
	const facts = { ...(known ?? newestFacts), ...(typescript !== undefined && { typescript }) };
	const files = fittedFiles(pattern, facts, indexFolders(agent.patterns));
	const [first] = files;
	if (!first) return;
	const { path } = first;
	const text = headOf(finding);
	if (pattern.summary !== '') text.appendMarkdown(`${escapeProse(pattern.summary)}\n\n`);
	text.appendMarkdown(escapeMarkdown(projectWords(shownFor)));
	if (path !== undefined) text.appendMarkdown(` — ${inlineCode(path)}`);
	text.appendMarkdown('\n');
	stream.markdown(text);
	const lines = first.text.trimEnd().split('\n');
	const shown = lines.slice(0, mostLines).join('\n');
	stream.markdown(
		saidByModel(`\n${fenceOf(shown, path?.endsWith('.js') ? 'js' : first.file.language)}\n`),
	);
	const cut = lines.length - mostLines;
	if (cut > 0) {
		stream.markdown(
			new vscode.MarkdownString(`\n… and ${count(cut, 'more line')} of this file.\n`),
		);
	}
	const listed = catalog.get(agent.handle);
	if (!listed) return;
	const place = { handle: agent.handle, origin: listed.origin, uri: listed.path };
	const request = insertRequest(place, pattern.id);
	stream.button({
		command: commandIds.insertPattern,
		title: plain`Insert ${labelOf(pattern)}…`,
		arguments: [request],
	});
	if (files.length > 1 || cut > 0) {
		const title = files.length === 2 ? plain`Show the Other File` : plain`Show All Files`;
		stream.button({ command: commandIds.previewPattern, title, arguments: [request] });
	}
}

/** Untrusted text cannot end the block that it stands in. */
function fenceOf(code: string, language: string): string {
	const fence = codeFence(code);
	return `${fence}${/^\w+$/.test(language) ? language : ''}\n${code}\n${fence}`;
}

/** The project that code is shown for, and the language that the user wants it in. */
interface ShownFor {
	readonly facts: ProjectFacts | undefined;
	readonly typescript: boolean | undefined;
}

function projectWords({ facts, typescript }: ShownFor): string {
	const own = facts?.typescript ?? true;
	const language = (typescript ?? own) ? 'TypeScript' : 'JavaScript';
	if (!facts) return `For SvelteKit ${newestKit}, ${language}`;
	const words = `For this project: SvelteKit ${shownKitVersion(facts)}, ${language}`;
	if (typescript === undefined || typescript === own) return words;
	return `${words}; what you insert is ${own ? 'TypeScript' : 'JavaScript'}, as the project is`;
}

function saySection(finding: Finding, stream: ReplyStream): void {
	stream.markdown(headOf(finding));
	const { kind, agent, points } = finding;
	if (kind === 'agent') {
		stream.markdown(new vscode.MarkdownString(`${escapeMarkdown(agent.summary)}.\n`));
		return;
	}
	stream.markdown(new vscode.MarkdownString(quotePoints(points)));
}

function sayNothing(unknown: readonly string[], stream: ReplyStream): void {
	const what = enumerate(inQuotes(unknown, mostUnknown), 'or');
	const about = what === '' ? 'about this' : `about ${what}`;
	stream.markdown(
		new vscode.MarkdownString(
			`Nothing ${escapeMarkdown(about)} here; no language model was used.\n\n`,
		),
	);
}

function offerModel(stream: ReplyStream): void {
	stream.button({ command: commandIds.connectModel, title: plain`Connect a Model…` });
}
