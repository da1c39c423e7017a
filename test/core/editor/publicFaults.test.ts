import assert from 'node:assert/strict';
import { allowedToolNames } from '../../../src/core/capabilities/toolNames.ts';
import { fixAll } from '../../../src/core/editor/validation/fixAll.ts';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import { readCorpus } from '../../helpers/corpusFiles.ts';
import { skip } from '../../helpers/skip.ts';

/** What is right for a file that was read wrongly once. */
interface Right {
	/** The tools of `present` that the agent may use; all of those without a name of their own. */
	readonly tools: readonly string[];
	/** Severity, code and line of each problem but for hints. */
	readonly problems?: readonly string[];
	/** The file after Fix All, up to the end of its header; without it, Fix All changes nothing. */
	readonly fixed?: readonly string[];
}

const present = [
	'copilot_createNewWorkspace',
	'copilot_runVscodeCommand',
	'mcp_acme_run',
	'run_in_terminal',
	'runSubagent',
	'sveltekitAgents_createFile',
	'sveltekitAgents_editFile',
	'sveltekitAgents_readFile',
].map((name) => ({ name, tags: name.startsWith('mcp_') ? ['mcp'] : [] }));

const all = present.flatMap(({ name }) => (name.startsWith('copilot_') ? [] : [name]));
const read = ['sveltekitAgents_readFile'];
const none: readonly string[] = [];
const unknown = 'information unknown-tool 4';
const exception = 'error negated-tool 4';

const rights: Readonly<Record<string, Right>> = {
	't10-except': { tools: none, problems: [exception] },
	't18-all-tools-except': { tools: none, problems: [exception] },
	't19-except-yaml': { tools: none, problems: [exception] },
	't21-minus': { tools: none, problems: [exception] },
	't7-not-bash': { tools: read, problems: [exception] },
	't1-copilot-coding-agent': { tools: none, problems: [unknown] },
	't4-comma-text': { tools: read, problems: [unknown] },
	'a1-list-item-with-space': { tools: none, problems: [unknown, unknown, unknown] },
	'a2-word-removed': { tools: read, problems: [unknown, unknown] },
	't11-all-text': { tools: all },
	't12-none': { tools: none, problems: ['warning empty-tools 4'] },
	'tools-without-space': {
		tools: read,
		problems: ['error missing-space 4'],
		fixed: [
			'---',
			'name: tools-without-space',
			'description: Reviews.',
			"tools: 'Read, Bash(git: status)'",
			'---',
		],
	},
	'name-without-space': {
		tools: read,
		problems: ['error missing-space 2', 'information name-not-handle 2'],
		fixed: ['---', "name: 'SE: Reviewer'", 'description: Reviews.', 'tools: Read', '---'],
	},
	'n1-one-space': {
		tools: all,
		problems: ['error wrong-indentation 3'],
		fixed: ['---', ' name: helper', ' description: an indented helper', '---'],
	},
	'n3-two-tools': {
		tools: read,
		problems: [3, 4, 5].map((line) => `error wrong-indentation ${line}`),
		fixed: [
			'---',
			'name: helper',
			'description: an indented helper',
			'tools: Read',
			'model: opus',
			'---',
		],
	},
	'n5-tools-desc': {
		tools: read,
		problems: ['error wrong-indentation 4'],
		fixed: ['---', 'name: helper', 'tools: Read', 'description: an indented helper', '---'],
	},
	'R6-indent': {
		tools: read,
		problems: [3, 4].map((line) => `error wrong-indentation ${line}`),
		fixed: ['---', ' name: indent', ' description: an indented helper', ' tools: Read', '---'],
	},
	'R7-bare-star': {
		tools: all,
		problems: [
			'error missing-name 1',
			'warning restriction-without-effect 5',
			'error unquoted-indicator 7',
		],
		fixed: [
			'---',
			'name: R7-bare-star',
			'description: A helper with permissions',
			'mode: subagent',
			'model: vendor/claude-sonnet-4.6',
			'permission:',
			'  task:',
			"    '*': deny",
			'    build: allow',
			'---',
		],
	},
	'n8-hooks-broken': { tools: read, problems: ['error unquoted-colon 9'] },
	'n7-map-unquoted-star': {
		tools: all,
		problems: ['error unquoted-indicator 7'],
		fixed: [
			'---',
			'name: helper',
			'description: d',
			'mcp-servers:',
			'  acme:',
			'    type: http',
			"    tools: '*'",
			'---',
		],
	},
	'R8-no-space': {
		tools: none,
		problems: ['error missing-name 1', 'warning tools-not-list 4', 'error missing-space 4'],
		fixed: [
			'---',
			'name: R8-no-space',
			'description: Tools as switches',
			'tools:',
			'  skill: true',
			'  write: false',
			'  bash: false',
			'---',
		],
	},
	'R12-bare-server.agent': { tools: read, problems: [unknown] },
	'R13-server-glob': { tools: none, problems: [unknown, unknown] },
	'R25-generated': {
		tools: all,
		problems: [
			'error missing-description 1',
			'information unknown-color 3',
			'warning restriction-without-effect 13',
		],
	},
	'a3-gdscript': { tools: all },
	'a3-heredoc': { tools: all },
	'a3-redis': { tools: all },
	'open-at-end': { tools: all, problems: ['warning fence-unclosed 7'] },
	'a4-fence-language': { tools: all, problems: ['warning fence-unclosed 17'] },
	'a5-cpp.agent': { tools: all },
	'a5-csharp.agent': { tools: all },
	'a11-monitoring': {
		tools: ['copilot_createNewWorkspace', 'copilot_runVscodeCommand', ...read],
		problems: [unknown, unknown, unknown],
	},
	'a12-kiro': { tools: ['run_in_terminal', ...read], problems: ['warning key-spelling 4'] },
	'tab-indented': {
		tools: read,
		problems: [3, 4].map((line) => `error tab-indentation ${line}`),
		fixed: ['---', 'name: tab-indented', 'description: Keys behind a tab.', 'tools: Read', '---'],
	},
	'bad-example': { tools: all },
	'last-bullet': { tools: all },
	'not-a-path': { tools: all },
};

