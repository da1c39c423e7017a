import * as vscode from 'vscode';
import { diskReason } from './platform/diskReason.ts';
import { ToolError } from './toolError.ts';
import { UserError } from './userError.ts';

/** A tool whose failures are all in words for a model. */
export function sayingFailures<T>(
	tool: vscode.LanguageModelTool<T>,
	log?: Pick<vscode.LogOutputChannel, 'error'>,
): vscode.LanguageModelTool<T> {
	return {
		async prepareInvocation(options, token) {
			try {
				return await tool.prepareInvocation?.(options, token);
			} catch (error) {
				throw inWords(error, log);
			}
		},
		async invoke(options, token) {
			try {
				const result = await tool.invoke(options, token);
				if (token.isCancellationRequested) throw new vscode.CancellationError();
				return result;
			} catch (error) {
				throw inWords(error, log);
			}
		},
	};
}

/**
 * What a tool may let out: a `ToolError` or a cancellation as it is, what users are told in the same
 * words, and everything else as a sentence for a model. Messages of Node and VS Code hold absolute paths, which tell of the user's machine.
 *
 * @param log gets what the sentence leaves out
 */
export function inWords(error: unknown, log?: Pick<vscode.LogOutputChannel, 'error'>): Error {
	if (error instanceof ToolError || error instanceof vscode.CancellationError) return error;
	if (error instanceof UserError) return new ToolError(error.message, { cause: error });
	// The name that VS Code's own cancellations have.
	if (error instanceof Error && error.name === 'Canceled') return new vscode.CancellationError();
	log?.error('A tool failed:', error);
	const reason = diskReason(error);
	return new ToolError(
		reason === undefined
			? 'The tool failed, for a reason that only the log of the extension tells. Go on without it.'
			: `That is not possible: ${reason}.`,
		{ cause: error },
	);
}
