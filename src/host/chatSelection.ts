import type * as vscode from 'vscode';
import { isHandbook } from '../core/capabilities/handbookModel.ts';

/** What VS Code's command that selects a model wants to know of it. */
export type ModelName = Pick<vscode.LanguageModelChat, 'vendor' | 'id' | 'family'>;

const key = 'chat.selects';

/**
 * What is known of the model that is selected in the chat. VS Code tells it with each question to an
 * agent and at no other time, so it is remembered, also for the next window.
 */
export class ChatSelection {
	/** The model that was selected for a question last and is not the handbook. */
	lastOther: ModelName | undefined;
	readonly #memory: vscode.Memento;

	constructor(memory: vscode.Memento) {
		this.#memory = memory;
	}

	/** `undefined` while nobody has asked and no other model has been there. */
	get selects(): 'handbook' | 'other' | undefined {
		const value = this.#memory.get(key);
		return value === 'handbook' || value === 'other' ? value : undefined;
	}

	/** Notes what the selection is now taken to be. */
	become(value: 'handbook' | 'other'): void {
		if (this.selects !== value) void this.#memory.update(key, value);
	}

	/** Notes the model that is selected while a question is asked. */
	asked({ vendor, id, family }: ModelName): void {
		const isOther = !isHandbook({ vendor });
		this.become(isOther ? 'other' : 'handbook');
		if (isOther) this.lastOther = { vendor, id, family };
	}
}
