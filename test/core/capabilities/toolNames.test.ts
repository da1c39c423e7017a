import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	allowedToolNames,
	resolveTools,
	toolKind,
} from '../../../src/core/capabilities/toolNames.ts';
import {
	forOwnAgentsOnly,
	toolGroups,
	toolRows,
} from '../../../src/core/capabilities/toolTable.ts';
import { toolIds } from '../../../src/ids.ts';

const own = Object.values(toolIds);
const builtIn = [
	'run_in_terminal',
	'get_terminal_output',
	'kill_terminal',
	'send_to_terminal',
	'run_task',
	'create_and_run_task',
	'get_task_output',
	'runTests',
	'vscode_editFile_internal',
	'vscode_askQuestions',
	'vscode_listCodeUsages',
	'vscode_renameSymbol',
	'manage_todo_list',
	'runSubagent',
	'inline_chat_exit',
];
const copilot = [
	'copilot_readFile',
	'copilot_listDirectory',
	'copilot_findFiles',
	'copilot_findTextInFiles',
	'copilot_replaceString',
	'copilot_multiReplaceString',
	'copilot_applyPatch',
	'copilot_createFile',
	'copilot_createDirectory',
	'copilot_editNotebook',
	'copilot_fetchWebPage',
	'copilot_getErrors',
];
const mcp = ['mcp_github_create_issue', 'mcp_github_list_issues', 'mcp_docs_read'];

const without = present([...builtIn, ...own]);
const withCopilot = [...present([...builtIn, ...own, ...copilot]), ...present(mcp, ['mcp'])];

