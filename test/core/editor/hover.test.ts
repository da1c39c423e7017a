import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { describe, it } from 'mocha';
import { isCallable } from '../../../src/core/agent/header/callable.ts';
import { omitsInstructions } from '../../../src/core/agent/header/omitsInstructions.ts';
import { subagentsOf } from '../../../src/core/agent/header/subagents.ts';
import { skillsOf } from '../../../src/core/agent/header/skills.ts';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { attributeOf, attributes } from '../../../src/core/agent/attributes.ts';
import { agentColors } from '../../../src/core/agent/colors.ts';
import { findDelegations } from '../../../src/core/agent/delegations.ts';
import { forOwnAgentsOnly, toolRows } from '../../../src/core/capabilities/toolTable.ts';
import { attributeText } from '../../../src/core/editor/attributeTexts.ts';
import { handleHover, hoverAt } from '../../../src/core/editor/hover.ts';
import { cursorIn, documentWithCursor, textAt } from '../../helpers/cursor.ts';
import { modelVendor, toolIds } from '../../../src/ids.ts';
import { agentText, catalogOf, surroundingsOf } from '../../helpers/knownAgents.ts';

type Options = Parameters<typeof surroundingsOf>[1] & { readonly file?: string };

/** The markdown of the hover at the cursor, and the text that it belongs to. */
function hover(marked: string, { file, ...options }: Options = {}): readonly string[] {
	const { document, offset } = documentWithCursor(marked, file);
	const found = hoverAt(document, offset, surroundingsOf(document, options));
	return found ? [textAt(document, found.range), ...found.markdown.split('\n\n')] : [];
}

/** A header with one line of its own, and a body. */
function agent(line: string, body = ''): string {
	return `---\nname: reviewer\ndescription: Reviews code.\n${line}\n---\n${body}`;
}

const useLink = '[Use My Agents with @…](command:sveltekitAgents.useMyAgents?%5B%5D)';

describe('hovering over a name', () => {
	const marked = '---\nname: rev|iewer\ndescription: Reviews code.\n---\n';

	it('says how to ask an agent of the picker', () => {
		assert.deepEqual(hover(marked), [
			'name: reviewer',
			`In the chat: choose **reviewer** in the agent picker. ${useLink}`,
		]);
	});

	it('says how to ask a chat participant', () => {
		const text = '---\nname: api-archi|tect\ndescription: Designs APIs.\n---\n';
		assert.deepEqual(hover(text, { file: 'file:///ext/agents/api-architect.md' }).slice(1), [
			'In the chat: type `@api-architect`.',
		]);
	});

	it('says why the handle of a participant differs from the name', () => {
		const file = 'file:///ext/agents/api-architect.md';
		assert.deepEqual(
			[
				'---\nname: Code Rev|iewer\ndescription: Reviews code.\n---\n',
				'---\nname: backend-|engineer\ndescription: Mine.\n---\n',
			].map((text) => hover(text, { file })[1]),
			[
				'In the chat: type `@code-reviewer`, because a handle has letters, digits, - and _ only.',
				'In the chat: type `@api-architect`, from the file name, because another agent has this name.',
			],
		);
	});

	it('says what is missing where the agent cannot be chosen yet', () => {
		const file = 'file:///app/.claude/agents/other.md';
		assert.deepEqual(
			[
				hover(marked, { file, isSaved: false }),
				hover(marked, { file, isSaved: false, isTrusted: false }),
				hover(marked, { file, isTrusted: false }),
			].map(([, text]) => text),
			[
				'In the chat, once the file is saved: choose **reviewer** in the agent picker.',
				'In the chat, once the file is saved: choose **reviewer** in the agent picker.',
				'In the chat, once you trust this folder: choose **reviewer** in the agent picker.',
			],
		);
	});

	it('offers @ to an agent that no picker lists', () => {
		const file = 'file:///app/.claude/agents/web/reviewer.md';
		const text = agentText('reviewer', 'Reviews code.');
		const own = catalogOf({ [file]: { origin: 'workspace', text } }).at(file);
		assert.ok(own);
		assert.equal(
			hover(marked, { file, own: { agent: own, isListed: true, shadowedBy: undefined } })[1],
			`Not in the agent picker, which lists the files right in \`.claude/agents\` and \`.github/agents\`. ${useLink}`,
		);
	});

	it('says how many agents have the name', () => {
		const text = (stem: string): readonly [string, { origin: 'workspace'; text: string }] => [
			`file:///app/.claude/agents/${stem}.md`,
			{ origin: 'workspace', text: agentText('reviewer', 'Reviews code.') },
		];
		const agents = catalogOf(Object.fromEntries(['reviewer', 'b', 'c'].map(text)));
		assert.equal(
			hover(marked, { agents })[1],
			`In the chat: choose **reviewer** in the agent picker (three agents have that name). ${useLink}`,
		);
	});

	it('links to the participant that has the name too', () => {
		const text = '---\nname: api-archi|tect\ndescription: Mine.\n---\n';
		const [, line = '', ...more] = hover(text);
		assert.deepEqual(more, []);
		assert.equal(
			line,
			'In the chat: choose **api\\-architect** in the agent picker; `@api-architect` asks the one that comes with the extension. [Open that file](command:sveltekitAgents.openAgent?%5B%22file%3A%2F%2F%2Fext%2Fagents%2Fapi-architect.md%22%5D) · [Use My Agents with @…](command:sveltekitAgents.useMyAgents?%5B%5D)',
		);
	});

	it('says of a file elsewhere that nobody reads it', () => {
		assert.deepEqual(hover(marked, { file: 'file:///app/docs/agents/other.md' }).slice(1), [
			'No agent of this window: those are in `.claude/agents` and `.github/agents` of its folders.',
		]);
	});
});

