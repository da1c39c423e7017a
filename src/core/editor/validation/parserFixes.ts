import type { AgentDocument } from '../agentDocument.ts';
import { withRealLineBreaks } from '../../agent/header/examples.ts';
import { entriesOf } from '../../agent/frontMatter.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import { inlineValue, isOneLine, linesOfEntry } from '../../agent/header/headerEdits.ts';
import { isRestriction } from '../../agent/header/headerKeys.ts';
import { fixOf } from '../../problem/problem.ts';
import type { Fix, Problem, ProblemCode } from '../../problem/problem.ts';
import type { TextRange } from '../../text/range.ts';
import { lineEndOf, withLineEnds } from '../../text/textEdits.ts';
import { writeValue } from '../../agent/header/yamlText.ts';
import { isMapping } from '../../agent/header/yamlTree.ts';

/** A header with more entries is no work of a person: finding fixes for it would take too long. */
const mostEntries = 200;

/** Words that are text as a name and something else as a YAML value. */
const otherType = /^(?:y|n|yes|no|true|false|on|off|null|[\d.+-].*)$/i;

/**
 * The problem with a fix, where the parser gave none because the fix needs to know the whole file.
 * Each leaves the agent as it is read.
 */
export function withFix(document: AgentDocument, problem: Problem): Problem {
	if (problem.fix || document.frontMatter.entries.length > mostEntries) return problem;
	const fix = fixes[problem.code]?.(document, problem);
	return fix ? { ...problem, fix } : problem;
}

const fixes: Readonly<
	Partial<Record<ProblemCode, (document: AgentDocument, problem: Problem) => Fix | undefined>>
> = {
	'no-front-matter': addHeader,
	'front-matter-language': removeLanguage,
	'empty-tools': allowNothing,
	'missing-name': addName,
	'duplicate-key': mergeDuplicates,
	'literal-line-break': writeBlock,
	'value-not-text': quoteValue,
};

function addHeader({ text, stem }: AgentDocument): Fix | undefined {
	if (!isPlainName(stem)) return undefined;
	const start = text.startsWith('\uFEFF') ? 1 : 0;
	const header = withLineEnds(`---\nname: ${stem}\ndescription: \n---\n\n`, lineEndOf(text));
	const edits = [{ range: { start, end: start }, newText: header }];
	return fixOf('no-front-matter', {}, { edits, isGuess: true });
}

/** Only where the language is the one that front matter has without saying so. */
function removeLanguage({ text }: AgentDocument): Fix | undefined {
	const match = /^\uFEFF?---([ \t]*ya?ml)[ \t]*(?=\r?\n)/i.exec(text);
	if (!match) return undefined;
	const [whole, language = ''] = match;
	const start = whole.indexOf('---') + 3;
	const edits = [{ range: { start, end: start + language.length }, newText: '' }];
	return fixOf('front-matter-language', {}, { edits });
}

