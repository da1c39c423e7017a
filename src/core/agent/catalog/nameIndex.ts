import { SortedLists } from './sortedLists.ts';

/** What an agent can be called, each way as `nameKey` writes it; the first goes before the others. */
export interface Callings {
	readonly handle: readonly string[];
	readonly names: readonly string[];
	readonly stems: readonly string[];
}

const ways = ['handle', 'names', 'stems'] as const;

/** Which handles a name can mean; layered like `LayeredMap`. */
export class NameIndex {
	readonly #handles: Readonly<Record<(typeof ways)[number], SortedLists>>;

	constructor(below?: NameIndex) {
		this.#handles = {
			handle: new SortedLists(below && below.#handles.handle),
			names: new SortedLists(below && below.#handles.names),
			stems: new SortedLists(below && below.#handles.stems),
		};
	}

	/** Tells how the agent of a handle was called before and is now. */
	change(handle: string, before: Callings | undefined, now: Callings | undefined): void {
		for (const way of ways) {
			for (const key of before?.[way] ?? []) this.#handles[way].remove(key, handle);
			for (const key of now?.[way] ?? []) if (key !== '') this.#handles[way].add(key, handle);
		}
	}

	/** The handle that a key means best; of several that it means alike, the first. */
	find(key: string): string | undefined {
		for (const way of ways) {
			const [handle] = this.#handles[way].get(key);
			if (handle !== undefined) return handle;
		}
		return undefined;
	}
}
