import type { AgentDocument } from './agentDocument.ts';
import { isTextKey } from '../agent/header/headerKeys.ts';
import type { TextRange } from '../text/range.ts';

/**
 * Where the file of an agent speaks of the agent by its handle: in its description with the examples,
 * in other prose of its header and in its body outside of code blocks. A handle that is a part of a
 * longer one, of a path or of an address is none. One that may be a plain word, such as `reviewer`,
 * counts only where the words around it call for an agent. In the order of the file.
 */
export function selfMentions(document: AgentDocument, handle: string): readonly TextRange[] {
	if (!/^[\w-]+$/.test(handle)) return [];
	const found: TextRange[] = [];
	const isName = isUnmistakable(handle);
	for (const { start, end } of proseOf(document)) {
		const part = document.text.slice(start, end);
		for (let at = part.indexOf(handle); at !== -1; at = part.indexOf(handle, at + handle.length)) {
			if (found.length === most) return found;
			const behind = at + handle.length;
			const before = part.slice(Math.max(0, at - reach), at);
			const after = part.slice(behind, behind + reach);
			if (!isWhole(before, after) || (!isName && !callsForAgent(before, after))) continue;
			found.push({ start: start + at, end: start + behind });
		}
	}
	return found;
}

/** Further ones in one file are text for itself. */
const most = 1000;
/** How much is looked at on each side of a name. */
const reach = 60;

/** The stretches of a file that people read, in order. */
function proseOf(document: AgentDocument): readonly TextRange[] {
	const prose: TextRange[] = document.frontMatter.entries
		.filter(({ canonical }) => isTextKey(canonical))
		.map(({ valueRange }) => valueRange);
	let { start } = document.inFile({ start: 0, end: 0 });
	for (const { range } of document.fences) {
		const fence = document.inFile(range);
		if (fence.start > start) prose.push({ start, end: fence.start });
		start = Math.max(start, fence.end);
	}
	return [...prose, { start, end: document.text.length }];
}

/** In double quotes of YAML a line break is written `\n`, and a name may follow it. */
function isWhole(before: string, after: string): boolean {
	const isStart = /(?:^|\\[nrt]|(?<![\w./-])@|[^\p{L}\p{N}_@./\\#$<:?&=-]|[^\w]:|^:|\w=)$/u.test(
		before,
	);
	const isAddress = before.split(/\s/).at(-1)?.includes('://') === true;
	return isStart && !isAddress && !/^(?:[\p{L}\p{N}_/@-]|[.:][\w/]|\()/u.test(after);
}

/** Several words that end as names of people at work do, or three and more. */
function isUnmistakable(handle: string): boolean {
	const words = handle.split(/[-_]+/).filter((word) => word !== '');
	if (words.length < 2) return false;
	return (
		words.length > 2 || /(?:er|or|ist|ian|expert|architect|agent|pro|lead|analyst)$/i.test(handle)
	);
}

const verb =
	'(?:us(?:e|es|ing)|launch(?:ing)?|invok(?:e|ing)|call(?:ing)?|ask(?:ing)?|engag(?:e|ing)|deploy(?:ing)?|spawn(?:ing)?|run(?:ning)?|consult(?:ing)?|delegat(?:e|ing)|hand(?:ing)?|pass(?:ing)?|rout(?:e|ing)|escalat(?:e|ing)|defer(?:ring)?|switch(?:ing)?|via)';
const called = new RegExp(
	`\\b${verb}\\s(?:(?:it|this|that|them)\\s)?(?:(?:off|over)\\s)?(?:to\\s)?(?:the\\s|our\\s|my\\s)?[*_]{0,3}$`,
	'i',
);
/** What may follow the name of somebody who is called, but not a noun. */
const calledFor =
	/^[*_]{0,3}(?:\s*$|\s*[.,;:!?)"'<\n]|\s[–—-]|\s(?:to|for|now|again|and|so|here|when|if|with|on|after|before|instead|first|next|who|which)\b)/i;

function callsForAgent(before: string, after: string): boolean {
	if (before.endsWith('@')) return true;
	const quote = before.at(-1) ?? '';
	if ('`"'.includes(quote) && quote !== '' && after.startsWith(quote)) return true;
	return (
		/^[*_`"']{0,3}\s(?:sub-?)?agent\b/i.test(after) ||
		(called.test(before) && calledFor.test(after))
	);
}