/** Rows that are not about one agent file; their right values stand in the tests of their subject. */
const elsewhere = ['a6-docs-page', 'summaries'];

describe('files that were read wrongly once', () => {
	const files = readCorpus('faults');
	it('are all here', function () {
		if (!files) skip(this, 'AGENT_CORPUS is not set');
		assert.deepEqual(
			files.map(({ stem }) => stem).toSorted(),
			[...Object.keys(rights), ...elsewhere].toSorted(),
		);
	});
	it('have messages that name the key of the line', function () {
		if (!files) skip(this, 'AGENT_CORPUS is not set');
		const messages = ['R7-bare-star', 'R8-no-space', 'n7-map-unquoted-star', 'n8-hooks-broken'].map(
			(stem) => {
				const text = files.find((file) => file.stem === stem)?.text ?? '';
				return validate(analyse(text, { stem }))
					.filter(({ code }) => /^(?:missing-space|unquoted-)/.test(code))
					.map(({ message }) => /“(.+?):?”/.exec(message)?.[1]);
			},
		);
		assert.deepEqual(messages, [['*'], ['skill'], ['tools'], ['command']]);
	});

	for (const { stem, text } of files ?? []) {
		const right = rights[stem];
		if (!right) continue;
		it(`are read, judged and mended rightly: ${stem}`, () => {
			const document = analyse(text, { stem, path: `.claude/agents/${stem}.md` });
			const { tools, disallowedTools = [] } = document.agent ?? {};
			const problems = validate(document)
				.filter(({ severity }) => severity !== 'hint')
				.map(({ severity, code, range }) => `${severity} ${code} ${lineOf(text, range.start)}`);
			const fixed = fixAll(text, { stem });
			const end = fixed.indexOf('\n---', 3) + '\n---'.length;
			assert.deepEqual(
				{
					tools: allowedToolNames(tools, disallowedTools, present),
					problems,
					...(fixed === text ? {} : { fixed: fixed.slice(0, end).split('\n') }),
				},
				{ problems: [], ...right },
			);
			assert.ok(text.endsWith(fixed.slice(end)), 'the body is changed');
		});
	}
});

function lineOf(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}
