import * as vscode from 'vscode';
import { escapeMarkdown } from '../../core/text/markdownText.ts';
import { openChat } from '../../host/openChat.ts';
import { faultReason, providerFault } from '../../core/chat/providerFault.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import { UserError } from '../../host/userError.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';
import { commandIds } from '../../ids.ts';
import type { ReplyStream } from './replyStream.ts';
import type { AnswerMetadata } from './turns.ts';

/** What is known of an answer that failed. */
export interface Circumstances {
	readonly handle: string;
	readonly model: vscode.LanguageModelChat;
	readonly stream: ReplyStream;
	readonly token: vscode.CancellationToken;
	readonly log: vscode.LogOutputChannel;
	readonly request: Pick<vscode.ChatRequest, 'prompt' | 'references'>;
	/** A part of the answer stands in the chat. */
	readonly hasBegun: boolean;
}

export interface Explanation {
	/** VS Code shows it as markdown, or with icons. */
	readonly message: PlainText;
	readonly button?: ShownCommand;
}

/** What the model said is no answer: it is empty, or says the same over and over. */
export class UselessAnswer extends UserError {}

const unanswered = plain`The question was not answered.`;
const incomplete = plain`The answer is not complete.`;

/** Opens the list of the models in the chat. */
export const pickModel: ShownCommand = {
	command: 'workbench.action.chat.openModelPicker',
	title: plain`Choose a Model`,
};
const allowModel: ShownCommand = {
	command: 'workbench.action.chat.manageLanguageModelAuthentication',
	title: plain`Manage Model Access`,
};
const manageModels: ShownCommand = {
	command: 'workbench.action.chat.manage',
	title: plain`Manage Models`,
};
const showLog: ShownCommand = { command: commandIds.showLog, title: plain`Show Log` };

/**
 * Turns what a request threw into the result that VS Code shows as an error: one sentence that says
 * what to do, and below it a button where a command helps. VS Code shows the details of an error below
 * all buttons, so that there the sentence is said before, and the details are short. The whole error
 * goes to the log. A request that the user cancelled is no failure.
 */
export function reportFailure(error: unknown, circumstances: Circumstances): vscode.ChatResult {
	const { handle, model, stream, token, log, hasBegun } = circumstances;
	if (token.isCancellationRequested || isCancellation(error)) return {};
	log.error(`@${handle} with ${model.vendor}/${model.id}:`, error);
	const { message, button } = explain(error, circumstances);
	if (!button) return { errorDetails: { message } };
	const text = new vscode.MarkdownString(hasBegun ? '\n\n' : '');
	text.appendMarkdown(escapeMarkdown(message));
	stream.markdown(text);
	stream.button(button);
	const metadata: AnswerMetadata = { failure: text.value };
	return { errorDetails: { message: hasBegun ? incomplete : unanswered }, metadata };
}

/** Whether somebody has ended what failed; from another process the error comes as a plain one. */
export function isCancellation(error: unknown): boolean {
	return (
		error instanceof vscode.CancellationError ||
		(error instanceof Error && error.name === 'Canceled' && error.message === 'Canceled')
	);
}

/** The command that asks an agent in the chat, with files attached. */
export function askAgain(
	handle: string,
	question: string,
	references: readonly vscode.ChatPromptReference[] = [],
): ShownCommand {
	const attachFiles = references.flatMap(({ value }): readonly object[] => {
		if (value instanceof vscode.Uri) return [value];
		if (!(value instanceof vscode.Location)) return [];
		const { start, end } = value.range;
		const range = {
			startLineNumber: start.line + 1,
			startColumn: start.character + 1,
			endLineNumber: end.line + 1,
			endColumn: end.character + 1,
		};
		return [{ uri: value.uri, range }];
	});
	return {
		command: openChat,
		title: plain`Retry`,
		arguments: [
			{ query: `@${handle} ${question}`, ...(attachFiles.length > 0 && { attachFiles }) },
		],
	};
}

