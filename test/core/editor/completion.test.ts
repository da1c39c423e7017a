import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { completionsAt } from '../../../src/core/editor/completion.ts';
import { agentColors } from '../../../src/core/agent/colors.ts';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { snippetToText } from '../../helpers/snippetText.ts';
import { documentWithCursor, textAt } from '../../helpers/cursor.ts';
import { surroundingsOf } from '../../helpers/knownAgents.ts';

type Options = Parameters<typeof surroundingsOf>[1] & { readonly file?: string };

function complete(marked: string, { file, ...options }: Options = {}) {
	const { document, offset } = documentWithCursor(marked, file);
	const found = completionsAt(document, offset, surroundingsOf(document, options));
	return found.map((item) => ({ ...item, replaces: textAt(document, item.range) }));
}

function labels(marked: string, options?: Options): readonly string[] {
	return complete(marked, options).map(({ label }) => label);
}

/** What a file is taken for that VS Code does nothing for. */
const plain = { languageId: 'markdown' } as const;

function agent(line: string, body = ''): string {
	return `---\nname: reviewer\ndescription: Reviews code.\n${line}\n---\n${body}`;
}

describe('completion in an empty agent file', () => {
	it('is a whole agent, which is one when it is inserted', () => {
		const [item, ...others] = complete('|');
		assert.deepEqual(others, []);
		assert.equal(item?.label, 'New agent');
		const { agent: read, problems } = parseAgent(snippetToText(item?.snippet ?? ''), 'reviewer');
		assert.deepEqual(
			[read?.name, read?.description, read?.model, problems],
			['reviewer', 'Use this agent when …', 'inherit', []],
		);
	});
});

describe('completion of keys', () => {
	it('begins with the missing ones and gives them values', () => {
		const [name, description, next] = complete('---\n|\n---\n', plain);
		assert.deepEqual(
			[name?.label, name?.snippet, description?.label, description?.snippet],
			[
				'name: reviewer',
				'name: ${1:reviewer}',
				'description: Use this agent when …',
				'description: Use this agent when ${1:…}',
			],
		);
		assert.deepEqual([next?.label, next?.snippet], ['tools', 'tools: ${1:Read, Grep, Glob}']);
	});

	it('leaves out what is there, and in VS Code’s own files what VS Code proposes', () => {
		assert.deepEqual(labels(agent('|')), [
			'color',
			'maxTurns',
			'background',
			'effort',
			'isolation',
			'initialPrompt',
			'omitClaudeMd',
		]);
		assert.deepEqual(labels(agent('|'), { file: 'file:///app/.github/agents/reviewer.md' }), [
			'mcp-servers',
			'metadata',
		]);
		const everywhere = labels(agent('|'), plain);
		assert.ok(everywhere.includes('permissionMode'));
		for (const outdated of ['infer', 'advancedOptions']) assert.ok(!everywhere.includes(outdated));
	});

	it('replaces the key alone where there is a value', () => {
		const [item] = complete(agent('col|: red'));
		assert.deepEqual([item?.label, item?.snippet, item?.replaces], ['color', 'color', 'col']);
	});

	it('works while the front matter is not closed', () => {
		assert.ok(labels('---\nname: x\ndescription: y\nco|').includes('color'));
	});

	it('proposes nothing inside of values and in the body', () => {
		for (const marked of [
			agent('model: inherit', 'co|'),
			'---\ndescription: Reviews co|\n---\n',
			'---\ndescription: >\n  co|\n---\n',
			'|---\nname: x\n---\n',
		]) {
			assert.deepEqual(labels(marked), [], marked);
		}
	});
});

