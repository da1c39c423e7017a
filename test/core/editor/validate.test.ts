import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { decodeAgentFile, parseAgent } from '../../../src/core/agent/agent.ts';
import { buildCatalog, type Catalog } from '../../../src/core/agent/catalog.ts';
import { maxLength } from '../../../src/core/agent/frontMatter.ts';
import { problemCodes } from '../../../src/core/problem/problemCodes.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import type { ValidationContext } from '../../../src/core/editor/validation/validationContext.ts';
import { shareOf } from '../../helpers/turn.ts';

/** A file in which `«…»` marks what a problem is shown at. */
interface Case {
	readonly code: keyof typeof problemCodes;
	readonly marked: string;
	/** How bad, and whether there is a fix: `error fix`, `hint guess`, `warning`. */
	readonly kind: string;
	/** The whole file after the fix. */
	readonly fixed?: string;
	readonly path?: string;
	readonly context?: ValidationContext;
}

/** An agent file with these lines of front matter. */
function file(...lines: readonly string[]): string {
	return `---\n${lines.join('\n')}\n---\n\nYou review code.\n`;
}

/** A file without fault but for its body. */
function body(...lines: readonly string[]): string {
	return ['---', 'name: reviewer', 'description: Reviews code.', '---', ...lines, ''].join('\n');
}

const name = 'name: reviewer';
const description = 'description: Reviews code.';
const long = 'x'.repeat(5_001);
/** The files `tester.md` and `second.md`, as far as they are asked for, whose agents share a name. */
function testers(...stems: readonly ('tester' | 'second')[]): Catalog {
	return buildCatalog(
		stems.map((stem) => {
			const path = `file:///p/.claude/agents/${stem}.md`;
			const { agent } = parseAgent(file('name: tester', description), stem);
			assert.ok(agent);
			return { origin: 'workspace', path, stem, agent };
		}),
	);
}
const model = { id: 'gpt-9', vendor: 'v', family: 'gpt-9', name: 'GPT-9' };

