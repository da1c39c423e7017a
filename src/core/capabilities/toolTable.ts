import { askAgentToolId, toolIds } from '../../ids.ts';

/** What a tool does to the world: calls that only read may run side by side. */
export type ToolKind = 'read' | 'write' | 'run' | 'web' | 'other';

/** One thing that an agent can be allowed to do. */
export interface ToolRow {
	/** Claude Code's name where it has one, else VS Code's. */
	readonly name: string;
	readonly kind: ToolKind;
	/** The other spellings in agent files. Names of tools below are spellings too. */
	readonly spellings: readonly string[];
	/** Names in `vscode.lm.tools`, in slots: the first that VS Code has of each slot is used. */
	readonly tools: readonly (readonly string[])[];
	/** Tools that can do the same among other things: forbidding the row forbids them. */
	readonly within?: readonly string[];
	/** Whether only a name of its own or of its group allows it: neither an absent key nor `*`. */
	readonly byNameOnly?: true;
}

const patch = 'copilot_applyPatch';
const insertEdit = 'copilot_insertEdit';
const anyEdit = [patch, insertEdit, 'copilot_editFiles', 'vscode_editFile_internal'];
const subagents = ['execution_subagent', 'search_subagent', 'explore_subagent', askAgentToolId];

/**
 * Tools that write into an answer of Copilot's own agents, and refuse everyone else: a participant that
 * is allowed one cannot use it. Where the extension has a tool of the kind, that one is taken.
 */
export const forOwnAgentsOnly: ReadonlySet<string> = new Set([
	patch,
	'copilot_replaceString',
	'copilot_multiReplaceString',
	'copilot_createFile',
	'copilot_editNotebook',
	'copilot_createNewJupyterNotebook',
]);

