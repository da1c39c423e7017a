import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, requestFor, run } from '../../../helpers/answering.ts';
import { pastTurn } from '../../../helpers/pastTurn.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

describe('the budget of a request', () => {
	let model: ScriptedModel;
	let agent: AgentFile | undefined;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => model.reset());

	afterEach(() => agent?.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	it('keeps the newest turns of a long conversation, and logs what it left out', async () => {
		agent = new AgentFile('tools: []');
		model.setModels([{ maxInputTokens: 500 }]);
		const history = Array.from({ length: 200 }, (_, i) =>
			pastTurn(`Question ${i}?`, `Answer ${i}. ${'word '.repeat(40)}`),
		).flat();
		const logged: string[] = [];
		const { result } = await run(await requestFor('Now?'), {
			agentUri: agent.uri,
			history,
			logged,
		});
		assert.equal(result.errorDetails, undefined);
		const texts = model.requests[0]?.messages.map(({ text }) => text.slice(0, 12)) ?? [];
		assert.deepEqual(
			[texts[0], ...texts.slice(-5)],
			['You help.\n', 'Question 198', 'Answer 198. ', 'Question 199', 'Answer 199. ', 'Now?'],
		);
		assert.match(logged[0] ?? '', /left out the \d+ oldest of 200 turns to fit Scripted\.$/);
	});

	it('says how long a prompt is that the model does not take, and asks nothing', async () => {
		agent = new AgentFile('tools: []', 'x'.repeat(4_000));
		model.setModels([{ maxInputTokens: 500 }]);
		const { result } = await run(await requestFor('Now?'), { agentUri: agent.uri });
		assert.deepEqual(result, {
			errorDetails: {
				message:
					'The prompt of @backend-engineer has about 1000 tokens, and Scripted takes 500. Choose a model that takes more.',
			},
		});
		assert.equal(model.requests.length, 0);
	});

	it('says so when it is the question that is too long', async () => {
		agent = new AgentFile('tools: []');
		model.setModels([{ maxInputTokens: 500 }]);
		const { result } = await run(await requestFor('y'.repeat(4_000)), { agentUri: agent.uri });
		assert.deepEqual(result, {
			errorDetails: {
				message:
					'The prompt of @backend-engineer and the question have about 1003 tokens, and Scripted takes 500. Ask shorter, or choose a larger model.',
			},
		});
	});
});
