/** What the handbook says to a request: agents quote their files by themselves where it is chosen. */
export const handbookReply =
	'No language model is installed in this VS Code. The handbook answers questions to the agents of SvelteKit Agents from their own files: start the question with `@` and choose one.';
