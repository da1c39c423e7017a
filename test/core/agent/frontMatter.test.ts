import assert from 'node:assert/strict';
import { parseFrontMatter } from '../../../src/core/agent/frontMatter.ts';
import type { FrontMatter, Item } from '../../../src/core/agent/frontMatter.ts';

function file(...lines: readonly string[]): string {
	return ['---', ...lines, '---', 'Body'].join('\n');
}

function values({ entries }: FrontMatter): unknown {
	return entries.map(({ key, value }) => [key, value]);
}

/** What a reader sees of the outcome: keys with values, and codes with the text they point at. */
function read(text: string): unknown {
	const frontMatter = parseFrontMatter(text);
	return {
		values: values(frontMatter),
		problems: frontMatter.problems.map(({ code, range }) => {
			return `${code} ${JSON.stringify(text.slice(range.start, range.end).slice(0, 24))}`;
		}),
	};
}

/** The file after each fix has been applied in turn. */
function mend(text: string): string {
	let mended = text;
	for (let round = 0; round < 20; round++) {
		const fix = parseFrontMatter(mended).problems.find((problem) => problem.fix)?.fix;
		if (!fix) break;
		for (const { range, newText } of fix.edits.toReversed()) {
			mended = mended.slice(0, range.start) + newText + mended.slice(range.end);
		}
	}
	return mended;
}

interface Case {
	readonly title: string;
	readonly text: string;
	readonly values: readonly (readonly [string, unknown])[];
	readonly problems: readonly string[];
}

