import * as vscode from 'vscode';
import { AgentLibrary } from '../../src/host/agents/agentLibrary.ts';
import { recordingLog } from './answering.ts';
import { extensionPath } from './bundledFiles.ts';

/** A library of the extension under test and of what this window has open. */
export function newLibrary(logged: string[] = []): AgentLibrary {
	return new AgentLibrary(vscode.Uri.file(extensionPath()), recordingLog(logged));
}

/** Resolves when something holds of a library; it is looked at again after each change. */
export async function until(library: AgentLibrary, holds: () => boolean): Promise<void> {
	await library.ready;
	await new Promise<void>((resolve) => {
		const look = (): void => {
			if (!holds()) return;
			subscription.dispose();
			resolve();
		};
		const subscription = library.onDidChange(look);
		look();
	});
}
