import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agentColors } from '../../src/core/language/agentColors.ts';
import { handleHover, hoverAt } from '../../src/core/hover.ts';
import { cursorIn, documentWithCursor, textAt } from '../helpers/cursor.ts';
import { surroundingsOf } from '../helpers/knownAgents.ts';

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

describe('hovering over a name', () => {
	const marked = '---\nname: rev|iewer\ndescription: Reviews code.\n---\n';

	it('says the handle and where the agent is', () => {
		assert.deepEqual(hover(marked), [
			'name: reviewer',
			'The handle is **@reviewer**.',
			'VS Code’s agent picker lists it. It is no chat participant: only the agents that come with the extension are.',
		]);
	});

	it('says of a bundled agent that it is a chat participant', () => {
		const text = '---\nname: api-archi|tect\ndescription: Designs APIs.\n---\n';
		assert.deepEqual(hover(text, { file: 'file:///ext/agents/api-architect.md' }).slice(1), [
			'The handle is **@api\\-architect**.',
			'A chat participant: type `@api-architect` in the chat.',
		]);
	});

	it('says why the handle differs from the name', () => {
		const text = '---\nname: Code Rev|iewer!\ndescription: Reviews code.\n---\n';
		assert.equal(
			hover(text)[1],
			'The handle is **@code\\-reviewer**, because a handle has letters, digits, - and _ only.',
		);
	});

	it('says the same where the file is called as the handle', () => {
		const text = '---\nname: Code Rev|iewer\ndescription: Reviews code.\n---\n';
		assert.equal(
			hover(text, { file: 'file:///app/.claude/agents/code-reviewer.md' })[1],
			'Once the file is saved, in a workspace that is trusted, its handle is **@code\\-reviewer**.',
		);
		assert.equal(
			hover(text, { file: 'file:///ext/agents/api-architect.md' })[1],
			'The handle is **@code\\-reviewer**, because a handle has letters, digits, - and _ only.',
		);
	});

	it('says that another agent has the name', () => {
		const text = '---\nname: backend-|engineer\ndescription: Mine.\n---\n';
		assert.equal(
			hover(text, { file: 'file:///ext/agents/api-architect.md' })[1],
			'The handle is **@api\\-architect**, from the file name, because another agent has this name.',
		);
	});

	it('links to the agent that it goes before', () => {
		const text = '---\nname: api-archi|tect\ndescription: Mine.\n---\n';
		const [, , , shadow = ''] = hover(text);
		assert.match(
			shadow,
			/^In the chat, `@api-architect` still asks the one that comes with the extension\. \[Open that file\]\(command:sveltekitAgents\.openAgent\?%5B%22file%3A%2F%2F%2Fext%2Fagents%2Fapi-architect\.md%22%5D\)$/,
		);
	});

	it('says of a file elsewhere that nobody reads it', () => {
		assert.deepEqual(hover(marked, { file: 'file:///app/docs/agents/other.md' }).slice(1), [
			'In a folder that is read, such as `.claude/agents`, its handle would be **@other**.',
			'It is neither a chat participant nor in VS Code’s agent picker, which reads the files right in `.claude/agents` and `.github/agents`.',
		]);
	});
});

describe('hovering over a description', () => {
	it('shows the summary and how the agent is found', () => {
		const text =
			'---\nname: reviewer\ndescr|iption: Use this agent when you need to review code. <example>user: "Look at this"</example>\n---\n';
		assert.deepEqual(hover(text).slice(1), [
			'In lists: **Review code**',
			'1 example. Questions are routed to chat participants alone, so here other agents decide by this text whether to hand over.',
		]);
	});

	it('says which examples bring questions to a chat participant', () => {
		const file = 'file:///ext/agents/api-architect.md';
		const text = '---\nname: api-architect\ndescr|iption: Designs APIs.\n---\n';
		assert.deepEqual(hover(text, { file }).slice(1), [
			'In lists: **Designs APIs**',
			'No examples, so VS Code never sends questions to this agent by itself.',
		]);
	});
});

describe('hovering over a model', () => {
	it('names the one that it is here', () => {
		assert.deepEqual(hover(agent('model: son|net')), [
			'model: sonnet',
			'Of the models here, this is **Claude Sonnet 4\\.5** (copilot).',
			'The model chosen in the chat answers, unless the setting `sveltekitAgents.model` is `agent`.',
		]);
	});

	it('says that none fits', () => {
		assert.deepEqual(hover(agent('model: op|us')), [
			'model: opus',
			'None of the 2 models here is `opus`. The model chosen in the chat answers.',
		]);
		assert.deepEqual(hover(agent('model: op|us'), { models: [] }), [
			'model: opus',
			'VS Code offers no model now, so none is `opus`. The model chosen in the chat answers.',
		]);
	});

	it('says who answers where the file leaves it open', () => {
		assert.deepEqual(hover(agent('model: in|herit')), [
			'model: inherit',
			'The model chosen in the chat answers.',
		]);
	});
});

describe('hovering over tools', () => {
	it('lists what they are here', () => {
		assert.deepEqual(hover(agent('too|ls: Read, Bash, WebSearch, Raed, Bash(git:*)')), [
			'tools: Read, Bash, WebSearch, Raed, Bash(git:*)',
			'In this VS Code they are:',
			'- `Read` → `copilot_readFile`\n- `Bash` → `run_in_terminal` and `get_terminal_output`, asks first\n- `WebSearch`: not in this VS Code\n- `Raed`: unknown, allows nothing\n- `Bash(git:*)`: left out',
		]);
	});

	it('says of each what it becomes and whether it asks', () => {
		assert.deepEqual(hover(agent('tools: Re|ad, Bash')), [
			'Read',
			'**Read** is `copilot_readFile` here. It runs without asking.',
		]);
		assert.deepEqual(hover(agent('tools:\n  - Read\n  - Ba|sh')), [
			'Bash',
			'**Bash** is `run_in_terminal` and `get_terminal_output` here. You are asked before it acts.',
		]);
	});

	it('finds the nearest name of an unknown one', () => {
		assert.deepEqual(hover(agent('tools: [Raed|, Bash]')), [
			'Raed',
			'**Raed**: No tool of this name is known\\, so that it allows nothing\\. Did you mean `Read`?',
		]);
	});

	it('says what is taken away', () => {
		const text = agent('tools: Read, Bash\ndisallowedTools: Ba|sh');
		assert.deepEqual(hover(text), [
			'Bash',
			'The agent may not use **Bash**: `run_in_terminal` and `get_terminal_output`.',
		]);
		assert.deepEqual(hover(agent('tools: Read, Ba|sh\ndisallowedTools: Bash')).slice(0, 2), [
			'Bash',
			'**Bash**: taken away by `disallowedTools`.',
		]);
	});
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
			'For readers: no program uses it. SvelteKit Agents does nothing with it.',
		]);
	});

	it('says that nobody reads an unknown one', () => {
		assert.deepEqual(hover(agent('colro|: red')), [
			'colro: red',
			'Nobody reads `colro`: it is no key of Claude Code, VS Code or Copilot. Did you mean `color`?',
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
		'Comes with SvelteKit Agents · [Open file](command:sveltekitAgents.openAgent?%5B%22file%3A%2F%2F%2Fext%2Fagents%2Fbackend-engineer.md%22%5D)',
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
					/^(?:command:sveltekitAgents\.(?:openAgent|createAgent|insertPattern)\?|data:image\/svg\+xml,|https:\/\/svelte\.dev\/)/,
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
