import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent, type Agent } from '../../../../src/core/agent/agent.ts';
import { isCallable, isListed } from '../../../../src/core/agent/header/callable.ts';

describe('an agent that models may call', () => {
	it('is each but those whose file keeps that to people, or cannot be read there', () => {
		const callable = (line: string): boolean => isCallable(agentWith(line));
		assert.deepEqual(
			['', 'false\n', 'true\n', '"true"\n', 'yes\n', '[true]\n'].map((value) =>
				callable(value === '' ? '' : `disable-model-invocation: ${value}`),
			),
			[true, true, false, false, false, false],
		);
		assert.deepEqual(['infer: false\n', 'infer: no\n', 'infer: true\n', 'infer:\n'].map(callable), [
			false,
			false,
			true,
			true,
		]);
	});

	it('stands in lists unless its file may say that it does not', () => {
		assert.deepEqual(
			['', 'user-invocable: true\n', 'user-invocable: false\n', 'user-invokable: no\n'].map(
				(line) => isListed(agentWith(line)),
			),
			[true, true, false, false],
		);
	});
});

function agentWith(line: string): Agent {
	const { agent } = parseAgent(`---\nname: a\ndescription: b\n${line}---\nYou.\n`, 'a');
	assert.ok(agent);
	return agent;
}
