import * as vscode from 'vscode';
import type { ProjectReader } from '../../host/project/projectReader.ts';
import { contextIds } from '../../ids.ts';

/** Keeps VS Code told whether the window has a SvelteKit project: only there it offers single patterns. */
export function keepKitContext(
	projects: Pick<ProjectReader, 'all' | 'onDidChange'>,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	const tell = async (): Promise<void> => {
		try {
			const isThere = (await projects.all()).length > 0;
			await vscode.commands.executeCommand('setContext', contextIds.isSvelteKit, isThere);
		} catch (error) {
			log.error('The projects of this window cannot be read:', error);
		}
	};
	void tell();
	return projects.onDidChange(() => void tell());
}