/** What a failure is in people's words, with the button that helps. */
export function explain(
	error: unknown,
	{
		handle,
		model,
		request,
		hasBegun,
	}: Pick<Circumstances, 'handle' | 'model' | 'request' | 'hasBegun'>,
): Explanation {
	const { name } = model;
	const retry = askAgain(handle, request.prompt, request.references);
	if (error instanceof UselessAnswer) return { message: ownMessage(error), button: retry };
	if (error instanceof UserError) {
		return { message: ownMessage(error), ...(error.remedy && { button: error.remedy }) };
	}
	const fault = providerFault(signsOf(error));
	if (fault === 'quota') {
		return {
			message: plain`The quota for ${name} is used up, or too much was asked in a short time. Wait a while, or choose another model.`,
			button: pickModel,
		};
	}
	if (error instanceof vscode.LanguageModelError) {
		switch (error.code) {
			case vscode.LanguageModelError.NotFound.name:
				return {
					message: plain`${name} is no longer available. Choose another model and ask again.`,
					button: pickModel,
				};
			case vscode.LanguageModelError.NoPermissions.name:
				return {
					message: plain`SvelteKit Agents has no permission to use ${name}. Allow it under Manage Model Access, or choose another model.`,
					button: allowModel,
				};
			case vscode.LanguageModelError.Blocked.name:
				return {
					message: plain`${name} refused the request: a quota is used up or the content is blocked. Wait a while, or choose another model.`,
					button: pickModel,
				};
		}
	}
	if (fault === 'key') {
		return {
			message: plain`The server of ${name} did not accept the key. Correct it in VS Code’s list of models, or choose another model.`,
			button: manageModels,
		};
	}
	if (fault === 'tooLong') {
		return {
			message: plain`What was sent is longer than ${name} takes, or than its server was started for. Ask shorter in a new chat, choose a larger model, or correct its limits in VS Code’s list of models.`,
			button: pickModel,
		};
	}
	if (fault === 'cutOff') {
		return {
			message: plain`${name} has written as much as it may in one answer. Let it continue, or choose another model.`,
			button: { ...askAgain(handle, 'Continue.'), title: plain`Continue` },
		};
	}
	const reason = reasonOf(error);
	if (fault === 'unreadable' && !hasBegun) {
		return {
			message: plain`${name} sent something that is no answer (${reason}). Ask again.`,
			button: retry,
		};
	}
	if (hasBegun) {
		return { message: plain`${name} stopped answering (${reason}). Ask again.`, button: retry };
	}
	if (fault === 'network') {
		return { message: plain`${name} could not be reached (${reason}). Ask again.`, button: retry };
	}
	return {
		message: plain`${name} could not answer (${reason}). The log has the details.`,
		button: showLog,
	};
}

/** Names, codes and messages of an error and of what caused it. */
export function signsOf(error: unknown): readonly string[] {
	const signs: string[] = [];
	let each: unknown = error;
	for (let depth = 0; depth < 4 && typeof each === 'object' && each !== null; depth++) {
		const { name, code, message, cause } = each as Readonly<Record<string, unknown>>;
		signs.push(...[name, code, message].filter((sign) => typeof sign === 'string'));
		each = cause;
	}
	return signs;
}

/** A message of this extension, which may quote what a tool or a provider said. */
function ownMessage({ message }: UserError): PlainText {
	return plainLine(message, 500);
}

/** The error's own first line without its last full stop. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	const text = hasMessage(cause) ? cause.message : typeof cause === 'string' ? cause : '';
	const line = plainLine(faultReason(text));
	return line === '' ? 'the reason is unknown' : line.replace(/\.$/, '');
}

/** Errors from another process arrive as plain objects. */
function hasMessage(value: unknown): value is { readonly message: string } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'message' in value &&
		typeof value.message === 'string'
	);
}
