import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolveModel, type OfferedModel } from '../../../src/core/capabilities/modelChoice.ts';

function model(id: string, name: string, family = id, vendor = 'copilot'): OfferedModel {
	return { id, name, family, vendor };
}

const present = [
	model('gpt-5', 'GPT-5'),
	model('claude-3.7-sonnet-thought', 'Claude Sonnet 3.7 Thinking'),
	model('claude-3.7-sonnet', 'Claude Sonnet 3.7'),
	model('claude-sonnet-4', 'Claude Sonnet 4'),
	model('claude-sonnet-4.5', 'Claude Sonnet 4.5'),
	model('claude-opus-41', 'Claude Opus 4.1'),
	model('claude-opus-4', 'Claude Opus 4'),
	model('claude-haiku-4-5-20251001', 'Claude Haiku 4.5', 'claude-haiku', 'anthropic'),
	model('claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5', 'claude-sonnet', 'anthropic'),
];

function resolved(wanted: string | readonly string[] | undefined, vendor = 'copilot'): string {
	const choice = resolveModel(wanted, present, vendor);
	return choice.kind === 'model' ? `${choice.model.vendor}/${choice.model.id}` : choice.kind;
}

describe('model choice', () => {
	it('leaves the choice to the picker where the file names no model', () => {
		for (const wanted of [undefined, '', 'inherit', 'Inherit', 'default', []]) {
			assert.equal(resolved(wanted), 'picker', JSON.stringify(wanted));
		}
	});

	const cases = [
		['sonnet', 'copilot/claude-sonnet-4.5'],
		['opus', 'copilot/claude-opus-41'],
		['haiku', 'anthropic/claude-haiku-4-5-20251001'],
		['opusplan', 'copilot/claude-opus-41'],
		['sonnet[1m]', 'copilot/claude-sonnet-4.5'],
		['claude-sonnet-4-20250514', 'copilot/claude-sonnet-4'],
		['claude-sonnet-4-5-20250929', 'anthropic/claude-sonnet-4-5-20250929'],
		['anthropic/claude-sonnet-4.5', 'copilot/claude-sonnet-4.5'],
		['claude-3-7-sonnet-latest', 'copilot/claude-3.7-sonnet'],
		['claude-opus-4-1', 'copilot/claude-opus-41'],
		['claude-opus-4-0', 'copilot/claude-opus-4'],
		['Claude Sonnet 4 (copilot)', 'copilot/claude-sonnet-4'],
		['Claude Sonnet 4.5 (anthropic)', 'anthropic/claude-sonnet-4-5-20250929'],
		['GPT-5', 'copilot/gpt-5'],
		['gpt 5 (copilot)', 'copilot/gpt-5'],
		['gpt-5 (azure)', 'none'],
		['claude-sonnet-3-5', 'none'],
		['claude-3-opus-20240229', 'none'],
		['gemini-3-pro', 'none'],
	] as const;
	for (const [wanted, expected] of cases) {
		it(`resolves ${wanted} to ${expected}`, () => {
			assert.equal(resolved(wanted), expected);
		});
	}

	it('takes the vendor of the picked model where several have the model', () => {
		assert.equal(resolved('sonnet', 'anthropic'), 'anthropic/claude-sonnet-4-5-20250929');
	});

	it('takes the first of a list that is here, and names all of them when none is', () => {
		assert.equal(resolved(['gemini-3-pro', 'GPT-5', 'sonnet']), 'copilot/gpt-5');
		assert.equal(resolved(['gemini-3-pro', 'inherit']), 'picker');
		assert.deepEqual(resolveModel(['gemini-3-pro', 'o9'], present), {
			kind: 'none',
			written: 'gemini-3-pro, o9',
		});
	});
});
