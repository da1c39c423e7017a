import assert from 'node:assert/strict';
import { headerValues } from '../../../helpers/headerValues.ts';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import type { Problem } from '../../../../src/core/problem/problem.ts';
import { allowedToolNames } from '../../../../src/core/capabilities/toolNames.ts';
import { applyEdits } from '../../../../src/core/text/textEdits.ts';
import { validate } from '../../../../src/core/editor/validate.ts';
import { fixAll } from '../../../../src/core/editor/validation/fixAll.ts';
import { presentTools } from '../../../helpers/presentTools.ts';

const context = { tools: presentTools };

/** An agent file with a name, a description and these lines. */
function file(...lines: readonly string[]): string {
	return ['---', 'name: reviewer', 'description: Reviews.', ...lines, '---', 'Body', ''].join('\n');
}

function granted(text: string): readonly string[] {
	const { agent } = analyse(text, { stem: 'reviewer' });
	assert.ok(agent);
	return allowedToolNames(agent.tools, agent.disallowedTools, presentTools);
}

function problemsOf(text: string): readonly Problem[] {
	return validate(analyse(text, { stem: 'reviewer' }), context);
}

/** The tools that a list of plain names allows. */
function toolsOf(...names: readonly string[]): readonly string[] {
	return allowedToolNames(names, [], presentTools);
}

/** Each problem as its severity, its code and what it is shown at. */
function shown(text: string): readonly string[] {
	return problemsOf(text).map(({ severity, code, range: { start, end } }) => {
		return `${severity} ${code} ${text.slice(start, end)}`;
	});
}

function isError({ severity }: Problem): boolean {
	return severity === 'error';
}

describe('tools: with an exception', () => {
	const nothing = [
		'tools: All tools except Edit, Write',
		'tools: [all, except Bash]',
		'tools: all except Bash',
		'tools: all, -Bash',
		"tools: ['*', '!Bash']",
		"tools: ['*', '- Bash']",
		"tools: '* -Bash'",
		'tools: all -Bash',
		'tools: all, ~Bash',
		'tools: all, –Bash',
		'tools: everything but Bash',
		'tools: Everything, but not the terminal or Bash',
		'tools: every tool without Bash',
		'tools: any tool (no Bash)',
		'tools: all excluding Write, Edit',
		'tools: all minus Bash',
		'tools: ["*", "not Bash"]',
		'tools: [all, except, Bash]',
		"tools: ['*', deny Bash]",
		"tools: ['*', 'Bash: false']",
		"tools: ['*', no-bash]",
		"tools:\n  - '*'\n  - '!Bash'",
		"tools:\n  '*': true\n  '!bash': true",
		'tools: |\n  all tools\n  but never Bash',
		'tools: except Bash',
		'tools: "- Bash"',
		'tools: "!Bash"',
		'tools: !x [Bash]',
		'tools: no tools except Read',
	];
	for (const lines of nothing) {
		it(`allows nothing, with an error: ${JSON.stringify(lines)}`, () => {
			const text = file(lines);
			assert.deepEqual(granted(text), []);
			assert.ok(problemsOf(text).some(isError), shown(text).join('\n'));
		});
	}

	const some: readonly (readonly [lines: string, names: readonly string[], at: string])[] = [
		['tools: [Read, no Bash]', ['Read'], 'no Bash'],
		['tools: Read, not Bash', ['Read'], 'not Bash'],
		['tools: Read, -Bash', ['Read'], '-Bash'],
		['tools: [Read, -Bash]', ['Read'], '-Bash'],
		['tools: -Bash, Read', ['Read'], '-Bash'],
		['tools: [!!str Read, "!Bash"]', ['Read'], '!Bash'],
		['tools: Read, Grep, but not Edit, Write', ['Read', 'Grep'], 'but not Edit, Write'],
		['tools: [Read, except Edit, Write]', ['Read'], 'except Edit, Write'],
		['tools: [no Bash, Read]', ['Read'], 'no Bash'],
		['tools:\n  - Read\n  - ~Bash~', ['Read'], '~Bash~'],
		['tools:\n  - Read\n  - Write without Bash', ['Read'], 'Write without Bash'],
		['tools:\n  - Read\n  - "Write (no Edit)"', ['Read'], 'Write (no Edit)'],
	];
	for (const [lines, names, at] of some) {
		it(`allows what is listed plainly, and reports the rest: ${JSON.stringify(lines)}`, () => {
			const text = file(lines);
			assert.deepEqual(granted(text), toolsOf(...names));
			const errors = problemsOf(text).filter(isError);
			assert.deepEqual(
				errors.map(({ range }) => text.slice(range.start, range.end)),
				[at],
			);
		});
	}

	const fixes: readonly (readonly [lines: string, fixed: string])[] = [
		['tools: All tools except Edit, Write', 'disallowedTools: [Edit, Write]'],
		['tools: [all, except Bash]', 'disallowedTools: [Bash]'],
		["tools:\n  - '*'\n  - '!Bash'\n  - -Write", 'disallowedTools: [Bash, Write]'],
	];
	for (const [lines, fixed] of fixes) {
		it(`has a fix that asks and writes disallowedTools: ${JSON.stringify(lines)}`, () => {
			const text = file(lines);
			const { fix } = problemsOf(text).find(({ code }) => code === 'negated-tool') ?? {};
			assert.equal(fix?.isGuess, true);
			assert.equal(applyEdits(text, fix.edits), file(fixed));
			assert.equal(fixAll(text, { stem: 'reviewer' }, context), text);
		});
	}
});

