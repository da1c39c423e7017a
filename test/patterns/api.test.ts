import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'mocha';
import {
	signedIn,
	startApp,
	validEnvironment,
	type Answer,
	type App,
	type Visitor,
} from './app.ts';
import { todaysKits } from './install.ts';
import { projectOn } from './project.ts';
import { onEachKit, prove, resultsOn } from './proof.ts';

const rest = 'rest-api-with-advanced-features problem-details';

/** The members of answers that tests look at. */
interface Product {
	readonly id: string;
	readonly sku: string;
}

interface Page {
	readonly items: readonly Product[];
	readonly total: number;
	readonly pages: number;
}

interface Problem {
	readonly title: string;
	readonly errors: Readonly<Record<string, readonly string[]>>;
}

let users = 0;

/** A signed-in user who may create products. */
function editor(app: App, role = 'admin'): Promise<Visitor & { readonly id: string }> {
	return signedIn(app, { email: `editor-${users++}@example.com`, role });
}

function product(sku: string, more: object = {}): object {
	return { sku, name: `Product ${sku}`, priceCents: 100, ...more };
}

describe('a product list', () => {
	onEachKit(rest, 'refuses bounds and sort names that are not its own', async (app) => {
		const visitor = await editor(app);
		for (const query of [
			'limit=0',
			'limit=101',
			'limit=abc',
			'page=-1',
			'page=1.5',
			'page=',
			'page=99999',
			'sort=passwordHash',
			'sort=__proto__',
			'order=sideways',
		]) {
			const { status, headers } = await visitor.ask(`/api/products?${query}`);
			assert.equal(status, 400, query);
			assert.equal(headers.get('content-type'), 'application/problem+json', query);
		}
	});

	onEachKit(rest, 'has a stable order, and caches that keep users apart', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents)
			select 'tie-' || n, 'TIE-' || n, 'Tie', 7 from generate_series(1, 45) n`);
		const seen: string[] = [];
		for (const page of [1, 2, 3]) {
			const { json, headers } = await visitor.ask(
				`/api/products?search=Tie&sort=price&order=asc&page=${page}`,
			);
			const { items, total, pages } = json<Page>();
			seen.push(...items.map(({ id }) => id));
			assert.deepEqual([total, pages], [45, 3]);
			assert.match(headers.get('cache-control') ?? '', /^private/);
			assert.match(headers.get('vary') ?? '', /Cookie/);
		}
		assert.equal(new Set(seen).size, 45);
	});

	onEachKit(rest, 'searches for wildcards and quotes as text', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents)
			values ('wool', 'WOOL', '100% wool', 1)`);
		const find = async (text: string): Promise<number> => {
			const answer = await visitor.ask(`/api/products?search=${encodeURIComponent(text)}`);
			return answer.json<Page>().total;
		};
		assert.deepEqual(
			[await find('%'), await find('100_'), await find(`'; drop table products; --`)],
			[1, 0, 0],
		);
	});
});

