import assert from 'node:assert/strict';
import { allowedToolNames, resolveTools } from '../../../src/core/capabilities/toolNames.ts';
import { toolIds } from '../../../src/ids.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

/** Tools of `vscode.lm.tools` in VS Code 1.139 with Copilot, and of this extension, by what they do. */
const toolsByKind = {
	read: [
		'copilot_searchCodebase',
		'copilot_searchWorkspaceSymbols',
		'copilot_getVSCodeAPI',
		'copilot_findFiles',
		'copilot_findTextInFiles',
		'copilot_readFile',
		'copilot_viewImage',
		'copilot_listDirectory',
		'copilot_getErrors',
		'copilot_readProjectStructure',
		'copilot_getChangedFiles',
		'copilot_getNotebookSummary',
		'copilot_readNotebookCellOutput',
		'copilot_findTestFiles',
		'copilot_getSearchResults',
		'terminal_selection',
		'terminal_last_command',
		'get_terminal_output',
		'get_task_output',
		'testFailure',
		'vscode_listCodeUsages',
		'vscode_searchExtensions_internal',
		toolIds.readFile,
		toolIds.listFolder,
		toolIds.findFiles,
		toolIds.searchText,
	],
	write: [
		'copilot_applyPatch',
		'copilot_insertEdit',
		'copilot_createFile',
		'copilot_createDirectory',
		'copilot_replaceString',
		'copilot_multiReplaceString',
		'copilot_editNotebook',
		'copilot_editFiles',
		'copilot_createNewJupyterNotebook',
		'copilot_memory',
		'vscode_renameSymbol',
		toolIds.editFile,
		toolIds.createFile,
	],
	run: [
		'run_in_terminal',
		'send_to_terminal',
		'kill_terminal',
		'run_task',
		'create_and_run_task',
		'runTests',
		'copilot_runNotebookCell',
		'copilot_runVscodeCommand',
		'copilot_installExtension',
		'copilot_createNewWorkspace',
	],
	web: [
		'copilot_fetchWebPage',
		'copilot_githubRepo',
		'copilot_githubTextSearch',
		'vscode-websearchforcopilot_webSearch',
		toolIds.fetchPage,
	],
	other: [
		'runSubagent',
		'execution_subagent',
		'search_subagent',
		'explore_subagent',
		'manage_todo_list',
		'vscode_askQuestions',
		'vscode_reviewPlan',
		'copilot_switchAgent',
		'skill',
	],
} as const;

const kinds: ReadonlyMap<string, string> = new Map(
	Object.entries(toolsByKind).flatMap(([kind, names]) => names.map((name) => [name, kind])),
);
const present = [...kinds.keys()].map((name) => ({ name, tags: [] }));

/**
 * What each name means where it is spelled exactly so: the reference names, former names and sets
 * of VS Code 1.139 and of its Copilot Chat, and the tools of Claude Code.
 */
