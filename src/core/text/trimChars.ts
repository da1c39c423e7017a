/** The text without the characters at its end that are among `chars`. */
export function trimEndOf(text: string, chars: string): string {
	let end = text.length;
	while (end > 0 && chars.includes(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** The text without the characters at both ends that are among `chars`. */
export function trimOf(text: string, chars: string): string {
	const trimmed = trimEndOf(text, chars);
	let start = 0;
	while (start < trimmed.length && chars.includes(trimmed.charAt(start))) start++;
	return trimmed.slice(start);
}