describe('completion of values', () => {
	it('has the colors', () => {
		const items = complete(agent('color: |'));
		assert.deepEqual(
			items.slice(0, 2).map(({ kind, label, documentation }) => [kind, label, documentation]),
			[
				['color', 'red', '#ff6b6b'],
				['color', 'blue', '#58a6ff'],
			],
		);
		assert.equal(items.length, agentColors.size);
	});

	it('adds the blank behind the colon and replaces the old value', () => {
		const [tight] = complete(agent('color:|'));
		assert.deepEqual([tight?.snippet, tight?.replaces], [' red', '']);
		const [old] = complete(agent('color: bl|ue # dark'));
		assert.deepEqual([old?.snippet, old?.replaces], ['red', 'blue']);
	});

	it('has aliases of models with what they are here, and the models', () => {
		assert.deepEqual(
			complete(agent('model: |'), plain).map(({ label, detail }) => [label, detail]),
			[
				['sonnet', 'now Claude Sonnet 4.5'],
				['opus', ''],
				['haiku', ''],
				['fable', ''],
				['inherit', ''],
				['Claude Sonnet 4.5 (copilot)', ''],
				['GPT-5 (copilot)', ''],
			],
		);
		assert.deepEqual(labels(agent('model: |')), []);
	});

	it('has tools with what they are here', () => {
		const items = complete(agent('tools: Read, |'), plain);
		assert.ok(!items.some(({ label }) => label === 'Read'));
		assert.deepEqual(
			items
				.filter(({ label }) => ['Bash', 'WebSearch', 'copilot_readFile'].includes(label))
				.map(({ label, detail }) => [label, detail]),
			[
				['Bash', '→ Run in Terminal and Get Terminal Output (VS Code)'],
				['copilot_readFile', 'Read File (GitHub Copilot)'],
				['WebSearch', 'not in this VS Code'],
			],
		);
	});

	it('has in VS Code’s own files only tools that VS Code does not propose', () => {
		const claude = labels(agent('tools: |'));
		assert.ok(claude.includes('MultiEdit') && claude.includes('TodoWrite'));
		assert.ok(!claude.includes('Read') && !claude.includes('copilot_readFile'));
		assert.deepEqual(
			labels(agent('tools: |'), { file: 'file:///app/.github/agents/reviewer.md' }),
			[],
		);
	});

	it('knows every way to write a list', () => {
		for (const line of [
			'tools: Re|',
			'tools: [Re|]',
			'tools: ["Bash", "Re|"]',
			'tools:\n  - Bash\n  - Re|',
			'disallowedTools: Re|',
		]) {
			const read = complete(agent(line), plain).find(({ label }) => label === 'Read');
			assert.equal(read?.replaces, 'Re', line);
		}
	});

	it('has the tools that are here first, and those that are not last', () => {
		const details = complete(agent('tools: |'), plain).map(({ detail }) => detail);
		const kinds = details.map((detail) =>
			detail.startsWith('→') ? 1 : detail === 'not in this VS Code' ? 3 : 2,
		);
		assert.deepEqual(
			kinds,
			kinds.toSorted((a, b) => a - b),
		);
		assert.deepEqual([...new Set(kinds)], [1, 2, 3]);
	});

	const lists = [
		'tools: [Read, Bash]',
		'tools: [ Read , Bash ] ',
		`tools: ["Read", 'Bash'] # x`,
		'tools: []',
		'tools: Read, Bash',
		'tools: Read,Bash # all of it',
		'tools: "Read, Bash"',
		'tools: Bash(git:*), Read',
		'tools:\n  - Read',
		'tools:\n  - "Read" # x\n  - Bash',
		'tools: [\n  Read,\n  Bash\n]',
	];
	for (const list of lists) {
		it(`keeps every other name at each place of ${JSON.stringify(list)}`, () => {
			const places = [...Array.from({ length: list.length + 1 }).keys()];
			let offered = 0;
			for (const place of places) {
				const items = complete(agent(`${list.slice(0, place)}|${list.slice(place)}`), plain).filter(
					({ kind }) => kind === 'tool',
				);
				offered += items.length > 0 ? 1 : 0;
				for (const item of items.slice(0, 2)) {
					const { start, end } = item.range;
					const { document } = documentWithCursor(
						agent(`${list.slice(0, place)}|${list.slice(place)}`),
					);
					const text = document.text.slice(0, start) + item.snippet + document.text.slice(end);
					const before = parseAgent(document.text, 'reviewer').agent?.tools ?? [];
					const after = parseAgent(text, 'reviewer');
					const kept = before.filter((name) => name !== item.replaces);
					assert.deepEqual(
						[after.agent?.tools?.toSorted(), after.problems.map(({ code }) => code)],
						[
							[...new Set([...kept, item.label])].toSorted(),
							parseAgent(document.text, 'reviewer').problems.map(({ code }) => code),
						],
						text,
					);
				}
			}
			assert.notEqual(offered, 0);
		});
	}

	it('is silent behind a list, in front of it, in comments and behind a name', () => {
		for (const line of [
			'tools: [Read]|',
			'tools: [Read] |',
			'tools: [Read] # |',
			'tools: |[Read]',
			'tools: |"Read, Bash"',
			'tools: Read |',
			'tools: [Read |]',
			'tools: ["Read"|]',
			'tools: Read # |',
			'tools: Bash(|git:*)',
			'tools: {|}',
			'tools: >|',
			'tools:\n  - Read |',
			'tools:\n  - "Read"|',
			'tools:\n  - |"Read"',
			'tools:\n  - Read # |',
			'tools: [\n  Read\n] |',
			'tools: [Read]\n|  ',
			'agents: [reviewer]|',
		]) {
			const items = complete(agent(line), plain).filter(
				({ kind }) => kind === 'tool' || kind === 'agent',
			);
			assert.deepEqual(items, [], line);
		}
	});

	it('is there at every place of a list where a name begins, goes on or ends', () => {
		for (const line of [
			'tools: [|]',
			'tools: [|Read]',
			'tools: [Re|ad]',
			'tools: [Read|]',
			'tools: [Read,|]',
			'tools: [Read, |]',
			'tools: [| Read]',
			'tools: [Read,| Bash]',
			'tools: [|"Read"]',
			'tools: ["|Read"]',
			'tools: ["Read", "|"]',
			'tools: [Read, |',
			'tools:|',
			'tools: |',
			'tools: | Read',
			'tools: Read,|',
			'tools: Read, | # x',
			'tools: "Read, |"',
			"tools: 'Re|ad'",
			'tools: Bash(git:*), |',
			'tools:\n  - |',
			'tools:\n  - "|"',
			'tools:\n- Re|ad',
			'tools: [\n  Read,\n  |\n]',
			'tools: [ # all\n  |Read\n]',
		]) {
			const items = complete(agent(line), plain).filter(({ kind }) => kind === 'tool');
			assert.notEqual(items.length, 0, line);
		}
	});

	it('has the values of other keys', () => {
		assert.deepEqual(labels(agent('background: |')), ['true', 'false']);
		assert.deepEqual(labels(agent('effort: |')).slice(0, 2), ['low', 'medium']);
		assert.deepEqual(labels(agent('memory: |')), []);
		assert.deepEqual(labels(agent('memory: |'), plain), ['user', 'project', 'local']);
	});
});

