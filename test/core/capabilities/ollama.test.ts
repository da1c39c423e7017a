import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	contextChoices,
	isRoomy,
	ollamaGroup,
	ollamaModel,
	ollamaNames,
} from '../../../src/core/capabilities/ollama.ts';

const running = { models: [{ name: 'gpt-oss:20b', context_length: 8192 }] };
const show = {
	capabilities: ['completion', 'tools', 'thinking'],
	model_info: { 'general.architecture': 'gptoss', 'gptoss.context_length': 131_072 },
};

describe('the models of Ollama', () => {
	it('are those whose names can be names of models', () => {
		const names = ['gpt-oss:20b', 'hf.co/bartowski/Llama-3.2:Q4', 'x](command:y)', '', 7, '-f'];
		assert.deepEqual(ollamaNames({ models: names.map((name) => ({ name })) }), [
			'gpt-oss:20b',
			'hf.co/bartowski/Llama-3.2:Q4',
		]);
		for (const other of [undefined, null, 'x', [], { models: 1 }, { models: [null, 'a'] }]) {
			assert.deepEqual(ollamaNames(other), []);
		}
	});

	it('say what they can do and how much they take', () => {
		assert.deepEqual(ollamaModel('gpt-oss:20b', show, running), {
			name: 'gpt-oss:20b',
			callsTools: true,
			seesImages: false,
			most: 131_072,
			loaded: 8192,
		});
		assert.deepEqual(ollamaModel('old', {}, undefined), {
			name: 'old',
			callsTools: false,
			seesImages: false,
		});
		assert.equal(ollamaModel('embed', { capabilities: ['embedding'] }, running), undefined);
		assert.deepEqual(
			ollamaModel('odd', { model_info: { 'a.context_length': 'many' } }, { models: [{}] }),
			{ name: 'odd', callsTools: false, seesImages: false },
		);
	});

	it('take what they are loaded with; else the user is asked, what is best first', () => {
		const model = { name: 'a', callsTools: true, seesImages: false };
		assert.deepEqual(contextChoices({ ...model, most: 131_072, loaded: 8192 }), [8192]);
		assert.deepEqual(contextChoices({ ...model, most: 131_072 }), [32_768, 4096]);
		assert.deepEqual(contextChoices(model), [32_768, 4096]);
		assert.deepEqual(contextChoices({ ...model, most: 8192 }), [8192, 4096]);
		assert.deepEqual(contextChoices({ ...model, most: 2048 }), [2048]);
		assert.deepEqual([4096, 8192, 16_384, 32_768].map(isRoomy), [false, false, true, true]);
	});

	it('become an entry of VS Code’s models, with room for the answer', () => {
		const model = { name: 'llava', callsTools: false, seesImages: true };
		assert.deepEqual(ollamaGroup(model, 4096), {
			name: 'Ollama llava',
			vendor: 'customendpoint',
			apiType: 'chat-completions',
			apiKey: 'ollama',
			models: [
				{
					id: 'llava',
					name: 'llava',
					url: 'http://127.0.0.1:11434/v1',
					toolCalling: false,
					vision: true,
					maxInputTokens: 3072,
					maxOutputTokens: 1024,
				},
			],
		});
		const [large] = ollamaGroup(model, 32_768).models;
		assert.deepEqual([large?.maxInputTokens, large?.maxOutputTokens], [28_672, 4096]);
	});
});
