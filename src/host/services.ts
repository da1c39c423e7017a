import type * as vscode from 'vscode';
import type { AgentLibrary } from './agents/agentLibrary.ts';
import type { FileChanges } from './fileChanges.ts';
import { Lazy } from './lazy.ts';
import { RunningAnswers } from './runningAnswers.ts';
import type { ProjectContext } from './project/projectContext.ts';
import type { ProjectReader } from './project/projectReader.ts';

/**
 * What features share. Each part, and the code for it, is loaded when a feature first asks; all
 * features get the same one.
 */
export class Services implements vscode.Disposable {
	readonly extensionUri: vscode.Uri;
	readonly #makeLog: () => vscode.LogOutputChannel;
	#log: vscode.LogOutputChannel | undefined;
	readonly answers = new RunningAnswers();

	readonly agents: Lazy<AgentLibrary> = new Lazy(async () => {
		const { AgentLibrary: Library } = await import('./agents/agentLibrary.ts');
		return new Library(this.extensionUri, this.log);
	});

	readonly changes: Lazy<FileChanges> = new Lazy(async () => {
		const { FileChanges: Changes } = await import('./fileChanges.ts');
		return new Changes();
	});

	readonly projects: Lazy<ProjectReader> = new Lazy(async () => {
		const { ProjectReader: Reader } = await import('./project/projectReader.ts');
		return new Reader();
	});

	readonly projectContext: Lazy<ProjectContext> = new Lazy(async () => {
		const { ProjectContext: Context } = await import('./project/projectContext.ts');
		return new Context(await this.projects.get());
	});

	constructor(extensionUri: vscode.Uri, makeLog: () => vscode.LogOutputChannel) {
		this.extensionUri = extensionUri;
		this.#makeLog = makeLog;
	}

	/** Made when it is first asked for: start-up does not wait for it. */
	get log(): vscode.LogOutputChannel {
		return (this.#log ??= this.#makeLog());
	}

	dispose(): void {
		this.agents.dispose();
		this.projects.dispose();
		this.changes.dispose();
		this.#log?.dispose();
	}
}
