/**
 * A piece of text that a user attached to a question, with a label that says where it is from.
 *
 * @param label a path as the user knows it, `src/hooks.server.ts`
 * @param lines first and last line, counted from 1, when it is a part of the file
 */
export function labelled(
	label: string,
	text: string,
	lines?: { readonly first: number; readonly last: number },
): string {
	const where = lines ? `${label}, ${lineWords(lines)}` : label;
	const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longestRun + 1);
	const language = /\.(\w+)$/.exec(label)?.[1] ?? '';
	return `Attached: ${where}\n${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

function lineWords({ first, last }: { readonly first: number; readonly last: number }): string {
	return first === last ? `line ${first}` : `lines ${first}-${last}`;
}

const imageTypes: Readonly<Record<string, string>> = {
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
};

/** The MIME type of an image that models take, by the file's ending; `undefined` for other files. */
export function imageType(path: string): string | undefined {
	return imageTypes[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
}
