import { parse, postprocess, preprocess } from 'micromark';

/** A fenced code block as micromark, a reader that others than this project have made, sees it. */
export interface CommonMarkFence {
	/** Offset of the opening marker. */
	readonly start: number;
	/** Offset behind the last character that is neither white space nor the mark of a quote. */
	readonly end: number;
	readonly isClosed: boolean;
}

/** The fenced code blocks of a text by micromark. */
export function commonMarkFences(text: string): readonly CommonMarkFence[] {
	const events = postprocess(
		parse()
			.document()
			.write(preprocess()(text, undefined, true)),
	);
	const found: CommonMarkFence[] = [];
	let fences = 0;
	for (const [kind, { type, start, end }] of events) {
		if (kind === 'enter' && type === 'codeFenced') fences = 0;
		if (kind === 'enter' && type === 'codeFencedFence') fences++;
		if (kind !== 'exit' || type !== 'codeFenced') continue;
		const last = contentEnd(text.slice(0, end.offset));
		found.push({ start: start.offset, end: last, isClosed: fences === 2 });
	}
	return found;
}

/** Whether a fenced code block is open at the end of a text. */
export function isOpenAtEnd(written: string): boolean {
	// micromark drops a byte order mark, and does not count it.
	const text = written.replace(/^\uFEFF/, '');
	const last = commonMarkFences(text).at(-1);
	return last !== undefined && !last.isClosed && last.end >= contentEnd(text);
}

/** Where a text ends without white space and marks of quotes. */
export function contentEnd(text: string): number {
	return text.replace(/[\s>]+$/, '').length;
}
