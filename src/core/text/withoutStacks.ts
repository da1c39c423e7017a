/**
 * Calls a parser whose errors are caught and never shown, so that they need no stack: in a text of
 * many broken parts the stacks take longer than the reading. Throws what `parse` throws.
 */
export function withoutStacks<T>(parse: () => T): T {
	const errors: { stackTraceLimit?: number } = Error;
	const { stackTraceLimit: limit } = errors;
	// Where the engine knows no such limit, nothing changes.
	if (limit === undefined) return parse();
	errors.stackTraceLimit = 0;
	try {
		return parse();
	} finally {
		errors.stackTraceLimit = limit;
	}
}
