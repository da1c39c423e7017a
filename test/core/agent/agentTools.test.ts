import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { toolsOfAgent } from '../../../src/core/agent/agentTools.ts';
import { resolveTools } from '../../../src/core/capabilities/toolNames.ts';
import { toolRows } from '../../../src/core/capabilities/toolTable.ts';
import { presentTools } from '../../helpers/presentTools.ts';

/** Every tool that calls other agents. */
const callers = new Set(
	toolRows
		.filter(({ name }) => name === 'Task' || name === 'askAgent')
		.flatMap(({ tools, within = [] }) => [...tools.flat(), ...within]),
);

function offered(header: string, names?: readonly string[]): readonly string[] {
	const { agent } = parseAgent(`---\nname: a\ndescription: b\n${header}---\nYou.\n`, 'a');
	assert.ok(agent);
	return toolsOfAgent(agent, presentTools, names).flatMap(({ becomes }) => becomes);
}

describe('the tools of an agent', () => {
	it('call no other agents where its file limits these, by whatever name they are called', () => {
		const all = presentTools.map(({ name }) => name);
		assert.ok(all.some((name) => callers.has(name)));
		assert.ok(offered('').some((name) => callers.has(name)));
		for (const agents of ['[]', '[tester]', '', '{a: b}']) {
			const header = `agents: ${agents}\n`;
			for (const names of [undefined, ['*'], ['Task'], ['agent'], ['askAgent'], all]) {
				const left = offered(header, names).filter((name) => callers.has(name));
				assert.deepEqual(left, [], `${header}${names?.join() ?? ''}`);
			}
		}
		assert.deepEqual(offered('agents: ["*"]\n'), offered(''));
	});

	it('are the same but for these, and each says why it is left out', () => {
		const others = offered('').filter((name) => !callers.has(name));
		assert.deepEqual(offered('agents: []\n'), others);
		const [none, some] = [[], ['tester']].map(
			(agents) => resolveTools(['Task'], [], presentTools, agents)[0],
		);
		assert.deepEqual([none?.state, some?.state], ['restricted', 'restricted']);
		assert.match(none?.note ?? '', /names none/);
		assert.match(some?.note ?? '', /cannot hold the tool/);
	});
});
