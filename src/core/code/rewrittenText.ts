import type { TextRange } from '../text/range.ts';

interface Change extends TextRange {
	readonly newText: string;
	/** Of changes at one place: what closes comes first, what opens next, what replaces last. */
	readonly rank: number;
	readonly order: number;
}

/**
 * A text with changes that nest. What opens at one place stands in the order in which it was added,
 * what closes in the reverse order: callers go from the outer to the inner. Changes inside of what is
 * replaced are left out.
 */
export class RewrittenText {
	readonly #text: string;
	readonly #changes: Change[] = [];

	constructor(text: string) {
		this.#text = text;
	}

	get isChanged(): boolean {
		return this.#changes.length > 0;
	}

	open(at: number, newText: string): void {
		this.#add({ start: at, end: at }, newText, 1);
	}

	close(at: number, newText: string): void {
		this.#add({ start: at, end: at }, newText, 0);
	}

	replace(range: TextRange, newText: string): void {
		this.#add(range, newText, 2);
	}

	#add({ start, end }: TextRange, newText: string, rank: number): void {
		const { length } = this.#changes;
		this.#changes.push({ start, end, newText, rank, order: rank === 0 ? -length : length });
	}

	toString(): string {
		const ordered = this.#changes.toSorted(
			(a, b) => a.start - b.start || a.rank - b.rank || b.end - a.end || a.order - b.order,
		);
		const parts: string[] = [];
		let position = 0;
		for (const { start, end, newText } of ordered) {
			if (start < position) continue;
			parts.push(this.#text.slice(position, start), newText);
			position = end;
		}
		parts.push(this.#text.slice(position));
		return parts.join('');
	}
}
