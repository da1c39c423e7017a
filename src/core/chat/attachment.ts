/** A picture, as a message to a model or the result of a tool holds it. */
export interface ImagePart {
	readonly kind: 'image';
	readonly mime: string;
	readonly data: Uint8Array;
}

/** First and last line, counted from 1. */
export interface Lines {
	readonly first: number;
	readonly last: number;
}

/** Text that a user attached to a question. */
export interface TextAttachment {
	readonly kind: 'text';
	/** A path as the user knows it, `src/hooks.server.ts`, or what else it is. */
	readonly label: string;
	readonly text: string;
	/** The lines of the file that `text` is; left out when it is all of it. */
	readonly lines?: Lines;
	/** Lines in the numbering of the file that matter most: kept when the rest must be cut. */
	readonly focus?: Lines;
}

/** Something attached, ready for a model; `named` things are not sent, for a reason. */
export type Attachment =
	| TextAttachment
	| { readonly kind: 'image'; readonly label: string; readonly image: ImagePart }
	| { readonly kind: 'named'; readonly label: string; readonly reason: string };

/** A text attachment as the model reads it: a label that says where it is from, and the text. */
export function labelled({ label, text, lines }: TextAttachment): string {
	return inFence(lines ? `${label}, ${lineWords(lines)}` : label, label, text);
}

/** The line that names what is not sent. */
export function notSent(label: string, reason: string): string {
	return `Attached: ${label} (not sent: ${reason})`;
}

/**
 * The attachment in at most about `maxLength` UTF-16 units: whole if it fits, else cut around its
 * focus, or after its first lines if it has none. The label says which lines are left.
 */
export function cutToFit(attachment: TextAttachment, maxLength: number): string {
	const whole = labelled(attachment);
	if (whole.length <= maxLength) return whole;
	const { label, text, lines, focus } = attachment;
	const first = lines?.first ?? 1;
	const all = text.split('\n');
	const kept = linesAround(all, focus && moved(focus, 1 - first), Math.max(maxLength - 120, 0));
	const left = moved(kept, first - 1);
	const total = all.length - (text.endsWith('\n') ? 1 : 0);
	const where = `${label}, ${lineWords(left)} of ${first - 1 + total}`;
	const reason = focus ? `cut around ${lineWords(focus)} to fit the model` : 'cut to fit the model';
	const body = all
		.slice(kept.first - 1, kept.last)
		.join('\n')
		.slice(0, maxLength);
	return inFence(`${where} (${reason})`, label, body);
}

/** As many whole lines around `focus` as fit, taken in turn from below and above it. */
function linesAround(lines: readonly string[], focus: Lines | undefined, room: number): Lines {
	let first = Math.min(Math.max(focus?.first ?? 1, 1), lines.length);
	let last = first;
	let left = room - lengthOf(lines, first);
	const wanted = Math.min(focus?.last ?? 1, lines.length);
	while (last < wanted && lengthOf(lines, last + 1) <= left) left -= lengthOf(lines, ++last);
	if (last < wanted) return { first, last };
	let [goesUp, goesDown] = [true, true];
	while (goesUp || goesDown) {
		goesDown = goesDown && last < lines.length && lengthOf(lines, last + 1) <= left;
		if (goesDown) left -= lengthOf(lines, ++last);
		goesUp = goesUp && first > 1 && lengthOf(lines, first - 1) <= left;
		if (goesUp) left -= lengthOf(lines, --first);
	}
	return { first, last };
}

/** The length of a line with its line end; lines are counted from 1. */
function lengthOf(lines: readonly string[], line: number): number {
	return (lines[line - 1]?.length ?? 0) + 1;
}

function moved({ first, last }: Lines, by: number): Lines {
	return { first: first + by, last: last + by };
}

/** A text below its label, in a fence that it cannot close. */
function inFence(where: string, label: string, text: string): string {
	let longest = 2;
	for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
	const fence = '`'.repeat(longest + 1);
	const language = /\.(\w+)$/.exec(label)?.[1] ?? '';
	return `Attached: ${where}\n${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

function lineWords({ first, last }: Lines): string {
	return first === last ? `line ${first}` : `lines ${first}-${last}`;
}

const imageTypes: ReadonlyMap<string, string> = new Map([
	['gif', 'image/gif'],
	['jpeg', 'image/jpeg'],
	['jpg', 'image/jpeg'],
	['png', 'image/png'],
	['webp', 'image/webp'],
]);

/** The MIME type of an image that models take, by the file's ending; `undefined` for other files. */
export function imageType(path: string): string | undefined {
	return imageTypes.get(/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
}
