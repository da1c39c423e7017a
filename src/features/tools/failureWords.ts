import * as vscode from 'vscode';
import { diskReason } from '../../host/platform/diskReason.ts';
import { ToolError } from './toolError.ts';

/**
 * What a tool may let out: a `ToolError` or a cancellation as it is, and everything else as a sentence
 * for a model. Messages of Node and VS Code hold absolute paths, which tell of the user's machine.
 *
 * @param log gets what the sentence leaves out
 */
export function inWords(error: unknown, log?: Pick<vscode.LogOutputChannel, 'error'>): Error {
	if (error instanceof ToolError || error instanceof vscode.CancellationError) return error;
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
