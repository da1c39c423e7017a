import { maskText } from '../code/moduleScan.ts';
import { judgeInOtherLanguage, mayBeOtherLanguage } from './verdictWords.ts';

/** What a label says about the code that it stands over; `both` where it announces good and bad. */
export type Verdict = 'good' | 'bad' | 'both';

const badMark = /[❌✗✘✖🚫⛔👎🙅]/u;
const goodMark = /[✅✔✓👍☑]/u;
/** A mark at an end of a label is its verdict; between words it speaks of something else. */
const markAtEnd =
	/^[^\p{L}\p{N}]{0,20}[❌✗✘✖🚫⛔👎🙅✅✔✓👍☑]|[❌✗✘✖🚫⛔👎🙅✅✔✓👍☑][^\p{L}\p{N}]{0,20}$/u;

/** Without one of these nothing is said; few headings and fewer lines of code have one. */
const mayJudge =
	/[❌✗✘✖🚫⛔👎🙅✅✔✓👍☑]|bad|wrong|correct|poor|ugly|na[iï]ve|efficient|secure|vulnerable|broken|discouraged|terrible|proper|slow|safe|wors|anti[- ]?pattern|n['’]?t|avoid|never|forbidden|deprecated|obsolete|outdated|instead|rather|mistake|pitfall|smell|before|after|old way|new way|good|right|better|best|recommend|prefer|ideal|idiomatic|improved|optimi|fix|refactored|clean|solution|always|this|like so|that|okay|fine|\b(?:do|do['’]?s|no|nope|yes|ok)\b/iu;

function mayHoldVerdict(text: string): boolean {
	return mayJudge.test(text) || mayBeOtherLanguage(text);
}

/** A label is short; of a longer one the beginning and the end count. */
const longestLabel = 400;

const fillers = words(
	`a an the this that here is are it its it's that's these those of some very really also common
	typical known other another more most and but please you we i example examples version so as
	just case`,
);
const trailers = words('here below above too now above and example examples code again');

/** What code is called in labels; `bad request` and `wrong password` are about something else. */
const nouns = words(
	`example examples code practice practices pattern patterns way ways approach approaches
	implementation implementations usage usages use version versions style styles solution solutions
	option options idea ideas design designs snippet snippets sample samples form syntax choice
	query queries component components test tests naming name names function functions structure
	schema method methods variant variants`,
);
const badAdjectives = words(
	`bad wrong incorrect poor ugly naive naïve inefficient insecure vulnerable broken discouraged
	terrible improper slow unsafe worse worst`,
);
const goodAdjectives = words(
	`good correct right better best recommended preferred proper ideal idiomatic improved optimized
	secure safe fixed refactored clean efficient`,
);

const bad = phrases(
	`bad, wrong, incorrect, antipattern, antipatterns, dont, donts, avoid, discouraged, forbidden,
	not recommended, not good, not ok, not okay, not allowed, not ideal, what not to do, not to do,
	what to avoid, how not to do it, how not to, not this, not like this, not like that, not that,
	dont use, dont use it, dont copy, dont copy it, dont do it, do not use, never use,
	instead of, instead of this, instead of that, rather than, rather than this, mistake, mistakes,
	pitfall, pitfalls, code smell, code smells, incorrectly, wrongly, insecure, vulnerable`,
);
const good = phrases(
	`good, correct, recommended, preferred, prefer, better, best, fixed, fix, the fix, solution,
	improved, optimized, secure, instead, do this, do it like this, write this, use this, like this, like so,
	this way, correctly, refactored, idiomatic, best practice, best practices, do that, prefer this`,
);
/** Words that say it only where nothing but a colon or a note follows. */
const badAlone = phrases(
	'no, nope, not, never, before, before refactoring, before the fix, old way, deprecated, obsolete, outdated',
);
const goodAlone = phrases(
	'yes, right, do, dos, ok, okay, fine, after, after refactoring, after the fix, always, new way',
);

