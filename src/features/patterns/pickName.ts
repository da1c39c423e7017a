import { formsNamed, type PatternName } from '../../core/insertion/patternNames.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { camelOf, type NameForms } from '../../core/text/nameWords.ts';
import type { PickFrom, Row } from '../../host/quickPick.ts';

/** What things are to be called, or that the user goes back to the question before. */
export type NameChoice = NameForms | 'back';

/**
 * Asks what the things are called that a pattern is about: Enter takes what the route says, or else
 * the pattern's own name.
 *
 * @param refusalOf why a name cannot be taken, as one sentence
 * @param options.refused a sentence on the name that was chosen before
 * @param options.hasBack the user may go back to the question before
 * @returns `undefined` when the user leaves without choosing
 */
export async function pickName(
	title: PlainText,
	name: PatternName,
	refusalOf: (forms: NameForms) => string | undefined,
	pickFrom: PickFrom,
	{ refused, hasBack = false }: { readonly refused?: string; readonly hasBack?: boolean } = {},
): Promise<NameChoice | undefined> {
	const own = nameRow(name.forms, name, plain`as in the pattern`);
	const rowOf = (forms: NameForms, description: PlainText): Row<NameChoice> => {
		if (camelOf(forms.one) === camelOf(name.forms.one)) return own;
		const refusal = refusalOf(forms);
		return refusal === undefined
			? nameRow(forms, name, description)
			: { icon: 'error', label: shownName(forms, name), detail: plainLine(refusal) };
	};
	const rows = (typed: string): readonly Row<NameChoice>[] => {
		const isTyped = typed.trim() !== '';
		const forms = formsNamed(isTyped ? typed : name.offered, name);
		const description = isTyped ? plain`` : plain`as the route says`;
		const found = forms.map((each) => rowOf(each, description));
		if (isTyped && found.length > 0) return found.map((row) => ({ ...row, alwaysShow: true }));
		const [first] = found;
		if (!isTyped) return first && first !== own ? [first, own] : [own];
		const detail = plain`A name is made of letters and digits, and begins with a letter.`;
		return [{ icon: 'error', label: visiblePath(typed), detail, alwaysShow: true }];
	};
	const chosen = await pickFrom<NameChoice>({
		title: plain`${title}: choose a name`,
		placeholder: plainLine(
			refused ?? `What does the project call the “${name.name}” of the pattern? Type a name`,
		),
		isTyped: true,
		...(hasBack && { back: 'back' as const }),
		rows,
	});
	return chosen?.[0];
}

function nameRow(forms: NameForms, name: PatternName, description: PlainText): Row<NameChoice> {
	const one = visiblePath(camelOf(forms.one));
	const isOne = name.name === camelOf(name.forms.one);
	const detail = isOne ? {} : { detail: plain`one of them: ${one}` };
	return { label: shownName(forms, name), description, ...detail, value: forms };
}

function shownName(forms: NameForms, name: PatternName): PlainText {
	const isOne = name.name === camelOf(name.forms.one);
	return visiblePath(camelOf(isOne ? forms.one : forms.many));
}
