import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allowedToolNames } from '../../../../src/core/capabilities/toolNames.ts';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { validate } from '../../../../src/core/editor/validate.ts';
import { fixAll } from '../../../../src/core/editor/validation/fixAll.ts';
import { presentTools } from '../../../helpers/presentTools.ts';

const context = { tools: presentTools };

/** A valid header with these lines. */
function valid(...lines: readonly string[]): string {
	return ['---', 'name: helper', 'description: Helps.', ...lines, '---', 'Body', ''].join('\n');
}

/** A header with these lines, and a description that YAML refuses. */
function broken(...lines: readonly string[]): string {
	return ['---', 'name: helper', 'description: Helps: with code.', ...lines, '---', 'B', ''].join(
		'\n',
	);
}

function granted(text: string): readonly string[] {
	const { agent } = analyse(text, { stem: 'helper' });
	return agent ? allowedToolNames(agent.tools, agent.disallowedTools, presentTools) : [];
}

function toolsOf(...names: readonly string[]): readonly string[] {
	return allowedToolNames(names, [], presentTools);
}

function hasError(text: string): boolean {
	return validate(analyse(text, { stem: 'helper' }), context).some(
		({ severity }) => severity === 'error',
	);
}

/** A text, and the tools that are allowed at most: without a restriction that is read, none. */
function itAllowsAtMost(text: string, names: readonly string[], isError = true): void {
	it(`allows ${names.length === 0 ? 'nothing' : `at most ${names.join(', ')}`}: ${JSON.stringify(text)}`, () => {
		const most = toolsOf(...names);
		const found = granted(text);
		assert.deepEqual(
			found.filter((name) => !most.includes(name)),
			[],
		);
		if (isError && found.length === 0) assert.ok(hasError(text), 'no error says why');
		const mended = fixAll(text, { stem: 'helper' }, context);
		assert.deepEqual(
			granted(mended).filter((name) => !found.includes(name)),
			[],
			mended,
		);
	});
}

/** A text, and tools that it forbids. */
function itForbids(text: string, names: readonly string[], isError = false): void {
	it(`forbids ${names.join(', ')}: ${JSON.stringify(text)}`, () => {
		const gone = toolsOf(...names);
		const found = granted(text);
		assert.deepEqual(
			found.filter((name) => gone.includes(name)),
			[],
		);
		if (isError) assert.ok(hasError(text), 'no error says why');
		const mended = fixAll(text, { stem: 'helper' }, context);
		assert.deepEqual(
			granted(mended).filter((name) => !found.includes(name)),
			[],
			mended,
		);
	});
}

describe('an alias in a list of what is forbidden', () => {
	for (const value of [
		'[*t, WebFetch]',
		'[*t]',
		'[[*t]]',
		'[[[*t], Read]]',
		'*t',
		'{x: *t}',
		'{*t : true}',
	])
		itForbids(valid('danger: &t [Bash, Edit]', `disallowedTools: ${value}`), ['Bash', 'Edit']);
	itForbids(valid('danger: &t Bash', 'disallowedTools: [*t, WebFetch]'), ['Bash', 'WebFetch']);
	itForbids(valid('danger: &t {Bash: true}', 'disallowedTools: [*t, WebFetch]'), ['Bash']);
	itForbids(valid('danger: &t {Bash: true}', 'disallowedTools: *t'), ['Bash']);
	itForbids(valid('danger: &t', '  - Bash', 'disallowedTools:', '  - *t', '  - Edit'), [
		'Bash',
		'Edit',
	]);
	for (const value of ['*t', '[*t]', '[*t, WebFetch]', '*Bash', '\n  - *t', '\n  - Read\n  - *t']) {
		itForbids(
			broken('danger: &t [Bash, Edit]', `disallowedTools: ${value}`),
			['Bash', 'Edit'],
			true,
		);
	}
});

