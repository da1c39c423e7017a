import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { settingIds } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run } from '../../../helpers/answering.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

const picked = { id: 'scripted' };
const others = [
	{ id: 'claude-sonnet-4', name: 'Claude Sonnet 4', family: 'claude-sonnet-4' },
	{ id: 'claude-sonnet-4.5', name: 'Claude Sonnet 4.5', family: 'claude-sonnet-4.5' },
	{ id: 'claude-opus-4', name: 'Claude Opus 4', family: 'claude-opus-4' },
];

describe('the model that answers', () => {
	let model: ScriptedModel;
	let agent: AgentFile | undefined;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => {
		model.reset();
		model.setModels([picked, ...others]);
	});

	afterEach(async () => {
		agent?.remove();
		await choose(undefined);
	});

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	async function choose(value: 'agent' | undefined): Promise<void> {
		await vscode.workspace
			.getConfiguration()
			.update(settingIds.model, value, vscode.ConfigurationTarget.Global);
	}

	/** The ids of the models that were asked, and what stands in the chat. */
	async function answered(header: string): Promise<readonly [readonly string[], string]> {
		agent = new AgentFile(header);
		const { stream } = await run(await requestFor('Go'), { agentUri: agent.uri });
		return [model.requests.map((request) => request.model), stream.text];
	}

	it('is the one of the picker, whatever the file says', async () => {
		assert.deepEqual(await answered('model: opus'), [['scripted'], 'ok']);
	});

	const cases = [
		['model: sonnet', 'claude-sonnet-4.5'],
		['model: opus', 'claude-opus-4'],
		['model: claude-sonnet-4-20250514', 'claude-sonnet-4'],
		['model: Claude Sonnet 4 (scripted)', 'claude-sonnet-4'],
		['model: [gpt-9, Claude Opus 4]', 'claude-opus-4'],
		['model: inherit', 'scripted'],
		['color: blue', 'scripted'],
	] as const;
	for (const [header, expected] of cases) {
		it(`is ${expected} for “${header}” when the agent decides`, async () => {
			await choose('agent');
			assert.deepEqual(await answered(header), [[expected], 'ok']);
		});
	}

	it('is the one of the picker when the agent’s is not there, and a line says so', async () => {
		await choose('agent');
		assert.deepEqual(await answered('model: haiku'), [
			['scripted'],
			'> `@backend-engineer` asks for haiku, which is not offered here; Scripted answers.\n\nok',
		]);
	});
});