const cases: readonly Case[] = [
	{
		title: 'text with a colon, before the tools',
		text: file('name: a', 'description: Use when: asked', 'tools: Read, Edit'),
		values: [
			['name', 'a'],
			['description', 'Use when: asked'],
			['tools', 'Read, Edit'],
		],
		problems: ['unquoted-colon ":"'],
	},
	{
		title: 'text with a colon, behind a flow list',
		text: file('name: a', 'tools: [Read, Edit]', 'description: Use when: asked'),
		values: [
			['name', 'a'],
			['tools', ['Read', 'Edit']],
			['description', 'Use when: asked'],
		],
		problems: ['unquoted-colon ":"'],
	},
	{
		title: 'text with a colon, between block lists',
		text: file('tools:', '  - Read', 'description: a: b', 'disallowedTools:', '- Bash'),
		values: [
			['tools', ['Read']],
			['description', 'a: b'],
			['disallowedTools', ['Bash']],
		],
		problems: ['unquoted-colon ":"'],
	},
	{
		title: 'examples in unindented lines, with words that look like keys',
		text: file(
			'description: Use it.',
			'',
			'<example>',
			'Context: new',
			'user: "hi"',
			'model: this is prose',
			'</example>',
			'Trigger: more',
			'tools: Read',
			'model: opus',
		),
		values: [
			[
				'description',
				'Use it.\n\n<example>\nContext: new\nuser: "hi"\nmodel: this is prose\n</example>\nTrigger: more',
			],
			['tools', 'Read'],
			['model', 'opus'],
		],
		problems: ['unindented-text "Use it.\\n\\n<example>\\nConte"'],
	},
	{
		title: 'an example without its closing tag',
		text: file('description: x', '<example>', 'user: y', 'tools: Read'),
		values: [
			['description', 'x\n<example>\nuser: y'],
			['tools', 'Read'],
		],
		problems: ['unindented-text "x\\n<example>\\nuser: y"'],
	},
	{
		title: 'a block scalar that nobody indented',
		text: file('description: |', 'Use it.', 'Then: stop', 'tools: Read'),
		values: [
			['description', 'Use it.\nThen: stop'],
			['tools', 'Read'],
		],
		problems: ['unquoted-indicator "|"'],
	},
	{
		title: 'prose that goes on in indented lines',
		text: file('description: Use: it', '  and more', 'tools: Read'),
		values: [
			['description', 'Use: it and more'],
			['tools', 'Read'],
		],
		problems: ['unquoted-colon ":"'],
	},
	...['@a b', '*a* b', '%a b', '`a` b', '!a b', ', a', '] a'].map((value) => ({
		title: `text that starts with ${value.charAt(0)}`,
		text: file(`description: ${value}`, 'tools: Read'),
		values: [['description', value] as const, ['tools', 'Read'] as const],
		problems: [`unquoted-indicator ${JSON.stringify(value.charAt(0))}`],
	})),
	{
		title: 'text that YAML takes for an anchor',
		text: file('description: &a b', 'tools: Read'),
		values: [
			['description', '&a b'],
			['tools', 'Read'],
		],
		problems: ['unquoted-indicator "&a b"'],
	},
	{
		title: 'an unquoted star for all tools',
		text: file('tools: *'),
		values: [['tools', '*']],
		problems: ['unquoted-indicator "*"'],
	},
	{
		title: 'a number sign in text, but not behind tools',
		text: file('description: Issue #1 and C # code', 'tools: Read # only'),
		values: [
			['description', 'Issue #1 and C # code'],
			['tools', 'Read'],
		],
		problems: ['comment-in-text "#1 and C # code"'],
	},
	{
		title: 'text that starts with a number sign',
		text: file('description: #1 helper', 'tools: Read'),
		values: [
			['description', '#1 helper'],
			['tools', 'Read'],
		],
		problems: ['comment-in-text "#1 helper"'],
	},
	{
		title: 'a folded text that is cut at a number sign',
		text: file('description: one', '  two # three', 'tools: Read'),
		values: [
			['description', 'one two # three'],
			['tools', 'Read'],
		],
		problems: ['comment-in-text "# three"'],
	},
	{
		title: 'tabs as indentation',
		text: file('description: |', '\tone', '\ttwo', 'tools:', '\t- Read', '\t- Edit'),
		values: [
			['description', 'one\ntwo\n'],
			['tools', ['Read', 'Edit']],
		],
		problems: ['tab-indentation "|\\n\\tone\\n\\ttwo"', 'tab-indentation "- Read\\n\\t- Edit"'],
	},
	{
		title: 'a byte order mark',
		text: `\uFEFF${file('name: a')}`,
		values: [['name', 'a']],
		problems: ['byte-order-mark "\uFEFF"'],
	},
	{
		title: 'CRLF line breaks around broken text',
		text: file('description: a: b', 'tools:', '  - Read').replaceAll('\n', '\r\n'),
		values: [
			['description', 'a: b'],
			['tools', ['Read']],
		],
		problems: ['unquoted-colon ":"'],
	},
	{
		title: 'text that starts with three dashes',
		text: file('description: a', '--- b', 'tools: Read'),
		values: [
			['description', 'a\n--- b'],
			['tools', 'Read'],
		],
		problems: ['unindented-text "a\\n--- b"'],
	},
	{
		title: 'a missing closing line',
		text: '---\nname: a\ntools: Read\n\n# Title\n\nmodel: prose',
		values: [
			['name', 'a'],
			['tools', 'Read'],
		],
		problems: ['front-matter-not-closed "---"'],
	},
	{
		title: 'a missing closing line with a rule in the body',
		text: '---\nname: a\ntools: Read\n\n# Title\n\nYou are it.\n\n---\n\nMore',
		values: [
			['name', 'a'],
			['tools', 'Read'],
		],
		problems: ['front-matter-not-closed "---"'],
	},
	{
		title: 'a missing closing line before prose with a rule',
		text: '---\nname: a\ntools: Read\n\nYou are it.\n\n---\n\nMore',
		values: [
			['name', 'a'],
			['tools', 'Read'],
		],
		problems: ['front-matter-not-closed "---"'],
	},
	{
		title: 'a closing line of many dashes',
		text: '---\nname: a\n------\nBody\n\n---\n',
		values: [['name', 'a']],
		problems: ['front-matter-fence "------"'],
	},
	{
		title: 'a line of many dashes before the tools',
		text: file('name: a', '------', 'tools: Read'),
		values: [
			['name', 'a\n------'],
			['tools', 'Read'],
		],
		problems: ['unindented-text "a\\n------"'],
	},
	{
		title: 'blank lines and comments before the front matter',
		text: `\n# made by hand\n${file('name: a')}`,
		values: [['name', 'a']],
		problems: ['front-matter-not-at-top "---"'],
	},
	{
		title: 'duplicate keys',
		text: file('tools: Read', 'name: a', 'tools: Edit'),
		values: [
			['tools', 'Read'],
			['name', 'a'],
			['tools', 'Edit'],
		],
		problems: ['duplicate-key "tools"'],
	},
	{
		title: 'other spellings of keys',
		text: file('Name: a', 'allowed-tools: Read', 'disallowed_tools: Bash'),
		values: [
			['Name', 'a'],
			['allowed-tools', 'Read'],
			['disallowed_tools', 'Bash'],
		],
		problems: [
			'key-spelling "Name"',
			'key-spelling "allowed-tools"',
			'key-spelling "disallowed_tools"',
		],
	},
	{
		title: 'keys without a space behind the colon',
		text: file('name: a', 'tools:Read, Edit'),
		values: [
			['name', 'a'],
			['tools', 'Read, Edit'],
		],
		problems: ['missing-space "Read, Edit"'],
	},
	{
		title: 'an indented key',
		text: file('name: a', '  tools: Read', 'model: opus'),
		values: [
			['name', 'a'],
			['tools', 'Read'],
			['model', 'opus'],
		],
		problems: ['wrong-indentation "tools"'],
	},
	{
		title: 'a list that is left open',
		text: file('tools: [Read, Edit', 'model: opus'),
		values: [
			['tools', ['Read', 'Edit']],
			['model', 'opus'],
		],
		problems: ['broken-list "[Read, Edit"'],
	},
	{
		title: 'a quote that swallows the tools, in valid YAML',
		text: file('description: "Say', 'tools: Read', 'note: x"'),
		values: [
			['description', 'Say'],
			['tools', 'Read'],
			['note', 'x"'],
		],
		problems: ['broken-quotes "\\"Say"'],
	},
	{
		title: 'quotes inside quotes',
		text: file('description: "a "b" c"', 'tools: Read'),
		values: [
			['description', 'a "b" c'],
			['tools', 'Read'],
		],
		problems: ['broken-quotes "\\"a \\"b\\" c\\""'],
	},
	{
		title: 'two quotations that are not quotes around the value',
		text: file('description: "a" and "b"', 'tools: Read'),
		values: [
			['description', '"a" and "b"'],
			['tools', 'Read'],
		],
		problems: ['broken-quotes "\\"a\\" and \\"b\\""'],
	},
	{
		title: 'an escape that YAML does not know',
		text: file('description: "\\d+ \\"x\\"\\nnext"', 'tools: Read'),
		values: [
			['description', '\\d+ "x"\nnext'],
			['tools', 'Read'],
		],
		problems: ['broken-quotes "\\"\\\\d+ \\\\\\"x\\\\\\"\\\\nnext\\""'],
	},
	{
		title: 'a header that is indented as a whole',
		text: file('  name: a', '  description: b: c', '  tools: Read'),
		values: [
			['name', 'a'],
			['description', 'b: c'],
			['tools', 'Read'],
		],
		problems: ['unquoted-colon ":"'],
	},
	{
		title: 'characters that YAML forbids',
		text: file('description: a\0b\ud800', 'tools: Read'),
		values: [
			['description', 'a\0b\ud800'],
			['tools', 'Read'],
		],
		problems: [`control-character ${JSON.stringify('a\0b\ud800')}`],
	},
];

