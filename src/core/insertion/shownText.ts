import { differenceOf, lineEndOf } from '../text/textEdits.ts';
import { isSecretPath } from '../workspace/secretFiles.ts';
import type { PlannedFile } from './insertion.ts';

/** What stands for a secret wherever a text is shown. */
export const hiddenSecret = '••••••••';

export interface ShownText {
	readonly text: string;
	/** It is all that the file is to have, so that it can be compared with what is there. */
	readonly isWhole: boolean;
}

/**
 * The text of a planned file as people may see it, in a call or a recording: no secret is in it, and
 * of a file that holds secrets nothing but what is added.
 *
 * @param secrets those that were made for the plan
 */
export function shownText(
	{ path, text, before = '' }: Pick<PlannedFile, 'path' | 'text' | 'before'>,
	secrets: readonly string[],
): ShownText {
	const isWhole = !isSecretPath(path);
	const shown = isWhole ? text : addedTo(before, text);
	// A secret may be the beginning of another one.
	const sorted = secrets.toSorted((a, b) => b.length - a.length);
	return {
		text: sorted.reduce((rest, secret) => rest.replaceAll(secret, hiddenSecret), shown),
		isWhole,
	};
}

function addedTo(before: string, text: string): string {
	const added = text.startsWith(before)
		? text.slice(before.length)
		: (differenceOf(before, text)?.newText ?? '');
	return added.trim() + lineEndOf(text);
}
