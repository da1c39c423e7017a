import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe } from 'mocha';
import { signedIn, validEnvironment, type Answer, type App, type Visitor } from './app.ts';
import { onBothKits } from './proof.ts';

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
	onBothKits(rest, 'refuses bounds and sort names that are not its own', async (app) => {
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

	onBothKits(rest, 'has a stable order, and caches that keep users apart', async (app) => {
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

	onBothKits(rest, 'searches for wildcards and quotes as text', async (app) => {
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
	onBothKits(
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

	onBothKits(rest, 'answers 409, 422 with fields, and 400', async (app) => {
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
});

describe('a single product', () => {
	const id = 'single-resource-with-etag';

	onBothKits(id, 'is changed only by those who know its version', async (app) => {
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
		const same = await visitor.ask(target, { headers: { 'if-none-match': '"2"' } });
		assert.deepEqual([same.status, same.text], [304, '']);
	});

	onBothKits(id, 'is deleted unless there are orders for it', async (app) => {
		const visitor = await editor(app);
		const make = async (sku: string): Promise<string> =>
			(await visitor.ask('/api/products', { json: product(sku, { stock: 5 }) })).location ?? '';
		const [free, ordered] = [await make('FREE-1'), await make('USED-1')];
		await visitor.ask('/api/orders', { json: { sku: 'USED-1', quantity: 1 } });
		const remove = async (target: string): Promise<number> =>
			(await visitor.ask(target, { method: 'DELETE', json: {} })).status;
		assert.deepEqual([await remove(free), await remove(ordered)], [204, 409]);
		assert.equal((await visitor.ask(free)).status, 404);
		const member = await editor(app, 'editor');
		assert.equal((await member.ask(ordered, { method: 'DELETE', json: {} })).status, 403);
	});
});

describe('an API version', () => {
	onBothKits(
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

describe('a webhook', () => {
	const id = 'signed-webhook';
	const deliver = async (app: App, body: string, header: string): Promise<Answer> =>
		await app
			.visitor()
			.ask('/webhooks/payments', { json: body, headers: { 'x-signature': header } });
	const signature = (body: string, age = 0, secret = validEnvironment.WEBHOOK_SECRET): string => {
		const time = Math.floor(Date.now() / 1000) - age;
		return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
	};
	const payment = async (app: App, eventId: string): Promise<string> => {
		const buyer = await editor(app);
		const sku = `HOOK-${eventId.toUpperCase()}`;
		await buyer.ask('/api/products', { json: product(sku, { stock: 1 }) });
		const order = await buyer.ask('/api/orders', { json: { sku, quantity: 1 } });
		return JSON.stringify({
			id: eventId,
			type: 'payment.succeeded',
			orderId: order.json<{ id: string }>().id,
		});
	};
	const paid = async (app: App, body: string): Promise<boolean> => {
		const orderId = JSON.parse(body).orderId;
		const [row] = await app.sql<{ paid: boolean }>(
			`select paid_at is not null as paid from orders where id = '${orderId}'`,
		);
		return row?.paid === true;
	};

	onBothKits(id, 'that is signed takes effect', async (app) => {
		const body = await payment(app, 'good');
		const answer = await deliver(app, body, signature(body));
		assert.deepEqual([answer.status, answer.json()], [200, { received: true, duplicate: false }]);
		assert.equal(await paid(app, body), true);
	});

	onBothKits(id, 'that is replayed takes no effect again', async (app) => {
		const body = await payment(app, 'again');
		await deliver(app, body, signature(body));
		await app.sql(`update orders set paid_at = null where id = '${JSON.parse(body).orderId}'`);
		const answers = await Promise.all([1, 2].map(() => deliver(app, body, signature(body))));
		for (const answer of answers) {
			assert.deepEqual(
				[answer.status, answer.json<{ duplicate: boolean }>().duplicate],
				[200, true],
			);
		}
		assert.equal(await paid(app, body), false);
	});

	onBothKits(
		id,
		'that is late, from the future, changed or signed by others is refused',
		async (app) => {
			const body = await payment(app, 'bad');
			const refusals = [
				[body, signature(body, 301)],
				[body, signature(body, -400)],
				[`${body} `, signature(body)],
				[body, signature(body, 0, 'another secret')],
				[body, signature(body).replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) - 5}`)],
				[body, signature(body).slice(0, -2)],
				[body, ''],
			] as const;
			for (const [text, header] of refusals) {
				assert.equal((await deliver(app, text, header)).status, 401, header);
			}
			assert.equal(await paid(app, body), false);
			assert.equal(
				(await deliver(app, body, `${signature(body)},v1=${'0'.repeat(64)}`)).status,
				200,
			);
		},
	);
});

describe('an API key', () => {
	const ids = 'api-keys json-web-tokens';
	const newKey = async (visitor: Visitor): Promise<string> => {
		const form = { name: 'CI' };
		const { element } = await visitor.ask('/settings/api-keys?/create', { form });
		return element('key') ?? '';
	};
	const bearer = (token: string): { headers: Record<string, string> } => ({
		headers: { authorization: `Bearer ${token}` },
	});
	const trade = async (app: App, key: string): Promise<Answer> =>
		await app.visitor().ask('/api/token', { json: {}, ...bearer(key) });

	onBothKits(
		'api-keys',
		'is shown once, stored as its digest and revoked by its owner',
		async (app) => {
			const visitor = await editor(app);
			const key = await newKey(visitor);
			assert.match(key, /^app_[\w-]{43}$/);
			const page = await visitor.ask('/settings/api-keys');
			assert.ok(page.element('listed') === 'CI' && !page.text.includes(key));
			const [row] = await app.sql<{ id: string; hash: string }>(
				`select id, hash from api_keys where user_id = '${visitor.id}'`,
			);
			assert.match(row?.hash ?? '', /^[0-9a-f]{64}$/);
			assert.equal((await trade(app, key)).status, 200);

			const revoke = { form: { id: row?.id ?? '' } };
			const stranger = await editor(app);
			await stranger.ask('/settings/api-keys?/revoke', revoke);
			assert.equal((await trade(app, key)).status, 200, 'a stranger cannot revoke it');
			await visitor.ask('/settings/api-keys?/revoke', revoke);
			assert.equal((await trade(app, key)).status, 401);
			assert.equal((await trade(app, 'app_nonsense')).status, 401);
		},
	);

	onBothKits(ids, 'becomes a token of five minutes', async (app) => {
		const visitor = await editor(app);
		const answer = await trade(app, await newKey(visitor));
		assert.equal(answer.headers.get('cache-control'), 'no-store');
		const { access_token: token, expires_in: seconds } = answer.json<{
			access_token: string;
			expires_in: number;
		}>();
		assert.equal(seconds, 300);
		const claims = await app.visitor().ask('/api/token', bearer(token));
		const { sub, exp } = claims.json<{ sub: string; exp: number }>();
		assert.equal(sub, visitor.id);
		assert.ok(Math.abs(exp - Date.now() / 1000 - 300) < 30);
	});

	onBothKits(
		'json-web-tokens',
		'is needed: forged, expired or foreign tokens are refused',
		async (app) => {
			const now = Math.floor(Date.now() / 1000);
			const good = { iss: 'https://app.example.com', aud: 'app-api', sub: 'u', exp: now + 60 };
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
			const statusOf = async (text: string): Promise<number> =>
				(await app.visitor().ask('/api/token', bearer(text))).status;
			assert.equal(await statusOf(token(good)), 200);
			for (const bad of [
				token({ ...good, exp: now - 60 }),
				token(endless),
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

	onBothKits(id, 'quotes cells and neutralizes formulas', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents) values
			('csv-1', 'CSV-1', '=HYPERLINK("https://evil.example")', -5),
			('csv-2', 'CSV-2', 'two' || chr(10) || 'lines, "quoted"', 7),
			('csv-3', 'CSV-3', chr(9) || '@SUM(A1)', 8)`);
		const { headers, text } = await visitor.ask('/api/products/export');
		assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
		assert.match(text, /^"SKU","Name","Price in cents","Created"\r\n/);
		assert.ok(text.includes(`"CSV-1","'=HYPERLINK(""https://evil.example"")",-5,"20`), text);
		assert.ok(text.includes('"CSV-2","two\nlines, ""quoted""",7,"20'));
		assert.ok(text.includes(`"CSV-3","'\t@SUM(A1)",8,"20`));
		assert.equal((await app.visitor().ask('/api/products/export')).status, 401);
	});

	onBothKits(id, 'holds every row once across its batches', async (app) => {
		const visitor = await editor(app);
		await app.sql(`insert into products (id, sku, name, price_cents)
			select 'many-' || n, 'MANY-' || n, 'Many', 1 from generate_series(1, 1200) n`);
		const { text } = await visitor.ask('/api/products/export');
		const many = text.split('\r\n').filter((line) => line.startsWith('"MANY-'));
		assert.equal(new Set(many).size, 1200);
		assert.equal(many.length, 1200);
		await app.sql(`delete from products where sku like 'MANY-%'`);
	});

	onBothKits(id, 'stops when the client leaves', async (app) => {
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

	onBothKits(
		id,
		'sends a user their own changes, and unsubscribes when they leave',
		async (app) => {
			const visitor = await editor(app);
			const client = new AbortController();
			const response = await visitor.open('/api/events', client.signal);
			assert.equal(response.headers.get('content-type'), 'text/event-stream');
			const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
			assert.equal((await reader?.read())?.value, 'retry: 3000\n\n');

			const publish = async (userId: string, change: object): Promise<boolean> => {
				const answer = await app.visitor().ask('/lab/changes', { json: { userId, ...change } });
				return answer.json<{ listeners: boolean }>().listeners;
			};
			assert.equal(await publish('somebody-else', { type: 'order', id: '1' }), false);
			assert.equal(await publish(visitor.id, { type: 'order', id: '2' }), true);
			assert.equal((await reader?.read())?.value, 'data: {"type":"order","id":"2"}\n\n');

			client.abort();
			const left = await app.visitor().ask(`/lab/changes?user=${visitor.id}&wanted=0`);
			assert.deepEqual(left.json(), { listeners: 0 });
			assert.equal((await app.visitor().ask('/api/events')).status, 401);
		},
	);
});
