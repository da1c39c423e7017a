import { commandIds, settingIds } from '../../../ids.ts';
import { agentColors, swatch } from '../../agent/colors.ts';
import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf } from '../../agent/attributes.ts';
import type { AgentFormat, Attribute } from '../../agent/attributes.ts';
import { attributeText, valueText } from '../attributeTexts.ts';
import { isInAgentPicker } from '../builtInSupport.ts';
import { isOwn, type CatalogAgent } from '../../agent/catalog.ts';
import { userFolderOf } from '../../agent/filePath.ts';
import { askedAs, isParticipant } from '../../agent/names.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import type { HoverText } from './hoverText.ts';
import {
	commandLink,
	enumerate,
	escapeMarkdown,
	inlineCode,
	shorten,
} from '../../text/markdownText.ts';
import { inWords } from '../../text/numberWords.ts';
import { handOffHover } from './handOffHover.ts';
import { modelHere } from './modelHere.ts';
import { nearest } from '../../text/nearest.ts';
import { missingKeys } from '../validation/headerProblems.ts';
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
	if (!attribute) return { range, markdown: unknownKeyText(entry, document.frontMatter.entries) };
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
		case 'handoffs':
			return (
				handOffHover(document, entry, offset, around) ?? {
					range,
					markdown: otherText(entry, attribute, around),
				}
			);
		case 'color':
			return { range, markdown: colorText(entry, around) };
		default:
			return { range, markdown: otherText(entry, attribute, around) };
	}
}

function nameText({ own, path, agents, isTrusted, isSaved }: Surroundings): string {
	if (!own) return 'Without a name and a description nobody can call this agent.';
	const { agent, isListed, shadowedBy } = own;
	const handle = inlineCode(`@${agent.handle}`);
	if (isListed && isParticipant(agent)) {
		return `In the chat: type ${inlineCode(`@${askedAs(agent)}`)}${handleReason(agent)}.`;
	}
	const isHere = isInAgentPicker(path);
	const choose = `choose **${escapeMarkdown(shorten(agent.agent.name, 80))}** in the agent picker`;
	if (!isListed) {
		if (isHere && !isSaved) return `In the chat, once the file is saved: ${choose}.`;
		if (isHere && !isTrusted) return `In the chat, once you trust this folder: ${choose}.`;
		return 'No agent of this window: those are in `.claude/agents` and `.github/agents` of its folders.';
	}
	if (!isHere) {
		const elsewhere =
			'Not in the agent picker, which lists the files right in `.claude/agents` and `.github/agents`.';
		return isOwn(agent) ? `${elsewhere} ${useLink}` : elsewhere;
	}
	const hidden = agent.shadows.find(isParticipant);
	const brings = hidden?.origin === 'bundled' ? 'the extension' : 'an extension';
	const same = agents.namesakes(agent.agent.name, agent.origin).length;
	const several = same > 1 ? ` (${inWords(same)} agents have that name)` : '';
	const other = hidden ? `; ${handle} asks the one that comes with ${brings}` : '';
	const links = [...(hidden ? [openLink(hidden.path)] : []), useLink].join(' · ');
	return [
		`In the chat: ${choose}${several}${other}. ${links}`,
		...agent.shadows
			.filter((each) => !isParticipant(each))
			.map((each) => `Goes before the agent ${handle} in ${placeOf(each)}. ${openLink(each.path)}`),
		...(shadowedBy
			? [
					`Behind the agent ${handle} in ${placeOf(shadowedBy)}, which answers for it. ${openLink(shadowedBy.path)}`,
				]
			: []),
	].join('\n\n');
}

/** As a participant it is asked with `@`. */
const useLink = commandLink('Use My Agents with @…', commandIds.useMyAgents);

function placeOf({ origin, path }: CatalogAgent): string {
	return origin === 'user' ? inlineCode(userFolderOf(path)) : 'this workspace';
}

function handleReason(file: CatalogAgent): string {
	const { handle, stem, agent } = file;
	if (askedAs(file) !== handle) return ', because another extension or VS Code has its name';
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

function openLink(path: string): string {
	return commandLink('Open that file', commandIds.openAgent, path);
}

function descriptionText(document: AgentDocument, { own }: Surroundings): string {
	const { agent } = document;
	if (!agent || agent.description.trim() === '') return 'There is no text to choose the agent by.';
	const { length } = agent.examples;
	const isAsked = own?.isListed === true && isParticipant(own.agent);
	return [
		`In lists: **${escapeMarkdown(agent.summary)}**`,
		isAsked ? routingWords(length) : `${handOverWords} ${foundWords(length)}`,
	].join('\n\n');
}

const handOverWords = 'Other agents read this text to decide when to hand over.';

function foundWords(examples: number): string {
	const words = examples === 0 ? 'no' : inWords(examples);
	const start = words.charAt(0).toUpperCase() + words.slice(1);
	return `${start} ${examples === 1 ? 'example' : 'examples'} found.`;
}

function routingWords(examples: number): string {
	if (examples === 0)
		return 'No examples, so VS Code never sends questions to this agent by itself.';
	const like = examples === 1 ? 'its example' : `its ${inWords(examples)} examples`;
	return `VS Code may send questions like ${like} to this agent by itself.`;
}

function modelText(document: AgentDocument, { models, own }: Surroundings): string {
	const { choice, words } = modelHere(document.agent?.model, models);
	if (choice.kind === 'picker') return 'The model chosen in the chat is used.';
	if (choice.kind === 'none') return `${words}, so the model chosen in the chat is used.`;
	if (!own?.isListed || !isParticipant(own.agent)) return words;
	return `${words}\n\nThe model chosen in the chat is used, unless ${inlineCode(settingIds.model)} is ${inlineCode('agent')}.`;
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
	const { meaning, usedHere, unusedHere } = attributeText(attribute);
	const use = usedHere ?? unusedHere ?? 'SvelteKit Agents does nothing with it.';
	const reader =
		readers.length > 0
			? `Read by ${enumerate(readers)}. ${use}`
			: 'Claude Code, VS Code and Copilot do not read it.';
	return [
		// VS Code has said it already where it knows the key.
		builtIn.keys.has(attribute.key) ? '' : meaning,
		chosen ? `${inlineCode(chosen.value)}: ${valueText(attribute, chosen.value)}` : '',
		reader,
	]
		.filter((line) => line !== '')
		.join('\n\n');
}

function unknownKeyText({ key }: Entry, entries: readonly Entry[]): string {
	const near = nearest(key, missingKeys(entries));
	const hint = near !== undefined ? ` Did you mean ${inlineCode(near)}?` : '';
	return `Claude Code, VS Code and Copilot ignore ${inlineCode(shorten(key, 60))}.${hint}`;
}