/** Every tool that the `tools:` of an agent file may name, and what it is in VS Code. */
export const toolRows: readonly ToolRow[] = [
	{
		name: 'Read',
		kind: 'read',
		spellings: ['View', 'ReadFile', 'read_file', 'readFile', 'read/readFile', 'search/readFile'],
		tools: [['copilot_readFile', toolIds.readFile]],
	},
	{
		name: 'LS',
		kind: 'read',
		spellings: ['List', 'ListDir', 'list_directory', 'listDirectory', 'search/listDirectory'],
		tools: [['copilot_listDirectory', toolIds.listFolder]],
	},
	{
		name: 'Glob',
		kind: 'read',
		spellings: ['FindFiles', 'file_search', 'fileSearch', 'search/fileSearch'],
		tools: [['copilot_findFiles', toolIds.findFiles]],
	},
	{
		name: 'Grep',
		kind: 'read',
		spellings: ['SearchText', 'grep_search', 'textSearch', 'search/textSearch'],
		tools: [['copilot_findTextInFiles', toolIds.searchText]],
	},
	{
		name: 'Edit',
		kind: 'write',
		spellings: [
			'MultiEdit',
			'StrReplace',
			'Update',
			'replace_string_in_file',
			'multi_replace_string_in_file',
			'editFiles',
			'edit/editFiles',
		],
		tools: [['copilot_replaceString', toolIds.editFile], ['copilot_multiReplaceString']],
		within: [...anyEdit, 'vscode_renameSymbol'],
	},
	{
		name: 'Write',
		kind: 'write',
		spellings: ['WriteFile', 'Create', 'create_file', 'createFile', 'edit/createFile'],
		tools: [['copilot_createFile', toolIds.createFile]],
		within: [...anyEdit, 'copilot_createNewJupyterNotebook', 'copilot_createNewWorkspace'],
	},
	{
		name: 'NotebookEdit',
		kind: 'write',
		spellings: ['NotebookEditCell', 'edit_notebook_file', 'editNotebook', 'edit/editNotebook'],
		tools: [['copilot_editNotebook']],
	},
	{
		name: 'NotebookRead',
		kind: 'read',
		spellings: ['getNotebookSummary', 'read/getNotebookSummary', 'runNotebooks/getNotebookSummary'],
		tools: [['copilot_getNotebookSummary']],
	},
	{
		name: 'Bash',
		kind: 'run',
		spellings: [
			'Shell',
			'PowerShell',
			'Terminal',
			'runInTerminal',
			'execute/runInTerminal',
			'runCommands/runInTerminal',
		],
		tools: [['run_in_terminal'], ['get_terminal_output']],
		within: [
			'send_to_terminal',
			'run_task',
			'create_and_run_task',
			'runTests',
			'copilot_runNotebookCell',
			'copilot_runVscodeCommand',
			'copilot_installExtension',
			'copilot_createNewWorkspace',
			'execution_subagent',
		],
	},
	{
		name: 'BashOutput',
		kind: 'read',
		spellings: ['getTerminalOutput', 'execute/getTerminalOutput', 'runCommands/getTerminalOutput'],
		tools: [['get_terminal_output']],
	},
	{
		name: 'KillShell',
		kind: 'run',
		spellings: ['KillBash', 'killTerminal', 'execute/killTerminal'],
		tools: [['kill_terminal']],
	},
	{
		name: 'WebFetch',
		kind: 'web',
		spellings: ['fetch', 'fetch_webpage', 'web/fetch'],
		tools: [['copilot_fetchWebPage', toolIds.fetchPage]],
		within: ['vscode_fetchWebPage_internal'],
	},
	{
		name: 'WebSearch',
		kind: 'web',
		spellings: [],
		tools: [['vscode-websearchforcopilot_webSearch']],
	},
	{
		name: 'Task',
		kind: 'other',
		spellings: ['Agent', 'custom-agent', 'agent/runSubagent'],
		tools: [['runSubagent']],
		within: subagents,
	},
	{
		name: 'askAgent',
		kind: 'other',
		spellings: [],
		tools: [[askAgentToolId]],
		byNameOnly: true,
	},
	{
		name: 'TodoWrite',
		kind: 'other',
		spellings: ['TodoRead', 'TaskCreate', 'TaskUpdate', 'TaskList', 'TaskGet', 'todo', 'todos'],
		tools: [['manage_todo_list']],
	},
	{
		name: 'AskUserQuestion',
		kind: 'other',
		spellings: ['askQuestions', 'vscode/askQuestions'],
		tools: [['vscode_askQuestions']],
	},
	{
		name: 'ExitPlanMode',
		kind: 'other',
		spellings: ['exit_plan_mode', 'reviewPlan', 'vscode/reviewPlan'],
		tools: [['vscode_reviewPlan']],
	},
	{
		name: 'LSP',
		kind: 'read',
		spellings: ['usages', 'search/usages'],
		tools: [['vscode_listCodeUsages']],
	},
	{ name: 'Skill', kind: 'other', spellings: ['read/skill'], tools: [['skill']] },
	{ name: 'SlashCommand', kind: 'other', spellings: [], tools: [] },
	{
		name: 'codebase',
		kind: 'read',
		spellings: ['semantic_search', 'search/codebase'],
		tools: [['copilot_searchCodebase']],
	},
	{
		name: 'symbols',
		kind: 'read',
		spellings: ['search/symbols'],
		tools: [['copilot_searchWorkspaceSymbols']],
	},
	{
		name: 'problems',
		kind: 'read',
		spellings: ['get_errors', 'read/problems'],
		tools: [['copilot_getErrors']],
	},
	{
		name: 'changes',
		kind: 'read',
		spellings: ['get_changed_files', 'search/changes'],
		tools: [['copilot_getChangedFiles']],
	},
	{
		name: 'searchResults',
		kind: 'read',
		spellings: ['search/searchResults'],
		tools: [['copilot_getSearchResults']],
	},
	{
		name: 'findTestFiles',
		kind: 'read',
		spellings: ['test_search', 'search/findTestFiles'],
		tools: [['copilot_findTestFiles']],
	},
	{
		name: 'viewImage',
		kind: 'read',
		spellings: ['view_image', 'read/viewImage'],
		tools: [['copilot_viewImage']],
	},
	{
		name: 'readNotebookCellOutput',
		kind: 'read',
		spellings: [
			'readCellOutput',
			'read/readNotebookCellOutput',
			'runNotebooks/readNotebookCellOutput',
		],
		tools: [['copilot_readNotebookCellOutput']],
	},
	{
		name: 'terminalSelection',
		kind: 'read',
		spellings: ['read/terminalSelection', 'runCommands/terminalSelection'],
		tools: [['terminal_selection']],
	},
	{
		name: 'terminalLastCommand',
		kind: 'read',
		spellings: ['read/terminalLastCommand', 'runCommands/terminalLastCommand'],
		tools: [['terminal_last_command']],
	},
	{
		name: 'testFailure',
		kind: 'read',
		spellings: ['execute/testFailure'],
		tools: [['testFailure', 'copilot_testFailure']],
	},
	{
		name: 'getTaskOutput',
		kind: 'read',
		spellings: ['execute/getTaskOutput', 'runTasks/getTaskOutput'],
		tools: [['get_task_output']],
	},
	{
		name: 'applyPatch',
		kind: 'write',
		spellings: ['apply_patch', 'edit/applyPatch'],
		tools: [[patch]],
	},
	{
		name: 'createDirectory',
		kind: 'write',
		spellings: ['create_directory', 'edit/createDirectory'],
		tools: [['copilot_createDirectory']],
	},
	{
		name: 'createJupyterNotebook',
		kind: 'write',
		spellings: ['newJupyterNotebook', 'edit/createJupyterNotebook'],
		tools: [['copilot_createNewJupyterNotebook']],
	},
	{
		name: 'rename',
		kind: 'write',
		spellings: ['edit/rename'],
		tools: [['vscode_renameSymbol']],
	},
	{
		name: 'sendToTerminal',
		kind: 'run',
		spellings: ['execute/sendToTerminal'],
		tools: [['send_to_terminal']],
	},
	{
		name: 'runTests',
		kind: 'run',
		spellings: ['execute/runTests'],
		tools: [['runTests']],
	},
	{
		name: 'runTask',
		kind: 'run',
		spellings: ['execute/runTask', 'runTasks/runTask'],
		tools: [['run_task']],
	},
	{
		name: 'createAndRunTask',
		kind: 'run',
		spellings: ['execute/createAndRunTask', 'runTasks/createAndRunTask'],
		tools: [['create_and_run_task']],
	},
	{
		name: 'runNotebookCell',
		kind: 'run',
		spellings: ['runCell', 'execute/runNotebookCell', 'runNotebooks/runCell'],
		tools: [['copilot_runNotebookCell']],
	},
	{
		name: 'runCommand',
		kind: 'run',
		spellings: [
			'runVscodeCommand',
			'run_vscode_command',
			'vscode/runCommand',
			'new/runVscodeCommand',
		],
		tools: [['copilot_runVscodeCommand']],
		byNameOnly: true,
	},
	{
		name: 'githubRepo',
		kind: 'web',
		spellings: ['github_repo', 'web/githubRepo'],
		tools: [['copilot_githubRepo']],
	},
	{
		name: 'extensions',
		kind: 'read',
		spellings: ['vscode/extensions'],
		tools: [['vscode_searchExtensions_internal']],
	},
	{
		name: 'vscodeAPI',
		kind: 'read',
		spellings: ['get_vscode_api', 'vscode/vscodeAPI'],
		tools: [['copilot_getVSCodeAPI']],
	},
];

