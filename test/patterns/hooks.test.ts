import assert from 'node:assert/strict';
import { describe } from 'mocha';
import { signedIn } from './app.ts';
import { onEachKit } from './proof.ts';

describe('hooks', () => {
	const sequence = 'security-first-development';

	onEachKit(`security-headers ${sequence}`, 'put their headers on every answer', async (app) => {
		for (const target of ['/', '/lab/failures?immutable', '/nowhere']) {
			const { headers } = await app.visitor().ask(target);
			assert.equal(headers.get('x-content-type-options'), 'nosniff', target);
			assert.equal(headers.get('x-frame-options'), 'DENY', target);
			const isSecure = app.kit === 3;
			assert.equal(
				headers.get('strict-transport-security'),
				isSecure ? 'max-age=31536000' : null,
				target,
			);
		}
	});

	onEachKit(
		'adapter-and-content-security-policy',
		'leave the policy to Kit, which marks its own script',
		async (app) => {
			const { headers, text } = await app.visitor().ask('/');
			const policy = headers.get('content-security-policy') ?? '';
			const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
			assert.ok(nonce && text.includes(`<script nonce="${nonce}"`), policy);
			assert.match(policy, /object-src 'none'.*frame-ancestors 'none'/);
		},
	);

	onEachKit(`rate-limiter ${sequence}`, 'answer a flood with 429 and Retry-After', async (app) => {
		const address = '192.0.2.1';
		const answers = await app.atOneMoment(() =>
			Promise.all(Array.from({ length: 90 }, () => app.visitor().ask('/lab/user', { address }))),
		);
		const limited = answers.filter(({ status }) => status === 429);
		assert.equal(limited.length, 30);
		const headers = limited[0]?.headers;
		assert.equal(headers?.get('retry-after'), '1');
		assert.equal(headers?.get('x-content-type-options'), 'nosniff');
		assert.equal((await app.visitor().ask('/lab/user')).status, 200, 'others are let in');
	});

	onEachKit('rate-limiter', 'count the addresses of one network as one', async (app) => {
		const flood = async (addressOf: (n: number) => string): Promise<number> => {
			const answers = await Promise.all(
				Array.from({ length: 90 }, async (_, n) =>
					app.visitor().ask('/lab/user', { address: addressOf(n) }),
				),
			);
			return answers.filter(({ status }) => status === 429).length;
		};
		const refused = await app.atOneMoment(async () => [
			await flood((n) => `2001:db8:0:1::${n.toString(16)}`),
			await flood((n) => `2001:0DB8::0001:0:0:0:${n.toString(16)}`),
			await flood((n) => `2001:db8:0:${(n + 2).toString(16)}::1`),
			await flood((n) => (n % 2 ? '192.0.2.2' : '::ffff:192.0.2.2')),
		]);
		// The second are of the network of the first, the third each of one of their own.
		assert.deepEqual(refused, [30, 90, 0, 30]);
	});

	onEachKit(sequence, 'know the user in a fetch of the app to itself', async (app) => {
		const visitor = await signedIn(app, { email: 'inner@example.com' });
		const { json } = await visitor.ask('/lab/user?inner');
		assert.equal(json<{ email: string }>().email, 'inner@example.com');
	});

	onEachKit('error-reporting', 'log a failure under the id that the visitor sees', async (app) => {
		const { status, text } = await app.visitor().ask('/lab/failures', {
			headers: { accept: 'application/json' },
		});
		assert.equal(status, 500);
		assert.ok(!text.includes('secret detail'));
		const { errorId } = JSON.parse(text);
		assert.match(errorId, /^[0-9a-f-]{36}$/);
		assert.ok(app.output().includes(`${errorId} GET /lab/failures Error: secret detail`));
	});

	onEachKit('error-reporting', 'show the id of a failure on its page', async (app) => {
		const { status, text } = await app.visitor().ask('/lab/broken');
		const [, errorId = 'none'] = /<code>([0-9a-f-]{36})<\/code>/.exec(text) ?? [];
		assert.deepEqual([status, text.includes('secret detail')], [500, false]);
		assert.ok(app.output().includes(`${errorId} GET /lab/broken Error: secret detail`), text);
	});

	onEachKit('error-reporting', 'leave expected errors and unknown pages alone', async (app) => {
		const teapot = await app.visitor().ask('/lab/failures?teapot');
		assert.equal(teapot.status, 418);
		assert.ok(teapot.text.includes('short and stout'));
		assert.equal((await app.visitor().ask('/unheard-of')).status, 404);
		assert.ok(!app.output().includes('/unheard-of'));
	});

	onEachKit('cross-origin-requests', 'let named origins call the API', async (app) => {
		const origin = 'https://partner.example.com';
		const preflight = await app.visitor().ask('/api/products', {
			method: 'OPTIONS',
			headers: { origin, 'access-control-request-method': 'PATCH' },
		});
		assert.equal(preflight.status, 204);
		assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
		assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PUT, PATCH/);
		assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
		const answer = await app.visitor().ask('/api/products', { headers: { origin } });
		assert.equal(answer.status, 401);
		assert.equal(answer.headers.get('access-control-allow-origin'), origin);
		assert.match(answer.headers.get('vary') ?? '', /Origin/);
	});

	onEachKit('cross-origin-requests', 'name no other origin, and none for pages', async (app) => {
		for (const [target, origin] of [
			['/api/products', 'https://partner.example.com.evil.example'],
			['/', 'https://partner.example.com'],
		] as const) {
			const { headers } = await app.visitor().ask(target, { headers: { origin } });
			assert.equal(headers.get('access-control-allow-origin'), null, target);
		}
		const preflight = await app.visitor().ask('/api/products', {
			method: 'OPTIONS',
			headers: { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' },
		});
		assert.equal(preflight.headers.get('access-control-allow-origin'), null);
	});

	onEachKit(
		'calls-to-internal-services',
		'give the token to the internal service only',
		async (app) => {
			const ask = async (target: string): Promise<Record<string, string>> => {
				const answer = await app.visitor().ask(`/lab/fetch?url=${encodeURIComponent(target)}`);
				return answer.json();
			};
			const inside = await ask(`${app.outside.origin}/echo`);
			assert.equal(inside['authorization'], 'Bearer the-token-of-the-app');
			assert.equal(inside['cookie'], undefined);
			const elsewhere = app.outside.origin.replace('127.0.0.1', 'localhost');
			assert.equal((await ask(`${elsewhere}/echo`))['authorization'], undefined);
		},
	);

	onEachKit('calls-to-internal-services', 'give up with the visitor who waits', async (app) => {
		const target = `/lab/fetch?abort&url=${encodeURIComponent(`${app.outside.origin}/silence`)}`;
		assert.equal((await app.visitor().ask(target)).json(), 'AbortError');
	});
});
