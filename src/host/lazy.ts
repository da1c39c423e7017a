import type * as vscode from 'vscode';

/** Something that is made when it is first asked for, and once. */
export class Lazy<T> implements vscode.Disposable {
	readonly #make: () => Promise<T>;
	#made: Promise<T> | undefined;

	constructor(make: () => Promise<T>) {
		this.#make = make;
	}

	/** Rejects when it cannot be made; the next one who asks tries again. */
	async get(): Promise<T> {
		if (!this.#made) {
			this.#made = this.#make();
			this.#made.catch(() => (this.#made = undefined));
		}
		return this.#made;
	}

	/** Disposes of what was made, if that can be, also when it is still being made. */
	dispose(): void {
		this.#made?.then(
			(made) => {
				if (isDisposable(made)) made.dispose();
			},
			// Who asked for it has heard of the failure.
			() => undefined,
		);
	}
}

function isDisposable(value: unknown): value is vscode.Disposable {
	return (
		typeof value === 'object' &&
		value !== null &&
		'dispose' in value &&
		typeof value.dispose === 'function'
	);
}
