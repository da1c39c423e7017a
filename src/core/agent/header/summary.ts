import { withRealLineBreaks } from './examples.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { readSentences } from './sentences.ts';
import { shortSentence } from './shortSentence.ts';

/** Only this much of a description is looked at. */
const maxRead = 4000;

/** A sentence that only gives the agent a title says too little by itself. */
const bareTitle =
	/^.{0,40}\b(?:agent|analyst|architect|assistant|developer|engineer|expert|guru|reviewer|specialist|tester|writer)$/i;

/**
 * The description in one line for a list of agents: the first sentence that says what the agent does
 * or is used for, else when it is used. Without examples, markup and “Use this agent when”,
 * capitalised, without a full stop, at most 100 UTF-16 units. Empty where the description says
 * nothing.
 */
export function summarize(description: string): string {
	const telling: Meaning[] = [];
	let other: Meaning | undefined;
	for (const sentence of readSentences(withRealLineBreaks(description.slice(0, maxRead)))) {
		const meaning = meaningOf(sentence);
		if (meaning.text === '') continue;
		if (meaning.kind === 'said' || meaning.kind === 'task') telling.push(meaning);
		else if (!other || (other.kind === 'nothing' && meaning.kind !== 'nothing')) other = meaning;
		// Nothing of the others would be used.
		if (telling.length === 2 || (telling[0] && !isBareTitle(telling[0]))) break;
	}
	const [first = other, second] = telling;
	if (!first) return '';
	return capitalized(
		second && isBareTitle(first)
			? shortSentence(`${first.text}${second.kind === 'task' ? ':' : '.'} ${second.text}`)
			: shortSentence(first.text),
	);
}

function isBareTitle({ kind, text }: Meaning): boolean {
	return kind === 'said' && bareTitle.test(text);
}

/** Names with capitals inside, such as `tRPC`, keep their first letter. */
function capitalized(text: string): string {
	return /^\p{Ll}+\p{Lu}/u.test(text) ? text : text.replace(/^\p{Ll}/u, (c) => c.toUpperCase());
}
