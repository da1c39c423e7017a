import * as vscode from 'vscode';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import type { PrintedCall } from '../../core/chat/printedCall.ts';
import { asOffered, matchHandOffs } from '../../core/chat/handOff.ts';
import { undoneLine, type UndoneCall } from '../../core/chat/undoneCalls.ts';
import { escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain } from '../../core/text/plainText.ts';
import { UserError } from '../../host/userError.ts';
import { chatCommands } from '../../ids.ts';
import { answerSettings } from './answerSettings.ts';
import { brief, type Participant } from './briefing.ts';
import { chooseModel } from './chooseModel.ts';
import { askAgain, pickModel, reportFailure } from './failure.ts';
import { offerButtons } from './handOffButtons.ts';
import { isAutomatic, ownReferences, readAttachments } from './attachments.ts';
import { hasAnswered } from './doorMetadata.ts';
import { introduce } from './introduction.ts';
import { sayOrigin } from './originWords.ts';
import { saidByModel, type ReplyStream } from './replyStream.ts';
import { ToolLoop } from './toolLoop.ts';
import { metadataOf, turnsOf, type AnswerMetadata } from './turns.ts';

/**
 * Answers one question as an agent: sends the file's prompt, what is known of the project, the
 * conversation so far, what the user attached and the question to the model, does what it calls
 * tools for, and streams what comes back.
 *
 * Never rejects: a failure becomes `errorDetails`, one sentence, with a button where one helps.
 */
export async function answer(
	participant: Participant,
	request: vscode.ChatRequest,
	context: vscode.ChatContext,
	stream: ReplyStream,
	token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
	const { source, agents, log } = participant;
	const { handle } = source;
	let loop: ToolLoop | undefined;
	let { model } = request;
	try {
		const reading = await source.read();
		if (token.isCancellationRequested) return {};
		const { document } = reading;
		if (!document) {
			throw new UserError(reading.fault, { cause: reading.cause, remedy: reading.remedy });
		}
		const { agent, delegations } = document;
		if (request.command === chatCommands.patterns) {
			const { answerWithPatterns } = await import('./handbookAnswer.ts');
			await answerWithPatterns(participant, document, request.prompt, stream, token);
			return {};
		}
		const isAbout = request.command === chatCommands.about;
		const references = ownReferences(request.references);
		const isEmpty = request.prompt.trim() === '' && references.every(isAutomatic);
		if (!isAbout && isEmpty) {
			return introduce(document, stream);
		}
		const choice = await chooseModel(handle, agent, request.model);
		({ model } = choice);
		const begin = (): void => {
			if (!hasAnswered(handle, context.history)) sayOrigin(source, agents, stream);
			if (choice.note) stream.markdown(choice.note);
		};
		if (isHandbook(model) && !isAbout) {
			begin();
			const { answerFromHandbook, askedOf } = await import('./handbookAnswer.ts');
			const asked = askedOf(request.prompt, handle, context.history);
			return await answerFromHandbook(participant, document, asked, stream, token);
		}
		const [briefing, attachments] = await Promise.all([
			brief(participant, document, choice, request),
			isAbout ? [] : readAttachments(references, takesImages(model)),
		]);
		if (token.isCancellationRequested) return {};
		if (isAbout) {
			const [{ describe }] = await Promise.all([import('./about.ts'), agents.ready]);
			describe(briefing, agents.catalog, stream);
			return {};
		}
		begin();
		loop = new ToolLoop({
			handle,
			model,
			offeredTools: briefing.offeredTools,
			delegations,
			toolInvocationToken: request.toolInvocationToken,
			maxRounds: maxToolRounds(),
			sink: {
				text: (value) => stream.markdown(saidByModel(value)),
				undone: (call) => stream.markdown(paragraphOf(call)),
			},
			...(participant.changes && { changes: participant.changes }),
			token,
			log,
		});
		await loop.run({
			prompt: agent.prompt,
			guides: briefing.guides.sent,
			context: briefing.context,
			history: turnsOf(handle, context.history),
			attachments,
			question: request.prompt,
		});
		await tellChanges(loop, participant, stream);
		if (token.isCancellationRequested) return {};
		if (loop.ranOut) offerToContinue(handle, loop, stream);
		else if (loop.printed) sayPrinted(loop.printed, model, stream);
		else if (loop.endedSilently) offerToGoOn(handle, model, stream);
		const wanted =
			briefing.offeredTools.all.length > 0 ? loop.handOffs : matchHandOffs(delegations, loop.text);
		const handOffs = asOffered(wanted, delegations);
		if (handOffs.length > 0) {
			await agents.ready;
			const handedOver = { from: handle, question: request.prompt, answer: loop.text };
			await offerButtons(handOffs, handedOver, { catalog: agents.catalog, stream, token });
		}
		return { metadata: metadataOf(request.prompt, loop.text, loop.rounds, handOffs) };
	} catch (error) {
		await tellChanges(loop, participant, stream);
		const failure = reportFailure(error, {
			handle,
			model,
			stream,
			token,
			log,
			request,
			hasBegun: loop !== undefined && loop.text.trim() !== '',
		});
		if (!loop || !failure.errorDetails) return failure;
		const { toolResults } = metadataOf('', '', loop.rounds, []);
		if (toolResults === undefined) return failure;
		return { ...failure, metadata: { ...(failure.metadata as AnswerMetadata), toolResults } };
	}
}