describe('front matter that people write', () => {
	for (const { title, text, values: expected, problems } of cases) {
		it(`keeps every key and value of ${title}`, () => {
			assert.deepEqual(read(text), { values: expected, problems });
		});

		it(`has fixes that keep the values of ${title}`, () => {
			const after = parseFrontMatter(mend(text));
			const plain = after.entries.map(({ canonical, value }) => [canonical, value]);
			const before = parseFrontMatter(text).entries;
			assert.deepEqual(
				plain,
				before.map(({ canonical, value }) => [canonical, value]),
			);
			const left = after.problems.map(({ code }) => code);
			assert.deepEqual(
				left.filter((code) => code !== 'duplicate-key'),
				[],
			);
		});
	}
});

describe('valid front matter', () => {
	it('is read in one piece: entries, ranges, body', () => {
		const text = '---\nname: "a" # note\nnote:\n---  \r\n\nBody\n---\nmore';
		assert.deepEqual(parseFrontMatter(text), {
			entries: [
				{
					key: 'name',
					canonical: 'name',
					keyRange: { start: 4, end: 8 },
					value: 'a',
					valueRange: { start: 10, end: 13 },
					repaired: false,
				},
				{
					key: 'note',
					canonical: 'note',
					keyRange: { start: 21, end: 25 },
					value: null,
					valueRange: { start: 26, end: 26 },
					repaired: false,
				},
			],
			range: { start: 0, end: 32 },
			bodyStart: 34,
			isStrict: true,
			problems: [],
		});
	});

	it('shows where each nested value stands', () => {
		const text = file(
			'tools: [Read, "Edit"]',
			'skills:',
			'  - one # first',
			'  - two',
			'hooks:',
			'  before:',
			'    - run: x',
			'  "after": y',
		);
		const show = (item: Item): unknown => {
			const source = text.slice(item.range.start, item.range.end);
			const key = item.keyRange && text.slice(item.keyRange.start, item.keyRange.end);
			return [key, source, item.items?.map(show)];
		};
		assert.deepEqual(
			parseFrontMatter(text).entries.map(({ items }) => items?.map(show)),
			[
				[
					[undefined, 'Read', undefined],
					[undefined, '"Edit"', undefined],
				],
				[
					[undefined, 'one', undefined],
					[undefined, 'two', undefined],
				],
				[
					['before', '- run: x', [[undefined, 'run: x', [['run', 'x', undefined]]]]],
					['after', 'y', undefined],
				],
			],
		);
	});

	it('has its ranges in the text, also where the text ends in the middle of it', () => {
		for (const text of [
			'---\ntools:\n  -',
			'---\ntools:\n  - ',
			'---\na:\n- b\n-',
			'---\na:\n  b: [-',
		]) {
			for (const { valueRange, items = [] } of parseFrontMatter(text).entries) {
				for (const { start, end } of [valueRange, ...items.map(({ range }) => range)]) {
					assert.ok(start <= end && end <= text.length, `${JSON.stringify(text)}: ${start}–${end}`);
				}
			}
		}
	});

	it('may be empty', () => {
		const { entries, range, bodyStart, problems } = parseFrontMatter('---\n---\nBody');
		assert.deepEqual(
			{ entries, range, bodyStart, problems },
			{ entries: [], range: { start: 0, end: 7 }, bodyStart: 8, problems: [] },
		);
	});
});

describe('files without usable front matter', () => {
	const texts = {
		'': 'file-empty',
		'# Title': 'no-front-matter',
		'---\ntext\n---\n': 'front-matter-no-keys',
	};
	for (const [text, code] of Object.entries(texts)) {
		it(`give one problem: ${code}`, () => {
			const { entries, problems } = parseFrontMatter(text);
			assert.deepEqual(
				{ entries, codes: problems.map((problem) => problem.code) },
				{ entries: [], codes: [code] },
			);
		});
	}
});

describe('a header that is one line', () => {
	it('is read once, however many keys it has', function () {
		// Looking through the line for each of them took minutes.
		const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}: v`).join(', ');
		const { entries } = parseFrontMatter(`---\n{name: a, ${keys}}\n---\n`);
		assert.equal(entries.length, 10_001);
	});
});