/** VS Code's names for several tools at once, by the names of the rows. */
export const toolGroups: Readonly<Record<string, readonly string[]>> = {
	read: [
		'Read',
		'NotebookRead',
		'problems',
		'viewImage',
		'readNotebookCellOutput',
		'terminalSelection',
		'terminalLastCommand',
	],
	edit: [
		'Edit',
		'Write',
		'NotebookEdit',
		'applyPatch',
		'createDirectory',
		'createJupyterNotebook',
		'rename',
	],
	search: ['LS', 'Glob', 'Grep', 'LSP', 'codebase', 'symbols', 'changes', 'searchResults'],
	execute: [
		'Bash',
		'BashOutput',
		'KillShell',
		'sendToTerminal',
		'runTests',
		'testFailure',
		'runTask',
		'createAndRunTask',
		'getTaskOutput',
		'runNotebookCell',
	],
	runCommands: ['Bash', 'BashOutput', 'terminalSelection', 'terminalLastCommand'],
	runTasks: ['runTask', 'createAndRunTask', 'getTaskOutput'],
	runNotebooks: ['runNotebookCell', 'NotebookRead', 'readNotebookCellOutput'],
	web: ['WebFetch', 'WebSearch', 'githubRepo'],
	agent: ['Task'],
	vscode: ['AskUserQuestion', 'ExitPlanMode', 'extensions', 'vscodeAPI', 'runCommand'],
};

