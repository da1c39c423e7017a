/** Keeps values by their keys; of more than so many those go that nobody has asked for the longest. */
export class LastUsed<Key, Value> {
	readonly #most: number;
	/** The one that was asked for last at the end. */
	readonly #values = new Map<Key, Value>();

	constructor(most: number) {
		this.#most = most;
	}

	get(key: Key): Value | undefined {
		const value = this.#values.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	set(key: Key, value: Value): void {
		this.#values.delete(key);
		this.#values.set(key, value);
		const [oldest] = this.#values.keys();
		if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
	}

	delete(key: Key): void {
		this.#values.delete(key);
	}
}