describe('an exception from a group or from the tools of a server', () => {
	const lists: readonly (readonly [lines: string, names: readonly string[]])[] = [
		['tools: [execute, -Bash]', []],
		['tools: execute, -Bash', []],
		['tools: execute/*, !execute/runInTerminal', []],
		['tools: [execute, no Bash]', []],
		['tools:\n  - execute\n  - Bash: false', []],
		['tools: [execute, {Bash: false}]', []],
		['tools: [read, edit, -Write]', []],
		['tools: [read, edit, except Write]', []],
		['tools: [mcp__github__*, -mcp__github__create_issue]', []],
		['tools: [mcp__github, -mcp__github__create_issue]', []],
		['tools: [github/*, "!github/create_issue"]', []],
		['tools: [mcp__*, "!github/create_issue"]', []],
		['tools: [execute, Bash(git:*)]', []],
		['tools: [execute, Bash(deny)]', []],
		['tools: [execute, "nothing that runs Bash"]', []],
	];
	for (const [lines, names] of lists) {
		itAllowsAtMost(valid(lines), names);
		itAllowsAtMost(broken(lines), names);
	}
	itForbids(valid('tools:', '  execute: true', '  bash: false'), ['Bash']);
	it('is none where a list names plain tools beside a group', () => {
		for (const value of [
			'[read, Bash]',
			'[read, github/create_issue]',
			'[edit, WebFetch(domain:x)]',
		]) {
			assert.notDeepEqual(granted(valid(`tools: ${value}`)), [], value);
		}
	});
});

describe('an example that spans entries', () => {
	for (const [first, last] of [
		['description: Use <example> tags: yes', 'initialPrompt: closes </example>'],
		['description: Use <example> tags.', 'model: @x </example>'],
		['description: Use <commentary>: yes', 'color: </commentary>'],
	] as const) {
		for (const line of ['tools: Read', '**tools**: Read', 'tools = Read', 'Tools:Read']) {
			itAllowsAtMost(['---', 'name: helper', first, line, last, '---', 'B', ''].join('\n'), [
				'Read',
			]);
		}
		itForbids(
			['---', 'name: helper', first, 'disallowedTools: Bash', last, '---', 'B', ''].join('\n'),
			['Bash'],
		);
	}
});

describe('the disguised key of a restriction', () => {
	const lines = [
		'"to\\x6fls": Read',
		'"\\u0074ools": Read',
		'"too\\\\ls": Read',
		'to\u00ADols: Read',
		'to\u200Bols: Read',
		'to\u2060ols: Read',
		'to\uFEFFols: Read',
		't\u00F3ols: Read',
		'to\u0301ols: Read',
		'\u03A4ools: Read',
		't\u03BFols: Read',
		't\u043Eols: Read',
		't o o l s: Read',
		'T O O L S: Read',
		't.o.o.l.s: Read',
		'Tool: Read',
		'tools[0]: Read',
		'tools[]: Read',
		'tools/allow: Read',
		'tools.allow: Read',
		'!!binary dG9vbHM= : Read',
		'\u{1D4FD}\u{1D4F8}\u{1D4F8}\u{1D4F5}\u{1D4FC}: Read',
		'\u{24E3}\u{24DE}\u{24DE}\u{24DB}\u{24E2}: Read',
		'<b>tools</b>: Read',
		'<code>tools</code>: Read',
		'<b>tools:</b> Read',
		'tools&#58; Read',
		'tools&colon; Read',
		'&#116;ools: Read',
		'tools\u02D0 Read',
		'tools \u02F8 Read',
		'tools [Claude]: Read',
		'tools {Claude}: Read',
		'tools & permissions: Read',
		'tools and permissions: Read',
		'Tools list: Read, Grep',
		'tools used: Read',
		'tools for this agent: Read',
		'tools is Read',
		'tools are: Read, Grep',
		'tools_allowed: Read',
		'toolsAllowed: Read',
		'tools_list: Read',
		'only-tools: Read',
		'enabledTools: [Read]',
		'available_tools: Read',
		'agent_tools: Read',
		'use_tools: Read',
		'claude-tools: Read',
		'allowed: Read',
		'allow: [Read]',
		'only: Read',
		'permitted: Read',
		'tools\0: Read',
		'to\bols: Read',
		'to\uD800ols: Read',
		'\u001B[1mtools\u001B[0m: Read',
		'\u001B[31mtools: Read\u001B[0m',
	];
	for (const line of lines) {
		for (const make of [valid, broken]) itAllowsAtMost(make(line), ['Read', 'Grep']);
		itAllowsAtMost(broken(line, 'model: opus', 'color: red'), ['Read', 'Grep']);
		itAllowsAtMost(valid('model: opus', line, 'color: red'), ['Read', 'Grep']);
	}
	const denials = [
		'"disallowedT\\x6fols": Bash',
		'disallowed\u00ADTools: Bash',
		'd\u00EDsallowedTools: Bash',
		'disallowedT\u03BFols: Bash',
		'<b>disallowedTools</b>: Bash',
		'disallowedTools [Claude]: Bash',
		'disallowedTools&#58; Bash',
		'disallowedToolsList: Bash',
		'tools_denied: Bash',
		'no-tools: Bash',
		'deny: Bash',
		'denied: [Bash]',
		'disallow: Bash',
		'disallowed: Bash',
	];
	for (const line of denials) for (const make of [valid, broken]) itForbids(make(line), ['Bash']);
});