describe('completion of agents', () => {
	it('follows an @, and leaves the file’s own out', () => {
		const items = complete(agent('model: inherit', 'Ask @back|end first.'));
		assert.deepEqual(
			items.map(({ label, replaces }) => [label, replaces]),
			[
				['@api-architect', '@backend'],
				['@backend-engineer', '@backend'],
			],
		);
		assert.deepEqual(labels(agent('model: inherit', 'me@ba|')), []);
	});

	it('follows the label of a target', () => {
		for (const body of [
			'## Delegation Patterns\n- **Target Agent**: ba|\n',
			'Target: ba|\n',
			'- Target: |ba\n',
		]) {
			const items = complete(agent('model: inherit', body));
			assert.deepEqual(
				items.map(({ label, replaces }) => [label, replaces]),
				[
					['api-architect', 'ba'],
					['backend-engineer', 'ba'],
				],
				body,
			);
		}
		const header =
			'---\nname: x\ndescription: >\n  <delegation>\n  Target: ba|\n  </delegation>\n---\n';
		assert.deepEqual(labels(header).slice(0, 2), ['api-architect', 'backend-engineer']);
		assert.deepEqual(labels(agent('handoffs:\n  - label: Go\n    agent: |')).slice(0, 1), [
			'api-architect',
		]);
	});

	it('is not proposed inside of code', () => {
		assert.deepEqual(labels(agent('model: inherit', '```ts\n@ba|\n```\n')), []);
		assert.deepEqual(labels(agent('model: inherit', '```ts\nTarget: ba|\n```\n')), []);
	});
});

describe('completion behind the marker of a code block', () => {
	it('has the attributes that are not there', () => {
		const items = complete(agent('model: inherit', '```ts title="Load" |\ncode\n```\n'));
		assert.deepEqual(
			items.map(({ label, snippet }) => [label, snippet]),
			[
				['file', 'file=${1:src/lib/}'],
				['kit', 'kit=${1|2,3|}'],
				['dialect', 'dialect=${1|postgres,sqlite|}'],
				['prefix', 'prefix=${1:kit-}'],
				['placeholders', 'placeholders="$1"'],
			],
		);
	});

	it('begins behind the language and not in values', () => {
		for (const info of ['t|s', 'ts title="a |b"', 'ts kit=|']) {
			assert.deepEqual(labels(agent('model: inherit', `\`\`\`${info}\ncode\n\`\`\`\n`)), [], info);
		}
		assert.deepEqual(labels(agent('model: inherit', '```ts\ncode\n``` |\n')), []);
	});
});

describe('completion everywhere', () => {
	it('replaces a stretch of one line that holds the cursor, at every place of a file', () => {
		const text = agent(
			'tools: [Read, "Bash"]\nmodel: sonnet\ncolor: red',
			'# A\n- **Target Agent**: api\n@x\n```ts title="a" kit=2\ncode\n```\n',
		);
		for (const path of ['file:///app/.claude/agents/reviewer.md', 'file:///app/agents/a.md']) {
			for (let length = 0; length <= text.length; length++) {
				for (const marked of [
					`${text.slice(0, length)}|${text.slice(length)}`,
					`${text.slice(0, length)}|`,
				]) {
					for (const { range, replaces } of complete(marked, { file: path, ...plain })) {
						assert.ok(range.start <= length && length <= range.end, marked);
						assert.ok(!replaces.includes('\n'), marked);
					}
				}
			}
		}
	});
});