const meanings: Readonly<Record<string, readonly string[]>> = {
	codebase: ['copilot_searchCodebase'],
	executionSubagent: ['execution_subagent'],
	searchSubagent: ['search_subagent'],
	exploreSubagent: ['explore_subagent'],
	symbols: ['copilot_searchWorkspaceSymbols'],
	vscodeAPI: ['copilot_getVSCodeAPI'],
	fileSearch: ['copilot_findFiles'],
	textSearch: ['copilot_findTextInFiles'],
	applyPatch: ['copilot_applyPatch'],
	readFile: ['copilot_readFile'],
	'search/readFile': ['copilot_readFile'],
	viewImage: ['copilot_viewImage'],
	listDirectory: ['copilot_listDirectory'],
	problems: ['copilot_getErrors'],
	changes: ['copilot_getChangedFiles'],
	newWorkspace: ['copilot_createNewWorkspace'],
	'new/newWorkspace': ['copilot_createNewWorkspace'],
	installExtension: ['copilot_installExtension'],
	runCommand: ['copilot_runVscodeCommand'],
	'vscode/runCommand': ['copilot_runVscodeCommand'],
	'new/runVscodeCommand': ['copilot_runVscodeCommand'],
	runVscodeCommand: ['copilot_runVscodeCommand'],
	run_vscode_command: ['copilot_runVscodeCommand'],
	createJupyterNotebook: ['copilot_createNewJupyterNotebook'],
	insertEdit: ['copilot_insertEdit'],
	createFile: ['copilot_createFile'],
	createDirectory: ['copilot_createDirectory'],
	replaceString: ['copilot_replaceString'],
	multiReplaceString: ['copilot_multiReplaceString'],
	editNotebook: ['copilot_editNotebook'],
	editFiles: ['copilot_editFiles', 'copilot_replaceString', 'copilot_multiReplaceString'],
	runNotebookCell: ['copilot_runNotebookCell'],
	runCell: ['copilot_runNotebookCell'],
	'runNotebooks/runCell': ['copilot_runNotebookCell'],
	getNotebookSummary: ['copilot_getNotebookSummary'],
	readNotebookCellOutput: ['copilot_readNotebookCellOutput'],
	readCellOutput: ['copilot_readNotebookCellOutput'],
	fetch: ['copilot_fetchWebPage'],
	findTestFiles: ['copilot_findTestFiles'],
	githubRepo: ['copilot_githubRepo'],
	githubTextSearch: ['copilot_githubTextSearch'],
	switchAgent: ['copilot_switchAgent'],
	memory: ['copilot_memory'],
	usages: ['vscode_listCodeUsages'],
	todo: ['manage_todo_list'],
	todos: ['manage_todo_list'],
	testFailure: ['testFailure'],
	copilot_testFailure: ['testFailure'],
	terminalSelection: ['terminal_selection'],
	terminalLastCommand: ['terminal_last_command'],
	'runCommands/terminalLastCommand': ['terminal_last_command'],
	sendToTerminal: ['send_to_terminal'],
	runTests: ['runTests'],
	runTask: ['run_task'],
	reviewPlan: ['vscode_reviewPlan'],
	rename: ['vscode_renameSymbol'],
	new: ['copilot_createNewWorkspace'],
	killTerminal: ['kill_terminal'],
	getTerminalOutput: ['get_terminal_output'],
	getTaskOutput: ['get_task_output'],
	extensions: ['vscode_searchExtensions_internal'],
	createAndRunTask: ['create_and_run_task'],
	askQuestions: ['vscode_askQuestions'],
	runInTerminal: ['run_in_terminal', 'get_terminal_output'],
	read: toolsByKind.read,
	edit: toolsByKind.write,
	search: toolsByKind.read,
	web: toolsByKind.web,
	execute: [...toolsByKind.run, ...toolsByKind.read],
	runTasks: ['run_task', 'create_and_run_task', 'get_task_output'],
	runCommands: ['run_in_terminal', 'get_terminal_output', 'terminal_last_command'],
	agent: ['runSubagent'],
	Read: ['copilot_readFile'],
	LS: ['copilot_listDirectory'],
	Glob: ['copilot_findFiles'],
	Grep: ['copilot_findTextInFiles'],
	Edit: ['copilot_replaceString', 'copilot_multiReplaceString'],
	MultiEdit: ['copilot_replaceString', 'copilot_multiReplaceString'],
	Write: ['copilot_createFile'],
	NotebookEdit: ['copilot_editNotebook'],
	NotebookRead: ['copilot_getNotebookSummary'],
	Bash: ['run_in_terminal', 'get_terminal_output'],
	BashOutput: ['get_terminal_output'],
	KillShell: ['kill_terminal'],
	WebFetch: ['copilot_fetchWebPage'],
	WebSearch: ['vscode-websearchforcopilot_webSearch'],
	Task: ['runSubagent'],
	Agent: ['runSubagent'],
	TodoWrite: ['manage_todo_list'],
	TaskList: ['manage_todo_list'],
	AskUserQuestion: ['vscode_askQuestions'],
	ExitPlanMode: ['vscode_reviewPlan'],
	LSP: ['vscode_listCodeUsages'],
	Skill: ['skill'],
	EnterPlanMode: [],
	ToolSearch: [],
	Workflow: [],
	...Object.fromEntries([...kinds.keys()].map((name) => [name, [name]])),
	// In other spellings it is the terminal with what it prints.
	run_in_terminal: ['run_in_terminal', 'get_terminal_output'],
};

function granted(entry: string): readonly string[] {
	return allowedToolNames([entry], [], present);
}

