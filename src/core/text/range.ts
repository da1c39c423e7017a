/** A stretch of a file's text: UTF-16 offsets, `end` exclusive, as in `String.prototype.slice`. */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

export interface TextEdit {
	readonly range: TextRange;
	readonly newText: string;
}

/** A stretch of a part of a text as one of the whole, which has `by` units before that part. */
export function shifted({ start, end }: TextRange, by: number): TextRange {
	return { start: start + by, end: end + by };
}
