import { codeFence } from '../text/markdownText.ts';

/** What follows the prompt of an agent: what people have written down for all agents, or a skill. */
export interface Guide {
	readonly kind: 'instructions' | 'skill';
	/** The path of a file as the user knows it, or the name of the skill. */
	readonly label: string;
	readonly text: string;
}

/** The words that say to a model what a text is, and how it stands to the prompt before it. */
const introductions = {
	instructions: (label: string) =>
		`Instructions of this project for all agents, from ${label}. Where they contradict what stands above, that goes before:`,
	skill: (label: string) => `The skill ${label}, which you have been given:`,
} as const;

/** A guide as a model reads it: labelled, and in a fence that it cannot close. */
export function guideText({ kind, label, text }: Guide): string {
	const fence = codeFence(text);
	return `${introductions[kind](label)}\n${fence}markdown\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** The guide with at most `most` UTF-16 units of its text, whole lines where it has some. */
export function cutGuide(guide: Guide, most: number): Guide {
	const { text } = guide;
	if (text.length <= most) return guide;
	const lineEnd = text.lastIndexOf('\n', Math.max(most, 0));
	const kept = text.slice(0, lineEnd > 0 ? lineEnd : Math.max(most, 0)).toWellFormed();
	return {
		...guide,
		text: `${kept}\n[${text.length - kept.length} of ${text.length} characters left out to fit the model]`,
	};
}
