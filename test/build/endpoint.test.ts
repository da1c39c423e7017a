import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connecting, readEndpoint } from '../../build/vscode/endpoint.ts';

describe('the command line of npm start', () => {
	const endpoint = 'http://127.0.0.1:11434/v1/';
	const env = { MY_KEY: 'sk-secret', EMPTY: '' };

	it('names a server of models, one of them, and where the key is', () => {
		assert.equal(readEndpoint({}, env), undefined);
		assert.deepEqual(readEndpoint({ endpoint, model: 'qwen3:4b' }, env), {
			url: 'http://127.0.0.1:11434/v1',
			model: 'qwen3:4b',
		});
		assert.deepEqual(readEndpoint({ endpoint, model: 'm', 'key-env': 'MY_KEY' }, env), {
			url: 'http://127.0.0.1:11434/v1',
			model: 'm',
			keyVariable: 'MY_KEY',
		});
	});

	it('never holds the key, nor does what the window is told', () => {
		const read = readEndpoint({ endpoint, model: 'm', 'key-env': 'MY_KEY' }, env);
		assert.ok(read);
		assert.doesNotMatch(JSON.stringify(connecting(read)), /sk-secret/);
	});

	const faults: readonly (readonly [Parameters<typeof readEndpoint>[0], RegExp])[] = [
		[{ model: 'm' }, /need --endpoint/],
		[{ 'key-env': 'MY_KEY' }, /need --endpoint/],
		[{ endpoint }, /needs --model/],
		[{ endpoint, model: ' ' }, /needs --model/],
		[{ endpoint: 'localhost:11434', model: 'm' }, /takes an address/],
		[{ endpoint: 'file:///etc/passwd', model: 'm' }, /takes an address/],
		[{ endpoint: 'http://me:sk-secret@host/v1', model: 'm' }, /takes no password/],
		[{ endpoint, model: 'm', 'key-env': 'OTHER' }, /no variable OTHER/],
		[{ endpoint, model: 'm', 'key-env': 'EMPTY' }, /no variable EMPTY/],
	];
	for (const [values, message] of faults) {
		it(`says what is wrong: ${message.source}, ${Object.keys(values).join(' ')}`, () => {
			assert.throws(
				() => readEndpoint(values, env),
				(error: Error) => message.test(error.message) && !error.message.includes('sk-secret'),
			);
		});
	}
});