describe('all tools beside an entry that limits them', () => {
	const lists = [
		'tools: [all, Bash(git:*)]',
		'tools: [all, Bash(deny)]',
		'tools: [all, ! Bash]',
		'tools: ["*", !no Bash]',
		'tools:\n  - all\n  - &Bash x',
		'tools: [all, ""]',
		'tools: [all, readonly]',
		'tools: [all, read-only]',
		'tools: [all, "nothing that writes"]',
		'tools: ["*", 7]',
		'tools: all # except Bash',
		'tools: "*" # but not Bash',
		'tools: [all] # without Bash',
		'tools: all\nexcept: Bash',
		'tools: all\nexclude: Bash',
		'tools: all\nwithout: [Bash]',
		'tools: all\nbut: Bash',
		'tools: all\nnot: Bash',
		'tools: [execute]\nexcept: Bash',
	];
	for (const lines of lists) {
		itAllowsAtMost(valid(lines), []);
		itAllowsAtMost(broken(lines), []);
	}
	it('are allowed beside plain names', () => {
		for (const value of [
			'[all, Read]',
			'["*", github/*]',
			'[all, mcp__github__create_issue]',
			'all # of them',
		]) {
			assert.deepEqual(granted(valid(`tools: ${value}`)), toolsOf('*'), value);
		}
	});
});

describe('a restriction far behind the start of its line', () => {
	for (const lead of [
		' '.repeat(170),
		'*'.repeat(170),
		'-'.repeat(200),
		'> '.repeat(100),
		'\t'.repeat(161),
		'\u200B'.repeat(170),
	]) {
		for (const make of [valid, broken]) itAllowsAtMost(make(`${lead}tools: Read`), ['Read']);
	}
});

describe('merges and keys that are aliases, in a broken header', () => {
	itAllowsAtMost(broken('d: &d', '  tools: Read', '<<: *d'), ['Read']);
	itAllowsAtMost(broken('d: &d {tools: Read}', '<<: *d'), ['Read']);
	itAllowsAtMost(broken('<<: {tools: Read}'), ['Read']);
	itAllowsAtMost(broken('d: &d', '  tools: Read', '"<<": *d'), ['Read']);
	itAllowsAtMost(broken('d: &d', '  tools: Read', '<< : [*d]'), ['Read']);
	itAllowsAtMost(broken('k: &k tools', '*k : Read'), ['Read']);
	itAllowsAtMost(broken('k: &k tools', '? *k', ': Read'), ['Read']);
	itAllowsAtMost(broken('k: &k tools', '*k: Read'), ['Read']);
	itAllowsAtMost(broken('d: &d', '  "to\\x6fls": Read', '<<: *d'), ['Read']);
});

describe('a restriction that is glued to another line', () => {
	for (const make of [valid, broken]) {
		for (const lines of [
			'model: opus\u2028tools:Read',
			'model: opus\u2029tools: Read',
			'model: opus\u0085tools: Read',
			'color: red, tools = Read',
			'color: red, tools: Read',
			'color: red tools: Read',
			'color: red; allowed-tools: Read',
			'model: opus**"tools"**:\n  - Read',
		])
			itAllowsAtMost(make(lines), ['Read']);
		itForbids(make('color: red, disallowedTools = Bash'), ['Bash']);
		itForbids(make('model: opus\u2028disallowedTools: Bash'), ['Bash']);
	}
	itAllowsAtMost(
		'---\nname: helper\ndescription: >-\n  Helps with code.TOOLS: Bash, Bash\n---\nB\n',
		['Bash'],
	);
	itAllowsAtMost(
		'---\nname: helper**"tools"**:\n  - Read\ndescription: Helps: with code.\n---\nB\n',
		['Read'],
	);
	itAllowsAtMost('---\nname: helper**"tools"**:\n  - Read\ndescription: Helps.\n---\nB\n', [
		'Read',
	]);
});

describe('a restriction behind a lone carriage return', () => {
	itAllowsAtMost('---\nname: helper\ndescription: >-\n  Helps.\n\r  Tools: WebFetch\n---\nB\n', [
		'WebFetch',
	]);
	itAllowsAtMost('---\nname: helper\ndescription: >-\n  Helps.\r  Tools: WebFetch\n---\nB\n', [
		'WebFetch',
	]);
	itAllowsAtMost('---\nname: helper\ndescription: Helps.\rtools: WebFetch\n---\nB\n', ['WebFetch']);
	itForbids('---\nname: helper\ndescription: |\n  Helps.\n\rdisallowedTools: Bash\n---\nB\n', [
		'Bash',
	]);
});

