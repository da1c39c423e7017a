import type * as vscode from 'vscode';
import type { AgentIndex } from '../../host/agents/agentLibrary.ts';
import type { DocumentCache } from './documentCache.ts';

/** What the language features need from outside. */
export interface LanguageDeps {
	readonly extensionUri: vscode.Uri;
	readonly log: vscode.LogOutputChannel;
}

/** What all language features share. */
export interface LanguageContext extends LanguageDeps {
	readonly documents: DocumentCache;
	readonly agents: AgentIndex;
}
