import type { AgentDocument } from '../agentDocument.ts';
import { claudeToolsWithoutCounterpart } from '../../capabilities/claudeTools.ts';
import { DeniedTools } from '../../capabilities/deniedTools.ts';
import { entriesOf } from '../../agent/frontMatter.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import { removalOf } from '../../agent/header/headerEdits.ts';
import { nearest } from '../../text/nearest.ts';
import { problem } from '../../problem/problem.ts';
import type { FixEdits, Problem } from '../../problem/problem.ts';
import { readToolNames } from '../../agent/header/toolEntries.ts';
import type { NamedRange } from '../../agent/header/toolEntries.ts';
import { isMcpName, serverEntry } from '../../capabilities/mcpNames.ts';
import { isOfCopilot, resolveTools } from '../../capabilities/toolNames.ts';
import { isKnownTool, isNoTool, splitArgument } from '../../capabilities/toolSpellings.ts';
import { toolRows } from '../../capabilities/toolTable.ts';
import type { ValidationContext } from './validationContext.ts';
import { isMapping } from '../../agent/header/yamlTree.ts';

const known = new Set([...toolRows.map(({ name }) => name), ...claudeToolsWithoutCounterpart]);

/** Every spelling is a candidate, so that what is near to an old name is not taken for another. */
const candidates = new Set([...known, ...toolRows.flatMap(({ spellings }) => spellings)]);

/** No agent has more; further names are not looked at. */
const mostNames = 200;

/** What is wrong with the names in the lists of tools. */
export function toolProblems(
	document: AgentDocument,
	context: ValidationContext,
): readonly Problem[] {
	const { text, frontMatter, agent } = document;
	const limits = document.parseProblems.filter(({ code }) => code === 'negated-tool');
	/** What a problem says of the list as a whole is not said of an entry again. */
	const isSaid = ({ range }: NamedRange): boolean =>
		agent?.tools?.length === 0 && limits.some((limit) => limit.range.start === range.start);
	let left = mostNames;
	const lists = [...entriesOf(frontMatter, 'tools'), ...entriesOf(frontMatter, 'disallowedTools')]
		.filter(({ value }) => !isMapping(value))
		.flatMap((entry) => {
			const names = left > 0 ? readToolNames(text, entry).slice(0, left) : [];
			left -= names.length;
			return names.length > 0 ? [{ entry, names }] : [];
		});
	const denied = new DeniedTools(context.tools ?? []);
	const disallowed = new Set(
		lists.flatMap(({ entry, names }) =>
			entry.canonical === 'disallowedTools' ? names.map(({ name }) => name) : [],
		),
	);
	return lists.flatMap(({ entry, names }) => {
		const seen = new Set<string>();
		return names.flatMap((named): Problem[] => {
			const found =
				repeated(text, entry, names, named, seen) ??
				(entry.canonical === 'tools' && disallowed.has(named.name)
					? bothWays(text, entry, names, named)
					: undefined) ??
				(entry.canonical === 'tools'
					? isSaid(named)
						? undefined
						: (unknownTool(named, context) ?? unavailableTool(named, context))
					: unknownDenial(named, denied));
			seen.add(named.name);
			return found ? [found] : [];
		});
	});
}

function repeated(
	text: string,
	entry: Entry,
	names: readonly NamedRange[],
	named: NamedRange,
	seen: ReadonlySet<string>,
): Problem | undefined {
	if (!seen.has(named.name)) return undefined;
	const fix = removal(text, entry, names, named);
	return problem('duplicate-tool', named.range, { name: named.name }, fix);
}

function bothWays(
	text: string,
	entry: Entry,
	names: readonly NamedRange[],
	named: NamedRange,
): Problem {
	const fix = removal(text, entry, names, named);
	return problem('tool-allowed-and-disallowed', named.range, { name: named.name }, fix);
}

