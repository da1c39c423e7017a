import type { CatalogAgent } from '../../core/agent/catalog.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import type { Dialogs } from '../dialogs.ts';

/** Lets the user choose an agent by its handle or what it is for. */
export async function chooseAgent(
	agents: readonly CatalogAgent[],
	dialogs: Dialogs,
): Promise<CatalogAgent | undefined> {
	const choices = agents.map((agent) => ({
		label: plainLine(agent.handle),
		description: plainLine(agent.agent.summary),
		agent,
	}));
	const chosen = await dialogs.choose(choices, {
		placeHolder: plain`Which agent?`,
		matchOnDescription: true,
	});
	return chosen?.agent;
}