describe('a list that something interrupts', () => {
	itForbids(
		valid('disallowedTools:', '  - Write', 'a: *b', '  - WebFetch'),
		['Write', 'WebFetch'],
		true,
	);
	itForbids(valid('disallowedTools:', '- Read', 'model: opus', '- Bash'), ['Read', 'Bash'], true);
	itForbids(broken('disallowedTools:', '- Read', 'model: opus', '- Bash'), ['Read', 'Bash'], true);
	itForbids(broken('disallowedTools:', '  - Read', 'note: x', '  - Bash'), ['Read', 'Bash'], true);
	itForbids(broken('disallowedTools: [Read,', '', 'Bash]'), ['Read', 'Bash']);
	itForbids('---\nname: helper\ndescription: "Helps\ndisallowedTools: [Read,\n\nBash]\n---\nB\n', [
		'Read',
		'Bash',
	]);
	itForbids(valid('disallowedTools:', '  lsp:true', '  write:true'), ['Write'], true);
	itForbids(valid('disallowedTools:', '  lsp:true', '  writetrue'), ['Write']);
	itForbids(broken('disallowedTools:', '  lsp: true', '  writetrue'), ['Write'], true);
	for (const make of [valid, broken]) {
		itForbids(make('disallowed-tools % !!set {Glob, Bash}'), ['Bash'], true);
		itForbids(make('`DisallowedTools` !!set {Glob}'), ['Glob'], true);
		itForbids(make('denied_tools – Edit/WebFetch/Bash'), ['Edit', 'WebFetch', 'Bash'], true);
		itAllowsAtMost(make('tools ~ Read/Grep'), ['Read', 'Grep']);
		itAllowsAtMost(make('allowed_tools % !!set {Glob}'), ['Glob']);
	}
});

describe('a restriction near the bounds of a header', () => {
	for (const text of [
		'---\n---\nname: helper\ndescription: Helps.\ntools: Read\n---\nB\n',
		'---\n---\n\n---\nname: helper\ndescription: Helps.\ntools: Read\n---\nB\n',
		'---\n\n---\nname: helper\ndescription: Helps.\ntools: Read\n---\nB\n',
		'---\nname: helper\ndescription: Helps.\n---\ntools: Read\n---\nB\n',
		'---\nname: helper\ndescription: Helps.\n---\n\nmodel: opus\ntools: Read\n---\nB\n',
		'---\nname: helper\ndescription: Helps.\n...\ntools: Read\n',
		'---\nname: helper\ndescription: Helps.\n...\ntools: Read\n\nBody\n',
		'---\nname: helper\ndescription: Helps.\n---tools: Read\n\nBody\n',
		'---\nname: helper\ndescription: Helps.\n\ntools = Read\n\nBody\n',
		'---\nname: helper\ndescription: Helps.\n\n**tools**: Read\n\nBody\n',
		'---\nagent:\n  name: helper\n  description: Helps.\n  tools: Read\n---\nB\n',
		'---\nagent:\n  tools: Read\n---\nB\n',
		'---\n{ name: helper, description: "x", tools Read }\n---\nB\n',
		'---\n{ name: helper, description: "x", "tools" Read }\n---\nB\n',
	])
		itAllowsAtMost(text, ['Read']);
	for (const text of [
		'---\n---\nname: helper\ndescription: Helps.\ndisallowedTools: Bash\n---\nB\n',
		'---\nname: helper\ndescription: Helps.\n---\ndisallowedTools: Bash\n---\nB\n',
	])
		itForbids(text, ['Bash']);
});

describe('a list with words between its names', () => {
	for (const [value, names] of [
		['[Read, "never use:", Bash]', ['Read']],
		['\n  - Read\n  - not:\n  - Bash', ['Read']],
		['\n  - not:\n  - Bash', []],
		['\n  - [x] Read\n  - [ ] Bash', ['Read']],
		['|\n  [x] Read\n  [ ] Bash', ['Read']],
		['Read // , Bash', ['Read']],
		['Read, <!-- , Bash, -->', ['Read']],
		['Bash, only git', []],
	] as const) {
		for (const make of [valid, broken]) itAllowsAtMost(make(`tools: ${value}`), names);
	}
	for (const value of ['github.copilot/runInTerminal', 'Read%2CBash', 'Read%20Bash']) {
		for (const make of [valid, broken]) itForbids(make(`disallowedTools: ${value}`), ['Bash']);
	}
});
