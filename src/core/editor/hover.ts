import { commandIds } from '../../ids.ts';
import { agentCard, missingAgentCard } from './hover/agentCard.ts';
import type { AgentDocument } from './agentDocument.ts';
import { isBuiltInAgent, resolveAgent } from '../agent/names.ts';
import type { Entry } from '../agent/frontMatter.ts';
import { headerHover } from './hover/headerHover.ts';
import type { HoverText } from './hover/hoverText.ts';
import {
	commandLink,
	enumerate,
	escapeMarkdown,
	inlineCode,
	shorten,
} from '../text/markdownText.ts';
import { databaseNames } from '../pattern/needs.ts';
import type { Pattern } from '../pattern/patterns.ts';
import type { TextRange } from '../text/range.ts';
import { handleAt, looksLikeAgent, mentionAt } from './mentions.ts';
import type { Mention } from './mentions.ts';
import type { Surroundings } from './surroundings.ts';
import { kitWordAt } from './svelteKitFacts.ts';
import type { KitFact } from './svelteKitFacts.ts';

export type { HoverText } from './hover/hoverText.ts';

/** The commands that links of a hover may run. */
export const hoverCommands = [
	commandIds.askAgent,
	commandIds.insertPattern,
	commandIds.openAgent,
	commandIds.createAgent,
	commandIds.useMyAgents,
] as const;

/**
 * What to show at an offset of an agent file; `undefined` where there is nothing to add.
 *
 * @param isSaid whether VS Code shows a problem there, of whomever: what it is about is not said twice
 */
export function hoverAt(
	document: AgentDocument,
	offset: number,
	around: Surroundings,
	isSaid = false,
): HoverText | undefined {
	const mention = mentionAt(document, offset);
	const card = mention && mentionHover(mention, around, isSaid);
	if (card) return card;
	const placeholder = placeholderAt(document, offset);
	if (placeholder) return isSaid ? undefined : placeholder;
	if (document.inBody(offset) === undefined) {
		const entry = document.frontMatter.entries.find(
			({ keyRange, valueRange }) => offset >= keyRange.start && offset <= valueRange.end,
		);
		if (entry) {
			const kit = kitInValue(document, entry, offset);
			if (kit || isSaid) return kit;
			return headerHover(document, entry, offset, around);
		}
	}
	return patternHover(document, offset, around) ?? kitHover(document.text, offset);
}

/** The card of the agent that `@handle` means in a markdown file that is no agent file. */
export function handleHover(
	text: string,
	offset: number,
	around: Pick<Surroundings, 'agents' | 'models'>,
): HoverText | undefined {
	const mention = handleAt(text, offset);
	const agent = mention && resolveAgent(mention.name, around.agents);
	return agent && { range: mention.range, markdown: agentCard(agent, around, false) };
}

function mentionHover(
	mention: Mention,
	around: Surroundings,
	isSaid: boolean,
): HoverText | undefined {
	const { name, range } = mention;
	const agent = resolveAgent(name, around.agents);
	// VS Code shows the link that all names of agents have, but for the file's own.
	if (agent) return { range, markdown: agentCard(agent, around, true) };
	if (!around.isComplete || !looksLikeAgent(mention) || isBuiltInAgent(name)) return undefined;
	const missing = mention.delegation?.handle ?? name;
	return { range, markdown: missingAgentCard(missing, around, isSaid) };
}

function placeholderAt(document: AgentDocument, offset: number): HoverText | undefined {
	const range = bracketsAt(document.text, offset);
	if (!range) return undefined;
	const name = document.text.slice(range.start + 1, range.end - 1);
	const delegation = document.delegations.find(
		({ places, placeholders }) =>
			places.some((place) => place.range.start <= range.start && range.end <= place.range.end) &&
			placeholders.includes(name),
	);
	if (!delegation) return undefined;
	const markdown = `${inlineCode(`[${shorten(name, 60)}]`)} is a placeholder: when the agent hands over to ${inlineCode(`@${delegation.handle}`)}, the model puts what it has found there.`;
	return { range, markdown };
}

