import type { PresentTool } from '../../src/core/toolNames.ts';
import { toolRows } from '../../src/core/tools/toolTable.ts';

/** Every tool that an agent file can name, two of MCP servers, and one of another extension. */
export const presentTools: readonly PresentTool[] = [
	...new Set([
		...toolRows.flatMap(({ tools }) => tools.flat()),
		'copilot_insertEdit',
		'copilot_installExtension',
		'copilot_createNewWorkspace',
		'vscode_editFile_internal',
		'execution_subagent',
		'foreign_tool',
	]),
]
	.map((name): PresentTool => ({ name, tags: [] }))
	.concat([
		{ name: 'mcp_github_create_issue', tags: ['mcp'] },
		{ name: 'mcp_docs_read', tags: ['mcp'] },
	]);