describe('tools: in words', () => {
	const cases: readonly (readonly [lines: string, names: readonly string[]])[] = [
		["tools: ['Copilot Coding Agent']", []],
		['tools: Read, Acme Terminal', ['Read']],
		["tools: ['Postgres Edit', 'Team Bash', 'Acme Write']", []],
		['tools: Acme Terminal', []],
		['tools: Read Acme', []],
		['tools: Read Edit, Bash', ['Bash']],
		['tools: [Read Edit]', []],
		['tools: Read Bash(git:*) Edit', ['Read', 'Edit']],
		['tools: Read, Bash for tests', ['Read']],
		['tools: Read Grep', ['Read', 'Grep']],
		['tools: |\n  Read\n  Edit', ['Read', 'Edit']],
		['tools: |\n  * Read\n  * Edit', []],
		['tools: |\n  1. Read\n  2. Edit', []],
		['tools: • Read', []],
		['tools: Read | Bash', []],
		['tools: Read/Bash', []],
		['tools: Read，Bash', []],
		['tools: "#runInTerminal"', []],
		['tools: Bash*', []],
		['tools: copilot_*', []],
		['tools: [{name: Read}]', []],
		['tools: [[Read]]', []],
		['tools: !!set {Read}', []],
		['tools: {Read, Edit}', []],
		['tools: {read: "yes"}', []],
		['tools:\n  read: never', []],
		['tools: none', []],
		['tools: No tools', []],
		['tools:\n  - Read\n   - Bash', []],
		['tools: [Read, Web Fetch]', ['Read', 'WebFetch']],
	];
	for (const [lines, names] of cases) {
		it(`allows ${names.length === 0 ? 'nothing' : names.join(', ')}: ${JSON.stringify(lines)}`, () => {
			const text = file(lines);
			assert.deepEqual(granted(text), toolsOf(...names));
			const isWhole = /^tools: (?:\||\[Read, Web|Read (?:Grep|Bash\())/.test(lines);
			if (!isWhole || names.length === 0) assert.notDeepEqual(shown(text), []);
		});
	}

	it('may say that all are allowed', () => {
		for (const value of ['All tools', 'all', '"*"', '[all]', 'everything', 'every tool', 'ALL']) {
			assert.deepEqual(granted(file(`tools: ${value}`)), toolsOf('*'), value);
		}
	});
});

describe('disallowedTools:', () => {
	/** Lines, and the tools that go; of others `Grep` stays. */
	const denied: readonly (readonly [lines: string, names: readonly string[]])[] = [
		['disallowedTools:\n  - Bash\n   - Write', ['Bash', 'Write']],
		['disallowedTools:\n  - name: Bash', ['Bash']],
		['disallowedTools: {Bash: }', ['Bash']],
		['disallowedTools: {Bash, Write}', ['Bash', 'Write']],
		['disallowedTools: !!set {Bash}', ['Bash']],
		['disallowedTools: !x [Bash]', ['Bash']],
		['disallowedTools: {bash: "yes"}', ['Bash']],
		['disallowedTools: {bash: on}', ['Bash']],
		['disallowedTools: {bash: 1}', ['Bash']],
		['disallowedTools: {bash: true}', ['Bash']],
		['disallowedTools:\n  Bash: never', ['Bash']],
		['disallowedTools:\n  Bash: false', ['Bash']],
		['disallowedTools:\n  never: [Bash, Write]', ['Bash', 'Write']],
		['disallowedTools: Bash: never', ['Bash']],
		['disallowedTools: Bash/Write', ['Bash', 'Write']],
		['disallowedTools: Bash | Write', ['Bash', 'Write']],
		['disallowedTools: Bash*', ['Bash']],
		['disallowedTools: copilot_readFile*', ['Read']],
		['disallowedTools: |\n  1. Bash\n  2. Write', ['Bash', 'Write']],
		['disallowedTools: • Bash', ['Bash']],
		['disallowedTools: Bash，Write', ['Bash', 'Write']],
		['disallowedTools: Bash、Write', ['Bash', 'Write']],
		['disallowedTools: "#runInTerminal"', ['Bash']],
		['disallowedTools:\n  - #runInTerminal', ['Bash']],
		['disallowedTools: #runInTerminal', ['Bash']],
		[`disallowedTools: '["Bash", "Write"]'`, ['Bash', 'Write']],
		[`disallowedTools: '{"Bash": true}'`, ['Bash']],
		[`disallowedTools: '{"deny": ["Bash", "Write"]}'`, ['Bash', 'Write']],
		['disallowedTools: [[Bash], Write]', ['Bash', 'Write']],
		['disallowedTools: Bash and Write', ['Bash', 'Write']],
		['disallowedTools: No Bash please', ['Bash']],
		['disallowedTools: [Bash(rm:*), "Web Fetch"]', ['Bash', 'WebFetch']],
		['disallowedTools: The Web Fetch tool', ['WebFetch']],
		['disallowedTools: functions.run_in_terminal', ['run_in_terminal']],
		['disallowedTools: [Bash', ['Bash']],
		['disallowedTools: "Bash', ['Bash']],
		['disallowedTools: **Bash**', ['Bash']],
		['disallowedTools: `Bash`', ['Bash']],
		['disallowedTools: - Bash', ['Bash']],
		['disallowedTools: @Bash', ['Bash']],
		['disallowedTools:Bash', ['Bash']],
		['disallowed tools: Bash', ['Bash']],
	];
	for (const [lines, names] of denied) {
		it(`takes away ${names.join(', ')}: ${JSON.stringify(lines)}`, () => {
			const found = granted(file(lines));
			const gone = toolsOf(...names);
			assert.deepEqual(
				found.filter((name) => gone.includes(name)),
				[],
			);
			assert.ok(found.includes('copilot_findTextInFiles'), found.join());
		});
	}

	const closed = [
		'disallowedTools: Frobnicate',
		'disallowedTools: [Bash, Frobnicate]',
		'disallowedTools: the dangerous ones',
		'disallowedTools: true',
		'disallowedTools: 7',
		'disallowedTools: [{name: 7}]',
		'disallowedTools: xyz*',
		'disallowedTools: ["*"]',
		'disallowedTools: all except Read',
		'disallowedTools: everything',
	];
	for (const lines of closed) {
		it(`leaves no tools where it cannot be read: ${JSON.stringify(lines)}`, () => {
			const text = file(lines);
			assert.deepEqual(granted(text), []);
			const isReadable = /\*"|all|every/.test(lines);
			if (!isReadable) assert.ok(problemsOf(text).some(isError), shown(text).join('\n'));
		});
	}

	it('takes away what MCP servers bring, named as a whole', () => {
		for (const value of ['mcp', 'mcp/*', 'MCP', 'mcp*', 'mcp__*', 'mcp__', 'all MCP servers']) {
			const found = granted(file(`disallowedTools: ${value}`));
			assert.deepEqual(
				found.filter((name) => name.startsWith('mcp_')),
				[],
				value,
			);
			assert.ok(found.includes('copilot_readFile'), value);
		}
	});

	it('may name a server, or a tool of another extension that is here', () => {
		for (const value of ['github', 'mcp__github', 'github/*']) {
			const found = granted(file(`disallowedTools: ${value}`));
			assert.ok(!found.includes('mcp_github_create_issue'), value);
			assert.ok(found.includes('mcp_docs_read'), value);
		}
		const text = file('tools: [Read, foreign_tool]', 'disallowedTools: foreign_tool');
		assert.deepEqual(granted(text), toolsOf('Read'));
	});

	it('may take nothing away, where it says so', () => {
		for (const value of ['', ' []', ' none', ' {}', ' ""']) {
			assert.deepEqual(granted(file(`disallowedTools:${value}`)), toolsOf('*'), value);
		}
	});

	it('may name what VS Code has nothing like', () => {
		const text = file('disallowedTools: [EnterPlanMode, CronCreate]');
		assert.ok(granted(text).includes('run_in_terminal'));
	});
});

describe('a restriction whose key is lost', () => {
	const spellings = [
		'**tools**: Read',
		'*tools*: Read',
		'- tools: Read',
		'* tools: Read',
		'+ tools: Read',
		'• tools: Read',
		'> tools: Read',
		'`tools`: Read',
		'`tools: Read`',
		'tools = Read',
		'tools=Read',
		'tools => Read',
		'tools -> Read',
		'"tools: Read"',
		"'tools: Read'",
		'1. tools: Read',
		'(tools): Read',
		'<tools>: Read',
		'{tools: Read}',
		'@tools: Read',
		'%tools: Read',
		'$tools: Read',
		'tool: Read',
		'disallowedTool: Bash',
		'tools (allowed): Read',
		'tools. Read: x',
		'tools Read',
		'tools; Read',
		'| tools | Read |',
		'**allowed-tools**: Read',
		'**tools:**\n  - Read',
		'- tools:\n  - Read',
		'&a **tools**: Read',
		'"disallowedTools: Bash"',
		'- disallowedTools: Bash',
		'**disallowedTools**: Bash',
		'disallowedTools = Bash',
		'disallowedTools Bash',
	];
	for (const spelling of spellings) {
		for (const [where, text] of Object.entries({
			last: file(spelling),
			'between others': file(spelling, 'model: opus'),
			first: `---\n${spelling}\nname: reviewer\ndescription: Reviews.\n---\nBody\n`,
		})) {
			it(`leaves no tools: ${JSON.stringify(spelling)}, ${where}`, () => {
				const isDenial = /^\W*disallowed/i.test(spelling);
				const found = granted(text);
				const most = toolsOf('Read');
				if (isDenial) assert.ok(!found.includes('run_in_terminal'), found.join());
				else
					assert.deepEqual(
						found.filter((name) => !most.includes(name)),
						[],
					);
				assert.ok(problemsOf(text).some(isError), shown(text).join('\n'));
				const mended = fixAll(text, { stem: 'reviewer' }, context);
				assert.deepEqual(granted(mended), found, mended);
				assert.match(mended, /tool/i);
			});
		}
	}

	const readable = [
		'&a tools: Read',
		'!!str tools: Read',
		'tools : Read',
		'"tools": Read',
		'tools:Read',
		'tools:"Read"',
		'tools:[Read]',
		'tools：Read',
		'tools： Read',
		'Tools: Read',
		'TOOLS: Read',
		'allowed_tools: Read',
		't\u200Bools: Read',
		'_tools_: Read',
		'--tools: Read',
		'[tools]: Read',
	];
	for (const spelling of readable) {
		for (const [where, text] of Object.entries({
			last: file(spelling),
			first: `---\n${spelling}\nname: reviewer\ndescription: Reviews.\n---\nBody\n`,
			'in a broken header': file(spelling, 'model: @x'),
			'first in a broken header': `---\n${spelling}\nname: reviewer\ndescription: a: b\n---\nBody\n`,
		})) {
			it(`never allows more than the list: ${JSON.stringify(spelling)}, ${where}`, () => {
				const most = toolsOf('Read');
				assert.deepEqual(
					granted(text).filter((name) => !most.includes(name)),
					[],
				);
				const mended = fixAll(text, { stem: 'reviewer' }, context);
				assert.deepEqual(granted(mended), granted(text), mended);
			});
		}
	}

	it('is seen below a mapping that it is no part of', () => {
		const hooks = ['hooks:', '  Stop:', '    - x'];
		for (const line of ['- tools: Read', '**tools**: Read', 'tools = Read']) {
			assert.deepEqual(granted(file(...hooks, line)), [], line);
		}
	});

	it('is not seen in a comment, in an example, or in prose', () => {
		const texts = [
			file('# tools: Read'),
			file('argument-hint: |', '  - tools: Read'),
			file('initialPrompt: Which tools are here?'),
			file('skills:', '  - tools'),
			file('mcp-servers:', '  acme:', '    type: http', '    tools: ["*"]'),
			'---\nname: a\ndescription: Use: it\n<example>\n- tools: Read\n</example>\n---\nBody\n',
			'---\nname: a\ndescription: Builds: all kinds of\ntools and libraries\n---\nBody\n',
		];
		for (const text of texts) assert.deepEqual(granted(text), toolsOf('*'), text);
	});
});

describe('keys without a blank behind the colon', () => {
	const cases: readonly (readonly [line: string, key: string, value: unknown, fixed: string])[] = [
		["name:'SE: Reviewer'", 'name', 'SE: Reviewer', "name: 'SE: Reviewer'"],
		['description:Reviews: all', 'description', 'Reviews: all', "description: 'Reviews: all'"],
		['description:Reviews.', 'description', 'Reviews.', "description: 'Reviews.'"],
		[
			'tools:Read, Bash(git: status)',
			'tools',
			'Read, Bash(git: status)',
			"tools: 'Read, Bash(git: status)'",
		],
		['tools:[Read, Grep]', 'tools', ['Read', 'Grep'], 'tools: [Read, Grep]'],
		[
			'disallowedTools:Bash, x: y',
			'disallowedTools',
			'Bash, x: y',
			"disallowedTools: 'Bash, x: y'",
		],
		['model:opus', 'model', 'opus', "model: 'opus'"],
	];
	for (const [line, key, value, fixed] of cases) {
		it(`are keys: ${line}`, () => {
			const text = `---\ncolor: red\n${line}\n---\nBody\n`;
			const document = analyse(text, { stem: 'x' });
			assert.deepEqual(headerValues(document.frontMatter)[key], value);
			const [problem, ...others] = document.frontMatter.problems;
			assert.deepEqual(
				[problem?.code, problem?.severity, problem?.fix?.isGuess, others],
				['missing-space', 'error', undefined, []],
			);
			assert.equal(
				applyEdits(text, problem?.fix?.edits ?? []),
				`---\ncolor: red\n${fixed}\n---\nBody\n`,
			);
		});
	}
});

describe('keys that are indented below a value', () => {
	const cases: readonly (readonly [lines: readonly string[], values: readonly unknown[]])[] = [
		[
			[' name: helper', '  description: an indented helper'],
			[
				['name', 'helper'],
				['description', 'an indented helper'],
			],
		],
		[
			['name: helper', '  description: an indented helper', '  tools: Read', '  model: opus'],
			[
				['name', 'helper'],
				['description', 'an indented helper'],
				['tools', 'Read'],
				['model', 'opus'],
			],
		],
		[
			['name: helper', 'tools: Read', '  description: an indented helper'],
			[
				['name', 'helper'],
				['tools', 'Read'],
				['description', 'an indented helper'],
			],
		],
		[
			[' name: indent', '  description: an indented helper', '  tools: Read'],
			[
				['name', 'indent'],
				['description', 'an indented helper'],
				['tools', 'Read'],
			],
		],
		[
			['name: helper', '  tools:Read', 'description: d'],
			[
				['name', 'helper'],
				['tools', 'Read'],
				['description', 'd'],
			],
		],
		[
			['name: helper', '\tdescription: behind a tab', '\ttools: Read'],
			[
				['name', 'helper'],
				['description', 'behind a tab'],
				['tools', 'Read'],
			],
		],
	];
	for (const [lines, values] of cases) {
		it(`are own keys: ${JSON.stringify(lines)}`, () => {
			const text = ['---', ...lines, '---', 'Body', ''].join('\n');
			const { frontMatter } = analyse(text, { stem: 'x' });
			assert.deepEqual(
				frontMatter.entries.map(({ key, value }) => [key, value]),
				values,
			);
			const mended = analyse(fixAll(text, { stem: 'x' }), { stem: 'x' }).frontMatter;
			assert.deepEqual(
				mended.entries.map(({ key, value }) => [key, value]),
				values,
			);
			assert.deepEqual(mended.problems, []);
			assert.ok(mended.isStrict);
		});
	}

	it('are those of a server where they stand in one, broken or not', () => {
		for (const tools of ['"*"', '*', '[Read', '- Read']) {
			const text = file('mcp-servers:', '  acme:', '    type: http', `    tools: ${tools}`);
			const { agent, frontMatter } = analyse(text, { stem: 'x' });
			assert.equal(agent?.tools, undefined, tools);
			assert.deepEqual(
				frontMatter.entries.map(({ key }) => key),
				['name', 'description', 'mcp-servers'],
			);
		}
	});
});

describe('a restriction that nothing reads', () => {
	const texts = [
		file('capabilities:', '  tools: [Read]'),
		file('capabilities:', '  allowed_tools:', '    - Read', '  restricted_tools:', '    - Bash'),
		file('metadata:', '  disallowedTools: Bash'),
		file('permissions:', '  bash: deny'),
		file('permission:', '  edit: deny'),
	];
	for (const text of texts) {
		it(`is a warning: ${JSON.stringify(text)}`, () => {
			const warnings = problemsOf(text).filter(({ severity }) => severity === 'warning');
			assert.deepEqual(
				warnings.map(({ code }) => code),
				['restriction-without-effect'],
			);
		});
	}

	it('is none where a server has tools', () => {
		const text = file('mcp-servers:', '  acme:', '    type: http', '    tools: ["*"]');
		assert.deepEqual(shown(text), []);
	});
});
