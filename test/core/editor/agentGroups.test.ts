import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { headerOf } from '../../../src/core/agent/agentHeader.ts';
import { buildCatalog, type AgentFile, type Origin } from '../../../src/core/agent/catalog.ts';
import { stemOf } from '../../../src/core/agent/agentPlace.ts';
import { agentDetail, agentGroups } from '../../../src/core/editor/agentGroups.ts';

function file(path: string, name: string, origin: Origin): AgentFile {
	const { agent } = parseAgent(
		`---\nname: ${name}\ndescription: Does ${name}.\n---\nBody\n`,
		stemOf(path),
	);
	assert.ok(agent);
	return { origin, path, stem: stemOf(path), agent: headerOf(agent) };
}

const files = [
	file('a/planner.md', 'planner', 'bundled'),
	file('a/keeper.md', 'keeper', 'bundled'),
	file('b/planner.md', 'planner', 'workspace'),
	file('b/one.md', 'tester', 'workspace'),
	file('b/two.md', 'tester', 'workspace'),
];
const catalog = buildCatalog(files);
const refused = [{ path: 'c/broken.md', origin: 'user', reason: 'No agent is in it.' }] as const;

describe('the agents by origin', () => {
	it('are all there, the strongest origin first, and those that cannot be used with them', () => {
		assert.deepEqual(
			agentGroups(catalog, refused).map((group) => ({
				origin: group.origin,
				agents: group.agents.map(({ path }) => path),
				refused: group.refused.map(({ path }) => path),
			})),
			[
				{ origin: 'workspace', agents: ['b/one.md', 'b/planner.md', 'b/two.md'], refused: [] },
				{ origin: 'user', agents: [], refused: ['c/broken.md'] },
				{ origin: 'bundled', agents: ['a/keeper.md', 'a/planner.md'], refused: [] },
			],
		);
	});

	it('are told apart in a few words', () => {
		const details = agentGroups(catalog, []).flatMap(({ agents }) =>
			agents.map((agent) => [agent.path, agentDetail(agent, catalog, `${agent.stem}.md`)]),
		);
		assert.deepEqual(Object.fromEntries(details), {
			'b/one.md': 'one.md · one of 2 called tester',
			'b/planner.md': 'Does planner',
			'b/two.md': 'two.md · one of 2 called tester',
			'a/keeper.md': 'Does keeper',
			'a/planner.md': 'hidden by the one in this workspace',
		});
	});
});
