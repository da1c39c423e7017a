import assert from 'node:assert/strict';
import { describe } from 'mocha';
import { signedIn, type Answer } from './app.ts';
import { onEachKit } from './proof.ts';

describe('the database', () => {
	onEachKit(
		'transaction-with-conditional-update drizzle-schema',
		'six parallel orders on a stock of three give three and three',
		async (app) => {
			const visitor = await signedIn(app, { email: 'buyer@example.com', role: 'admin' });
			const lamp = { sku: 'LAMP', name: 'Lamp', priceCents: 1900, stock: 3 };
			await visitor.ask('/api/products', { json: lamp });
			const order = { sku: 'LAMP', quantity: 1 };
			const answers = await Promise.all(
				Array.from({ length: 6 }, () => visitor.ask('/api/orders', { json: order })),
			);
			const codes = answers.map(({ status }) => status).toSorted((a, b) => a - b);
			assert.deepEqual(codes, [201, 201, 201, 409, 409, 409]);
			const rows = await app.sql(`select stock, (select count(*)::int from orders
				where product_id = products.id) as orders from products where sku = 'LAMP'`);
			assert.deepEqual(rows, [{ stock: 0, orders: 3 }]);
		},
	);

	onEachKit(
		'transaction-with-conditional-update',
		'a request that is sent again is one order, also at the same time',
		async (app) => {
			const visitor = await signedIn(app, { email: 'again@example.com', role: 'admin' });
			const lamp = { sku: 'AGAIN', name: 'Lamp', priceCents: 1900, stock: 1 };
			await visitor.ask('/api/products', { json: lamp });
			const order = async (quantity: number, key: string, sku = 'AGAIN'): Promise<Answer> =>
				await visitor.ask('/api/orders', {
					json: { sku, quantity },
					headers: { 'idempotency-key': key },
				});
			const answers = await Promise.all(Array.from({ length: 3 }, () => order(1, 'first')));
			const ids = answers.map(({ json }) => json<{ id: string }>().id);
			assert.ok(ids[0] !== undefined && new Set(ids).size === 1, ids.join());
			const others = [
				await order(2, 'first'),
				await order(1, 'second'),
				await order(1, 'third', 'NO-SUCH'),
				await order(1, 'x'.repeat(101)),
			];
			assert.deepEqual(
				others.map(({ status }) => status),
				[422, 409, 404, 400],
			);
			const rows = await app.sql(`select stock, (select count(*)::int from orders
				where product_id = products.id) as orders from products where sku = 'AGAIN'`);
			assert.deepEqual(rows, [{ stock: 0, orders: 1 }]);
		},
	);

	onEachKit('drizzle-schema', 'refuses a negative stock whatever the code does', async (app) => {
		await app.sql(`insert into products (id, sku, name, price_cents)
			values ('minus', 'MINUS', 'Minus', 1)`);
		await assert.rejects(app.sql(`update products set stock = -1 where id = 'minus'`));
	});

	onEachKit(
		'drizzle-client-with-migrations',
		'is migrated before the first request',
		async (app) => {
			const rows = await app.sql(
				'select count(*)::int as applied from drizzle.__drizzle_migrations',
			);
			assert.deepEqual(rows, [{ applied: 1 }]);
		},
	);

	onEachKit(
		'constraint-violations',
		'tells duplicates from rows that are referred to',
		async (app) => {
			const visitor = await signedIn(app, { email: 'codes@example.com', role: 'admin' });
			const json = { sku: 'CODE-1', name: 'Code', priceCents: 1, stock: 1 };
			const { location } = await visitor.ask('/api/products', { json });
			const duplicate = await visitor.ask('/api/products', { json });
			assert.equal(duplicate.json<{ title: string }>().title, 'A product with this SKU exists');
			await visitor.ask('/api/orders', { json: { sku: 'CODE-1', quantity: 1 } });
			const referred = await visitor.ask(location ?? '', { method: 'DELETE', json: {} });
			assert.equal(referred.json<{ title: string }>().title, 'There are orders for this product');
		},
	);

	onEachKit(
		'keyset-pagination',
		'pages hold every row once, also those of one moment',
		async (app) => {
			await app.sql(`insert into products (id, sku, name, price_cents, created_at)
			select 'page-' || n, 'PAGE-' || n, 'Page ' || n, 1,
			timestamptz '2020-01-01' + (n / 10) * interval '1 hour' from generate_series(1, 50) n`);
			const seen: string[] = [];
			let target = `/products?after=${encodeURIComponent('2020-12-31T00:00:00.000Z~z')}`;
			for (let page = 0; page < 5 && target !== ''; page++) {
				const { text, status } = await app.visitor().ask(target);
				assert.equal(status, 200);
				seen.push(...[...text.matchAll(/<li>(Page [^<,]*),/g)].map(([, name = '']) => name));
				const next = /<a href="([^"]*)" rel="next"/.exec(text)?.[1];
				target = next === undefined ? '' : `/products${next}`;
			}
			assert.equal(seen.length, 50);
			assert.equal(new Set(seen).size, 50);
			const broken = await app.visitor().ask('/products?after=nonsense');
			assert.equal(broken.status, 200);
		},
	);

	onEachKit('keyset-pagination', 'a page far behind is found by the index', async (app) => {
		await app.sql(`insert into products (id, sku, name, price_cents, created_at)
			select 'plan-' || n, 'PLAN-' || n, 'Plan', 1, timestamptz '2010-01-01' + n * interval '1 minute'
			from generate_series(1, 5000) n`);
		await app.sql('analyze products');
		const far = `/products?after=${encodeURIComponent('2010-01-01T03:00:00.000Z~plan-180')}`;
		const plans = await app.visitor().ask(`/lab/plan?of=${encodeURIComponent(far)}`);
		await app.sql(`delete from products where sku like 'PLAN-%'`);
		const plan = plans.json<string[]>().find((each) => each.includes('products')) ?? '';
		assert.match(plan, /Index Cond: \(ROW\(created_at, id\) < ROW\(/);
		assert.doesNotMatch(plan, /Filter|Sort/);
	});

	onEachKit('postgres-pool', 'is reached through the pool, which closes', async (app) => {
		const { status, text, json } = await app.visitor().ask('/lab/pool');
		assert.equal(status, 200, text + app.output());
		assert.deepEqual(json(), [{ answer: 42 }]);
	});
});