const cases: readonly Case[] = [
	{
		code: 'no-front-matter',
		marked: '«»# Reviewer\n',
		kind: 'error guess',
		fixed: '---\nname: reviewer\ndescription: \n---\n\n# Reviewer\n',
	},
	{ code: 'file-empty', marked: '«»\n', kind: 'error' },
	{
		code: 'file-not-text',
		marked: body('You «\0»review.'),
		kind: 'error guess',
		fixed: body('You review.'),
	},
	{
		code: 'front-matter-language',
		marked: `«---yaml»\n${name}\n${description}\n---\nBody\n`,
		kind: 'error fix',
		fixed: `---\n${name}\n${description}\n---\nBody\n`,
	},
	{
		code: 'front-matter-not-at-top',
		marked: `\n\n«---»\n${name}\n${description}\n---\nBody\n`,
		kind: 'error fix',
		fixed: `---\n${name}\n${description}\n---\nBody\n`,
	},
	{
		code: 'front-matter-not-closed',
		marked: `«---»\n${name}\n${description}\n\n# Reviewer\n`,
		kind: 'error fix',
		fixed: `---\n${name}\n${description}\n---\n\n# Reviewer\n`,
	},
	{
		code: 'front-matter-fence',
		marked: `---\n${name}\n${description}\n«------»\nBody\n`,
		kind: 'warning fix',
		fixed: `---\n${name}\n${description}\n---\nBody\n`,
	},
	{ code: 'front-matter-no-keys', marked: '«---\nwords\n---»\nBody\n', kind: 'error' },
	{
		code: 'byte-order-mark',
		marked: `«\uFEFF»${file(name, description)}`,
		kind: 'information fix',
		fixed: file(name, description),
	},
	{
		code: 'unquoted-colon',
		marked: file(name, 'description: Use it«:» for reviews'),
		kind: 'error fix',
		fixed: file(name, "description: 'Use it: for reviews'"),
	},
	{
		code: 'unquoted-indicator',
		marked: file(name, 'description: «@»reviewer reviews'),
		kind: 'error fix',
		fixed: file(name, "description: '@reviewer reviews'"),
	},
	{
		code: 'unindented-text',
		marked: file(name, 'description: «Reviews code.\n<b>Always</b>»', 'model: opus'),
		kind: 'error fix',
		fixed: file(name, 'description: |-\n  Reviews code.\n  <b>Always</b>', 'model: opus'),
	},
	{
		code: 'broken-quotes',
		marked: file(name, 'description: «"Reviews "all" code"»'),
		kind: 'error fix',
		fixed: file(name, `description: 'Reviews "all" code'`),
	},
	{
		code: 'broken-list',
		marked: file(name, description, 'tools: «[Read, "Edit]»'),
		kind: 'error fix',
		fixed: file(name, description, 'tools: [Read, Edit]'),
	},
	{
		code: 'tab-indentation',
		marked: file(name, description, 'tools:\n\t«- Read\n\t- Edit»'),
		kind: 'error fix',
		fixed: file(name, description, 'tools: [Read, Edit]'),
	},
	{
		code: 'missing-space',
		marked: file(name, description, 'model:«opus»'),
		kind: 'error fix',
		fixed: file(name, description, "model: 'opus'"),
	},
	{
		code: 'wrong-indentation',
		marked: file(name, description, '  «model»: opus'),
		kind: 'error fix',
		fixed: file(name, description, 'model: opus'),
	},
	{
		code: 'control-character',
		marked: file(name, 'description: «Reviews\u0001 code»'),
		kind: 'error fix',
		fixed: file(name, 'description: "Reviews\\u0001 code"'),
	},
	{
		code: 'comment-in-text',
		marked: file(name, 'description: Reviews «#1 code»'),
		kind: 'warning fix',
		fixed: file(name, "description: 'Reviews #1 code'"),
	},
	{
		code: 'literal-line-break',
		marked: file(name, 'description: Reviews.«\\n»\\nuser: "Review it"\\nassistant: "Yes"'),
		kind: 'information guess',
		fixed: file(name, 'description: |-\n  Reviews.\n\n  user: "Review it"\n  assistant: "Yes"'),
	},
	{
		code: 'unreadable-value',
		marked: file(name, 'description: «Reviews #1\n  code»', 'model: opus'),
		kind: 'error fix',
		fixed: file(name, "description: 'Reviews #1 code'", 'model: opus'),
	},
	{
		code: 'invalid-yaml',
		marked: `«---\n${name}\n${description}\n...\nmodel: opus\n---»\nBody\n`,
		kind: 'error',
	},
	{
		code: 'stray-text',
		marked: file('«What follows is the header»', name, description),
		kind: 'error fix',
		fixed: file('# What follows is the header', name, description),
	},
	{
		code: 'lost-restriction',
		marked: file(name, description, '«**tools**: Read, Edit»'),
		kind: 'error guess',
		fixed: file(name, description, 'tools: Read, Edit'),
	},
	{
		code: 'duplicate-key',
		marked: file(name, description, 'tools: Read, Edit', '«tools»: [Edit, Bash]'),
		kind: 'error fix',
		fixed: file(name, description, 'tools: [Edit]'),
	},
	{
		code: 'key-spelling',
		marked: file(name, description, '«allowed-tools»: Read'),
		kind: 'warning fix',
		fixed: file(name, description, 'tools: Read'),
	},
	{
		code: 'unknown-key',
		marked: file(name, description, '«modle»: opus'),
		kind: 'warning guess',
		fixed: file(name, description, 'model: opus'),
	},
	{
		code: 'unknown-key',
		marked: file(name, description, '«reviewed_by»: me', 'team: core'),
		kind: 'hint',
	},
	{
		code: 'missing-name',
		marked: `«---»\n${description}\n---\nBody\n`,
		kind: 'error fix',
		fixed: `---\nname: reviewer\n${description}\n---\nBody\n`,
	},
	{ code: 'missing-description', marked: `«---»\n${name}\n---\nBody\n`, kind: 'error' },
	{
		code: 'name-not-handle',
		marked: file('name: «Code Reviewer»', description),
		kind: 'information guess',
		fixed: file('name: code-reviewer', description),
	},
	{
		code: 'handle-taken',
		marked: file('name: «tester»', description),
		kind: 'warning guess',
		fixed: file('name: second', description),
		path: 'file:///p/.claude/agents/second.md',
		context: { agents: testers('tester', 'second') },
	},
	{
		code: 'name-differs-from-file',
		marked: file('name: «critic»', description),
		kind: 'hint guess',
		fixed: file('name: reviewer', description),
		path: 'file:///p/.claude/agents/reviewer.md',
	},
	{
		code: 'value-not-text',
		marked: file(name, 'description: «2026-01-01»'),
		kind: 'warning fix',
		fixed: file(name, "description: '2026-01-01'"),
	},
	{
		code: 'value-not-text',
		marked: file(name, description, 'argument-hint: «[file]»'),
		kind: 'warning fix',
		fixed: file(name, description, "argument-hint: '[file]'"),
	},
	{
		code: 'value-type',
		marked: file(name, description, 'background: «"true"»'),
		kind: 'warning guess',
		fixed: file(name, description, 'background: true'),
	},
	{
		code: 'unknown-value',
		marked: file(name, description, 'permissionMode: «accept-edit»'),
		kind: 'warning guess',
		fixed: file(name, description, 'permissionMode: acceptEdits'),
	},
	{
		code: 'unknown-color',
		marked: file(name, description, 'color: «gren»'),
		kind: 'information guess',
		fixed: file(name, description, 'color: green'),
	},
	{
		code: 'unknown-color',
		marked: file(name, description, 'color: «"#2196F3"»'),
		kind: 'information guess',
		fixed: file(name, description, 'color: blue'),
	},
	{
		code: 'tools-not-list',
		marked: file(name, description, 'tools:', '  «write: false»'),
		kind: 'warning',
	},
	{
		code: 'empty-tools',
		marked: file(name, description, '«tools»:'),
		kind: 'warning guess',
		fixed: file(name, description, 'tools: []'),
	},
	{ code: 'unreadable-tools', marked: file(name, description, 'tools: «7»'), kind: 'error' },
	{
		code: 'negated-tool',
		marked: file(name, description, 'tools: «all except Bash»'),
		kind: 'error guess',
		fixed: file(name, description, 'disallowedTools: [Bash]'),
	},
	{
		code: 'negated-tool',
		marked: file(name, description, 'tools: [Read, «no Bash»]'),
		kind: 'error guess',
		fixed: file(name, description, 'tools: [Read]'),
	},
	{
		code: 'restriction-without-effect',
		marked: file(name, description, '«capabilities»:', '  allowed_tools: [Read]'),
		kind: 'warning',
	},
	{
		code: 'unknown-tool',
		marked: file(name, description, 'disallowedTools: Bash, «WebFecth»'),
		kind: 'error guess',
		fixed: file(name, description, 'disallowedTools: Bash, WebFetch'),
	},
	{
		code: 'unknown-tool',
		marked: file(name, description, 'tools: Read, «WebFecth»'),
		kind: 'warning guess',
		fixed: file(name, description, 'tools: Read, WebFetch'),
	},
	{
		code: 'unknown-tool',
		marked: file(name, description, 'tools: Read, «pied-piper»'),
		kind: 'information',
	},
	{
		code: 'unavailable-tool',
		marked: file(name, description, 'tools: Read, «WebSearch»'),
		kind: 'hint',
		context: { tools: [{ name: 'copilot_readFile', tags: [] }] },
	},
	{
		code: 'duplicate-tool',
		marked: file(name, description, 'tools: Read, Edit, «Read», Bash'),
		kind: 'information fix',
		fixed: file(name, description, 'tools: Read, Edit, Bash'),
	},
	{
		code: 'tool-allowed-and-disallowed',
		marked: file(name, description, 'tools:', '  - Read', '  - «Bash»', 'disallowedTools: Bash'),
		kind: 'warning fix',
		fixed: file(name, description, 'tools:', '  - Read', 'disallowedTools: Bash'),
	},
	{
		code: 'unavailable-model',
		marked: file(name, description, 'model: «sonnet»'),
		kind: 'hint',
		context: { models: [model] },
	},
	{
		code: 'mojibake',
		marked: body('Say «â€”» “dÃ©jà”: cafÃ© and ðŸš€'),
		kind: 'warning guess',
		fixed: body('Say — “déjà”: café and 🚀'),
	},
	{
		code: 'description-too-long',
		marked: file(name, `«description»: ${long}`),
		kind: 'information',
	},
	{
		code: 'prompt-too-long',
		marked: body('«# Reviewer»', 'x'.repeat(30_000)),
		kind: 'information',
	},
	{
		code: 'empty-prompt',
		marked: `---\n${name}\n${description}\n«---»\n\n`,
		kind: 'warning',
	},
	{
		code: 'fence-unclosed',
		marked: body('«```ts»', 'call();', '', '## Then', 'Words.'),
		kind: 'warning fix',
		fixed: body('```ts', 'call();', '```', '', '## Then', 'Words.'),
	},
	{
		code: 'fence-language',
		marked: body('«```»', 'npm install', 'npm test', '```'),
		kind: 'hint guess',
		fixed: body('```sh', 'npm install', 'npm test', '```'),
	},
	{
		code: 'fence-attribute-quote',
		marked: body('```ts «title="Load»', 'call();', '```'),
		kind: 'warning guess',
		fixed: body('```ts title="Load"', 'call();', '```'),
	},
	{
		code: 'fence-attribute-repeated',
		marked: body('```ts title=A «title=B»', 'call();', '```'),
		kind: 'warning guess',
		fixed: body('```ts title=A', 'call();', '```'),
	},
	{ code: 'pattern-title', marked: body('```ts «title=""»', 'call();', '```'), kind: 'warning' },
	{ code: 'pattern-file', marked: body('```ts «file=../a.ts»', 'call();', '```'), kind: 'warning' },
	{
		code: 'pattern-needs',
		marked: body('```yaml needs', '«wishes»: many', '```', '', '```ts', 'one();', 'two();', '```'),
		kind: 'warning',
	},
	{
		code: 'pattern-dialect',
		marked: body('```ts «dialect=mysql»', 'call();', '```'),
		kind: 'warning',
	},
	{ code: 'pattern-kit', marked: body('```ts «kit=4»', 'call();', '```'), kind: 'warning' },
	{
		code: 'pattern-prefix',
		marked: body('```ts «prefix="two words"»', 'call();', '```'),
		kind: 'warning',
	},
	{
		code: 'pattern-placeholder',
		marked: body('```ts «placeholders=nowhere»', 'call();', '```'),
		kind: 'warning',
	},
	{ code: 'pattern-empty', marked: body('«```ts title=A»', '```'), kind: 'warning' },
	{
		code: 'pattern-repeated',
		marked: body(
			'```ts title=A file=src/a.ts',
			'call();',
			'```',
			'```ts «title=A» file=src/a.ts',
			'call();',
			'```',
		),
		kind: 'warning',
	},
	{
		code: 'pattern-title-repeated',
		marked: body(
			'## A',
			'### Load',
			'```ts',
			'one();',
			'two();',
			'```',
			'## B',
			'### Load',
			'«```ts»',
			'three();',
			'four();',
			'```',
		),
		kind: 'hint',
	},
	{
		code: 'missing-module',
		marked: body(
			'```ts file=src/routes/+page.server.ts',
			"import { db } from '«$lib/server/db»';",
			"import { log } from '$lib/log';",
			'db(log);',
			'```',
		),
		kind: 'hint',
	},
	{
		code: 'unknown-delegate',
		marked: body('## Delegation Patterns', '- Trigger: tests', '- Target: «testr»'),
		kind: 'information guess',
		fixed: body('## Delegation Patterns', '- Trigger: tests', '- Target: tester'),
		context: { agents: testers('tester') },
	},
	{
		code: 'unexplained-placeholder',
		marked: body(
			'## Delegation Patterns',
			'- Trigger: tests',
			'- Target: tester',
			'- Handoff: Test «[X]», namely [list of files].',
		),
		kind: 'hint',
	},
];

