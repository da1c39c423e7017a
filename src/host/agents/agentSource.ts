import type * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import type { Origin } from '../../core/agent/catalog.ts';
import type { ShownCommand } from '../shownCommand.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';

/** An agent that can be asked, wherever its file is. */
export interface AgentSource {
	/** What it is asked by. */
	readonly handle: string;
	readonly origin: Origin;
	readonly uri: vscode.Uri;
	/** Reads the file as it is now; what follows from it is worked out again when it has changed. */
	read(): Promise<AgentReading>;
}

/** A file with an agent in it, or why there is none, as a sentence for the user. */
export type AgentReading =
	| { readonly document: UsableDocument }
	| {
			readonly document?: never;
			readonly fault: string;
			/** For the log. */
			readonly cause?: unknown;
			/** What helps. */
			readonly remedy?: ShownCommand;
	  };

/** An agent file whose agent can be used. */
export type UsableDocument = AgentDocument & { readonly agent: Agent };