describe('creating a product', () => {
	onEachKit(
		`${rest} single-resource-with-etag`,
		'answers 201 with a Location that exists',
		async (app) => {
			const visitor = await editor(app);
			const created = await visitor.ask('/api/products', { json: product('NEW-1') });
			assert.equal(created.status, 201, created.text);
			assert.equal(created.location, `/api/products/${created.json<Product>().id}`);
			const found = await visitor.ask(created.location ?? '');
			assert.deepEqual([found.status, found.json<Product>().sku], [200, 'NEW-1']);
		},
	);

	onEachKit(rest, 'answers 409, 422 with fields, and 400', async (app) => {
		const visitor = await editor(app);
		const post = async (json: unknown): Promise<Answer> =>
			await visitor.ask('/api/products', { json });
		assert.equal((await post(product('NEW-2'))).status, 201);
		const again = await post(product('NEW-2'));
		assert.deepEqual(
			[again.status, again.json<Problem>().title],
			[409, 'A product with this SKU exists'],
		);
		const invalid = await post({ sku: 'no', name: '', priceCents: -1 });
		assert.equal(invalid.status, 422);
		assert.deepEqual(Object.keys(invalid.json<Problem>().errors), ['sku', 'name', 'priceCents']);
		assert.equal((await post('{nope')).status, 400);
	});

	onEachKit('problem-details', 'reads nothing that does not say that it is JSON', async (app) => {
		const visitor = await editor(app);
		const bytes = new TextEncoder().encode(JSON.stringify(product('TYPE-1')));
		const codes: Record<string, number> = {};
		for (const type of ['text/plain', 'application/octet-stream', 'application/problem+json']) {
			const headers = { 'content-type': type };
			codes[type] = (await visitor.ask('/api/products', { bytes, headers })).status;
		}
		assert.deepEqual(codes, {
			'text/plain': 415,
			'application/octet-stream': 415,
			'application/problem+json': 201,
		});
	});

	onEachKit('problem-details', 'leaves a body that is too large to the server', async (app) => {
		const visitor = await editor(app);
		const json = product('LARGE-1', { name: 'x'.repeat(3_500_000) });
		assert.equal((await visitor.ask('/api/products', { json })).status, 413);
	});
});

describe('a single product', () => {
	const id = 'single-resource-with-etag';

	onEachKit(id, 'is changed only by those who know its version', async (app) => {
		const visitor = await editor(app);
		const { location } = await visitor.ask('/api/products', { json: product('ETAG-1') });
		const target = location ?? '';
		const change = async (etag?: string, json: unknown = { name: 'Changed' }): Promise<Answer> =>
			await visitor.ask(target, {
				method: 'PATCH',
				json,
				headers: etag === undefined ? {} : { 'if-match': etag },
			});
		assert.equal((await visitor.ask(target)).headers.get('etag'), '"1"');
		assert.equal((await change()).status, 428);
		const changed = await change('"1"');
		assert.deepEqual([changed.status, changed.headers.get('etag')], [200, '"2"']);
		assert.equal((await change('"1"')).status, 412);
		assert.equal((await change('"2"', {})).status, 422);
		for (const etag of ['"2"', 'W/"2"']) {
			const same = await visitor.ask(target, { headers: { 'if-none-match': etag } });
			assert.deepEqual([same.status, same.text], [304, ''], etag);
		}
		assert.equal((await change('W/"2"')).status, 200, 'a proxy that compresses makes it weak');
	});

	onEachKit(id, 'is deleted unless there are orders for it', async (app) => {
		const visitor = await editor(app);
		const make = async (sku: string): Promise<string> =>
			(await visitor.ask('/api/products', { json: product(sku, { stock: 5 }) })).location ?? '';
		const [free, ordered] = [await make('FREE-1'), await make('USED-1')];
		await visitor.ask('/api/orders', { json: { sku: 'USED-1', quantity: 1 } });
		const remove = async (target: string): Promise<number> =>
			(await visitor.ask(target, { method: 'DELETE', json: {} })).status;
		assert.deepEqual([await remove(free), await remove(ordered)], [204, 409]);
		assert.equal((await visitor.ask(free)).status, 404);
		assert.equal(await remove(free), 404);
		const member = await editor(app, 'editor');
		assert.equal((await member.ask(ordered, { method: 'DELETE', json: {} })).status, 403);
	});
});

