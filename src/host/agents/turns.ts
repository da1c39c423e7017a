/** Lets so many tasks run at the same time; the others wait for their turn, in order. */
export class Turns {
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(most: number) {
		this.#free = most;
	}

	async take<T>(task: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		try {
			return await task();
		} finally {
			// The place goes to the next one, or is free again.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free++;
		}
	}
}
