import type * as vscode from 'vscode';
import type { Services } from '../../host/services.ts';
import { whenQuiet } from '../../host/whenQuiet.ts';

/** Start-up of the window is over, and whoever waits for something else has got it. */
const patience = 1_200;

/** Registers the view of the agents after a while: it is not there before it is known to be wanted. */
export function registerView({ agents, log }: Services): vscode.Disposable {
	return whenQuiet(log, 'The view of agents', patience, async () => {
		const [{ createAgentTree }, library] = await Promise.all([
			import('./agentTree.ts'),
			agents.get(),
		]);
		return createAgentTree(library);
	});
}