/** No placeholder is longer. */
const longestPlaceholder = 120;

/** The square brackets on one line that an offset is in, or touches. */
function bracketsAt(text: string, offset: number): TextRange | undefined {
	const from = Math.max(0, offset - longestPlaceholder - 2);
	const near = text.slice(from, offset + longestPlaceholder + 2);
	for (const { 0: found, index } of near.matchAll(/\[[^[\]\n]{1,120}\]/g)) {
		const start = from + index;
		const end = start + found.length;
		if (start <= offset && offset <= end) return { start, end };
	}
	return undefined;
}

/** On the line that opens a code block of a pattern. */
function patternHover(
	document: AgentDocument,
	offset: number,
	{ uri }: Surroundings,
): HoverText | undefined {
	const fence = document.fenceAt(offset);
	if (!fence) return undefined;
	const range = document.inFile({ start: fence.range.start, end: fence.infoRange.end });
	if (offset > range.end) return undefined;
	const inFence = (at: TextRange): boolean =>
		at.start >= fence.range.start && at.start < fence.range.end;
	for (const pattern of document.patterns) {
		const variant = pattern.variants.find(
			(each) => inFence(each.range) || each.files.some((file) => inFence(file.range)),
		);
		if (variant) return { range, markdown: patternText(pattern, uri) };
	}
	return undefined;
}

function patternText(pattern: Pattern, uri: string): string {
	const { id, title, summary, variants } = pattern;
	const files = variants.flatMap((variant) => variant.files);
	const paths = [...new Set(files.flatMap(({ path }) => path ?? []))];
	const packages = [...new Set(variants.flatMap((variant) => variant.packages))];
	const kits = [...new Set(variants.flatMap(({ kit }) => kit ?? []))];
	const dialects = [...new Set(variants.flatMap(({ dialect }) => dialect ?? []))];
	const facts = [
		paths.length > 0
			? paths.map((path) => inlineCode(shorten(path, 80))).join(' ')
			: 'no file named',
		...(kits.length > 0 ? [`SvelteKit ${enumerate(kits.map(String))}`] : []),
		...(dialects.length > 0
			? [`for ${enumerate(dialects.map((name) => databaseNames[name]))}`]
			: []),
		...(packages.length > 0 ? [`needs ${packages.map(inlineCode).join(' ')}`] : []),
	];
	const request = { id, agent: uri, at: 'files' };
	return [
		`Pattern **${escapeMarkdown(shorten(title, 80))}**`,
		escapeMarkdown(shorten(summary, 200)),
		facts.join(' · '),
		// Without a file it could go to the cursor only, which is in the agent file itself.
		paths.length > 0 ? commandLink('Insert', commandIds.insertPattern, request) : '',
	]
		.filter((line) => line !== '')
		.join('\n\n');
}

/** A long description may name files of SvelteKit, which are worth a word of their own. */
function kitInValue(
	document: AgentDocument,
	{ canonical, valueRange }: Entry,
	offset: number,
): HoverText | undefined {
	const isText = canonical === 'description' && offset > valueRange.start;
	return isText ? kitHover(document.text, offset) : undefined;
}

function kitHover(text: string, offset: number): HoverText | undefined {
	const word = kitWordAt(text, offset);
	return word && { range: word.range, markdown: kitText(word.fact) };
}

function kitText({ name, what, mayExport, kit2, kit3, docs }: KitFact): string {
	const versions = [
		...(kit2 === undefined ? [] : [`- SvelteKit 2: ${kit2}`]),
		...(kit3 === undefined ? [] : [`- SvelteKit 3: ${kit3}`]),
	];
	return [
		`**${escapeMarkdown(name)}** — ${what}`,
		mayExport.length > 0 ? `May export ${mayExport.map(inlineCode).join(' ')}` : '',
		versions.join('\n'),
		`[Documentation](${docs})`,
	]
		.filter((line) => line !== '')
		.join('\n\n');
}
