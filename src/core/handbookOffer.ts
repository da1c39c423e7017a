/** What the chat has selected, as far as that is known. */
export interface Selection {
	readonly selects: 'handbook' | 'other' | undefined;
	become(value: 'handbook' | 'other'): void;
}

/** What a list of the language models says. */
export interface Listed {
	/** Whether other vendors have models. */
	readonly others: boolean;
	readonly handbook: boolean;
	/** Whether all vendors have answered. */
	readonly isComplete: boolean;
}

/**
 * Decides when the handbook is offered as a model, and when the chat must be moved away from it: when
 * it goes while it is selected, as VS Code would keep it selected and refuse every question.
 */
export class HandbookOffer {
	readonly #selection: Selection;
	#setting: string;
	/** Who has not answered yet may still be slow. */
	#isStarting = true;
	// Not before it is known whether there are others: else the chat would start with the handbook
	// selected.
	#standsIn = false;
	#isOffered = false;
	/** The handbook has been taken back, and the chat has not been seen to since. */
	#isLeaving = false;

	/** @param setting the value of `sveltekitAgents.handbook` */
	constructor(selection: Selection, setting: string) {
		this.#selection = selection;
		this.#setting = setting;
		this.#update();
	}

	get isOffered(): boolean {
		return this.#isOffered;
	}

	/** Takes another value of the setting. */
	set(setting: string): void {
		this.#setting = setting;
		this.#update();
	}

	/** Waits no longer for vendors that have not answered since the start. */
	endStart(): void {
		if (!this.#isStarting) return;
		this.#isStarting = false;
		this.#standsIn = true;
		this.#update();
	}

	/** Takes a list of models. Returns whether the chat must be moved to one of the others. */
	take({ others, handbook, isComplete }: Listed): boolean {
		if (!others && !isComplete && this.#isStarting) return false;
		this.#isStarting = false;
		const stood = this.#isOffered && handbook;
		this.#standsIn = !others;
		this.#update();
		if (!others) return false;
		if (this.#selection.selects === undefined) {
			// Where the handbook was all there was, and goes now, nothing else can be selected.
			this.#selection.become(stood && !this.#isOffered ? 'handbook' : 'other');
		}
		if (!this.#isLeaving || handbook) return false;
		this.#isLeaving = false;
		const moves = this.#selection.selects === 'handbook';
		if (moves) this.#selection.become('other');
		return moves;
	}

	#update(): void {
		const offer = this.#setting === 'always' || (this.#setting === 'auto' && this.#standsIn);
		if (offer === this.#isOffered) return;
		this.#isLeaving = this.#isOffered;
		this.#isOffered = offer;
	}
}
