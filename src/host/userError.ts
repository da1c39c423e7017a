/** A failure whose message is fit to show: it says what is wrong and what to do. */
export class UserError extends Error {
	override readonly name = 'UserError';
}
