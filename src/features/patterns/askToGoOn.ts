import { plainSentence } from '../../core/text/plainSentence.ts';
import { paragraph, plain, plainLine } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';

/**
 * Tells the user what speaks against a pattern in this project, before anything is written.
 *
 * @param warnings sentences; without any nobody is asked
 * @returns whether the user wants it all the same
 */
export async function askToGoOn(
	title: string,
	warnings: readonly string[],
	dialogs: Dialogs,
): Promise<boolean> {
	if (warnings.length === 0) return true;
	// VS Code gives the first button the focus: Enter must not agree.
	const [no, yes] = ['Do Not Insert', 'Insert Anyway'] as const;
	const reasons = warnings.map((warning) => plainLine(plainSentence(warning), 400));
	const question = plain`“${title}” does not fit this project as it is.`;
	return (await dialogs.ask(question, [no, yes], paragraph(...reasons))) === yes;
}
