import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { resolveAgent, nearestAgent, newHandle } from '../../../src/core/agent/names.ts';
import {
	findMentions,
	handleAt,
	nameRange,
	mentionsOf,
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
