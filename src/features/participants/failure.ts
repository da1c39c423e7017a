import * as vscode from 'vscode';
import { UserError } from '../../host/run.ts';
import { commandIds } from '../../ids.ts';

interface Circumstances {
	readonly handle: string;
	readonly model: vscode.LanguageModelChat;
	readonly stream: vscode.ChatResponseStream;
	readonly token: vscode.CancellationToken;
	readonly log: vscode.LogOutputChannel;
	readonly request: vscode.ChatRequest;
	/** A part of the answer stands in the chat. */
	readonly hasBegun: boolean;
}

interface Explanation {
	readonly message: string;
	readonly button?: vscode.Command;
}

/** The model said nothing and called for nothing. */
export class EmptyAnswer extends UserError {}

const pickModel: vscode.Command = {
	command: 'workbench.action.chat.openModelPicker',
	title: 'Choose a Model',
};
const allowModel: vscode.Command = {
	command: 'workbench.action.chat.manageLanguageModelAuthentication',
	title: 'Manage Model Access',
};
const showLog: vscode.Command = { command: commandIds.showLog, title: 'Show Log' };

/**
 * Turns what a request threw into the result that VS Code shows as an error: one sentence that says
 * what to do, with a button where a command helps. The whole error goes to the log. A request that
 * the user cancelled is no failure.
 */
export function reportFailure(error: unknown, circumstances: Circumstances): vscode.ChatResult {
	const { handle, model, stream, token, log } = circumstances;
	if (token.isCancellationRequested || isCancellation(error)) return {};
	log.error(`@${handle} with ${model.vendor}/${model.id}:`, error);
	const { message, button } = explain(error, circumstances);
	if (button) stream.button(button);
	return { errorDetails: { message } };
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
): vscode.Command {
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
		command: 'workbench.action.chat.open',
		title: 'Retry',
		arguments: [
			{ query: `@${handle} ${question}`, ...(attachFiles.length > 0 && { attachFiles }) },
		],
	};
}

function explain(error: unknown, { handle, model, request, hasBegun }: Circumstances): Explanation {
	const { name } = model;
	const retry = askAgain(handle, request.prompt, request.references);
	if (error instanceof EmptyAnswer) return { message: error.message, button: retry };
	if (error instanceof UserError) return { message: error.message };
	if (isQuota(error)) {
		return {
			message: `The quota for ${name} is used up, or too much was asked in a short time. Wait a while, or choose another model.`,
			button: pickModel,
		};
	}
	if (error instanceof vscode.LanguageModelError) {
		switch (error.code) {
			case vscode.LanguageModelError.NotFound.name:
				return {
					message: `${name} is no longer available. Choose another model and ask again.`,
					button: pickModel,
				};
			case vscode.LanguageModelError.NoPermissions.name:
				return {
					message: `SvelteKit Agents has no permission to use ${name}. Allow it under Manage Model Access, or choose another model.`,
					button: allowModel,
				};
			case vscode.LanguageModelError.Blocked.name:
				return {
					message: `${name} refused the request: a quota is used up or the content is blocked. Wait a while, or choose another model.`,
					button: pickModel,
				};
		}
	}
	if (hasBegun || isNetwork(error)) {
		const what = hasBegun ? `The answer of ${name} broke off` : `${name} could not be reached`;
		return {
			message: `${what}: ${reasonOf(error)} Try again; the log has the details.`,
			button: retry,
		};
	}
	return {
		message: `${name} could not answer: ${reasonOf(error)} Ask again; the log has the details.`,
		button: showLog,
	};
}

/** Providers say it in their own ways: by a name, by a code of the cause, or in words. */
function isQuota(error: unknown): boolean {
	return signsOf(error).some((sign) => /quota|rate.?limit|too many requests|\b429\b/i.test(sign));
}

function isNetwork(error: unknown): boolean {
	return signsOf(error).some((sign) =>
		/\b(?:ECONN\w+|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)\b|fetch failed|socket hang up|network|net::ERR_/i.test(
			sign,
		),
	);
}

/** Names, codes and messages of an error and of what caused it. */
function signsOf(error: unknown): readonly string[] {
	const signs: string[] = [];
	let each: unknown = error;
	for (let depth = 0; depth < 4 && typeof each === 'object' && each !== null; depth++) {
		const { name, code, message, cause } = each as Readonly<Record<string, unknown>>;
		signs.push(...[name, code, message].filter((sign) => typeof sign === 'string'));
		each = cause;
	}
	return signs;
}

/** The error's own first line as one short sentence. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	const text = hasMessage(cause) ? cause.message : typeof cause === 'string' ? cause : '';
	const line = (text.trim().split('\n')[0] ?? '').slice(0, 200).trim();
	if (line === '') return 'the reason is unknown.';
	return /[.!?]$/.test(line) ? line : `${line}.`;
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