describe('hovering over a description', () => {
	it('shows the summary and who reads it', () => {
		const described = (examples: string): string =>
			`---\nname: reviewer\ndescr|iption: Use this agent when you need to review code. ${examples}\n---\n`;
		const example = '<example>user: "Look at this"</example>';
		assert.deepEqual(
			[described(''), described(example), described(example + example)].map((text) =>
				hover(text).slice(1),
			),
			['No examples', 'One example', 'Two examples'].map((found) => [
				'In lists: **Review code**',
				`Other agents read this text to decide when to hand over. ${found} found.`,
			]),
		);
	});

	it('says which examples bring questions to a chat participant', () => {
		const file = 'file:///ext/agents/api-architect.md';
		const described = (examples: string): string =>
			`---\nname: api-architect\ndescr|iption: Designs APIs. ${examples}\n---\n`;
		assert.deepEqual(
			['', '<example>user: "Look at this"</example>'].map(
				(examples) => hover(described(examples), { file })[2],
			),
			[
				'No examples, so VS Code never sends questions to this agent by itself.',
				'VS Code may send questions like its example to this agent by itself.',
			],
		);
	});
});

describe('hovering over a model', () => {
	it('names the one that it is here', () => {
		assert.deepEqual(hover(agent('model: son|net')), [
			'model: sonnet',
			'`sonnet` is **Claude Sonnet 4\\.5** (copilot) here.',
		]);
	});

	it('says of a participant when that one answers', () => {
		const text = '---\nname: api-architect\ndescription: Designs APIs.\nmodel: son|net\n---\n';
		assert.deepEqual(hover(text, { file: 'file:///ext/agents/api-architect.md' }).slice(1), [
			'`sonnet` is **Claude Sonnet 4\\.5** (copilot) here.',
			'The model chosen in the chat is used, unless `sveltekitAgents.model` is `agent`.',
		]);
	});

	it('says that none fits', () => {
		const handbook = { id: 'handbook', vendor: modelVendor, family: 'handbook', name: 'Handbook' };
		const absent = "`opus` isn't available here, so the model chosen in the chat is used.";
		assert.deepEqual(hover(agent('model: op|us')), ['model: opus', absent]);
		assert.deepEqual(hover(agent('model: op|us'), { models: [] }), ['model: opus', absent]);
		assert.deepEqual(hover(agent('model: op|us'), { models: [handbook] }), ['model: opus', absent]);
	});

	it('takes the first of a list that is here, and says where none is', () => {
		assert.equal(
			hover(agent('model: [op|us, sonnet]'))[1],
			'`sonnet` is **Claude Sonnet 4\\.5** (copilot) here.',
		);
		assert.equal(
			hover(agent('model: [op|us, gpt-9]'))[1],
			'None of `opus` and `gpt-9` is available here, so the model chosen in the chat is used.',
		);
		assert.equal(
			hover(agent('mod|el: [a, b, c, d, e, f]'))[1],
			'None of `a`, `b`, `c`, `d` and 2 more is available here, so the model chosen in the chat is used.',
		);
	});

	it('says who answers where the file leaves it open', () => {
		assert.deepEqual(hover(agent('model: in|herit')), [
			'model: inherit',
			'The model chosen in the chat is used.',
		]);
	});
});