/** A call that did not do what it was for, as a paragraph between those of the model. */
function paragraphOf(call: UndoneCall): vscode.MarkdownString {
	return new vscode.MarkdownString(`\n\n${undoneLine(call)}\n\n`);
}

async function tellChanges(
	loop: ToolLoop | undefined,
	{ changes }: Participant,
	stream: ReplyStream,
): Promise<void> {
	if (!loop || !changes || loop.changed.length === 0) return;
	const [{ sayChanges }, kept] = await Promise.all([import('./changedFiles.ts'), changes.get()]);
	sayChanges(loop.changed, kept, stream);
}

/** Replies with tool calls that are followed, by the setting. */
export function maxToolRounds(): number {
	const setting = answerSettings().maxToolRounds;
	return Number.isInteger(setting) && setting > 0 ? setting : 25;
}

function offerToContinue(handle: string, loop: ToolLoop, stream: ReplyStream): void {
	const text = new vscode.MarkdownString(loop.text === '' ? '' : '\n\n');
	text.appendMarkdown(
		`I used tools in ${loop.rounds.length} rounds, which is the limit of one answer.`,
	);
	stream.markdown(text);
	stream.button({ ...askAgain(handle, 'Continue.'), title: plain`Continue` });
}

/** A call in the text of an answer is not made: nobody was asked about it. */
function sayPrinted(
	{ tool }: PrintedCall,
	{ name }: vscode.LanguageModelChat,
	stream: ReplyStream,
): void {
	const text = new vscode.MarkdownString('\n\n');
	text.appendMarkdown(`${escapeMarkdown(name)} wrote a call of `);
	if (tool === undefined) text.appendMarkdown('a tool');
	else text.appendMarkdown(inlineCode(tool));
	text.appendMarkdown(
		' into its answer instead of making it, so nothing was run. Choose a model that can call tools, or have its server read them.',
	);
	stream.markdown(text);
	stream.button(pickModel);
}

function offerToGoOn(
	handle: string,
	{ name }: vscode.LanguageModelChat,
	stream: ReplyStream,
): void {
	const text = new vscode.MarkdownString('\n\n');
	text.appendMarkdown(`${escapeMarkdown(name)} said no more after its tools.`);
	stream.markdown(text);
	stream.button({ ...askAgain(handle, 'Continue.'), title: plain`Continue` });
}

/** VS Code tells it at run time; the stable typings do not have it yet. */
function takesImages(model: vscode.LanguageModelChat): boolean {
	const { capabilities } = model as { capabilities?: { supportsImageToText?: boolean } };
	return capabilities?.supportsImageToText === true;
}
