import { LayeredMap } from './layeredMap.ts';

/** Sorted lists of texts by key, each text once; layered like `LayeredMap`. */
export class SortedLists {
	readonly #lists: LayeredMap<string[]>;

	constructor(below?: SortedLists) {
		this.#lists = new LayeredMap(below && below.#lists);
	}

	/** Empty where there is none. */
	get(key: string): readonly string[] {
		return this.#lists.get(key) ?? [];
	}

	add(key: string, text: string): void {
		const list = this.#ownList(key);
		const at = placeIn(list, text);
		if (list[at] !== text) list.splice(at, 0, text);
	}

	remove(key: string, text: string): void {
		const at = placeIn(this.get(key), text);
		if (this.get(key)[at] !== text) return;
		const list = this.#ownList(key);
		list.splice(at, 1);
		if (list.length === 0) this.#lists.set(key, undefined);
	}

	#ownList(key: string): string[] {
		const known = this.#lists.get(key);
		if (known && this.#lists.owns(key)) return known;
		const list = [...(known ?? [])];
		this.#lists.set(key, list);
		return list;
	}
}

/** The index of a text in a sorted list, or where it would be. */
export function placeIn(list: readonly string[], text: string): number {
	return firstIndex(list.length, (i) => (list[i] ?? '') >= text);
}

/** The first index below `length` from which on `holds` is true of all; `length` if of none. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
	let [low, high] = [0, length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
