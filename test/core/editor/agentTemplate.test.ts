import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { newAgentText, purposeOf } from '../../../src/core/editor/agentTemplate.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import { hostileWords } from '../../helpers/hostileWords.ts';

const lead = `---
name: lead
description: |
  Leads.

  <delegation>
  Trigger: Complex UI components needed
  Target: component-architect
  Handoff: "Backend APIs ready. Need frontend components for: [UI requirements]"
  </delegation>
tools: Read
---

## Delegation Patterns

- **Trigger**: Rich interactive components, animations
- **Target Agent**: component-architect
- **Handoff Context**: API contracts, auth tokens
- **Example**: Backend APIs complete with JWT auth.
`;

describe('the text of a new agent', () => {
	it('starts from the trigger and the words of the agent that hands over', () => {
		const [delegation] = analyse(lead, { stem: 'lead' }).delegations;
		assert.ok(delegation);
		assert.equal(
			newAgentText('component-architect', { from: 'lead', delegation }),
			`---
name: component-architect
description: Use this agent when complex UI components are needed.
model: inherit
---

# Component Architect

You are …

## What you are handed

@lead hands over to you with these words; what stands in brackets is filled in:

> Backend APIs ready. Need frontend components for: [UI requirements]

You are told: API contracts, auth tokens

For example: Backend APIs complete with JWT auth.

## What you do

1. Rich interactive components, animations
2. …

## What you do not do

- …

## What you answer with

…
`,
		);
	});

	it('says in a sentence when the agent is used', () => {
		const triggers = {
			'Complex UI components needed': 'Use this agent when complex UI components are needed.',
			'API design needed.': 'Use this agent when API design is needed.',
			'SQL analysis required': 'Use this agent when SQL analysis is required.',
			'Backend complete': 'Use this agent when backend is complete.',
			'Database optimization': 'Use this agent for database optimization.',
			'The interface needs more than forms':
				'Use this agent when the interface needs more than forms.',
			'A key has to be designed': 'Use this agent when a key has to be designed.',
			'Queries stay slow after indexing': 'Use this agent when queries stay slow after indexing.',
			'When tests fail': 'Use this agent when tests fail.',
			'after the release': 'Use this agent after the release.',
			'Design an API': 'Use this agent to design an API.',
			'needs: a "review" # now': `'Use this agent when needs: a "review" # now.'`,
			'two\nlines   of text': 'Use this agent for two lines of text.',
			'': 'Use this agent when …',
		};
		assert.deepEqual(
			Object.fromEntries(Object.keys(triggers).map((each) => [each, purposeOf(each)])),
			triggers,
		);
	});

	it('is an agent file without problems and restrictions, whatever was handed over', () => {
		for (const text of ['', 'tools: []', '---', '```', ...hostileWords]) {
			const delegation = { triggers: [text, text], handoff: text, context: text, example: text };
			const made = newAgentText('new-agent', { from: 'lead', delegation });
			const document = analyse(made, { stem: 'new-agent' });
			const keys = document.frontMatter.entries.map(({ key }) => key);
			assert.deepEqual(
				[
					keys,
					validate(document),
					document.agent?.name,
					document.fences,
					document.patterns,
					document.delegations,
				],
				[['name', 'description', 'model'], [], 'new-agent', [], [], []],
				made,
			);
		}
	});
});
