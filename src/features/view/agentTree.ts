import * as vscode from 'vscode';
import { count } from '../../core/text/markdownText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { contextIds, viewIds } from '../../ids.ts';
import { AgentView, type AgentNode } from './agentView.ts';

/** Shows the agents in a tree that follows the library, and tells VS Code whether any are the user's. */
export function createAgentTree(library: AgentLibrary): vscode.Disposable {
	const changed = new vscode.EventEmitter<undefined>();
	const view = new AgentView(library);
	const tree = vscode.window.createTreeView<AgentNode>(viewIds.agents, {
		showCollapseAll: true,
		treeDataProvider: {
			onDidChangeTreeData: changed.event,
			async getChildren(node) {
				const children = await view.children(node);
				tree.badge = badgeOf(view.faulty);
				return [...children];
			},
			getTreeItem: (node) => view.item(node),
			resolveTreeItem: async (item, node) => view.resolve(item, node),
		},
	});
	const tell = (): void => {
		void vscode.commands.executeCommand('setContext', contextIds.hasAgentFiles, view.hasOwn);
		changed.fire(undefined);
	};
	void library.ready.then(tell);
	return vscode.Disposable.from(
		tree,
		changed,
		library.onDidChange(tell),
		vscode.workspace.onDidGrantWorkspaceTrust(tell),
	);
}

function badgeOf(faulty: number): vscode.ViewBadge | undefined {
	if (faulty === 0) return undefined;
	return { value: faulty, tooltip: `${count(faulty, 'agent file')} with errors` };
}