/** Tools as VS Code lists them, those of servers with their mark. */
function toolsOf(...names: readonly string[]): NonNullable<Options['tools']> {
	return names.map((name) => ({ name, tags: name.startsWith('mcp_') ? ['mcp'] : [] }));
}

describe('hovering over tools', () => {
	it('lists what they are here', () => {
		assert.deepEqual(hover(agent('too|ls: Read, Bash, WebSearch, Raed, Bash(git:*)')), [
			'tools: Read, Bash, WebSearch, Raed, Bash(git:*)',
			'In this VS Code they are:',
			'- `Read` → *Read File* (GitHub Copilot), runs without asking\n- `Bash` → *Run in Terminal* and *Get Terminal Output* (VS Code), asks first\n- `WebSearch`: not in this VS Code\n- `Raed`: unknown, allows nothing\n- `Bash(git:*)`: left out',
		]);
	});

	it('says of each what it becomes and whether it asks', () => {
		assert.deepEqual(hover(agent('tools: Re|ad, Bash'), { tools: toolsOf(toolIds.readFile) }), [
			'Read',
			'**Read** → *Read File* (SvelteKit Agents), runs without asking',
		]);
		assert.deepEqual(hover(agent('tools:\n  - Read\n  - Ba|sh')), [
			'Bash',
			'**Bash** → *Run in Terminal* and *Get Terminal Output* (VS Code), asks first',
		]);
	});

	it('says what groups, stars and servers are', () => {
		const tools = toolsOf(
			'copilot_readFile',
			'copilot_getErrors',
			'run_in_terminal',
			'mcp_github_create_issue',
			'mcp_github_list_issues',
		);
		assert.deepEqual(
			['re|ad', "'|*'", 'mcp__gith|ub', 'github/cr|eate_issue', 'nowhere/to|ol'].map((entry) =>
				hover(agent(`tools: [${entry}]`), { tools }).slice(1),
			),
			[
				['**read** → *Read File* and *Get Errors* (GitHub Copilot), runs without asking'],
				['**\\*** → 5 tools, some ask first', 'Every tool that can be named\\.'],
				[
					'**mcp\\_\\_github** → *Create Issue* and *List Issues* (MCP server github), asks first',
					'Every tool of the server “github”\\.',
				],
				['**github\\/create\\_issue** → *Create Issue* (MCP server github), asks first'],
				['**nowhere\\/tool** allows nothing here. No MCP server “nowhere” with it runs now\\.'],
			],
		);
	});

	it('shows no id of a tool, whatever brings it', () => {
		const names = [
			...toolRows.flatMap(({ tools }) => tools.flat()),
			...Object.values(toolIds),
			'mcp_github_create_issue',
			'acme-lint_lintFiles',
		];
		const usable = names.filter((each) => !forOwnAgentsOnly.has(each));
		for (const name of usable.filter((each) => /[_-]|[a-z][A-Z]/.test(each))) {
			const line = `tools: [|X${name}]`.replace('X', '');
			const [, ...lines] = hover(agent(line), { tools: toolsOf(name) });
			const effect = lines.join('\n').split('→')[1] ?? '';
			assert.match(
				effect,
				/^ \*[^*]+\* \((?:VS Code|GitHub Copilot|SvelteKit Agents|an? [\w ]+)\)/,
				name,
			);
			assert.doesNotMatch(effect.replace(/\(.*?\)/g, ''), /[a-z]_[a-z]|[a-z][A-Z]/, name);
		}
	});

	it('finds the nearest name of an unknown one', () => {
		assert.deepEqual(hover(agent('tools: [Raed|, Bash]')), [
			'Raed',
			'No tool is called **Raed**, so it allows nothing. Did you mean `Read`?',
		]);
	});

	it('says of what stands in brackets that it cannot be kept', () => {
		assert.deepEqual(hover(agent('tools: Bash(gi|t:*)')).slice(1), [
			'**Bash\\(git\\:\\*\\)** is left out.',
			'VS Code cannot hold the tool to what stands in brackets\\, so that it is left out\\; write “Bash” to allow all of it\\.',
		]);
	});

	it('promises nothing that the header as a whole takes away', () => {
		assert.deepEqual(
			[
				'tools: [Re|ad, all except Bash]',
				'tools: Re|ad, Bash\ntools: [Bash]',
				'tools: Re|ad\ndisallowedTools: Frobnicate',
			].map((line) => hover(agent(line))[1]),
			[
				'**Read** allows nothing here, because the tools as a whole cannot be read.',
				'**Read** allows nothing here, because of several lists only what all of them name is allowed.',
				'**Read** is taken away again.',
			],
		);
	});

	it('says what is taken away', () => {
		const text = agent('tools: Read, Bash\ndisallowedTools: Ba|sh');
		const bash = '*Run in Terminal* and *Get Terminal Output* (VS Code)';
		assert.deepEqual(hover(text), ['Bash', `The agent may not use **Bash**: ${bash}.`]);
		assert.deepEqual(hover(agent('tools: Read, Ba|sh\ndisallowedTools: Bash')).slice(0, 2), [
			'Bash',
			'**Bash** is taken away again.',
		]);
		assert.deepEqual(hover(agent('disallowedTools: Bash and Wr|ite')), [
			'Bash and Write',
			`The agent may not use **Bash and Write**: ${bash}.`,
		]);
		assert.deepEqual(hover(agent('disallowedTools: Frob|nicate')), [
			'Frobnicate',
			'No tool is called **Frobnicate**, so the agent has no tools at all.',
		]);
		assert.deepEqual(hover(agent('disallowedTools: WebSea|rch')), [
			'WebSearch',
			'The agent may not use **WebSearch**, which is not here anyway.',
		]);
	});
});

