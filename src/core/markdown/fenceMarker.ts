/** The marker that opens a code block, and what follows it on its line. */
export interface FenceMarker {
	readonly marker: string;
	readonly rest: string;
}

/** The marker of a line, given from its first character that is no blank on. */
export function fenceMarkerOf(content: string): FenceMarker | undefined {
	const char = content.charAt(0);
	if (char !== '`' && char !== '~') return undefined;
	const length = runLength(content);
	if (length < 3 || (char === '`' && content.includes('`', length))) return undefined;
	return { marker: content.slice(0, length), rest: content.slice(length) };
}

/** How often the first character of a text is repeated at its start. */
export function runLength(content: string): number {
	let length = 1;
	while (length < content.length && content[length] === content[0]) length++;
	return length;
}
