import { commandIds, settingIds } from '../../../ids.ts';
import { agentColors, swatch } from '../../agent/colors.ts';
import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf, attributes } from '../../agent/attributes.ts';
import type { AgentFormat, Attribute } from '../../agent/attributes.ts';
import { attributeText, valueText } from '../attributeTexts.ts';
import { isInAgentPicker } from '../builtInSupport.ts';
import type { CatalogAgent } from '../../agent/catalog.ts';
import { userFolderOf } from '../../agent/filePath.ts';
import { isParticipant } from '../../agent/names.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import type { HoverText } from './hoverText.ts';
import {
	commandLink,
	count,
	enumerate,
	escapeMarkdown,
	inlineCode,
	shorten,
} from '../../text/markdownText.ts';
import { resolveModel } from '../../capabilities/modelChoice.ts';
import { nearest } from '../../text/nearest.ts';
import type { Surroundings } from '../surroundings.ts';
import { toolHover } from './toolHover.ts';

/** What an entry of the front matter means here. */
export function headerHover(
	document: AgentDocument,
	entry: Entry,
	offset: number,
	around: Surroundings,
): HoverText | undefined {
	const range = { start: entry.keyRange.start, end: entry.valueRange.end };
	const attribute = attributeOf(entry.canonical);
	if (!attribute) return { range, markdown: unknownKeyText(entry) };
	switch (entry.canonical) {
		case 'name':
			return { range, markdown: nameText(around) };
		case 'description':
			return { range, markdown: descriptionText(document, around) };
		case 'tools':
		case 'disallowedTools':
			return toolHover(document, entry, offset, around);
		case 'model':
			return { range, markdown: modelText(document, around) };
		case 'color':
			return { range, markdown: colorText(entry, around) };
		default:
			return { range, markdown: otherText(entry, attribute, around) };
	}
}

function nameText({ own, path }: Surroundings): string {
	if (!own) return 'Without a name and a description nobody can call this agent.';
	const { agent, isListed, shadowedBy } = own;
	const handle = `**@${escapeMarkdown(agent.handle)}**`;
	const lines = [
		isListed ? `The handle is ${handle}${handleReason(agent)}.` : handleOfUnread(handle, path),
	];
	if (isParticipant(agent)) {
		lines.push(`A chat participant: type ${inlineCode(`@${agent.handle}`)} in the chat.`);
	} else if (isInAgentPicker(path)) {
		lines.push(
			'VS Code’s agent picker lists it. It is no chat participant: only the agents that come with the extension are.',
		);
	} else {
		lines.push(
			'It is neither a chat participant nor in VS Code’s agent picker, which reads the files right in `.claude/agents` and `.github/agents`.',
		);
	}
	for (const hidden of agent.shadows) {
		lines.push(
			isParticipant(hidden)
				? `In the chat, ${inlineCode(`@${agent.handle}`)} still asks the one that comes with ${hidden.origin === 'bundled' ? 'the' : 'an'} extension. ${openLink(hidden.path)}`
				: `Takes the place of the agent of that handle in ${placeOf(hidden)}. ${openLink(hidden.path)}`,
		);
	}
	// A chat participant is hidden from nobody.
	if (shadowedBy && !isParticipant(agent)) {
		const where = placeOf(shadowedBy);
		lines.push(`Hidden by the agent of that handle in ${where}. ${openLink(shadowedBy.path)}`);
	}
	return lines.join('\n\n');
}

function placeOf({ origin, path }: CatalogAgent): string {
	return origin === 'user' ? inlineCode(userFolderOf(path)) : 'this workspace';
}

function handleReason({ handle, stem, agent }: CatalogAgent): string {
	if (handle === agent.name) return '';
	if (lettersOf(handle) === lettersOf(agent.name)) {
		return ', because a handle has letters, digits, - and _ only';
	}
	return handle.toLowerCase() === stem.toLowerCase()
		? ', from the file name, because another agent has this name'
		: ', because other agents have this name';
}