/** Don’t do this, never write code like this, avoid the following. “Never log this” is advice. */
const demonstrative =
	/^(?:dont|do not|never|avoid|not)(?: ever)?(?: (?:do|doing|copy|copying|write|writing|use|using|code|coding|implement))?(?: (?:the|any|a|all|such))?(?: (?:code|patterns?|things?|anything|something|constructs?|it|approach|approaches|style|examples?))?(?: like| as in)? (?:this|these|that|(?:the )?following|(?:the )?below|the code below)(?: (?:code|patterns?|examples?|approach|way|ever|anywhere|in production))?$/;
const judgement =
	/^(?:(?:this|the following|the code below|following|code|below|that) )*(?:code |example |approach |pattern )?(?:is|are|would be|looks) (?:a |an |the |very |just |plain )*([a-z]+)(?: [a-z]+)?$/;
/** What is not forgotten is done. */
const reminder = /^(?:dont|never) (?:forget|hesitate|worry|miss|skip|need|panic)\b/;

/**
 * Reads what a heading, a title or another short label says of the code below it: `❌ Bad Example`,
 * `Wrong:`, `Anti-patterns to avoid`, `The right way`. Advice on what the code is about, such as
 * “Avoid N+1 Queries” or “Bad Request”, is no verdict.
 */
export function readVerdict(label: string): Verdict | undefined {
	return mayHoldVerdict(label) ? (markVerdict(label) ?? wordVerdict(label, 'label')) : undefined;
}

/**
 * Reads what the paragraph above a code block says of it. Its end stands next to the code, and so
 * goes before its beginning: `This is bad. Do this instead:` is good.
 */
export function readVerdictInText(paragraph: string): Verdict | undefined {
	if (!mayHoldVerdict(paragraph)) return undefined;
	const marked = markVerdict(paragraph);
	if (marked) return marked;
	const sentences = shortened(paragraph).split(/(?<=[.!?])\s/);
	const last = sentences.at(-1) ?? '';
	return lastClauseVerdict(last) ?? wordVerdict(last, 'label') ?? wordVerdict(paragraph, 'text');
}

