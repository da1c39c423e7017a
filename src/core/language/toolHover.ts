import type { AgentDocument } from '../agentDocument.ts';
import type { Entry } from '../frontMatter.ts';
import type { HoverText } from './hoverText.ts';
import { enumerate, escapeMarkdown, inlineCode, shorten } from '../markdownText.ts';
import { nearest } from '../validation/nearest.ts';
import { readToolNames } from '../header/toolEntries.ts';
import type { NamedRange } from '../header/toolEntries.ts';
import type { Surroundings } from './surroundings.ts';
import { resolveTools } from '../toolNames.ts';
import type { ResolvedTool } from '../toolNames.ts';
import { toolRows } from '../tools/toolTable.ts';

/** What the tools of `tools` or `disallowedTools`, or one of them, are in this VS Code. */
export function toolHover(
	document: AgentDocument,
	entry: Entry,
	offset: number,
	around: Surroundings,
): HoverText {
	const names = readToolNames(document.text, entry);
	const one = names.find(({ range }) => offset >= range.start && offset <= range.end);
	const isForbidden = entry.canonical === 'disallowedTools';
	if (one && isForbidden) return { range: one.range, markdown: forbiddenText(one, around) };
	const { agent } = document;
	const disallowed = agent?.disallowedTools ?? [];
	if (one) {
		const [tool] = resolveTools([one.name], disallowed, around.tools);
		if (tool) return { range: one.range, markdown: `${toolText(tool)}${nearestTool(tool)}` };
	}
	const range = { start: entry.keyRange.start, end: entry.valueRange.end };
	if (isForbidden) {
		return { range, markdown: 'These tools are not offered to the model, whatever `tools` says.' };
	}
	const tools = resolveTools(agent?.tools, disallowed, around.tools);
	return { range, markdown: toolsText(tools) };
}

function toolsText(tools: readonly ResolvedTool[]): string {
	if (tools.length === 0) return 'The agent may use no tools.';
	const lines = tools.slice(0, 20).map((tool) => {
		const name = inlineCode(shorten(tool.written, 40));
		if (tool.state === 'available') {
			return `- ${name} → ${codes(tool.becomes)}${tool.asksFirst ? ', asks first' : ''}`;
		}
		return `- ${name}: ${stateWords[tool.state]}`;
	});
	const rest = tools.length - lines.length;
	return [
		'In this VS Code they are:',
		[...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n'),
	].join('\n\n');
}

const stateWords: Readonly<Record<Exclude<ResolvedTool['state'], 'available'>, string>> = {
	absent: 'not in this VS Code',
	unknown: 'unknown, allows nothing',
	disallowed: 'taken away by `disallowedTools`',
	restricted: 'left out',
};

function toolText(tool: ResolvedTool): string {
	const { written, state, becomes, asksFirst, note } = tool;
	const name = `**${escapeMarkdown(shorten(written, 60))}**`;
	if (state === 'unknown') return `${name}: ${escapeMarkdown(note)}`;
	const more = note === '' ? '' : `\n\n${escapeMarkdown(note)}`;
	if (state !== 'available') return `${name}: ${stateWords[state]}.${more}`;
	const consent = asksFirst ? 'You are asked before it acts.' : 'It runs without asking.';
	return `${name} is ${codes(becomes)} here. ${consent}${more}`;
}

function forbiddenText({ name }: NamedRange, { tools }: Surroundings): string {
	const [bare = ''] = name.split('(', 1);
	const [tool] = resolveTools([bare], [], tools);
	if (!tool || tool.state === 'unknown') {
		const unknown = `**${escapeMarkdown(shorten(name, 60))}**: no tool of this name is known, so that it takes nothing away.`;
		return tool ? `${unknown}${nearestTool(tool)}` : unknown;
	}
	const taken = tool.becomes.length > 0 ? `: ${codes(tool.becomes)}` : '';
	return `The agent may not use **${escapeMarkdown(shorten(name, 60))}**${taken}.`;
}

const toolSpellings = toolRows.flatMap(({ name, spellings }) => [
	name,
	...spellings.filter((spelling) => !spelling.includes('/')),
]);

function nearestTool({ written, state }: ResolvedTool): string {
	const near = state === 'unknown' ? nearest(written, toolSpellings) : undefined;
	return near === undefined ? '' : ` Did you mean ${inlineCode(near)}?`;
}

function codes(names: readonly string[]): string {
	const shown = names.slice(0, 6).map((name) => inlineCode(shorten(name, 60)));
	const rest = names.length - shown.length;
	return rest > 0 ? `${shown.join(', ')} and ${rest} more` : enumerate(shown);
}
