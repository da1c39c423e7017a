import * as vscode from 'vscode';
import { AgentIndex } from '../../host/agents/agentLibrary.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { registerAgentCommands } from './agentCommands.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCompletion } from './agentCompletions.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { DocumentCache } from './documentCache.ts';
import { EditorSurroundings } from './editorSurroundings.ts';
import { registerHover } from './hover.ts';
import type { LanguageContext, LanguageDeps } from './languageContext.ts';
import { registerLens } from './lens.ts';
import { registerNavigation } from './navigation.ts';
import { ProblemCache } from './problemCache.ts';
import { registerSymbols } from './outline.ts';

/** Starts every language feature; called once, when the first agent file is open. */
export function startLanguageFeatures(deps: LanguageDeps): vscode.Disposable {
	const agents = new AgentIndex(deps.extensionUri, deps.log);
	const context: LanguageContext = { ...deps, documents: new DocumentCache(), agents };
	const surroundings = new EditorSurroundings(agents, deps.log);
	const problems = new ProblemCache(context.documents, surroundings);
	return vscode.Disposable.from(
		agents,
		surroundings,
		registerDiagnostics(context, problems, surroundings),
		registerCodeActions(problems),
		registerHover(context, surroundings),
		registerCompletion(context, surroundings),
		registerSymbols(context, surroundings),
		registerNavigation(context, surroundings),
		registerLens(context, surroundings),
		registerAgentCommands(context, vscodeDialogs),
	);
}
