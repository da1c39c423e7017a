import * as vscode from 'vscode';
import { listModels, type ModelList } from './languageModels.ts';

/** The first pause before models are listed again of which not all were told, in ms; it doubles. */
const shortestPause = 1_000;
const longestPause = 300_000;
/** A list that is younger is not asked for again because VS Code asks for a part of it, in ms. */
const freshness = 5_000;

/**
 * Lists the language models of VS Code when they may have changed, one time after the other, and again
 * after a while where a provider did not answer: nothing tells when such a one is removed.
 */
export class ModelWatch implements vscode.Disposable {
	readonly #found: (list: ModelList) => void;
	readonly #log: vscode.LogOutputChannel;
	readonly #subscription: vscode.Disposable;
	#isLooking = false;
	#again = false;
	#isDisposed = false;
	#endedAt = 0;
	#pause = shortestPause;
	#timer: NodeJS.Timeout | undefined;

	/** @param found is told each list as it comes; what it throws is logged */
	constructor(found: (list: ModelList) => void, log: vscode.LogOutputChannel) {
		this.#found = found;
		this.#log = log;
		this.#subscription = vscode.Disposable.from(
			vscode.lm.onDidChangeChatModels(() => this.look()),
			vscode.extensions.onDidChange(() => this.look()),
		);
	}

	/** Lists the models now, or once more after the list that is under way. */
	look(): void {
		this.#again = true;
		if (!this.#isLooking) void this.#look();
	}

	/**
	 * Lists the models where that was done a while ago. To be called when VS Code asks for models: most
	 * likely somebody wants to see or use them, and that one has gone is not told by all.
	 */
	lookIfStale(): void {
		if (!this.#isLooking && performance.now() - this.#endedAt > freshness) this.look();
	}

	dispose(): void {
		this.#isDisposed = true;
		clearTimeout(this.#timer);
		this.#subscription.dispose();
	}

	async #look(): Promise<void> {
		this.#isLooking = true;
		clearTimeout(this.#timer);
		let isComplete = false;
		while (this.#again && !this.#isDisposed) {
			this.#again = false;
			isComplete = await this.#list();
		}
		this.#isLooking = false;
		this.#endedAt = performance.now();
		if (this.#isDisposed) return;
		if (isComplete) {
			this.#pause = shortestPause;
		} else {
			this.#timer = setTimeout(() => this.look(), this.#pause);
			this.#pause = Math.min(this.#pause * 2, longestPause);
		}
	}

	/** Whether all models were told. */
	async #list(): Promise<boolean> {
		try {
			const list = await listModels();
			if (!this.#isDisposed) this.#found(list);
			return list.isComplete;
		} catch (error) {
			this.#log.error('Could not list the language models:', error);
			return false;
		}
	}
}