function kindsOf(tools: readonly string[]): ReadonlySet<string> {
	return new Set(tools.map((tool) => kinds.get(tool) ?? tool));
}

function lettersOf(name: string): string {
	return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** The kinds that an entry may bring: of its exact meaning, or else what all names alike allow. */
function allowedKinds(entry: string): ReadonlySet<string> {
	const exact = meanings[entry];
	if (exact) return kindsOf(exact);
	// A member of one of VS Code's sets: `read/problems`.
	const member =
		/^(?:vscode|edit|search|read|execute|web|agent|new|runNotebooks|runCommands|runTasks)\/(.+)$/i.exec(
			entry,
		);
	if (member?.[1]) return allowedKinds(member[1]);
	const alike = Object.keys(meanings).filter((name) => lettersOf(name) === lettersOf(entry));
	const sets = alike.map((name) => kindsOf(meanings[name] ?? []));
	const [first = new Set<string>(), ...others] = sets;
	return new Set([...first].filter((kind) => others.every((set) => set.has(kind))));
}

describe('the spelling of a tool', () => {
	it('decides what it means: a command of VS Code is not the terminal', () => {
		const entries = ['runCommand', 'RunCommand', 'run_command', 'RUN-COMMAND', 'runVscodeCommand'];
		for (const entry of entries) {
			assert.deepEqual(granted(entry), ['copilot_runVscodeCommand'], entry);
			const [tool] = resolveTools([entry], [], present);
			assert.deepEqual([tool?.kind, tool?.asksFirst], ['run', true]);
		}
		assert.deepEqual(granted('vscode/runCommand'), ['copilot_runVscodeCommand']);
	});

	it('brings the command of VS Code only where it is named', () => {
		for (const tools of [undefined, ['*']]) {
			assert.ok(!allowedToolNames(tools, [], present).includes('copilot_runVscodeCommand'));
		}
		for (const denied of ['Bash', 'runCommand', 'vscode', 'run_vscode_command']) {
			assert.deepEqual(allowedToolNames(['runCommand'], [denied], present), [], denied);
		}
	});

	it('that is exact means what it means to the program that has it', () => {
		for (const [name, tools] of Object.entries(meanings)) {
			const extra = granted(name).filter((tool) => !kindsOf(tools).has(kinds.get(tool) ?? tool));
			assert.deepEqual(extra, [], name);
		}
	});

	it('never brings a tool of another kind than its exact meaning', () => {
		const { seed, cases } = seedOf(11, 10_000);
		const random = seededRandom(seed);
		const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
		const words = (name: string): string =>
			name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
		const spell: readonly ((name: string) => string)[] = [
			(name) => name,
			(name) => name.toLowerCase(),
			(name) => name.toUpperCase(),
			(name) => name.charAt(0).toUpperCase() + name.slice(1),
			(name) => name.charAt(0).toLowerCase() + name.slice(1),
			(name) => words(name),
			(name) => words(name).replaceAll(' ', '_'),
			(name) => words(name).replaceAll(' ', '-').toLowerCase(),
			(name) => words(name).replaceAll(' ', ''),
			(name) => Array.from(name, (char) => (random(2) ? char.toUpperCase() : char)).join(''),
		];
		const prefixes = ['copilot_', 'vscode_', 'vscode/', 'edit/', 'search/', 'new/'];
		const odd = ['functions.', '#', '@', '-', '!', '_', 'mcp__x__', 'x/', 'run', 'execute/', 'my '];
		const suffixes = ['/*', '(*)', ' tool', 's', '*', '_', '(git:*)'];
		const names = Object.keys(meanings);
		let brought = 0;
		for (let n = 0; n < cases; n++) {
			const prefix = ['', '', pick(prefixes), pick(odd)][random(4)] ?? '';
			const suffix = random(2) === 0 ? '' : pick(suffixes);
			const entry = prefix + pick(spell)(pick(names)) + suffix;
			const found = granted(entry);
			if (found.length > 0) brought++;
			const allowed = allowedKinds(entry.replace(/\(\*\)$|\/\*$/, ''));
			const extra = found.filter((tool) => !allowed.has(kinds.get(tool) ?? tool));
			assert.deepEqual(extra, [], `${entry}, with seed ${seed}`);
		}
		assert.ok(brought > cases * 0.2, `only ${brought} brought tools`);
	});
});
