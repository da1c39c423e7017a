import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kitWordAt } from '../../../src/core/editor/svelteKitFacts.ts';
import { cursorIn } from '../../helpers/cursor.ts';

function factAt(marked: string): string | undefined {
	const { text, offset } = cursorIn(marked);
	return kitWordAt(text, offset)?.fact.name;
}

describe('names of SvelteKit', () => {
	it('are found wherever the cursor is in them', () => {
		for (const marked of [
			'Put it into `src/routes/|+page.server.ts`.',
			'Put it into `src/routes/+page.ser|ver.ts`.',
			'Put it into `src/routes/+page.server.ts|`.',
		]) {
			assert.equal(factAt(marked), '+page.server.ts', marked);
		}
		assert.equal(factAt('Put it into `src/|routes/+page.server.ts`.'), undefined);
		assert.equal(factAt('Put it into `src/routes/+page.server.ts` |now.'), undefined);
	});

	const examples: readonly (readonly [string, string])[] = [
		['+page.t|s', '+page.ts'],
		['+page.server.j|s', '+page.server.ts'],
		['+page@(app).sv|elte', '+page.svelte'],
		['+layout.serv|er.ts', '+layout.server.ts'],
		['+layout|.ts', '+layout.ts'],
		['+layout.svelt|e', '+layout.svelte'],
		['+ser|ver.ts', '+server.ts'],
		['+erro|r.svelte', '+error.svelte'],
		['src/hooks.server|.ts', 'hooks.server.ts'],
		['hooks.client|.js', 'hooks.client.ts'],
		['$env/static/pri|vate', '$env/static/private'],
		['$env/static/pub|lic', '$env/static/public'],
		['$env/dynamic/pri|vate', '$env/dynamic/private'],
		['$env/dynamic/pub|lic', '$env/dynamic/public'],
		['$app/env/pri|vate', '$app/env/private'],
		['$app/environ|ment', '$app/environment'],
		['$app/en|v', '$app/env'],
		['$app/st|ate', '$app/state'],
		['$app/sto|res', '$app/stores'],
		['$app/nav|igation', '$app/navigation'],
		['posts.rem|ote.ts', '*.remote.ts'],
		['svelte.con|fig.js', 'svelte.config.js'],
		["from '@sveltejs/k|it'", '@sveltejs/kit'],
		["from '@sveltejs/kit/h|ooks'", '@sveltejs/kit/hooks'],
	];
	for (const [marked, name] of examples) {
		it(`include ${marked.replace('|', '')}`, () => assert.equal(factAt(marked), name));
	}

	it('that other frameworks have too count in texts about Svelte alone', () => {
		for (const [marked, name] of [
			['`hooks|.ts`', 'hooks.ts'],
			['`./$ty|pes`', '$types'],
			['`$lib/server/d|b`', '$lib/server'],
			['`$lib/but|ton`', '$lib'],
			['`#lib/serv|er/db.js`', '#lib'],
			['`src/params/inte|ger.ts`', 'src/params'],
			['`vite.con|fig.ts`', 'vite.config.ts'],
			['`src/app.d|.ts`', 'app.d.ts'],
			['`src/en|v.ts`', 'src/env.ts'],
		] as const) {
			assert.equal(factAt(`${marked} in React`), undefined, marked);
			assert.equal(factAt(`${marked} in SvelteKit`), name, marked);
		}
	});

	it('say what may be exported and what differs between the versions', () => {
		const { text, offset } = cursorIn('|+page.server.ts');
		assert.deepEqual(kitWordAt(text, offset)?.fact.mayExport, [
			'load',
			'actions',
			'prerender',
			'ssr',
			'csr',
			'trailingSlash',
			'config',
			'entries',
		]);
		const stores = kitWordAt('$app/stores', 3)?.fact;
		assert.equal(stores?.kit2, 'Deprecated: use `$app/state`.');
		assert.match(stores?.kit3 ?? '', /^Gone/);
	});

	it('are found in a line of a megabyte', () => {
		const text = `${'+page'.repeat(100_000)} +page.ts ${'a.remote'.repeat(60_000)}`;
		assert.equal(kitWordAt(text, 500_003)?.fact.name, '+page.ts');
		assert.equal(kitWordAt(text, 700_000), undefined);
	});
});