describe('a program without an Origin', () => {
	/** What comes of a request that says its type, and of the same one that does not. */
	const codesOf = async (
		app: App,
		method: string,
		target: string,
		key: string,
	): Promise<readonly number[]> => {
		const authorization = `Bearer ${key}`;
		const typed = { authorization, 'content-type': 'application/json' };
		const answers = [];
		for (const headers of [{ authorization }, typed]) {
			answers.push(await app.visitor().ask(target, { method, headers, origin: null }));
		}
		return answers.map(({ status }) => status);
	};

	onEachKit(
		'single-resource-with-etag json-web-tokens api-keys',
		'says which type it sends, or Kit 3 takes it for a form',
		async (app) => {
			const visitor = await editor(app);
			const key = await newKey(visitor);
			const [tokenless] = [app.kit === 3 ? 403 : 200];
			assert.deepEqual(await codesOf(app, 'POST', '/api/token', key), [tokenless, 200]);
			await visitor.ask('/api/products', { json: product('TYPELESS-1') });
			const { json } = await visitor.ask('/api/products?search=TYPELESS-1');
			const target = `/api/products/${json<Page>().items[0]?.id}`;
			const expected = app.kit === 3 ? [403, 204] : [204, 404];
			assert.deepEqual(await codesOf(app, 'DELETE', target, key), expected);
		},
	);
});

describe('an API version', () => {
	onEachKit(
		'api-versioning-pattern',
		'presents the rows its own way; an old one says so',
		async (app) => {
			const visitor = await editor(app);
			await visitor.ask('/api/products', { json: product('VERSION-1') });
			const v1 = await visitor.ask('/api/v1/products');
			assert.deepEqual(Object.keys(v1.json<Page>().items[0] ?? {}), ['id', 'name', 'price']);
			assert.match(v1.headers.get('deprecation') ?? '', /^@\d+$/);
			const v2 = await visitor.ask('/api/v2/products');
			assert.deepEqual(Object.keys(v2.json<Page>().items[0] ?? {}), [
				'id',
				'sku',
				'name',
				'priceCents',
			]);
			assert.equal(v2.headers.get('sunset'), null);
			assert.equal((await visitor.ask('/api/constructor/products')).status, 404);
		},
	);
});

/** An order of a product of its own. */
async function order(app: App, name: string): Promise<string> {
	const buyer = await editor(app);
	const sku = `HOOK-${name.toUpperCase()}`;
	await buyer.ask('/api/products', { json: product(sku, { stock: 1 }) });
	const answer = await buyer.ask('/api/orders', { json: { sku, quantity: 1 } });
	return answer.json<{ id: string }>().id;
}

