import { isHandbook } from '../../capabilities/handbookModel.ts';
import { resolveModel } from '../../capabilities/modelChoice.ts';
import type { ModelChoice, OfferedModel } from '../../capabilities/modelChoice.ts';
import { enumerate, escapeMarkdown, inlineCode, shorten } from '../../text/markdownText.ts';

/** Longer lists of models say how many more there are. */
const mostModels = 4;

/** Which model a file means, and what to say of it: a sentence, or the beginning of one where it is absent. */
export function modelHere(
	wanted: string | readonly string[] | undefined,
	models: readonly OfferedModel[],
): { readonly choice: ModelChoice<OfferedModel>; readonly words: string } {
	const present = models.filter((model) => !isHandbook(model));
	const choice = resolveModel(wanted, present);
	switch (choice.kind) {
		case 'picker':
			return { choice, words: '' };
		case 'none':
			return { choice, words: absentModels(wanted) };
		case 'model': {
			const { name, vendor } = choice.model;
			const words = `${inlineCode(shorten(choice.written, 120))} is **${escapeMarkdown(name)}** (${escapeMarkdown(vendor)}) here.`;
			return { choice, words };
		}
	}
}

function absentModels(wanted: string | readonly string[] | undefined): string {
	const names = [wanted ?? []].flat().filter((name) => name.trim() !== '');
	const shown = names.slice(0, mostModels).map((name) => inlineCode(shorten(name.trim(), 60)));
	if (names.length === 1) return `${shown.join('')} isn't available here`;
	const rest = names.length - shown.length;
	return `None of ${rest > 0 ? `${shown.join(', ')} and ${rest} more` : enumerate(shown)} is available here`;
}
