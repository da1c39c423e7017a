/** A text that was cut, without half of a character at its end. */
export function wholeCharacters(text: string): string {
	return text.replace(/[\uD800-\uDBFF]$/, '');
}