describe('tool names', () => {
	it('of Claude Code become the tools of the extension where VS Code has none', () => {
		assert.deepEqual(names(['Read', 'LS', 'Glob', 'Grep', 'Edit', 'Write', 'WebFetch'], without), [
			['Read', 'sveltekitAgents_readFile'],
			['LS', 'sveltekitAgents_listFolder'],
			['Glob', 'sveltekitAgents_findFiles'],
			['Grep', 'sveltekitAgents_searchText'],
			['Edit', 'sveltekitAgents_editFile'],
			['Write', 'sveltekitAgents_createFile'],
			['WebFetch', 'sveltekitAgents_fetchPage'],
		]);
	});

	it('become the tools of Copilot, and no second one of the kind, where it is there and lets others use them', () => {
		assert.deepEqual(
			names(['Read', 'LS', 'Glob', 'Grep', 'Edit', 'MultiEdit', 'Write', 'WebFetch'], withCopilot),
			[
				['Read', 'copilot_readFile'],
				['LS', 'copilot_listDirectory'],
				['Glob', 'copilot_findFiles'],
				['Grep', 'copilot_findTextInFiles'],
				['Edit', 'sveltekitAgents_editFile'],
				['MultiEdit', 'sveltekitAgents_editFile'],
				['Write', 'sveltekitAgents_createFile'],
				['WebFetch', 'copilot_fetchWebPage'],
			],
		);
	});

	it('of Claude Code become the tools that VS Code itself has', () => {
		const written = [
			'Bash',
			'BashOutput',
			'KillShell',
			'KillBash',
			'Task',
			'Agent',
			'TodoWrite',
			'TodoRead',
			'AskUserQuestion',
			'LSP',
		];
		assert.deepEqual(names(written, without), [
			['Bash', 'run_in_terminal', 'get_terminal_output'],
			['BashOutput', 'get_terminal_output'],
			['KillShell', 'kill_terminal'],
			['KillBash', 'kill_terminal'],
			['Task', 'runSubagent'],
			['Agent', 'runSubagent'],
			['TodoWrite', 'manage_todo_list'],
			['TodoRead', 'manage_todo_list'],
			['AskUserQuestion', 'vscode_askQuestions'],
			['LSP', 'vscode_listCodeUsages'],
		]);
	});

	it('of VS Code and Copilot stand for one tool or for a group', () => {
		assert.deepEqual(
			names(['read', 'edit', 'execute/runInTerminal', 'web', 'codebase', 'todo'], without),
			[
				['read', 'sveltekitAgents_readFile'],
				['edit', 'sveltekitAgents_editFile', 'sveltekitAgents_createFile', 'vscode_renameSymbol'],
				['execute/runInTerminal', 'run_in_terminal', 'get_terminal_output'],
				['web', 'sveltekitAgents_fetchPage'],
				['codebase'],
				['todo', 'manage_todo_list'],
			],
		);
		assert.deepEqual(names(['search/*', 'copilot_readFile', 'runTests'], without), [
			[
				'search/*',
				'sveltekitAgents_listFolder',
				'sveltekitAgents_findFiles',
				'sveltekitAgents_searchText',
				'vscode_listCodeUsages',
			],
			['copilot_readFile', 'sveltekitAgents_readFile'],
			['runTests', 'runTests'],
		]);
	});

	it('of VS Code without a row stand for that tool where they are spelled exactly', () => {
		const tools = present(['copilot_memory', 'read_page', 'copilot_createNewWorkspace']);
		assert.deepEqual(
			names(
				['memory', 'vscode/memory', 'browser', 'newWorkspace', 'new', 'Memory', 'vscode'],
				tools,
			),
			[
				['memory', 'copilot_memory'],
				['vscode/memory', 'copilot_memory'],
				['browser', 'read_page'],
				['newWorkspace', 'copilot_createNewWorkspace'],
				['new', 'copilot_createNewWorkspace'],
				['Memory'],
				['vscode'],
			],
		);
	});

	it('in capitals or with other separators mean the smaller of two things', () => {
		assert.deepEqual(names(['READ', 'EDIT', 'bash', 'web-fetch'], without), [
			['READ', 'sveltekitAgents_readFile'],
			['EDIT', 'sveltekitAgents_editFile'],
			['bash', 'run_in_terminal', 'get_terminal_output'],
			['web-fetch', 'sveltekitAgents_fetchPage'],
		]);
	});

	it('of MCP tools become the names that VS Code gives them', () => {
		assert.deepEqual(
			names(
				[
					'mcp__github__create_issue',
					'mcp__github__*',
					'mcp__github',
					'mcp__github__list_*',
					'github/create_issue',
					'docs/*',
					'mcp__other__x',
				],
				withCopilot,
			),
			[
				['mcp__github__create_issue', 'mcp_github_create_issue'],
				['mcp__github__*', 'mcp_github_create_issue', 'mcp_github_list_issues'],
				['mcp__github', 'mcp_github_create_issue', 'mcp_github_list_issues'],
				['mcp__github__list_*', 'mcp_github_list_issues'],
				['github/create_issue', 'mcp_github_create_issue'],
				['docs/*', 'mcp_docs_read'],
				['mcp__other__x'],
			],
		);
	});

	it('of a server whose name VS Code cuts count for single tools only', () => {
		const tools = present(['mcp_a-very-long-s_run', 'mcp_a-very-long-s_read'], ['mcp']);
		assert.deepEqual(
			resolveTools(['mcp__a-very-long-server__read', 'mcp__a-very-long-server__*'], [], tools).map(
				({ becomes, state }) => [state, ...becomes],
			),
			[['available', 'mcp_a-very-long-s_read'], ['restricted']],
		);
	});

	it('with stars in odd places allow nothing', () => {
		const odd = ['mcp__*__read', 'mcp__git*__read', 'mcp__docs__*read', 'R*', '**', 'copilot_*'];
		assert.deepEqual(allowedToolNames(odd, [], withCopilot), []);
	});

	it('say about each entry what it became', () => {
		assert.deepEqual(
			resolveTools(
				[
					'Read',
					'Bash(git:*)',
					'Bash',
					'Skill',
					'problems',
					'TeamCreate',
					'WebSearch',
					'Edit(docs/**)',
				],
				['bash'],
				without,
			),
			[
				{
					written: 'Read',
					becomes: ['sveltekitAgents_readFile'],
					state: 'available',
					kind: 'read',
					asksFirst: false,
					note: '',
				},
				{
					written: 'Bash(git:*)',
					becomes: [],
					state: 'restricted',
					kind: 'run',
					asksFirst: false,
					note: 'VS Code cannot hold the tool to what stands in brackets, so that it is left out; write “Bash” to allow all of it.',
				},
				{
					written: 'Bash',
					becomes: [],
					state: 'disallowed',
					kind: 'run',
					asksFirst: false,
					note: 'disallowedTools takes it away.',
				},
				{
					written: 'Skill',
					becomes: [],
					state: 'absent',
					kind: 'other',
					asksFirst: false,
					note: 'VS Code has this tool only with GitHub Copilot.',
				},
				{
					written: 'problems',
					becomes: [],
					state: 'absent',
					kind: 'read',
					asksFirst: false,
					note: 'VS Code has this tool only with GitHub Copilot.',
				},
				{
					written: 'TeamCreate',
					becomes: [],
					state: 'absent',
					kind: 'other',
					asksFirst: false,
					note: 'VS Code has no such tool now.',
				},
				{
					written: 'WebSearch',
					becomes: [],
					state: 'absent',
					kind: 'web',
					asksFirst: false,
					note: 'VS Code has no such tool now.',
				},
				{
					written: 'Edit(docs/**)',
					becomes: [],
					state: 'restricted',
					kind: 'write',
					asksFirst: false,
					note: 'VS Code cannot hold the tool to what stands in brackets, so that it is left out; write “Edit” to allow all of it.',
				},
			],
		);
	});

	it('that are absent from the file mean every tool of the table and of MCP servers', () => {
		assert.deepEqual(
			allowedToolNames(undefined, [], [...withCopilot, ...present(['foreign_tool'])]),
			[
				...builtIn.filter(
					(name) => !['vscode_editFile_internal', 'inline_chat_exit'].includes(name),
				),
				'sveltekitAgents_editFile',
				'sveltekitAgents_createFile',
				...copilot.filter((name) => !forOwnAgentsOnly.has(name)),
				...mcp,
			],
		);
		assert.deepEqual(
			allowedToolNames(['*'], [], without),
			allowedToolNames(undefined, [], without),
		);
		assert.deepEqual(allowedToolNames(['all'], [], without), allowedToolNames(['*'], [], without));
	});

	it('in an empty list mean none', () => {
		assert.deepEqual(resolveTools([], [], withCopilot), []);
	});

	it('that are disallowed take every tool away that can do the same', () => {
		assert.deepEqual(
			allowedToolNames(undefined, ['Bash(rm:*)', 'Write', 'Edit', 'mcp__github'], withCopilot),
			[
				'get_task_output',
				'kill_terminal',
				'vscode_askQuestions',
				'vscode_listCodeUsages',
				'manage_todo_list',
				'copilot_readFile',
				'copilot_listDirectory',
				'copilot_findFiles',
				'copilot_findTextInFiles',
				'copilot_createDirectory',
				'copilot_fetchWebPage',
				'copilot_getErrors',
				'mcp_docs_read',
			].toSorted(byOrderOf(withCopilot)),
		);
	});

	it('of tools that write for Copilot’s own agents alone allow nothing, and say so', () => {
		const note = 'Only Copilot’s own agents can use this tool.';
		assert.deepEqual(
			resolveTools(['NotebookEdit', 'apply_patch', 'multiReplaceString'], [], withCopilot).map(
				({ state, becomes, note: said }) => [state, becomes, said],
			),
			[
				['absent', [], note],
				['absent', [], note],
				['absent', [], note],
			],
		);
	});

	it('that are disallowed do not let the second choice in', () => {
		assert.deepEqual(allowedToolNames(['Read'], ['copilot_readFile'], withCopilot), []);
		assert.deepEqual(allowedToolNames(['Edit'], ['copilot_replaceString'], withCopilot), []);
		assert.deepEqual(allowedToolNames(['Read'], ['copilot_readFile'], without), []);
	});

	it('leave out subagents, which nothing binds, unless they are allowed by name', () => {
		assert.ok(allowedToolNames(undefined, [], without).includes('runSubagent'));
		assert.ok(!allowedToolNames(undefined, ['WebFetch'], without).includes('runSubagent'));
		assert.ok(!allowedToolNames(['*'], ['WebFetch'], without).includes('runSubagent'));
		assert.ok(allowedToolNames(['*', 'Task'], ['WebFetch'], without).includes('runSubagent'));
	});

	it('tell what a tool does', () => {
		assert.deepEqual(
			['sveltekitAgents_readFile', 'run_in_terminal', 'copilot_createFile', 'mcp_x_y'].map(
				toolKind,
			),
			['read', 'run', 'write', 'other'],
		);
	});
});