describe('what the hover of a key says we do with it', () => {
	/** A value of each kind that changes something where the key is read. */
	const values: Readonly<Record<string, string>> = {
		name: 'critic',
		description: 'Judges code.',
		tools: '[Read]',
		disallowedTools: '[Bash]',
		model: '[opus, sonnet]',
		color: 'red',
		omitClaudeMd: 'true',
		handoffs: '[{label: Go, agent: tester, prompt: Test it., send: true, model: opus}]',
	};

	/** All that the chat takes from a file, without the file itself. */
	function taken(line: string): unknown {
		const key = line.split(':')[0] ?? '';
		const others = ['name: reviewer', 'description: Reviews code.']
			.filter((each) => !each.startsWith(`${key}:`))
			.join('\n');
		const text = `---\n${others}\n${line}\n---\nYou review.\n`;
		const parsed = parseAgent(text, 'reviewer').agent;
		assert.ok(parsed);
		const said = findDelegations(parsed).map(({ handle, buttons }) => ({ handle, buttons }));
		const asked = {
			skills: skillsOf(parsed),
			omits: omitsInstructions(parsed),
			agents: subagentsOf(parsed),
			isCallable: isCallable(parsed),
		};
		const { frontMatter: _, nameRange: __, bodyStart: ___, ...rest } = parsed;
		return JSON.parse(
			JSON.stringify({ ...rest, ...asked, said }, (name, value: unknown) =>
				/range$/i.test(name) ? undefined : value,
			),
		) as unknown;
	}

	for (const { key } of attributes) {
		it(`is true of ${key}`, () => {
			const attribute = attributeOf(key);
			assert.ok(attribute);
			const value = values[key] ?? '[one, two]';
			const isTaken = !isDeepStrictEqual(taken(`${key}: ${value}`), taken('x-none: 1'));
			assert.equal(isTaken, attributeText(attribute).usedHere !== undefined);
		});
	}
});

