import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { after, before, describe, it } from 'mocha';
import { connecting } from '../../build/vscode/endpoint.ts';
import type { OpenWindow } from '../../build/vscode/open.ts';
import { ask, openChat, openWindow, picturesOfFailures, waitForModel } from './driver.ts';

describe('npm start with a server of models', function () {
	const server = new LLMock({ port: 0 });
	const asked: ChatCompletionRequest[] = [];
	const keys: (string | undefined)[] = [];
	/** The server keeps no keys in its journal: they are read on the way. */
	const door = createServer((incoming, outgoing) => {
		keys.push(incoming.headers.authorization);
		const { method, headers, url = '' } = incoming;
		const onward = request(`${server.url}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(onward);
	});
	let window: OpenWindow;

	before(async () => {
		await server.start();
		server.addFixture({
			match: { predicate: (each) => asked.push(each) > 0 },
			response: { content: 'Return the promise as it is.' },
		});
		await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/v1`;
		const { env, ...options } = connecting({ url, model: 'tiny:1b', keyVariable: 'TINY_KEY' });
		window = await openWindow({ ...options, env: { ...env, TINY_KEY: 'key-of-the-test' } });
	});

	picturesOfFailures(() => window);

	after(async () => {
		await window.dispose();
		door.close();
		await server.stop();
	});

	it('has its model selected, which answers, with the key of the variable', async () => {
		await openChat(window.page);
		await waitForModel(window.page, 'tiny:1b');
		const { text, error } = await ask(window.page, '@backend-engineer How do I stream?');
		assert.equal(error, '');
		assert.match(text, /^Return the promise as it is\./);
		const own = asked.find(({ messages }) => /How do I stream\?/.test(JSON.stringify(messages)));
		assert.equal(own?.model, 'tiny:1b');
		assert.deepEqual([...new Set(keys)], ['Bearer key-of-the-test']);
	});
});
