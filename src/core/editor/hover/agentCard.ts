import { commandIds } from '../../../ids.ts';
import { nearestAgent } from '../../agent/names.ts';
import type { CatalogAgent, Origin } from '../../agent/catalog.ts';
import { userFolderOf } from '../../agent/filePath.ts';
import { commandLink, escapeMarkdown, inlineCode, shorten } from '../../text/markdownText.ts';
import { resolveModel } from '../../capabilities/modelChoice.ts';
import type { OfferedModel } from '../../capabilities/modelChoice.ts';
import type { Surroundings } from '../surroundings.ts';

/** Longer lists of tools say how many more there are. */
const shownTools = 8;

/** An agent in a few lines of markdown: what it is for, its tools and model, a link to its file. */
export function agentCard(
	{ handle, agent, origin, path }: CatalogAgent,
	{ models }: Pick<Surroundings, 'models'>,
): string {
	const { tools, model, summary } = agent;
	const modelText = model === undefined ? '' : ` · model ${modelWords(model, models)}`;
	return [
		`**@${escapeMarkdown(handle)}** — ${escapeMarkdown(summary) || 'no description'}`,
		`${toolWords(tools)}${modelText}`,
		`${originWords(origin, path)} · ${commandLink('Open file', commandIds.openAgent, path)}`,
	].join('\n\n');
}

/** What to say of a name that no agent has. */
export function missingAgentCard(name: string, { agents }: Pick<Surroundings, 'agents'>): string {
	const near = nearestAgent(name, agents);
	const hint = near ? ` Did you mean ${inlineCode(`@${near.handle}`)}?` : '';
	return [
		`**No agent is called ${inlineCode(shorten(name, 60))}.**${hint}`,
		commandLink('Create it', commandIds.createAgent, name),
	].join('\n\n');
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
