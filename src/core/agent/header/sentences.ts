import { withoutLinks } from '../../text/plainTitle.ts';

/** A sentence of a description in plain text. */
export interface Sentence {
	/** On one line, without marks of markdown; with what ends it. */
	readonly text: string;
	/** The first sentences of the list that the sentence opens with a colon. */
	readonly points: readonly string[];
}

/** More of them nobody needs to know what an agent is for. */
const maxSentences = 20;

/**
 * The first sentences of a description, up to its examples. What is wrapped over several lines is one
 * sentence; a list item and a paragraph end one. Headings count only where nothing else is said.
 */
export function readSentences(description: string): readonly Sentence[] {
	const blocks = blocksOf(beforeExamples(description));
	const prose = blocks.filter(({ kind }) => kind !== 'heading');
	const found: { text: string; points: string[] }[] = [];
	for (const { kind, text } of prose.length > 0 ? prose : blocks) {
		const plain = plainText(text);
		const opener = found.at(-1);
		if (kind === 'item' && opener && /[:：]$/.test(opener.text)) {
			const [point] = split(plain);
			if (point !== undefined) opener.points.push(point);
			continue;
		}
		const list = inlineList.exec(plain);
		const end = list ? list.index + list[0].length : plain.length;
		const head = list?.[0] === '' ? `${plain.slice(0, end)}:` : plain.slice(0, end);
		for (const sentence of split(head)) {
			const isFirst = found.length === 0;
			if (!isFirst && (exampleTitle.test(sentence) || speaker.test(sentence))) return found;
			const cut = sentence.search(exampleInside);
			found.push({ text: cut < 3 ? sentence : sentence.slice(0, cut), points: [] });
			if (cut >= 3 || found.length === maxSentences) return found;
		}
		const listing = list && found.at(-1);
		if (listing) listing.points = [...pointsOf(plain.slice(end))];
	}
	return found;
}

interface TextBlock {
	readonly kind: 'heading' | 'item' | 'paragraph';
	text: string;
}