function lettersOf(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function handleOfUnread(handle: string, path: string): string {
	return isInAgentPicker(path)
		? `Once the file is saved, in a workspace that is trusted, its handle is ${handle}.`
		: `In a folder that is read, such as \`.claude/agents\`, its handle would be ${handle}.`;
}

function openLink(path: string): string {
	return commandLink('Open that file', commandIds.openAgent, path);
}

function descriptionText(document: AgentDocument, { own }: Surroundings): string {
	const { agent } = document;
	if (!agent || agent.description.trim() === '') return 'There is no text to choose the agent by.';
	const examples = agent.examples.length;
	const isAsked = own?.isListed === true && isParticipant(own.agent);
	const routing = isAsked
		? examples > 0
			? `${count(examples, 'example')}: VS Code sends questions like ${examples === 1 ? 'it' : 'them'} to this agent.`
			: 'No examples, so VS Code never sends questions to this agent by itself.'
		: `${count(examples, 'example')}. Questions are routed to chat participants alone, so here other agents decide by this text whether to hand over.`;
	return [`In lists: **${escapeMarkdown(agent.summary)}**`, routing].join('\n\n');
}

function modelText(document: AgentDocument, { models }: Surroundings): string {
	const choice = resolveModel(document.agent?.model, models);
	const picker = 'The model chosen in the chat answers';
	if (choice.kind === 'picker') return `${picker}.`;
	if (choice.kind === 'none') {
		return `${presence(models.length)} ${inlineCode(shorten(choice.written, 120))}. ${picker}.`;
	}
	const { name, vendor } = choice.model;
	return [
		`Of the models here, this is **${escapeMarkdown(name)}** (${escapeMarkdown(vendor)}).`,
		`${picker}, unless the setting ${inlineCode(settingIds.model)} is ${inlineCode('agent')}.`,
	].join('\n\n');
}

function presence(models: number): string {
	if (models === 0) return 'VS Code offers no model now, so none is';
	if (models === 1) return 'The one model here is not';
	return `None of the ${models} models here is`;
}

function colorText(entry: Entry, { theme }: Surroundings): string {
	const value = typeof entry.value === 'string' ? entry.value : '';
	const image = swatch(value, theme);
	if (image !== '') return `${image} Marks the agent in Claude Code.`;
	const names = [...agentColors.keys()];
	const near = nearest(value, names);
	const hint = near ? ` Did you mean ${near}?` : '';
	const choice = names.map((name) => `${swatch(name, theme)} ${name}`).join(' ');
	return `No program knows this color.${hint}\n\n${choice}`;
}

const formatNames: Readonly<Record<AgentFormat, string>> = {
	claude: 'Claude Code',
	vscode: 'VS Code',
	copilot: 'GitHub Copilot',
};

function otherText(entry: Entry, attribute: Attribute, { builtIn }: Surroundings): string {
	const readers = attribute.formats.map((format) => formatNames[format]);
	const chosen = attribute.values?.find(({ value }) => value === entry.value);
	const { meaning, usedHere } = attributeText(attribute);
	const use = usedHere ?? 'SvelteKit Agents does nothing with it.';
	return [
		// VS Code has said it already where it knows the key.
		builtIn.keys.has(attribute.key) ? '' : meaning,
		chosen ? `${inlineCode(chosen.value)}: ${valueText(attribute, chosen.value)}` : '',
		`${readers.length > 0 ? `Read by ${enumerate(readers)}.` : 'For readers: no program uses it.'} ${use}`,
	]
		.filter((line) => line !== '')
		.join('\n\n');
}

function unknownKeyText({ key }: Entry): string {
	const near = nearest(
		key,
		attributes.map((attribute) => attribute.key),
	);
	const hint = near !== undefined ? ` Did you mean ${inlineCode(near)}?` : '';
	return `Nobody reads ${inlineCode(shorten(key, 60))}: it is no key of Claude Code, VS Code or Copilot.${hint}`;
}
