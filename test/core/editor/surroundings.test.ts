import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { buildCatalog } from '../../../src/core/agent/catalog.ts';
import { builtInSupport, isInAgentPicker } from '../../../src/core/editor/builtInSupport.ts';
import { placeAgent } from '../../../src/core/editor/surroundings.ts';
import { agentText, knownAgents } from '../../helpers/knownAgents.ts';

function place(path: string, text: string) {
	const stem = path.replace(/^.*\/|\.md$/g, '');
	const { agent } = parseAgent(text, stem);
	assert.ok(agent);
	const { agents, own } = placeAgent(knownAgents, path, stem, agent);
	return {
		handles: agents.agents.map(({ handle }) => handle),
		handle: own.agent.handle,
		isListed: own.isListed,
		shadows: own.agent.shadows.map((each) => each.path),
		shadowedBy: own.shadowedBy?.path,
	};
}

describe('the place of an open file among the agents', () => {
	const workspace = 'file:///app/.claude/agents/reviewer.md';

	it('follows what is typed', () => {
		assert.deepEqual(place(workspace, agentText('critic', 'Reviews.')), {
			handles: ['api-architect', 'backend-engineer', 'critic'],
			handle: 'critic',
			isListed: true,
			shadows: [],
			shadowedBy: undefined,
		});
	});

	it('hides a bundled agent of the same handle', () => {
		assert.deepEqual(place(workspace, agentText('api-architect', 'Mine.')), {
			handles: ['api-architect', 'backend-engineer'],
			handle: 'api-architect',
			isListed: true,
			shadows: ['file:///ext/agents/api-architect.md'],
			shadowedBy: undefined,
		});
	});

	it('is behind a stronger agent of the same handle', () => {
		const { shadowedBy, isListed } = place(
			'file:///ext/agents/api-architect.md',
			agentText('reviewer', 'Bundled.'),
		);
		assert.deepEqual([shadowedBy, isListed], [workspace, true]);
	});

	it('has the participant that answers with the file, whatever is typed', () => {
		const path = 'file:///app/.claude/agents/reviewer.md';
		const participant = { id: 'my.1', name: 'reviewer-2' };
		const text = agentText('reviewer', 'Reviews.');
		const { agent } = parseAgent(text, 'reviewer');
		assert.ok(agent);
		const known = buildCatalog([
			{ origin: 'workspace', path, stem: 'reviewer', agent, participant },
		]);
		const { agent: typed } = parseAgent(agentText('critic', 'Reviews.'), 'reviewer');
		assert.ok(typed);
		const { own } = placeAgent(known, path, 'reviewer', typed);
		assert.deepEqual([own.agent.handle, own.agent.participant], ['critic', participant]);
	});

	it('is no place where the file is not one of those that are read', () => {
		const { handle, isListed, handles } = place('file:///docs/agents/x.md', agentText('x', 'X.'));
		assert.deepEqual([handle, isListed], ['x', false]);
		assert.deepEqual(handles, ['api-architect', 'backend-engineer', 'reviewer']);
	});
});

describe('what VS Code does by itself', () => {
	it('depends on the language and the folder', () => {
		const tools = (path: string, languageId: string): string =>
			builtInSupport({ path, languageId }).tools;
		assert.deepEqual(
			[
				tools('/app/.claude/agents/a.md', 'chatagent'),
				tools('/app/.github/agents/a.md', 'chatagent'),
				tools('/app/x/a.agent.md', 'chatagent'),
				tools('/app/.claude/agents/web/a.md', 'markdown'),
			],
			['claude', 'vscode', 'vscode', 'none'],
		);
	});

	it('is to list the files right in its folders', () => {
		assert.deepEqual(
			[
				'/app/.claude/agents/a.md',
				'/app/.github/agents/a.md',
				'/app/.claude/agents/web/a.md',
				'/app/.claude/agents/README.md',
				'/app/docs/agents/a.md',
			].map(isInAgentPicker),
			[true, true, false, false, false],
		);
	});
});
