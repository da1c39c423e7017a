import { toolLabel } from '../capabilities/toolLabels.ts';
import { toolRows } from '../capabilities/toolTable.ts';
import { escapeMarkdown, inlineCode, shorten } from '../text/markdownText.ts';

/** A tool call that did not do what it was for. */
export interface UndoneCall {
	readonly name: string;
	/** As the model sent it. */
	readonly input: unknown;
	/** `unknown` where the agent has no such tool. */
	readonly outcome: 'declined' | 'failed' | 'unknown';
	/** What the model was told of a failure. */
	readonly message?: string;
}

/** What did not happen, by the row of the tool. */
const participles: Readonly<Record<string, string>> = {
	Read: 'read',
	LS: 'listed',
	Glob: 'searched',
	Grep: 'searched',
	codebase: 'searched',
	Edit: 'changed',
	Write: 'created',
	Bash: 'run',
	WebFetch: 'fetched',
	WebSearch: 'searched',
};

/** What a call is about stands under one of these, in tools of all kinds. */
const subjectKeys = ['path', 'filePath', 'file_path', 'url', 'glob', 'query', 'text', 'command'];

const longestSubject = 80;
const longestReason = 120;

/** Says in one line, as markdown, what a tool did not do: “Not read: `.env` (you declined)”. */
export function undoneLine(call: UndoneCall): string {
	const { name, input, outcome } = call;
	const row = toolRows.find(({ tools }) => tools.some((slot) => slot.includes(name)));
	const participle = participles[row?.name ?? ''];
	const subject = participle === undefined ? undefined : subjectOf(input);
	const label = outcome === 'unknown' ? name : toolLabel(name).label;
	const what = inlineCode(shorten(subject ?? label, longestSubject));
	return `Not ${participle ?? 'run'}: ${what} (${escapeMarkdown(reasonOf(call))})`;
}

function reasonOf({ outcome, message = '' }: UndoneCall): string {
	if (outcome === 'declined' || declined.test(message)) return 'you declined';
	if (outcome === 'unknown') return 'this agent has no such tool';
	if (/\bin Restricted Mode\b/.test(message)) return 'Restricted Mode';
	const [sentence = ''] = message.slice(0, 1_000).split(/(?<=[.!?])\s|\n/, 1);
	const said = sentence.trim().replace(/[.:]$/, '');
	return said === '' ? 'it failed' : shorten(said, longestReason);
}

/** What tools of this extension tell a model when the user has said no. */
const declined = /\bthe user (?:does not want|did not let|has not agreed)\b/i;

function subjectOf(input: unknown): string | undefined {
	if (typeof input !== 'object' || input === null) return undefined;
	for (const key of subjectKeys) {
		const value: unknown = Object.hasOwn(input, key) ? Reflect.get(input, key) : undefined;
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return undefined;
}