async function paid(app: App, orderId: string): Promise<boolean> {
	const [row] = await app.sql<{ paid: boolean }>(
		`select paid_at is not null as paid from orders where id = '${orderId}'`,
	);
	return row?.paid === true;
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Another program's delivery: no page sent it. */
async function deliver(
	app: App,
	target: string,
	body: string | Uint8Array<ArrayBuffer>,
	headers: Readonly<Record<string, string>>,
): Promise<Answer> {
	return await app.visitor().ask(target, {
		bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body,
		headers: { 'content-type': 'application/json', ...headers },
		origin: null,
	});
}

describe('a webhook of Stripe', () => {
	const id = 'signed-webhook';
	const { STRIPE_WEBHOOK_SECRET } = validEnvironment;
	const send = async (
		app: App,
		body: string | Uint8Array<ArrayBuffer>,
		header = signature(body),
	): Promise<Answer> =>
		await deliver(app, '/webhooks/payments', body, { 'stripe-signature': header });
	const signature = (
		body: string | Uint8Array,
		age = 0,
		secret = STRIPE_WEBHOOK_SECRET,
	): string => {
		const time = now() - age;
		const hmac = createHmac('sha256', secret).update(`${time}.`).update(body);
		return `t=${time},v1=${hmac.digest('hex')}`;
	};
	const event = (
		eventId: string,
		orderId: string | null,
		type = 'checkout.session.completed',
		status = 'paid',
	): string => {
		const object = { object: 'checkout.session', payment_status: status };
		return JSON.stringify({
			id: `evt_${eventId}`,
			type,
			data: { object: { ...object, client_reference_id: orderId } },
		});
	};

	onEachKit(id, 'that is signed takes effect', async (app) => {
		const orderId = await order(app, 'good');
		const answer = await send(app, event('good', orderId));
		assert.deepEqual([answer.status, answer.json()], [200, { received: true, duplicate: false }]);
		assert.equal(await paid(app, orderId), true);
	});

	onEachKit(id, 'that is replayed takes no effect again', async (app) => {
		const orderId = await order(app, 'again');
		const body = event('again', orderId);
		await send(app, body);
		await app.sql(`update orders set paid_at = null where id = '${orderId}'`);
		for (const answer of await Promise.all([1, 2].map(() => send(app, body)))) {
			assert.deepEqual(
				[answer.status, answer.json<{ duplicate: boolean }>().duplicate],
				[200, true],
			);
		}
		assert.equal(await paid(app, orderId), false);
	});

	onEachKit(
		id,
		'that is late, from the future, changed or signed by others is refused',
		async (app) => {
			const orderId = await order(app, 'bad');
			const body = event('bad', orderId);
			const refusals = [
				[body, signature(body, 301)],
				[body, signature(body, -400)],
				[`${body} `, signature(body)],
				[body, signature(body, 0, 'another secret')],
				[body, signature(body).replace(/t=\d+/, `t=${now() - 5}`)],
				[body, signature(body).slice(0, -2)],
				[body, signature(body).replace('v1=', 'v0=')],
				[body, ''],
			] as const;
			for (const [text, header] of refusals) {
				assert.equal((await send(app, text, header)).status, 401, header);
			}
			assert.equal(await paid(app, orderId), false);
			const rolled = `${signature(body)},v1=${'0'.repeat(64)}`;
			assert.equal((await send(app, body, rolled)).status, 200);
		},
	);

	onEachKit(id, 'is signed over its bytes, a byte order mark too', async (app) => {
		const orderId = await order(app, 'mark');
		const body = new TextEncoder().encode(`\uFEFF${event('mark', orderId)}`);
		assert.equal((await send(app, body)).status, 200);
		assert.equal(await paid(app, orderId), true);
	});

	onEachKit(id, 'of another kind is received, and one that is no event refused', async (app) => {
		const orderId = await order(app, 'other');
		for (const body of [
			event('refund', orderId, 'charge.refunded'),
			event('unpaid', orderId, undefined, 'unpaid'),
			JSON.stringify({ id: 'evt_strange', type: 'v2.core.account.updated' }),
		]) {
			const answer = await send(app, body);
			assert.deepEqual([answer.status, answer.json()], [200, { received: true }], body);
		}
		for (const body of ['', 'not JSON', '[]', '{"id":7}']) {
			assert.equal((await send(app, body)).status, 400, body);
		}
		assert.equal(await paid(app, orderId), false);
	});

	onEachKit(id, 'that pays an unknown order is sent again until it is known', async (app) => {
		const orderId = await order(app, 'early');
		await app.sql(`update orders set id = 'not yet' where id = '${orderId}'`);
		const body = event('early', orderId);
		assert.equal((await send(app, body)).status, 500);
		assert.ok(app.output().includes(`evt_early pays the unknown order ${orderId}.`));
		assert.equal((await send(app, event('nameless', null))).status, 500);
		await app.sql(`update orders set id = '${orderId}' where id = 'not yet'`);
		const again = await send(app, body);
		assert.deepEqual([again.status, await paid(app, orderId)], [200, true]);
	});
});

describe('a webhook of GitHub', () => {
	const { GITHUB_WEBHOOK_SECRET } = validEnvironment;
	const send = async (
		app: App,
		name: string,
		delivery: string,
		body: string,
		secret = GITHUB_WEBHOOK_SECRET,
	): Promise<Answer> =>
		await deliver(app, '/webhooks/github', body, {
			'x-github-event': name,
			'x-github-delivery': delivery,
			'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
		});

	onEachKit('github-webhook', 'acts once for each signed delivery', async (app) => {
		const push = JSON.stringify({
			ref: 'refs/heads/main',
			after: `cafe${app.kit}`,
			repository: { full_name: 'acme/shop' },
		});
		const answers = [
			await send(app, 'ping', 'd0', '{"zen":"Keep it simple."}'),
			await send(app, 'push', 'd1', push),
			await send(app, 'push', 'd1', push),
			await send(app, 'push', 'd2', push, 'another secret'),
			await send(app, 'push', 'd3', 'no JSON'),
		];
		const outcomes = answers.map(({ status, json }): unknown => (status === 200 ? json() : status));
		assert.deepEqual(outcomes, [
			{ received: true },
			{ received: true, duplicate: false },
			{ received: true, duplicate: true },
			401,
			400,
		]);
		const said = app.output().split(`acme/shop refs/heads/main is at cafe${app.kit}.`);
		assert.equal(said.length - 1, 1);
	});
});

describe('a standard webhook', () => {
	const id = 'standard-webhook';
	const send = async (
		app: App,
		body: string,
		changes: Readonly<Record<string, string>> = {},
	): Promise<Answer> => {
		const key = Buffer.from(validEnvironment.WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
		const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now()), ...changes };
		const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
		const signature = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
		return await deliver(app, '/webhooks/standard', body, {
			'webhook-signature': `v1,AAAA ${signature}`,
			...headers,
			...changes,
		});
	};

	onEachKit(id, 'takes effect once, and pays no unknown order', async (app) => {
		const orderId = await order(app, 'standard');
		const body = JSON.stringify({ type: 'payment.succeeded', data: { orderId } });
		const first = await send(app, body);
		assert.deepEqual([first.status, first.json()], [200, { received: true, duplicate: false }]);
		assert.deepEqual((await send(app, body)).json(), { received: true, duplicate: true });
		assert.equal(await paid(app, orderId), true);
		const unknown = JSON.stringify({ type: 'payment.succeeded', data: { orderId: 'none' } });
		assert.equal((await send(app, unknown, { 'webhook-id': 'msg_2' })).status, 500);
		const other = JSON.stringify({ type: 'user.created', data: {} });
		assert.deepEqual((await send(app, other)).json(), { received: true });
	});

	onEachKit(id, 'that is late, of no id or signed by others is refused', async (app) => {
		const body = JSON.stringify({ type: 'user.created' });
		for (const changes of [
			{ 'webhook-timestamp': String(now() - 301) },
			{ 'webhook-timestamp': 'now' },
			{ 'webhook-id': '' },
			{ 'webhook-signature': 'v1,AAAA' },
			{ 'webhook-signature': '' },
		]) {
			assert.equal((await send(app, body, changes)).status, 401, JSON.stringify(changes));
		}
		assert.equal((await send(app, 'no JSON')).status, 400);
	});
});

