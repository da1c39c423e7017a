import { onceNote } from '../../core/tools/onceOnly.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Tool } from './tool.ts';

/**
 * A tool that reads, whose result says so when the user agreed to it in a dialog: it is for the
 * question it was asked for, and whoever keeps results for later ones leaves it out.
 *
 * @param make makes the tool, anew for each run: what the user says in one says nothing about another
 */
export function noteAgreement<T>(make: (dialogs: Dialogs) => Tool<T>, dialogs: Dialogs): Tool<T> {
	return {
		prepare: async (input, token) => make(dialogs).prepare(input, token),
		async run(input, token) {
			let agreed = false;
			const asking: Dialogs = {
				async ask(...question) {
					const answer = await dialogs.ask(...question);
					agreed ||= answer !== undefined;
					return answer;
				},
				tell: async (...message) => dialogs.tell(...message),
				choose: async (...choice) => dialogs.choose(...choice),
			};
			const text = await make(asking).run(input, token);
			return agreed ? `${text}\n\n${onceNote}` : text;
		},
	};
}
