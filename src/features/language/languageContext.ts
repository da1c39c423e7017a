import type * as vscode from 'vscode';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { DocumentCache } from './documentCache.ts';

/** What all language features share. */
export interface LanguageContext {
	readonly log: vscode.LogOutputChannel;
	readonly documents: DocumentCache;
	readonly agents: AgentLibrary;
}