describe('restrictions by tool names', () => {
	const vocabulary = [
		...toolRows.flatMap(({ name, spellings, tools }) => [name, ...spellings, ...tools.flat()]),
		...Object.keys(toolGroups),
		...Object.keys(toolGroups).map((group) => `${group}/*`),
		...builtIn,
		...mcp,
		'*',
		'ALL',
		'mcp__github__*',
		'mcp__docs',
		'mcp__*',
		'github/*',
		'Bash(git:*)',
		'Bash(*)',
		'Bash(',
		'Read(src/**)',
		'nonsense',
		'',
		' ',
		'__proto__',
		'constructor',
		'constructor/*',
		'édit',
		'!Bash',
	];
	const random = seeded(20);
	const some = (most: number): string[] =>
		Array.from({ length: Math.floor(random() * most) }, () => pick());
	const pick = (): string => vocabulary[Math.floor(random() * vocabulary.length)] ?? '';
	const tries = 3_000;

	it('never allow more when more is disallowed', () => {
		for (let i = 0; i < tries; i++) {
			const [tools, disallowed, more] = [random() < 0.2 ? undefined : some(5), some(4), pick()];
			const before = allowedToolNames(tools, disallowed, withCopilot);
			const after = allowedToolNames(tools, [...disallowed, more], withCopilot);
			assert.deepEqual(beyond(before, after), [], JSON.stringify({ tools, disallowed, more }));
		}
	});

	it('never allow more when fewer tools are listed', () => {
		for (let i = 0; i < tries; i++) {
			const [tools, disallowed] = [[...some(5), pick()], some(3)];
			const at = Math.floor(random() * tools.length);
			const all = allowedToolNames(tools, disallowed, withCopilot);
			const fewer = allowedToolNames(tools.toSpliced(at, 1), disallowed, withCopilot);
			assert.deepEqual(beyond(all, fewer), [], JSON.stringify({ tools, disallowed, at }));
		}
	});

	it('never allow more than an absent list does, but for tools written by their own names', () => {
		const everything = new Set(allowedToolNames(undefined, [], withCopilot));
		for (const entry of vocabulary) {
			const extra = allowedToolNames([entry], [], withCopilot).filter(
				(name) => !everything.has(name) && name !== entry,
			);
			assert.deepEqual(extra, [], entry);
		}
	});

	it('allow nothing for names that are unknown, cut short or hold arguments', () => {
		const letters = 'abcXYZ_-/*().! é\u202e\n';
		for (let i = 0; i < tries; i++) {
			const length = 1 + Math.floor(random() * 12);
			const noise = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]);
			const entry = noise.join('');
			if (entry.trim() === '*') continue;
			assert.deepEqual(allowedToolNames([entry], [], withCopilot), [], JSON.stringify(entry));
		}
		for (const { name, spellings } of toolRows) {
			for (const spelling of [name, ...spellings]) {
				assert.deepEqual(allowedToolNames([`${spelling}(x:*)`], [], withCopilot), []);
				assert.deepEqual(allowedToolNames([`${spelling}(`], [], withCopilot), []);
			}
		}
	});
});

function present(list: readonly string[], tags: readonly string[] = []) {
	return list.map((name) => ({ name, tags }));
}

/** Each entry and the tools that it became. */
function names(written: readonly string[], tools: typeof without): string[][] {
	return resolveTools(written, [], tools).map((tool) => [tool.written, ...tool.becomes]);
}

function beyond(allowed: readonly string[], found: readonly string[]): string[] {
	return found.filter((name) => !allowed.includes(name));
}

function byOrderOf(tools: typeof without): (a: string, b: string) => number {
	const order = tools.map(({ name }) => name);
	return (a, b) => order.indexOf(a) - order.indexOf(b);
}

/** The same pseudo-random numbers in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
