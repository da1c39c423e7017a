import type { Entry, FrontMatter } from '../frontMatter.ts';
import { entriesOf } from '../frontMatter.ts';
import { lineEndOf } from '../code/textEdits.ts';
import type { Fix, Problem, TextRange } from '../problem.ts';
import { problemOf } from '../problemCodes.ts';
import { plainLine } from '../text/plainText.ts';
import { DeniedTools } from '../tools/deniedTools.ts';
import { negatedPart } from '../tools/negation.ts';
import { isEveryTool, isKnownTool, isNoTool, toolWordsIn } from '../tools/toolSpellings.ts';
import { linesOfEntry, removalOf } from './headerEdits.ts';
import { isKnownKey } from './headerKeys.ts';
import { areSwitches, readDenials, readToolEntries, takesAway } from './toolEntries.ts';
import type { ToolEntry } from './toolEntries.ts';
import { writeValue } from './yamlText.ts';
import { isMapping } from './yamlTree.ts';

export interface Restrictions {
	/** `undefined`: the key is absent, so that every tool may be used; `[]`: none may. */
	readonly tools: readonly string[] | undefined;
	/** Names, or texts in which names stand: see `DeniedTools`. */
	readonly disallowedTools: readonly string[];
	readonly problems: readonly Problem[];
}

/**
 * What the front matter says about tools. A `tools` key that cannot be read allows nothing, and so
 * does one that names an exception from all tools; of several, only the tools in all of them are
 * allowed. Where something is forbidden that cannot be read, or the key of a restriction is lost,
 * nothing is allowed. `text` is the file the entries come from.
 */
export function readRestrictions(text: string, frontMatter: FrontMatter): Restrictions {
	const problems: Problem[] = [];
	let tools: readonly string[] | undefined;
	const disallowed = new Set<string>();
	for (const entry of entriesOf(frontMatter, 'tools')) {
		const allowed = readAllowed(text, frontMatter, entry, problems);
		tools = tools ? intersect(tools, allowed) : allowed;
		for (const name of switchedOff(entry, allowed)) disallowed.add(name);
	}
	for (const entry of entriesOf(frontMatter, 'disallowedTools')) {
		const stray = strayItem(text, frontMatter, entry);
		if (stray) {
			tools = [];
			const message = `“${shown(stray.key)}” seems to belong to “${entry.key}”, so that the agent has no tools at all; indent it, or write a list.`;
			problems.push(problemOf('unreadable-tools', 'error', stray.keyRange, message));
		}
		for (const { name, range } of readDenials(text, entry)) {
			if (isNoTool(name)) continue;
			disallowed.add(name);
			if (isDenial(name)) continue;
			tools = [];
			const message = `“${shown(name)}” names no tool, so that the agent has none at all; write a list of names, [Bash, Edit], say.`;
			problems.push(problemOf('unreadable-tools', 'error', range, message));
		}
	}
	if (frontMatter.lostKeys) tools = [];
	return { tools, disallowedTools: [...disallowed], problems };
}

/** An entry below that is no key, but names a tool: `Bash: true`, with its indentation lost. */
function strayItem(
	text: string,
	{ entries }: FrontMatter,
	{ value, keyRange }: Entry,
): Entry | undefined {
	const at = entries.findIndex((entry) => entry.keyRange.start === keyRange.start);
	for (const entry of entries.slice(at + 1, at + 1 + mostStray)) {
		if (isKnownKey(entry.canonical)) return undefined;
		const isOdd = !/^\w[\w .-]*$/.test(entry.key);
		const end = isOdd ? entry.valueRange.end : entry.keyRange.end;
		if (toolWordsIn(text.slice(entry.keyRange.start, end)).length === 0) continue;
		const isSwitch = entry.value === null || typeof entry.value === 'boolean';
		if (value === null || isSwitch || isOdd || isKnownTool(entry.key)) return entry;
	}
	return undefined;
}

/** No list has more items whose indentation is lost. */
const mostStray = 50;

const deniedTools = new DeniedTools([]);

/** Whether it forbids something, or is a word that may be the name of a tool that is not known. */
function isDenial(name: string): boolean {
	return /^[A-Za-z_][\w.-]*$/.test(name) || deniedTools.by(name) !== undefined;
}

function readAllowed(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	problems: Problem[],
): readonly string[] {
	const { value, key, keyRange, valueRange } = entry;
	if (value === null || value === '') {
		problems.push(
			problemOf(
				'empty-tools',
				'warning',
				keyRange,
				`“${key}” has no value, so that the agent has no tools; list tools or remove the key.`,
			),
		);
		return [];
	}
	const entries = readToolEntries(text, entry);
	const place = valueRange.end > valueRange.start ? valueRange : keyRange;
	if (isMapping(value) && areSwitches(value)) {
		const message = `“${key}” is a mapping, which most programs cannot read; write a list of tools.`;
		problems.push(problemOf('tools-not-list', 'warning', valueRange, message));
	}
	const negations = negationProblems(text, frontMatter, entry, entries);
	problems.push(...negations);
	if (isContradiction(entries)) return [];
	const names = entries.flatMap(({ kind, name }) =>
		kind === 'name' || kind === 'every' ? [name] : [],
	);
	const [only, ...more] = names;
	if (only !== undefined && more.length === 0 && isNoTool(only)) {
		const message = `“${only}” means no tools here, and other programs may not know it; write [].`;
		problems.push(problemOf('empty-tools', 'warning', place, message, writeEmptyList(text, entry)));
		return [];
	}
	const unreadable = entries.find(({ kind }) => kind === 'unreadable');
	const isEmptyList = Array.isArray(value) && value.length === 0;
	const isEmpty = names.length === 0 && !isEmptyList && !isMapping(value) && negations.length === 0;
	if (unreadable || isEmpty) {
		problems.push(unreadableTools(key, unreadable?.range ?? place, names.length > 0));
	}
	return names;
}

