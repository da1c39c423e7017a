/** So many are sorted at once: about a millisecond. */
const runLength = 2_048;

/** Texts that are put in order a bit at a time, however many there are. */
export class SortedTexts implements Iterable<string> {
	readonly #runs: (readonly string[])[] = [];
	#last: string[] = [];

	add(text: string): void {
		this.#last.push(text);
		if (this.#last.length < runLength) return;
		this.#runs.push(this.#last.toSorted());
		this.#last = [];
	}

	/** All of them in the order of their UTF-16 units. */
	*[Symbol.iterator](): Iterator<string> {
		const runs = [...this.#runs, this.#last.toSorted()].map((texts) => ({ texts, at: 0 }));
		for (;;) {
			let first: { readonly texts: readonly string[]; at: number } | undefined;
			let least: string | undefined;
			for (const run of runs) {
				const next = run.texts[run.at];
				if (next === undefined || (least !== undefined && next >= least)) continue;
				[first, least] = [run, next];
			}
			if (!first || least === undefined) return;
			first.at++;
			yield least;
		}
	}
}

/** The first of many things in the order of their names. It never holds more than twice as many. */
export class FirstByName<T extends { readonly name: string }> {
	readonly #most: number;
	#kept: T[] = [];
	#count = 0;

	/** @param most how many are kept */
	constructor(most: number) {
		this.#most = most;
	}

	add(thing: T): void {
		this.#count++;
		this.#kept.push(thing);
		if (this.#kept.length >= this.#most * 2) this.#kept = this.#first();
	}

	/** How many there were. */
	get count(): number {
		return this.#count;
	}

	get first(): readonly T[] {
		return this.#first();
	}

	#first(): T[] {
		return this.#kept.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, this.#most);
	}
}
