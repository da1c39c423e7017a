/** A stretch of a file's text: UTF-16 offsets, `end` exclusive, as in `String.prototype.slice`. */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

export interface TextEdit {
	readonly range: TextRange;
	readonly newText: string;
}
