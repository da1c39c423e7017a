/** A failure of a tool in words for a model: what is wrong, and what to do instead. */
export class ToolError extends Error {
	override readonly name = 'ToolError';
}
