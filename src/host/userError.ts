import type { ShownCommand } from './shownCommand.ts';

/** A failure whose message is fit to show: it says what is wrong and what to do. */
export class UserError extends Error {
	override readonly name = 'UserError';
	/** What helps. */
	readonly remedy: ShownCommand | undefined;

	constructor(
		message: string,
		options?: ErrorOptions & { readonly remedy?: ShownCommand | undefined },
	) {
		super(message, options);
		this.remedy = options?.remedy;
	}
}
