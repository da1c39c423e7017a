import { withoutEmphasis, withoutLinks } from './plainTitle.ts';

/**
 * A markdown sentence for where VS Code shows text as it is, such as rows of lists and dialogs: without
 * links and emphasis, and with quotes around code that could be taken for words of the sentence. Linear
 * in its length.
 */
export function plainSentence(text: string): string {
	return withoutEmphasis(withoutLinks(text), (code) =>
		code === '' || isEvident(code) ? code : `“${code}”`,
	);
}

/** Looks like code wherever it stands: `ORIGIN`, `locals.user`, `handleError`. */
function isEvident(code: string): boolean {
	if (/\s/.test(code)) return false;
	return /[^\p{L}]|\p{Ll}\p{Lu}/u.test(code) || /^\p{Lu}+$/u.test(code);
}
