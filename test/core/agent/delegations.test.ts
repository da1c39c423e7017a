import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { findDelegations, type Delegation } from '../../../src/core/agent/delegations.ts';
import { unfinishedDelegations } from '../../helpers/hostileText.ts';
import { skip } from '../../helpers/skip.ts';
import { agentFiles, readCorpus } from '../../helpers/corpusFiles.ts';

const file = `---
name: shop
description: |
  Builds shops.

  Delegations:
  - <delegation>
    Trigger: Complex UI needed
    Target: ui-architect
    Handoff: "Done. Build components for: [UI requirements], see /api/[id] and [links](x)"
  </delegation>
handoffs:
  - label: Review it
    agent: reviewer
    prompt: Review what was built for [goal].
    send: true
    model: Claude Sonnet 4.5 (copilot)
---

## Delegation Patterns

### Scenario: Rich UI
- **Trigger**: Animations
- **Target Agent**: UI architect (Svelte, React)
- **Handoff Context**: Contracts
- **Example**: "Please build the timeline"

\`\`\`md
- **Trigger**: Nothing
- **Target Agent**: nobody
\`\`\`

### Scenario: Two at once
1. **Trigger:** Slow queries
2. **Target:** \`dba\`, cache-expert

## Integration Points

- **From planner**: requirements
- **To dba**: plans
- **To tester**: the routes
`;

