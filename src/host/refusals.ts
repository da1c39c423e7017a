/** So long a “no” counts where nothing tells that the user has asked for something new. */
const lasting = 5 * 60_000;

/**
 * What the user has said no to. It holds until an agent is asked the next question, so that nobody is
 * asked again and again about one file under ever new names. Agents of others tell nothing of their
 * questions: for them it holds for some minutes.
 */
export class Refusals {
	/** When each was refused, in milliseconds. */
	readonly #since = new Map<string, number>();
	readonly #now: () => number;

	/** @param now the time in milliseconds */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	add(what: string): void {
		this.#since.set(what, this.#now());
	}

	has(what: string): boolean {
		const since = this.#since.get(what);
		return since !== undefined && this.#now() - since < lasting;
	}

	/** A question begins: the user may have changed their mind. */
	forget(): void {
		this.#since.clear();
	}
}
