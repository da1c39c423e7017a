import type { Sentence } from './sentences.ts';

/**
 * What a sentence of a description says about an agent: what it is or does (`said`), what to use it
 * for (`task`), when to use it (`condition`), by which words it is called in (`phrases`), or nothing.
 * The text is what is left without “use this agent”, to be shown by itself.
 */
export interface Meaning {
	readonly kind: 'said' | 'task' | 'condition' | 'phrases' | 'nothing';
	readonly text: string;
}

/** What a sentence says; pure, from the words of English agent files. */
export function meaningOf(sentence: Sentence): Meaning {
	const text = sentence.text.replace(label, '').replace(endMarks, '');
	if (nothing.test(text) || /[?？]$/.test(sentence.text)) return { kind: 'nothing', text };
	const opened = text.replace(opening, '');
	if (opened !== text) return calledFor(opened.replace(softly, ''), sentence.points);
	if (/^(?:when|whenever|if|after|before)\b/i.test(text)) return calledFor(text, sentence.points);
	if (callWords.test(text)) {
		return phrases(text.replace(callWords, '') || (sentence.points[0] ?? ''));
	}
	if (quotes(text) > 1 && /^["“‘']/.test(text)) return phrases(text);
	const points = sentence.points.map((point) => point.replace(endMarks, '')).join(', ');
	return { kind: 'said', text: points === '' ? withoutSubject(text) : `${text}: ${points}` };
}

const endMarks = /(?<![\s.:;,。．।۔：–—-])[\s.:;,。．।۔：–—-]+$/;

const label =
	/^(?:important|critical|mandatory|note|description|purpose|summary|role|goal|context|about)\s?:\s?(?=\S)/i;

const adverb = String.raw`(?:(?:also )?(?:proactively|immediately|automatically|always|only|exclusively)[\s,:]+(?:and )?){0,2}`;
const agentWord = '(?:agent|subagent|sub-agent|skill|expert|specialist|assistant)';
const verb =
	'(?:use|invoke|call|choose|select|deploy|launch|engage|trigger|activate|consult|employ|run|delegate to|hand off to|reach for)';

/** “Use this agent”, “MUST BE USED”, “This agent should be used”, “When to use:”. */
const opening = new RegExp(
	String.raw`^(?:(?:you (?:should|must|can) |please )?(?:always |proactively )?${verb}\s(?:this|the)\s(?:[\w-]{1,40}\s){0,3}?${agentWord}\b` +
		String.raw`|(?:you (?:should|must|can) |please )?(?:always |proactively )?${verb} (?:this|it|me)\b(?=[\s,:–—-]+(?:${adverb})(?:when|whenever|if|to|for|after|before|during|at|once|as)\b)` +
		String.raw`|(?:you (?:should|must|can) |please )?(?:always |proactively )?use(?:d|ful)?\b(?=\s(?:proactively|immediately|automatically|only|when|whenever|if|to|for|after|before|during|at|once|as|in|on|upon|while)\b)` +
		String.raw`|(?:always |proactively )?(?:invoke|trigger|activate|call)(?:d|s|ed)?\b(?=\s(?:proactively|immediately|automatically|only|when|whenever|if|after|before|during|at|once|upon|while)\b)` +
		String.raw`|(?:should|must) be used` +
		String.raw`|(?:this|the)\s(?:[\w-]{1,40}\s){0,2}?(?:agent|subagent|skill)\s(?:(?:should|must|can|will|is to)\sbe|is)\s(?:[a-z]{1,20}ly\s)?(?:used|invoked|called|engaged|deployed|triggered|designed|meant|intended)` +
		String.raw`|when to use(?: it| this| this agent)?(?=\s?:)` +
		String.raw`|use (?:cases?|it|when)(?=\s?:))`,
	'i',
);

/** What may follow that opening. */
const softly = new RegExp(String.raw`^[\s,:–—-]{0,5}${adverb}`, 'i');

/** Words that call the agent in, or a list of them. */
const callWords =
	/^(?:(?:typical |common )?(?:triggers?|keywords?|tags|activates?|activation|fires)(?: (?:phrases?|words?|keywords?|include|includes))?(?: ?:| on:?| when:?| by:?| for:?) ?|typical triggers include |delegates? (?:here|to it) when )/i;

/** Sentences that do not say what the agent does. */
const nothing =
	/^(?:do not|don[’']t|never use|not (?:for|intended|meant|when)|see |spawn |pairs with|(?:proactively )?(?:use|invoke|call) (?:this|the) (?:agent|subagent)$|(?:use|invoke|used) (?:proactively|immediately|automatically)$|delegates? here\b)/i;

const person =
	'(?:you|users?|developers?|teams?|people|someone|anyone|we|(?:the|a|an|your|any) (?:user|developer|team|customer|person|client|engineer|task|project|work|request))';

/** “You need to”, “the user asks for”: what stands between `when` and the task. */
const need = new RegExp(
	String.raw`^${person}(?:['’]re| are| is|['’]s)?\s(?:explicitly\s|specifically\s)?(?:need(?:s|ing)?|want(?:s|ing)?|ha(?:ve|s)(?!\s(?:just|already|recently|been|not|to|\w{1,20}ed|written|made|built|done|run|given|begun|chosen|found|set|left|lost|gone|got)\b)|wish(?:es)?|require(?:s)?|involve(?:s)?|ask(?:s|ing)?|request(?:s|ing)?|would like|look(?:s|ing)?)\b\s?(?:to have |you to |for )?(?:(?:expert |specialized |comprehensive )?(?:help|assistance|support|guidance)\s)?(?:to |for |with |about |in |on )?`,
	'i',
);
const doing = new RegExp(String.raw`^${person}(?:['’]re| are| is|['’]s)\s(?=\w{1,30}ing\b)`, 'i');
const asked =
	/^(?:it comes to |(?:you are |you['’]re )?(?:explicitly )?asked (?:to |for |about ))/i;
const gerund = /^(?:actively\s|currently\s)?(?=\w{1,30}ing\b(?!\s(?:is|are)\b))/i;

const whenWord = /^(?:when|whenever|if|anytime|any time|as soon as|once)\b[\s:.…,]{1,6}/i;
const toWord = /^(?:to (?=[a-z])|to[\s:.…]{1,6}(?=\S)|for[\s:.…]{1,6}(?=\S))/i;

/** What the subject that was left out did besides. */
const besides =
	/(?:,| and| or| but)(?: also| then)? (?:needs?|wants?|asks|has|have|is|are|describes|mentions|says|seeks|wishes|would like|requires|encounters)(?= \S)/i;
/** Words that mean somebody who was left out. */
const someones = /^(?:their|theirs|them|they|his|her|my|your|it|its|this|that|you to)\b/i;

/** What stands behind “use this agent”. */
function calledFor(clause: string, points: readonly string[]): Meaning {
	const [point] = points;
	const whole = (point === undefined ? clause : `${clause} ${point}`).replace(endMarks, '');
	if (whole === '') return { kind: 'nothing', text: '' };
	const rest = whole.replace(toWord, '');
	const isWhen = whenWord.test(rest);
	const spoken = rest.replace(whenWord, '');
	if (!isWhen) {
		if (rest === whole) {
			return {
				kind: point === undefined && isCondition.test(whole) ? 'condition' : 'task',
				text: whole,
			};
		}
		return quoteFirst(rest) ? phrases(rest) : { kind: 'task', text: rest };
	}
	for (const link of [need, doing, asked, gerund]) {
		const task = spoken.replace(link, '');
		if (task === '' || (task === spoken && !link.test(spoken))) continue;
		if (quoteFirst(task)) return phrases(task);
		if (besides.test(task) || someones.test(task)) break;
		return { kind: 'task', text: task };
	}
	const isBare = point !== undefined && !/\s/.test(clause.replace(endMarks, '').trim());
	return { kind: isBare ? 'task' : 'condition', text: isBare ? point.replace(endMarks, '') : rest };
}

const isCondition = /^(?:after|before|during|at|as|in|on|upon|while|by|every|until)\b/i;

function quoteFirst(text: string): boolean {
	return /^["“‘'«]/.test(text);
}

function quotes(text: string): number {
	return text.match(/["“‘«]/g)?.length ?? 0;
}

/** The first of the phrases. */
function phrases(text: string): Meaning {
	const quoted = /["“‘'«]([^"”’'»]{1,200})["”’'»]/.exec(text)?.[1];
	return { kind: 'phrases', text: (quoted ?? text.split(/, /, 1)[0] ?? '').replace(endMarks, '') };
}

/** “This agent writes tests” is “writes tests” in a list of agents. */
function withoutSubject(text: string): string {
	return text
		.replace(
			/^(?:this|the|an?)\s(?:\w{1,20}\s){0,2}?(?:agent|subagent|skill)\s(?:that|which|who)\s/i,
			'',
		)
		.replace(/^this\s(?:[\w-]{1,40}\s){0,2}?(?:agent|subagent|skill)\s(?=[a-z])/i, '')
		.replace(
			/^(?:create an? (?:[\w-]{1,20} ){0,3}agent (?:that|who) is|you are|you['’]re|is|acts as|will|can)\s(?:an?\s|the\s)?(?=\S)/i,
			'',
		);
}
