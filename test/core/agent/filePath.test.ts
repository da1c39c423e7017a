import assert from 'node:assert/strict';
import { canBeAgentDocument } from '../../../src/core/agent/agentPlace.ts';
import { isAgentDocument } from '../../../src/core/agent/filePath.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';

describe('an agent file', () => {
	const keys = '---\nname: a\ndescription: d\n---\n';
	const cases = [
		[true, '/p/.claude/agents/a.md', 'chatagent', ''],
		[true, '/p/.claude/agents/deep/a.md', 'markdown', ''],
		[true, '/p/.github/agents/a.md', 'chatagent', ''],
		[true, '/p/any/a.agent.md', 'chatagent', ''],
		[true, '/p/plugins/x/agents/a.md', 'markdown', `${keys}You are a reviewer.`],
		[true, '/p/agents/a.md', 'markdown', '\uFEFF\n---\r\n"name": d\r\ntools: x\r\n---\r\n'],
		[false, '/p/plugins/x/agents/a.md', 'markdown', keys],
		[false, '/p/agents/a.md', 'markdown', '# Agents\n\nname: a'],
		[false, '/p/agents/a.md', 'markdown', '---\ntitle: Post\n---\n'],
		[false, '/p/.claude/agents/README.md', 'markdown', '# These are our agents'],
		[true, '/p/.claude/agents/readme.md', 'markdown', keys],
		[false, '/p/docs/a.md', 'markdown', keys],
		[false, '/p/.claude/agents/a.md', 'plaintext', keys],
		[false, '/p/.claude/agents/a.txt', 'markdown', keys],
		[false, '/p/useragents/a.md', 'markdown', keys],
	] as const;
	for (const [expected, path, languageId, head] of cases) {
		it(`${expected ? 'is' : 'is not'} ${path} (${languageId}) with ${JSON.stringify(head)}`, () => {
			assert.equal(isAgentDocument({ path, languageId, isUntitled: false, head }), expected);
		});
	}

	const page = '---\nname: a\ndescription: d\n';
	const agentBody = '---\n\n# Role\n\nYou are a careful reviewer.\n';
	const outside = [
		['name and tools', true, '---\nname: a\ntools: Read\n---\n'],
		['name and model', true, '---\nname: a\nmodel: opus\n---\n'],
		['keys of any spelling', true, '---\nName: a\n"Disallowed-Tools": [Bash]\n---\n'],
		[
			'keys behind a long description',
			true,
			`---\nname: a\ndescription: ${'d '.repeat(5_000)}\ntools: []\n---\n`,
		],
		[
			'keys below a name that swallows them',
			true,
			'---\nname: a\n description: d\n tools: Read\n---\n',
		],
		['a key without a blank', true, '---\nname: a\ntools:Read\n---\n'],
		['an open header', true, '---\nname: a\ntools: Read\n'],
		['a prompt', true, `${page}${agentBody}`],
		['a prompt in bold', true, `${page}---\n**You are the release manager**, and careful.\n`],
		[
			'work that it is called for',
			true,
			`${page}---\n# Tests\n\nWhen invoked:\n1. Run the tests\n`,
		],
		[
			'a description for other agents',
			true,
			'---\nname: a\ndescription: Use this agent when tests fail.\n---\nx\n',
		],
		[
			'examples',
			true,
			'---\nname: a\ndescription: |\n  Tests.\n  <example>\n  user: x\n  </example>\n---\nx\n',
		],
		['a prompt and a title', true, `---\nname: a\ntitle: Reviewer\n${agentBody}`],
		['name and description', false, `${page}---\n# Agents\n`],
		['no name', false, '---\ndescription: d\ntools: Read\nmodel: opus\n---\nYou are a reviewer.\n'],
		[
			'a documentation page',
			false,
			'---\ntitle: Entry modes\ndescription: d\nms.date: 2026-01-01\n---\n# Entry modes\n',
		],
		['the name of somebody else', false, '---\nauthor:\n  name: Jane\ntools: Read\n---\nx\n'],
		[
			'somebody who sells houses',
			false,
			'---\nname: Jane\ndescription: Sells.\ncolor: blue\ngithub: jane\nskills: [selling]\n---\nx\n',
		],
		[
			'a page with a layout',
			false,
			'---\nlayout: agent\nname: a\nmodel: gpt\n---\nYou are a reader.\n',
		],
		['a page in a sidebar', false, '---\nname: a\nsidebar_position: 2\ntools: Read\n---\nx\n'],
		[
			'a page with a title that lists tools',
			false,
			'---\nname: a\ntitle: A\ntools: [hammer]\n---\nx\n',
		],
		[
			'a prompt in a code block alone',
			false,
			`${page}---\n# How to\n\n\`\`\`markdown\nYou are a reviewer.\n\`\`\`\n`,
		],
		[
			'a reader who is spoken to',
			false,
			`${page}---\nYou are reading the manual. You are able to skip it.\n`,
		],
		['nothing', false, ''],
		['keys in the text', false, '# Agents\n\nname: a\ntools: Read\n'],
	] as const;
	for (const [what, expected, head] of outside) {
		it(`${expected ? 'is' : 'is not'} a file of a folder agents with ${what}`, () => {
			const found = ['/p/agents/a.md', '/p/plugins/x/agents/deep/a.md'].map((path) =>
				isAgentDocument({ path, languageId: 'markdown', isUntitled: false, head }),
			);
			assert.deepEqual(found, [expected, expected]);
		});
	}

	const known = ['.claude/agents', '.github/agents', '.copilot/agents'];
	it('is every file of the known folders that is not called like a page, in folders of it too', () => {
		const paths = known.flatMap((each) => [`/p/${each}/a.md`, `/p/${each}/docs/deep/a.md`]);
		for (const head of ['', '---\n---\n', '---\ntitle: Post\n---\n', '# Text']) {
			for (const path of paths) {
				const facts = { path, languageId: 'markdown', isUntitled: false, head };
				assert.equal(isAgentDocument(facts), true, `${path} ${head}`);
			}
		}
	});

	const pages = [
		'README',
		'readme',
		'Index',
		'index',
		'CHANGELOG',
		'CONTRIBUTING',
		'LICENSE',
		'CODE_OF_CONDUCT',
		'TEMPLATE',
		'_template',
		'agent-template',
	];
	it('is a file that is called like a page only with the keys of an agent, wherever it is', () => {
		for (const stem of pages) {
			const found = [...known, 'agents'].map((folder) =>
				[
					'# Our agents',
					'---\ntitle: Agents\ndescription: d\n---\n',
					`${page}layout: x\n---\n`,
					`${page}tools: Read\n---\n`,
				].map((head) =>
					isAgentDocument({
						path: `/p/${folder}/${stem}.md`,
						languageId: 'markdown',
						isUntitled: false,
						head,
					}),
				),
			);
			assert.deepEqual(
				found,
				[...known, 'agents'].map(() => [false, false, false, true]),
				stem,
			);
		}
	});

	it('is no file of another kind, whatever it says', () => {
		const names = [
			'SKILL.md',
			'skill.md',
			'a.prompt.md',
			'a.instructions.md',
			'AGENTS.md',
			'CLAUDE.md',
			'CLAUDE.local.md',
			'GEMINI.md',
			'copilot-instructions.md',
		];
		for (const name of names) {
			for (const folder of [...known, 'agents', 'agents/deep']) {
				const path = `/p/${folder}/${name}`;
				const facts = { path, languageId: 'markdown', isUntitled: false };
				const head = `${page}tools: Read\n${agentBody}`;
				assert.deepEqual(
					[isAgentDocument({ ...facts, head }), canBeAgentDocument(facts)],
					[false, false],
					path,
				);
			}
		}
	});

	it('is each file of the collections, in a folder agents too', () => {
		const files = agentFiles('corpus', 'seeds');
		const missed = files.filter(
			({ stem, text }) =>
				!isAgentDocument({
					path: `/p/agents/${stem}.md`,
					languageId: 'markdown',
					isUntitled: false,
					head: text,
				}),
		);
		assert.deepEqual(
			missed.map(({ path }) => path),
			[],
		);
	});

	const untitled = [
		[true, 'chatagent', ''],
		[true, 'markdown', keys],
		[false, 'markdown', '---\ndescription: d\n---\n'],
	] as const;
	for (const [expected, languageId, head] of untitled) {
		it(`${expected ? 'is' : 'is not'} unsaved ${languageId} with ${JSON.stringify(head)}`, () => {
			const facts = { path: 'Untitled-1', languageId, isUntitled: true };
			assert.equal(isAgentDocument({ ...facts, head }), expected);
			assert.equal(canBeAgentDocument(facts), true);
		});
	}
});
