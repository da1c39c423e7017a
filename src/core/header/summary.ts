import { withoutLinks } from '../text/plainTitle.ts';
import { withRealLineBreaks } from './examples.ts';

/** The longest summary, in UTF-16 units. */
const maxSummary = 100;
/** A first sentence that only gives the agent a title says too little by itself. */
const bareTitle = /^.{0,20}\b(?:agent|expert|specialist)\.?$/i;
/** Only this much of a description is looked at. */
const maxRead = 4000;

/**
 * The description in one line for a list of agents: its first sentence without examples, markup
 * and “Use this agent when”, capitalised, without a full stop, at most 100 UTF-16 units. Empty
 * where the description says nothing.
 */
export function summarize(description: string): string {
	const prose = withoutExamples(withRealLineBreaks(description.slice(0, maxRead)));
	const plain = plainText(prose);
	const [first = '', second] = sentences(plain);
	const opened = withoutOpening(first);
	const text = bareTitle.test(opened) && second ? `${opened} ${second}` : opened;
	return capitalized(shortened(text.replace(/(?<![\s.:;,–—-])[\s.:;,–—-]+$/, '')));
}

const exampleWord = /example|delegation|commentary/i;
const exampleStart =
	/<(?:examples?|delegations?|commentary)\b|(?:^|[\s.])(?:(?:here are |some |usage |for )?examples?(?: usage)?|delegations?)\s{0,3}:/i;

function withoutExamples(text: string): string {
	const start = exampleWord.test(text) ? text.search(exampleStart) : -1;
	const head = start === -1 ? text : text.slice(0, start);
	if (/\w{3}/.test(head)) return head;
	return text
		.replace(/<(example|delegation|commentary)\b[^<>]{0,200}>[^]*?(?:<\/\1>|$)/gi, ' ')
		.replace(/^\s*examples?\s*:/i, '');
}

function plainText(text: string): string {
	let plain = text.includes('<') ? text.replace(/<\/?[a-z][^<>]{0,80}>/gi, ' ') : text;
	plain = withoutLinks(plain);
	if (/[*_`]/.test(plain)) plain = plain.replace(/\*\*|__|`/g, '');
	if (/^\W|\n/.test(plain)) plain = plain.replace(/(^|\n)[^\S\n]*(?:#{1,6}|[-*•>])\s+/g, '$1');
	return plain.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Abbreviations whose full stop ends no sentence. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|incl|approx|resp|no|dr|st|cf|[a-z])\.$/i;

/** The first two sentences. */
function sentences(text: string): string[] {
	const result: string[] = [];
	let from = 0;
	for (const end of text.matchAll(/[.!?](?=\s)|[。！？]/g)) {
		const to = end.index + 1;
		if (abbreviation.test(text.slice(Math.max(from, to - 12), to))) continue;
		result.push(text.slice(from, to).trim());
		from = to;
		if (result.length === 2) return result;
	}
	result.push(text.slice(from).trim());
	return result.filter((sentence) => sentence !== '');
}

const adverb = String.raw`(?:(?:proactively|immediately|automatically|always|only)[\s,:]+)?`;

/** “Use this agent”, “MUST BE USED”, “This agent should be used”, each before a preposition. */
const opening = new RegExp(
	String.raw`^(?:(?:always |proactively |please )?(?:use|invoke|call|choose|select|deploy|launch|engage)\s+(?:this|the)\s+(?:[\w-]+\s+){0,3}?(?:agent|subagent|sub-agent|skill|expert|specialist|assistant)\b|(?:always |proactively )?use\b(?=\s+(?:proactively|immediately|automatically|when|whenever|if|to|for|this|it)\b)|must be used|(?:this|the)\s+(?:[\w-]+\s+){0,2}?(?:agent|subagent)\s+(?:(?:should|must|can|will|is to)\s+be|is)\s+(?:[a-z]+ly\s+)?(?:used|invoked|called|engaged|deployed|designed|meant|intended))[\s,:–—-]+(?=\S)` +
		adverb,
	'i',
);

/** What links that opening to the task: `to`, `for`, `when you need to`. */
const link = new RegExp(
	String.raw`^(?:to (?=[a-z])|for (?=\S)|(?:when|whenever|if|anytime|any time|as soon as)\s+(?:` +
		String.raw`(?:you|users?|the user|a user|your user|someone|the team|we)(?:['’]re| are| is|['’]s)?\s+(?:explicitly\s+)?(?:need(?:s|ing)?|want(?:s|ing)?|ha(?:ve|s)|wish(?:es)?|require(?:s)?|ask(?:s|ing)?|request(?:s|ing)?|would like|look(?:s|ing)?)\s+(?:to have |you to |for )?(?:(?:expert |specialized |comprehensive )?(?:help|assistance|support|guidance)\s+)?(?:to |for |with |about |in |on )?` +
		String.raw`|(?:you|users?|the user|a user)(?:['’]re| are| is|['’]s)\s+(?=\w+ing\b)` +
		String.raw`|(?:actively\s+|currently\s+)?(?=\w+ing\b(?!\s+(?:is|are)\b))` +
		String.raw`))`,
	'i',
);

function withoutOpening(sentence: string): string {
	const rest = sentence.replace(opening, '');
	if (rest === sentence) return sentence;
	const task = rest.replace(link, '');
	return task === '' ? rest : task;
}

/** Words that cannot stand before an ellipsis. */
const dangling =
	/(?<![\s,;:–—(-])[\s,;:–—(-]+(?:and|or|the|a|an|with|for|to|of|in|on|by|from|as|at|that|which|using|including|like|such|your|its|&|\+|\/)$/i;

function shortened(text: string): string {
	if (text.length <= maxSummary) return text;
	const room = text.slice(0, maxSummary - 1);
	const clause = room.match(/^[^]*(?=(?:[;:]|\s[–—-])\s|\s\()/)?.[0] ?? '';
	const comma = room.lastIndexOf(', ');
	if (clause.length >= 60 && clause.length >= comma) return balanced(clause);
	if (comma >= 60 && comma + 3 <= maxSummary && isBalanced(room.slice(0, comma))) {
		return `${room.slice(0, comma)}, …`;
	}
	let words = room.slice(0, Math.max(room.lastIndexOf(' '), 0));
	if (words.length < 40) words = room.replace(/[\uD800-\uDBFF]$/, '');
	for (let cut = ''; cut !== words;) {
		cut = words;
		words = words.replace(dangling, '');
	}
	return `${balanced(words).replace(/(?<![\s,;:–—-])[\s,;:–—-]+$/, '')}…`;
}

/** Cuts an open bracket off, so that none stays open. */
function balanced(text: string): string {
	return isBalanced(text) ? text : text.slice(0, text.lastIndexOf('(')).trimEnd();
}

function isBalanced(text: string): boolean {
	const open = text.lastIndexOf('(');
	return open < 40 || text.includes(')', open);
}

/** Names with capitals inside, such as `tRPC`, keep their first letter. */
function capitalized(text: string): string {
	return /^\p{Ll}+\p{Lu}/u.test(text) ? text : text.replace(/^\p{Ll}/u, (c) => c.toUpperCase());
}
