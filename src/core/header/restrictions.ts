import type { Entry, FrontMatter } from '../frontMatter.ts';
import { entriesOf } from '../frontMatter.ts';
import type { Problem, TextRange } from '../problem.ts';
import { problemOf } from '../problemCodes.ts';
import { splitNames } from './toolList.ts';
import { isMapping } from './yamlTree.ts';

/** A name in a list, and where it stands in the file. */
export interface NamedRange {
	readonly name: string;
	readonly range: TextRange;
}

export interface Restrictions {
	/** `undefined`: the key is absent, so that every tool may be used; `[]`: none may. */
	readonly tools: readonly string[] | undefined;
	readonly disallowedTools: readonly string[];
	readonly problems: readonly Problem[];
}

/**
 * What the front matter says about tools. A `tools` key that cannot be read allows nothing; of
 * several, only the tools in all of them are allowed. `text` is the file the entries come from.
 */
export function readRestrictions(text: string, frontMatter: FrontMatter): Restrictions {
	const problems: Problem[] = [];
	let tools: readonly string[] | undefined;
	const disallowed = new Set<string>();
	for (const entry of entriesOf(frontMatter, 'tools')) {
		const allowed = readAllowed(text, entry, problems);
		tools = tools ? intersect(tools, allowed) : allowed;
		for (const name of switches(entry, false)) disallowed.add(name);
	}
	for (const entry of entriesOf(frontMatter, 'disallowedTools')) {
		const off = isMapping(entry.value) ? switches(entry, true) : [];
		const names = off.length > 0 ? off : readNames(text, entry).map(({ name }) => name);
		for (const name of names) disallowed.add(name);
	}
	return { tools, disallowedTools: [...disallowed], problems };
}

/**
 * The names in the list that `entry` holds, as text, flow list or block list, each with its own
 * range where the source shows it. Values that are neither text nor a list are split as text.
 */
export function readNames(text: string, entry: Entry): readonly NamedRange[] {
	const { value, valueRange, items } = entry;
	if (value === null || value === undefined) return [];
	if (!Array.isArray(value)) return namesIn(text, valueRange, value);
	let rest = valueRange;
	return value.flatMap((item: unknown, index) => {
		if (item === null) return [];
		const own = items?.[index]?.range;
		if (own) return namesIn(text, own, item);
		// Items without a place of their own stand in order: each is looked for behind the one before.
		const written = typeof item === 'string' ? item : (JSON.stringify(item) ?? '');
		const at = text.slice(rest.start, rest.end).indexOf(written);
		if (at === -1) {
			rest = { start: rest.end, end: rest.end };
			return splitNames(written).map(({ name }) => ({ name, range: valueRange }));
		}
		const place = { start: rest.start + at, end: rest.start + at + written.length };
		rest = { start: place.end, end: rest.end };
		return namesIn(text, place, written);
	});
}

function namesIn(text: string, range: TextRange, value: unknown): NamedRange[] {
	const source = text.slice(range.start, range.end);
	const content = typeof value === 'string' ? value : source;
	const offset = source.indexOf(content);
	return splitNames(content).map(({ name, start, end }) => ({
		name,
		range:
			offset === -1
				? range
				: { start: range.start + offset + start, end: range.start + offset + end },
	}));
}

function readAllowed(text: string, entry: Entry, problems: Problem[]): readonly string[] {
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
	if (isMapping(value) && Object.values(value).every((item) => typeof item === 'boolean')) {
		const message = `“${key}” is a mapping, which most programs cannot read; write a list of tools.`;
		problems.push(problemOf('tools-not-list', 'warning', valueRange, message));
		return switches(entry, true);
	}
	const isList = Array.isArray(value);
	const isReadable = isList || (typeof value === 'string' && !/^[*&][\w-]+$/.test(value));
	const names = isReadable ? readNames(text, entry).map(({ name }) => name) : [];
	if (names.length === 0 && !(isList && value.length === 0)) {
		problems.push(
			problemOf(
				'unreadable-tools',
				'error',
				valueRange.end > valueRange.start ? valueRange : keyRange,
				`“${key}” cannot be read, so that the agent has no tools; write [Read, Edit], say.`,
			),
		);
	}
	return names;
}

/** Tools written as switches: `write: false`. */
function switches(entry: Entry, isOn: boolean): string[] {
	if (!isMapping(entry.value)) return [];
	return Object.entries(entry.value)
		.filter(([, value]) => value === isOn)
		.map(([name]) => name);
}

function intersect(first: readonly string[], second: readonly string[]): readonly string[] {
	if (isEverything(first)) return second;
	if (isEverything(second)) return first;
	const names = new Set(second);
	return first.filter((name) => names.has(name));
}

function isEverything(tools: readonly string[]): boolean {
	return tools.length === 1 && (tools[0] === '*' || tools[0]?.toLowerCase() === 'all');
}