/** Never the last name: a list without names means no tools here, and all of them elsewhere. */
function removal(
	text: string,
	entry: Entry,
	names: readonly NamedRange[],
	{ name, range }: NamedRange,
): FixEdits | undefined {
	if (new Set(names.map((each) => each.range.start)).size < 2) return undefined;
	const isPlain =
		text.slice(range.start, range.end) === name && /^[\w./*@-]+(?:\([^()]*\))?$/.test(name);
	const edit = isPlain ? removalOf(text, entry.valueRange, range) : undefined;
	return edit && { edits: [edit] };
}

/**
 * Names that could be those of an MCP server, or of an extension's tool, are known to nobody but
 * the program that has it.
 */
function unknownTool(
	{ name, range }: NamedRange,
	{ tools }: ValidationContext,
): Problem | undefined {
	const [resolved] = resolveTools([name], [], tools ?? []);
	const [head = ''] = name.split('(', 1);
	const bare = head.trim();
	const place = { start: range.start, end: range.start + name.length };
	// With a blank, “Read / Grep” names no tool of a server.
	const isNoName =
		resolved?.state === 'unknown' || (resolved?.state === 'absent' && /\s/.test(name));
	const several = isNoName ? severalTools(name) : undefined;
	if (several) {
		const meant = several.join(', ');
		const edits = [{ range: place, newText: meant }];
		return problem('unknown-tool/several', range, { name, meant }, { edits, isGuess: true });
	}
	if (resolved?.state !== 'unknown' || known.has(bare) || isForeign(name) || isNoTool(name))
		return undefined;
	const meant = meantTool(bare);
	const whole = `${bare}/*`;
	if (bare === name && resolveTools([whole], [], tools ?? [])[0]?.becomes.length) {
		const edits = [{ range: place, newText: whole }];
		return problem('unknown-tool/server', range, { meant: whole }, { edits, isGuess: true });
	}
	if (meant === undefined) return problem('unknown-tool/other', range, { name });
	const newText = meant + name.slice(bare.length);
	const fix = { edits: [{ range: place, newText }], isGuess: true as const };
	return problem('unknown-tool/slip', range, { name, meant: newText }, fix);
}

/** Tools of other programs that look like slips of the pen. */
const toolsOfOthers: ReadonlySet<string> = new Set([
	'edit_file',
	'fsReplace',
	'fsWrite',
	'search_web',
	'write_to_file',
]);

/** The tool whose name is misspelt: no slip of the pen adds or leaves out a word. */
function meantTool(name: string): string | undefined {
	if (toolsOfOthers.has(name)) return undefined;
	const bare = name.replace(/^[*_`<]{1,4}/, '').replace(/(?<![*_`>])[*_`>]{1,4}$/, '');
	if (bare !== name && known.has(bare)) return bare;
	const meant = nearest(name, candidates);
	const isOther = name.includes('_') && meant !== undefined && wordsIn(name) !== wordsIn(meant);
	return isOther ? undefined : meant;
}

/** How many words a name has: `read_file` and `ReadFile` have two. */
function wordsIn(name: string): number {
	return name.split(/[\s_-]+|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '').length;
}

/** What authors write between names instead of a comma. */
const conjunctions: ReadonlySet<string> = new Set(
	'and or plus then und oder et ou y o e i en og och 和 与 及'.split(' '),
);

/** The names of tools that stand in an entry, where it is made of nothing else. */
function severalTools(entry: string): readonly string[] | undefined {
	const words = entry.split(/[\s&+|/，、；;]/).filter((word) => word !== '');
	const names = words.filter((word) => !conjunctions.has(word.toLowerCase()));
	return names.length > 1 && names.every(isKnownTool) ? names : undefined;
}

/** Names as servers and extensions have them: `my-mcp`, `server/tool`, `skill:run`, `ext.tool`. */
function isForeign(name: string): boolean {
	if (/^mcp__/i.test(name)) return /^mcp__[\w.-]+\*?$/i.test(name);
	const [first = '', ...others] = name.split(/[/:.]/);
	if (!/^[\w@-]+(?:[/:.][\w@-]+)*(?:\/\*)?$/.test(name)) return false;
	return others.length > 0 ? !(isKnownTool(first) && others.some(isKnownTool)) : /mcp/i.test(name);
}

function isServerTool(name: string): boolean {
	return isMcpName(name) || serverEntry(name) !== undefined;
}

/** What names no tool might mean any, so that nothing is allowed beside it. */
function unknownDenial({ name, range }: NamedRange, denied: DeniedTools): Problem | undefined {
	// The parser has reported what cannot be the name of a tool that somebody knows.
	if (!/^[A-Za-z_][\w.-]*$/.test(name) || denied.by(name) !== undefined) return undefined;
	const meant = nearest(name, candidates);
	if (meant === undefined) return problem('unknown-tool/denied', range, { name });
	const fix = { edits: [{ range, newText: meant }], isGuess: true as const };
	return problem('unknown-tool/deniedSlip', range, { name, meant }, fix);
}

function unavailableTool(
	{ name, range }: NamedRange,
	{ tools }: ValidationContext,
): Problem | undefined {
	if (!tools || tools.length === 0) return undefined;
	const [resolved] = resolveTools([name], [], tools);
	if (!resolved || (resolved.state !== 'absent' && resolved.state !== 'restricted')) {
		return undefined;
	}
	if (resolved.state === 'restricted') {
		const { name: bare, argument } = splitArgument(name);
		return argument === undefined || argument === '*'
			? problem('unavailable-tool/cut', range, { name })
			: problem('unavailable-tool/argument', range, { bare });
	}
	const kind = isServerTool(name) ? 'server' : isOfCopilot(resolved) ? 'copilot' : 'absent';
	return problem(`unavailable-tool/${kind}`, range, { name });
}
