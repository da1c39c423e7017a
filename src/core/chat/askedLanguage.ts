import { askedWords } from './questionWords.ts';

/** The language that a question wants its code in. */
export interface AskedLanguage {
	readonly typescript: boolean;
	/** Whether nothing else is asked: “and in JavaScript?” is about the question before it. */
	readonly isAll: boolean;
}

/** A name of a language, and what takes it away. */
const named =
	/(?:(?<![\p{L}\p{N}])(no|not|not in|non|never|without|without using|(?:do not|don['’]t|not) (?:use|want|need|like)|instead of|rather than|kein|keine|kein richtiges|nicht|nicht in|ohne|statt|anstatt|sin|sans|pas de|en lugar de) )?(?<![\p{L}\p{N}_.+/-])(?:(java ?script|js ?doc|js)|type ?script|ts)(?![\p{L}\p{N}_/+]|-(?:eslint|to-))/giu;
/** Of longer questions the beginning is read. */
const longest = 2_000;

/** Reads which language a question names; `undefined` for none, and for both. */
export function askedLanguage(question: string): AskedLanguage | undefined {
	const text = question.slice(0, longest).replace(/\s+/g, ' ');
	// Who does not want one of the two wants the other.
	const found = [...text.matchAll(named)].map(
		([, negation, plain]) => (plain === undefined) === (negation === undefined),
	);
	const [typescript] = found;
	if (typescript === undefined || found.some((each) => each !== typescript)) return undefined;
	const rest = text.replace(named, ' ');
	return { typescript, isAll: askedWords(rest, 20).every(({ isLight }) => isLight) };
}
