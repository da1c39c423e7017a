import * as vscode from 'vscode';
import { canBeAgentDocument } from '../../core/agent/agentPlace.ts';
import { Lazy } from '../../host/lazy.ts';
import { registerCommand } from '../../host/commands.ts';
import type { Services } from '../../host/services.ts';
import type * as commands from './agentCommands.ts';
import { commandIds, problemScheme } from '../../ids.ts';

/**
 * Makes agent files pleasant to write: problems with fixes, hover, completion and navigation. All of
 * it is loaded when the first agent file is opened, or markdown that may mention one.
 */
export function registerLanguage(services: Services): vscode.Disposable {
	let isStarted = false;
	const providers = new Lazy(async () => {
		const [{ createLanguageProviders }, agents] = await Promise.all([
			import('./languageProviders.ts'),
			services.agents.get(),
		]);
		return createLanguageProviders(services, agents);
	});
	const start = (document: vscode.TextDocument): void => {
		if (isStarted) return;
		const { uri, languageId, isUntitled } = document;
		const canBeAgent = canBeAgentDocument({ path: uri.path, languageId, isUntitled });
		if (!canBeAgent && !mayMentionAgents(document)) return;
		isStarted = true;
		providers.get().catch((error: unknown) => services.log.error('Language features:', error));
	};
	const opening = vscode.workspace.onDidOpenTextDocument(start);
	for (const document of vscode.workspace.textDocuments) start(document);
	return vscode.Disposable.from(
		opening,
		providers,
		registerAgentCommands(services),
		registerProblemPages(services),
	);
}

/** Gives VS Code the pages that explain problems, also those that were open when it was last closed. */
function registerProblemPages({ extensionUri }: Services): vscode.Disposable {
	const pages = new Lazy(async () => {
		const { ProblemPages } = await import('./problemPages.ts');
		return new ProblemPages(extensionUri);
	});
	return vscode.workspace.registerTextDocumentContentProvider(problemScheme, {
		async provideTextDocumentContent(uri, token) {
			const loaded = await pages.get();
			return token.isCancellationRequested ? undefined : loaded.textOf(uri);
		},
	});
}

const agentCommands = [
	'ask',
	'askAgent',
	'openAgent',
	'createAgent',
	'copyToWorkspace',
	'renameAgent',
	'showAbout',
] as const;

/** The commands of the palette, links, lenses, buttons and the view that are about an agent. */
function registerAgentCommands({ agents, log }: Services): vscode.Disposable {
	const load = async (): Promise<typeof commands> =>
		(await import('./languageProviders.ts')).agentCommands;
	return vscode.Disposable.from(
		...agentCommands.map((name) =>
			registerCommand(commandIds[name], log, async (argument) => {
				const loaded = await load();
				await loaded[name](await agents.get(), argument);
			}),
		),
		registerCommand(commandIds.goToPattern, log, async (path) => {
			const { goToPattern } = await load();
			await goToPattern(await agents.get(), String(path));
		}),
	);
}

/** Whether a hover over an `@handle` may come; all markdown has them. */
function mayMentionAgents(document: vscode.TextDocument): boolean {
	return document.languageId === 'markdown' && /(?<![\w@./-])@[a-z]/i.test(document.getText());
}
