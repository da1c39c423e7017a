import * as vscode from 'vscode';
import { readToolInput } from '../../core/chat/toolInput.ts';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { FileChanges } from '../../host/fileChanges.ts';
import { Refusals } from '../../host/refusals.ts';
import { ToolError } from '../../host/toolError.ts';
import { extensionId, toolIds } from '../../ids.ts';
import { CreateFileTool } from './createFileTool.ts';
import { EditFileTool } from './editFileTool.ts';
import { sayingFailures } from '../../host/toolFailure.ts';
import { FetchPageTool } from './fetchPageTool.ts';
import { FileGuard } from './guardedFiles.ts';
import { FindFilesTool } from './findFilesTool.ts';
import { ListFolderTool } from './listFolderTool.ts';
import { noteAgreement } from './noteAgreement.ts';
import { ReadFileTool } from './readFileTool.ts';
import { SearchTextTool } from './searchTextTool.ts';
import type { Tool, Trust } from './tool.ts';

/** What a tool gets follows its schema. */
type AnyTool = Tool<never>;

type ToolName = keyof typeof toolIds;

export type ToolSet = Readonly<Record<ToolName, vscode.LanguageModelTool<object>>>;

/**
 * The tools themselves, as VS Code calls them. Each call is checked against the tool's schema, and
 * what fails is said in words for a model. Cancelling counts before and after each.
 *
 * @param refusals what the user has said no to since the last question
 * @param changes gets what is done to files
 */
export function createToolSet(
	isTrusted: Trust = () => vscode.workspace.isTrusted,
	dialogs: Dialogs = vscodeDialogs,
	refusals = new Refusals(),
	log?: vscode.LogOutputChannel,
	changes = new FileChanges(),
): ToolSet {
	const guard = new FileGuard(dialogs, refusals);
	const schemas = readSchemas();
	const asTool = (name: ToolName, tool: AnyTool): vscode.LanguageModelTool<object> => {
		const checked = (input: object): never => {
			const schema = schemas.get(toolIds[name]);
			if (!schema) throw new Error(`${toolIds[name]} has no schema.`);
			const read = readToolInput(input, schema);
			if ('fault' in read) throw new ToolError(read.fault);
			return read.input as never;
		};
		return sayingFailures(
			{
				prepareInvocation: async ({ input }, token) => tool.prepare(checked(input), token),
				async invoke({ input }, token) {
					const text = await tool.run(checked(input), token);
					return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
				},
			},
			log,
		);
	};
	return {
		readFile: asTool(
			'readFile',
			noteAgreement((asking) => new ReadFileTool(new FileGuard(asking, refusals)), dialogs),
		),
		listFolder: asTool('listFolder', new ListFolderTool()),
		findFiles: asTool('findFiles', new FindFilesTool()),
		searchText: asTool('searchText', new SearchTextTool()),
		editFile: asTool('editFile', new EditFileTool(isTrusted, guard, changes)),
		createFile: asTool('createFile', new CreateFileTool(isTrusted, guard, changes)),
		fetchPage: asTool('fetchPage', new FetchPageTool(isTrusted, dialogs)),
	};
}

/** The schemas in the extension's own manifest, by the names of the tools. */
function readSchemas(): ReadonlyMap<string, object> {
	const manifest: {
		readonly contributes?: {
			readonly languageModelTools?: readonly {
				readonly name: string;
				readonly inputSchema: object;
			}[];
		};
	} = vscode.extensions.getExtension(extensionId)?.packageJSON ?? {};
	const tools = manifest.contributes?.languageModelTools ?? [];
	return new Map(tools.map(({ name, inputSchema }) => [name, inputSchema]));
}