/** Reported by the reader of bytes, or by nothing that fits on a page; tested apart. */
const elsewhere = ['file-too-large'];

function check({ code, marked, kind, fixed, path, context = {} }: Case): void {
	const text = marked.replace(/[«»]/g, '');
	const stem = path?.replace(/^.*\/|\.md$/g, '') ?? 'reviewer';
	const document = analyse(text, { stem, ...(path !== undefined && { path }) });
	const problem = validate(document, context).find((each) => each.code === code);
	assert.ok(problem, `no ${code} in ${JSON.stringify(validate(document, context))}`);
	const { start, end } = problem.range;
	const shown = `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
	const { fix } = problem;
	const fixKind = fix ? [fix.isGuess ? 'guess' : 'fix'] : [];
	assert.deepEqual(
		{ shown, kind: [problem.severity, ...fixKind].join(' ') },
		{ shown: marked, kind },
	);
	if (fixed !== undefined) assert.equal(applyEdits(text, fix?.edits ?? []), fixed);
	assert.match(problem.message, /[;?.] ?.*[.?]$/);
}

describe('an entry of tools that allows nothing', () => {
	const tools = [{ name: 'mcp_ado_list_items', tags: ['mcp'] }];
	const entries: readonly (readonly [entry: string, found: string])[] = [
		['ado', 'unknown-tool: A server alone allows nothing; write “ado/*” for all its tools.'],
		[
			'nowhere',
			'unknown-tool: “nowhere” allows nothing: no such tool is here; install or check it.',
		],
		[
			'mcp__*__x',
			'unknown-tool: “mcp__*__x” allows nothing: no such tool is here; install or check it.',
		],
		[
			'{name: Read}',
			'unreadable-tools: “tools” is unreadable and allows nothing; write [Read, Edit], say.',
		],
		[
			'Bash(git:*)',
			'unavailable-tool: VS Code can only allow all of “Bash”; write that, or leave it out.',
		],
	];
	for (const [entry, found] of entries) {
		it(`is reported as such: ${entry}`, () => {
			const text = `---\nname: a\ndescription: Does.\ntools: [${entry}]\n---\nYou do.\n`;
			const document = analyse(text, { stem: 'a' });
			assert.deepEqual(
				validate(document, { tools }).map(({ code, message }) => `${code}: ${message}`),
				[found],
			);
		});
	}
});

describe('problems of agent files', () => {
	for (const each of cases) {
		it(`${each.code}: ${problemCodes[each.code].title}`, () => check(each));
	}

	it('are all in these tests', () => {
		assert.deepEqual(
			[...new Set([...cases.map(({ code }) => code as string), ...elsewhere])].toSorted(),
			Object.keys(problemCodes).toSorted(),
		);
	});

	it('are none in a file without fault', () => {
		const text = body('You review code.', '', '```ts', 'review();', '```');
		const path = 'file:///p/.claude/agents/reviewer.md';
		const context = { agents: testers('tester'), tools: [], models: [] };
		assert.deepEqual(validate(analyse(text, { stem: 'reviewer', path }), context), []);
	});

	it('of a file over 1 MiB are that one', () => {
		const text = file(name, description) + 'â€” '.repeat(maxLength / 4);
		assert.deepEqual(
			validate(analyse(text, { stem: 'reviewer' })).map(({ code }) => code),
			['file-too-large'],
		);
		const decoded = decodeAgentFile(new TextEncoder().encode(text));
		assert.equal('problem' in decoded && decoded.problem.code, 'file-too-large');
	});

	it('name what they are related to', () => {
		const text = file('name: tester', description);
		const context = { agents: testers('tester', 'second') };
		const [problem] = validate(
			analyse(text, { stem: 'second', path: 'file:///p/.claude/agents/second.md' }),
			context,
		);
		const start = text.indexOf('tester');
		assert.deepEqual(
			{ message: problem?.message, related: problem?.related },
			{
				message: 'Two files are called tester: Claude Code loads one; name them apart.',
				related: [
					{
						path: 'file:///p/.claude/agents/tester.md',
						range: { start, end: start + 'tester'.length },
						message: '“tester” is named here too.',
					},
				],
			},
		);
	});

	it('have no fix that leaves the name as it is, where two files are called as their agents', () => {
		const { agent } = parseAgent(file('name: tester', description), 'tester');
		assert.ok(agent);
		const paths = ['a', 'b'].map((folder) => `file:///p/.claude/agents/${folder}/tester.md`);
		const agents = buildCatalog(
			paths.map((path) => ({ origin: 'workspace', path, stem: 'tester', agent })),
		);
		const fixes = paths.map((path) => {
			const document = analyse(file('name: tester', description), { stem: 'tester', path });
			const [found] = validate(document, { agents });
			return [found?.code, found?.fix?.title];
		});
		assert.deepEqual(fixes, [
			['handle-taken', undefined],
			['handle-taken', 'Write “name: tester-2”'],
		]);
	});

	it('do not ask for a name where programs go by the name of the file', () => {
		const text = `---\n${description}\n---\nBody\n`;
		for (const path of ['file:///p/.github/agents/a.md', 'file:///p/a.agent.md']) {
			assert.deepEqual(validate(analyse(text, { stem: 'a', path })), []);
		}
	});

	it('leave a last tool in the list, because an empty list allows everything elsewhere', () => {
		const text = file(name, description, 'tools: Bash', 'disallowedTools: Bash');
		const [problem] = validate(analyse(text, { stem: 'reviewer' }));
		assert.deepEqual([problem?.code, problem?.fix], ['tool-allowed-and-disallowed', undefined]);
	});

	it('do not take tools of servers and extensions for unknown', () => {
		const names =
			'mcp__github__get, github/*, my-mcp, ext.tool, skill:run, TeamCreate, Bash(git:*)';
		const text = file(name, description, `tools: ${names}`);
		assert.deepEqual(validate(analyse(text, { stem: 'reviewer' })), []);
	});

	const mebibyte = 1_000_000;
	const hostile: Readonly<Record<string, string>> = {
		'code blocks': body('```\n```\n'.repeat(mebibyte / 8)),
		'one code block of blanks': body('```', `function${' '.repeat(mebibyte)}`, 'x;', '```'),
		'one code block of brackets': body('```', `def a(${')'.repeat(mebibyte)}`, 'x', '```'),
		'code that imports': body('```ts file=src/a.ts\nimport "$lib/b";\nx();\n```\n'.repeat(20_000)),
		'misread text': body('â€” '.repeat(mebibyte / 4)),
		'half of misread text': body('â€ Ã ðŸ'.repeat(mebibyte / 8)),
		tools: file(name, description, `tools: ${'Raed, '.repeat(mebibyte / 6)}`),
		'tools in both lists': file(
			name,
			description,
			`tools: ${'Read, '.repeat(mebibyte / 12)}`,
			`disallowedTools: ${'Read, '.repeat(mebibyte / 12)}`,
		),
		'unknown keys': file(
			name,
			description,
			...Array.from({ length: 50_000 }, (_, i) => `kez${i}: 1`),
		),
		'repeated keys': file(name, description, 'model: a\n'.repeat(mebibyte / 9).trim()),
		placeholders: body(
			'## Delegation Patterns',
			'- Trigger: x',
			'- Target: y',
			`- Handoff: ${'{a} [b] '.repeat(mebibyte / 8)}`,
		),
	};
	for (const [what, text] of shareOf(Object.entries(hostile), 3)) {
		// Quadratic time would exceed the test's time-out many times over.
		it(`are found in bounded time: ${text.length} characters of ${what}`, () => {
			const document = analyse(text, { stem: 'reviewer' });
			assert.notEqual(document.agent, undefined);
			for (const { range } of validate(document, { agents: testers('tester') })) {
				assert.ok(range.start <= range.end && range.end <= text.length);
			}
		});
	}
});

