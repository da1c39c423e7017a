import type { AgentDocument } from '../agentDocument.ts';
import { readRestrictions } from '../../agent/header/restrictions.ts';
import { allowedToolNames } from '../../capabilities/toolNames.ts';
import type { PresentTool } from '../../capabilities/deniedTools.ts';
import { toolRows } from '../../capabilities/toolTable.ts';

/** What the header of an agent file says, however it is spelled. */
export interface HeaderMeaning {
	/** The value of each key, by the key that it stands for; restrictions as they are read. */
	readonly values: ReadonlyMap<string, string>;
	/** Names of tools that the agent may use, of all that anybody knows. */
	readonly allowed: ReadonlySet<string>;
	/** The names in the list of what is allowed: an extension may bring such a tool. */
	readonly listed: ReadonlySet<string> | undefined;
	readonly isStrict: boolean;
}

/** Every tool that the table of tools knows. */
const knownTools: readonly PresentTool[] = toolRows
	.flatMap(({ tools }) => tools.flat())
	.map((name) => ({ name, tags: [] }));

/**
 * Reads what a header says: of valid YAML as strict YAML has it, else as its author meant it. What is
 * no agent yet is read as one.
 *
 * @param present tools that are known besides those of the table
 */
export function meaningOfHeader(
	document: AgentDocument,
	present: readonly PresentTool[],
): HeaderMeaning {
	const { text, frontMatter, agent, stem } = document;
	const { tools, disallowedTools } = readRestrictions(text, frontMatter);
	const values = new Map<string, string>();
	for (const { canonical, value } of frontMatter.entries) values.set(canonical, written(value));
	// A file without a name has that of its file.
	values.set('name', written(agent?.name ?? stem));
	values.set('description', written(agent?.description ?? ''));
	// Removed may be what is written twice, or allowed and forbidden.
	const forbidden = new Set(disallowedTools);
	const effective = tools?.filter((tool) => !forbidden.has(tool));
	values.set('tools', effective ? sorted(effective) : 'any');
	values.set('disallowedTools', sorted(disallowedTools));
	const all = [...knownTools, ...present];
	return {
		values,
		allowed: new Set(allowedToolNames(tools, disallowedTools, all)),
		listed: tools && new Set(tools),
		isStrict: frontMatter.isStrict,
	};
}

/**
 * Whether a changed header says what it said: no key has come or gone, none has another value, the
 * agent may use no tool more, and what was valid YAML is so still. What holds from a first to a second
 * header and from that to a third holds from the first to the third, so that mending it again changes
 * nothing.
 */
export function saysTheSame(before: HeaderMeaning, after: HeaderMeaning): boolean {
	if (before.isStrict && !after.isStrict) return false;
	if (before.values.size !== after.values.size) return false;
	for (const [key, value] of before.values) {
		if (after.values.get(key) !== value) return false;
	}
	if (![...after.allowed].every((name) => before.allowed.has(name))) return false;
	const { listed } = before;
	return !listed || (after.listed ? [...after.listed].every((name) => listed.has(name)) : false);
}

function sorted(names: readonly string[]): string {
	return JSON.stringify([...new Set(names)].toSorted());
}

/** A value as one text, of another form for each kind of value: the text `1` is not the number. */
function written(value: unknown): string {
	if (typeof value === 'string') {
		// Blanks where a text goes on in the next line are a part of it to some readers alone.
		return JSON.stringify(value.replace(/(?<=\S)[ \t]+/g, ' ').replace(/ (?=\n)/g, ''));
	}
	if (Array.isArray(value)) return `[${value.map(written).join()}]`;
	if (value instanceof Date) return `@${value.getTime()}`;
	if (typeof value !== 'object' || value === null) return String(value);
	const pairs = Object.entries(value).map(
		([key, each]) => `${JSON.stringify(key)}:${written(each)}`,
	);
	return `{${pairs.join()}}`;
}
