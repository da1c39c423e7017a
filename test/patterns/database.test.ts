import assert from 'node:assert/strict';
import { describe } from 'mocha';
import { signedIn } from './app.ts';
import { onBothKits } from './proof.ts';

describe('the database', () => {
	onBothKits(
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

	onBothKits('drizzle-schema', 'refuses a negative stock whatever the code does', async (app) => {
		await app.sql(`insert into products (id, sku, name, price_cents)
			values ('minus', 'MINUS', 'Minus', 1)`);
		await assert.rejects(app.sql(`update products set stock = -1 where id = 'minus'`));
	});

	onBothKits(
		'drizzle-client-with-migrations',
		'is migrated before the first request',
		async (app) => {
			const rows = await app.sql(
				'select count(*)::int as applied from drizzle.__drizzle_migrations',
			);
			assert.deepEqual(rows, [{ applied: 1 }]);
		},
	);

	onBothKits(
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

	onBothKits(
		'keyset-pagination',
		'pages hold every row once, also those of one moment',
		async (app) => {
			await app.sql(`insert into products (id, sku, name, price_cents, created_at)
			select 'page-' || n, 'PAGE-' || n, 'Page ' || n, 1,
			timestamptz '2020-01-01' + (n / 10) * interval '1 hour' from generate_series(1, 50) n`);
			const seen: string[] = [];
			let target = `/products?after=${encodeURIComponent('2020-12-31T00:00:00.000Z~z')}`;
			for (let page = 0; page < 5 && target !== ''; page++) {
				const { text, element, status } = await app.visitor().ask(target);
				assert.equal(status, 200);
				seen.push(...[...text.matchAll(/class="item">([^<]*)</g)].map(([, name = '']) => name));
				const next = element('next') ?? '';
				target = next === '' ? '' : `/products?after=${encodeURIComponent(next)}`;
			}
			assert.equal(seen.length, 50);
			assert.equal(new Set(seen).size, 50);
			const broken = await app.visitor().ask('/products?after=nonsense');
			assert.equal(broken.status, 200);
		},
	);

	onBothKits('postgres-pool', 'is reached through the pool, which closes', async (app) => {
		const { status, text, json } = await app.visitor().ask('/lab/pool');
		assert.equal(status, 200, text + app.output());
		assert.deepEqual(json(), [{ answer: 42 }]);
	});
});
