import { askedWords } from './questionWords.ts';

/** The language that a question wants its code in. */
export interface AskedLanguage {
	readonly typescript: boolean;
	/** Whether nothing else is asked: “and in JavaScript?” is about the question before it. */
	readonly isAll: boolean;
}

const named =
	/(?<![\p{L}\p{N}_.+/-])(?:(java ?script|js ?doc|js)|type ?script|ts)(?![\p{L}\p{N}_/+-])/giu;
/** Of longer questions the beginning is read. */
const longest = 2_000;

/** Reads which language a question names; `undefined` for none, and for both. */
export function askedLanguage(question: string): AskedLanguage | undefined {
	const text = question.slice(0, longest);
	const found = [...text.matchAll(named)].map(([, plain]) => plain === undefined);
	const [typescript] = found;
	if (typescript === undefined || found.some((each) => each !== typescript)) return undefined;
	const rest = text.replace(named, ' ');
	return { typescript, isAll: askedWords(rest, 20).every(({ isLight }) => isLight) };
}
