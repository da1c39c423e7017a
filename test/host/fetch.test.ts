import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { fetchText, type FetchOptions } from '../../src/features/tools/fetchText.ts';
import { isPublicAddress } from '../../src/features/tools/publicAddress.ts';
import { createToolSet } from '../../src/features/tools/toolSet.ts';
import { settingIds } from '../../src/ids.ts';
import { PreparedDialogs } from '../helpers/preparedDialogs.ts';

describe('fetching a page', () => {
	let server: Server;
	let port: number;
	/** What was asked for, as `METHOD address host`. */
	const requests: string[] = [];
	let reply: (request: IncomingMessage, response: ServerResponse) => void = () => {};

	before(async () => {
		server = createServer((request, response) => {
			requests.push(`${request.method} ${request.url} ${request.headers.host}`);
			reply(request, response);
		});
		server.on('connect', (request, socket) => {
			requests.push(`${request.method} ${request.url}`);
			socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		({ port } = server.address() as AddressInfo);
	});
	afterEach(() => {
		requests.length = 0;
	});
	after(() => new Promise((resolve) => server.close(resolve)));

	/** Every name leads to the test server; what leads away from a host is followed as `agrees` says. */
	function options(
		agrees: boolean,
		led: string[] = [],
		signal = new AbortController().signal,
	): FetchOptions {
		return {
			allowPrivate: true,
			signal,
			lookUp: async () => [{ address: '127.0.0.1', family: 4 }],
			async mayLeadTo(from, to) {
				led.push(`${from.origin} > ${to.origin}`);
				return agrees;
			},
		};
	}

	function leadTo(location: string): void {
		reply = ({ url }, response) => {
			if (url === '/end') response.writeHead(200, { 'content-type': 'text/plain' }).end('end');
			else response.writeHead(302, { location }).end();
		};
	}

	it('asks before it follows a redirect to another host, and names the new one to that', async () => {
		leadTo(`http://b.example:${port}/end`);
		const led: string[] = [];
		const start = new URL(`http://a.example:${port}/start`);
		const { url, text } = await fetchText(start, options(true, led));
		assert.deepEqual(
			{ url, text, led, requests },
			{
				url: `http://b.example:${port}/end`,
				text: 'end',
				led: [`http://a.example:${port} > http://b.example:${port}`],
				requests: [`GET /start a.example:${port}`, `GET /end b.example:${port}`],
			},
		);
	});

	it('does not follow where the user says no', async () => {
		leadTo(`http://b.example:${port}/end`);
		await assert.rejects(fetchText(new URL(`http://a.example:${port}/start`), options(false)), {
			message: `http://a.example:${port}/start leads on to http://b.example:${port}, which the user does not want to be fetched.`,
		});
		assert.deepEqual(requests, [`GET /start a.example:${port}`]);
	});

	it('asks about another port and about parts of a name, and not about paths', async () => {
		for (const [location, asked] of [
			['/end', 0],
			[`http://A.example:${port}/end`, 0],
			[`//a.example:${port}/end`, 0],
			[`http://www.a.example:${port}/end`, 1],
			[`http://a.example.:${port}/end`, 1],
			[`http://a.example:${port + 1}/end`, 1],
			[`https://a.example:${port}/end`, 0],
			['https://a.example/end', 1],
		] as const) {
			leadTo(location);
			const led: string[] = [];
			const start = new URL(`http://a.example:${port}/start`);
			// Some lead to where nobody answers.
			await fetchText(start, options(false, led)).catch(() => {});
			assert.equal(led.length, asked, location);
		}
	});

	it('asks in a dialog that shows the address', async () => {
		leadTo(`http://localhost:${port}/end`);
		const setting = vscode.workspace.getConfiguration();
		const global = vscode.ConfigurationTarget.Global;
		await setting.update(settingIds.allowPrivateAddresses, true, global);
		try {
			const dialogs = new PreparedDialogs(undefined);
			const { fetchPage } = createToolSet(() => true, dialogs);
			const input = { url: `http://127.0.0.1:${port}/start` };
			const { token } = new vscode.CancellationTokenSource();
			await fetchPage.prepareInvocation?.({ input }, token);
			await assert.rejects(
				Promise.resolve(fetchPage.invoke({ input, toolInvocationToken: undefined }, token)),
				/leads on to http:\/\/localhost:\d+, which the user does not want/,
			);
			assert.deepEqual(dialogs.asked, [
				`127.0.0.1:${port} leads on to localhost:${port}. Fetch that page? [Fetch It]`,
			]);
		} finally {
			await setting.update(settingIds.allowPrivateAddresses, undefined, global);
		}
	});

	it('ends with the time limit while a name server does not answer', async () => {
		const url = new URL('http://silent.example/');
		const silent = { ...options(true), lookUp: () => new Promise<never>(() => {}), patience: 50 };
		await assert.rejects(fetchText(url, silent), /took longer than 0\.05 seconds, or was stopped/);
	});

	it('ends with cancelling while a name server does not answer', async () => {
		const stop = new AbortController();
		const silent = {
			...options(true, [], stop.signal),
			lookUp: () => {
				queueMicrotask(() => stop.abort());
				return new Promise<never>(() => {});
			},
		};
		await assert.rejects(fetchText(new URL('http://silent.example/'), silent), /or was stopped/);
	});

	it('ends with cancelling while the user is asked about a redirect', async () => {
		leadTo(`http://b.example:${port}/end`);
		const stop = new AbortController();
		const asking: FetchOptions = {
			...options(true, [], stop.signal),
			mayLeadTo() {
				queueMicrotask(() => stop.abort());
				return new Promise<never>(() => {});
			},
		};
		const start = new URL(`http://a.example:${port}/start`);
		await assert.rejects(fetchText(start, asking), /or was stopped/);
		assert.deepEqual(requests, [`GET /start a.example:${port}`]);
	});

	it('tells a proxy the address that was looked up, and no name to look up once more', async () => {
		reply = (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end();
		const setting = vscode.workspace.getConfiguration('http');
		const global = vscode.ConfigurationTarget.Global;
		await setting.update('proxy', `http://127.0.0.1:${port}`, global);
		try {
			// Nobody listens there: without the proxy it fails.
			const far = { ...options(true), lookUp: async () => [{ address: '127.0.0.9', family: 4 }] };
			await fetchText(new URL('http://some.example:81/page?x=1'), far).catch(() => {});
			await fetchText(new URL('http://some.example/?from=http://x'), far).catch(() => {});
			await fetchText(new URL('https://some.example:444/page'), far).catch(() => {});
		} finally {
			await setting.update('proxy', undefined, global);
		}
		assert.deepEqual(requests, [
			'GET http://127.0.0.9:81/page?x=1 some.example:81',
			'GET http://127.0.0.9/?from=http%3A//x some.example',
			'CONNECT 127.0.0.9:444',
		]);
	});

	it('takes addresses of a cloud that look public for private', () => {
		for (const address of ['168.63.129.16', '169.254.169.254', '100.100.100.200', '192.0.0.192']) {
			assert.equal(isPublicAddress({ address, family: 4 }), false, address);
		}
		for (const address of ['fd00:ec2::254', '::ffff:168.63.129.16', '64:ff9b::a83f:8110']) {
			assert.equal(isPublicAddress({ address, family: 6 }), false, address);
		}
		assert.equal(isPublicAddress({ address: '168.63.129.17', family: 4 }), true);
	});

	it('takes this machine and its neighbours for private, whatever addresses they have', () => {
		const own = [
			{ address: '93.184.216.34', family: 'IPv4' },
			{ address: '2606:4700:1:2::77', family: 'IPv6' },
			{ address: 'fe80::1', family: 'IPv6', scopeid: 3 },
			{ address: '::1', family: 'IPv6' },
		] as unknown as NetworkInterfaceInfo[];
		const isPublic = (address: string, family: 4 | 6): boolean =>
			isPublicAddress({ address, family }, own);
		assert.deepEqual(
			[
				isPublic('93.184.216.34', 4),
				isPublic('93.184.216.35', 4),
				isPublic('2606:4700:1:2:0:0:0:77', 6),
				isPublic('2606:4700:1:2::9', 6),
				isPublic('2606:4700:1:3::77', 6),
			],
			[false, true, false, false, true],
		);
	});
});
