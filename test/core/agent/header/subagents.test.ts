import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { subagentsOf } from '../../../../src/core/agent/header/subagents.ts';

describe('the agents that an agent may call', () => {
	it('are those of its list, none where that cannot be read, and any without one', () => {
		const cases: readonly (readonly [header: string, allowed: readonly string[] | undefined])[] = [
			['', undefined],
			['agents: ["*"]\n', undefined],
			["agents: '*'\n", undefined],
			['agents: []\n', []],
			['agents:\n', []],
			['agents: {a: b}\n', []],
			['agents: 3\n', []],
			['agents: [a, b, a]\n', ['a', 'b']],
			['agents: a, Code Reviewer\n', ['a', 'Code Reviewer']],
			['agents:\n  - a\n  - b\n', ['a', 'b']],
			['agents: [a, b]\nagents: [b, c]\n', ['b']],
			['agents: ["*"]\nagents: [b]\n', ['b']],
			['Agents: []\n', []],
		];
		for (const [header, allowed] of cases) {
			const { agent } = parseAgent(`---\nname: a\ndescription: b\n${header}---\nYou.\n`, 'a');
			assert.ok(agent, header);
			assert.deepEqual(subagentsOf(agent), allowed, header);
		}
	});
});