describe('a file in which nothing is written yet', () => {
	const levelsOf = (text: string, isSaved: boolean | undefined): readonly string[] =>
		validate(analyse(text, { stem: 'a', path: 'file:///p/.claude/agents/a.md' }), {
			...(isSaved !== undefined && { isSaved }),
		}).map(({ severity }) => severity);

	it('has a hint until it is saved, and then the same as before', () => {
		for (const text of [
			'',
			'\n',
			' \n\n',
			'---',
			'---\n',
			'\uFEFF---\n',
			'---\n---\n',
			'---\n\n---\n',
		]) {
			const before = levelsOf(text, undefined);
			assert.notEqual(before.length, 0, JSON.stringify(text));
			assert.deepEqual(levelsOf(text, true), before, JSON.stringify(text));
			assert.deepEqual(new Set(levelsOf(text, false)), new Set(['hint']), JSON.stringify(text));
		}
	});

	it('is one as soon as a word is in it', () => {
		for (const text of ['# A', '---\nname: a', '---\n---\nx', '-', '--- a']) {
			assert.deepEqual(levelsOf(text, false), levelsOf(text, true), JSON.stringify(text));
			assert.ok(levelsOf(text, false).includes('error') || text === '---\nname: a', text);
		}
	});

	it('has the level that the user gives it', () => {
		const document = analyse('', { stem: 'a' });
		const found = validate(document, { isSaved: false, levels: { 'file-empty': 'warning' } });
		assert.deepEqual(
			found.map(({ severity }) => severity),
			['warning'],
		);
	});
});

describe('two names that make one handle', () => {
	it('are two agents without a problem, and the same name in another spelling is one', () => {
		const codesOf = (...names: readonly string[]): readonly string[] => {
			const files = names.map((own, i) => {
				const path = `file:///p/.github/agents/file-${i}.agent.md`;
				return { path, text: `---\nname: '${own}'\ndescription: Expert.\n---\nx\n` };
			});
			const agents = buildCatalog(
				files.flatMap(({ path, text }, i) => {
					const { agent } = parseAgent(text, `file-${i}`);
					return agent ? [{ origin: 'workspace' as const, path, stem: `file-${i}`, agent }] : [];
				}),
			);
			return files.flatMap(({ path, text }, i) =>
				validate(analyse(text, { stem: `file-${i}`, path }), { agents })
					.map(({ code }) => code)
					.filter((code) => code === 'handle-taken'),
			);
		};
		assert.deepEqual(codesOf('C# Expert', 'C++ Expert', 'C Expert'), []);
		assert.deepEqual(codesOf('Code Reviewer', 'code-reviewer'), ['handle-taken', 'handle-taken']);
	});
});