const lineStart =
	/^[^\S\n]*(?:(#{1,6})[^\S\n]+|((?:[-*•+–][^\S\n]+|\(?(?:\d{1,2}|[a-z])[.)][^\S\n]+)(?:\[[ xX]\][^\S\n]+)?)|[>|][^\S\n]*)?/;

function blocksOf(text: string): readonly TextBlock[] {
	const blocks: TextBlock[] = [];
	let open: TextBlock | undefined;
	for (const line of text.split('\n')) {
		const [mark = '', heading, item] = lineStart.exec(line) ?? [];
		const words = line.slice(mark.length).trim();
		if (words === '' || /^[-*_=|: ]{3,}$/.test(words)) {
			open = undefined;
		} else if (heading !== undefined) {
			blocks.push({ kind: 'heading', text: words });
			open = undefined;
		} else if (item !== undefined || !open) {
			open = { kind: item === undefined ? 'paragraph' : 'item', text: words };
			blocks.push(open);
		} else open.text += ` ${words}`;
	}
	return blocks;
}

const exampleWord = /example|delegation|commentary/i;
const exampleTag = /<(?:examples?|delegations?|commentary)\b/i;

function beforeExamples(text: string): string {
	const start = exampleWord.test(text) ? text.search(exampleTag) : -1;
	const head = start === -1 ? text : text.slice(0, start);
	if (/\w{3}/.test(head.replace(/^\s*(?:[-*]\s*)?examples?\s*:/i, ''))) return head;
	return text
		.replace(/<(example|delegation|commentary)\b[^<>]{0,200}>[^]*?(?:<\/\1>|$)/gi, ' ')
		.replace(/^\s*examples?\s*:/i, '');
}

/** “Examples of usage:”, “Some examples:”. */
const exampleTitle =
	/^(?:[\w'’-]{1,20} ){0,3}(?:examples?|delegations?)(?: [\w-]{1,20}){0,2} ?(?::|$)/i;
const speaker = /^(?:context|user|human|assistant|commentary) ?:/i;
const exampleInside =
	/[, ] ?(?:here (?:are|is) )?(?:some |a few )?(?:for |usage |specific )?(?:examples?|delegations?)(?: usage| scenarios| of usage)? ?:/i;

/** A list whose items stand on the line that opens it: “when: - a - b”, “when: 1) a, 2) b”, “to (1) a, (2) b”. */
const inlineList = /[:：](?= (?:[-•*–]|\(?1[.)]) )|(?<=\b(?:for|to|when))(?= \(?1[.)] )/;

function pointsOf(list: string): readonly string[] {
	return list
		.split(/[,;.]? (?:[-•*–]|\(?\d{1,2}[.)])(?= )/)
		.map((point) => point.trim())
		.filter((point) => point !== '');
}

const entities: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': ' ',
};

/** Emphasis opens before a word and closes behind one; the stars of `src/**` do neither. */
const emphasis =
	/(?<![\w*/.])\*{1,3}(?=[\p{L}\p{N}"“(<\0])|(?<=[^\s*/])\*{2,3}(?![\w*/]|\.\w)|(?<=[\p{L}\p{N}.!?)\0])\*(?![\w*/]|\.\w)/gu;
const underlined = /(?<![\w/])(__?)([^\s_][^_\n]{0,200})\1(?![\w/]|\.\w)/g;

/** Text that says all that it holds, with single blanks. */
const bareText = /^(?:[A-Za-z\d,.;:'"()!?/+-]+(?: |$))*$/;

function plainText(text: string): string {
	if (bareText.test(text)) return text.trim();
	const code: string[] = [];
	return withoutLinks(text)
		.replaceAll('\0', '')
		.replace(/`([^`]*)`/g, (_, span: string) => `\0${code.push(span) - 1}\0`)
		.replace(/<\/?[a-z][^<>]{0,80}>/gi, ' ')
		.replace(emphasis, '')
		.replace(underlined, '$2')
		.replace(/~~|`| ?\|$/g, '')
		.replace(/ \| /g, ' ')
		.replace(/\\(["'*_#`[\]])/g, '$1')
		.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
		.replace(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.replace(/^[\p{Extended_Pictographic}\uFE0F\u200D]{1,8}\s/u, '');
}

/** Words whose full stop ends no sentence. */
const abbreviation =
	/(?:^|[\s(])(?:e\.g|i\.e|vs|approx|resp|bzw|ggf|evtl|vgl|sog|inkl|bspw|p\. ?ex|par ex|p\. ?ej|no|dr|st|cf|fig|mr|mrs|prof|[a-z]|(?:\p{L}\.){1,4}\p{L})\.$/iu;
/** The same, unless a new sentence begins behind them. */
const looseAbbreviation = /(?:^|[\s(])(?:etc|incl|al)\.$|\.\.\.?$/i;
/** “z. B.” and “d. h.”, each letter with a blank of its own. */
const twoLetters = /(?:^|[\s(])\p{Ll}\.[ \u00A0\u202F]\p{L}\.$/u;
/** The number of a list item. */
const itemNumber = /(?:^|[:;,.] )\d{1,2}\.$/;

function split(text: string): readonly string[] {
	const result: string[] = [];
	let from = 0;
	for (const end of text.matchAll(/[.!?…]["”’)]?(?=\s)|[。！？．।۔]["”’」』）]?/g)) {
		const to = end.index + end[0].length;
		const last = text.slice(Math.max(from, to - 14), to);
		const startsLower = /^\s*\p{Ll}/u.test(text.slice(to, to + 3));
		if (twoLetters.test(last)) continue;
		if (!/\s[A-Z]\.$/.test(last) && (abbreviation.test(last) || itemNumber.test(last))) continue;
		if (startsLower && (looseAbbreviation.test(last) || last.endsWith('…'))) continue;
		result.push(text.slice(from, to).trim());
		from = to;
		if (result.length === maxSentences) return result;
	}
	result.push(text.slice(from).trim());
	return result.filter((sentence) => sentence !== '');
}
