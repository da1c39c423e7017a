import type { AgentDocument } from '../agentDocument.ts';
import type { Agent } from '../../agent/agent.ts';
import { entriesOf } from '../../agent/frontMatter.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import type { HoverText } from './hoverText.ts';
import { escapeMarkdown, inlineCode, shorten } from '../../text/markdownText.ts';
import { nearest } from '../../text/nearest.ts';
import { readToolNames } from '../../agent/header/toolEntries.ts';
import type { NamedRange } from '../../agent/header/toolEntries.ts';
import type { Surroundings } from '../surroundings.ts';
import { toolsOfAgent } from '../../agent/agentTools.ts';
import { DeniedTools } from '../../capabilities/deniedTools.ts';
import { serverOf, shownTools, toolEffect } from '../../capabilities/toolEffect.ts';
import type { ToolStyle } from '../../capabilities/toolEffect.ts';
import { isNoTool } from '../../capabilities/toolSpellings.ts';
import type { ResolvedTool } from '../../capabilities/toolNames.ts';
import { toolRows } from '../../capabilities/toolTable.ts';

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
	const { agent, frontMatter } = document;
	const limits = agent ?? { tools: undefined, disallowedTools: [], frontMatter };
	if (one) {
		const [tool] = toolsOfAgent(limits, around.tools, [one.name]);
		const isVoid = tool?.state === 'available' && isTakenByAnother(one.name, agent);
		if (tool) {
			return { range: one.range, markdown: isVoid ? voidText(tool, document) : toolText(tool) };
		}
	}
	const range = { start: entry.keyRange.start, end: entry.valueRange.end };
	if (isForbidden) {
		return { range, markdown: 'The model is not offered these tools, whatever `tools` says.' };
	}
	const tools = toolsOfAgent(limits, around.tools);
	return { range, markdown: toolsText(tools) };
}

/** Whether the header as a whole does not allow what one entry of it names. */
function isTakenByAnother(name: string, agent: Agent | undefined): boolean {
	return agent?.tools !== undefined && !agent.tools.includes(name);
}

function voidText({ written }: ResolvedTool, { frontMatter }: AgentDocument): string {
	const reason =
		entriesOf(frontMatter, 'tools').length > 1
			? 'of several lists only what all of them name is allowed'
			: 'the tools as a whole cannot be read';
	return `${nameOf(written)} allows nothing here, because ${reason}.`;
}

/** Longer lists say how many more there are. */
const mostListed = 20;

function toolsText(tools: readonly ResolvedTool[]): string {
	if (tools.length === 0) return 'The agent may use no tools.';
	const lines = tools.slice(0, mostListed).map((tool) => {
		const name = inlineCode(shorten(tool.written, 40));
		return tool.state === 'available'
			? `- ${name} → ${toolEffect(tool, style)}`
			: `- ${name}: ${stateWords[tool.state]}`;
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
	disallowed: 'taken away again',
	restricted: 'left out',
};

function toolText(tool: ResolvedTool): string {
	const { written, state, note } = tool;
	const name = nameOf(written);
	const more = note === '' ? '' : `\n\n${escapeMarkdown(note)}`;
	switch (state) {
		case 'available':
			return `${name} → ${toolEffect(tool, style)}${more}`;
		case 'absent':
			return `${name} allows nothing here. ${escapeMarkdown(absence(tool))}`;
		case 'unknown':
			return isNoTool(written)
				? 'The agent may use no tools.'
				: `No tool is called ${name}, so it allows nothing.${nearestTool(written)}`;
		case 'disallowed':
			return `${name} is taken away again.${more}`;
		case 'restricted':
			return `${name} is left out.${more}`;
	}
}

function absence({ written, note }: ResolvedTool): string {
	const server = serverOf(written);
	return server === undefined ? note : `No MCP server “${shorten(server, 60)}” with it runs now.`;
}

const style: ToolStyle = {
	label: (text) => `*${escapeMarkdown(shorten(text, 60))}*`,
	owner: (text) => escapeMarkdown(shorten(text, 75)),
};

function forbiddenText({ name }: NamedRange, { tools }: Surroundings): string {
	const title = nameOf(name);
	const denied = new DeniedTools(tools).by(name);
	if (denied === undefined) {
		return `No tool is called ${title}, so the agent has no tools at all.${nearestTool(name)}`;
	}
	const gone = new Set(denied);
	const taken = tools.flatMap((tool) => (gone.has(tool.name) ? tool.name : []));
	if (taken.length === 0) return `The agent may not use ${title}, which is not here anyway.`;
	if (taken.length === tools.length) return 'The agent may use no tools.';
	return `The agent may not use ${title}: ${shownTools(taken, serverOf(name), style)}.`;
}

function nameOf(written: string): string {
	return `**${escapeMarkdown(shorten(written, 60))}**`;
}

const toolSpellings = toolRows.flatMap(({ name, spellings }) => [
	name,
	...spellings.filter((spelling) => !spelling.includes('/')),
]);

function nearestTool(written: string): string {
	const near = nearest(written, toolSpellings);
	return near === undefined ? '' : ` Did you mean ${inlineCode(near)}?`;
}
