/** The longest summary, in UTF-16 units. */
const maxLength = 100;
/** Of a longer text only this much is looked at. */
const maxRead = 1000;
/** What is cut shorter than this says too little. */
const leastLength = 60;
/** A phrase shorter than this is none. */
const leastPhrase = 12;

/**
 * A sentence in at most 100 UTF-16 units: whole where it fits, else without what stands in brackets,
 * else cut where a phrase ends, with an ellipsis. No bracket and no quotation stays open.
 */
export function shortSentence(text: string): string {
	const whole = closed(text.slice(0, maxRead));
	if (whole.length <= maxLength) return whole;
	const bare = whole
		.replace(/ ?(?:\([^()]*\)|\[[^[\]]*\])/g, '')
		.trim()
		.replace(marks, '');
	return bare.length >= leastLength / 2 && bare.length < whole.length
		? cut(closed(bare))
		: cut(whole);
}

const marks = /(?<![\s.,;:–—-])[\s.,;:–—-]+$/;

function cut(text: string): string {
	if (text.length <= maxLength) return text;
	const room = text.slice(0, maxLength - 1);
	const clause = /^[^]*(?=[;:]\s|\s[–-]\s|\s?—)/.exec(room)?.[0] ?? '';
	const comma = text.slice(0, maxLength - 2).lastIndexOf(', ');
	const atComma = room.slice(0, Math.max(comma, 0));
	if (clause.length >= leastLength && clause.length >= comma && closed(clause) === clause) {
		return clause.trimEnd();
	}
	if (comma >= leastLength && closed(atComma) === atComma && !isIncomplete(atComma)) {
		return `${atComma}, …`;
	}
	const space = room.lastIndexOf(' ');
	const words = comma >= leastLength ? atComma : room.slice(0, Math.max(space, 0));
	const next = text.slice(space + 1).split(' ', 1)[0] ?? '';
	const isWhole = comma < leastLength && connecting.has(next);
	const phrase = trimmed(closed(isWhole ? words : endOfPhrase(words)));
	if (phrase.length >= leastPhrase) return `${phrase}…`;
	const some = space < 40 ? room.replace(/[\uD800-\uDBFF]$/, '') : room.slice(0, space);
	return `${trimmed(closed(some))}…`;
}

/** Words that the next ones belong to. */
const connecting: ReadonlySet<string> = new Set(
	'across and as at between by combining covering encompassing for from in including into leveraging like of on or over ranging requiring spanning such that through to under using via when where which while who with without & + /'.split(
		' ',
	),
);

/** A text up to the word before its last phrase, which may be cut in the middle. */
function endOfPhrase(text: string): string {
	const words = text.split(' ');
	for (let end = words.length - 1; end > 0; end--) {
		const word = (words[end] ?? '').toLowerCase();
		if (!connecting.has(word)) continue;
		const before = trimmed(words.slice(0, end).join(' '));
		if (before.length < leastPhrase) break;
		// “Identifying and mitigating” has its object behind both.
		const isOneOfTwo = before.endsWith('ing') && /^(?:and|or|&)$/.test(word);
		if (!isIncomplete(before) && !isOneOfTwo) return before;
	}
	return text;
}

/** The last word describes one that follows, or is one of several verbs with one object. */
function isIncomplete(text: string): boolean {
	const segment = text.slice(text.lastIndexOf(',') + 1).trim();
	return (
		/(?:^|\s)(?:clean|robust|secure|modern|fast|complex|efficient|[a-z-]{2,30}(?:able|ible|iant|ient|mant|ive|-quality|-performance))$/i.test(
			segment,
		) || /^[a-z]{2,30}ing$/i.test(segment)
	);
}

/** Without a last word that cannot end a phrase, and without marks behind it. */
function trimmed(text: string): string {
	const words = text.split(' ');
	for (;;) {
		const last = (words.at(-1) ?? '').replace(/(?<![.,;:–—(-])[.,;:–—(-]+$/, '');
		const isWord = /[\p{L}\p{N}\p{S}]/u.test(last);
		if (
			words.length === 1 ||
			(isWord && !dangling.test(last) && !connecting.has(last.toLowerCase()))
		) {
			return [...words.slice(0, -1), last].join(' ');
		}
		words.pop();
	}
}

const dangling =
	/^(?:a|all|an|any|its|the|their|your|focus|emphasis|speciali[sz](?:ing|es|ed)|focus(?:ing|es|ed)|designed|ensuring)$/i;

const closings: Readonly<Record<string, string>> = {
	'(': ')',
	'[': ']',
	'{': '}',
	'“': '”',
	'«': '»',
	'「': '」',
	'『': '』',
	'（': '）',
};

/** Cuts a text before the first bracket or quotation mark that stays open; one at the start goes. */
function closed(text: string): string {
	const open: { readonly close: string; readonly at: number }[] = [];
	for (let i = 0; i < text.length; i++) {
		const char = text.charAt(i);
		const close = closings[char] ?? (char === '"' ? '"' : undefined);
		const known = open.findLastIndex((opened) => opened.close === char);
		if (known !== -1) open.length = known;
		else if (close !== undefined) open.push({ close, at: i });
	}
	const early = new Set(open.filter(({ at }) => at < leastPhrase).map(({ at }) => at));
	const late = open.find(({ at }) => at >= leastPhrase);
	if (!late && early.size === 0) return text;
	const kept = text.slice(0, late?.at).replace(/[^]/g, (char, at) => (early.has(at) ? '' : char));
	const plain = kept.replace(/ {2,}/g, ' ').trim();
	return late ? trimmed(plain) : plain;
}
