import * as vscode from 'vscode';
import type { ProjectReader } from '../../host/project/projectReader.ts';
import { commandIds, viewIds } from '../../ids.ts';
import type { PatternSource } from './agentPatterns.ts';
import { keepKitContext } from './kitContext.ts';
import { PatternView, type PatternNode } from './patternView.ts';

/** What a pattern is while it is dragged. */
const mimeType = 'application/vnd.sveltekit-agents.pattern';

/**
 * Shows the patterns in a tree from which they are dragged into editors. It is there where the window
 * has a SvelteKit project, of which VS Code is kept told.
 *
 * @param source is asked for when the view is first shown
 */
export function createPatternTree(
	projects: ProjectReader,
	source: () => Promise<PatternSource>,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	const changed = new vscode.EventEmitter<undefined>();
	const view = new PatternView(source, projects);
	const tree = vscode.window.createTreeView<PatternNode>(viewIds.patterns, {
		showCollapseAll: true,
		treeDataProvider: {
			onDidChangeTreeData: changed.event,
			async getChildren(node) {
				const children = await view.children(node);
				if (!node) tree.description = view.project;
				return [...children];
			},
			getTreeItem: (node) => view.item(node),
		},
		dragAndDropController: {
			dragMimeTypes: [mimeType],
			dropMimeTypes: [],
			handleDrag([node], transfer) {
				if (node?.kind === 'pattern') transfer.set(mimeType, new vscode.DataTransferItem(node.id));
			},
		},
	});
	return vscode.Disposable.from(
		tree,
		changed,
		keepKitContext(projects, log),
		projects.onDidChange(() => changed.fire(undefined)),
		vscode.window.onDidChangeActiveTextEditor(async () => {
			if (tree.visible && (await view.isOther())) changed.fire(undefined);
		}),
		vscode.languages.registerDocumentDropEditProvider({ scheme: '*' }, new PatternDrop(), {
			dropMimeTypes: [mimeType],
		}),
	);
}

/** Inserts what is dropped as the command does: with imports, other files and packages. */
class PatternDrop implements vscode.DocumentDropEditProvider {
	async provideDocumentDropEdits(
		document: vscode.TextDocument,
		position: vscode.Position,
		transfer: vscode.DataTransfer,
		token: vscode.CancellationToken,
	): Promise<undefined> {
		const id: unknown = transfer.get(mimeType)?.value;
		const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
		if (typeof id !== 'string' || !editor || token.isCancellationRequested) return;
		await vscode.window.showTextDocument(document, {
			selection: new vscode.Range(position, position),
			...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
		});
		void vscode.commands.executeCommand(commandIds.insertPattern, { id, at: 'cursor' });
	}
}
