import * as vscode from 'vscode';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { Refusals } from '../../host/refusals.ts';
import type { toolIds } from '../../ids.ts';
import { CreateFileTool } from './createFileTool.ts';
import { EditFileTool } from './editFileTool.ts';
import { FetchPageTool } from './fetchPageTool.ts';
import { FileGuard } from './guardedFiles.ts';
import { FindFilesTool } from './findFilesTool.ts';
import { ListFolderTool } from './listFolderTool.ts';
import { noteAgreement } from './noteAgreement.ts';
import { ReadFileTool } from './readFileTool.ts';
import { SearchTextTool } from './searchTextTool.ts';
import type { Tool, Trust } from './tool.ts';

/** An input that VS Code has checked against the tool's schema. */
type AnyTool = Tool<never>;

export type ToolSet = Readonly<Record<keyof typeof toolIds, vscode.LanguageModelTool<object>>>;

/**
 * The tools themselves, as VS Code calls them. Cancelling counts before and after each.
 *
 * @param refusals what the user has said no to since the last question
 */
export function createToolSet(
	isTrusted: Trust = () => vscode.workspace.isTrusted,
	dialogs: Dialogs = vscodeDialogs,
	refusals = new Refusals(),
): ToolSet {
	const guard = new FileGuard(dialogs, refusals);
	return {
		readFile: asLanguageModelTool(
			noteAgreement((asking) => new ReadFileTool(new FileGuard(asking, refusals)), dialogs),
		),
		listFolder: asLanguageModelTool(new ListFolderTool()),
		findFiles: asLanguageModelTool(new FindFilesTool()),
		searchText: asLanguageModelTool(new SearchTextTool()),
		editFile: asLanguageModelTool(new EditFileTool(isTrusted, guard)),
		createFile: asLanguageModelTool(new CreateFileTool(isTrusted, guard)),
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
