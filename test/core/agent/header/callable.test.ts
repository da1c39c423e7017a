import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { isCallable } from '../../../../src/core/agent/header/callable.ts';

describe('an agent that models may call', () => {
	it('is each but those whose file keeps that to people, or cannot be read there', () => {
		const callable = (line: string): boolean => {
			const { agent } = parseAgent(`---\nname: a\ndescription: b\n${line}---\nYou.\n`, 'a');
			assert.ok(agent);
			return isCallable(agent);
		};
		assert.deepEqual(
			['', 'false\n', 'true\n', '"true"\n', 'yes\n', '[true]\n'].map((value) =>
				callable(value === '' ? '' : `disable-model-invocation: ${value}`),
			),
			[true, true, false, false, false, false],
		);
	});
});
