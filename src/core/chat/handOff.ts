import { placeholdersOf, type Delegation, type HandOffButton } from '../agent/delegations.ts';
import { replaceFences } from '../markdown/markdown.ts';
import { stem } from '../text/stem.ts';
import { trimEndOf } from '../text/trimChars.ts';
import { plainQuestion } from './plainQuestion.ts';

/** A task that goes to another agent after an answer. */
export interface HandOff {
	/** The other agent's handle. */
	readonly to: string;
	/** What it is told, with nothing left to fill in unless the user does. */
	readonly text: string;
	/** Where the file has a button for it. */
	readonly button?: Pick<HandOffButton, 'label' | 'sends' | 'model'>;
}

/** What the next agent, which does not see the conversation, has to know of it. */
export interface HandedOver {
	/** The handle of the agent that hands over. */
	readonly from: string;
	readonly question: string;
	readonly answer: string;
}

/** The private tool with which a model says that an answer meets a trigger. */
export const handOffToolName = 'hand_off';

/** To more agents than this many nothing is handed over after one answer. */
export const mostHandOffs = 2;
/** More buttons than this many are not offered for them. */
const mostButtons = 4;

/** What may be a placeholder. */
const bracketed = /\[([^[\]\n]{1,120})\]/g;

const maxTextLength = 1_000;
const maxPromptLength = 4_000;
const maxQuestionLength = 800;
const maxAnswerLength = 2_400;

/** The tool for these delegations, described for a model. */
export function handOffTool(delegations: readonly Delegation[]): {
	readonly name: string;
	readonly description: string;
	readonly inputSchema: object;
} {
	const targets = delegations.map(({ handle, triggers, handoff, context, example }) => {
		const when = triggers.length > 0 ? triggers.join('; ') : 'the task is in its field';
		const words = handoff === '' ? '' : ` Text: ${JSON.stringify(handoff)}`;
		const needed = context === undefined ? '' : ` It has to know: ${JSON.stringify(context)}`;
		const like = example === undefined ? '' : ` Example: ${JSON.stringify(example)}`;
		return `- ${handle}: ${when}.${words}${needed}${like}`;
	});
	return {
		name: handOffToolName,
		description: [
			'Offers the user to hand the next step to another agent. Call it when, and only when, your answer meets one of these triggers, after you have answered; name at most two agents.',
			...targets,
		].join('\n'),
		inputSchema: {
			type: 'object',
			properties: {
				to: { type: 'string', enum: delegations.map(({ handle }) => handle) },
				text: {
					type: 'string',
					description:
						'What to tell the other agent: the text of its entry with everything in brackets filled in from this conversation.',
				},
			},
			required: ['to', 'text'],
		},
	};
}

/** Reads a call of the tool; the string says, for a model, what is wrong with it. */
export function readHandOff(input: unknown, delegations: readonly Delegation[]): HandOff | string {
	const { to, text } = Object(input) as { readonly to?: unknown; readonly text?: unknown };
	const delegation = delegations.find(({ handle }) => handle === to);
	if (!delegation) {
		const known = delegations.map(({ handle }) => handle).join(', ');
		return `There is no agent to hand over to under this name. Use one of: ${known}.`;
	}
	if (typeof text !== 'string' || text.trim() === '') {
		return 'text is missing: say what the other agent has to do.';
	}
	const names = new Set([...text.matchAll(bracketed)].map(([, name]) => name));
	const open = delegation.placeholders.find((placeholder) => names.has(placeholder));
	if (open !== undefined) {
		return `Put what you know in the place of [${open}] and call again.`;
	}
	return { to: delegation.handle, text: cut(text.trim(), maxTextLength) };
}

/**
 * Finds the delegations that an answer calls for, for models that cannot say so themselves: those
 * whose target it names, or with a trigger whose words mostly stand in one of its sentences. That
 * sentence fills the placeholders.
 */
export function matchHandOffs(
	delegations: readonly Delegation[],
	answer: string,
): readonly HandOff[] {
	const sentences = sentencesOf(answer).map((text) => ({ text, words: wordsOf(text) }));
	const found = delegations.flatMap((delegation) => {
		const score = scorerOf(delegation);
		const best = sentences
			.map(({ text, words }) => ({ sentence: text, score: score(words) }))
			.reduce((a, b) => (b.score > a.score ? b : a), { sentence: '', score: 0 });
		return best.score < 1 ? [] : [{ delegation, ...best }];
	});
	return found
		.toSorted((a, b) => b.score - a.score)
		.slice(0, mostHandOffs)
		.map(({ delegation, sentence }) => ({
			to: delegation.handle,
			text: filled(delegation, sentence),
		}));
}

/**
 * Hand-offs as the user is offered them: where the file has buttons for an agent under `handoffs:`, each
 * of these with the words of the file. Only what the file leaves open in brackets is another's to say.
 */
