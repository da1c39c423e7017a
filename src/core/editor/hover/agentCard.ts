import { commandIds } from '../../../ids.ts';
import { isInAgentPicker } from '../builtInSupport.ts';
import { askedAs, isParticipant, nearestAgent } from '../../agent/names.ts';
import type { CatalogAgent, Origin } from '../../agent/catalog.ts';
import { userFolderOf } from '../../agent/filePath.ts';
import { commandLink, escapeMarkdown, inlineCode, shorten } from '../../text/markdownText.ts';
import { resolveModel } from '../../capabilities/modelChoice.ts';
import type { OfferedModel } from '../../capabilities/modelChoice.ts';
import type { Surroundings } from '../surroundings.ts';

/** Longer lists of tools say how many more there are. */
const shownTools = 8;

/**
 * An agent in a few lines of markdown: what it is for, its tools and model, links to ask it and to its
 * file.
 *
 * @param hasFileLink whether VS Code itself has a link to the file at that place
 */
export function agentCard(
	listed: CatalogAgent,
	{ models }: Pick<Surroundings, 'models'>,
	hasFileLink: boolean,
): string {
	const { handle, agent, origin, path } = listed;
	const { tools, model, summary } = agent;
	const ask = askLink(listed);
	const modelText = model === undefined ? '' : ` · model ${modelWords(model, models)}`;
	return [
		`**@${escapeMarkdown(handle)}** — ${escapeMarkdown(summary) || 'no description'}`,
		`${toolWords(tools)}${modelText}`,
		[
			...ask,
			// Without any link there would be nothing to do.
			...(hasFileLink && ask.length > 0
				? []
				: [commandLink('Open file', commandIds.openAgent, path)]),
			originWords(origin, path),
		].join(' · '),
	].join('\n\n');
}

/** Only who is in the chat can be asked there. */
function askLink(agent: CatalogAgent): readonly string[] {
	const { path } = agent;
	if (isParticipant(agent)) {
		return [commandLink(`Ask @${escapeMarkdown(askedAs(agent))}`, commandIds.askAgent, path)];
	}
	if (!isInAgentPicker(path)) return [];
	const name = escapeMarkdown(shorten(agent.agent.name, 60));
	return [commandLink(`Chat as ${name}`, commandIds.askAgent, path)];
}

/**
 * What to say of a name that no agent has.
 *
 * @param isSaid whether a problem says it at the same place
 */
export function missingAgentCard(
	name: string,
	{ agents }: Pick<Surroundings, 'agents'>,
	isSaid: boolean,
): string {
	const create = commandLink('Create it', commandIds.createAgent, name);
	if (isSaid) return create;
	const near = nearestAgent(name, agents);
	const hint = near ? ` Did you mean ${inlineCode(`@${near.handle}`)}?` : '';
	return [`**No agent is called ${inlineCode(shorten(name, 60))}.**${hint}`, create].join('\n\n');
}

function originWords(origin: Origin, path: string): string {
	switch (origin) {
		case 'bundled':
			return 'Comes with SvelteKit Agents';
		case 'pack':
			return 'Comes with an extension';
		case 'user':
			return `Yours, in ${inlineCode(userFolderOf(path))}`;
		case 'workspace':
			return 'From this workspace';
	}
}

function modelWords(model: string | readonly string[], models: readonly OfferedModel[]): string {
	const written = inlineCode(shorten([model].flat().join(', '), 120));
	const choice = resolveModel(model, models);
	if (choice.kind === 'none') return `${written} (not offered here)`;
	const isSaid = choice.kind === 'picker' || choice.model.name === choice.written;
	return isSaid ? written : `${written} (now ${escapeMarkdown(choice.model.name)})`;
}

function toolWords(tools: readonly string[] | undefined): string {
	if (tools === undefined) return 'May use all tools';
	if (tools.length === 0) return 'May use no tools';
	const shown = tools.slice(0, shownTools).map((name) => inlineCode(shorten(name, 40)));
	const rest = tools.length - shown.length;
	return `Tools ${shown.join(' ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
