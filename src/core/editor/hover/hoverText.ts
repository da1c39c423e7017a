import type { TextRange } from '../../text/range.ts';

/** Markdown for a stretch of text. Text of files in it is escaped; its links run our commands alone. */
export interface HoverText {
	readonly range: TextRange;
	readonly markdown: string;
}
