import type { TextRange } from '../text/range.ts';

/** Comments that stand beside a name of an import, each as a block. */
export interface CommentsAround {
	readonly before: readonly string[];
	readonly after: readonly string[];
}

/** A comment of an import statement, and where it stands. */
export interface PlacedComment {
	readonly range: TextRange;
	/** As a block, which can stand on any line. */
	readonly text: string;
}

/** Comments of an import statement; texts in quotes are none. */
const commentOrText = /\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|'[^'\r\n]*'|"[^"\r\n]*"/g;

/** The comments in the text of an import statement, in order. */
export function commentsOfImport(text: string): readonly PlacedComment[] {
	// Nearly all have none.
	if (!/\/[/*]/.test(text)) return [];
	return [...text.matchAll(commentOrText)].flatMap(({ 0: found, index }) =>
		found.startsWith('/')
			? [{ range: { start: index, end: index + found.length }, text: asBlock(found) }]
			: [],
	);
}

/** A comment that something can follow on its line. */
export function asBlock(comment: string): string {
	if (!comment.startsWith('//')) return comment;
	const said = comment.slice(2).trim().replaceAll('*/', '* /');
	return said === '' ? '/* */' : `/* ${said} */`;
}

/** The text of an import statement with blanks in place of its comments, at unchanged offsets. */
export function withoutImportComments(text: string, comments = commentsOfImport(text)): string {
	let bare = '';
	let at = 0;
	for (const { start, end } of comments.map(({ range }) => range)) {
		bare += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
		at = end;
	}
	return bare + text.slice(at);
}

/**
 * Gives each comment of an import statement to the name that it is about: the one before it where it
 * follows on the line, else the one behind it.
 *
 * @param names of the statement, in order
 * @returns the comments around each name; of a statement without names there are none
 */
export function commentsAround(
	text: string,
	comments: readonly PlacedComment[],
	names: readonly TextRange[],
): readonly (CommentsAround | undefined)[] {
	const around = names.map(() => ({ before: [] as string[], after: [] as string[] }));
	const bare = withoutImportComments(text, comments);
	let next = 0;
	let gap = gapAfter(bare, undefined, names[0]);
	for (const { range, text: comment } of comments) {
		const from = next;
		while ((names[next]?.start ?? Infinity) < range.start) next++;
		if (next > from) gap = gapAfter(bare, names[next - 1], names[next]);
		// `a, // about a`, and what stands before the comma, or inside of the name.
		const isAbove =
			next > 0 &&
			(next === names.length ||
				range.start < gap.comma ||
				(range.start < gap.firstFeed && range.start < gap.lastFeed));
		const owner = around[isAbove ? next - 1 : next];
		(isAbove ? owner?.after : owner?.before)?.push(comment);
	}
	return around.map((each) => (each.before.length + each.after.length > 0 ? each : undefined));
}

/** What stands between two names: the comma, and the first and last line break behind it. */
interface Gap {
	readonly comma: number;
	readonly firstFeed: number;
	readonly lastFeed: number;
}

function gapAfter(bare: string, name: TextRange | undefined, next: TextRange | undefined): Gap {
	const start = name?.end ?? 0;
	const between = bare.slice(start, next?.start);
	const comma = between.indexOf(',');
	const firstFeed = between.indexOf('\n', comma === -1 ? between.length : comma);
	return {
		comma: comma === -1 ? start : start + comma,
		firstFeed: firstFeed === -1 ? -1 : start + firstFeed,
		lastFeed: firstFeed === -1 ? -1 : start + between.lastIndexOf('\n'),
	};
}
