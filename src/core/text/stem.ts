/**
 * A word in lower case without the ending of a plural or a verb, and without a last `e`: what is left
 * is for comparing alone, where both sides have lost theirs.
 */
export function stem(word: string): string {
	const bare = withoutEnding(word);
	return bare.length > 3 && bare.endsWith('e') ? bare.slice(0, -1) : bare;
}

function withoutEnding(word: string): string {
	if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (word.length > 6 && word.endsWith('ing')) return word.slice(0, -3);
	if (word.length > 5 && word.endsWith('ed')) return word.slice(0, -2);
	if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
	return word;
}
