/**
 * What a reader of code cannot see, or takes for something else: controls, marks of direction,
 * characters without width, blank letters and blanks of other widths, halves of a character.
 */
const hidden = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800`;
const emoji = String.raw`\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}]?\uFE0F?`;
const hiddenInLine = new RegExp(
	`(${emoji}(?:\\u200D${emoji})*)|(?! )\\p{Zs}|(?!\\t)[${hidden}]`,
	'gu',
);

/** So many columns of blanks at the start of a line are an indentation. */
const mostIndentation = 40;
/** More than so many elsewhere push what follows out of sight. */
const mostBlanks = 16;
const tabWidth = 4;

/**
 * A line of a file as people can check it: what hides in it and long runs of blanks are spelled out,
 * as `⟨U+202E⟩` and `⟨300 blanks⟩`. For a code block, so that links stay as they are. Linear.
 *
 * @param line without its line end
 */
export function visibleLine(line: string): string {
	return line
		.replace(hiddenInLine, (char, whole: string | undefined) => whole ?? spelled(char))
		.replace(/[ \t]+/g, (blanks, at: number) => {
			const tabs = blanks.split('\t').length - 1;
			const columns = blanks.length + tabs * (tabWidth - 1);
			const most = at === 0 ? mostIndentation : mostBlanks;
			return columns > most ? `⟨${blanks.length} blanks⟩` : blanks;
		});
}

function spelled(char: string): string {
	return `⟨U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