/**
 * Further names of VS Code and Copilot, of today and of former versions, and the tools that they
 * stand for. Only an entry that is spelled exactly so allows them, never a group or an absent list;
 * to forbid one, any spelling will do.
 */
export const editorToolsWithoutRow: Readonly<Record<string, readonly string[]>> = {
	artifacts: ['setArtifacts'],
	artifactRules: ['setArtifactRules'],
	browser: [
		'open_browser_page',
		'read_page',
		'screenshot_page',
		'navigate_page',
		'click_element',
		'type_in_page',
		'hover_element',
		'drag_element',
		'handle_dialog',
		'run_playwright_code',
	],
	clickElement: ['click_element'],
	createNewWorkspace: ['copilot_createNewWorkspace'],
	dragElement: ['drag_element'],
	executionSubagent: ['execution_subagent'],
	'execute/executionSubagent': ['execution_subagent'],
	exploreSubagent: ['explore_subagent'],
	getProjectSetupInfo: ['copilot_getProjectSetupInfo'],
	githubTextSearch: ['copilot_githubTextSearch'],
	'web/githubTextSearch': ['copilot_githubTextSearch'],
	handleDialog: ['handle_dialog'],
	hoverElement: ['hover_element'],
	insertEdit: [insertEdit],
	insert_edit_into_file: [insertEdit],
	installExtension: ['copilot_installExtension'],
	'new/installExtension': ['copilot_installExtension'],
	'vscode/installExtension': ['copilot_installExtension'],
	memory: ['copilot_memory'],
	'vscode/memory': ['copilot_memory'],
	multiReplaceString: ['copilot_multiReplaceString'],
	navigatePage: ['navigate_page'],
	new: ['copilot_createNewWorkspace', 'copilot_installExtension', 'copilot_runVscodeCommand'],
	newWorkspace: ['copilot_createNewWorkspace'],
	'new/newWorkspace': ['copilot_createNewWorkspace'],
	'vscode/newWorkspace': ['copilot_createNewWorkspace'],
	openBrowserPage: ['open_browser_page'],
	openSimpleBrowser: ['open_simple_browser'],
	readPage: ['read_page'],
	readProjectStructure: ['copilot_readProjectStructure'],
	renderMermaidDiagram: ['renderMermaidDiagram'],
	replaceString: ['copilot_replaceString'],
	resolveMemoryFileUri: ['copilot_resolveMemoryFileUri'],
	'vscode/resolveMemoryFileUri': ['copilot_resolveMemoryFileUri'],
	runPlaywrightCode: ['run_playwright_code'],
	screenshotPage: ['screenshot_page'],
	searchSubagent: ['search_subagent'],
	'search/searchSubagent': ['search_subagent'],
	sessionStoreSql: ['copilot_sessionStoreSql'],
	switchAgent: ['copilot_switchAgent'],
	'vscode/switchAgent': ['copilot_switchAgent'],
	terminalCommand: [],
	think: ['copilot_think'],
	toolSearch: ['tool_search'],
	'vscode/toolSearch': ['tool_search'],
	typeInPage: ['type_in_page'],
	vscodeBrowser: [],
	vscodeGeneral: [],
	vscodeNotebooks: [],
	vscodeTasks: [],
};

/** Tools that show what they are about to do and wait for the user's consent. */
export const askingTools: ReadonlySet<string> = new Set([
	'run_in_terminal',
	'send_to_terminal',
	'run_task',
	'create_and_run_task',
	'copilot_fetchWebPage',
	'copilot_runNotebookCell',
	'copilot_runVscodeCommand',
	toolIds.editFile,
	toolIds.createFile,
	toolIds.fetchPage,
]);
