import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { isCallable } from '../../../../src/core/agent/header/callable.ts';
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
			['agents: ["*", "!a"]\n', []],
			['agents: "*, !a"\n', []],
			['agents: ["*", b]\n', undefined],
		];
		for (const [header, allowed] of cases) {
			const { agent } = parseAgent(`---\nname: a\ndescription: b\n${header}---\nYou.\n`, 'a');
			assert.ok(agent, header);
			assert.deepEqual(subagentsOf(agent), allowed, header);
		}
	});
});

describe('keys of calls between agents that nobody reads', () => {
	const broken = 'description: Use this: when: needed\n';
	const valid = 'description: b\n';

	function limits(header: string): readonly [agents: boolean, isCallable: boolean] {
		const { agent } = parseAgent(`---\nname: a\n${header}---\nYou.\n`, 'a');
		assert.ok(agent, header);
		return [subagentsOf(agent)?.length === 0, isCallable(agent)];
	}

	it('limit as if they were read, however they are spelt or swallowed', () => {
		for (const line of [
			'Agents: []',
			'AGENTS: []',
			'a\u200bgents: []',
			'? agents\n: []',
			'**agents**: []',
			'> agents: []',
			'- agents: []',
			'agents = []',
			'agents []',
			'agents\u00a0: []',
			'аgents: []',
			'subagents: []',
			'allowed-agents: []',
			' agents: []',
		]) {
			for (const description of [broken, valid]) {
				assert.ok(limits(`${description}${line}\n`)[0], `${description}${line}`);
			}
		}
		for (const line of [
			'Infer: false',
			'infer = false',
			' infer: false',
			'infer\u00a0: false',
			'disable model invocation: true',
			'disable-model-invocation = true',
			'- disable-model-invocation: true',
			'disable-model-invokation: true',
			'disable-model-invocations: true',
			'disable\u2011model\u2011invocation: true',
			'disable–model–invocation: true',
		]) {
			for (const description of [broken, valid]) {
				assert.equal(limits(`${description}${line}\n`)[1], false, `${description}${line}`);
			}
		}
	});

	it('are not seen where others are meant', () => {
		for (const header of [
			`${valid}agents: ["*"]\ninfer: true\ndisable-model-invocation: false\n`,
			`${valid}handoffs:\n  - label: x\n    agent: tester\n    prompt: Go\n`,
			'description: >\n  Helps with agents: their files.\n  infer: what is meant\n',
			`${valid}metadata:\n  agents: [a]\n`,
			`${valid}# agents: []\n`,
			'description: Makes agents. Agents: many.\n',
		]) {
			assert.deepEqual(limits(header), [false, true], header);
		}
	});
});
