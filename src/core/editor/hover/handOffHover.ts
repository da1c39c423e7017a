import { ownValue } from '../../text/ownValue.ts';
import type { AgentDocument } from '../agentDocument.ts';
import { lineAt } from '../completion/proposal.ts';
import type { TextRange } from '../../text/range.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import type { Item } from '../../agent/header/yamlTree.ts';
import { inlineCode, shorten } from '../../text/markdownText.ts';
import { nearest } from '../../text/nearest.ts';
import type { HoverText } from './hoverText.ts';
import type { Surroundings } from '../surroundings.ts';
import { modelHere } from './modelHere.ts';

/** What each key of an entry under `handoffs:` means; of some the value tells more. */
const meanings: Readonly<Record<string, string>> = {
	label: 'What the button below the answer says.',
	agent: 'The agent that the button goes on with.',
	prompt:
		'What the other agent is told; the answering model fills in what stands in brackets, and nothing else.',
	send: 'Only `true` sends the prompt at once; else it goes into the input.',
	model: 'The model that is selected with the other agent.',
	showContinueOn:
		'Whether VS Code offers to go on elsewhere, such as in the background. SvelteKit Agents does nothing with it.',
};

/** What a key of a hand-off means, with its value; `undefined` where the offset is in none. */
export function handOffHover(
	{ text }: AgentDocument,
	entry: Entry,
	offset: number,
	{ models }: Pick<Surroundings, 'models'>,
): HoverText | undefined {
	const pair = entry.items ? pairAt(entry.items, offset) : pairOnLine(text, entry, offset);
	return pair && { range: pair.range, markdown: meaningOf(pair, models) };
}

interface HandOffPair {
	readonly key: string;
	readonly value: unknown;
	/** From the key to the end of the value. */
	readonly range: TextRange;
}

function pairAt(handOffs: readonly Item[], offset: number): HandOffPair | undefined {
	for (const { key, keyRange, range, value } of handOffs.flatMap(({ items = [] }) => items)) {
		if (key === undefined || !keyRange) continue;
		const whole = { start: keyRange.start, end: Math.max(keyRange.end, range.end) };
		if (offset >= whole.start && offset <= whole.end) return { key, value, range: whole };
	}
	return undefined;
}

/** Of a value that is not valid YAML no pairs are known. */
function pairOnLine(text: string, { keyRange }: Entry, offset: number): HandOffPair | undefined {
	const { text: line, start } = lineAt(text, offset);
	if (start <= keyRange.start) return undefined;
	const [head, before = '', key] =
		/^([ \t]{0,40}(?:-[ \t]{1,8})?)([\w-]{1,64})[ \t]{0,8}:(?=[ \t]|$)/.exec(line) ?? [];
	if (head === undefined || key === undefined || before === '') return undefined;
	const range = { start: start + before.length, end: start + line.trimEnd().length };
	if (offset < range.start || offset > range.end) return undefined;
	const plain = line.slice(head.length).trim();
	return { key, value: plain === 'true' || (plain === 'false' ? false : plain), range };
}

function meaningOf({ key, value }: HandOffPair, models: Surroundings['models']): string {
	if (key === 'send' && value === true) return 'The prompt is sent at once.';
	if (key === 'send' && value === false) return 'The prompt goes into the input, for you to send.';
	if (key === 'model' && typeof value === 'string' && value.trim() !== '') {
		const { choice, words } = modelHere(value, models);
		if (choice.kind === 'model') return `${words} It is selected with the other agent.`;
		if (choice.kind === 'none') return `${words}, so the model chosen in the chat stays.`;
		return 'The model chosen in the chat stays.';
	}
	const meaning = ownValue(meanings, key);
	if (meaning !== undefined) return meaning;
	const near = nearest(key, Object.keys(meanings));
	const hint = near === undefined ? '' : ` Did you mean ${inlineCode(near)}?`;
	return `A hand-off has no key ${inlineCode(shorten(key, 60))}.${hint}`;
}
