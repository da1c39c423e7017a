/** Offset behind the blanks and tabs that start at `at`. */
export function skipBlanks(text: string, at: number): number {
	let end = at;
	while (isBlank(text, end)) end++;
	return end;
}

/** Offset at which the blanks and tabs that end at `at` start. */
export function startOfBlanks(text: string, at: number): number {
	let start = at;
	while (start > 0 && isBlank(text, start - 1)) start--;
	return start;
}

/** Offset at which the white space, line breaks included, that ends at `at` starts. */
export function startOfSpace(text: string, at: number): number {
	let start = at;
	while (start > 0 && /\s/.test(text.charAt(start - 1))) start--;
	return start;
}

/** Offset behind the lines from `at` on that hold nothing but blanks and tabs. */
export function skipBlankLines(text: string, at: number): number {
	let place = at;
	for (;;) {
		const end = skipBlanks(text, place);
		if (text.startsWith('\r\n', end)) place = end + 2;
		else if (text.charAt(end) === '\n') place = end + 1;
		else return place;
	}
}

function isBlank(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === 32 || code === 9;
}
