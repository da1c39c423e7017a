/**
 * What the user has been asked to consent to. VS Code runs a tool only when the user has said yes to
 * what `prepare` showed, so that a call of which nothing was shown has no consent.
 */
export class Consent<T> {
	readonly #shown: { readonly key: string; readonly what: T }[] = [];

	/** Notes that the user is being asked about an input; `what` was shown. */
	show(input: object, what: T): void {
		this.#shown.push({ key: inputKey(input), what });
		// What the user declines is never taken.
		if (this.#shown.length > mostShown) this.#shown.shift();
	}

	/** What was shown last for an input, once for each time; `undefined` where nothing was. */
	take(input: object): T | undefined {
		const at = this.#shown.findLastIndex(({ key }) => key === inputKey(input));
		return at === -1 ? undefined : this.#shown.splice(at, 1)[0]?.what;
	}
}

const mostShown = 50;

/** Tells inputs of tools apart, in whatever order their keys are. */
export function inputKey(input: object): string {
	return JSON.stringify(Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
