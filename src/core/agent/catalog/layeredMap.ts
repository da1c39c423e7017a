/**
 * A map that can have another one below it: what it was not told itself, the other one knows. So a
 * change of a few entries of a large map costs as much as these few, and leaves that map as it is.
 */
export class LayeredMap<V> {
	readonly #below: LayeredMap<V> | undefined;
	readonly #own = new Map<string, V | undefined>();

	constructor(below?: LayeredMap<V>) {
		this.#below = below;
	}

	get(key: string): V | undefined {
		const own = this.#own.get(key);
		if (own !== undefined || !this.#below || this.#own.has(key)) return own;
		return this.#below.get(key);
	}

	/** @param value `undefined` takes the entry out */
	set(key: string, value: V | undefined): void {
		if (value === undefined && !this.#below) this.#own.delete(key);
		else this.#own.set(key, value);
	}

	/** Whether the value of a key was set in this map and not in one below. */
	owns(key: string): boolean {
		return this.#own.has(key);
	}

	/** The keys that were set in this map. */
	get ownKeys(): Iterable<string> {
		return this.#own.keys();
	}
}
