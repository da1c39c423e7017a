import type { TextRange } from '../../text/range.ts';
import { lineStartAt } from '../../text/lineStarts.ts';

/** Something that can be typed at a place of an agent file. */
export interface Completion {
	readonly kind: 'key' | 'value' | 'tool' | 'model' | 'color' | 'agent' | 'attribute' | 'snippet';
	readonly label: string;
	/** Beside the label; plain text. */
	readonly detail: string;
	/** Markdown in which text of files is escaped; may be empty. */
	readonly documentation: string;
	/** In the syntax of VS Code's snippets. */
	readonly snippet: string;
	/** What it takes the place of; on one line. */
	readonly range: TextRange;
}

/** A completion whose place is not settled. */
export type Proposal = Omit<Completion, 'range'>;

/** A line and a place in it. */
export interface Line {
	readonly text: string;
	readonly before: string;
	readonly after: string;
	readonly start: number;
	readonly offset: number;
	readonly whole: TextRange;
}

/** The line that an offset is in. */
export function lineAt(text: string, offset: number): Line {
	const start = lineStartAt(text, offset);
	const feed = text.indexOf('\n', offset);
	const end = feed === -1 ? text.length : feed;
	const content = text.slice(start, end).replace(/\r$/, '');
	const before = text.slice(start, offset);
	const whole = { start, end: start + content.length };
	return { text: content, before, after: content.slice(before.length), start, offset, whole };
}

/** Proposals for one place. */
export function at(range: TextRange, proposals: readonly Proposal[]): readonly Completion[] {
	return proposals.map((proposal) => ({ ...proposal, range }));
}

/** The place of the characters of a kind right before and behind the cursor. */
export function runAround({ before, after, offset }: Line, kind: RegExp): TextRange {
	let start = before.length;
	while (start > 0 && kind.test(before.charAt(start - 1))) start--;
	let end = 0;
	while (end < after.length && kind.test(after.charAt(end))) end++;
	return { start: offset - (before.length - start), end: offset + end };
}

/** The place of a word before and behind the cursor. */
export function spanAround(line: Line, before: RegExp, after: RegExp): TextRange {
	const start = line.offset - (before.exec(line.before)?.[0].length ?? 0);
	return { start, end: line.offset + (after.exec(line.after)?.[0].length ?? 0) };
}
