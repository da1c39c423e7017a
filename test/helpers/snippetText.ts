/**
 * The text that a snippet made by `toSnippet` inserts before anything is typed: tab stops hold
 * their default, `\$`, `\}` and `\\` stand for themselves.
 */
export function snippetToText(snippet: string): string {
	const defaults = new Map<string, string>();
	return snippet.replace(
		/\\([$}\\])|\$\{(\d+):((?:[^\\}]|\\[^])*)\}|\$(\d+)/g,
		(_, char?: string, defined?: string, text?: string, used?: string) => {
			if (char !== undefined) return char;
			if (defined === undefined) return defaults.get(used ?? '') ?? '';
			const value = (text ?? '').replace(/\\([$}\\])/g, '$1');
			defaults.set(defined, value);
			return value;
		},
	);
}
