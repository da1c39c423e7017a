import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { resolveAgent, nearestAgent, newHandle } from '../../../src/core/agent/names.ts';
import {
	findMentions,
	handleAt,
	nameRange,
	mentionsOf,
	renamedFile,
	renameEdits,
	renameObstacle,
} from '../../../src/core/editor/mentions.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { cursorIn, textAt } from '../../helpers/cursor.ts';
import { agentText, catalogOf, knownAgents } from '../../helpers/knownAgents.ts';

const team = `---
name: lead
description: >
  Leads. Ask @reviewer too.

  <delegation>
  Trigger: a review
  Target: Reviewer
  Handoff: "Please look at [files]"
  </delegation>
---
# Lead

Hand over to @reviewer, \`@agent-reviewer\` or @api-architect.
Not to me@reviewer.org, @reviewer/pkg, @reviewer.run() or @reviewer(1).

\`\`\`ts
@reviewer class A {}
\`\`\`

## Delegation Patterns
- **Trigger**: APIs
- **Target Agent**: reviewer
`;
const lead = analyse(team, { stem: 'lead', path: 'file:///app/.claude/agents/lead.md' });
const reviewer = resolveAgent('reviewer', knownAgents);
assert.ok(reviewer);

describe('mentions of agents', () => {
	it('are handles and targets outside of code', () => {
		assert.deepEqual(
			findMentions(lead).map(({ kind, name, range }) => [kind, name, textAt(lead, range)]),
			[
				['handle', 'reviewer', 'reviewer'],
				['target', 'Reviewer', 'Reviewer'],
				['handle', 'reviewer', 'reviewer'],
				['handle', 'agent-reviewer', 'agent-reviewer'],
				['handle', 'api-architect', 'api-architect'],
				['target', 'reviewer', 'reviewer'],
			],
		);
	});

	it('mean agents whatever their case, separators and explanations', () => {
		for (const name of [
			'@api-architect',
			'API architect',
			'api_architect (REST)',
			'agent-api-architect',
		]) {
			assert.equal(resolveAgent(name, knownAgents)?.handle, 'api-architect', name);
		}
		assert.equal(resolveAgent('architect', knownAgents), undefined);
		assert.equal(nearestAgent('api-archtect', knownAgents)?.handle, 'api-architect');
	});

	it('become handles of new agents whatever they are', () => {
		assert.deepEqual(['Database specialist (SQL)', 'a${1}b', '@@', ''].map(newHandle), [
			'database-specialist',
			'a1b',
			'new-agent',
			'new-agent',
		]);
	});

	it('mean a handle before a name that several agents have', () => {
		const agents = catalogOf({
			'/a/dev.md': { origin: 'bundled', text: agentText('dev', 'A.') },
			'/a/dev-api.md': { origin: 'bundled', text: agentText('dev', 'B.') },
		});
		assert.equal(resolveAgent('dev', agents)?.path, '/a/dev.md');
		assert.equal(resolveAgent('dev-api', agents)?.path, '/a/dev-api.md');
	});

	it('are found in other markdown by their place', () => {
		const { text, offset } = cursorIn('Thanks, @revi|ewer!');
		assert.equal(handleAt(text, offset)?.name, 'reviewer');
		assert.equal(handleAt(text, 2), undefined);
	});

	it('are found in half a megabyte of signs and code blocks', () => {
		const text = `---\nname: x\ndescription: y\n---\n${'@a-b\n```\n```\n'.repeat(25_000)}${'@a-'.repeat(30_000)}${'@'.repeat(100_000)}`;
		// Quadratic time would exceed the test's time-out many times over.
		assert.ok(Array.isArray(findMentions(analyse(text, { stem: 'x' }))));
	});
});

describe('references to an agent', () => {
	it('leave out “agent-” in front of a name', () => {
		assert.deepEqual(
			mentionsOf(reviewer, lead, knownAgents).map((range) => textAt(lead, range)),
			['reviewer', 'Reviewer', 'reviewer', 'reviewer', 'reviewer'],
		);
	});
});