/** Reads what stands behind the marker of a code block, apart from its attributes. */
export function readVerdictInInfo(info: string): Verdict | undefined {
	const plain = info.replace(/=(?:"[^"]*"|'[^']*')/g, '= ');
	if (badMark.test(plain) || goodMark.test(plain)) return markVerdict(plain, true);
	for (const word of plain.toLowerCase().split(/[\s{},:]+/)) {
		if (/^(?:example-)?(?:bad|wrong|incorrect|dont|don't|avoid|anti-?pattern)$/.test(word)) {
			return 'bad';
		}
		if (/^compile_fail$|^(?:bad|wrong)-example$/.test(word)) return 'bad';
		if (/^(?:example-)?(?:good|correct|right)$|^good-example$/.test(word)) return 'good';
	}
	return undefined;
}

/**
 * Which lines of a code block may be offered, by the comments in it: what stands below `// ❌ Bad`
 * goes, up to the next such comment, the next file or the end of the block of code around it.
 *
 * @param verdict what is said of the block as a whole; holds where no comment in the code does
 * @param startsFile whether a line names the file that the code below it belongs to
 * @returns the lines by index; `undefined` where nothing may be offered, as where what is left would
 * not be whole
 */
export function offeredLines(
	lines: readonly string[],
	verdict: Verdict | undefined,
	startsFile: (line: string) => boolean,
): ReadonlySet<number> | undefined {
	const verdicts = commentVerdicts(lines);
	const offered = new Set(lines.keys());
	if (verdicts.size === 0) return verdict === 'bad' || verdict === 'both' ? undefined : offered;

	const open: { readonly column: number; readonly verdict: Verdict; hasCode: boolean }[] = [];
	let hasGood = verdict === 'good';
	let hasBad = false;
	const dropped: string[] = [];
	for (const [i, line] of lines.entries()) {
		const found = verdicts.get(i);
		const column = line.length - line.trimStart().length;
		if (found) {
			const least = found.isTrailing ? column + 1 : column;
			while ((open.at(-1)?.column ?? -1) >= least) open.pop();
			if (!found.isTrailing) open.push({ column, verdict: found.verdict, hasCode: false });
		} else if (line.trim() !== '') {
			if (open.at(-1)?.hasCode === true && startsFile(line)) open.length = 0;
			while ((open.at(-1)?.column ?? -1) > column) open.pop();
		}
		const last = open.at(-1);
		if (last && !found && line.trim() !== '') last.hasCode = true;
		const isBad = open.some((each) => each.verdict === 'bad')
			? last?.verdict !== 'good'
			: last === undefined && (verdict === 'bad' || verdict === 'both');
		if (isBad) {
			hasBad = true;
			offered.delete(i);
			dropped.push(line);
		} else if (found?.isTrailing === true && found.verdict === 'bad') return undefined;
		hasGood ||= found?.verdict === 'good';
	}
	if (!hasBad) return offered;
	const kept = lines.filter((_line, i) => offered.has(i));
	return hasGood && isWhole(dropped) && isWhole(kept) ? offered : undefined;
}

interface CommentVerdict {
	readonly verdict: 'good' | 'bad';
	/** Whether code stands before the comment in its line. */
	readonly isTrailing: boolean;
}

function commentVerdicts(lines: readonly string[]): ReadonlyMap<number, CommentVerdict> {
	const verdicts = new Map<number, CommentVerdict>();
	const parts = new Map<'before' | 'after', number[]>([
		['before', []],
		['after', []],
	]);
	for (const [i, line] of lines.entries()) {
		const comment = commentIn(line);
		if (!comment) continue;
		const { text, isTrailing } = comment;
		const verdict = markVerdict(text) ?? wordVerdict(text, 'comment');
		if (verdict === 'good' || verdict === 'bad') verdicts.set(i, { verdict, isTrailing });
		const part = text.trim().toLowerCase();
		if (!isTrailing && (part === 'before' || part === 'after')) parts.get(part)?.push(i);
	}
	// `// Before` means what is replaced only where `// After` says by what.
	const [before = [], after = []] = [parts.get('before'), parts.get('after')];
	if (before.length > 0 && after.length > 0) {
		for (const i of before) verdicts.set(i, { verdict: 'bad', isTrailing: false });
		for (const i of after) verdicts.set(i, { verdict: 'good', isTrailing: false });
	}
	return verdicts;
}

const longestLine = 1_000;

/** The comment of a line, in whatever language, without its marks. */
function commentIn(line: string): { text: string; isTrailing: boolean } | undefined {
	if (line.length > longestLine || !mayHoldVerdict(line)) return undefined;
	const trimmed = line.trim();
	const own = ownComment.exec(trimmed)?.[0];
	if (own !== undefined) return { text: withoutEnd(trimmed.slice(own.length)), isTrailing: false };
	// No code begins with a mark.
	if (markAtStart.test(trimmed)) return { text: trimmed, isTrailing: false };
	const trailing = trailingComment.exec(line);
	if (!trailing) return undefined;
	const text = withoutEnd(line.slice(trailing.index + trailing[0].length));
	return isInString(line, trailing.index, text) ? undefined : { text, isTrailing: true };
}

/** Whether a string that opens in front of a place of a line closes behind it. */
function isInString(line: string, place: number, rest: string): boolean {
	return ['"', "'", '`'].some(
		(quote) => rest.includes(quote) && line.slice(0, place).split(quote).length % 2 === 0,
	);
}

const markAtStart = /^[❌✗✘🚫⛔👎✅✔✓👍]/u;
const ownComment =
	/^(?:\{?\/\*+|\/\/|<!--|"""|'''|(?:#+|--+|\*|;+|%+)(?=\s|[❌✗✘🚫⛔👎✅✔✓👍]|$))/u;
const trailingComment = /[\s;,)}](?:\/\/|\/\*|#|--|<!--)(?=\s|[❌✗✘🚫⛔👎✅✔✓👍])/u;

function withoutEnd(comment: string): string {
	const trimmed = comment.trim();
	for (const end of ['*/}', '*/', '-->', '"""', "'''"]) {
		if (trimmed.endsWith(end)) return trimmed.slice(0, -end.length).trim();
	}
	return trimmed;
}

/** Whether every bracket is closed, as far as can be told without knowing the language. */
function isWhole(lines: readonly string[]): boolean {
	const open: string[] = [];
	for (const [char] of maskText(lines.join('\n')).matchAll(/[()[\]{}]/g)) {
		const at = '([{'.indexOf(char);
		if (at !== -1) open.push(')]}'.charAt(at));
		else if (open.pop() !== char) return false;
	}
	return open.length === 0;
}

function markVerdict(label: string, anywhere = false): Verdict | undefined {
	const isBad = badMark.test(label);
	const isGood = goodMark.test(label);
	if (isBad && isGood) return 'both';
	if (!isBad && !isGood) return undefined;
	if (!anywhere && !markAtEnd.test(shortened(label))) return undefined;
	return isBad ? 'bad' : 'good';
}

/** What a part of a label is followed by tells whether it stands for itself. */
interface Part {
	readonly words: readonly string[];
	readonly before: string;
	readonly after: string;
}

function wordVerdict(label: string, kind: 'label' | 'text' | 'comment'): Verdict | undefined {
	const text = normal(label);
	const parts = partsOf(text);
	const [first] = parts;
	if (!first) return undefined;
	if (kind !== 'comment' && !demonstrative.test(first.words.join(' ')) && namesBoth(text)) {
		return 'both';
	}
	// `// never` and `// before` say something else in code; `// do` does not.
	const isAlone =
		parts.length === 1 &&
		(kind === 'label' || (kind === 'comment' && /^(?:dos?|right)$/.test(first.words.join(' '))));
	const opens = judge(first.words, isAlone || /^[:–—(-]$/.test(first.after));
	// In a paragraph the head counts where something follows it.
	if (opens && (kind !== 'text' || parts.length > 1)) return opens;
	const last = parts.at(-1);
	if (kind === 'text' || !last || last === first) return undefined;
	if (demonstrative.test(last.words.join(' '))) return 'bad';
	const isNote = kind === 'label' ? /^[:–—([-]$/ : /^[–—([-]$/;
	return isNote.test(last.before) ? judge(last.words, false) : undefined;
}

function lastClauseVerdict(sentence: string): Verdict | undefined {
	const parts = partsOf(normal(sentence));
	const last = parts.at(-1);
	if (!last) return undefined;
	const text = last.words.join(' ');
	const found = judge(last.words, parts.length === 1 && /^[:：]$/.test(last.after));
	if (found) return found;
	if (/^(?:instead of|rather than)(?: [a-z]+)?(?: (?:this|that|code|it))?$/.test(text))
		return 'bad';
	const isNegated = /\b(?:dont|never|avoid|not)\b/.test(text);
	if (
		!isNegated &&
		/\b(?:like (?:this|so)|instead|(?:right|correct|better|proper) way)\b/.test(text)
	) {
		return 'good';
	}
	return undefined;
}

/** Whether a label announces good and bad, and nothing else: “Good vs. bad examples”. */
function namesBoth(text: string): boolean {
	const found = { good: false, bad: false };
	for (const word of text.split(/[^\p{L}]+/u)) {
		if (word === '' || connectors.has(word) || fillers.has(word) || nouns.has(word)) continue;
		if (goodSides.has(word)) found.good = true;
		else if (badSides.has(word)) found.bad = true;
		else return false;
	}
	return found.good && found.bad;
}

const connectors = words('vs versus and or to than not from in');
const goodSides = words('good right correct do dos after better recommended best');
const badSides = words(
	'bad wrong incorrect dont donts before worse antipattern antipatterns discouraged',
);

/** @param standsAlone whether nothing but a colon or a note follows */
function judge(all: readonly string[], standsAlone: boolean): 'good' | 'bad' | undefined {
	const whole = all.join(' ');
	if (reminder.test(whole)) return undefined;
	if (demonstrative.test(whole)) return 'bad';
	const elsewhere = judgeInOtherLanguage(all);
	if (elsewhere) return elsewhere;
	const phrase = [...all];
	while (phrase.length > 1 && fillers.has(phrase[0] ?? '')) phrase.shift();
	while (phrase.length > 1 && isTrailer(phrase.at(-1) ?? '')) phrase.pop();
	for (const text of [whole, phrase.join(' ')]) {
		if (bad.has(text) || (standsAlone && badAlone.has(text))) return 'bad';
		if (good.has(text) || (standsAlone && goodAlone.has(text))) return 'good';
	}
	const judged = judgement.exec(whole)?.[1] ?? '';
	if (judged !== '' && (bad.has(judged) || judged === 'insecure')) return 'bad';
	if (judged !== '' && good.has(judged)) return 'good';
	if (phrase.at(-1) === 'avoid' && phrase.at(-2) === 'to') return 'bad';
	if (/^instead(?! of\b)|\binstead$/.test(whole) && !/\b(?:dont|never|avoid)\b/.test(whole)) {
		return 'good';
	}
	const [adjective = '', ...named] = all.filter((word) => !fillers.has(word) || nouns.has(word));
	const rest = named.filter((word) => !/^#?\d+$/.test(word));
	if (rest.length === 0 || rest.length > 2 || !rest.every((word) => nouns.has(word))) {
		return undefined;
	}
	// Rust has code of that name.
	if (adjective === 'unsafe' && /^(?:code|functions?|use|usages?)$/.test(rest[0] ?? '')) {
		return undefined;
	}
	if (badAdjectives.has(adjective)) return 'bad';
	return goodAdjectives.has(adjective) ? 'good' : undefined;
}

function isTrailer(word: string): boolean {
	return trailers.has(word) || /^#?\d+$/.test(word);
}

/** In lower case, without emphasis, with one spelling for each word that says no. */
function normal(label: string): string {
	return shortened(label)
		.toLowerCase()
		.replace(/[*_`"“”]/g, '')
		.replaceAll('’', "'")
		.replace(/\banti[- ]?pattern/g, 'antipattern')
		.replace(/\b(?:do(?:n't| not|nt)|(?:should|must)(?:n't| not))('?s)?\b/g, (_no, many?: string) =>
			many === undefined ? 'dont' : 'donts',
		)
		.replace(/\bdo's\b/g, 'dos');
}

function partsOf(text: string): readonly Part[] {
	const pieces = text.split(/([:;,!?()[\]—–→|：]|\s-+>?\s|\.(?=\s|$))/);
	const parts: Part[] = [];
	for (let i = 0; i < pieces.length; i += 2) {
		const found = (pieces[i] ?? '').split(/[^\p{L}\p{N}'#]+/u).filter((word) => word !== '');
		if (found.length === 0) continue;
		const before = (pieces[i - 1] ?? '').trim().charAt(0);
		parts.push({ words: found, before, after: (pieces[i + 1] ?? '').trim().charAt(0) });
	}
	return parts;
}

function shortened(label: string): string {
	if (label.length <= 2 * longestLabel) return label;
	return `${label.slice(0, longestLabel)} … ${label.slice(-longestLabel)}`;
}

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(/\s+/));
}

function phrases(list: string): ReadonlySet<string> {
	return new Set(list.split(',').map((phrase) => phrase.trim().split(/\s+/).join(' ')));
}
