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
		const known = this.#lists.get(key);
		// Most lists have one text: an array that has grown would have room for many.
		if (!known) return this.#lists.set(key, [text]);
		const list = this.#ownList(key, known);
		const at = placeIn(list, text);
		if (list[at] !== text) list.splice(at, 0, text);
	}

	remove(key: string, text: string): void {
		const known = this.#lists.get(key);
		const at = known ? placeIn(known, text) : -1;
		if (known?.[at] !== text) return;
		if (known.length === 1) this.#lists.set(key, undefined);
		else this.#ownList(key, known).splice(at, 1);
	}

	/** The list of a key as one that may be changed: that of the lists below stays as it is. */
	#ownList(key: string, known: string[]): string[] {
		if (this.#lists.owns(key)) return known;
		const list = [...known];
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