describe('hovering over other keys', () => {
	it('shows a color', () => {
		const [range, text = ''] = hover(agent('color: pu|rple'));
		assert.equal(range, 'color: purple');
		assert.match(
			text,
			/^!\[purple\]\(data:image\/svg\+xml,[\w%.-]+\) Marks the agent in Claude Code\.$/,
		);
		assert.match(decodeURIComponent(text), /fill="#bc8cff"/);
		assert.match(
			decodeURIComponent(hover(agent('color: pu|rple'), { theme: 'light' })[1] ?? ''),
			/fill="#8250df"/,
		);
	});

	it('shows the colors that there are instead of an unknown one', () => {
		const [, text = '', choice = ''] = hover(agent('color: pruple|'));
		assert.equal(text, 'No program knows this color. Did you mean purple?');
		assert.equal(choice.match(/!\[/g)?.length, agentColors.size);
	});

	it('says who reads a key, and its meaning where VS Code does not', () => {
		assert.deepEqual(hover(agent('permission|Mode: plan')), [
			'permissionMode: plan',
			'`plan`: Reads and plans, and changes nothing.',
			'Read by Claude Code. SvelteKit Agents does nothing with it.',
		]);
		assert.deepEqual(
			hover(agent('permission|Mode: plan'), { languageId: 'markdown' })[1],
			'How the agent asks before it uses tools.',
		);
		assert.deepEqual(hover(agent('cate|gory: web')), [
			'category: web',
			'The group of a collection that the agent belongs to.',
			'Claude Code, VS Code and Copilot do not read it.',
		]);
	});

	it('says that nobody reads an unknown one', () => {
		assert.deepEqual(hover(agent('colro|: red')), [
			'colro: red',
			'Claude Code, VS Code and Copilot ignore `colro`. Did you mean `color`?',
		]);
	});
});

describe('hovering in the body', () => {
	it('shows a pattern on the line that opens it', () => {
		const code = "import { z } from 'zod';\nexport const a = z.string();\nexport const b = a;";
		const body = `# Reviewer\n\n## Load\nStreams the *slow* part.\n\`\`\`ts ti|tle="Load + stream" file=src/routes/+page.server.ts\n${code}\n\`\`\`\n`;
		const lines = hover(agent('model: inherit', body));
		assert.deepEqual(lines.slice(0, 4), [
			'```ts title="Load + stream" file=src/routes/+page.server.ts',
			'Pattern **Load \\+ stream**',
			'Streams the \\*slow\\* part\\.',
			'`src/routes/+page.server.ts` · needs `zod`',
		]);
		const address = /^\[Insert\]\(command:sveltekitAgents\.insertPattern\?(.*)\)$/.exec(
			lines[4] ?? '',
		)?.[1];
		assert.deepEqual(JSON.parse(decodeURIComponent(address ?? '')), [
			{ id: 'load-stream', agent: 'file:///app/.claude/agents/reviewer.md', at: 'files' },
		]);
	});

	it('offers no insertion of code that names no file', () => {
		const body = '## Load\n```t|s\nconst a = 1;\nconst b = 2;\n```\n';
		assert.deepEqual(hover(agent('model: inherit', body)).slice(1), [
			'Pattern **Load**',
			'no file named',
		]);
	});

	it('shows no pattern inside of its code', () => {
		const body = '## Load\n```ts\ncon|st a = 1;\nconst b = 2;\n```\n';
		assert.deepEqual(hover(agent('model: inherit', body)), []);
	});

	const card = [
		'**@backend\\-engineer** — Builds the server side of a SvelteKit app',
		'Tools `Read` `Bash` · model `sonnet` (now Claude Sonnet 4\\.5)',
		'[Ask @backend\\-engineer](command:sveltekitAgents.askAgent?%5B%22file%3A%2F%2F%2Fext%2Fagents%2Fbackend-engineer.md%22%5D) · Comes with SvelteKit Agents',
	];

	it('shows a card of the agent that a handle means', () => {
		const body = 'Ask @backend-|engineer first.';
		assert.deepEqual(hover(agent('model: inherit', body)), ['backend-engineer', ...card]);
	});

	it('shows the same card for the target of a delegation', () => {
		const body =
			'## Delegation Patterns\n- **Trigger**: APIs\n- **Target Agent**: Backend eng|ineer (APIs)\n';
		assert.deepEqual(hover(agent('model: inherit', body)).slice(1), card);
	});

	it('offers to create an agent that does not exist', () => {
		const body = '## Delegation Patterns\n- **Trigger**: UI\n- **Target Agent**: api-archtect|\n';
		assert.deepEqual(hover(agent('model: inherit', body)), [
			'api-archtect',
			'**No agent is called `api-archtect`.** Did you mean `@api-architect`?',
			'[Create it](command:sveltekitAgents.createAgent?%5B%22api-archtect%22%5D)',
		]);
	});

	it('offers the chat as an agent of the picker, and the file of one that is in neither', () => {
		const cards = ['file:///app/.claude/agents/tester.md', 'file:///app/docs/agents/tester.md'].map(
			(path) => {
				const text = agentText('tester', 'Tests.');
				const agents = catalogOf({ [path]: { origin: 'workspace', text } });
				return hover(agent('model: inherit', 'Ask @tes|ter.'), { agents }).at(-1);
			},
		);
		assert.deepEqual(cards, [
			'[Chat as tester](command:sveltekitAgents.askAgent?%5B%22file%3A%2F%2F%2Fapp%2F.claude%2Fagents%2Ftester.md%22%5D) · From this workspace',
			'[Open file](command:sveltekitAgents.openAgent?%5B%22file%3A%2F%2F%2Fapp%2Fdocs%2Fagents%2Ftester.md%22%5D) · From this workspace',
		]);
	});

	it('says nothing is missing before all files are read', () => {
		const body = 'Ask @api-arch|tect.';
		assert.deepEqual(hover(agent('model: inherit', body), { isComplete: false }), []);
	});

	it('takes decorators, packages and people for no agents', () => {
		for (const name of [
			'@datacl|ass',
			'@prod|uct(id)',
			'@sveltejs|/kit',
			'me@back|end-engineer.org',
		]) {
			const [first] = hover(agent('model: inherit', `Use ${name} here.`));
			assert.ok(first === undefined || first === '@sveltejs/kit', name);
		}
	});

	it('explains a placeholder of a hand-off', () => {
		const text =
			'---\nname: reviewer\ndescription: >\n  Reviews code.\n\n  <delegation>\n  Trigger: UI\n  Target: api-architect\n  Handoff: "Need: [UI requ|irements]"\n  </delegation>\n---\n';
		assert.deepEqual(hover(text), [
			'[UI requirements]',
			'`[UI requirements]` is a placeholder: when the agent hands over to `@api-architect`, the model puts what it has found there.',
		]);
	});

	it('explains a placeholder wherever it stands, and nothing else in brackets', () => {
		const around = (handoff: string): string =>
			`---\nname: reviewer\ndescription: >\n  Reviews code.\n\n  <delegation>\n  Target: api-architect\n  Handoff: "${handoff}"\n  </delegation>\n---\n`;
		assert.equal(hover(around('[a] and [b] and [|a]'))[0], '[a]');
		assert.equal(hover(around('[a][b]| and [b c]'))[0], '[b]');
		assert.doesNotMatch(hover(around('[a] at /api/[i|d]')).join('\n'), /placeholder/);
	});

	it('explains names of SvelteKit, in code too', () => {
		const body = 'SvelteKit:\n```ts\n// src/routes/+server|.ts\nexport const GET = 1;\n```\n';
		const lines = hover(agent('model: inherit', body));
		assert.equal(lines[0], '+server.ts');
		assert.match(lines[1] ?? '', /^\*\*\\\+server\\\.ts\*\* — An endpoint: /);
		assert.match(lines[2] ?? '', /^May export `GET` `POST` /);
		assert.match(lines[3] ?? '', /^- SvelteKit 3: May export `QUERY` too;/);
		assert.equal(lines[4], '[Documentation](https://svelte.dev/docs/kit/routing#server)');
	});
});

describe('hovering where VS Code shows a problem', () => {
	const shown = (marked: string): string | undefined => {
		const { document, offset } = documentWithCursor(marked);
		return hoverAt(document, offset, surroundingsOf(document), true)?.markdown;
	};

	it('says of the header and of placeholders what the problem does not', () => {
		const lines = [
			'tools: Bash(gi|t:*)',
			'tools: Ra|ed',
			'model: op|us',
			'colr|: red',
			'color: pruple|',
		];
		assert.deepEqual(
			lines.map((line) => shown(agent(line))),
			lines.map(() => undefined),
		);
		assert.match(
			shown(
				agent('model: inherit').replace('Reviews code.', 'Edits +page.ser|ver.ts of SvelteKit'),
			) ?? '',
			/May export/,
		);
	});

	it('keeps what is to be done, and no more of a name that no agent has', () => {
		const delegation =
			'## Delegation Patterns\n- **Trigger**: UI\n- **Target Agent**: api-archtect|\n';
		assert.equal(
			shown(agent('model: inherit', delegation)),
			'[Create it](command:sveltekitAgents.createAgent?%5B%22api-archtect%22%5D)',
		);
		assert.match(shown(agent('model: inherit', 'Ask @backend-|engineer.')) ?? '', /Ask @/);
	});
});

describe('hovering in hostile files', () => {
	it('brings no command, image or HTML of the file into the hover', () => {
		const evil = '](command:workbench.action.quit) ![x](http://evil.test/a.png) <img src=x>';
		const text = `---\nname: "${evil}"\ndescription: "${evil}"\ntools: ["${evil}"]\ncolor: "${evil}"\nmodel: "${evil}"\n"${evil}": 1\n---\n## ${evil}\n\`\`\`ts title="x ${evil}" file=src/a.ts\nconst a = 1;\n\`\`\`\nAsk @${evil}\n`;
		for (let offset = 0; offset <= text.length; offset += 3) {
			const { document } = documentWithCursor(`${text.slice(0, offset)}|${text.slice(offset)}`);
			const found = hoverAt(document, offset, surroundingsOf(document));
			const markdown = (found?.markdown ?? '')
				.replace(/(`+)[^]*?\1/g, '')
				.replace(/\\[!-/:-@[-`{-~]/g, '');
			const links = [...markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address);
			for (const address of links) {
				assert.match(
					address,
					/^(?:command:sveltekitAgents\.(?:askAgent|openAgent|createAgent|insertPattern|useMyAgents)\?|data:image\/svg\+xml,|https:\/\/svelte\.dev\/)/,
				);
			}
			assert.doesNotMatch(markdown, /<|command:workbench|http:/);
		}
	});
});

describe('hovering over a handle in other markdown', () => {
	function card(marked: string): string | undefined {
		const { text, offset } = cursorIn(marked);
		const { document } = documentWithCursor('|');
		return handleHover(text, offset, surroundingsOf(document))?.markdown.split('\n\n')[0];
	}

	it('shows known agents alone', () => {
		assert.equal(card('Ask @agent-api-archi|tect.'), '**@api\\-architect** — Designs APIs');
		assert.equal(card('Thanks to @octo-|cat.'), undefined);
		assert.equal(card('```\n@api-archi|tect\n```'), undefined);
	});
});

describe('hovering over a key of a hand-off', () => {
	const entry = (line: string): string => agent(`handoffs:\n  - agent: api-architect\n    ${line}`);

	const words: readonly (readonly [marked: string, at: string, ...texts: string[]])[] = [
		['lab|el: Tune it', 'label: Tune it', 'What the button below the answer says.'],
		[
			'pro|mpt: Tune this',
			'prompt: Tune this',
			'What the other agent is told; the answering model fills in what stands in brackets, and nothing else.',
		],
		['send: tr|ue', 'send: true', 'The prompt is sent at once.'],
		['send: fa|lse', 'send: false', 'The prompt goes into the input, for you to send.'],
		[
			'send: may|be',
			'send: maybe',
			'Only `true` sends the prompt at once; else it goes into the input.',
		],
		[
			'model: GPT-5 (cop|ilot)',
			'model: GPT-5 (copilot)',
			'`GPT-5 (copilot)` is **GPT\\-5** (copilot) here. It is selected with the other agent.',
		],
		[
			'model: opu|s',
			'model: opus',
			"`opus` isn't available here, so the model chosen in the chat stays.",
		],
		[
			'showContinue|On: false',
			'showContinueOn: false',
			'Whether VS Code offers to go on elsewhere, such as in the background. SvelteKit Agents does nothing with it.',
		],
		['promt|: Tune', 'promt: Tune', 'A hand-off has no key `promt`. Did you mean `prompt`?'],
		['col|or: red', 'color: red', 'A hand-off has no key `color`.'],
	];
	for (const [line, at, ...texts] of words) {
		it(`says what it is for: ${line}`, () => {
			assert.deepEqual(hover(entry(line)), [at, ...texts]);
		});
	}

	it('says what agent is for on the key, and who that is on the value', () => {
		const lines = (marked: string): string => agent(`handoffs:\n  - ${marked}\n    label: Tune it`);
		assert.deepEqual(hover(lines('age|nt: api-architect')), [
			'agent: api-architect',
			'The agent that the button goes on with.',
		]);
		assert.match(hover(lines('agent: api-arch|itect')).join('\n'), /@api\\-architect\*\* — /);
	});

	it('says what all of them are for on the key above', () => {
		assert.match(
			hover(agent('hand|offs:\n  - label: Tune it\n    agent: api-architect')).join('\n'),
			/When an answer calls for one/,
		);
	});

	it('explains those of a header that is not valid YAML', () => {
		assert.deepEqual(
			hover(agent('handoffs:\n  - agent: api-architect\n    lab|el: Now: tune it')),
			['label: Now: tune it', 'What the button below the answer says.'],
		);
	});
});
