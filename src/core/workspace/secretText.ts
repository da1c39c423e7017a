import { labelledSecrets } from './labelledSecrets.ts';
import { passwordsInAddresses } from './passwordsInAddresses.ts';
import { isMadeUp } from './placeholder.ts';
import { privateKeys } from './privateKeys.ts';
import type { SecretPlace } from './secretPlace.ts';
import { signedTokens } from './signedTokens.ts';
import { gluedForms, tokenForms, tokenFormsByMiddle } from './tokenForms.ts';

export type { SecretPlace } from './secretPlace.ts';

/**
 * Private keys, service accounts, tokens of known forms and passwords in addresses, wherever they
 * stand in a text, in its order and without overlaps. What only shows where such a thing goes is none.
 * Takes time in proportion to the length of the text.
 */
export function findSecrets(text: string): readonly SecretPlace[] {
	return inOrder([...secretsByPiece(text)].flat());
}

/** Characters that are looked through at once: some milliseconds. */
const pieceLength = 131_072;
/** What stands before and behind a piece tells what stands at its ends. */
const lengthBefore = 2_000;
const lengthBehind = 20_000;

/**
 * What `findSecrets` does, piece by piece, for callers that may not keep others waiting. All that is
 * found has to go through `inOrder`.
 */
export function* secretsByPiece(text: string): Generator<readonly SecretPlace[]> {
	for (let start = 0; start < text.length; start += pieceLength) {
		const from = Math.max(start - lengthBefore, 0);
		const piece = text.slice(from, start + pieceLength + lengthBehind);
		yield finders.flatMap((find) =>
			[...find(piece)].flatMap((place) => {
				const at = from + place.start;
				const isOwn = at >= start && at < start + pieceLength;
				return isOwn ? { start: at, end: from + place.end } : [];
			}),
		);
	}
}

const finders: readonly ((text: string) => Iterable<SecretPlace>)[] = [
	privateKeys,
	tokens,
	signedTokens,
	passwordsInAddresses,
	labelledSecrets,
];

/** Sorts places and joins those that overlap. */
export function inOrder(places: readonly SecretPlace[]): readonly SecretPlace[] {
	const merged: SecretPlace[] = [];
	for (const place of places.toSorted((a, b) => a.start - b.start)) {
		const last = merged.at(-1);
		if (!last || place.start >= last.end) merged.push(place);
		else if (place.end > last.end) merged[merged.length - 1] = { ...last, end: place.end };
	}
	return merged;
}

const tokenStart = '(?<![A-Za-z0-9])';
const anyToken = new RegExp(`${tokenStart}(?:${tokenForms.join('|')})`, 'g');
const rarerTokens = tokenFormsByMiddle.map(
	([middle, form]) => [middle, new RegExp(tokenStart + form, 'g')] as const,
);
const gluedToken = new RegExp(gluedForms.join('|'), 'g');
/** The expressions that are made of lists, for the check that all of them take linear time. */
export const tokenExpressions: readonly RegExp[] = [
	anyToken,
	gluedToken,
	...rarerTokens.map(([, form]) => form),
];

function* tokens(text: string): Generator<SecretPlace> {
	const rarer = rarerTokens.flatMap(([middle, form]) => (text.includes(middle) ? form : []));
	for (const form of [anyToken, ...rarer]) {
		for (const { 0: token, index } of text.matchAll(form)) {
			if (!isMadeUp(token)) yield { start: index, end: index + token.length };
		}
	}
	for (const { 0: token, index } of text.matchAll(gluedToken)) {
		// In a long run of letters, such as encoded data, nothing begins.
		const isInRun = /[A-Za-z0-9]{40}$/.test(text.slice(Math.max(index - 40, 0), index));
		if (!isInRun && !isMadeUp(token)) yield { start: index, end: index + token.length };
	}
}