function unreadableTools(key: string, range: TextRange, hasOthers: boolean): Problem {
	const message = hasOthers
		? `This entry of “${key}” is no name, so that it allows nothing; write the name of a tool.`
		: `“${key}” cannot be read, so that the agent has no tools; write [Read, Edit], say.`;
	return problemOf('unreadable-tools', 'error', range, message);
}

/** Whether a list allows all tools and then takes one away: nobody knows what is left. */
function isContradiction(entries: readonly ToolEntry[]): boolean {
	return (
		entries.some(({ kind, name }) => kind === 'every' || (kind === 'negated' && saysAll(name))) &&
		entries.some(takesAway)
	);
}

function saysAll(name: string): boolean {
	return /^(?:\*|all|any|every|everything)(?![\w/])/i.test(name);
}

/** One error for each entry that says what is not meant, with what follows that may be meant too. */
function negationProblems(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	entries: readonly ToolEntry[],
): readonly Problem[] {
	if (isContradiction(entries)) {
		const first = entries.find((each) => takesAway(each));
		if (!first) return [];
		const message = `“${shown(first.name)}” is no name of a tool, and nobody knows what is left of all tools, so that the agent has none; list them, or write disallowedTools.`;
		const fix = writeDisallowed(text, frontMatter, entry, entries);
		return [problemOf('negated-tool', 'error', first.range, message, fix)];
	}
	return entries.flatMap(({ kind, name, range }, index): readonly Problem[] => {
		if (kind !== 'negated') return [];
		const next = entries.slice(index + 1);
		const own = next.findIndex((each) => each.kind !== 'excepted');
		const last = next.slice(0, own === -1 ? next.length : own).at(-1);
		const place = { start: range.start, end: Math.max(range.end, last?.range.end ?? 0) };
		const message = `“${shown(text.slice(place.start, place.end))}” is no name of a tool, so that it allows nothing; name only tools that are allowed.`;
		const edit = last === undefined ? removalOf(text, entry.valueRange, range) : undefined;
		const isLast = entries.length === 1;
		const fix =
			edit && !isLast
				? { title: `Remove “${shown(name)}”`, edits: [edit], isGuess: true as const }
				: undefined;
		return [problemOf('negated-tool', 'error', place, message, fix)];
	});
}

/** All but some tools, as every program understands it. It asks: the text may mean something else. */
function writeDisallowed(
	text: string,
	frontMatter: FrontMatter,
	entry: Entry,
	entries: readonly ToolEntry[],
): Fix | undefined {
	const isAlone =
		entriesOf(frontMatter, 'tools').length === 1 &&
		entriesOf(frontMatter, 'disallowedTools').length === 0;
	const lines = linesOfEntry(text, entry);
	const isOwnLine = /^["']?$/.test(text.slice(lines.start, entry.keyRange.start));
	const names = entries.filter(takesAway).flatMap(({ name }) => toolWordsIn(negatedPart(name)));
	if (!isAlone || !isOwnLine || names.length === 0) return undefined;
	const value = `disallowedTools: ${writeValue([...new Set(names)])}`;
	const edits = [{ range: lines, newText: value + lineEndOf(text) }];
	return { title: `Write “${shown(value)}”`, edits, isGuess: true };
}

function writeEmptyList(text: string, { valueRange, keyRange }: Entry): Fix | undefined {
	if (/[\r\n]/.test(text.slice(keyRange.end, valueRange.end))) return undefined;
	return { title: 'Write “[]”', edits: [{ range: valueRange, newText: '[]' }], isGuess: true };
}

/**
 * Tools that are switched off: `write: false`. Where others are switched on one by one, a name that
 * no tool has takes nothing away.
 */
function switchedOff({ value }: Entry, allowed: readonly string[]): readonly string[] {
	if (!isMapping(value) || !areSwitches(value)) return [];
	const allowsAll = allowed.some(isEveryTool);
	return Object.keys(value).filter(
		(name) => value[name] === false && (allowsAll || deniedTools.by(name) !== undefined),
	);
}

function intersect(first: readonly string[], second: readonly string[]): readonly string[] {
	if (isEverything(first)) return second;
	if (isEverything(second)) return first;
	const names = new Set(second);
	return first.filter((name) => names.has(name));
}

function isEverything(tools: readonly string[]): boolean {
	return tools.length === 1 && isEveryTool(tools[0] ?? '');
}

/** What a message quotes. */
function shown(text: string): string {
	return plainLine(text, 60);
}
