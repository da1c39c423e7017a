import * as vscode from 'vscode';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { Services } from '../../host/services.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCompletion } from './completion.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { DocumentCache } from './documentCache.ts';
import { EditorSurroundings } from './editorSurroundings.ts';
import { registerHover } from './hover.ts';
import type { LanguageContext } from './languageContext.ts';
import { registerLens } from './lens.ts';
import { registerNavigation } from './navigation.ts';
import { ProblemCache } from './problemCache.ts';
import { SavedFiles } from './savedFiles.ts';
import { registerSymbols } from './outline.ts';

export * as agentCommands from './agentCommands.ts';

/** Registers every language feature; called once, when the first agent file is open. */
export function createLanguageProviders(
	{ log }: Services,
	agents: AgentLibrary,
): vscode.Disposable {
	const context: LanguageContext = { log, documents: new DocumentCache(), agents };
	const surroundings = new EditorSurroundings(agents, log);
	const saved = new SavedFiles();
	const problems = new ProblemCache(context.documents, surroundings, saved);
	return vscode.Disposable.from(
		surroundings,
		saved,
		registerDiagnostics(context, problems, surroundings),
		registerCodeActions(problems, context.agents),
		registerHover(context, surroundings),
		registerCompletion(context, surroundings),
		registerSymbols(context, surroundings),
		registerNavigation(context, surroundings),
		registerLens(context, surroundings),
	);
}
