import type * as vscode from 'vscode';
import type { Dialogs } from '../../src/host/dialogs.ts';
import type { EnterText } from '../../src/host/enterText.ts';

/** Answers what a test has prepared, in order, and keeps what was asked. */
export class PreparedDialogs implements Dialogs {
	readonly asked: string[] = [];
	readonly #answers: (string | undefined)[];

	/** @param answers the button or the start of the item's label that is chosen, `undefined` to dismiss */
	constructor(...answers: (string | undefined)[]) {
		this.#answers = answers;
	}

	async ask(message: string, buttons: readonly string[]): Promise<string | undefined> {
		return this.#answer(`${message} [${buttons.join('] [')}]`, buttons, (button) => button);
	}

	/** A message that the next answer is not for goes away by itself. */
	async tell(message: string, buttons: readonly string[] = []): Promise<string | undefined> {
		const [next] = this.#answers;
		const isFor = next === undefined || buttons.some((button) => button.includes(next));
		if (buttons.length > 0 && this.#answers.length > 0 && isFor) return this.ask(message, buttons);
		this.asked.push(buttons.length > 0 ? `${message} [${buttons.join('] [')}]` : message);
		return undefined;
	}

	/** An empty answer takes what stands there. */
	readonly enter: EnterText = async ({ title, value, faultOf }) => {
		this.asked.push(`${title} ${value}`);
		if (this.#answers.length === 0) throw new Error(`No answer is prepared for: ${title}`);
		const answer = this.#answers.shift();
		if (answer === undefined) return undefined;
		const text = answer === '' ? value : answer;
		const fault = faultOf(text);
		if (fault !== undefined) throw new Error(`“${text}” is refused: ${fault}`);
		return text;
	};

	async choose<T extends vscode.QuickPickItem>(
		items: readonly T[],
		{ placeHolder }: vscode.QuickPickOptions,
	): Promise<T | undefined> {
		const labels = items.map(({ label }) => label);
		return this.#answer(`${placeHolder} ${labels.join(' | ')}`, items, ({ label }) => label);
	}

	#answer<T>(
		question: string,
		options: readonly T[],
		textOf: (option: T) => string,
	): T | undefined {
		this.asked.push(question);
		if (this.#answers.length === 0) throw new Error(`No answer is prepared for: ${question}`);
		const answer = this.#answers.shift();
		if (answer === undefined) return undefined;
		const found = options.find((option) => textOf(option).includes(answer));
		if (!found) throw new Error(`“${answer}” cannot be chosen: ${question}`);
		return found;
	}
}
