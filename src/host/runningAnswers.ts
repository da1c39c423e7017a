/** Counts the answers that are being given. */
export class RunningAnswers {
	#count = 0;
	#waiting: (() => void)[] = [];

	/** @returns what to call when the answer has ended */
	begin(): () => void {
		this.#count++;
		return () => {
			this.#count--;
			if (this.#count > 0) return;
			const waiting = this.#waiting;
			this.#waiting = [];
			for (const go of waiting) go();
		};
	}

	/** Settles when no answer is being given. */
	async idle(): Promise<void> {
		while (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}
}
