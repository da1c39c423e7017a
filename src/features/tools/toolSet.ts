import * as vscode from 'vscode';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import type { toolIds } from '../../ids.ts';
import { CreateFileTool } from './createFileTool.ts';
import { EditFileTool } from './editFileTool.ts';
import { FetchPageTool } from './fetchPageTool.ts';
import { FindFilesTool } from './findFilesTool.ts';
import { ListFolderTool } from './listFolderTool.ts';
import { ReadFileTool } from './readFileTool.ts';
import { SearchTextTool } from './searchTextTool.ts';
import type { Tool, Trust } from './tool.ts';

/** An input that VS Code has checked against the tool's schema. */
type AnyTool = Tool<never>;

export type ToolSet = Readonly<Record<keyof typeof toolIds, vscode.LanguageModelTool<object>>>;

/** The tools themselves, as VS Code calls them. Cancelling counts before and after each. */
export function createToolSet(
	isTrusted: Trust = () => vscode.workspace.isTrusted,
	dialogs: Dialogs = vscodeDialogs,
): ToolSet {
	return {
		readFile: asLanguageModelTool(new ReadFileTool(dialogs)),
		listFolder: asLanguageModelTool(new ListFolderTool()),
		findFiles: asLanguageModelTool(new FindFilesTool()),
		searchText: asLanguageModelTool(new SearchTextTool()),
		editFile: asLanguageModelTool(new EditFileTool(isTrusted, dialogs)),
		createFile: asLanguageModelTool(new CreateFileTool(isTrusted, dialogs)),
		fetchPage: asLanguageModelTool(new FetchPageTool(isTrusted, dialogs)),
	};
}

function asLanguageModelTool(tool: AnyTool): vscode.LanguageModelTool<object> {
	return {
		prepareInvocation: ({ input }, token) => tool.prepare(input as never, token),
		async invoke({ input }, token) {
			const text = await tool.run(input as never, token);
			if (token.isCancellationRequested) throw new vscode.CancellationError();
			return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
		},
	};
}