/** Says what an empty key means here; the author may mean the opposite. */
function allowNothing({ text, frontMatter }: AgentDocument, { range }: Problem): Fix | undefined {
	const entry = frontMatter.entries.find(({ keyRange }) => keyRange.start === range.start);
	const colon = /^["']?[ \t]*:/.exec(text.slice(range.end, range.end + 40));
	if (!entry || !colon || entry.valueRange.end > entry.valueRange.start) return undefined;
	const at = range.end + colon[0].length;
	const edits = [{ range: { start: at, end: at }, newText: ' []' }];
	return fixOf('empty-tools', {}, { edits, isGuess: true });
}

/** After everything else: a new line before text that belongs to no key would take it in. */
function addName(document: AgentDocument): Fix | undefined {
	const { text, stem, frontMatter } = document;
	const { range } = frontMatter;
	if (!isPlainName(stem) || !range || !frontMatter.isStrict) return undefined;
	const write = (at: TextRange, newText: string): Fix =>
		fixOf('missing-name', { stem }, { edits: [{ range: at, newText }] });
	const entry = document.entryOf('name');
	if (entry) {
		const isEmpty = entry.valueRange.end === entry.valueRange.start;
		const colon = text.indexOf(':', entry.keyRange.end);
		const lineEnd = /\r?\n|$/.exec(text.slice(colon))?.index ?? 0;
		if (!isEmpty || colon === -1 || text.slice(colon + 1, colon + lineEnd).trim() !== '') {
			return undefined;
		}
		return write({ start: colon + 1, end: colon + lineEnd }, ` ${stem}`);
	}
	const feed = text.indexOf('\n', range.start);
	const first = frontMatter.entries[0]?.keyRange.start ?? range.end;
	if (feed === -1 || feed > first) return undefined;
	const at = { start: feed + 1, end: feed + 1 };
	// All keys may be indented alike, and a line that is less so would take them in.
	const [, indent, next = ''] = /^(?:[ \t]*(?:#.*)?[\r\n])*( *)(.?)/.exec(text.slice(at.end)) ?? [];
	if (indent === undefined || /[{[&!%]/.test(next)) return undefined;
	return write(at, `${indent}name: ${stem}${lineEndOf(text)}`);
}

/**
 * Leaves the last entry of the key, with what all of them mean together. After everything else:
 * while a value is broken, its lines may be those of another key.
 */
function mergeDuplicates(document: AgentDocument, { range }: Problem): Fix | undefined {
	const { text, agent, frontMatter } = document;
	const repeated = frontMatter.entries.find(({ keyRange }) => keyRange.start === range.start);
	if (!repeated || !agent || frontMatter.entries.some((entry) => entry.repaired)) return undefined;
	const same = entriesOf(frontMatter, repeated.canonical);
	const last = same.at(-1);
	if (!last || same.some((entry) => !ownsItsLines(document, entry) || isMapping(entry.value))) {
		return undefined;
	}
	const edits = same
		.slice(0, -1)
		.map((entry) => ({ range: linesOfEntry(text, entry), newText: '' }));
	if (isRestriction(last.canonical)) {
		const names = last.canonical === 'tools' ? agent.tools : agent.disallowedTools;
		const value = `${last.canonical}: ${writeValue(names ?? [])}`;
		const lines = linesOfEntry(text, last);
		const lineEnd = /(?:\r\n|\n|\r)$/.exec(text.slice(lines.start, lines.end))?.[0] ?? '';
		edits.push({ range: lines, newText: value + lineEnd });
	}
	// To Kiro, `allowedTools` are those of `tools` that run without asking.
	const isGuess = same.some(({ key }) => key === 'allowedTools');
	const fix = { edits, ...(isGuess && { isGuess }) };
	return fixOf('duplicate-key', { canonical: last.canonical }, fix);
}

/** Whether no other entry stands on the lines of this one, and none of it inside another. */
function ownsItsLines({ text, frontMatter }: AgentDocument, entry: Entry): boolean {
	const lines = linesOfEntry(text, entry);
	const { range } = frontMatter;
	if (!range || lines.start < range.start + 3 || lines.end > range.end) return false;
	return frontMatter.entries.every(
		(other) =>
			other === entry ||
			other.keyRange.start >= lines.end ||
			Math.max(other.keyRange.end, other.valueRange.end) <= lines.start,
	);
}

function writeBlock(document: AgentDocument): Fix | undefined {
	const { text, agent } = document;
	const entry = document.entryOf('description');
	const range = entry && inlineValue(text, entry);
	if (!range || !agent) return undefined;
	const value = withRealLineBreaks(agent.description)
		.replace(/(?<![ \t])[ \t]+$/gm, '')
		.trim();
	const newText = withLineEnds(writeValue(value), lineEndOf(text));
	return fixOf('literal-line-break', {}, { edits: [{ range, newText }] });
}

function quoteValue({ text, frontMatter }: AgentDocument, { range }: Problem): Fix | undefined {
	const entry = frontMatter.entries.find(({ valueRange }) => valueRange.start === range.start);
	if (!entry || !isOneLine(text, entry)) return undefined;
	const newText = writeValue(text.slice(range.start, range.end));
	// A name and a description are text to every program; of other keys a number may be meant.
	const isText = /^(?:name|description)$/.test(entry.canonical) || typeof entry.value === 'object';
	const fix = { edits: [{ range, newText }], ...(!isText && { isGuess: true as const }) };
	return fixOf('value-not-text', {}, fix);
}

function isPlainName(stem: string): boolean {
	return /^[\w-]+$/.test(stem) && !otherType.test(stem);
}
