import type { ToolRound } from './conversation.ts';
import type { ImagePart } from './reference.ts';

type Piece = string | ImagePart;

/** Pieces of one result; tools return one or a few. */
const mostPieces = 200;

/**
 * What a tool returned, within bounds: the rest is cut off, and a note says how much.
 *
 * @param most UTF-16 units of text and bytes of images, together
 */
export function boundContent(content: readonly Piece[], most: number): readonly Piece[] {
	const kept: Piece[] = [];
	let left = most;
	let cut = 0;
	for (const [i, piece] of content.entries()) {
		const size = sizeOf(piece);
		const room = i < mostPieces ? left : 0;
		const part = size <= room ? piece : typeof piece === 'string' ? piece.slice(0, room) : '';
		if (part !== '') kept.push(part);
		cut += size - sizeOf(part);
		left = size <= room ? left - size : 0;
	}
	return cut === 0 ? kept : [...kept, `(Cut here: ${cut} more characters or bytes were returned.)`];
}

/**
 * The rounds of an answer with no more than `most` of what tools returned, together: the results of
 * the oldest are replaced by a note. What is in the last round stays.
 */
export function boundRounds(rounds: readonly ToolRound[], most: number): readonly ToolRound[] {
	let left = most;
	const bounded: ToolRound[] = [];
	for (const [i, round] of [...rounds.entries()].toReversed()) {
		left -= sizeOfRound(round);
		const stays = left >= 0 || i === rounds.length - 1;
		bounded.unshift(stays ? round : withoutResults(round));
	}
	return bounded;
}

const leftOut = '(Left out, since tools returned very much after it.)';

function withoutResults(round: ToolRound): ToolRound {
	return {
		...round,
		results: round.results.map((result) => ({ ...result, content: [leftOut] })),
	};
}

function sizeOfRound({ results }: ToolRound): number {
	let size = 0;
	for (const { content } of results) {
		for (const piece of content) size += sizeOf(piece);
	}
	return size;
}

function sizeOf(piece: Piece): number {
	return typeof piece === 'string' ? piece.length : piece.data.byteLength;
}
