import * as vscode from 'vscode';
import { plain } from '../../core/text/plainText.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import type { ProjectReader } from '../../host/project/projectReader.ts';
import { commandIds } from '../../ids.ts';

/** Whether the offer was made, in any window. */
const madeKey = 'startOffer.made';

export interface StartOfferDeps {
	readonly state: vscode.Memento;
	readonly log: Pick<vscode.LogOutputChannel, 'error'>;
	readonly mayOffer: () => boolean;
	readonly offer: () => Promise<void>;
}

/**
 * Offers the walkthrough once, as soon as a window has a SvelteKit project. Who does not want extensions
 * to open theirs (`workbench.welcomePage.walkthroughs.openOnInstall`) gets no offer.
 */
export class StartOffer implements vscode.Disposable {
	readonly #projects: Pick<ProjectReader, 'all' | 'onDidChange'>;
	readonly #deps: StartOfferDeps;
	readonly #changes: vscode.Disposable;
	#isDisposed = false;

	constructor(projects: Pick<ProjectReader, 'all' | 'onDidChange'>, deps: StartOfferDeps) {
		this.#projects = projects;
		this.#deps = deps;
		this.#changes = projects.onDidChange(() => void this.#look());
		void this.#look();
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#changes.dispose();
	}

	async #look(): Promise<void> {
		try {
			if (!this.#isWanted() || (await this.#projects.all()).length === 0) return;
			// Another change may have come meanwhile.
			if (!this.#isWanted()) return;
			await this.#deps.state.update(madeKey, true);
			this.#changes.dispose();
			await this.#deps.offer();
		} catch (error) {
			this.#deps.log.error('The offer to get started was not made:', error);
		}
	}

	#isWanted(): boolean {
		const { mayOffer, state } = this.#deps;
		return !this.#isDisposed && mayOffer() && state.get<boolean>(madeKey) !== true;
	}
}

/** The offer, as VS Code's dialogs make it. */
export function createStartOffer(
	projects: ProjectReader,
	state: vscode.Memento,
	log: StartOfferDeps['log'],
): StartOffer {
	return new StartOffer(projects, { state, log, mayOffer: mayOfferStart, offer: offerStart });
}

/** Whether the user lets extensions open their walkthroughs. */
function mayOfferStart(): boolean {
	return vscode.workspace
		.getConfiguration('workbench.welcomePage.walkthroughs')
		.get<boolean>('openOnInstall', true);
}

async function offerStart(): Promise<void> {
	const [start, add] = ['Get Started', 'Add Pattern…'];
	const chosen = await vscodeDialogs.tell(
		plain`Agents and code patterns for SvelteKit are here: ask @sveltekit in the chat, or add a pattern that fits this project.`,
		[start, add],
	);
	if (chosen === start) await vscode.commands.executeCommand(commandIds.getStarted);
	if (chosen === add) await vscode.commands.executeCommand(commandIds.insertPattern);
}