export function asOffered(
	handOffs: readonly HandOff[],
	delegations: readonly Delegation[],
): readonly HandOff[] {
	return handOffs
		.flatMap((handOff) => {
			const delegation = delegations.find(({ handle }) => handle === handOff.to);
			if (!delegation || delegation.buttons.length === 0) return [handOff];
			return delegation.buttons.map((button) => withButton(handOff, button, delegation));
		})
		.slice(0, mostButtons);
}

function withButton(
	{ to, text }: HandOff,
	{ label, prompt, sends, model }: HandOffButton,
	{ handoff }: Delegation,
): HandOff {
	const hasGaps = placeholdersOf(prompt).length > 0;
	// Of several prompts, the first is the one that was filled in.
	const isFilled = prompt === '' || (hasGaps && prompt === handoff);
	return {
		to,
		text: isFilled ? text : cut(prompt, maxPromptLength),
		button: {
			label,
			sends: sends && (isFilled || !hasGaps),
			...(model !== undefined && { model }),
		},
	};
}

/**
 * The question with which the other agent starts: the hand-off text and, since it does not see the
 * conversation, its question and answer in short.
 */
export function handOffPrompt({ text }: HandOff, { from, question, answer }: HandedOver): string {
	const parts = [
		text,
		`Handed over by the agent ${from}, which was asked:`,
		quoted(cut(question.trim(), maxQuestionLength)),
		'and answered, in short:',
		quoted(shortened(answer, maxAnswerLength)),
	];
	return plainQuestion(parts.join('\n\n'));
}

/** Scores the words of a sentence: 2 where the target is named, else by those of a trigger. */
function scorerOf({
	handle,
	target,
	triggers,
}: Delegation): (words: ReadonlySet<string>) => number {
	const names = [handle, target].map(wordsOf).filter((name) => name.size > 1);
	const wanted = triggers.map((trigger) => new Set([...wordsOf(trigger)].slice(0, mostWords)));
	return (words) => {
		if (names.some((name) => isSubset(name, words))) return 2;
		return wanted.reduce((best, trigger) => Math.max(best, share(trigger, words)), 0);
	};
}

const enoughWords = 2;
const enoughShare = 0.6;
/** A trigger and an answer are judged by their first words and sentences. */
const mostWords = 100;
const mostSentences = 1_000;

/** 1 and more where enough of the words occur. */
function share(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
	if (wanted.size === 0) return 0;
	const met = [...wanted].filter((word) => words.has(word)).length;
	const enough = met >= Math.min(enoughWords, wanted.size) && met / wanted.size >= enoughShare;
	return enough ? 1 + met / wanted.size / 2 : 0;
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
	return [...some].every((word) => all.has(word));
}

const smallWords = new Set(
	'a an and are as at be by for from has have in into is it need needed needs of on or that the this to use uses with'.split(
		' ',
	),
);

/** Words of a text in lower case and without the endings of plurals and verbs. */
function wordsOf(text: string): ReadonlySet<string> {
	const words = text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1 && !smallWords.has(word));
	return new Set(words.map(stem));
}

/** The sentences of the prose; code is none. */
function sentencesOf(answer: string): readonly string[] {
	return withoutCode(answer)
		.slice(0, 20_000)
		.split(/(?<=[.!?])\s+|\n+/)
		.map((sentence) => sentence.replace(/^[\s>*#-]+/, '').trim())
		.filter((sentence) => sentence !== '')
		.slice(0, mostSentences);
}

function withoutCode(markdown: string): string {
	return replaceFences(markdown, (block) => (/[\r\n]$/.test(block) ? '(code)\n' : '(code)'));
}

function filled({ handoff, placeholders }: Delegation, sentence: string): string {
	if (handoff === '') return sentence;
	const words = cut(trimEndOf(sentence, '.!?:;'), 300);
	const [first] = placeholders;
	const known = new Set(placeholders);
	const text = handoff.replace(bracketed, (whole, name: string) => {
		if (!known.has(name)) return whole;
		return name === first ? words : name;
	});
	return cut(text, maxTextLength);
}

/** The prose of an answer, its beginning and its end where it is long. */
function shortened(answer: string, maxLength: number): string {
	const prose = withoutCode(answer)
		.replace(/\n{3,}/g, '\n\n')
		.trim();
	if (prose.length <= maxLength) return prose;
	const head = Math.floor(maxLength * 0.7);
	return `${prose.slice(0, head).trimEnd()} … ${prose.slice(head - maxLength).trimStart()}`;
}

function cut(text: string, maxLength: number): string {
	return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).trimEnd()}…`;
}

function quoted(text: string): string {
	return text
		.split('\n')
		.map((line) => `> ${line}`.trimEnd())
		.join('\n');
}