describe('renaming an agent', () => {
	it('changes every reference in another file and nothing else', () => {
		const edits = renameEdits(reviewer, lead, knownAgents, 'critic');
		assert.equal(
			applyEdits(team, edits),
			team
				.replace('Ask @reviewer', 'Ask @critic')
				.replace('Target: Reviewer', 'Target: critic')
				.replace('to @reviewer, `@agent-reviewer`', 'to @critic, `@agent-critic`')
				.replace('**Target Agent**: reviewer', '**Target Agent**: critic'),
		);
	});

	it('changes the name in its own file, inside of quotes', () => {
		const text = '---\nname: "reviewer" # me\ndescription: Reviews code.\n---\nI am @reviewer.\n';
		const own = analyse(text, { stem: 'reviewer', path: reviewer.path });
		assert.equal(textAt(own, nameRange(own) ?? { start: 0, end: 0 }), 'reviewer');
		assert.equal(
			applyEdits(text, renameEdits(reviewer, own, knownAgents, 'critic')),
			'---\nname: "critic" # me\ndescription: Reviews code.\n---\nI am @critic.\n',
		);
	});

	const renamed = (text: string, stem: string, newName: string): string => {
		const path = `file:///app/.claude/agents/${stem}.md`;
		const agents = catalogOf({ [path]: { origin: 'workspace', text } });
		const agent = agents.at(path);
		assert.ok(agent);
		return applyEdits(text, renameEdits(agent, analyse(text, { stem, path }), agents, newName));
	};

	it('changes the examples and the prose of its own file', () => {
		const text = `---
name: svelte-backend-expert
description: "Use it for loads.\\n<example>\\nassistant: \\"I'll use the svelte-backend-expert to fix it.\\"\\nsvelte-backend-expert runs.</example>"
argument-hint: what svelte-backend-expert is to do
tools: Agent(svelte-backend-expert-two), Read
---
# svelte-backend-expert

You are svelte-backend-expert. **svelte-backend-expert**'s work, \`svelte-backend-expert\`, (@svelte-backend-expert).
- svelte-backend-expert: answers

svelte-backend-expert
`;
		assert.equal(
			renamed(text, 'svelte-backend-expert', 'kit'),
			text.replaceAll(/svelte-backend-expert(?!-two)/g, 'kit'),
		);
	});

	it('leaves longer handles, addresses, code and other words alone', () => {
		const text = agentText('svelte-expert', 'Knows.').concat(`
my-svelte-expert svelte-expert-api svelte-expert_2 svelte-experts Svelte-Expert /svelte-expert svelte-expert/x
svelte-expert.md ./svelte-expert https://x.org/?a=svelte-expert me@svelte-expert.org <svelte-expert> </svelte-expert>
#svelte-expert plugin:svelte-expert svelte-expert:sub $svelte-expert svelte-experté ésvelte-expert @scope/svelte-expert
\`\`\`sh
npx svelte-expert
\`\`\`
`);
		assert.equal(
			renamed(text, 'svelte-expert', 'kit'),
			text.replace('name: svelte-expert', 'name: kit'),
		);
	});

	it('changes a name that is a word of the language only where it means the agent', () => {
		const text = agentText(
			'reviewer',
			'A reviewer of code. Assistant: "I will use the reviewer agent."',
		).concat(`
You are a reviewer. A good reviewer reads. Every reviewer agent knows that a code reviewer is polite.
Launch reviewer to look at it, ask the reviewer, hand over to reviewer. Call \`reviewer\` or "reviewer".
Use the reviewer function. Reviewer agent. Delegate it to the reviewer when done. @reviewer too.
`);
		assert.equal(
			renamed(text, 'reviewer', 'critic'),
			agentText('critic', 'A reviewer of code. Assistant: "I will use the critic agent."').concat(`
You are a reviewer. A good reviewer reads. Every critic agent knows that a code reviewer is polite.
Launch critic to look at it, ask the critic, hand over to critic. Call \`critic\` or "critic".
Use the reviewer function. Reviewer agent. Delegate it to the critic when done. @critic too.
`),
		);
	});

	it('takes two plain words with a hyphen for words, and a role for a name', () => {
		const text = agentText('front-end', 'Builds.').concat(
			'The front-end code. Use front-end to build.\n',
		);
		assert.equal(
			renamed(text, 'front-end', 'ui'),
			agentText('ui', 'Builds.').concat('The front-end code. Use ui to build.\n'),
		);
	});

	it('finds all of it in half a megabyte', () => {
		const text = agentText('a-b-c', 'D.').concat(
			'use the a-b-c '.repeat(20_000),
			'@a-b-c-'.repeat(20_000),
			'use '.repeat(20_000),
		);
		// Quadratic time would exceed the test's time-out many times over.
		assert.match(renamed(text, 'a-b-c', 'x'), /use the x use the x/);
	});

	it('renames the file that is called as the agent, and no other', () => {
		const path = (file: string, handle: string): string | undefined =>
			renamedFile(`file:///p/${file}`, handle, 'critic');
		assert.deepEqual(
			[
				path('.claude/agents/reviewer.md', 'reviewer'),
				path('x/Reviewer.agent.md', 'reviewer'),
				path('agents/code%20reviewer.md', 'code-reviewer'),
				path('agents/reviewer-2.md', 'reviewer'),
				path('agents/critic.md', 'critic'),
			],
			[
				'file:///p/.claude/agents/critic.md',
				'file:///p/x/critic.agent.md',
				undefined,
				undefined,
				undefined,
			],
		);
	});

	it('is refused with a reason', () => {
		const bundled = resolveAgent('api-architect', knownAgents);
		const twins = catalogOf({
			'/w/dev.md': { origin: 'workspace', text: agentText('dev', 'A.') },
			'/w/dev-api.md': { origin: 'workspace', text: agentText('dev', 'B.') },
		});
		const twin = resolveAgent('dev-api', twins);
		assert.ok(bundled && twin);
		assert.deepEqual(
			[
				renameObstacle(bundled, 'x', knownAgents),
				renameObstacle(twin, undefined, twins),
				renameObstacle(reviewer, 'two words', knownAgents),
				renameObstacle(reviewer, 'API-architect', knownAgents),
				renameObstacle(reviewer, 'Reviewer', knownAgents),
				renameObstacle(reviewer, 'critic', knownAgents),
			],
			[
				'@api-architect comes with the extension and keeps its name.',
				'@dev-api goes by its file name, because another agent has its name; rename the file.',
				'A handle has letters, digits, - and _ only.',
				'Another agent is called @api-architect.',
				undefined,
				undefined,
			],
		);
	});
});
