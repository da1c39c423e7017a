const numberWords = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
];

/** A small number as a word: “four”; others in digits. */
export function inWords(count: number): string {
	return numberWords[count] ?? String(count);
}