const bearer = (token: string): { headers: Record<string, string> } => ({
	headers: { authorization: `Bearer ${token}` },
});

async function newKey(visitor: Visitor, scope = 'write'): Promise<string> {
	const form = { name: 'CI', scope, days: '30' };
	const { element, text } = await visitor.ask('/settings/api-keys?/create', { form });
	return element('key') ?? assert.fail(text);
}

const trade = async (app: App, key: string): Promise<Answer> =>
	await app.visitor().ask('/api/token', { json: {}, ...bearer(key) });

describe('an API key', () => {
	onEachKit(
		'api-keys',
		'is shown once, stored as its digest and revoked by its owner',
		async (app) => {
			const visitor = await editor(app);
			const key = await newKey(visitor);
			assert.match(key, /^app_[\w-]{43}$/);
			const page = await visitor.ask('/settings/api-keys');
			assert.ok(page.text.includes('CI, may write until 20') && !page.text.includes(key));
			const [row] = await app.sql<{ id: string; hash: string; used: boolean }>(
				`select id, hash, last_used_at is not null as used from api_keys
				where user_id = '${visitor.id}'`,
			);
			assert.match(row?.hash ?? '', /^[0-9a-f]{64}$/);
			assert.equal(row?.used, false);
			assert.equal((await trade(app, key)).status, 200);
			const used = await app.sql(
				`select 1 from api_keys where id = '${row?.id}' and last_used_at > now() - interval '1 minute'`,
			);
			assert.equal(used.length, 1);

			const revoke = { form: { id: row?.id ?? '' } };
			const stranger = await editor(app);
			await stranger.ask('/settings/api-keys?/revoke', revoke);
			assert.equal((await trade(app, key)).status, 200, 'a stranger cannot revoke it');
			await visitor.ask('/settings/api-keys?/revoke', revoke);
			assert.equal((await trade(app, key)).status, 401);
			assert.equal((await trade(app, 'app_nonsense')).status, 401);
		},
	);

	onEachKit('api-keys', 'expires, and nobody has heaps of them', async (app) => {
		const visitor = await editor(app);
		const key = await newKey(visitor);
		await app.sql(`update api_keys set expires_at = now() where user_id = '${visitor.id}'`);
		assert.equal((await trade(app, key)).status, 401);
		const create = async (form: Record<string, string>): Promise<Answer> =>
			await visitor.ask('/settings/api-keys?/create', { form });
		for (const [form, message] of [
			[{ name: ' ', scope: 'read', days: '1' }, 'Name the key.'],
			[{ name: 'x', scope: 'read', days: '366' }, 'At most a year.'],
			[{ name: 'x', scope: 'read', days: 'x' }, 'Say for how many days.'],
		] as const) {
			const answer = await create(form);
			assert.deepEqual([answer.status, answer.element('error')], [400, message]);
		}
		assert.equal((await create({ name: 'x', scope: 'admin', days: '1' })).status, 400);
		await app.sql(`insert into api_keys (id, user_id, name, hash, scope, expires_at)
			select 'heap' || n || '${visitor.id}', '${visitor.id}', 'x', 'heap' || n || '${visitor.id}',
			'read', now() from generate_series(1, 19) n`);
		const full = await create({ name: 'x', scope: 'read', days: '1' });
		assert.deepEqual([full.status, full.element('error')], [409, 'Revoke a key first.']);
	});

	onEachKit(
		'callers-of-an-api api-keys json-web-tokens',
		'and its token open the API as far as scope and role go',
		async (app) => {
			const admin = await editor(app);
			const { location } = await admin.ask('/api/products', { json: product('CALLER-1') });
			const [key, reader] = [await newKey(admin), await newKey(admin, 'read')];
			const member = await newKey(await editor(app, 'member'));
			const tokenOf = async (from: string): Promise<string> =>
				(await trade(app, from)).json<{ access_token: string }>().access_token;
			const target = location ?? '';
			const codes = async (credentials: string): Promise<readonly number[]> => {
				const got = await app.visitor().ask(target, bearer(credentials));
				const change = { method: 'PATCH', json: { name: 'By a program' } };
				const headers = { ...bearer(credentials).headers, 'if-match': '"0"' };
				const changed = await app.visitor().ask(target, { ...change, headers, origin: null });
				return [got.status, changed.status];
			};
			assert.deepEqual(await codes(key), [200, 412]);
			assert.deepEqual(await codes(reader), [200, 403]);
			assert.deepEqual(await codes(member), [200, 403]);
			assert.deepEqual(await codes(await tokenOf(key)), [200, 412]);
			assert.deepEqual(await codes(await tokenOf(reader)), [200, 403]);
			assert.deepEqual(await codes('app_nonsense'), [401, 401]);
			const lower = { headers: { authorization: `bearer ${key}` } };
			assert.equal((await app.visitor().ask(target, lower)).status, 200, 'the scheme has no case');
			const refused = await app.visitor().ask(target);
			assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [401, 'Bearer']);
			const both = await admin.ask(target, bearer('nonsense'));
			assert.equal(both.status, 401, 'bad credentials are not made good by a cookie');
		},
	);

	onEachKit('callers-of-an-api', 'has a limit, whatever addresses it is used from', async (app) => {
		const key = await newKey(await editor(app));
		const answers = await app.atOneMoment(() =>
			Promise.all(
				Array.from({ length: 150 }, () => app.visitor().ask('/api/products/none', bearer(key))),
			),
		);
		const limited = answers.filter(({ status }) => status === 429);
		assert.equal(limited.length, 50);
		assert.equal(limited[0]?.headers.get('retry-after'), '1');
	});

	onEachKit('api-keys json-web-tokens', 'becomes a token of five minutes', async (app) => {
		const visitor = await editor(app);
		const answer = await trade(app, await newKey(visitor));
		assert.equal(answer.headers.get('cache-control'), 'no-store');
		const { access_token: token, expires_in: seconds } = answer.json<{
			access_token: string;
			expires_in: number;
		}>();
		assert.equal(seconds, 300);
		const [, claims = ''] = token.split('.');
		const { sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
		assert.equal(sub, visitor.id);
		assert.ok(Math.abs(exp - Date.now() / 1000 - 300) < 30);
	});

	onEachKit(
		'json-web-tokens',
		'is needed: forged, expired or foreign tokens are refused',
		async (app) => {
			const good = {
				iss: 'https://app.example.com',
				aud: 'app-api',
				sub: 'u',
				role: 'admin',
				scope: 'write',
				exp: now() + 60,
			};
			const encode = (value: object): string =>
				Buffer.from(JSON.stringify(value)).toString('base64url');
			const token = (
				claims: object,
				alg = 'HS256',
				secret = validEnvironment.TOKEN_SECRET,
			): string => {
				const content = `${encode({ alg })}.${encode(claims)}`;
				const hash = alg === 'HS512' ? 'sha512' : 'sha256';
				return `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`;
			};
			const { exp: _, ...endless } = good;
			const { role: __, ...nobody } = good;
			const statusOf = async (text: string): Promise<number> =>
				(await app.visitor().ask('/api/products/none', bearer(text))).status;
			assert.equal(await statusOf(token(good)), 404);
			for (const bad of [
				token({ ...good, exp: now() - 60 }),
				token(endless),
				token(nobody),
				token({ ...good, aud: 'other' }),
				token({ ...good, iss: 'https://evil.example' }),
				token(good, 'HS512'),
				token(good, 'HS256', 'another secret of thirty-two characters'),
				`${encode({ alg: 'none' })}.${encode(good)}.`,
				'nonsense',
			]) {
				assert.equal(await statusOf(bad), 401, bad);
			}
		},
	);
});

