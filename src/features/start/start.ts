import * as vscode from 'vscode';
import { registerCommand } from '../../host/commands.ts';
import type { Services } from '../../host/services.ts';
import { whenQuiet } from '../../host/whenQuiet.ts';
import { commandIds, extensionId, walkthroughId } from '../../ids.ts';

/** Start-up of the window is over, and so are the offers that matter more. */
const patience = 4_000;

/**
 * Registers the ways to the walkthrough and to a model, and offers the walkthrough once, in the first
 * SvelteKit project.
 */
export function registerStart(services: Services, state: vscode.Memento): vscode.Disposable {
	const { log } = services;
	return vscode.Disposable.from(
		registerCommand(commandIds.getStarted, log, async () => {
			await vscode.commands.executeCommand(
				'workbench.action.openWalkthrough',
				`${extensionId}#${walkthroughId}`,
			);
		}),
		registerCommand(commandIds.connectModel, log, async () => {
			const { connectToModel } = await import('./connectHost.ts');
			await connectToModel(services.projects);
		}),
		whenQuiet(log, 'The offer to get started', patience, async () => {
			const { createStartOffer } = await import('./startOffer.ts');
			return createStartOffer(await services.projects.get(), state, log);
		}),
	);
}
