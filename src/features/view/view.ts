import type * as vscode from 'vscode';
import { Lazy } from '../../host/lazy.ts';
import type { Services } from '../../host/services.ts';

/** Start-up of the window is over, and whoever waits for something else has got it. */
const patience = 1_200;

/** Registers the view of the agents after a while: it is not there before it is known to be wanted. */
export function registerView(services: Services): vscode.Disposable {
	const { agents, log } = services;
	const tree: Lazy<vscode.Disposable> = new Lazy(async () => {
		const [{ createAgentTree }, library] = await Promise.all([
			import('./agentTree.ts'),
			agents.get(),
		]);
		return createAgentTree(library);
	});
	const waiting = setTimeout(() => {
		tree.get().catch((error: unknown) => log.error('The view of agents:', error));
	}, patience);
	return {
		dispose() {
			clearTimeout(waiting);
			tree.dispose();
		},
	};
}
