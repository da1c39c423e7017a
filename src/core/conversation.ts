/** Text, or an image by its MIME type. */
export type MessagePart = string | { readonly mime: string; readonly data: Uint8Array };

/** A message to a language model, free of any editor's types. */
export interface Message {
	readonly role: 'user' | 'assistant';
	readonly parts: readonly MessagePart[];
}

/** A question that was asked before and what was answered. */
export interface Turn {
	readonly question: string;
	readonly answer: string;
}

export interface Conversation {
	/** The system prompt: sent first, verbatim. */
	readonly prompt: string;
	/** Oldest first. */
	readonly history: readonly Turn[];
	/** What the user attached to the question, labelled. */
	readonly references: readonly Message[];
	readonly question: string;
}

/**
 * The messages of a conversation in the order in which they are sent: prompt, history, references,
 * question. Where they exceed the model's limit the oldest turns are left out, and only those.
 *
 * @param limit the model's input limit in tokens
 * @param countTokens the model's own count of one text; called only when an upper estimate exceeds
 *   the limit, once for each text
 * @returns the messages, and how many turns were left out
 */
export async function fitMessages(
	{ prompt, history, references, question }: Conversation,
	limit: number,
	countTokens: (text: string) => PromiseLike<number>,
): Promise<{ messages: readonly Message[]; turnsLeftOut: number }> {
	const first = userMessage(prompt);
	const last = [...references, userMessage(question)];
	const kept = await newestThatFit(history, [first, ...last], limit, countTokens);
	const turns = kept.flatMap((turn): Message[] => [
		userMessage(turn.question),
		{ role: 'assistant', parts: [turn.answer] },
	]);
	return { messages: [first, ...turns, ...last], turnsLeftOut: history.length - kept.length };
}

function userMessage(text: string): Message {
	return { role: 'user', parts: [text] };
}

async function newestThatFit(
	history: readonly Turn[],
	others: readonly Message[],
	limit: number,
	countTokens: (text: string) => PromiseLike<number>,
): Promise<readonly Turn[]> {
	if (history.length === 0) return history;
	const textOf = (turn: Turn): string => `${turn.question}\n${turn.answer}`;
	const texts = others.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string'));
	const upperEstimate = [...texts, ...history.map(textOf)].reduce(
		(sum, text) => sum + maxTokens(text),
		0,
	);
	if (upperEstimate <= limit) return history;

	const [otherTokens, ...turnTokens] = await Promise.all([
		countTokens(texts.join('\n')),
		...history.map((turn) => countTokens(textOf(turn))),
	]);
	let left = limit - (otherTokens ?? 0) - tokensPerMessage * others.length;
	let start = history.length;
	while (start > 0) {
		left -= (turnTokens[start - 1] ?? 0) + tokensPerMessage * 2;
		if (left < 0) break;
		start--;
	}
	return history.slice(start);
}

/** What chat formats add to a message's text for its role and its borders. */
const tokensPerMessage = 8;

/**
 * More tokens than the usual tokenizers make of a text: they need one for about four ASCII
 * characters of prose, three of code, and up to two for another UTF-16 unit.
 */
function maxTokens(text: string): number {
	let tokens = tokensPerMessage;
	for (let i = 0; i < text.length; i++) tokens += text.charCodeAt(i) < 128 ? 0.5 : 2;
	return tokens;
}