describe('a CSV export', () => {
	const id = 'csv-export';

	onEachKit(id, 'quotes cells and neutralizes formulas', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents) values
			('csv-1', 'CSV-1', '=HYPERLINK("https://evil.example")', -5),
			('csv-2', 'CSV-2', 'two' || chr(10) || 'lines, "quoted"', 7),
			('csv-3', 'CSV-3', chr(9) || '@SUM(A1)', 8)`);
		const { headers, text } = await visitor.ask('/api/products/export');
		assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
		// Reading text takes the byte order mark away; its bytes are three more.
		assert.match(text, /^"SKU","Name","Price in cents","Created"\r\n/);
		const bytes = await (await visitor.open('/api/products/export')).arrayBuffer();
		assert.deepEqual(new Uint8Array(bytes, 0, 4), Uint8Array.of(0xef, 0xbb, 0xbf, 0x22));
		assert.ok(text.includes(`"CSV-1","'=HYPERLINK(""https://evil.example"")",-5,"20`), text);
		assert.ok(text.includes('"CSV-2","two\nlines, ""quoted""",7,"20'));
		assert.ok(text.includes(`"CSV-3","'\t@SUM(A1)",8,"20`));
		assert.equal((await app.visitor().ask('/api/products/export')).status, 401);
	});

	onEachKit(id, 'holds every row once across its batches', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents)
			select 'many-' || n, 'MANY-' || n, 'Many', 1 from generate_series(1, 1200) n`);
		const { text } = await visitor.ask('/api/products/export');
		const many = text.split('\r\n').filter((line) => line.startsWith('"MANY-'));
		assert.equal(new Set(many).size, 1200);
		assert.equal(many.length, 1200);
		await app.sql(`delete from products where sku like 'MANY-%'`);
	});

	onEachKit(id, 'stops when the client leaves', async (app) => {
		const client = new AbortController();
		const response = await app.visitor().open('/lab/export', client.signal);
		const { value } = (await response.body?.getReader().read()) ?? {};
		assert.match(new TextDecoder().decode(value), /^"line 0"/);
		client.abort();
		const stopped = await app.visitor().ask('/lab/export', { json: {} });
		const { lines } = stopped.json<{ lines: number }>();
		assert.ok(lines > 0);
	});
});

describe('an event stream', () => {
	const id = 'server-sent-events';
	const publish = async (app: App, userId: string, change: object): Promise<void> => {
		await app.visitor().ask('/lab/changes', { json: { userId, ...change } });
	};
	const read = (response: Response): (() => Promise<string | undefined>) => {
		const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
		return async () => (await reader?.read())?.value;
	};
	/** Asks until there are no streams any more. */
	const allEnded = async (app: App): Promise<void> => {
		while ((await app.visitor().ask('/lab/changes')).json() !== 0);
	};

	onEachKit(id, 'sends a user their own changes, and unsubscribes when they leave', async (app) => {
		const visitor = await editor(app);
		const client = new AbortController();
		const response = await visitor.open('/api/events', client.signal);
		assert.equal(response.headers.get('content-type'), 'text/event-stream');
		const next = read(response);
		assert.equal(await next(), 'retry: 3000\n\n');
		await publish(app, 'somebody-else', { type: 'order', id: '1' });
		await publish(app, visitor.id, { type: 'order', id: '2' });
		assert.match((await next()) ?? '', /^id: \d+\ndata: \{"type":"order","id":"2"\}\n\n$/);
		client.abort();
		await allEnded(app);
		assert.equal((await app.visitor().ask('/api/events')).status, 401);
	});

	onEachKit(id, 'sends what was missed, and only that', async (app) => {
		const visitor = await editor(app);
		for (const each of ['1', '2', '3']) await publish(app, visitor.id, { type: 'order', id: each });
		const missedAfter = async (last: string): Promise<string> => {
			const client = new AbortController();
			const headers = { 'last-event-id': last };
			const next = read(await visitor.open('/api/events', client.signal, headers));
			let text = '';
			while (!text.includes('"id":"3"')) text += await next();
			client.abort();
			return text;
		};
		const all = await missedAfter('1');
		assert.deepEqual(
			[...all.matchAll(/"id":"(\d)"/g)].map(([, each]) => each),
			['1', '2', '3'],
		);
		const [, second = ''] = /id: (\d+)\ndata: [^\n]*"id":"2"/.exec(all) ?? [];
		const newest = await missedAfter(second);
		assert.ok(!newest.includes('"id":"2"') && newest.includes('"id":"3"'), newest);
		await allEnded(app);
	});

	onEachKit(id, 'ends with the session', async (app) => {
		const visitor = await editor(app);
		const next = read(await visitor.open('/api/events'));
		assert.equal(await next(), 'retry: 3000\n\n');
		await app.visitor().ask('/lab/changes', { method: 'DELETE', json: JSON.stringify(visitor.id) });
		assert.equal(await next(), undefined);
		await allEnded(app);
	});

	for (const kit of todaysKits) {
		it(`does not hold up a server that is to end on Kit ${kit}`, async () => {
			await (
				await resultsOn(kit)
			).build;
			const app = await startApp(await projectOn(kit), { SHUTDOWN_TIMEOUT: '600' });
			try {
				const visitor = await editor(app);
				const next = read(await visitor.open('/api/events'));
				assert.equal(await next(), 'retry: 3000\n\n');
				await app.end();
				assert.equal(await next(), undefined);
			} finally {
				await app.stop();
			}
			prove(id, kit);
		});
	}
});
