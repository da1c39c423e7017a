/** What ends a block of HTML. */
export interface HtmlBlock {
	/** Stands in its last line; `undefined` where a blank line ends it. */
	readonly end: RegExp | undefined;
	/** How much of the first line is no part of the end. */
	readonly length: number;
	/** Whether markdown goes on behind its next blank line: a tag alone, around other blocks. */
	readonly isTag: boolean;
}

const blockTags = new Set(
	(
		'address article aside base basefont blockquote body caption center col colgroup dd details ' +
		'dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 ' +
		'head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option ' +
		'p param search section summary table tbody td tfoot th thead title tr track ul'
	).split(' '),
);

const wholeTag =
	/^<(?:[A-Za-z][A-Za-z0-9-]{0,40}(?:[ \t]+[A-Za-z_:][\w.:-]{0,40}(?:[ \t]*=[ \t]*(?:[^\s"'=<>`]{1,200}|'[^']{0,200}'|"[^"]{0,200}"))?){0,20}[ \t]*\/?|\/[A-Za-z][A-Za-z0-9-]{0,40}[ \t]*)>[ \t]*$/;

/** A tag on a longer line is taken for text. */
const longestTagLine = 2_000;

/** The block of HTML that a line begins (CommonMark 4.6), given from its first character on. */
export function htmlBlockAt(content: string, inParagraph: boolean): HtmlBlock | undefined {
	if (!content.startsWith('<')) return undefined;
	if (/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i.test(content)) {
		return { end: /<\/(?:script|pre|style|textarea)>/i, length: 1, isTag: false };
	}
	if (content.startsWith('<!--')) return { end: /-->/, length: 2, isTag: false };
	if (content.startsWith('<?')) return { end: /\?>/, length: 2, isTag: false };
	if (/^<![A-Za-z]/.test(content)) return { end: />/, length: 2, isTag: false };
	if (content.startsWith('<![CDATA[')) return { end: /\]\]>/, length: 9, isTag: false };
	const tag = { end: undefined, length: 0, isTag: true };
	const name = /^<\/?([A-Za-z][A-Za-z0-9]{0,12})(?=[\s>]|\/>|$)/.exec(content)?.[1];
	if (name !== undefined && blockTags.has(name.toLowerCase())) return tag;
	return !inParagraph && content.length < longestTagLine && wholeTag.test(content)
		? tag
		: undefined;
}
