import * as vscode from 'vscode';
import { UserError } from '../../host/run.ts';
import { commandIds } from '../../ids.ts';

interface Circumstances {
	readonly handle: string;
	readonly model: vscode.LanguageModelChat;
	readonly stream: vscode.ChatResponseStream;
	readonly token: vscode.CancellationToken;
	readonly log: vscode.LogOutputChannel;
}

interface Explanation {
	readonly message: string;
	readonly button?: vscode.Command;
}

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
export function reportFailure(
	error: unknown,
	{ handle, model, stream, token, log }: Circumstances,
): vscode.ChatResult {
	if (token.isCancellationRequested || error instanceof vscode.CancellationError) return {};
	log.error(`@${handle} with ${model.vendor}/${model.id}:`, error);
	const { message, button } = explain(error, model.name);
	if (button) stream.button(button);
	return { errorDetails: { message } };
}

function explain(error: unknown, modelName: string): Explanation {
	if (error instanceof UserError) return { message: error.message };
	if (error instanceof vscode.LanguageModelError) {
		switch (error.code) {
			case vscode.LanguageModelError.NotFound.name:
				return {
					message: `${modelName} is no longer available. Choose another model and ask again.`,
					button: pickModel,
				};
			case vscode.LanguageModelError.NoPermissions.name:
				return {
					message: `SvelteKit Agents has no permission to use ${modelName}. Allow it under Manage Model Access, or choose another model.`,
					button: allowModel,
				};
			case vscode.LanguageModelError.Blocked.name:
				return {
					message: `${modelName} refused the request: a quota is used up or the content is blocked. Wait a while, or choose another model.`,
					button: pickModel,
				};
		}
	}
	return {
		message: `${modelName} could not answer: ${reasonOf(error)} Ask again; the log has the details.`,
		button: showLog,
	};
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
