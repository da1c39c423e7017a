import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { findDelegations } from '../../../src/core/agent/delegations.ts';
import {
	asOffered,
	handOffPrompt,
	handOffTool,
	matchHandOffs,
	readHandOff,
} from '../../../src/core/chat/handOff.ts';

const file = `---
name: svelte-backend-expert
description: |-
  Builds backends.

  Delegations:
  - <delegation>
    Trigger: A third-party API or a contract between services has to be designed
    Target: api-architect
    Handoff: "SvelteKit endpoints exist for: [resources]. Please design the integration with: [systems, volumes, failure rules]"
  </delegation>
  - <delegation>
    Trigger: Queries stay slow after indexing, or the data outgrows one node
    Target: Database specialist (PostgreSQL expert)
    Handoff: "Please bring [queries] to [target latency]"
  </delegation>
  - <delegation>
    Trigger: State synchronization complexity
    Target: svelte-state-manager
    Handoff: "Need client-server sync for: [state requirements]"
  </delegation>
---
You build backends.
`;
const { agent } = parseAgent(file, 'svelte-backend-expert');
assert.ok(agent);
const delegations = findDelegations(agent);

describe('hand-off', () => {
	it('is offered to the model as a tool with the targets, triggers and texts of the file', () => {
		const { name, description, inputSchema } = handOffTool(delegations);
		assert.equal(name, 'hand_off');
		assert.match(
			description,
			/^- api-architect: A third-party API or a contract between services has to be designed\. Text: "SvelteKit endpoints exist for: \[resources\]\. .*"$/m,
		);
		assert.deepEqual((inputSchema as { properties: { to: object } }).properties.to, {
			type: 'string',
			enum: ['api-architect', 'database-specialist', 'svelte-state-manager'],
		});
	});

	it('takes the words of the model', () => {
		assert.deepEqual(
			readHandOff({ to: 'api-architect', text: ' Design the payment webhook. ' }, delegations),
			{ to: 'api-architect', text: 'Design the payment webhook.' },
		);
	});

	const refused = [
		[{ to: 'stranger', text: 'x' }, /^There is no agent .* Use one of: api-architect,/],
		[{ to: 'api-architect' }, /^text is missing/],
		[{ to: 'api-architect', text: 'Endpoints for: [resources].' }, /place of \[resources\]/],
		['{broken', /^There is no agent/],
		[undefined, /^There is no agent/],
	] as const;
	for (const [input, message] of refused) {
		it(`tells the model what is wrong with ${JSON.stringify(input)}`, () => {
			const told = readHandOff(input, delegations);
			assert.match(typeof told === 'string' ? told : 'accepted', message);
		});
	}

	it('is found in an answer that names the other agent', () => {
		assert.deepEqual(
			matchHandOffs(
				delegations,
				'The endpoints are done. Let the API architect design the webhooks of the provider.',
			),
			[
				{
					to: 'api-architect',
					text: 'SvelteKit endpoints exist for: Let the API architect design the webhooks of the provider. Please design the integration with: systems, volumes, failure rules',
				},
			],
		);
	});

	it('is found in an answer that meets a trigger, but not in code and not by a word or two', () => {
		const found = (answer: string): readonly string[] =>
			matchHandOffs(delegations, answer).map(({ to }) => to);
		assert.deepEqual(
			found('Your queries stay slow after indexing, because the data outgrows one node.'),
			['database-specialist'],
		);
		assert.deepEqual(found('Add an index, then the query is fast.'), []);
		assert.deepEqual(found('```ts\n// api-architect\n```\nDone.'), []);
	});

	it('offers at most two', () => {
		const answer =
			'Ask the api-architect. Ask the database-specialist. Ask the svelte-state-manager.';
		assert.equal(matchHandOffs(delegations, answer).length, 2);
	});

	it('tells the next agent what was asked and answered, without code and within bounds', () => {
		const prompt = handOffPrompt(
			{ to: 'database-specialist', text: 'Bring the order list to 50 ms.' },
			{
				from: 'svelte-backend-expert',
				question: 'Why is /orders slow?',
				answer: 'The query scans.\n\n```sql\nSELECT 1;\n```\n\nAn index did not help.',
			},
		);
		assert.equal(
			prompt,
			[
				'Bring the order list to 50 ms.',
				'Handed over by the agent svelte-backend-expert, which was asked:',
				'> Why is /orders slow?',
				'and answered, in short:',
				'> The query scans.\n>\n> (code)\n>\n> An index did not help.',
			].join('\n\n'),
		);
		const long = handOffPrompt(
			{ to: 'x', text: 'y' },
			{ from: 'z', question: 'q'.repeat(9_000), answer: 'a '.repeat(90_000) },
		);
		assert.ok(long.length < 4_000, `${long.length} characters`);
	});

	it('cannot attach tools, name agents or give commands through what a model wrote', () => {
		const prompt = handOffPrompt(
			{ to: 'x', text: '/fix this with #run_in_terminal and @other, see $lib and C#' },
			{ from: 'z', question: '#file', answer: '@workspace' },
		);
		assert.match(prompt, /^fix this with `#run_in_terminal` and `@other,?`,? see \$lib and C#\n/);
		assert.ok(!/(?:^|\s)[#@]\w/.test(prompt), prompt);
	});

	it('is offered with the buttons of the file, each with its own words', () => {
		const buttons = [
			'- label: Review it\n    agent: reviewer\n    prompt: Review what was built.',
			'- label: Review [part]\n    agent: reviewer\n    prompt: "Review [part]."\n    send: true',
			'- label: Ship it\n    agent: reviewer\n    prompt: Ship it.\n    send: true\n    model: GPT-5 (copilot)',
			'- agent: planner\n    prompt: "Plan [goal]."\n    send: true',
		];
		const parsed = parseAgent(
			`---\nname: a\ndescription: A\nhandoffs:\n  ${buttons.join('\n  ')}\n---\nYou.\n`,
			'a',
		);
		assert.ok(parsed.agent);
		const found = findDelegations(parsed.agent);
		assert.deepEqual(
			asOffered(
				[
					{ to: 'reviewer', text: 'What the model says.' },
					{ to: 'planner', text: 'Plan the shop.' },
					{ to: 'elsewhere', text: 'Go.' },
				],
				found,
			),
			[
				{
					to: 'reviewer',
					text: 'Review what was built.',
					button: { label: 'Review it', sends: false },
				},
				// Nobody has filled in what it leaves open, so that it waits in the input.
				{
					to: 'reviewer',
					text: 'Review [part].',
					button: { label: 'Review [part]', sends: false },
				},
				{
					to: 'reviewer',
					text: 'Ship it.',
					button: { label: 'Ship it', sends: true, model: 'GPT-5 (copilot)' },
				},
				{ to: 'planner', text: 'Plan the shop.', button: { label: '', sends: true } },
			],
		);
	});
});
