import type * as vscode from 'vscode';

/** State of an extension that lasts as long as its test. */
export class MemoryState implements vscode.Memento {
	readonly #values = new Map<string, unknown>();
	readonly keys = (): readonly string[] => [...this.#values.keys()];
	readonly get = <T>(key: string, other?: T): T => (this.#values.get(key) ?? other) as T;
	readonly update = async (key: string, value: unknown): Promise<void> => {
		this.#values.set(key, value);
	};
}