describe('delegations', () => {
	it('come from description, handoffs and body, one for each target', () => {
		assert.deepEqual(
			delegationsOf(file).map(({ places, ...rest }) => ({
				...rest,
				range: undefined,
				targetRange: undefined,
				places: places.map(({ source, range, targetRange }) => [
					source,
					file.slice(range.start, range.end).split('\n').length,
					file.slice(targetRange.start, targetRange.end),
				]),
			})),
			[
				{
					source: 'description',
					trigger: 'Complex UI needed',
					triggers: ['Complex UI needed', 'Animations'],
					target: 'ui-architect',
					handle: 'ui-architect',
					handoff: 'Done. Build components for: [UI requirements], see /api/[id] and [links](x)',
					placeholders: ['UI requirements'],
					context: 'Contracts',
					example: 'Please build the timeline',
					buttons: [],
					range: undefined,
					targetRange: undefined,
					places: [
						['description', 5, 'ui-architect'],
						['body', 4, 'UI architect (Svelte, React)'],
					],
				},
				{
					source: 'handoffs',
					trigger: 'Review it',
					triggers: ['Review it'],
					target: 'reviewer',
					handle: 'reviewer',
					handoff: 'Review what was built for [goal].',
					placeholders: ['goal'],
					buttons: [
						{
							label: 'Review it',
							prompt: 'Review what was built for [goal].',
							sends: true,
							model: 'Claude Sonnet 4.5 (copilot)',
						},
					],
					range: undefined,
					targetRange: undefined,
					places: [['handoffs', 5, 'reviewer']],
				},
				{
					source: 'body',
					trigger: 'Slow queries',
					triggers: ['Slow queries'],
					target: 'dba',
					handle: 'dba',
					handoff: '',
					placeholders: [],
					context: 'plans',
					buttons: [],
					range: undefined,
					targetRange: undefined,
					places: [
						['body', 2, 'dba'],
						['body', 1, 'dba'],
					],
				},
				{
					source: 'body',
					trigger: 'Slow queries',
					triggers: ['Slow queries'],
					target: 'cache-expert',
					handle: 'cache-expert',
					handoff: '',
					placeholders: [],
					buttons: [],
					range: undefined,
					targetRange: undefined,
					places: [['body', 2, 'cache-expert']],
				},
				{
					source: 'body',
					trigger: '',
					triggers: [],
					target: 'tester',
					handle: 'tester',
					handoff: '',
					placeholders: [],
					context: 'the routes',
					buttons: [],
					range: undefined,
					targetRange: undefined,
					places: [['body', 1, 'tester']],
				},
			],
		);
	});

	it('on one line, with literal line breaks or without a closing tag, are read as well', () => {
		const line =
			'Does X. Delegations: <delegation>Trigger: UI Target: vue-architect, react-architect Handoff: "Build: [parts]"</delegation>\\n<delegation>\\nTrigger: DB\\nTarget: dba\\nHandoff: Tune [queries]';
		assert.deepEqual(outlines(delegationsOf(`---\nname: x\ndescription: ${line}\n---\n`)), [
			['vue-architect', 'UI', 'Build: [parts]', 'parts'],
			['react-architect', 'UI', 'Build: [parts]', 'parts'],
			['dba', 'DB', 'Tune [queries]', 'queries'],
		]);
	});

	it('without the text of the file have the range of the description', () => {
		const { agent } = parseAgent(file, 'shop');
		const [first] = agent ? findDelegations(agent) : [];
		const description = agent?.frontMatter.entries.find(({ key }) => key === 'description');
		assert.deepEqual(first?.range, description?.valueRange);
		assert.deepEqual(first?.targetRange, description?.valueRange);
	});

	it('are none where a target is a placeholder, too long or missing', () => {
		const body = ['## Delegations', '- Trigger: a', '- Target: [agent]', '- Trigger: b'];
		const long = ['- Target: ' + 'x'.repeat(81), '- Trigger: c', '- Target: ', '- Handoff: d'];
		const text = ['---', 'name: x', 'description: y', '---', ...body, ...long].join('\n');
		assert.deepEqual(delegationsOf(text), []);
	});

	it('of a hostile file are as few in a long one as in a short one', () => {
		const text = unfinishedDelegations(16_000);
		assert.ok(text.length > 950_000 && text.length < 1_048_576);
		assert.equal(delegationsOf(text).length, 1);
		assert.equal(delegationsOf(unfinishedDelegations(3)).length, 1);
	});

	it('of the original SvelteKit expert are four', function () {
		const seeds = readCorpus('seeds');
		if (!seeds) skip(this, 'AGENT_CORPUS is not set');
		const original = seeds.find(({ stem }) => stem.startsWith('001_'));
		assert.deepEqual(outlines(delegationsOf(original?.text ?? '')), [
			[
				'svelte-component-architect',
				'Complex UI components needed',
				'Rich interactive components, animations, complex state',
				'Backend APIs ready. Need frontend components for: [UI requirements]',
				'UI requirements',
			],
			[
				'svelte-state-manager',
				'State synchronization complexity',
				'Complex client-server state sync, optimistic updates',
				'Server state established. Need client-server sync for: [state requirements]',
				'state requirements',
			],
			[
				'api-architect',
				'External API integration',
				'Third-party integrations, microservices design',
				'SvelteKit backend ready. Need external API design for: [integration needs]',
				'integration needs',
			],
			[
				'database-specialist',
				'Database optimization needed',
				'Complex queries, sharding needs, optimization required',
				'Data models defined. Need query optimization for: [performance requirements]',
				'performance requirements',
			],
		]);
	});

	it('of every agent of a collection have targets where their ranges say', () => {
		const read = agentFiles('corpus').flatMap(({ path, text }) =>
			delegationsOf(text).flatMap(({ places, handle }) =>
				places.map(({ targetRange }) => [path, handle, slice(text, targetRange)] as const),
			),
		);
		assert.deepEqual(
			read.filter(([, handle, written]) => slugOf(written) !== handle),
			[],
		);
		assert.ok(read.length > 0);
	});

	it('of the bundled agents are these', () => {
		const folder = new URL('../../../agents/', import.meta.url);
		const listed = readdirSync(folder)
			.toSorted()
			.map((name) => [
				name,
				...delegationsOf(readFileSync(new URL(name, folder), 'utf8')).map(({ handle }) => handle),
			]);
		assert.deepEqual(
			listed.filter(({ length }) => length > 1),
			[['svelte-backend-expert.md', 'api-architect', 'database-specialist']],
		);
	});
});

function delegationsOf(text: string): readonly Delegation[] {
	const { agent } = parseAgent(text, 'stem');
	return agent ? findDelegations(agent, text) : [];
}

/** Handle, triggers, words to hand over with, placeholders. */
function outlines(delegations: readonly Delegation[]): string[][] {
	return delegations.map(({ handle, triggers, handoff, placeholders }) => [
		handle,
		...triggers,
		handoff,
		...placeholders,
	]);
}

function slice(text: string, { start, end }: { start: number; end: number }): string {
	return text.slice(start, end);
}

function slugOf(written: string): string {
	return written
		.replace(/\(.*/, '')
		.trim()
		.toLowerCase()
		.replace(/[^\w-]+/g, '-');
}
