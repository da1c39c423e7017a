import assert from 'node:assert/strict';
import { headerValues } from '../../helpers/headerValues.ts';
import { decodeAgentFile, parseAgent } from '../../../src/core/agent/agent.ts';
import { summarize } from '../../../src/core/agent/header/summary.ts';

function file(...lines: readonly string[]): string {
	return ['---', ...lines, '---', '', 'You are it.', ''].join('\n');
}

function encode(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/** Tools, disallowed tools and the codes of problems of an agent with these header lines. */
function restrictions(...lines: readonly string[]): unknown {
	const { agent, problems } = parseAgent(file('name: a', 'description: d', ...lines), 'stem');
	return [agent?.tools, agent?.disallowedTools, problems.map(({ code }) => code)];
}

describe('an agent', () => {
	it('carries what its file says', () => {
		const text = file(
			'name: backend',
			'description: |',
			'  Use this agent when you need to write APIs. Examples:',
			'  <example>',
			'  Context: new app',
			'  user: "Add a route"',
			'  assistant: “I add it”',
			'  <commentary>',
			'  Routes are its job.',
			'  </commentary>',
			'  </example>',
			'tools: Bash(git:*, npm test), Read',
			'disallowedTools: [Write]',
			'model: sonnet',
			'color: red',
		).replaceAll('\n', '\r\n');
		const { agent, problems } = parseAgent(text, 'stem');
		assert.ok(agent);
		const { frontMatter, ...rest } = agent;
		assert.deepEqual(
			{ ...rest, summary: agent.summary },
			{
				name: 'backend',
				description: headerValues(frontMatter)['description'],
				summary: 'Write APIs',
				examples: [
					{
						context: 'new app',
						user: 'Add a route',
						assistant: 'I add it',
						commentary: 'Routes are its job.',
					},
				],
				tools: ['Bash(git:*, npm test)', 'Read'],
				disallowedTools: ['Write'],
				model: 'sonnet',
				color: 'red',
				prompt: '\r\nYou are it.\r\n',
				bodyStart: text.indexOf('\r\nYou are it.'),
			},
		);
		assert.deepEqual(problems, []);
	});

	it('goes by its file name where it has no name, and says so', () => {
		const { agent, problems } = parseAgent(file('description: d'), 'stem');
		assert.deepEqual([agent?.name, problems.map(({ code }) => code)], ['stem', ['missing-name']]);
	});

	it('reads a number as the text that it is', () => {
		const { agent, problems } = parseAgent(file('name: 007', 'description: d'), 'stem');
		assert.deepEqual([agent?.name, problems.map(({ code }) => code)], ['007', ['value-not-text']]);
	});

	it('may name several models', () => {
		const { agent } = parseAgent(file('name: a', 'description: d', 'model: [x, y]'), 'stem');
		assert.deepEqual(agent?.model, ['x', 'y']);
	});

	it('is absent, with one problem, where nothing is to be read', () => {
		const texts = ['', '# Title', '---js\n1\n---\n', '---\ntext\n---\n'];
		assert.deepEqual(
			texts.map((text) => {
				const { agent, problems } = parseAgent(text, 'stem');
				return [agent, problems.map(({ code }) => code)];
			}),
			[
				[undefined, ['file-empty']],
				[undefined, ['no-front-matter']],
				[undefined, ['front-matter-language']],
				[undefined, ['front-matter-no-keys']],
			],
		);
	});
});

describe('restrictions of an agent', () => {
	const table: readonly [string, readonly string[], unknown][] = [
		['are absent without the key', [], [undefined, [], []]],
		['are read from text', ['tools: Read, Edit'], [['Read', 'Edit'], [], []]],
		[
			'are read from words',
			['tools: Read Bash(git:*) Edit'],
			[['Read', 'Bash(git:*)', 'Edit'], [], []],
		],
		[
			'keep a scope behind a space',
			['tools: Bash (git:*), Read'],
			[['Bash (git:*)', 'Read'], [], []],
		],
		['are read from lines', ['tools: |', '  Read', '  Edit'], [['Read', 'Edit'], [], []]],
		['may allow nothing', ['tools: []'], [[], [], []]],
		['may allow everything', ['tools: "*"'], [['*'], [], []]],
		['allow nothing without a value', ['tools:'], [[], [], ['empty-tools']]],
		['allow nothing where they are no list', ['tools: true'], [[], [], ['unreadable-tools']]],
		[
			'allow nothing where an alias leads nowhere',
			['tools: *base'],
			[[], [], ['unquoted-indicator', 'unreadable-tools']],
		],
		[
			'are read from switches',
			['tools:', '  read: true', '  write: false'],
			[['read'], ['write'], ['tools-not-list']],
		],
		[
			'keep what every duplicate allows, and all that any forbids',
			['tools: Read, Edit', 'tools: Read, Bash', 'disallowedTools: A', 'disallowedTools: B'],
			[['Read'], ['A', 'B'], ['duplicate-key', 'duplicate-key']],
		],
		['count in any spelling', ['Tools: Read'], [['Read'], [], ['key-spelling']]],
	];
	for (const [title, lines, expected] of table) {
		it(title, () => {
			assert.deepEqual(restrictions(...lines), expected);
		});
	}
});

describe('examples', () => {
	it('are found on one line, behind a dash, with real or literal line breaks', () => {
		const blocks = [
			`<example>Context: c. user: 'it's on' assistant: 'ok' <commentary>why</commentary></example>`,
			`- <example>\n  Context: c.\n  user: "it's on"\n  assistant: "ok"\n  <commentary>why</commentary>\n</example>`,
			String.raw`<example>\nContext: c.\nuser: \"it's on\"\nassistant: \"ok\"\n<commentary>\nwhy\n</commentary>\n</example>`,
		];
		for (const block of blocks) {
			const lines = block.split('\n').map((line) => `  ${line}`);
			const { agent } = parseAgent(file('name: a', 'description: |', ...lines), 'stem');
			assert.deepEqual(agent?.examples, [
				{ context: 'c.', user: "it's on", assistant: 'ok', commentary: 'why' },
			]);
		}
	});
});

describe('the summary of a description', () => {
	const table: Readonly<Record<string, string>> = {
		'Use this agent when you need to write code.': 'Write code',
		'Use this agent to review pull requests. More.': 'Review pull requests',
		'Use when the user wants to plan work': 'Plan work',
		'MUST BE USED to ship features.': 'Ship features',
		'Use PROACTIVELY for testing of all kinds.': 'Testing of all kinds',
		'Reviews `code` and **tests**, e.g. in Node.js. Then stops.':
			'Reviews code and tests, e.g. in Node.js',
		'<example>user: "x"</example> Writes documentation.': 'Writes documentation',
		'jQuery specialist for old sites everywhere': 'jQuery specialist for old sites everywhere',
		'': '',
	};
	for (const [description, summary] of Object.entries(table)) {
		it(`is “${summary}”`, () => {
			assert.equal(summarize(description), summary);
		});
	}

	it('is cut at a clause or a word, within 100 units, and splits no character', () => {
		for (const text of [
			'word '.repeat(40),
			'clause one, '.repeat(20),
			'😀'.repeat(80),
			'x'.repeat(300),
		]) {
			const summary = summarize(text);
			assert.ok(summary.length <= 100 && summary.endsWith('…'), summary);
			assert.ok(summary.isWellFormed(), summary);
		}
	});
});

describe('the bytes of an agent file', () => {
	it('are decoded with their byte order mark and line breaks', () => {
		assert.deepEqual(decodeAgentFile(encode('\uFEFFä\r\n')), { text: '\uFEFFä\r\n' });
	});

	it('give one problem where they are too many or no text', () => {
		const codes = [new Uint8Array(1_048_577), encode('a\0b'), new Uint8Array([0xc3, 0x28])].map(
			(bytes) => {
				const decoded = decodeAgentFile(bytes);
				return 'problem' in decoded ? decoded.problem.code : decoded.text;
			},
		);
		assert.deepEqual(codes, ['file-too-large', 'file-not-text', 'file-not-text']);
	});
});
