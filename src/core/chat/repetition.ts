/** The end of an answer that is looked at, in UTF-16 units: nobody means to say the same for so long. */
export const repetitionSpan = 4_000;
/** A longer piece that comes again may be meant. */
const longestPiece = 500;

/**
 * Whether an answer does nothing any more but say one piece over and over, as small models do that have
 * lost their way. Linear in `repetitionSpan`, however long the answer is.
 */
export function isRepeating(answer: string): boolean {
	if (answer.length < repetitionSpan) return false;
	const end = answer.slice(-repetitionSpan);
	// How much of the beginning stands again before each place: a text that ends with all of itself but
	// one piece is that piece, over and over.
	const borders = new Uint16Array(end.length);
	for (let i = 1, length = 0; i < end.length; i++) {
		while (length > 0 && end[i] !== end[length]) length = borders[length - 1] ?? 0;
		if (end[i] === end[length]) length++;
		borders[i] = length;
	}
	return end.length - (borders.at(-1) ?? 0) <= longestPiece;
}
