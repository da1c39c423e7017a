/**
 * A question in the words of a file or a model, as the chat takes it for words alone: it would read
 * `#name` after a space as a tool or file to attach, `@name` as an agent, and a slash at the start as a
 * command. Nothing that somebody else wrote may attach a tool to what the user asks.
 */
export function plainQuestion(text: string): string {
	return text
		.trim()
		.replace(/^[\s/]+/, '')
		.replace(/(^|\s)([#@][\w:./-]+)/g, '$1`$2`');
}
